"""Which errands were given up."""

from django.db.models import QuerySet

from cms.kernel.errands import Errand


def parked_errands() -> "QuerySet[Errand]":
    """The errands that failed too often and wait for a person."""
    return Errand.objects.filter(parked_at__isnull=False, done_at=None).select_related("event")
