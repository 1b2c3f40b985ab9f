"""Addresses of the budget room."""

from django.urls import path

from policies.budgets import views

urlpatterns = [
    path("", views.lines, name="budget_lines"),
    path("new/", views.new_line, name="new_budget_line"),
    path("<int:line_id>/", views.line, name="budget_line"),
    path("<int:line_id>/change/", views.change_line, name="change_budget_line"),
]
