"""The end of an admission's certificates, and how it goes on with new ones: shown and reviewed before the old end.

The admission stands meanwhile on what it was given for. Where the old certificates end before the review, the renewal
goes on as an application.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from django.db.models import Exists, QuerySet
from django.db.transaction import atomic

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.dues import DueToday, due_when, each_due
from cms.kernel.models import User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.agencies.errors import AgencySuspended, NothingToRenew
from marketplace.agencies.models import Admission, Agency
from marketplace.agencies.services import (
    CertificateInput,
    check_certificates,
    decision,
    earliest_end,
    keep_certificates,
    review_due_on,
    under_review,
)
from marketplace.agencies.states import AdmissionState, AgencyState
from marketplace.catalogue.models import ServiceType


@atomic
def apply_for_renewal(
    *, agency: Agency, service_type: ServiceType, certificates: Sequence[CertificateInput], by: User
) -> Admission:
    """The new certificates lie with the type's department, whose clock runs; the admission stands as it was.

    What was shown for an earlier renewal that waits is replaced. Raises NotAllowed, AgencySuspended, NothingToRenew,
    CertificateMissing, CertificateOutOfDate.
    """
    require(by, Act.APPLY_AS_AGENCY, party=agency.party)
    if locked(Agency, agency.pk).state == AgencyState.SUSPENDED:
        raise AgencySuspended(party=agency.party.name)
    known = Admission.objects.filter(agency=agency, service_type=service_type).first()
    if known is None:
        raise NothingToRenew(service_type=service_type)
    admission = locked(Admission, known.pk)
    if admission.state != AdmissionState.ADMITTED:
        raise NothingToRenew(service_type=service_type)
    check_certificates(certificates)
    admission.certificates.filter(is_proposed=True).update(is_proposed=False)
    keep_certificates(admission, certificates, is_proposed=True)
    admission.renewal_at, admission.due_on = business_now(), review_due_on()
    admission.reminded_at = admission.escalated_at = None
    admission.save(update_fields=["renewal_at", "due_on", "reminded_at", "escalated_at"])
    record("admission.renewal_applied", about=admission, by=by, service_type=service_type.code)
    return admission


@atomic
def accept_renewal(*, admission_id: int, by: User, reason: str = "") -> Admission:
    """The admission rests on the new certificates, until the earliest of them ends.

    Raises NotAllowed, OwnApplication, NothingToRenew, CertificateOutOfDate.
    """
    admission = _waiting(admission_id, by)
    shown = admission.certificates.filter(is_proposed=True)
    valid_until = earliest_end(shown)
    take_proposed(admission)
    _decided(admission, decision(by, reason) | {"valid_until": valid_until, "warned_at": None})
    told = {"valid_until": valid_until.isoformat() if valid_until else None}
    record("admission.renewed", about=admission, by=by, **told)
    return admission


@atomic
def refuse_renewal(*, admission_id: int, by: User, reason: str) -> Admission:
    """The new certificates are not taken, for `reason`; the admission stands on the old ones to their end.

    Raises NotAllowed, OwnApplication, NothingToRenew, ReasonMissing.
    """
    admission = _waiting(admission_id, by)
    values = decision(by, reason, must=True)
    admission.certificates.filter(is_proposed=True).update(is_proposed=False)
    _decided(admission, values)
    record("admission.renewal_refused", about=admission, by=by, reason=str(values["reason"]))
    return admission


def _waiting(admission_id: int, by: User) -> Admission:
    admission = under_review(admission_id, by)
    if admission.renewal_at is None:
        raise NothingToRenew(service_type=admission.service_type)
    return admission


def _decided(admission: Admission, values: dict[str, object]) -> None:
    for column, value in (values | {"renewal_at": None}).items():
        setattr(admission, column, value)
    admission.save(update_fields=[*values, "renewal_at"])


def take_proposed(admission: Admission) -> None:
    """The certificates shown for the renewal are those that count."""
    admission.certificates.filter(is_current=True).update(is_current=False)
    admission.certificates.filter(is_proposed=True).update(is_current=True, is_proposed=False)


@due_when(lambda: Exists(_over_admissions()))
def expire_due_admissions() -> int:
    """Admissions whose last valid day is past are expired, each by itself; returns how many. Part of every tick."""
    return each_due(partial(_expire, pk) for pk in _over_admissions().order_by("pk").values_list("pk", flat=True))


def _over_admissions() -> "QuerySet[Admission]":
    standing = Admission.objects.filter(state__in=[AdmissionState.ADMITTED, AdmissionState.SUSPENDED])
    return standing.filter(valid_until__lt=DueToday())


@atomic
def _expire(admission_id: int) -> bool:
    admission = locked(Admission, admission_id, "service_type")
    if admission.valid_until is None or admission.valid_until >= business_today():
        return False
    if AdmissionState.EXPIRED not in admission.MOVES.get(admission.state, ()):
        return False
    _end(admission, admission.valid_until)
    return True


def _end(admission: Admission, ended_on: date) -> None:
    """The admission has expired; a renewal that waits goes on as an application, by its own clock. Call it locked."""
    since: datetime | None = admission.renewal_at
    values = {"renewal_at": None}
    advance(admission, AdmissionState.EXPIRED, by=None, values=values, valid_until=ended_on.isoformat())
    if since is not None:
        take_proposed(admission)
        again = {"applied_at": since, "reason": "", "warned_at": None}
        code = admission.service_type.code
        advance(admission, AdmissionState.APPLIED, by=None, values=again, service_type=code)
