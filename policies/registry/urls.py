"""Addresses of the registry."""

from django.urls import path

from policies.registry import views

urlpatterns = [
    path("registry/imports/", views.import_list, name="imports"),
    path("registry/imports/<int:import_id>/", views.import_page, name="import"),
    path("registry/imports/<int:import_id>/let-in/", views.let_in, name="let_in"),
    path("registry/imports/<int:import_id>/cancel/", views.cancel, name="cancel_import"),
    path("registry/imports/<int:import_id>/rejects/", views.rejects, name="import_rejects"),
    path("registry/enterprises/", views.enterprise_list, name="enterprises"),
    path("registry/enterprises/<int:enterprise_id>/", views.enterprise_page, name="enterprise"),
    path("registry/accounts/<int:account_id>/verify/", views.verify, name="verify_account"),
    path("registry/gaps/", views.gaps, name="gaps"),
]
