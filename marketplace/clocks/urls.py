"""Addresses of alarms."""

from django.urls import path

from marketplace.clocks import views

urlpatterns = [path("my/alarms/", views.alarms, name="alarms")]
