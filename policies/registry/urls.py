"""Addresses of the registry."""

from django.urls import path

from policies.registry import doubt_views, push_views, views

urlpatterns = [
    path("registry/imports/", views.import_list, name="imports"),
    path("registry/imports/<int:import_id>/", views.import_page, name="import"),
    path("registry/imports/<int:import_id>/let-in/", views.let_in, name="let_in"),
    path("registry/imports/<int:import_id>/accounts/", views.verify_accounts, name="verify_accounts"),
    path("registry/imports/<int:import_id>/cancel/", views.cancel, name="cancel_import"),
    path("registry/imports/<int:import_id>/rejects/", views.rejects, name="import_rejects"),
    path("registry/enterprises/", views.enterprise_list, name="enterprises"),
    path("registry/enterprises/<int:enterprise_id>/", views.enterprise_page, name="enterprise"),
    path("registry/accounts/<int:account_id>/verify/", views.verify, name="verify_account"),
    path("registry/gaps/", doubt_views.gaps, name="gaps"),
    path("registry/conflicts/", doubt_views.conflicts, name="conflicts"),
    path("registry/conflicts/<int:conflict_id>/settle/", doubt_views.settle, name="settle_conflict"),
    path("registry/contests/", doubt_views.contest_list, name="contests"),
    path("registry/contests/<int:contest_id>/answer/", doubt_views.answer, name="answer_contest"),
    path("registry/stale/", doubt_views.stale, name="stale"),
    path("registry/keys/", push_views.source_keys, name="source_keys"),
    path("registry/keys/<int:key_id>/retire/", push_views.retire, name="retire_key"),
    path("benefits/facts/", doubt_views.own_facts, name="own_facts"),
    path("benefits/facts/<int:fact_id>/contest/", doubt_views.contest, name="contest_fact"),
    path("api/registry/facts/", push_views.push, name="push"),
    path("api/registry/facts/<int:import_id>/", push_views.pushed, name="pushed"),
]
