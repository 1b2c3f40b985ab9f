"""Addresses of the check-up."""

from django.urls import path

from policies.checkup import views

urlpatterns = [
    path("benefits/checkup/", views.checkup, name="checkup"),
    path("checkup/", views.questionnaire, name="questionnaire"),
]
