"""The days of confirmation under way, counted anew when the working calendar changes."""

from datetime import datetime

from django.db.models import Q
from django.db.transaction import atomic

from cms.kernel.calendar import DayUnit
from cms.kernel.states import locked
from cms.kernel.trail import record
from cms.kernel.workdays.recounting import is_moved
from policies.grants.closing import confirmation_ends
from policies.grants.models import Decision, Grant
from policies.grants.states import DecisionState, GrantState


def recount_confirmations(*, since: datetime) -> int:
    """Working days of confirmation that end at `since` or later are counted anew from the day the enterprise was asked;
    they are put off only, for it was told of them. Returns how many lists have another end."""
    asked = Q(state=GrantState.DECIDED, asked_at__isnull=False, confirm_until__gte=since)
    waiting = Grant.objects.filter(asked, version__confirm_unit=DayUnit.WORKING)
    found = waiting.order_by("decision_id").values_list("decision_id", flat=True).distinct()
    return sum(_recount(pk, since) for pk in list(found))


@atomic
def _recount(decision_id: int, since: datetime) -> bool:
    decision = locked(Decision, decision_id, "version")
    waiting = decision.grants.filter(state=GrantState.DECIDED, asked_at__isnull=False, confirm_until__gte=since)
    moved = 0
    for asked_at, before in set(waiting.order_by().values_list("asked_at", "confirm_until")):
        ends = confirmation_ends(decision.version, asked_at) if asked_at is not None else before
        if before is None or ends is None or not is_moved(before, ends, may_shorten=False):
            continue
        moved += waiting.filter(asked_at=asked_at, confirm_until=before).update(confirm_until=ends)
        if decision.state == DecisionState.ASKING and decision.confirm_until == before:
            Decision.objects.filter(pk=decision.pk).update(confirm_until=ends)
    if moved:
        record("decision.recounted", about=decision, by=None, grants=moved)
    return moved > 0
