"""Deciding on matches, hearing the enterprise, fixing the amounts; each grant is then shown in public and paid."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.transaction import atomic

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit, last_day, until
from cms.kernel.clock import business_now
from cms.kernel.errors import WrongState
from cms.kernel.money import from_fen, to_fen
from cms.kernel.people.models import User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.catalogue.models import Version
from policies.catalogue.states import Order
from policies.grants.closing import confirmation_ends, fix_late, minute
from policies.grants.drifting import refuse_unknown
from policies.grants.errors import (
    AccountNotUsable,
    AnotherGrantStands,
    ConfirmationClosed,
    GroupTaken,
    NoBudgetLine,
    NothingToDecide,
    PaymentExists,
    PersonGrantedBefore,
    ReasonMissing,
    ScaleMissing,
)
from policies.grants.grouping import due_matches, leaves_too_little, locked_group, places_of
from policies.grants.models import Decision, Exclusion, Grant
from policies.grants.planning import Plan
from policies.grants.queries import lapsable_grants, offered_accounts
from policies.grants.reserving import release_reserved
from policies.grants.scopes import (
    held_scopes,
    is_held,
    period_key,
    persons_held,
    persons_of,
    scope_key,
    steps_of,
    take,
)
from policies.grants.settling import Settled, settled_fen, told
from policies.grants.states import DEAD, PENDING, DecisionState, GrantState, InstalmentState
from policies.matching.models import Match
from policies.registry.accounts import confirm_account
from policies.registry.lineage import Lineage, lineage
from policies.registry.models import ScaleClass

NOTHING_SETTLED: Mapping[int, Settled] = {}
PERSON_USED = "所涉人员或凭证已用于其他企业或事项"


@atomic
def decide_grants(
    *,
    version_id: int,
    by: User,
    left_out: Mapping[int, str] | None = None,
    settled: Mapping[int, Settled] = NOTHING_SETTLED,
    is_looked_again: bool = False,
) -> Decision:
    """The lead department owes what the current run found, except the matches left out with a reason each.

    Enterprises are asked next, or names and amounts due are shown in public, as the policy orders. `left_out` maps
    match id to reason. An enterprise that already holds a live grant of the same benefit, scope and period (or one it
    followed does) is passed over; one paid for a person who is used already is left out with that reason; in an
    exclusive group it receives what the group leaves. What the rule leaves to a person is granted as `settled` says,
    match by match. `is_looked_again`: who is on the list is compared with the data of this moment, as a page does.
    Raises NotAllowed, NoBudgetLine, BudgetLineMissing, PayeeUnnamed, ReasonMissing, NothingToDecide, NotLookedAt,
    AmountAboveDue, AmountLeftToRule, DataRanOut.
    """
    version = locked_group(version_id)
    require(by, Act.DECIDE_GRANT, version.policy.lead_department)
    if version.budget_line is None:
        raise NoBudgetLine(policy=version.title_zh)
    reasons = {match_id: reason.strip() for match_id, reason in (left_out or {}).items()}
    if not all(reasons.values()):
        raise ReasonMissing
    matches = _not_held(version, due_matches(version))
    reasons = _persons_used(version, [match for match in matches if match.pk not in reasons]) | reasons
    chosen = [match for match in matches if match.pk not in reasons]
    if not chosen:
        raise NothingToDecide(policy=version.title_zh)
    if is_looked_again:
        refuse_unknown(version, chosen)
    fens = settled_fen(chosen, settled)
    now = business_now()
    shown_first = version.order == Order.NOTICE_FIRST
    decision = Decision.objects.create(
        state=DecisionState.DRAWN_UP if shown_first else DecisionState.ASKING,
        version=version,
        run=chosen[0].run,
        budget_line=version.budget_line,
        decided_by=by,
        decided_at=now,
        confirm_until=expected_end(version) if shown_first else confirmation_ends(version, now),
        demand=from_fen(sum(fens.values())),
    )
    Plan(decision).refuse_unless_complete()
    Exclusion.objects.bulk_create(
        [Exclusion(decision=decision, match=m, reason=reasons[m.pk][:300]) for m in matches if m.pk in reasons]
    )
    _owe(decision, chosen, fens)
    record(
        "decision.made",
        about=decision,
        by=by,
        version=version.pk,
        grants=len(chosen),
        left_out=len(matches) - len(chosen),
        settled=told(chosen, fens, settled),
    )
    return decision


def _owe(decision: Decision, chosen: Sequence[Match], fens: Mapping[int, int]) -> None:
    """A grant stands for each of the matches, of so many fen."""
    line, places = lineage(), places_of(decision.version, chosen)
    Grant.objects.bulk_create(
        [_grant(decision, match, fens[match.pk], line, places.get(match.pk, {})) for match in chosen]
    )


def _not_held(version: Version, matches: Iterable[Any]) -> list[Any]:
    """The matches whose benefit nobody of the enterprise's line holds."""
    held, line, free = held_scopes(version), lineage(), []
    for match in matches:
        if not is_held(version, held, line, match.enterprise_id, match.period, steps_of(match)):
            take(version, held, line, match)
            free.append(match)
    return free


def _persons_used(version: Version, matches: Sequence[Match]) -> dict[int, str]:
    """The matches that are paid for a person whom a live grant, or another match before it, is paid for already."""
    if not any(persons_of(match) for match in matches):
        return {}
    used, found = persons_held(version), {}
    for match in matches:
        persons = persons_of(match)
        if persons & used:
            found[match.pk] = PERSON_USED
        used |= persons
    return found


def expected_end(version: Version) -> datetime:
    """Until when enterprises will probably be able to confirm where the notice comes first and starts today."""
    shown = last_day(business_now().date(), version.notice_days, DayUnit(version.notice_unit))
    return confirmation_ends(version, until(shown))


def _grant(decision: Decision, match: Any, fen: int, line: Lineage, place: Mapping[str, Any]) -> Grant:
    version = decision.version
    is_asked = decision.state == DecisionState.ASKING
    return Grant(
        state=GrantState.DECIDED if is_asked else GrantState.TO_NOTICE,
        asked_at=decision.decided_at if is_asked else None,
        confirm_until=decision.confirm_until if is_asked else None,
        decision=decision,
        policy_id=version.policy_id,
        version=version,
        match=match,
        enterprise_id=match.enterprise_id,
        budget_line_id=decision.budget_line_id,
        scope_key=scope_key(version, line, match),
        period=period_key(version, match.period),
        entitled=from_fen(fen),
        **place,
    )


@atomic
def confirm_grant(*, grant_id: int, by: User, account_id: int, scale: str) -> Grant:
    """The enterprise agrees to the amount, its scale class and the account it is to be paid to.

    An account that a department has of it is verified by this. After its list was fixed, the grant is fixed at once by
    itself. Raises NotAllowed, ConfirmationClosed (days and contacts are used up), ScaleMissing, AccountNotUsable,
    BudgetExhausted, PoolUsedUp, WrongState.
    """
    grant = locked(Grant, grant_id, "enterprise__party")
    enterprise = grant.enterprise
    require(by, Act.CONFIRM_GRANT, enterprise.party)
    now = business_now()
    if lapsable_grants().filter(pk=grant.pk).exists() and grant.may_confirm_until is not None:
        raise ConfirmationClosed(until=minute(grant.may_confirm_until))
    if scale not in ScaleClass.values:
        raise ScaleMissing
    account = offered_accounts(enterprise.pk, enterprise.party.name).filter(pk=account_id).first()
    if account is None:
        raise AccountNotUsable
    account = confirm_account(account_id=account.pk, by=by)
    advance(
        grant,
        GrantState.CONFIRMED,
        by=by,
        values={"account": account, "confirmed_scale": scale, "confirmed_by": by, "confirmed_at": now},
        account=account.pk,
        scale=scale,
        entitled_fen=to_fen(grant.entitled),
    )
    return grant if _list_is_asking(grant) else fix_late(grant)


def _list_is_asking(grant: Grant) -> bool:
    """Whether the list of the grant still asks: looked at once the grant is held, for its list may have been closed
    while that was waited for."""
    return Decision.objects.filter(pk=grant.decision_id, state=DecisionState.ASKING).exists()


@atomic
def withdraw_grant(*, grant_id: int, by: User, reason: str) -> Grant:
    """The grant will not be paid, for `reason`; what was reserved for it is available again.

    Only while it has no payment: that one's own cancellation comes first and gives its reservation back. Raises
    NotAllowed, ReasonMissing, PaymentExists, WrongState.
    """
    grant = locked(Grant, grant_id)
    require(by, Act.DECIDE_GRANT, grant.policy.lead_department)
    if grant.payments.exists():
        raise PaymentExists
    if not reason.strip():
        raise ReasonMissing
    release_reserved(grant, "withdraw")
    _stop_instalments(grant, reason, by)
    advance(grant, GrantState.WITHDRAWN, by=by, values={"ended_reason": reason.strip()[:300]})
    return grant


def _stop_instalments(grant: Grant, reason: str, by: User) -> None:
    """Nothing of a grant that ends is paid later either; its money has been released."""
    for instalment in grant.instalments.filter(state__in=PENDING).order_by("pk"):
        advance(instalment, InstalmentState.STOPPED, by=by, values={"reason": reason.strip()[:300], "decided_by": by})


@atomic
def reopen_grant(*, grant_id: int, by: User, reason: str) -> Grant:
    """A lapsed grant is asked again, with the policy's whole days to confirm, and the trail says why.

    Raises NotAllowed, ReasonMissing, AnotherGrantStands when the benefit was granted anew meanwhile,
    PersonGrantedBefore when it was for somebody it is paid for, GroupTaken when another policy of its exclusive group
    was, WrongState.
    """
    grant = locked(Grant, grant_id)
    require(by, Act.DECIDE_GRANT, grant.policy.lead_department)
    if not reason.strip():
        raise ReasonMissing
    if grant.state not in DEAD:
        raise WrongState(noun=grant._meta.verbose_name, state=grant.state_label)
    version = locked_group(grant.version_id)
    held, steps = held_scopes(version), steps_of(grant.match)
    if is_held(version, held, lineage(), grant.enterprise_id, grant.match.period, steps):
        raise AnotherGrantStands
    if _persons_used(version, [grant.match]):
        raise PersonGrantedBefore(policy=version.title_zh)
    if leaves_too_little(grant):
        raise GroupTaken(group=grant.version.exclusive_group)
    advance(grant, GrantState.DECIDED, by=by, values=asking(grant.version) | {"ended_reason": ""}, reason=reason[:300])
    return grant


def asking(version: Version) -> dict[str, object]:
    """The columns of a grant whose enterprise is asked now: all its days and contacts begin anew."""
    now = business_now()
    return {"asked_at": now, "confirm_until": confirmation_ends(version, now), "listed_until": None}
