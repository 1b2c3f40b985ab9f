"""Addresses of the outreach room."""

from django.urls import path

from policies.outreach import views

urlpatterns = [
    path("benefits/subscriptions/", views.subscriptions, name="eligibility_subscriptions"),
    path("benefits/subscriptions/<int:subscription_id>/end/", views.end, name="end_subscription"),
    path("unsubscribe/<str:token>/", views.unsubscribe_page, name="unsubscribe"),
    path("matches/<int:version_id>/call/", views.call, name="call_for_fact"),
]
