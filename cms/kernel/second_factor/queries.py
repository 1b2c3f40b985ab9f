"""Who shows a second factor, and whether this session has shown one."""

from typing import Final

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.http import HttpRequest

from cms.kernel.access import GUARDED, PERMISSIONS, Act, may
from cms.kernel.people.models import Membership, MembershipState, User
from cms.kernel.roles import CLAIMABLE, Role

FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What is a second factor by itself; recovery codes stand in for one that was enrolled."""

GUARDED_ROLES: Final[frozenset[Role]] = frozenset().union(*(PERMISSIONS[act] for act in GUARDED)) - CLAIMABLE
"""Officials who show a second factor before anything else; others only at the doors of guarded acts."""


def factors_of(user: User) -> "QuerySet[Authenticator]":
    """The authenticator app and the security keys that the person enrolled."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=user, type__in=FACTORS)
    return found


def is_official_under_guard(user: User) -> bool:
    """Whether a role of the person moves money, opens seals or decides who may, or they run the Wagtail admin."""
    held = Membership.objects.filter(user=user, state=MembershipState.ACTIVE, role__in=GUARDED_ROLES)
    return user.is_superuser or held.exists()


def is_asked(user: User, act: object) -> bool:
    """Whether the person shows a second factor before the door of `act` (any other value: a page without an act)."""
    if isinstance(act, Act) and act in GUARDED and may(user, act):
        return True
    return is_official_under_guard(user)


def has_shown(request: HttpRequest, user: User) -> bool:
    """Whether this session has shown a second factor that still stands.

    What counts is the session, not the person: a login that went around the question (by SMS, by another login page)
    has not shown it. A factor that was reset since, on whatever device, counts no longer.
    """
    records = get_authentication_records(request, user)
    shown = [one["id"] for one in records if one.get("method") == "mfa" and "id" in one]
    return bool(shown) and Authenticator.objects.filter(user=user, pk__in=shown).exists()
