"""Addresses of trading."""

from django.urls import path

from marketplace.trade import views

urlpatterns = [
    path("trade/", views.trade, name="trade"),
    path("my/trades/", views.trades, name="trades"),
]
