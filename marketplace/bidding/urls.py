"""Addresses of bidding."""

from django.urls import path

from marketplace.bidding import exchange_views, opener_views, views

urlpatterns = [
    path("needs/<int:need_id>/", views.need_page, name="need"),
    path("needs/<int:need_id>/bid/", views.bid, name="bid"),
    path("needs/<int:need_id>/my-bid/", views.my_bid, name="my_bid"),
    path("needs/<int:need_id>/my-bid/receipt.json", views.receipt, name="receipt"),
    path("needs/<int:need_id>/my-bid/files/", views.files_again, name="files_again"),
    path("needs/<int:need_id>/my-bid/withdraw/", views.withdraw, name="withdraw_bid"),
    path("my/bids/", views.my_bids, name="my_bids"),
    path("my/openings/", opener_views.openings, name="openings"),
    path("my/openings/late/", opener_views.late, name="late_openers"),
    path("my/openings/exchanges/", exchange_views.opener_exchanges, name="opener_exchanges"),
    path("my/openings/exchanges/<int:exchange_id>/", exchange_views.decide_exchange, name="decide_exchange"),
    path("my/openings/<int:opener_id>/exchange/", exchange_views.exchange_opener, name="exchange_opener"),
    path("my/openings/passphrase/", opener_views.passphrase, name="opening_passphrase"),
    path("my/openings/<int:opener_id>/", opener_views.consent, name="consent"),
]
