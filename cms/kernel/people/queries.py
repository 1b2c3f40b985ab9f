"""Who holds which role: officials, people who act for parties, and one's own colleagues."""

from django.db.models import Q, QuerySet

from cms.kernel.people.models import Membership, MembershipState, User
from cms.kernel.roles import CLAIMABLE

STANDING = (MembershipState.ACTIVE, MembershipState.CONTESTED)


def memberships_named(text: str) -> "QuerySet[Membership]":
    """Every membership whose person or party the text names; all of them for an empty text."""
    found = Membership.objects.select_related("user", "party")
    if not text:
        return found
    named = Q(user__name__icontains=text) | Q(user__email__iexact=text) | Q(user__mobile=text)
    return found.filter(named | Q(party__name__icontains=text) | Q(party__uscc=text.upper()))


def officials(text: str = "") -> "QuerySet[Membership]":
    """The standing roles that administrators give."""
    return memberships_named(text).filter(state__in=STANDING).exclude(role__in=CLAIMABLE)


def representatives(text: str = "") -> "QuerySet[Membership]":
    """The standing roles of those who act for enterprises, agencies and owners."""
    return memberships_named(text).filter(state__in=STANDING, role__in=CLAIMABLE)


def contested_memberships(text: str = "") -> "QuerySet[Membership]":
    """The roles somebody objects to; they open nothing until an administrator decides."""
    return memberships_named(text).filter(state=MembershipState.CONTESTED)


def colleagues_of(user: User) -> "QuerySet[Membership]":
    """The active roles of others for the enterprises, agencies and owners that `user` acts for."""
    own = Membership.objects.filter(user=user, role__in=CLAIMABLE, state=MembershipState.ACTIVE).values("party")
    others = Membership.objects.filter(party__in=own, role__in=CLAIMABLE, state=MembershipState.ACTIVE)
    return others.exclude(user=user).select_related("user", "party").order_by("party__name", "pk")
