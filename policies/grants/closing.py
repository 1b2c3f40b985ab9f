"""The days of confirmation end: silence has its effect, amounts become final and are reserved on the budget line.

Who is not through yet (contested, shown again, or silent and not contacted often enough) keeps its share reserved and
follows one by one; nobody else waits for it.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.transaction import atomic
from django.utils.timezone import localtime

from cms.kernel.calendar import DayUnit, last_day, until
from cms.kernel.clock import business_now
from cms.kernel.dues import DueNow, due_when
from cms.kernel.money import from_fen, round_fen, split, to_fen
from cms.kernel.states import advance, advance_all, locked
from policies.budgets.queries import transfers_about
from policies.budgets.services import Posting, hold_available, post
from policies.budgets.states import TransferKind
from policies.catalogue.models import Version
from policies.catalogue.states import Order, ShortageRule
from policies.grants.errors import ConfirmationsOpen
from policies.grants.models import Decision, Grant
from policies.grants.queries import lapsable_grants, silence_agrees, usable_accounts
from policies.grants.states import DEAD, NOT_ASKED_YET, DecisionState, GrantState


def confirmation_ends(version: Version, asked_at: datetime) -> datetime:
    """Until when an enterprise asked at a moment may confirm; that very moment where nobody is asked."""
    if version.order == Order.NO_CONFIRMATION:
        return asked_at
    unit = DayUnit(version.confirm_unit)
    return until(last_day(localtime(asked_at).date(), version.confirm_days, unit, day_one_counts=False))


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
    grants = _sharers(decision)
    shares = _shares(decision, grants)
    confirmed = [pair for pair in shares if pair[0].state == GrantState.CONFIRMED]
    _end_unfunded(decision, [grant.pk for grant, fen in confirmed if fen == 0])
    funded = [(grant, fen) for grant, fen in shares if fen > 0]
    if not funded:
        advance(decision, DecisionState.EMPTY, by=None)
        return decision
    reserve_amounts([pair for pair in funded if pair[0].amount is None])
    fixed = [grant.pk for grant, _fen in funded if grant.state == GrantState.CONFIRMED]
    if fixed:
        rows = decision.grants.filter(pk__in=fixed)
        advance_all(rows, GrantState.FIXED, about=decision, by=None, expected=len(fixed))
    total = sum(fen for _grant, fen in funded)
    advance(decision, DecisionState.FIXED, by=None, values={"fixed_amount": from_fen(total)}, amount_fen=total)
    return decision


def _all_is_agreed(decision: Decision) -> bool:
    alive = decision.grants.exclude(state__in=DEAD)
    return alive.exists() and not alive.exclude(state=GrantState.CONFIRMED, amount__isnull=False).exists()


def _shares(decision: Decision, grants: Sequence[Grant]) -> list[tuple[Grant, int]]:
    """Each grant with its fen: what was reserved for it when it was decided, else its share of what there is."""
    waiting = [grant for grant in grants if grant.amount is None]
    found = _amounts(decision, [to_fen(grant.entitled) for grant in waiting]) if waiting else []
    given = {grant.pk: fen for grant, fen in zip(waiting, found, strict=True)}
    return [(grant, given[grant.pk] if grant.amount is None else to_fen(grant.amount)) for grant in grants]


def _sharers(decision: Decision) -> list[Grant]:
    """Everybody who may still be paid, first confirmed first; who has not confirmed yet comes last."""
    alive = Q(state__in=[GrantState.CONFIRMED, GrantState.DECIDED, *NOT_ASKED_YET])
    grants = list(decision.grants.filter(alive).select_for_update(no_key=True).order_by("pk"))
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
        values = {"ended_reason": lapse_reason(decision.version), "amount": None}
        rows = decision.grants.filter(pk__in=lapsable)
        advance_all(rows, GrantState.LAPSED, about=decision, by=None, expected=len(lapsable), values=values)


def lapse_reason(version: Version) -> str:
    """Why a silent grant ends."""
    return "没有已核实的收款账户" if silence_agrees(version) else "逾期未确认"


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
    """The ledger key under which a grant's amount is first reserved."""
    return f"grant:{grant.pk}:reserve"


def reserve_amounts(funded: Sequence[tuple[Grant, int]]) -> None:
    """Each grant's amount is its fen, set aside on its line. Raises BudgetExhausted, and none is."""
    for grant, fen in funded:
        grant.amount = from_fen(fen)
    Grant.objects.bulk_update([grant for grant, _fen in funded], ["amount"], batch_size=1000)
    post([move_reserved(TransferKind.RESERVE, grant, fen, reservation_key(grant)) for grant, fen in funded])


def move_reserved(kind: TransferKind, grant: Grant, fen: int, key: str) -> Posting:
    """A posting on the grant's own line and account."""
    return Posting(kind, grant.budget_line_id, fen, key, f"grant:{grant.pk}")


def release_reserved(grant: Grant, why: str) -> None:
    """What is reserved for the grant is available again; nothing for a grant without an amount."""
    if grant.amount is not None:
        post([move_reserved(TransferKind.RELEASE, grant, to_fen(grant.amount), next_key(grant, why))])


def next_key(grant: Grant, why: str) -> str:
    """A ledger key that no earlier posting about the grant bears; the caller holds the grant's row."""
    return f"grant:{grant.pk}:{why}:{transfers_about(f'grant:{grant.pk}').count()}"


def fix_late(grant: Grant) -> Grant:
    """A grant confirmed after its list was fixed has its amount too: the share kept for it, or one found now.

    Raises BudgetExhausted when the line does not hold it any more.
    """
    if grant.amount is None:
        fen = _late_share(grant)
        post([move_reserved(TransferKind.RESERVE, grant, fen, next_key(grant, "reserve"))])
        Grant.objects.filter(pk=grant.pk).update(amount=from_fen(fen))
        grant.refresh_from_db()
    advance(grant, GrantState.FIXED, by=None, amount_fen=to_fen(grant.amount))
    return grant


def _late_share(grant: Grant) -> int:
    """What the others of its list got for each yuan due, half-up; the whole where nothing had to be shared."""
    others = grant.decision.grants.filter(amount__isnull=False).aggregate(due=Sum("entitled"), got=Sum("amount"))
    if not others["due"]:
        return to_fen(grant.entitled)
    return to_fen(round_fen(grant.entitled.amount * others["got"] / others["due"]))


@due_when(lambda: Exists(_due_decisions()) | Exists(_late_grants()))
def close_due_confirmations() -> int:
    """Every list whose days of confirmation are over is closed, and late silence has its effect; returns how many
    lists and late grants. Part of the tick."""
    ids = list(_due_decisions().order_by("pk").values_list("pk", flat=True)[:50])
    closed = sum(_close_if_asking(decision_id) for decision_id in ids)
    late = list(_late_grants().order_by("pk").values_list("pk", flat=True)[:200])
    return closed + sum(_end_if_silent(grant_id) for grant_id in late)


def _due_decisions() -> QuerySet[Decision]:
    """Lists whose days are over, or on which everybody has agreed already."""
    alive = Grant.objects.filter(decision=OuterRef("pk")).exclude(state__in=DEAD)
    agreed = Q(state=GrantState.CONFIRMED, amount__isnull=False)
    all_agreed = Q(Exists(alive.filter(agreed)) & ~Exists(alive.exclude(agreed)))
    return Decision.objects.filter(Q(confirm_until__lte=DueNow()) | all_agreed, state=DecisionState.ASKING)


def _late_grants() -> QuerySet[Grant]:
    late = Grant.objects.filter(state=GrantState.DECIDED, confirm_until__lte=DueNow())
    return late.exclude(decision__state=DecisionState.ASKING)


@atomic
def _close_if_asking(decision_id: int) -> bool:
    if locked(Decision, decision_id).state != DecisionState.ASKING:
        return False
    close_confirmations(decision_id=decision_id)
    return True


@atomic
def _end_if_silent(grant_id: int) -> bool:
    grant = locked(Grant, grant_id)
    if grant.state != GrantState.DECIDED:
        return False
    if silence_agrees(grant.version) and _agree_by_silence(grant):
        fix_late(grant)
        return True
    if not lapsable_grants().filter(pk=grant.pk).exists():
        return False
    release_reserved(grant, "lapse")
    advance(grant, GrantState.LAPSED, by=None, values={"ended_reason": lapse_reason(grant.version), "amount": None})
    return True
