"""Deciding on matches, hearing the enterprise, fixing the amounts; each grant is then shown in public and paid."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import QuerySet, Sum
from django.db.transaction import atomic
from django.utils.timezone import localtime

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit, last_day, until
from cms.kernel.clock import business_now
from cms.kernel.money import from_fen, split, to_fen
from cms.kernel.people.models import User
from cms.kernel.states import advance, advance_all, locked
from cms.kernel.trail import record
from policies.budgets.services import Posting, hold_available, post
from policies.budgets.states import TransferKind
from policies.catalogue.models import Version
from policies.catalogue.states import LapseRule, OncePer, Order, ShortageRule
from policies.grants.errors import (
    AccountNotUsable,
    ConfirmationClosed,
    ConfirmationsOpen,
    NoBudgetLine,
    NothingToDecide,
    PaymentExists,
    ReasonMissing,
    ScaleMissing,
)
from policies.grants.models import Decision, Exclusion, Grant
from policies.grants.states import DecisionState, GrantState
from policies.matching.models import Match
from policies.matching.queries import matches_to_decide
from policies.registry.models import AwardRecord, BankAccount, ScaleClass
from policies.registry.states import AccountState


@atomic
def decide_grants(*, version_id: int, by: User, left_out: Mapping[int, str] | None = None) -> Decision:
    """The lead department owes what the current run found, except the matches left out with a reason each.

    Enterprises are asked next. `left_out` maps match id to reason. An enterprise that already holds a
    live grant of the same benefit, scope and period is passed over. Raises NotAllowed, NoBudgetLine,
    ReasonMissing, NothingToDecide.
    """
    version = locked(Version, version_id)
    require(by, Act.DECIDE_GRANT, version.policy.lead_department)
    if version.budget_line is None:
        raise NoBudgetLine(policy=version.title_zh)
    reasons = {match_id: reason.strip() for match_id, reason in (left_out or {}).items()}
    if not all(reasons.values()):
        raise ReasonMissing
    held = set(live_grants(version).values_list("scope_key", "period"))
    matches = [m for m in matches_to_decide(version) if (_scope_key(version, m), _period(version, m)) not in held]
    chosen = [match for match in matches if match.pk not in reasons]
    if not chosen:
        raise NothingToDecide(policy=version.title_zh)
    now = business_now()
    decision = Decision.objects.create(
        version=version,
        run=chosen[0].run,
        budget_line=version.budget_line,
        decided_by=by,
        decided_at=now,
        confirm_until=_confirm_until(version, now),
        demand=from_fen(sum(to_fen(match.amount) for match in chosen)),
    )
    Exclusion.objects.bulk_create(
        [Exclusion(decision=decision, match=m, reason=reasons[m.pk][:300]) for m in matches if m.pk in reasons]
    )
    Grant.objects.bulk_create([_grant(decision, match) for match in chosen])
    record(
        "decision.made",
        about=decision,
        by=by,
        version=version.pk,
        grants=len(chosen),
        left_out=len(matches) - len(chosen),
    )
    return decision


def live_grants(version: Version) -> QuerySet[Grant]:
    """The grants of the version's family that are neither lapsed nor withdrawn."""
    return Grant.objects.filter(policy_id=version.policy_id).exclude(
        state__in=[GrantState.LAPSED, GrantState.WITHDRAWN]
    )


def _scope_key(version: Version, match: Match) -> str:
    return f"enterprise:{match.enterprise_id}"


def _period(version: Version, match: Match) -> str:
    return "" if version.once_per == OncePer.ENTERPRISE else match.period


def _confirm_until(version: Version, now: datetime) -> datetime:
    if version.order == Order.NO_CONFIRMATION:
        return now
    unit = DayUnit(version.confirm_unit)
    return until(last_day(now.date(), version.confirm_days, unit, day_one_counts=False))


def _grant(decision: Decision, match: Match) -> Grant:
    version = decision.version
    return Grant(
        decision=decision,
        policy_id=version.policy_id,
        version=version,
        match=match,
        enterprise_id=match.enterprise_id,
        budget_line_id=decision.budget_line_id,
        scope_key=_scope_key(version, match),
        period=_period(version, match),
        entitled=match.amount,
    )


def usable_accounts(enterprise_id: int, registered_name: str) -> QuerySet[BankAccount]:
    """The accounts money may be sent to: verified, in the enterprise's registered name."""
    return BankAccount.objects.filter(
        enterprise_id=enterprise_id, state=AccountState.VERIFIED, account_name=registered_name
    )


@atomic
def confirm_grant(*, grant_id: int, by: User, account_id: int, scale: str) -> Grant:
    """The enterprise agrees to the amount, its scale class and the account it is to be paid to.

    Raises NotAllowed, ConfirmationClosed (at or after the deadline), ScaleMissing, AccountNotUsable, WrongState.
    """
    grant = locked(Grant, grant_id)
    enterprise = grant.enterprise
    require(by, Act.CONFIRM_GRANT, enterprise.party)
    now = business_now()
    if now >= grant.decision.confirm_until:
        raise ConfirmationClosed(until=_day(grant.decision.confirm_until))
    if scale not in ScaleClass.values:
        raise ScaleMissing
    account = usable_accounts(enterprise.pk, enterprise.party.name).filter(pk=account_id).first()
    if account is None:
        raise AccountNotUsable
    advance(
        grant,
        GrantState.CONFIRMED,
        by=by,
        values={"account": account, "confirmed_scale": scale, "confirmed_by": by, "confirmed_at": now},
        account=account.pk,
        scale=scale,
        entitled_fen=to_fen(grant.entitled),
    )
    return grant


def _day(moment: datetime) -> str:
    return f"{localtime(moment):%Y-%m-%d %H:%M}"


@atomic
def close_confirmations(*, decision_id: int) -> Decision:
    """The days of confirmation are over: silence has its effect, amounts are final and reserved on the budget line.

    Raises ConfirmationsOpen before the deadline, WrongState when it was done already.
    """
    decision = locked(Decision, decision_id)
    if business_now() < decision.confirm_until:
        raise ConfirmationsOpen(until=_day(decision.confirm_until))
    _let_silence_speak(decision)
    grants = list(decision.grants.filter(state=GrantState.CONFIRMED).select_for_update(no_key=True).order_by("pk"))
    grants.sort(key=lambda grant: (grant.confirmed_at or business_now(), grant.pk))
    amounts = _amounts(decision, [to_fen(grant.entitled) for grant in grants])
    funded = [(grant, fen) for grant, fen in zip(grants, amounts, strict=True) if fen > 0]
    _end_unfunded(decision, [grant.pk for grant, fen in zip(grants, amounts, strict=True) if fen == 0])
    if not funded:
        advance(decision, DecisionState.EMPTY, by=None)
        return decision
    for grant, fen in funded:
        grant.amount = from_fen(fen)
    Grant.objects.bulk_update([grant for grant, _fen in funded], ["amount"], batch_size=1000)
    post([_reservation(grant, fen) for grant, fen in funded])
    advance_all(
        decision.grants.filter(pk__in=[grant.pk for grant, _fen in funded]),
        GrantState.FIXED,
        about=decision,
        by=None,
        expected=len(funded),
    )
    total = sum(fen for _grant, fen in funded)
    advance(decision, DecisionState.FIXED, by=None, values={"fixed_amount": from_fen(total)}, amount_fen=total)
    return decision


def _let_silence_speak(decision: Decision) -> None:
    """Silent grants lapse; under the other rule those with one usable account count as confirmed."""
    silent = decision.grants.filter(state=GrantState.DECIDED)
    if silence_agrees(decision.version):
        for grant in silent.select_related("enterprise__party"):
            account = usable_accounts(grant.enterprise_id, grant.enterprise.party.name).first()
            if account is not None:
                values = {"account": account, "confirmed_at": business_now()}
                advance(grant, GrantState.CONFIRMED, by=None, values=values, account=account.pk)
    expected = silent.count()
    if expected:
        reason = "没有已核实的收款账户" if silence_agrees(decision.version) else "逾期未确认"
        values = {"ended_reason": reason}
        advance_all(silent, GrantState.LAPSED, about=decision, by=None, expected=expected, values=values)


def silence_agrees(version: Version) -> bool:
    """Whether an enterprise that says nothing until the deadline counts as having confirmed."""
    return version.order == Order.NO_CONFIRMATION or version.lapse_rule == LapseRule.PROCEED


def _end_unfunded(decision: Decision, grant_ids: Sequence[int]) -> None:
    """Whom the money did not reach is withdrawn, so that a later decision may find them again."""
    if grant_ids:
        advance_all(
            decision.grants.filter(pk__in=grant_ids),
            GrantState.WITHDRAWN,
            about=decision,
            by=None,
            expected=len(grant_ids),
            values={"ended_reason": "预算资金不足"},
        )


def _amounts(decision: Decision, demands: Sequence[int]) -> list[int]:
    """What each confirmed grant gets, fen, first confirmed first: its whole demand while the line suffices, else a
    share of what there is (pro rata) or its whole demand as long as that lasts."""
    available = hold_available(decision.budget_line_id)
    if sum(demands) <= available:
        return list(demands)
    if decision.version.shortage_rule == ShortageRule.PRO_RATA:
        return split(available, demands)
    amounts = []
    for demand in demands:
        given = demand if demand <= available else 0
        available -= given
        amounts.append(given)
    return amounts


def reservation_key(grant: Grant) -> str:
    """The ledger key under which a grant's amount was reserved, once and for ever."""
    return f"grant:{grant.pk}:reserve"


def _reservation(grant: Grant, fen: int) -> Posting:
    return Posting(TransferKind.RESERVE, grant.budget_line_id, fen, reservation_key(grant), f"grant:{grant.pk}")


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
    was_reserved = grant.state in {GrantState.FIXED, GrantState.NOTICED, GrantState.CONTESTED, GrantState.READY}
    advance(grant, GrantState.WITHDRAWN, by=by, values={"ended_reason": reason.strip()[:300]})
    if was_reserved and grant.amount is not None:
        key, about = f"grant:{grant.pk}:withdraw", f"grant:{grant.pk}"
        post([Posting(TransferKind.RELEASE, grant.budget_line_id, to_fen(grant.amount), key, about)])
    return grant


def close_due_confirmations() -> int:
    """Every decision whose days of confirmation are over is closed; returns how many. Part of the tick."""
    due = Decision.objects.filter(state=DecisionState.ASKING, confirm_until__lte=business_now())
    ids = list(due.order_by("pk").values_list("pk", flat=True)[:50])
    return sum(_close_if_asking(decision_id) for decision_id in ids)


@atomic
def _close_if_asking(decision_id: int) -> bool:
    if locked(Decision, decision_id).state != DecisionState.ASKING:
        return False
    close_confirmations(decision_id=decision_id)
    return True


def fixed_sum(decision: Decision) -> int:
    """The fen fixed under a decision, from its grants."""
    total = decision.grants.exclude(state=GrantState.LAPSED).aggregate(total=Sum("amount"))["total"]
    return to_fen(total) if total is not None else 0


@atomic
def mark_paid(*, grant_id: int, payments: Sequence[int]) -> Grant:
    """The bank's statement has settled all `payments` of the grant; the award history knows it from now on."""
    grant = locked(Grant, grant_id)
    advance(grant, GrantState.PAID, by=None, payments=list(payments))
    AwardRecord.objects.bulk_create(_awards(grant))
    return grant


def _awards(grant: Grant) -> list[AwardRecord]:
    """What later rules will ask about: the family the rule names, each step of a ladder, else the policy itself.

    The amount stands on the first step, so that the sum of a grant's records is what was paid.
    """
    rule = grant.version.rule or {}
    steps = grant.match.explanation.get("steps") or [grant.policy.code]
    return [
        AwardRecord(
            enterprise_id=grant.enterprise_id,
            family=rule.get("family") or grant.policy.code,
            level=grant.version.level,
            step=step,
            period=grant.period,
            awarded_on=business_now().date(),
            amount=grant.amount if place == 0 else from_fen(0),
            number=grant.enterprise.party.uscc,
            source="finance",
            grant_id=grant.pk if place == 0 else None,
        )
        for place, step in enumerate(steps)
    ]
