"""Addresses of oversight."""

from django.urls import path

from marketplace.oversight import report_views, views

urlpatterns = [
    path("savings/", views.savings, name="savings"),
    path("reports/", report_views.report, name="reports"),
    path("evaluations/", report_views.evaluations, name="evaluations"),
]
