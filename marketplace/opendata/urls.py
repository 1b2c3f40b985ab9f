"""Addresses of open data."""

from django.urls import path

from marketplace.opendata import views

urlpatterns = [
    path("opendata/", views.opendata, name="opendata"),
    path("opendata/releases.json", views.releases_file, name="opendata_releases"),
    path("opendata/records.json", views.records_file, name="opendata_records"),
]
