"""Addresses of the service catalogue."""

from django.urls import path

from marketplace.catalogue import views

urlpatterns = [
    path("my/catalogue/", views.catalogue, name="catalogue"),
    path("my/catalogue/<str:code>/", views.competent, name="competent_department"),
]
