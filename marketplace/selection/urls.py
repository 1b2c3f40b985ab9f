"""Addresses of selection."""

from django.urls import path

from marketplace.selection import auction_views, choice_views, panel_views, paper_views, views

urlpatterns = [
    path("draws/<int:draw_id>/", views.draw, name="draw"),
    path("draws/<int:draw_id>/DRAW.json", views.draw_record, name="draw_record"),
    path("draws/verify_draw.py", views.draw_script, name="draw_script"),
    path("my/draws/", views.draws, name="draws"),
    path("my/draws/<int:draw_id>/", views.record_number, name="record_number"),
    path("my/needs/<int:need_id>/low-price/", views.judge_price, name="judge_price"),
    path("my/needs/<int:need_id>/choose/", choice_views.choose, name="choose_agency"),
    path("my/low-prices/<int:question_id>/", choice_views.justify, name="justify_price"),
    path("auctions/<int:auction_id>/", auction_views.auction, name="auction"),
    path("auctions/<int:auction_id>/undercut/", auction_views.undercut, name="undercut"),
    path("auctions/<int:auction_id>/pass/", auction_views.pass_on, name="pass_turn"),
    path("my/panels/", panel_views.panels, name="panels"),
    path("my/panels/<int:panel_id>/", panel_views.panel, name="panel"),
    path("my/seats/", panel_views.my_seats, name="my_seats"),
    path("my/seats/<int:seat_id>/", panel_views.seat, name="seat"),
    path("needs/<int:need_id>/papers/", paper_views.bid_papers, name="bid_papers"),
    path("papers/<uuid:paper_id>/", paper_views.bid_paper, name="bid_paper"),
]
