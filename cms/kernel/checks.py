"""System checks of the kernel: the business clock stands on real time where it must."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from cms.kernel.clock import BusinessClock


@register(Tags.database)
def clock_is_real(**kwargs: Any) -> list[CheckMessage]:
    """An error when the database holds a moved clock but these settings demand real time."""
    if settings.BUSINESS_CLOCK_MOVABLE or not kwargs.get("databases"):
        return []
    if BusinessClock.objects.exists():
        return [Error("The business clock was moved in this database; it cannot serve production.", id="kernel.E001")]
    return []
