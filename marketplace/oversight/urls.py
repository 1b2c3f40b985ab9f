"""Addresses of oversight."""

from django.urls import path

from marketplace.oversight import profile_views, report_views, views

urlpatterns = [
    path("agencies/<int:agency_id>/", profile_views.agency_page, name="agency"),
    path("savings/", views.savings, name="savings"),
    path("reports/", report_views.report, name="reports"),
    path("evaluations/", report_views.evaluations, name="evaluations"),
]
