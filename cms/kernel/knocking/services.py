"""Counting those who come to a door, and refusing the one who comes too often."""

import hmac
import ipaddress
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from cms.kernel.knocking.errors import TooOften
from cms.kernel.knocking.models import Knocks

PERSON: Final = "person"
ORIGIN: Final = "origin"
DAY: Final = 24 * 3600
NETWORK_BITS: Final = 64
"""Of an IPv6 address, the part that one household or office has (RFC 6177); whoever has it has all addresses below."""
UNSPECIFIED: Final = "0.0.0.0"  # noqa: S104  not a socket
"""Where they come from who came without an address (through a Unix socket that no proxy of ours vouches for)."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many knocks within so many seconds; windows begin at whole multiples of their length."""

    count: int
    seconds: int


def origin_of(request: HttpRequest) -> str:
    """The address the request came from: what the outermost of our own proxies saw (`TRUSTED_PROXIES`), no more.

    What a stranger writes into the header themselves stands further left and is not believed.
    """
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    proxies: int = settings.TRUSTED_PROXIES
    address = seen[-proxies] if 0 < proxies <= len(seen) else str(request.META.get("REMOTE_ADDR", ""))
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return UNSPECIFIED
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((found, NETWORK_BITS), strict=False).network_address)
    return str(found)


def knock(door: str, *, person: object = None, origin: str = "") -> None:
    """One more came to `door`: counted for the person and for the origin, each where given. Raises TooOften.

    `DOOR_LIMITS` of the settings says how often each may. Counted at once, whatever becomes of the request; a
    knock that is refused counts too.
    """
    for kind, who in ((PERSON, person), (ORIGIN, origin)):
        if who:
            admit(door, f"{kind}:{who}", [Limit(*each) for each in settings.DOOR_LIMITS[door].get(kind, ())])


def admit(door: str, who: str, limits: Iterable[Limit]) -> None:
    """`who` comes to `door` once more, within each of the limits. Raises TooOften."""
    for limit in limits:
        ends_at = (int(time.time()) // limit.seconds + 1) * limit.seconds
        if counted(door, digest(f"{door}|{limit.seconds}|{ends_at}|{who}"), ends_at) > limit.count:
            raise TooOften(minutes=max(1, round((ends_at - time.time()) / 60)))


def digest(text: str) -> str:
    """HMAC-SHA-256 under the server's key."""
    return hmac.new(settings.SECRET_KEY.encode(), f"knock|{text}".encode(), sha256).hexdigest()


def counted(door: str, who: str, ends_at: int) -> int:
    """How often this one has come, this time included; the database counts, so that two at once are two."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_knocks (door, who, ends_at, count) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (door, who) DO UPDATE SET count = kernel_knocks.count + 1 RETURNING count",
            [door, who, datetime.fromtimestamp(ends_at, UTC)],
        )
        (count,) = cursor.fetchone()
    if count == 1:
        Knocks.objects.filter(ends_at__lt=timezone.now()).delete()
    return int(count)
