"""Addresses of alarms, and of what follows one."""

from django.urls import path

from marketplace.clocks import views

urlpatterns = [
    path("my/alarms/", views.alarms, name="alarms"),
    path("my/results/<int:award_id>/revoke/", views.revoke, name="revoke_award"),
]
