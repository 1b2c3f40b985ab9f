"""Addresses of disputes."""

from django.urls import path

from marketplace.disputes import views

urlpatterns = [
    path("results/<int:award_id>/object/", views.object_to_award, name="object_to_award"),
    path("my/disputes/", views.my_disputes, name="my_disputes"),
    path("my/objections/", views.own_objections, name="own_objections"),
    path("my/complaints/", views.all_complaints, name="complaints"),
    path("my/disputes/<int:dispute_id>/", views.dispute, name="dispute"),
    path("my/disputes/<int:dispute_id>/handle/", views.handle, name="handle_dispute"),
    path("my/disputes/<int:dispute_id>/examine/", views.examine, name="examine_complaint"),
    path("my/disputes/<int:dispute_id>/complain/", views.complain, name="complain"),
    path("my/disputes/<int:dispute_id>/withdraw/", views.withdraw, name="withdraw_dispute"),
]
