"""System checks of the kernel: real time where it must be, and a server that keeps what it confirmed."""

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.core.checks import WARNING, CheckMessage, Error, Tags, register
from django.db import connections

from cms.kernel.clock import BusinessClock

# Off, a commit may be confirmed before it is on disk (PostgreSQL manual, 19.5): after a crash the claim of a payment
# that went to the bank is forgotten, and the payment goes there again.
KEEPING: Final = ("fsync", "full_page_writes", "synchronous_commit")


@register(Tags.database)
def clock_is_real(**kwargs: Any) -> list[CheckMessage]:
    """An error when the database holds a moved clock but these settings demand real time."""
    if settings.BUSINESS_CLOCK_MOVABLE or not kwargs.get("databases"):
        return []
    if BusinessClock.objects.exists():
        return [Error("The business clock was moved in this database; it cannot serve production.", id="kernel.E001")]
    return []


@register(Tags.database)
def what_is_confirmed_is_on_disk(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """An error for each setting by which the server may forget what it confirmed, where these settings want real time.

    The demo and the tests do without: their clock can be moved, and their money is not real.
    """
    if settings.BUSINESS_CLOCK_MOVABLE:
        return []
    found: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT name FROM pg_settings WHERE name = ANY(%s) AND setting = 'off' ORDER BY 1", [list(KEEPING)]
            )
            for (name,) in cursor.fetchall():
                found.append(Error(f"{name} is off in {alias}: payments could be made twice.", id="kernel.E002"))
    return found


@register(Tags.security, deploy=True)
def officials_show_a_second_factor(**kwargs: Any) -> list[CheckMessage]:
    """A warning of `manage.py check --deploy` where a password alone moves money."""
    if settings.SECOND_FACTOR_REQUIRED:
        return []
    sentence = "ZHIDA_SECOND_FACTOR is off: a password alone moves money and opens seals."
    return [CheckMessage(WARNING, sentence, id="kernel.W001")]
