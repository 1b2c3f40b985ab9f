"""Every address of this wing: each room keeps its own."""

from django.urls import URLPattern, URLResolver

app_name = "marketplace"

urlpatterns: list[URLPattern | URLResolver] = []
