"""Addresses of agencies."""

from django.urls import path

from marketplace.agencies import clock_views, professional_views, views

urlpatterns = [
    path("agencies/", views.agency_list, name="agencies"),
    path("agencies/<int:agency_id>/suspension/", clock_views.suspension, name="agency_suspension"),
    path("recruiting/", clock_views.recruiting, name="recruiting"),
    path("my/overdue/", clock_views.overdue, name="overdue"),
    path("my/agency/confirm/", clock_views.confirm, name="confirm_entry"),
    path("my/agency/account/", clock_views.account, name="agency_account"),
    path("my/agency/people/new/", professional_views.new_professional, name="new_professional"),
    path("my/agency/people/<int:professional_id>/end/", professional_views.end_professional, name="end_professional"),
    path("coverage/", views.coverage_board, name="coverage"),
    path("my/agency/", views.my_agency, name="my_agency"),
    path("my/agency/apply/<str:code>/", views.apply_for, name="apply_for_service"),
    path("review/agencies/", views.admission_queue, name="admission_queue"),
    path("review/agencies/<int:admission_id>/", views.review_admission, name="review_admission"),
]
