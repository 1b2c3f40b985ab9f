"""Addresses of contracts."""

from django.urls import path

from marketplace.contracts import views

urlpatterns = [
    path("my/awards/<int:award_id>/contract/", views.file, name="file_contract"),
    path("my/contracts/", views.contracts, name="contracts"),
    path("my/contracts/<int:contract_id>/", views.my_contract, name="my_contract"),
    path("my/contracts/<int:contract_id>/accept/", views.accept, name="accept_delivery"),
    path("my/contracts/<int:contract_id>/correct/", views.correct, name="correct_contract"),
]
