"""Addresses of results."""

from django.urls import path

from marketplace.awards import views

urlpatterns = [
    path("results/", views.results, name="results"),
    path("results/<int:award_id>/", views.award, name="award"),
]
