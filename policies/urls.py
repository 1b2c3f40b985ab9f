"""Every address of this wing: each room keeps its own."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "policies"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("policies.registry.urls")),
    path("", include("policies.matching.urls")),
    path("budgets/", include("policies.budgets.urls")),
    path("", include("policies.checkup.urls")),
    path("", include("policies.outreach.urls")),
    path("", include("policies.applications.urls")),
    path("", include("policies.grants.urls")),
    path("", include("policies.notices.urls")),
    path("", include("policies.disbursement.urls")),
]
