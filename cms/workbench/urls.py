"""Addresses of the workbench."""

from django.urls import path

from cms.workbench import views

app_name = "workbench"

urlpatterns = [
    path("desk/", views.home, name="home"),
    path("refused/", views.refused, name="refused"),
    path("trail/", views.find, name="find"),
    path("trail/<str:kind>/<int:pk>/", views.trail, name="trail"),
]
