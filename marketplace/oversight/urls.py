"""Addresses of oversight."""

from django.urls import path

from marketplace.oversight import views

urlpatterns = [path("savings/", views.savings, name="savings")]
