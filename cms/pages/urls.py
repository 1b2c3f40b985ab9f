"""Addresses of the public site that are no Wagtail pages."""

from django.urls import path

from cms.pages import views

app_name = "pages"
urlpatterns = [
    path("policy-calendar/", views.policy_calendar, name="policy_calendar"),
    path("policy-calendar.ics", views.policy_calendar_file, name="policy_calendar_file"),
    path("p/<slug:code>/", views.short_address, name="short_address"),
    path("p/<slug:code>/code.svg", views.short_address_code, name="short_address_code"),
]
