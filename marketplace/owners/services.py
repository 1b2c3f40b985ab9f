"""An owner's application and the decisions on it."""

from datetime import date

from django.conf import settings
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit, last_day
from cms.kernel.clock import business_now, business_today
from cms.kernel.errors import FieldsRefused, WrongState
from cms.kernel.models import Membership, Party, User
from cms.kernel.people.models import MembershipState
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.owners.errors import AlreadyApplied, NotADepartment, OwnApplication, ReasonMissing
from marketplace.owners.models import Owner
from marketplace.owners.states import OwnerState


@atomic
def apply_as_owner(
    *,
    party: Party,
    department: Party,
    by: User,
    contact_name: str,
    contact_mobile: str,
    uses_public_funds: bool = True,
    is_public_organ: bool = False,
) -> Owner:
    """The owner's application lies with its department, whose clock runs from the next working day.

    Raises NotAllowed, NotADepartment, AlreadyApplied, FieldsRefused.
    """
    require(by, Act.APPLY_AS_OWNER, party=party)
    if not department.is_department:
        raise NotADepartment(party=department.name)
    contact = {"contact_name": contact_name.strip(), "contact_mobile": contact_mobile.strip()}
    if not all(contact.values()):
        raise FieldsRefused({name: [_("请填写此项。")] for name, value in contact.items() if not value})
    values: dict[str, object] = {
        **contact,
        "department": department,
        "uses_public_funds": uses_public_funds,
        "is_public_organ": is_public_organ,
        "applied_at": business_now(),
        "due_on": review_due_on(),
        "reason": "",
        "reminded_at": None,
        "escalated_at": None,
    }
    locked(Party, party.pk)
    known = Owner.objects.filter(party=party).first()
    if known is None:
        owner = Owner.objects.create(party=party, **values)
        record("owner.applied", about=owner, by=by)
        return owner
    owner = locked(Owner, known.pk)
    if OwnerState.APPLIED not in owner.MOVES.get(owner.state, ()):
        raise AlreadyApplied(party=party.name, state=owner.state_label)
    advance(owner, OwnerState.APPLIED, by=by, values=values)
    return owner


def review_due_on() -> date:
    """The last day for reviewing an application made now: working days, the day of application not counted."""
    return last_day(business_today(), settings.ADMISSION_REVIEW_DAYS, DayUnit.WORKING, day_one_counts=False)


@atomic
def admit_owner(*, owner_id: int, by: User, note: str = "") -> Owner:
    """The owner may post needs. Raises NotAllowed, OwnApplication, WrongState."""
    owner = _under_review(owner_id, by, OwnerState.APPLIED)
    advance(owner, OwnerState.ADMITTED, by=by, values=_decision(by, note))
    return owner


@atomic
def return_owner(*, owner_id: int, by: User, reason: str) -> Owner:
    """The owner is to complete its application, for `reason`. Raises NotAllowed, ReasonMissing, WrongState."""
    owner = _under_review(owner_id, by, OwnerState.APPLIED)
    advance(owner, OwnerState.RETURNED, by=by, values=_decision(by, reason, must=True))
    return owner


@atomic
def refuse_owner(*, owner_id: int, by: User, reason: str) -> Owner:
    """The owner is not admitted, for `reason`. Raises NotAllowed, ReasonMissing, WrongState."""
    owner = _under_review(owner_id, by, OwnerState.APPLIED)
    advance(owner, OwnerState.REFUSED, by=by, values=_decision(by, reason, must=True))
    return owner


@atomic
def suspend_owner(*, owner_id: int, by: User, reason: str) -> Owner:
    """The owner may post nothing until restored. Raises NotAllowed, ReasonMissing, WrongState."""
    owner = _under_review(owner_id, by, OwnerState.ADMITTED)
    advance(owner, OwnerState.SUSPENDED, by=by, values=_decision(by, reason, must=True))
    return owner


@atomic
def restore_owner(*, owner_id: int, by: User, reason: str) -> Owner:
    """A suspended owner may post again. Raises NotAllowed, ReasonMissing, WrongState."""
    owner = _under_review(owner_id, by, OwnerState.SUSPENDED)
    advance(owner, OwnerState.ADMITTED, by=by, values=_decision(by, reason, must=True), event="owner.restored")
    return owner


def _under_review(owner_id: int, by: User, expected: OwnerState) -> Owner:
    owner = locked(Owner, owner_id)
    require(by, Act.REVIEW_ADMISSION, party=owner.department)
    if (
        Membership.objects.filter(user=by, party=owner.party, state=MembershipState.ACTIVE)
        .exclude(party=owner.department)
        .exists()
    ):
        raise OwnApplication(party=owner.party.name)
    if owner.state != expected:
        raise WrongState(noun=owner._meta.verbose_name, state=owner.state_label)
    return owner


def _decision(by: User, reason: str, *, must: bool = False) -> dict[str, object]:
    if must and not reason.strip():
        raise ReasonMissing
    return {"decided_at": business_now(), "decided_by": by, "reason": reason.strip()[:500]}
