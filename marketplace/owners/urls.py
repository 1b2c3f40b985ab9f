"""Addresses of owners."""

from django.urls import path

from marketplace.owners import views

urlpatterns = [
    path("my/owner/", views.my_owner, name="my_owner"),
    path("my/owner/confirm/", views.confirm, name="confirm_owner"),
    path("review/owners/", views.owner_queue, name="owner_queue"),
    path("review/owners/overdue/", views.overdue, name="overdue_owners"),
    path("review/owners/<int:owner_id>/", views.review_owner, name="review_owner"),
]
