"""Every address of this wing: each room keeps its own."""

from django.urls import URLPattern, URLResolver, include, path

from marketplace.api import api

app_name = "marketplace"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("marketplace.catalogue.urls")),
    path("", include("marketplace.agencies.urls")),
    path("", include("marketplace.owners.urls")),
    path("", include("marketplace.needs.urls")),
    path("", include("marketplace.bidding.urls")),
    path("", include("marketplace.selection.urls")),
    path("", include("marketplace.awards.urls")),
    path("", include("marketplace.contracts.urls")),
    path("", include("marketplace.trade.urls")),
    path("", include("marketplace.oversight.urls")),
    path("", include("marketplace.disputes.urls")),
    path("", include("marketplace.credit.urls")),
    path("", include("marketplace.experts.urls")),
    path("", include("marketplace.guarantees.urls")),
    path("", include("marketplace.clocks.urls")),
    path("", include("marketplace.clues.urls")),
    path("", include("marketplace.opendata.urls")),
    path("api/", api.urls),
]
