"""Awards as people look for them."""

from django.db.models import Q, QuerySet

from marketplace.awards.models import Award
from marketplace.awards.states import AwardState


def public_awards(*, text: str = "") -> "QuerySet[Award]":
    """The awards that stand or were signed, newest first; found by title, code, agency or owner."""
    found = Award.objects.exclude(state=AwardState.GIVEN_UP).select_related(
        "need__procurement__owner__party", "need__procurement__service_type", "party"
    )
    if text:
        found = found.filter(
            Q(need__procurement__title__icontains=text)
            | Q(party__name__icontains=text)
            | Q(need__procurement__owner__party__name__icontains=text)
        )
    return found.order_by("-awarded_at", "-pk")
