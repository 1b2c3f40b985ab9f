"""Addresses of contracts."""

from django.urls import path

from marketplace.contracts import ending_views, following_views, terminating_views, views

urlpatterns = [
    path("my/awards/<int:award_id>/contract/", views.file, name="file_contract"),
    path("my/contracts/", views.contracts, name="contracts"),
    path("my/contracts/<int:contract_id>/", views.my_contract, name="my_contract"),
    path("my/contracts/<int:contract_id>/accept/", views.accept, name="accept_delivery"),
    path("my/contracts/<int:contract_id>/correct/", views.correct, name="correct_contract"),
    path("my/contracts/<int:contract_id>/change/", following_views.change, name="change_contract"),
    path("my/contracts/<int:contract_id>/milestone/", following_views.milestone, name="plan_milestone"),
    path("my/contracts/<int:contract_id>/reached/", following_views.reached, name="milestone_reached"),
    path("my/contracts/<int:contract_id>/payment/", following_views.payment, name="record_contract_payment"),
    path("my/contracts/<int:contract_id>/rate/", following_views.rating, name="rate_contract"),
    path("my/contracts/<int:contract_id>/end/", ending_views.end, name="end_contract"),
    path("my/contracts/<int:contract_id>/end/notice/", terminating_views.notice, name="notice_of_end"),
    path("my/contracts/<int:contract_id>/end/withdraw/", terminating_views.withdraw, name="withdraw_notice"),
    path("my/contracts/<int:contract_id>/end/ruling/", terminating_views.ruling, name="record_ruling"),
]
