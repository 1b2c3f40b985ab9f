"""Registering agencies, and giving, returning, suspending and ending their admission per service type."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.conf import settings
from django.db.models import QuerySet
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit, last_day
from cms.kernel.clock import business_now, business_today
from cms.kernel.errors import FieldsRefused, Sentence, WrongState
from cms.kernel.files.models import StoredFile
from cms.kernel.models import Membership, Party, User
from cms.kernel.people.models import MembershipState
from cms.kernel.secrets import keyed_hash
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.agencies.errors import (
    AgencySuspended,
    AlreadyAdmitted,
    AlreadyRegistered,
    CertificateMissing,
    CertificateOutOfDate,
    NoDepartment,
    OwnApplication,
    ReasonMissing,
)
from marketplace.agencies.models import Admission, Agency, Certificate, Control
from marketplace.agencies.states import AdmissionState, AgencyState
from marketplace.catalogue.models import ServiceType

REQUIRED = _("请填写此项。")


@dataclass(frozen=True, slots=True)
class CertificateInput:
    """What an agency says about one certificate; `valid_until` None when it has no end."""

    name: str
    number: str
    issuer: str
    grade: str = ""
    valid_until: date | None = None
    file: StoredFile | None = None


@atomic
def register_agency(
    *,
    party: Party,
    by: User,
    legal_person: str,
    contact_name: str,
    contact_mobile: str,
    legal_person_number: str = "",
    address: str = "",
    introduction: str = "",
) -> Agency:
    """The party is an agency on the market; it may offer nothing until admitted. Raises NotAllowed, AlreadyRegistered.

    Of the legal representative's identity number only a keyed digest is kept.
    """
    require(by, Act.APPLY_AS_AGENCY, party=party)
    _filled(legal_person=legal_person, contact_name=contact_name, contact_mobile=contact_mobile)
    locked(Party, party.pk)
    if Agency.objects.filter(party=party).exists():
        raise AlreadyRegistered(party=party.name)
    agency = Agency.objects.create(
        party=party,
        legal_person=legal_person.strip(),
        legal_person_digest=keyed_hash(legal_person_number.strip()) if legal_person_number.strip() else "",
        contact_name=contact_name.strip(),
        contact_mobile=contact_mobile.strip(),
        address=address.strip(),
        introduction=introduction.strip(),
        registered_at=business_now(),
    )
    record("agency.registered", about=agency, by=by)
    return agency


@atomic
def apply_for_service(
    *, agency: Agency, service_type: ServiceType, certificates: Sequence[CertificateInput], by: User
) -> Admission:
    """The agency's application lies with the type's department, whose clock runs from the next working day.

    Raises NotAllowed, AgencySuspended, NoDepartment, AlreadyAdmitted, CertificateMissing, CertificateOutOfDate.
    """
    require(by, Act.APPLY_AS_AGENCY, party=agency.party)
    held = locked(Agency, agency.pk)
    if held.state == AgencyState.SUSPENDED:
        raise AgencySuspended(party=agency.party.name)
    if service_type.department_id is None:
        raise NoDepartment(service_type=service_type)
    check_certificates(certificates)
    admission = _applied(held, service_type, by)
    admission.certificates.filter(is_current=True).update(is_current=False)
    keep_certificates(admission, certificates)
    return admission


def keep_certificates(
    admission: Admission, certificates: Sequence[CertificateInput], *, is_proposed: bool = False
) -> None:
    """The certificates are on record: those that count, or those proposed for a renewal."""
    Certificate.objects.bulk_create(
        Certificate(
            admission=admission,
            name=shown.name.strip(),
            number=shown.number.strip(),
            grade=shown.grade.strip(),
            issuer=shown.issuer.strip(),
            valid_until=shown.valid_until,
            file=shown.file,
            is_current=not is_proposed,
            is_proposed=is_proposed,
        )
        for shown in certificates
    )


def check_certificates(certificates: Sequence[CertificateInput]) -> None:
    """Nothing happens when they can be shown. Raises CertificateMissing, FieldsRefused, CertificateOutOfDate."""
    if not certificates:
        raise CertificateMissing
    for shown in certificates:
        _filled(name=shown.name, number=shown.number, issuer=shown.issuer)
        if shown.valid_until is not None and shown.valid_until < business_today():
            raise CertificateOutOfDate(number=shown.number, valid_until=shown.valid_until.isoformat())


def _applied(agency: Agency, service_type: ServiceType, by: User) -> Admission:
    clock = {
        "applied_at": business_now(),
        "due_on": review_due_on(),
        "reminded_at": None,
        "escalated_at": None,
        "warned_at": None,
    }
    known = Admission.objects.filter(agency=agency, service_type=service_type).first()
    if known is None:
        admission = Admission.objects.create(agency=agency, service_type=service_type, **clock)
        record("admission.applied", about=admission, by=by, service_type=service_type.code)
        return admission
    admission = locked(Admission, known.pk)
    if AdmissionState.APPLIED not in admission.MOVES.get(admission.state, ()):
        raise AlreadyAdmitted(service_type=service_type, state=admission.state_label)
    advance(admission, AdmissionState.APPLIED, by=by, values=clock | {"reason": ""}, service_type=service_type.code)
    return admission


def review_due_on() -> date:
    """The last day for reviewing an application made now: working days, the day of application not counted."""
    return last_day(business_today(), settings.ADMISSION_REVIEW_DAYS, DayUnit.WORKING, day_one_counts=False)


@atomic
def admit(*, admission_id: int, by: User, note: str = "") -> Admission:
    """The agency may offer the service type until the earliest of its certificates ends.

    Raises NotAllowed, OwnApplication, WrongState, CertificateOutOfDate.
    """
    admission = under_review(admission_id, by, AdmissionState.APPLIED)
    values = decision(by, note) | {"valid_until": earliest_end(admission.certificates.filter(is_current=True))}
    advance(admission, AdmissionState.ADMITTED, by=by, values=values)
    return admission


def earliest_end(certificates: "QuerySet[Certificate]") -> date | None:
    """The last day on which all of them hold; None where none has an end. Raises CertificateOutOfDate."""
    ends: list[date] = []
    for shown in certificates.filter(valid_until__isnull=False):
        end = cast(date, shown.valid_until)
        if end < business_today():
            raise CertificateOutOfDate(number=shown.number, valid_until=end.isoformat())
        ends.append(end)
    return min(ends, default=None)


@atomic
def return_application(*, admission_id: int, by: User, reason: str) -> Admission:
    """The agency is to complete its application, for `reason`. Raises NotAllowed, ReasonMissing, WrongState."""
    admission = under_review(admission_id, by)
    advance(admission, AdmissionState.RETURNED, by=by, values=decision(by, reason, must=True))
    return admission


@atomic
def refuse_application(*, admission_id: int, by: User, reason: str) -> Admission:
    """The agency is not admitted for the type, for `reason`. Raises NotAllowed, ReasonMissing, WrongState."""
    admission = under_review(admission_id, by)
    advance(admission, AdmissionState.REFUSED, by=by, values=decision(by, reason, must=True))
    return admission


@atomic
def suspend_admission(*, admission_id: int, by: User, reason: str) -> Admission:
    """The agency may not offer the type until restored. Raises NotAllowed, ReasonMissing, WrongState."""
    admission = under_review(admission_id, by)
    advance(admission, AdmissionState.SUSPENDED, by=by, values=decision(by, reason, must=True))
    return admission


@atomic
def restore_admission(*, admission_id: int, by: User, reason: str) -> Admission:
    """A suspended admission stands again. Raises NotAllowed, ReasonMissing, WrongState."""
    admission = under_review(admission_id, by, AdmissionState.SUSPENDED)
    values = decision(by, reason, must=True)
    advance(admission, AdmissionState.ADMITTED, by=by, values=values, event="admission.restored")
    return admission


def under_review(admission_id: int, by: User, expected: AdmissionState | None = None) -> Admission:
    """The admission, locked, for somebody of the type's department who does not act for the agency.

    Raises NoDepartment, NotAllowed, WrongState, OwnApplication.
    """
    admission = locked(Admission, admission_id, "service_type__department", "agency__party")
    department = admission.service_type.department
    if department is None:
        raise NoDepartment(service_type=admission.service_type)
    require(by, Act.REVIEW_ADMISSION, party=department)
    if expected is not None and admission.state != expected:
        raise WrongState(noun=admission._meta.verbose_name, state=admission.state_label)
    party = admission.agency.party
    if Membership.objects.filter(user=by, party=party, state=MembershipState.ACTIVE).exists():
        raise OwnApplication(party=party.name)
    return admission


def decision(by: User, reason: str, *, must: bool = False) -> dict[str, object]:
    """Who decided, when and why. Raises ReasonMissing where a reason is due and there is none."""
    if must and not reason.strip():
        raise ReasonMissing
    return {"decided_at": business_now(), "decided_by": by, "reason": reason.strip()[:500]}


@atomic
def suspend_agency(*, agency_id: int, by: User, reason: str) -> Agency:
    """The agency as a whole may not take part until restored. Raises NotAllowed, ReasonMissing, WrongState."""
    require(by, Act.SUPERVISE_MARKET)
    if not reason.strip():
        raise ReasonMissing
    agency = locked(Agency, agency_id)
    advance(agency, AgencyState.SUSPENDED, by=by, reason=reason.strip()[:500])
    return agency


@atomic
def restore_agency(*, agency_id: int, by: User, reason: str) -> Agency:
    """A suspended agency takes part again. Raises NotAllowed, ReasonMissing, WrongState."""
    require(by, Act.SUPERVISE_MARKET)
    if not reason.strip():
        raise ReasonMissing
    agency = locked(Agency, agency_id)
    advance(agency, AgencyState.REGISTERED, by=by, event="agency.restored", reason=reason.strip()[:500])
    return agency


@atomic
def state_control(*, holder: Party, held: Party, evidence: str, by: User) -> Control:
    """It is on record that `holder` controls `held`. Raises NotAllowed."""
    require(by, Act.SUPERVISE_MARKET)
    control, is_new = Control.objects.get_or_create(holder=holder, held=held, defaults={"evidence": evidence[:200]})
    if is_new:
        record("control.stated", about=control, by=by, holder=holder.pk, held=held.pk)
    return control


def _filled(**values: str) -> None:
    empty: dict[str, list[Sentence]] = {name: [REQUIRED] for name, value in values.items() if not value.strip()}
    if empty:
        raise FieldsRefused(empty)
