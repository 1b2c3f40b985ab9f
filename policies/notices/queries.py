"""Notices and objections as people look for them."""

from collections.abc import Sequence

from django.db.models import Count, QuerySet, Sum
from djmoney.money import Money

from cms.kernel.access import Act, memberships
from cms.kernel.people.models import User
from policies.notices.models import Notice, NoticeLine, Objection
from policies.notices.states import ObjectionState


def public_notices() -> "QuerySet[Notice]":
    """Every notice with its number of lines and their sum, the latest first."""
    notices = Notice.objects.select_related("decision__version__policy__lead_department")
    return notices.annotate(line_count=Count("lines"), total=Sum("lines__amount")).order_by("-opens_on", "-pk")


def objections_for(user: User) -> "QuerySet[Objection]":
    """The objections to notices of the departments for which the person decides, the oldest first."""
    departments = memberships(user, Act.DECIDE_OBJECTION).values("party")
    found = Objection.objects.filter(line__notice__decision__version__policy__lead_department__in=departments)
    return found.select_related(
        "line__notice__decision__version__policy", "line__grant", "evidence", "decided_by"
    ).order_by("raised_at", "pk")


def open_objections(user: User) -> "QuerySet[Objection]":
    """Those that wait for an answer."""
    return objections_for(user).filter(state=ObjectionState.RECEIVED)


def last_shown(grant_ids: Sequence[int]) -> dict[int, Money]:
    """The amount with which each of the grants was last shown in public; those never shown are absent."""
    lines = NoticeLine.objects.filter(grant__in=grant_ids).order_by("notice_id")
    return {line.grant_id: line.amount for line in lines}
