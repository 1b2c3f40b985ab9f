"""What the calendar does to owners: reminders and escalation of reviews, and the yearly confirmation."""

from datetime import date, timedelta
from functools import partial, reduce
from itertools import chain
from operator import or_

from django.db.models import Exists, Q, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear
from django.db.models.lookups import GreaterThanOrEqual
from django.db.transaction import atomic

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.dues import DueToday, due_when, each_due
from cms.kernel.models import User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.owners.errors import ConfirmedAlready, NothingToConfirm
from marketplace.owners.models import Owner
from marketplace.owners.states import OwnerState

REMIND_BEFORE = timedelta(days=1)
ASK_BEFORE = timedelta(days=30)
CONFIRM_BY = (3, 31)
"""Month and day by which an owner confirms each year that its entry is right: the same as an agency."""
EVENTS = {"reminded_at": "owner.due_soon", "escalated_at": "owner.overdue"}


def confirmation_due_on(year: int) -> date:
    """The last day on which an owner may confirm its entry for a year."""
    return date(year, *CONFIRM_BY)


@due_when(lambda: Exists(_due_owners()))
def look_after_owners() -> int:
    """Reviews that fall due, confirmations to ask for and those that were let pass; returns how many. Every tick."""
    today = business_today()
    last = confirmation_due_on(today.year)
    silent = _silent()
    unasked = silent & (Q(asked_year=None) | Q(asked_year__lt=today.year))
    reviews = (partial(_once, pk, column) for column, due in _clocks().items() for pk in _found(due))
    to_ask = _found(unasked) if today >= last - ASK_BEFORE else []
    to_suspend = _found(silent) if today > last else []
    asks = (partial(_ask, pk, today.year) for pk in to_ask)
    return each_due(chain(reviews, asks, (partial(_suspend, pk, today.year) for pk in to_suspend)))


def _clocks() -> dict[str, Q]:
    """By the column that notes it was done: which reviews are to be reminded of, and escalated."""
    applied = Q(state=OwnerState.APPLIED)
    return {
        "reminded_at": applied & Q(due_on__lte=DueToday() + REMIND_BEFORE, reminded_at=None),
        "escalated_at": applied & Q(due_on__lt=DueToday(), escalated_at=None),
    }


def _silent() -> Q:
    """Those who applied in an earlier year and have not confirmed their entry in this one."""
    year = ExtractYear(DueToday())
    earlier = Q(state=OwnerState.ADMITTED, applied_at__year__lt=year)
    return earlier & (Q(confirmed_year=None) | Q(confirmed_year__lt=year))


def _due_owners() -> "QuerySet[Owner]":
    """Whom the calendar concerns; the silent from March on."""
    asks = Q(GreaterThanOrEqual(ExtractMonth(DueToday()), CONFIRM_BY[0]))
    return Owner.objects.filter(reduce(or_, _clocks().values()) | (_silent() & asks))


def _found(due: Q) -> list[int]:
    return list(Owner.objects.filter(due).order_by("pk").values_list("pk", flat=True))


@atomic
def _once(owner_id: int, column: str) -> bool:
    owner = locked(Owner, owner_id)
    if getattr(owner, column) is not None:
        return False
    setattr(owner, column, business_now())
    owner.save(update_fields=[column])
    record(EVENTS[column], about=owner, by=None)
    return True


@atomic
def _ask(owner_id: int, year: int) -> bool:
    owner = locked(Owner, owner_id)
    if (owner.asked_year or 0) >= year:
        return False
    owner.asked_year = year
    owner.save(update_fields=["asked_year"])
    record("owner.confirmation_asked", about=owner, by=None, year=year)
    return True


@atomic
def _suspend(owner_id: int, year: int) -> bool:
    owner = locked(Owner, owner_id)
    if owner.state != OwnerState.ADMITTED or (owner.confirmed_year or 0) >= year:
        return False
    advance(owner, OwnerState.UNCONFIRMED, by=None, year=year)
    return True


@atomic
def confirm_owner(*, owner_id: int, by: User) -> Owner:
    """The owner has said for this year that its entry is right, and may post (again).

    Raises NotAllowed, NothingToConfirm, ConfirmedAlready.
    """
    owner = locked(Owner, owner_id, "party")
    require(by, Act.APPLY_AS_OWNER, owner.party)
    if owner.state not in {OwnerState.ADMITTED, OwnerState.UNCONFIRMED}:
        raise NothingToConfirm(state=owner.state_label)
    year = business_today().year
    if (owner.confirmed_year or 0) >= year:
        raise ConfirmedAlready(year=year)
    owner.confirmed_year = year
    owner.save(update_fields=["confirmed_year"])
    record("owner.confirmed", about=owner, by=by, year=year)
    if owner.state == OwnerState.UNCONFIRMED:
        advance(owner, OwnerState.ADMITTED, by=by, event="owner.restored", year=year)
    return owner
