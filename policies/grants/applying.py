"""Grants that come of applications: the same decision, confirmation, notice and payment as all the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.transaction import atomic

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.money import from_fen, to_fen
from cms.kernel.people.models import User
from cms.kernel.trail import record
from policies.budgets.models import BudgetLine
from policies.catalogue.models import Version
from policies.catalogue.states import Order
from policies.grants.closing import close_confirmations, confirmation_ends
from policies.grants.errors import (
    AccountNotUsable,
    GrantedBefore,
    GroupUsedUp,
    NoBudgetLine,
    PersonGrantedBefore,
    PoolUsedUp,
    ScaleMissing,
)
from policies.grants.grouping import left_in_group, locked_group, places_of
from policies.grants.models import Decision, Grant
from policies.grants.planning import Plan
from policies.grants.queries import offered_accounts
from policies.grants.reserving import reserve_shares
from policies.grants.scopes import held_scopes, is_held, period_key, persons_held, persons_of, scope_key, steps_of
from policies.grants.services import expected_end
from policies.grants.sharing import shares_of
from policies.grants.states import DecisionState, GrantState
from policies.matching.models import Match
from policies.registry.accounts import confirm_account
from policies.registry.lineage import lineage
from policies.registry.models import BankAccount, Enterprise, ScaleClass
from policies.rules.pools import Share


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the enterprise agreed to when it asked, so that it need not be asked again: account, scale, and who did."""

    account_id: int
    scale: str
    by: User


@dataclass(frozen=True, slots=True)
class Asked:
    """A verdict to grant upon, the amount in fen, what the enterprise agreed to beforehand, if it did, and the number
    of the project where the benefit is given once a project."""

    match: Match
    fen: int
    agreed: Agreed | None = None
    project: str = ""


@atomic
def grant_asked(*, version_id: int, asked: Sequence[Asked], by: User | None) -> Decision:
    """One decision owes all that was asked; every amount is reserved on the line at once, in full.

    `by` is None where the rule itself decides. Who agreed beforehand is not asked to confirm. Nothing stands when one
    of them is refused: raises NotAllowed, NoBudgetLine, BudgetLineMissing, PayeeUnnamed, GrantedBefore,
    PersonGrantedBefore, GroupUsedUp, AccountNotUsable, ScaleMissing, BudgetExhausted, PoolUsedUp. In an exclusive
    group only what it leaves is owed.
    """
    version = locked_group(version_id)
    if by is not None:
        require(by, Act.DECIDE_GRANT, version.policy.lead_department)
    if version.budget_line is None:
        raise NoBudgetLine(policy=version.title_zh)
    _refuse_twice(version, asked)
    asked, places = _within_group(version, asked), places_of(version, [one.match for one in asked])
    decision = _decision(version, version.budget_line, asked, by)
    grants = [_grant(decision, one, places.get(one.match.pk, {})) for one in asked]
    Grant.objects.bulk_create(grants)
    plan = Plan(decision)
    plan.refuse_unless_complete()
    is_within = _is_within_pool(decision, plan, grants)
    shares = [Share(str(grant.pk), one.fen) for grant, one in zip(grants, asked, strict=True)]
    reserve_shares(plan, list(zip(grants, shares, strict=True)))
    if not is_within:
        raise PoolUsedUp(policy=version.title_zh)
    record("decision.made", about=decision, by=by, version=version.pk, grants=len(grants), asked_for=True)
    if decision.state == DecisionState.ASKING and all(one.agreed for one in asked):
        close_confirmations(decision_id=decision.pk)
        decision.refresh_from_db()
    return decision


def _is_within_pool(decision: Decision, plan: Plan, grants: Sequence[Grant]) -> bool:
    """Whether the rule's own pool, where it has one, leaves the whole of every amount; its lines are held for it."""
    if plan.rule is None or plan.rule.pool is None:
        return True
    given = shares_of(decision, plan, grants)
    return all(share.fen == to_fen(grant.entitled) for share, grant in zip(given, grants, strict=True))


def _within_group(version: Version, asked: Sequence[Asked]) -> list[Asked]:
    """What was asked, less what the version's exclusive group gave already. Raises GroupUsedUp when nothing is left."""
    found = [replace(one, fen=left_in_group(version, one.match, one.fen)) for one in asked]
    if not all(one.fen > 0 for one in found):
        raise GroupUsedUp(group=version.exclusive_group)
    return found


def refuse_if_held(
    version: Version, enterprise: Enterprise, period: str, steps: Sequence[str] | None = None, project: str = ""
) -> None:
    """Nothing; raises GrantedBefore when the enterprise, or one it followed, holds the benefit for the period, or for
    the project.

    `steps`: for which steps it asks, where the benefit is given once a step; None while that is not known.
    """
    if is_held(version, held_scopes(version), lineage(), enterprise.pk, period, steps, project):
        raise GrantedBefore(policy=version.title_zh)


def _refuse_twice(version: Version, asked: Sequence[Asked]) -> None:
    held, line, matches = held_scopes(version), lineage(), [one.match for one in asked]
    wanted = [one for match in matches for one in sorted(persons_of(match))]
    persons = persons_held(version) if wanted else set()
    if persons & set(wanted) or len(set(wanted)) < len(wanted):
        raise PersonGrantedBefore(policy=version.title_zh)
    for one in asked:
        match = one.match
        if is_held(version, held, line, match.enterprise_id, match.period, steps_of(match), one.project):
            raise GrantedBefore(policy=version.title_zh)


def _decision(version: Version, line: BudgetLine, asked: Sequence[Asked], by: User | None) -> Decision:
    now, total = business_now(), from_fen(sum(one.fen for one in asked))
    shown_first, settled = version.order == Order.NOTICE_FIRST, all(one.agreed for one in asked)
    ends = expected_end(version) if shown_first else confirmation_ends(version, now)
    return Decision.objects.create(
        state=DecisionState.DRAWN_UP if shown_first else DecisionState.ASKING,
        version=version,
        run=asked[0].match.run,
        budget_line=line,
        decided_by=by,
        decided_at=now,
        confirm_until=now if settled and not shown_first else ends,
        demand=total,
        fixed_amount=total if settled and shown_first else None,
    )


def _grant(decision: Decision, one: Asked, place: Mapping[str, Any]) -> Grant:
    version, match = decision.version, one.match
    is_asked = decision.state == DecisionState.ASKING and one.agreed is None
    grant = Grant(
        state=GrantState.DECIDED if is_asked else GrantState.TO_NOTICE,
        asked_at=decision.decided_at if is_asked else None,
        confirm_until=decision.confirm_until if is_asked else None,
        decision=decision,
        policy_id=version.policy_id,
        version=version,
        match=match,
        enterprise_id=match.enterprise_id,
        budget_line_id=decision.budget_line_id,
        scope_key=scope_key(version, lineage(), match, one.project),
        period="" if one.project else period_key(version, match.period),
        entitled=from_fen(one.fen),
        **place,
    )
    if one.agreed is not None:
        _confirm(grant, one.agreed)
    return grant


def _confirm(grant: Grant, agreed: Agreed) -> None:
    """The grant is born confirmed, where that comes first; where the notice does, its terms are settled already."""
    if grant.decision.state == DecisionState.ASKING:
        grant.state = GrantState.CONFIRMED
    grant.account = confirmed(grant.match.enterprise, agreed.account_id, by=agreed.by)
    if agreed.scale not in ScaleClass.values:
        raise ScaleMissing
    grant.confirmed_scale, grant.confirmed_by = agreed.scale, agreed.by
    grant.confirmed_at = grant.decision.decided_at


def confirmed(enterprise: Enterprise, account_id: int | None, *, by: User) -> BankAccount:
    """The enterprise's account, to which money may be sent; by choosing one that a department has of it, `by` confirms
    it. Raises AccountNotUsable."""
    account = offered(enterprise, account_id)
    return account if account.is_usable else confirm_account(account_id=account.pk, by=by)


def offered(enterprise: Enterprise, account_id: int | None) -> BankAccount:
    """The account, if the enterprise may choose it. Raises AccountNotUsable."""
    account = offered_accounts(enterprise.pk, enterprise.party.name).filter(pk=account_id or 0).first()
    if account is None:
        raise AccountNotUsable
    return account
