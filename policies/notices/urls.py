"""Addresses of the notices room."""

from django.urls import path

from policies.notices import listing_views, petition_views, views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/<int:notice_id>/", views.notice, name="notice"),
    path("notices/<int:notice_id>/object/", views.object_to_line, name="object"),
    path("notices/<int:notice_id>/paper/", views.paper_of_notice, name="notice_paper"),
    path("notices/silent/", listing_views.silent_lists, name="silent_lists"),
    path("notices/silent/<int:list_id>/", listing_views.silent_list, name="silent_list"),
    path("decisions/<int:decision_id>/silent/", listing_views.publish, name="publish_silent_list"),
    path("petitions/<str:kind>/", petition_views.new_petition, name="new_petition"),
    path("petition/", petition_views.follow_petition, name="follow_petition"),
    path("complaints/", petition_views.complaints, name="complaints"),
    path("complaints/<int:petition_id>/", petition_views.complaint, name="complaint"),
    path("reports/", petition_views.reports, name="reports"),
    path("reports/<int:petition_id>/", petition_views.report, name="report"),
    path("objections/", views.objections, name="objections"),
    path("objections/<int:objection_id>/", views.objection, name="objection"),
]
