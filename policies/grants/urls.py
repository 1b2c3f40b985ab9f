"""Addresses of the grants room."""

from django.urls import path

from policies.grants import contact_views, decision_views, instalment_views, person_views, views

urlpatterns = [
    path("benefits/", views.benefits, name="benefits"),
    path("benefits/<int:grant_id>/", views.benefit, name="benefit"),
    path("benefits/<int:grant_id>/account/", views.new_account, name="new_account"),
    path("benefits/<int:grant_id>/person/", person_views.own_person, name="own_person"),
    path("decisions/persons/", person_views.persons, name="persons"),
    path("decisions/grants/<int:grant_id>/person/", person_views.grant_person, name="grant_person"),
    path("decisions/grants/<int:grant_id>/person/decide/", person_views.decide_person, name="decide_person"),
    path("decisions/", decision_views.decisions, name="decisions"),
    path("decisions/short/", decision_views.short, name="short_of_money"),
    path("decisions/contacts/", contact_views.contacts, name="contacts"),
    path("decisions/<int:decision_id>/contact/", contact_views.contact, name="contact"),
    path("decisions/grants/<int:grant_id>/", contact_views.grant, name="grant"),
    path("decisions/grants/<int:grant_id>/instalments/", instalment_views.grant_instalments, name="grant_instalments"),
    path("decisions/instalments/", instalment_views.instalments, name="instalments"),
    path("decisions/new/<int:version_id>/payees/", instalment_views.payees, name="payees"),
    path("decisions/<int:decision_id>/", decision_views.decision, name="decision"),
    path("decisions/new/<int:version_id>/", decision_views.decide, name="decide"),
]
