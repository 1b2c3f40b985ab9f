"""Addresses of the register of experts."""

from django.urls import path

from marketplace.experts import views

urlpatterns = [
    path("my/experts/", views.experts, name="experts"),
    path("my/experts/<int:expert_id>/", views.expert, name="expert"),
    path("my/recusals/", views.my_recusals, name="my_recusals"),
]
