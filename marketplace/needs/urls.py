"""Addresses of needs."""

from django.urls import path

from marketplace.needs import views

urlpatterns = [
    path("", views.need_list, name="needs"),
    path("my/needs/", views.my_needs, name="my_needs"),
    path("my/needs/new/", views.new_need, name="new_need"),
    path("my/needs/<int:need_id>/", views.edit_need, name="edit_need"),
    path("my/needs/<int:need_id>/cancel/", views.cancel, name="cancel_need"),
    path("my/needs/<int:need_id>/extend/", views.extend, name="extend_need"),
    path("my/needs/<int:need_id>/repost/", views.repost, name="repost_need"),
]
