"""The catalogue as people look at it."""

from django.db.models import QuerySet

from marketplace.catalogue.models import ServiceCategory, ServiceType


def service_types() -> "QuerySet[ServiceType]":
    """All service types in catalogue order, with category and department."""
    return ServiceType.objects.select_related("category", "department").order_by("code")


def categories() -> "QuerySet[ServiceCategory]":
    """All categories in catalogue order, with their types."""
    return ServiceCategory.objects.prefetch_related("service_types").order_by("code")
