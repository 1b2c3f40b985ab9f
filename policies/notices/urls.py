"""Addresses of the notices room."""

from django.urls import path

from policies.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/<int:notice_id>/", views.notice, name="notice"),
    path("notices/<int:notice_id>/object/", views.object_to_line, name="object"),
    path("objections/", views.objections, name="objections"),
    path("objections/<int:objection_id>/", views.objection, name="objection"),
]
