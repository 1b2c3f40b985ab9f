"""The days of confirmation end: silence has its effect, amounts become final and are reserved on the budget line.

Who is not through yet (contested, shown again, or silent and not contacted often enough) keeps its share reserved and
follows one by one; nobody else waits for it.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import partial
from itertools import chain

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.transaction import atomic
from django.utils.timezone import localtime

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit, last_day, until
from cms.kernel.clock import business_now
from cms.kernel.dues import DueNow, due_when, each_due
from cms.kernel.money import from_fen, round_fen, to_fen
from cms.kernel.people.models import User
from cms.kernel.states import advance, advance_all, locked
from policies.budgets.errors import BudgetExhausted
from policies.budgets.services import hold_available
from policies.catalogue.models import Version
from policies.catalogue.queries import rule_of
from policies.catalogue.states import LapseRule, Order
from policies.grants.errors import ConfirmationsOpen, PoolUsedUp
from policies.grants.holdups import HOLD_UPS, note_hold_up, note_late_hold_up, was_tried_lately
from policies.grants.models import Decision, Grant
from policies.grants.planning import Plan
from policies.grants.queries import lapsable_grants, silence_agrees, usable_accounts
from policies.grants.reserving import release_reserved, reserve_alone, reserve_shares
from policies.grants.sharing import left_in_pool, ranks_of, shares_of, shortage_of
from policies.grants.states import DEAD, NOT_ASKED_YET, DecisionState, EndReason, GrantState
from policies.rules.confirmations import last_day_to_confirm
from policies.rules.pools import Share
from policies.rules.syntax import Shortage

AT_ONCE = 200  # late grants looked at in one tick
UNFUNDED = {
    Shortage.FIRST_COME: EndReason.MONEY_GONE,
    Shortage.PRO_RATA: EndReason.MONEY_GONE,
    Shortage.CARRY_OVER: EndReason.MONEY_GONE,
    Shortage.RANKED: EndReason.RANKED_OUT,
}


def confirmation_ends(version: Version, asked_at: datetime) -> datetime:
    """Until when an enterprise asked at a moment may confirm; that very moment where nobody is asked.

    An end that the rule itself sets counts before the days of the policy's page, unless it had come when the
    enterprise was asked: being asked late is nobody's loss.
    """
    if version.order == Order.NO_CONFIRMATION:
        return asked_at
    asked_on = localtime(asked_at).date()
    own = rule_of(version).confirmation if version.rule is not None else None
    last = last_day_to_confirm(own, asked_on) if own is not None else None
    if last is not None and last > asked_on:
        return until(last)
    return until(last_day(asked_on, version.confirm_days, DayUnit(version.confirm_unit), day_one_counts=False))


def minute(moment: datetime) -> str:
    """The moment at which something ends, as refusals and messages name it: midnight is the day before at 24:00."""
    local = localtime(moment)
    return f"{local - timedelta(days=1):%Y-%m-%d} 24:00" if local.time() == time() else f"{local:%Y-%m-%d %H:%M}"


@atomic
def close_confirmations(*, decision_id: int) -> Decision:
    """The days of confirmation are over: silence has its effect, amounts are final and reserved on the budget line.

    It may be done before the deadline once everybody has agreed to an amount that is reserved already. Raises
    ConfirmationsOpen before the deadline, WrongState when it was done already.
    """
    decision = locked(Decision, decision_id)
    if business_now() < decision.confirm_until and not _all_is_agreed(decision):
        raise ConfirmationsOpen(until=minute(decision.confirm_until))
    _let_silence_speak(decision)
    grants, plan = _sharers(decision), Plan(decision)
    shares = _shares(decision, plan, grants)
    ranks = ranks_of(decision, grants) if any(share.fen < to_fen(grant.entitled) for grant, share in shares) else {}
    for grant in grants:
        grant.rank = ranks.get(grant.pk)
    funded = [(grant, share) for grant, share in shares if share.fen + share.carried > 0]
    reached = {grant.pk for grant, _share in funded}
    _end_unfunded(decision, [one.pk for one in grants if one.state == GrantState.CONFIRMED and one.pk not in reached])
    if not funded:
        advance(decision, DecisionState.EMPTY, by=None)
        return decision
    reserve_shares(plan, [pair for pair in funded if pair[0].amount is None])
    fixed = [grant.pk for grant, _share in funded if grant.state == GrantState.CONFIRMED]
    if fixed:
        rows = decision.grants.filter(pk__in=fixed)
        advance_all(rows, GrantState.FIXED, about=decision, by=None, expected=len(fixed))
    total = sum(share.fen + share.carried for _grant, share in funded)
    advance(decision, DecisionState.FIXED, by=None, values={"fixed_amount": from_fen(total)}, amount_fen=total)
    return decision


@atomic
def close_again(*, decision_id: int, by: User) -> Decision:
    """A list that was held up is closed once what stood in its way is mended.

    Raises NotAllowed, and what `close_confirmations` does: with the same refusal as before nothing has changed.
    """
    decision = locked(Decision, decision_id)
    require(by, Act.DECIDE_GRANT, decision.version.policy.lead_department)
    return close_confirmations(decision_id=decision_id)


def _all_is_agreed(decision: Decision) -> bool:
    alive = decision.grants.exclude(state__in=DEAD)
    return alive.exists() and not alive.exclude(state=GrantState.CONFIRMED, amount__isnull=False).exists()


def _shares(decision: Decision, plan: Plan, grants: Sequence[Grant]) -> list[tuple[Grant, Share]]:
    """Each grant with what it gets: what was reserved for it when it was decided, else its share of what there is."""
    waiting = [grant for grant in grants if grant.amount is None]
    given = {share.key: share for share in shares_of(decision, plan, waiting)} if waiting else {}
    return [
        (grant, given[str(grant.pk)] if grant.amount is None else Share(str(grant.pk), to_fen(grant.amount)))
        for grant in grants
    ]


def _sharers(decision: Decision) -> list[Grant]:
    """Everybody who may still be paid, first confirmed first; who has not confirmed yet comes last."""
    alive = Q(state__in=[GrantState.CONFIRMED, GrantState.DECIDED, *NOT_ASKED_YET])
    rows = decision.grants.filter(alive).select_related("match", "enterprise").order_by("pk")
    grants = list(rows.select_for_update(no_key=True, of=("self",)))
    return sorted(grants, key=lambda grant: (grant.confirmed_at or business_now(), grant.pk))


def _let_silence_speak(decision: Decision) -> None:
    """Where silence agrees, who has one usable account counts as confirmed; who was told often enough lapses."""
    silent = decision.grants.filter(state=GrantState.DECIDED, confirm_until__lte=business_now())
    if silence_agrees(decision.version):
        for grant in silent.select_related("enterprise__party"):
            _agree_by_silence(grant)
    lapsable = list(lapsable_grants().filter(decision=decision).values_list("pk", flat=True))
    if lapsable:
        for grant in decision.grants.filter(pk__in=lapsable, amount__isnull=False).order_by("pk"):
            release_reserved(grant, "lapse")
            grant.instalments.all().delete()
        values = {"ended_reason": lapse_reason(decision.version), "amount": None}
        rows = decision.grants.filter(pk__in=lapsable)
        advance_all(rows, GrantState.LAPSED, about=decision, by=None, expected=len(lapsable), values=values)


def lapse_reason(version: Version) -> EndReason:
    """Why a silent grant ends."""
    return EndReason.NO_ACCOUNT if silence_agrees(version) else EndReason.SILENT


def _agree_by_silence(grant: Grant) -> bool:
    account = usable_accounts(grant.enterprise_id, grant.enterprise.party.name).first()
    if account is None:
        return False
    values = {"account": account, "confirmed_at": business_now()}
    advance(grant, GrantState.CONFIRMED, by=None, values=values, account=account.pk)
    return True


def _end_unfunded(decision: Decision, grant_ids: Sequence[int]) -> None:
    """Whom the money did not reach is withdrawn, so that a later decision may find them again."""
    if grant_ids:
        advance_all(
            decision.grants.filter(pk__in=grant_ids),
            GrantState.WITHDRAWN,
            about=decision,
            by=None,
            expected=len(grant_ids),
            values={"ended_reason": UNFUNDED[shortage_of(decision)]},
        )


def fix_late(grant: Grant) -> Grant:
    """A grant confirmed after its list was fixed has its amount too: the share kept for it, or one found now.

    Where the policy carries over, what the lines of the year do not hold waits for the next. Raises BudgetExhausted
    when nothing can be found for it, PoolUsedUp when the rule's own pool has nothing left.
    """
    if grant.amount is None:
        share = _late_share(grant)
        if share.fen + share.carried <= 0:
            raise BudgetExhausted(asked=f"{grant.entitled.amount:,.2f}", available="0.00")
        reserve_alone(grant, share.fen, share.carried)
    advance(grant, GrantState.FIXED, by=None, amount_fen=to_fen(grant.amount))
    return grant


def _late_share(grant: Grant) -> Share:
    """What the others of its list got for each yuan due, half-up; the whole where nothing had to be shared, or where
    what is missing is carried over. Never more than the rule's own pool has left: raises PoolUsedUp."""
    if shortage_of(grant.decision) is Shortage.CARRY_OVER:
        [share] = shares_of(grant.decision, Plan(grant.decision), [grant], is_late=True)
        return share
    others = grant.decision.grants.filter(amount__isnull=False).aggregate(due=Sum("entitled"), got=Sum("amount"))
    whole = grant.entitled.amount
    due = whole * others["got"] / others["due"] if others["due"] else whole
    return Share(str(grant.pk), _within_pool(grant, to_fen(round_fen(due))))


def _within_pool(grant: Grant, fen: int) -> int:
    """As much of the amount as the rule's own pool has left, its lines held; all of it where there is no pool."""
    plan = Plan(grant.decision)
    if plan.rule is None or plan.rule.pool is None:
        return fen
    for line in sorted(plan.borne([fen])):
        hold_available(line)
    limit, places = left_in_pool(grant.version, plan.rule.pool, grant.decision.run.period)
    if places == 0 or limit == 0:
        raise PoolUsedUp(policy=grant.version.title_zh)
    return fen if limit is None else min(fen, limit)


@due_when(lambda: Exists(_due_decisions()) | Exists(_late_grants()))
def close_due_confirmations() -> int:
    """Every list whose days of confirmation are over is closed, and late silence has its effect; returns how many
    lists and late grants. Part of the tick."""
    lists = _due_decisions().order_by("pk").values_list("pk", flat=True)[:50]
    late = _ending_grants().order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
    closing, ending = (partial(_close_or_say_why, pk) for pk in lists), (partial(_end_or_say_why, pk) for pk in late)
    return each_due(chain(closing, ending))


def _due_decisions() -> QuerySet[Decision]:
    """Lists whose days are over, or on which everybody has agreed already; not those just found to be held up."""
    alive = Grant.objects.filter(decision=OuterRef("pk")).exclude(state__in=DEAD)
    agreed = Q(state=GrantState.CONFIRMED, amount__isnull=False)
    all_agreed = Q(Exists(alive.filter(agreed)) & ~Exists(alive.exclude(agreed)))
    due = Decision.objects.filter(Q(confirm_until__lte=DueNow()) | all_agreed, state=DecisionState.ASKING)
    return due.exclude(was_tried_lately())


def _late_grants() -> QuerySet[Grant]:
    """Grants whose days ended after those of their list; not those just found to be held up."""
    late = Grant.objects.filter(state=GrantState.DECIDED, confirm_until__lte=DueNow())
    return late.exclude(decision__state=DecisionState.ASKING).exclude(was_tried_lately(Grant))


def _ending_grants() -> QuerySet[Grant]:
    """Those of the late grants whose silence has its effect now: who is still to be contacted keeps nobody waiting."""
    account = usable_accounts(OuterRef("enterprise"), OuterRef("enterprise__party__name"))
    agrees = Q(version__order=Order.NO_CONFIRMATION) | Q(version__lapse_rule=LapseRule.PROCEED)
    return _late_grants().filter(agrees & Q(Exists(account)) | Q(pk__in=lapsable_grants().values("pk")))


def _close_or_say_why(decision_id: int) -> bool:
    """Close the list; what people must mend first is shown to them, and it is tried again a day later."""
    try:
        return _close_if_asking(decision_id)
    except HOLD_UPS as refusal:
        note_hold_up(decision_id, refusal)
        return False


def _end_or_say_why(grant_id: int) -> bool:
    """Late silence has its effect; what people must mend first is shown to them, and it is tried again a day later."""
    try:
        return _end_if_silent(grant_id)
    except HOLD_UPS as refusal:
        note_late_hold_up(grant_id, refusal)
        return False


@atomic
def _close_if_asking(decision_id: int) -> bool:
    if locked(Decision, decision_id).state != DecisionState.ASKING:
        return False
    close_confirmations(decision_id=decision_id)
    return True


def _fix_or_end(grant: Grant) -> None:
    """What nobody answered for has its amount, or ends when the money is gone: a later decision may find it again."""
    try:
        with atomic():
            fix_late(grant)
    except (BudgetExhausted, PoolUsedUp):
        values = {"ended_reason": UNFUNDED[shortage_of(grant.decision)]}
        advance(grant, GrantState.WITHDRAWN, by=None, values=values)


@atomic
def _end_if_silent(grant_id: int) -> bool:
    grant = locked(Grant, grant_id)
    if grant.state != GrantState.DECIDED:
        return False
    if silence_agrees(grant.version) and _agree_by_silence(grant):
        _fix_or_end(grant)
        return True
    if not lapsable_grants().filter(pk=grant.pk).exists():
        return False
    release_reserved(grant, "lapse")
    grant.instalments.all().delete()
    advance(grant, GrantState.LAPSED, by=None, values={"ended_reason": lapse_reason(grant.version), "amount": None})
    return True
