"""Days proposed to be worked or free by one person, and decided by another."""

from datetime import date

from django.db import transaction

from cms.kernel.access import Act, require
from cms.kernel.calendar import CalendarDay
from cms.kernel.clock import business_now, business_today
from cms.kernel.errors import SamePersonTwice
from cms.kernel.people.models import User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from cms.kernel.workdays.errors import ChangeWaiting, DayOver
from cms.kernel.workdays.models import DayChange
from cms.kernel.workdays.states import ChangeState


@transaction.atomic
def propose_day(*, day: date, is_working: bool | None, reason: str, by: User) -> DayChange:
    """A change of the day waits for a second person; `is_working` None: as the published tables have it.

    Raises NotAllowed, DayOver for a day before today, ChangeWaiting.
    """
    require(by, Act.KEEP_CALENDAR)
    refuse_past(day)
    if DayChange.objects.filter(day=day, state=ChangeState.PROPOSED).exists():
        raise ChangeWaiting(day=day)
    change = DayChange.objects.create(
        day=day, is_working=is_working, reason=reason, proposed_by=by, proposed_at=business_now()
    )
    record("day_change.proposed", about=change, by=by, day=day.isoformat(), is_working=is_working)
    return change


@transaction.atomic
def approve_day(*, change_id: int, by: User) -> DayChange:
    """The day counts as proposed from now on. Raises NotAllowed, SamePersonTwice, WrongState, DayOver."""
    change = _decidable(change_id, by)
    refuse_past(change.day)
    before = CalendarDay.objects.filter(day=change.day).values_list("is_working", flat=True).first()
    advance(change, ChangeState.APPROVED, by=by, values=_decided(by), before=before, now=change.is_working)
    if change.is_working is None:
        CalendarDay.objects.filter(day=change.day).delete()
    else:
        values = {"is_working": change.is_working, "reason": change.reason}
        CalendarDay.objects.update_or_create(day=change.day, defaults=values)
    return change


@transaction.atomic
def refuse_day(*, change_id: int, by: User) -> DayChange:
    """The change will never count. Raises NotAllowed, SamePersonTwice, WrongState."""
    change = _decidable(change_id, by)
    advance(change, ChangeState.REFUSED, by=by, values=_decided(by))
    return change


def refuse_past(day: date) -> None:
    """Nothing; raises DayOver for a day before today."""
    if day < business_today():
        raise DayOver(day=day)


def _decidable(change_id: int, by: User) -> DayChange:
    require(by, Act.KEEP_CALENDAR)
    change = locked(DayChange, change_id)
    if change.proposed_by_id == by.pk:
        raise SamePersonTwice
    return change


def _decided(by: User) -> dict[str, object]:
    return {"decided_by": by, "decided_at": business_now()}
