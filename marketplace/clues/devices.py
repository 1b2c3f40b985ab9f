"""Which devices people of agencies sign in from: noted at the login and by the day, compared once a need is opened.

A browser keeps a random mark of ours; of the mark the database keeps a keyed hash. A sealed bid writes nothing here,
and a mark names no need and no moment, so that nothing says which login a bid came from (ADR 0018).
"""

import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db.models import Exists, QuerySet
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase

from cms.kernel.clock import business_today
from cms.kernel.dues import DueToday, due_when
from cms.kernel.models import Membership, User
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role
from cms.kernel.secrets import keyed_hash
from marketplace.clues.models import DeviceMark

COOKIE: Final = "device"
COOKIE_AGE: Final = 400 * 24 * 3600
"""Seconds; browsers keep no cookie longer than about four hundred days."""
MARK = re.compile(r"[0-9A-Za-z_-]{43}")
KEPT = timedelta(days=180)
"""After so many days a mark is deleted: long enough for a need's award, objections and complaints."""


@receiver(user_logged_in, dispatch_uid="marketplace device")
def remember_login(sender: object, request: HttpRequest, user: User, **_more: Any) -> None:
    """The request is one by which the person signed in: its answer will bring the browser's mark."""
    request.signed_in = user  # type: ignore[attr-defined]


class DeviceMiddleware:
    """Gives a browser its mark when somebody of an agency signs in, and notes it for the day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on; only a login's answer is touched."""
        response = self.get_response(request)
        user = getattr(request, "signed_in", None)
        if user is None:
            return response
        known = request.COOKIES.get(COOKIE, "")
        mark = known if MARK.fullmatch(known) else secrets.token_urlsafe(32)
        if note_device(user=user, mark=mark):
            response.set_cookie(
                COOKIE,
                mark,
                max_age=COOKIE_AGE,
                httponly=True,
                secure=bool(settings.SESSION_COOKIE_SECURE),
                samesite="Lax",
            )
        return response


def note_device(*, user: User, mark: str) -> bool:
    """The agencies the person acts for are known to have used the device today; False when there are none."""
    acting = Membership.objects.filter(user=user, role=Role.AGENCY, state=MembershipState.ACTIVE)
    parties = list(acting.order_by("party").values_list("party", flat=True).distinct())
    day, device = business_today(), keyed_hash(f"device\n{mark}")
    made = [DeviceMark(party_id=party, day=day, device=device) for party in parties]
    DeviceMark.objects.bulk_create(made, ignore_conflicts=True)
    return bool(parties)


@due_when(lambda: Exists(_over()))
def forget_devices() -> int:
    """Marks that were kept long enough are gone; returns how many. Part of every tick."""
    return _over().delete()[0]


def _over() -> "QuerySet[DeviceMark]":
    return DeviceMark.objects.filter(day__lt=DueToday() - KEPT)
