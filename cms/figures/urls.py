"""Addresses of the open dashboard."""

from django.urls import path

from cms.figures import views

app_name = "figures"

urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("payments/", views.payments, name="payments"),
]
