"""Addresses of credit."""

from django.urls import path

from marketplace.credit import views

urlpatterns = [
    path("my/credit/", views.my_credit, name="my_credit"),
    path("my/credit-cases/", views.all_cases, name="credit_cases"),
    path("my/credit-cases/<int:case_id>/", views.credit_case, name="credit_case"),
]
