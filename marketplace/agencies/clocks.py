"""What the calendar does to admissions: reminders, escalation, ends foretold, and the yearly confirmation."""

from datetime import date, timedelta
from functools import partial, reduce
from operator import or_

from django.db.models import Exists, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.db.transaction import atomic

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.dues import DueToday, due_when, each_due
from cms.kernel.models import User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.agencies.errors import ConfirmedAlready
from marketplace.agencies.models import Admission, Agency
from marketplace.agencies.queries import AWAITING_REVIEW
from marketplace.agencies.states import AdmissionState, AgencyState

REMIND_BEFORE = timedelta(days=1)
WARN_BEFORE = timedelta(days=30)
EVENTS = {
    "reminded_at": "admission.due_soon",
    "escalated_at": "admission.overdue",
    "warned_at": "admission.ends_soon",
}
CONFIRM_BY = (3, 31)
"""Month and day by which an agency confirms each year that its entry is right."""


@due_when(lambda: Exists(Admission.objects.filter(reduce(or_, _clocks().values()))))
def look_after_admissions() -> int:
    """Reminders, escalations and warnings that fell due, each once; returns how many. Part of every tick."""
    return each_due(
        partial(_once, admission_id, column)
        for column, due in _clocks().items()
        for admission_id in list(Admission.objects.filter(due).order_by("pk").values_list("pk", flat=True))
    )


def _clocks() -> dict[str, Q]:
    """By the column that notes it was done: which admissions are to be reminded of, escalated, warned of."""
    admitted = Q(state=AdmissionState.ADMITTED, renewal_at=None)
    return {
        "reminded_at": AWAITING_REVIEW & Q(due_on__lte=DueToday() + REMIND_BEFORE, reminded_at=None),
        "escalated_at": AWAITING_REVIEW & Q(due_on__lt=DueToday(), escalated_at=None),
        "warned_at": admitted & Q(valid_until__lte=DueToday() + WARN_BEFORE, warned_at=None),
    }


@atomic
def _once(admission_id: int, column: str) -> bool:
    admission = locked(Admission, admission_id)
    if getattr(admission, column) is not None:
        return False
    setattr(admission, column, business_now())
    admission.save(update_fields=[column])
    record(EVENTS[column], about=admission, by=None)
    return True


def confirmation_due_on(year: int) -> date:
    """The last day on which an agency may confirm its entry for a year."""
    return date(year, *CONFIRM_BY)


@atomic
def confirm_entry(*, agency_id: int, by: User) -> Agency:
    """The agency has said for this year that its entry and certificates are right.

    Raises NotAllowed, ConfirmedAlready.
    """
    agency = locked(Agency, agency_id)
    require(by, Act.APPLY_AS_AGENCY, agency.party)
    year = business_today().year
    if agency.confirmed_year is not None and agency.confirmed_year >= year:
        raise ConfirmedAlready(year=year)
    agency.confirmed_year = year
    agency.save(update_fields=["confirmed_year"])
    record("agency.confirmed", about=agency, by=by, year=year)
    if agency.state == AgencyState.UNCONFIRMED:
        advance(agency, AgencyState.REGISTERED, by=by, event="agency.restored", year=year)
    return agency


@due_when(lambda: Exists(_silent_agencies()))
def suspend_unconfirmed() -> int:
    """Agencies that did not confirm their entry in time take no part until they do; returns how many.

    An agency that registered in the year itself has just said so. Part of every tick.
    """
    today = business_today()
    if today <= confirmation_due_on(today.year):
        return 0
    silent = _silent_agencies().order_by("pk").values_list("pk", flat=True)
    return each_due(partial(_suspend, pk, today.year) for pk in silent)


def _silent_agencies() -> QuerySet[Agency]:
    """Those registered in an earlier year that have not confirmed their entry in this one."""
    year = ExtractYear(DueToday())
    earlier = Agency.objects.filter(state=AgencyState.REGISTERED, registered_at__year__lt=year)
    return earlier.filter(Q(confirmed_year=None) | Q(confirmed_year__lt=year))


@atomic
def _suspend(agency_id: int, year: int) -> bool:
    agency = locked(Agency, agency_id)
    if agency.state != AgencyState.REGISTERED or (agency.confirmed_year or 0) >= year:
        return False
    advance(agency, AgencyState.UNCONFIRMED, by=None, year=year)
    return True
