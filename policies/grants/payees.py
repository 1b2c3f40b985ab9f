"""Naming whom a policy's rule means by a payee that is not the enterprise: one reviewer names, another confirms."""

from typing import NamedTuple

from django.db.models import QuerySet
from django.db.transaction import atomic

from cms.kernel.access import Act, memberships, require
from cms.kernel.clock import business_now
from cms.kernel.display import is_chinese
from cms.kernel.errors import SamePersonTwice, WrongState
from cms.kernel.people.models import Membership, MembershipState, User
from cms.kernel.states import Vanished, advance, locked
from cms.kernel.trail import record
from policies.catalogue.models import Policy, Version
from policies.catalogue.queries import rule_of
from policies.grants.errors import OwnPerson, PayeeUnnamed, ReasonMissing
from policies.grants.instalments import NamedPayee
from policies.grants.planning import ENTERPRISE, PERSON
from policies.grants.queries import usable_accounts
from policies.grants.states import PayeeState
from policies.registry.models import Enterprise
from policies.rules.wording.sentences import PAYEES


class OtherPayee(NamedTuple):
    """A body the rule pays beside the enterprise: how the rule calls it, whom it means, and who is to be agreed to."""

    who: str
    confirmed: NamedPayee | None
    named: NamedPayee | None

    @property
    def label(self) -> str:
        """How the rule calls it, in the reader's language."""
        return payee_label(self.who)


def other_payees(version: Version) -> list[OtherPayee]:
    """Each body the version's rule pays beside the enterprise, with whom it means, if anybody said so.

    Persons are named grant by grant (`persons.py`).
    """
    if version.rule is None:
        return []
    rows = NamedPayee.objects.filter(policy=version.policy_id).exclude(state=PayeeState.RETIRED)
    found = {(one.who, one.state): one for one in rows.select_related("enterprise__party", "named_by")}
    others = [one.who for one in rule_of(version).payees if one.who not in (ENTERPRISE, PERSON)]
    return [
        OtherPayee(who, found.get((who, PayeeState.CONFIRMED)), found.get((who, PayeeState.NAMED)))
        for who in dict.fromkeys(others)
    ]


def payee_label(who: str) -> str:
    """A payee of a rule in the reader's language: one the rule language knows, or as the rule names it."""
    language = "zh" if is_chinese() else "en"
    return PAYEES[who].in_language(language) if who in PAYEES else who


@atomic
def name_payee(*, policy_id: int, who: str, uscc: str, by: User) -> NamedPayee:
    """The policy's `who` is to be the registered body with this code, once another reviewer has confirmed it.

    Its account must be on record and verified, as an enterprise's. One that waited before is named no longer. Raises
    NotAllowed, Vanished (no such body), PayeeUnnamed (no usable account).
    """
    policy = locked(Policy, policy_id)
    require(by, Act.DECIDE_GRANT, policy.lead_department)
    body = Enterprise.objects.filter(party__uscc=uscc.strip().upper()).select_related("party").first()
    if body is None:
        raise Vanished
    _refuse_without_account(body, who)
    _retire(policy, who[:60], PayeeState.NAMED, by)
    named = NamedPayee.objects.create(
        policy=policy, who=who[:60], enterprise=body, named_by=by, named_at=business_now()
    )
    record("policy.payee_named", about=policy, by=by, who=who, enterprise=body.pk)
    return named


@atomic
def confirm_payee(*, payee_id: int, by: User) -> NamedPayee:
    """A second reviewer agrees: lists closed from now on pay this body, those closed before keep theirs.

    Raises NotAllowed, SamePersonTwice, OwnPerson when `by` acts for the body, PayeeUnnamed (no usable account any
    more), WrongState.
    """
    named = _held(payee_id, by)
    if named.named_by_id == by.pk:
        raise SamePersonTwice
    if Membership.objects.filter(user=by, party=named.enterprise.party, state=MembershipState.ACTIVE).exists():
        raise OwnPerson
    _refuse_without_account(named.enterprise, named.who)
    if named.state == PayeeState.NAMED:
        _retire(named.policy, named.who, PayeeState.CONFIRMED, by)
    values = {"confirmed_by": by, "confirmed_at": business_now()}
    advance(named, PayeeState.CONFIRMED, by=by, values=values)
    record("policy.payee_confirmed", about=named.policy, by=by, who=named.who, enterprise=named.enterprise_id)
    return named


@atomic
def decline_payee(*, payee_id: int, by: User, reason: str) -> NamedPayee:
    """What was named is not agreed to, or taken back by who named it; who is paid stays as it was.

    Raises NotAllowed, ReasonMissing, WrongState.
    """
    named = _held(payee_id, by)
    if not reason.strip():
        raise ReasonMissing
    if named.state != PayeeState.NAMED:
        raise WrongState(noun=named._meta.verbose_name, state=named.state_label)
    advance(named, PayeeState.RETIRED, by=by, event="named_payee.declined", why=reason.strip()[:300])
    return named


def payees_to_confirm(user: User) -> "QuerySet[NamedPayee]":
    """What a colleague named for a policy of the user's departments and nobody confirmed yet, the oldest first."""
    departments = memberships(user, Act.DECIDE_GRANT).values("party")
    own = NamedPayee.objects.filter(state=PayeeState.NAMED, policy__lead_department__in=departments)
    return own.exclude(named_by=user).order_by("named_at", "pk")


def _held(payee_id: int, by: User) -> NamedPayee:
    """The word about a payee, its policy held before it, for a reviewer of the policy's department."""
    policy_id = NamedPayee.objects.filter(pk=payee_id).values_list("policy_id", flat=True).first() or 0
    policy = locked(Policy, policy_id)
    require(by, Act.DECIDE_GRANT, policy.lead_department)
    return locked(NamedPayee, payee_id, "policy", "enterprise__party")


def _retire(policy: Policy, who: str, state: PayeeState, by: User) -> None:
    """Whoever stands in that state for the policy does so no longer. Call with the policy held."""
    for before in NamedPayee.objects.filter(policy=policy, who=who, state=state):
        advance(before, PayeeState.RETIRED, by=by)


def _refuse_without_account(body: Enterprise, who: str) -> None:
    if not usable_accounts(body.pk, body.party.name).exists():
        raise PayeeUnnamed(who=who)
