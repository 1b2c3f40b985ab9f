"""Addresses of matching."""

from django.urls import path

from policies.matching import views

urlpatterns = [
    path("matches/", views.match_list, name="all_matches"),
    path("matches/rounds/", views.round_list, name="match_rounds"),
    path("matches/rounds/<int:round_id>/", views.round_page, name="match_round"),
    path("matches/rounds/<int:round_id>/cancel/", views.cancel, name="cancel_match_round"),
    path("matches/of/<int:enterprise_id>/", views.matches_of_enterprise, name="matches_of_enterprise"),
    path("matches/<int:version_id>/export/", views.export, name="export_matches"),
    path("matches/<int:version_id>/", views.match_page, name="matches"),
]
