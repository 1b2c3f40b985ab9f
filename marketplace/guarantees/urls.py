"""Addresses of guarantees and deposits."""

from django.urls import path

from marketplace.guarantees import views

urlpatterns = [
    path("guarantees/", views.released_funds, name="released_funds"),
    path("my/guarantees/", views.guarantees, name="guarantees"),
    path("my/guarantees/<int:guarantee_id>/", views.guarantee, name="guarantee"),
    path("my/needs/<int:need_id>/guarantee/", views.register, name="register_guarantee"),
    path("my/old-deposits/", views.deposits, name="old_deposits"),
    path("my/old-deposits/<int:deposit_id>/", views.deposit, name="old_deposit"),
]
