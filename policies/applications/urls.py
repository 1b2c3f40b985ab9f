"""Addresses of the applications room."""

from django.urls import path

from policies.applications import ranking_views, review_views, views

urlpatterns = [
    path("apply/<int:version_id>/", views.apply, name="apply"),
    path("applications/", views.own_list, name="own_applications"),
    path("applications/<int:application_id>/", views.application, name="application"),
    path("applications/review/", review_views.queue, name="application_queue"),
    path("applications/review/<int:application_id>/", review_views.review, name="review_application"),
    path("applications/opinions/<int:opinion_id>/", review_views.opinion, name="application_opinion"),
    path("applications/overdue/", review_views.overdue, name="overdue_applications"),
    path("applications/ranking/<int:version_id>/", ranking_views.ranking, name="application_ranking"),
    path("applications/scoring/", ranking_views.scoring, name="scoring"),
    path("applications/scoring/<int:score_id>/", ranking_views.score, name="score_application"),
    path("applications/scoring/<int:score_id>/<int:file_id>/", ranking_views.scored_paper, name="scored_paper"),
]
