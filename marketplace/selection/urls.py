"""Addresses of selection."""

from django.urls import path

from marketplace.selection import views

urlpatterns = [
    path("draws/<int:draw_id>/", views.draw, name="draw"),
    path("draws/<int:draw_id>/DRAW.json", views.draw_record, name="draw_record"),
    path("draws/verify_draw.py", views.draw_script, name="draw_script"),
    path("my/draws/", views.draws, name="draws"),
    path("my/draws/<int:draw_id>/", views.record_number, name="record_number"),
    path("my/needs/<int:need_id>/low-price/", views.judge_price, name="judge_price"),
]
