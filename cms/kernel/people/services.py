"""Registering parties, and giving people roles for them against proof."""

from typing import Protocol

from django.core.exceptions import ValidationError
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.errors import FieldsRefused
from cms.kernel.files.models import StoredFile
from cms.kernel.people.errors import (
    AdministratorStands,
    AlreadyClaimed,
    OwnClaim,
    OwnRole,
    ProofMissing,
    RoleContested,
)
from cms.kernel.people.models import Membership, MembershipState, Party, PartyKind, User, validate_uscc
from cms.kernel.roles import CLAIMABLE, Role
from cms.kernel.states import advance, locked
from cms.kernel.trail import record

LIVE = (MembershipState.CLAIMED, MembershipState.ACTIVE, MembershipState.CONTESTED)


class IdentityProvider(Protocol):
    """Whoever can say that a person is the legal representative of an entity (a province's identity service)."""

    def is_representative(self, *, uscc: str, person_name: str, ticket: str) -> bool:
        """Whether the person who holds `ticket` is the legal representative registered for `uscc`."""
        ...


@atomic
def register_party(
    *,
    uscc: str,
    name: str,
    by: User | None,
    kind: str = PartyKind.ENTERPRISE,
    short_name: str = "",
    name_en: str = "",
    is_department: bool = False,
) -> Party:
    """The legal entity `uscc` is known to the house; an entity already known is returned under the names it has.

    Knowing a code gives nobody a right over the entity. A known one may become a department: it may have come as an
    owner before. Raises FieldsRefused at `uscc` or `name`.
    """
    known = Party.objects.filter(uscc=uscc).first()
    if known is not None:
        return _as_department(known, by) if is_department and not known.is_department else known
    try:
        validate_uscc(uscc)
    except ValidationError as fault:
        raise FieldsRefused({"uscc": fault.messages}) from fault
    if not name.strip():
        raise FieldsRefused({"name": [_("请填写单位名称。")]})
    party = Party.objects.create(
        uscc=uscc, name=name.strip(), kind=kind, short_name=short_name, name_en=name_en, is_department=is_department
    )
    record("party.registered", about=party, by=by)
    return party


def _as_department(party: Party, by: User | None) -> Party:
    """The known entity is a department of the county from now on. Raises NotAllowed."""
    if by is not None:
        require(by, Act.MANAGE_PEOPLE)
    party.is_department = True
    party.save(update_fields=["is_department"])
    record("party.made_department", about=party, by=by)
    return party


@atomic
def rename_department(*, party_id: int, name: str, short_name: str, name_en: str = "", by: User | None) -> Party:
    """The department goes by these names; its code stays, and the trail keeps the names before. Raises NotAllowed."""
    if by is not None:
        require(by, Act.MANAGE_PEOPLE)
    party = locked(Party, party_id)
    before = [party.name, party.short_name, party.name_en]
    party.name, party.short_name, party.name_en = name.strip(), short_name.strip(), name_en.strip()
    party.save(update_fields=["name", "short_name", "name_en"])
    record("party.renamed", about=party, by=by, before=before)
    return party


@atomic
def claim_membership(*, user: User, party: Party, role: Role, proof: StoredFile | None = None) -> Membership:
    """`user` asks to act for `party`; an officer will look at the proof. Raises ProofMissing, AlreadyClaimed."""
    if role not in CLAIMABLE:
        raise FieldsRefused({"role": [_("该角色由管理员指定，不能自行申请。")]})
    if proof is None:
        raise ProofMissing
    return _claim(user=user, party=party, role=role, proof=proof)


def _claim(*, user: User, party: Party, role: Role, proof: StoredFile | None) -> Membership:
    locked(User, user.pk)  # two claims by one person at the same instant are looked at one after the other
    _refuse_if_live(user, party, role)
    membership = Membership.objects.create(user=user, party=party, role=role, proof=proof)
    record("membership.claimed", about=membership, by=user, party=party.pk, role=str(role))
    return membership


def _refuse_if_live(user: User, party: Party, role: Role) -> None:
    """Nothing; raises AlreadyClaimed where the person holds or awaits the role."""
    if Membership.objects.filter(user=user, party=party, role=role, state__in=LIVE).exists():
        raise AlreadyClaimed(party=party.name)


@atomic
def claim_by_identity(*, user: User, party: Party, role: Role, provider: IdentityProvider, ticket: str) -> Membership:
    """`user` acts for `party` at once, because the identity provider says they are its legal representative.

    Raises ProofMissing when it does not, AlreadyClaimed.
    """
    if role not in CLAIMABLE or not provider.is_representative(uscc=party.uscc, person_name=user.name, ticket=ticket):
        raise ProofMissing
    membership = _claim(user=user, party=party, role=role, proof=None)
    advance(membership, MembershipState.ACTIVE, by=None, proof="identity provider")
    return membership


@atomic
def approve_membership(*, membership_id: int, by: User) -> Membership:
    """The claimed role is proven and opens doors from now on. Raises NotAllowed, OwnClaim, WrongState."""
    require(by, Act.APPROVE_MEMBERSHIP)
    membership = locked(Membership, membership_id)
    if membership.user_id == by.pk:
        raise OwnClaim
    advance(membership, MembershipState.ACTIVE, by=by)
    return membership


@atomic
def refuse_membership(*, membership_id: int, by: User, reason: str) -> Membership:
    """The claim is not accepted, for `reason`. Raises NotAllowed, OwnClaim, WrongState, FieldsRefused."""
    require(by, Act.APPROVE_MEMBERSHIP)
    membership = locked(Membership, membership_id)
    if membership.user_id == by.pk:
        raise OwnClaim
    advance(membership, MembershipState.REFUSED, by=by, values={"reason": _told(reason)})
    return membership


@atomic
def contest_membership(*, membership_id: int, by: User, reason: str) -> Membership:
    """Somebody who acts for the same enterprise, agency or owner, or an administrator, objects: the role opens nothing
    until that is decided. Raises NotAllowed, WrongState, FieldsRefused."""
    membership = locked(Membership, membership_id)
    same_party = Membership.objects.filter(user=by, party_id=membership.party_id, state=MembershipState.ACTIVE)
    if membership.role not in CLAIMABLE or not same_party.exists():
        require(by, Act.MANAGE_PEOPLE)
    advance(membership, MembershipState.CONTESTED, by=by, values={"reason": _told(reason)})
    return membership


@atomic
def restore_membership(*, membership_id: int, by: User, reason: str) -> Membership:
    """A contested role was looked at and holds. Raises NotAllowed, OwnRole, WrongState, FieldsRefused."""
    membership = _of_another(membership_id, by)
    values = {"reason": _told(reason)}
    advance(membership, MembershipState.ACTIVE, by=by, values=values, event="membership.restored")
    return membership


@atomic
def end_membership(*, membership_id: int, by: User, reason: str) -> Membership:
    """The person no longer acts for the party. Raises NotAllowed, OwnRole, WrongState, FieldsRefused."""
    membership = _of_another(membership_id, by)
    advance(membership, MembershipState.ENDED, by=by, values={"reason": _told(reason)})
    return membership


def _of_another(membership_id: int, by: User) -> Membership:
    """The membership, held, for an administrator whose own it is not."""
    require(by, Act.MANAGE_PEOPLE)
    membership = locked(Membership, membership_id)
    if membership.user_id == by.pk:
        raise OwnRole
    return membership


def _told(reason: str) -> str:
    """The reason as it is kept. Raises FieldsRefused for an empty one."""
    if not reason.strip():
        raise FieldsRefused({"reason": [_("请说明理由。")]})
    return reason.strip()[:300]


@atomic
def appoint(*, user: User, party: Party, role: Role, by: User | None) -> Membership:
    """`user` holds an official role for a department at once; by an administrator, or by the house when it is set up.

    Whom an administrator appoints is told at the next tick; the setting up tells nobody.
    Returns the active membership when there is one already. Raises NotAllowed, OwnRole, FieldsRefused, RoleContested.
    """
    if by is not None:
        require(by, Act.MANAGE_PEOPLE)
        _refuse_unless_official(user, party, role, by)
    live = Membership.objects.filter(user=user, party=party, role=role, state__in=LIVE).first()
    if live is not None and live.state == MembershipState.CONTESTED:
        raise RoleContested(name=user.name)
    if live is not None and live.state == MembershipState.ACTIVE:
        return live
    told_at = business_now() if by is None else None
    membership = Membership.objects.create(user=user, party=party, role=role, told_at=told_at)
    advance(membership, MembershipState.ACTIVE, by=by, event="membership.appointed", role=str(role))
    return membership


def _refuse_unless_official(user: User, party: Party, role: Role, by: User) -> None:
    """Raises OwnRole; FieldsRefused at `role` or `party` for what is claimed against proof, not given."""
    if user.pk == by.pk:
        raise OwnRole
    if role in CLAIMABLE:
        raise FieldsRefused({"role": [_("经办人身份由本人凭授权书申请，不能指定。")]})
    if not party.is_department:
        raise FieldsRefused({"party": [_("政府工作人员须隶属于县直部门。")]})


@atomic
def appoint_first_administrator(*, user: User, party: Party) -> Membership:
    """`user` is the administrator who appoints everybody else. Raises AdministratorStands when there is one."""
    if Membership.objects.filter(role=Role.ADMINISTRATOR, state=MembershipState.ACTIVE).exists():
        raise AdministratorStands
    return appoint(user=user, party=party, role=Role.ADMINISTRATOR, by=None)
