"""Addresses of results."""

from django.urls import path

from marketplace.awards import views

urlpatterns = [
    path("results/", views.results, name="results"),
    path("results/<int:award_id>/", views.award, name="award"),
    path("results/<int:award_id>/notice/", views.notice, name="award_notice"),
    path("results/<int:award_id>/notice.pdf", views.notice_file, name="award_notice_pdf"),
    path("verify/", views.verify, name="verify_award"),
    path("my/needs/<int:need_id>/evaluation/", views.evaluation, name="evaluation"),
    path("my/needs/<int:need_id>/redo/", views.redo, name="redo_need"),
    path("my/awards/", views.my_awards, name="my_awards"),
    path("my/results/", views.my_results, name="my_results"),
    path("my/results/<int:award_id>/give-up/", views.give_up, name="give_up_award"),
]
