"""The clocks of applications under way, counted anew when the working calendar changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.db.transaction import atomic
from django.utils.timezone import localtime

from cms.kernel.calendar import DayUnit, last_day, until
from cms.kernel.states import locked
from cms.kernel.trail import record
from cms.kernel.workdays.recounting import is_moved
from policies.applications.models import Application, Opinion
from policies.applications.reviewing import correction_ends
from policies.applications.services import opinion_ends
from policies.applications.states import ApplicationState


def recount_applications(*, since: datetime) -> int:
    """Each clock of an application that ends at `since` or later is counted anew in today's calendar; returns how many
    applications have another end.

    The department's days follow the calendar either way; the enterprise's are put off only.
    """
    running = Q(state=ApplicationState.SUBMITTED, decide_until__gte=since)
    running |= Q(state=ApplicationState.RETURNED, correct_until__gte=since)
    found = Application.objects.filter(running).order_by("pk").values_list("pk", flat=True)
    return sum(_recount(pk, since) for pk in list(found))


@atomic
def _recount(application_id: int, since: datetime) -> bool:
    application = locked(Application, application_id)
    ends = _ends(application)
    if ends:
        Application.objects.filter(pk=application.pk).update(**ends)
    opinions = _recount_opinions(application, since) if application.state == ApplicationState.SUBMITTED else 0
    if not ends and not opinions:
        return False
    told = {name: end.isoformat() for name, end in ends.items()}
    record("application.recounted", about=application, by=None, opinions=opinions, **told)
    return True


def _ends(application: Application) -> Mapping[str, Any]:
    """The columns of the application's own clock that change."""
    start, days = application.counted_from, application.counted_days
    if start is None or days is None:
        return {}
    if application.state == ApplicationState.SUBMITTED and application.decide_until is not None:
        ends = until(last_day(start, days, DayUnit.WORKING, day_one_counts=False))
        return {"decide_until": ends} if is_moved(application.decide_until, ends, may_shorten=True) else {}
    if application.state == ApplicationState.RETURNED and application.correct_until is not None:
        ends = correction_ends(start)
        return {"correct_until": ends} if is_moved(application.correct_until, ends, may_shorten=False) else {}
    return {}


def _recount_opinions(application: Application, since: datetime) -> int:
    """The opinions still owed on it, each within its own days and those of the application; how many changed."""
    owed = Opinion.objects.filter(application=application, round=F("application__round"), given_at=None)
    limit = Application.objects.values_list("decide_until", flat=True).get(pk=application.pk)
    changed = 0
    for one in owed.filter(answer_until__gte=since).order_by("pk"):
        own = opinion_ends(localtime(one.asked_at).date())
        ends = min(own, limit) if limit is not None else own
        if one.answer_until is not None and is_moved(one.answer_until, ends, may_shorten=True):
            changed += Opinion.objects.filter(pk=one.pk, given_at=None).update(answer_until=ends)
    return changed
