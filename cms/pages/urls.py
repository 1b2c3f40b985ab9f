"""Addresses of the public site that are no Wagtail pages."""

from django.urls import path

from cms.pages import views

app_name = "pages"
urlpatterns = [
    path("policy-calendar/", views.policy_calendar, name="policy_calendar"),
    path("policy-calendar.ics", views.policy_calendar_file, name="policy_calendar_file"),
]
