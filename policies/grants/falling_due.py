"""Later instalments fall due with their fiscal year: the condition is looked at then, and a person decides in doubt."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import chain, islice
from typing import Any, TypeVar

from django.db.models import Exists, QuerySet, Sum
from django.db.transaction import atomic

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.dues import DueToday, due_when, each_due
from cms.kernel.errors import WrongState
from cms.kernel.money import to_fen
from cms.kernel.people.models import User
from cms.kernel.states import advance, advance_all, locked
from policies.budgets.models import Account
from policies.budgets.services import hold_available, post
from policies.budgets.states import AccountKind, TransferKind
from policies.catalogue.queries import rule_of
from policies.grants.errors import BudgetLineMissing, InstalmentNotMet, ReasonMissing
from policies.grants.instalments import Instalment
from policies.grants.models import Decision, Grant
from policies.grants.planning import Plan, move_of
from policies.grants.states import GrantState, InstalmentState
from policies.matching.explaining import facts_seen_in
from policies.registry.kinds import vocabulary
from policies.registry.known import facts_of_many, registers
from policies.rules.payments import instalment_holds
from policies.rules.periods import parse_period
from policies.rules.syntax import Rule
from policies.rules.verdicts import Trace, Truth

Part = TypeVar("Part", bound=Instalment)
AT_ONCE = 200  # decisions or conditions looked at in one tick: each of them moves
IN_ORDER = ("grant__confirmed_at", "grant_id", "number", "pk")  # who confirmed first is funded first
READ_TOGETHER = 1000  # enterprises whose facts are held in memory at once


@due_when(lambda: Exists(_to_call()))
def call_due_instalments() -> int:
    """Every instalment of a ready grant whose day has come is due, or waits for its department; returns how many.

    Part of the tick.
    """
    due = _to_call()
    plain = due.filter(clause=None).order_by("grant__decision").values_list("grant__decision", flat=True).distinct()
    conditional = due.exclude(clause=None).order_by("pk").values_list("pk", flat=True)
    whole = (partial(_call_plain, decision_id) for decision_id in plain[:AT_ONCE])
    return each_due(chain(whole, (partial(_call, instalment_id) for instalment_id in conditional[:AT_ONCE])))


def _to_call() -> "QuerySet[Instalment]":
    return Instalment.objects.filter(
        state=InstalmentState.PLANNED, due_on__lte=DueToday(), grant__state=GrantState.READY
    )


@atomic
def _call_plain(decision_id: int) -> int:
    decision = locked(Decision, decision_id)
    rows = _to_call().filter(grant__decision=decision, clause=None)
    _hold_grants(rows)
    ids = list(rows.order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True))
    if ids:
        found = Instalment.objects.filter(pk__in=ids)
        event = "decision.instalments_due"
        advance_all(found, InstalmentState.DUE, about=decision, by=None, expected=len(ids), event=event)
    return len(ids)


@atomic
def _call(instalment_id: int) -> bool:
    instalment = _held(instalment_id)
    if instalment.state != InstalmentState.PLANNED:
        return False
    trace = condition_now(instalment)
    to = InstalmentState.DUE if trace.truth is Truth.TRUE else InstalmentState.DOUBTFUL
    advance(instalment, to, by=None, values=as_checked(trace), outcome=trace.truth.value)
    return True


def as_checked(trace: Trace, at: datetime | None = None) -> dict[str, Any]:
    """The columns of an instalment whose condition was looked at, just now or `at` a moment: what it came to, and on
    which facts."""
    return {"outcome": trace.truth.value, "checked_at": at or business_now(), "facts": facts_seen_in(trace)}


def condition_now(instalment: Instalment) -> Trace:
    """What the condition of the instalment comes to on the facts of this moment, with its reasons."""
    [(_instalment, trace)] = conditions_now([instalment])
    return trace


def conditions_now(instalments: Iterable[Part]) -> Iterator[tuple[Part, Trace]]:
    """Each instalment with what its condition comes to.

    The facts of a thousand are read together, and a version's rule once: a large batch is judged by few questions.
    """
    words, shared, today = vocabulary(), registers(), business_today()
    rules: dict[int, Rule] = {}
    for part in _parts(instalments, READ_TOGETHER):
        facts = facts_of_many(sorted({one.grant.enterprise_id for one in part}), shared=shared)
        for one in part:
            version, period = one.grant.version, one.grant.decision.run.period
            if version.pk not in rules:
                rules[version.pk] = rule_of(version)
            when = rules[version.pk].instalments[one.clause or 0].when
            assert when is not None  # an instalment with a clause has a condition
            assessed = parse_period(period) if period else None
            known = facts[one.grant.enterprise_id]
            yield one, instalment_holds(when, known, decided_on=today, assessed=assessed, vocabulary=words)


def _parts(instalments: Iterable[Part], size: int) -> Iterator[list[Part]]:
    """So many at a time."""
    left = iter(instalments)
    while part := list(islice(left, size)):
        yield part


def facts_now(instalment: Instalment) -> list[dict[str, object]]:
    """The facts on which the condition of the instalment rests now, with source and day."""
    return facts_seen_in(condition_now(instalment))


@atomic
def confirm_instalment(*, instalment_id: int, by: User, reason: str) -> Instalment:
    """The department has looked into an instalment in doubt and lets it be paid, for a reason.

    The condition is looked at again: one that certainly does not hold is refused. Raises NotAllowed, ReasonMissing,
    InstalmentNotMet, WrongState when it is not in doubt: nobody calls it before its day.
    """
    instalment = _held(instalment_id)
    require(by, Act.DECIDE_GRANT, instalment.grant.policy.lead_department)
    if not reason.strip():
        raise ReasonMissing
    if instalment.state != InstalmentState.DOUBTFUL:
        raise WrongState(noun=instalment._meta.verbose_name, state=instalment.state_label)
    checked = as_checked(condition_now(instalment)) if instalment.clause is not None else {"outcome": Truth.TRUE.value}
    if checked["outcome"] == Truth.FALSE.value:
        raise InstalmentNotMet
    values = checked | {"checked_at": business_now(), "reason": reason.strip()[:300], "decided_by": by}
    told = {"reason": reason.strip()[:300], "outcome": checked["outcome"]}
    advance(instalment, InstalmentState.DUE, by=by, values=values, **told)
    return instalment


@atomic
def stop_instalment(*, instalment_id: int, by: User, reason: str) -> Instalment:
    """The instalment will not be paid, for a reason; what was reserved for it is available again.

    Raises NotAllowed, ReasonMissing, WrongState when it is due or stopped already.
    """
    instalment = _held(instalment_id)
    require(by, Act.DECIDE_GRANT, instalment.grant.policy.lead_department)
    if not reason.strip():
        raise ReasonMissing
    values = {"reason": reason.strip()[:300], "decided_by": by}
    advance(instalment, InstalmentState.STOPPED, by=by, values=values, reason=reason.strip()[:300])
    post(move_of(TransferKind.RELEASE, instalment, "stop"))
    return instalment


@due_when(lambda: Exists(_to_fund()))
def fund_carried_instalments() -> int:
    """What was carried over is reserved as far as the lines of its year suffice, first come first; returns how many.

    Part of the tick.
    """
    return each_due(partial(_fund, decision_id) for decision_id in _within_reach())


def _within_reach() -> list[int]:
    """The lists whose next carried instalment is no larger than what the lines of its code and year hold together.

    The others can only wait, for years perhaps: they are not held to see it, and keep no later ones from being tried.
    """
    line = "grant__decision__budget_line__code"
    rows = _to_fund().order_by("grant__decision", *IN_ORDER).distinct("grant__decision")
    following = list(rows.values_list("grant__decision", line, "fiscal_year", "amount"))
    codes = {code for _pk, code, *_rest in following}
    accounts = Account.objects.filter(kind=AccountKind.AVAILABLE, line__code__in=codes)
    sums = accounts.order_by().values_list("line__code", "line__fiscal_year").annotate(fen=Sum("balance_fen"))
    held = {(code, year): fen for code, year, fen in sums}
    return [pk for pk, code, year, amount in following if to_fen(amount) <= held.get((code, year), 0)]


def _to_fund() -> "QuerySet[Instalment]":
    return Instalment.objects.filter(state=InstalmentState.CARRIED, due_on__lte=DueToday())


@atomic
def _fund(decision_id: int) -> int:
    decision = locked(Decision, decision_id)
    plan, count = Plan(decision), 0
    rows = _to_fund().filter(grant__decision=decision)
    _hold_grants(rows)
    rows = rows.order_by(*IN_ORDER)
    for instalment in rows.select_for_update(no_key=True, of=("self",)):
        if not _fund_one(plan, instalment):
            break
        count += 1
    return count


def _fund_one(plan: Plan, instalment: Instalment) -> bool:
    """Reserve it when every line of its year has enough; who came first is never overtaken."""
    fen = to_fen(instalment.amount)
    try:
        sources = plan.sources(fen, instalment.fiscal_year)
    except BudgetLineMissing:
        return False
    if any(hold_available(line) < share for line, share in sorted(sources)):
        return False
    advance(instalment, InstalmentState.PLANNED, by=None, values={"sources": sources}, sources=sources)
    post(move_of(TransferKind.RESERVE, instalment, "reserve"))
    return True


def _hold_grants(rows: "QuerySet[Instalment]") -> None:
    """The grants of the instalments are held before these: a grant that ends takes its instalments with it."""
    grants = Grant.objects.filter(pk__in=rows.values("grant")).order_by("pk")
    list(grants.select_for_update(no_key=True).values_list("pk"))


def _held(instalment_id: int) -> Instalment:
    """The instalment and its grant, held till commit, the grant first."""
    grant_id = Instalment.objects.filter(pk=instalment_id).values_list("grant_id", flat=True).first() or 0
    locked(Grant, grant_id)
    return locked(Instalment, instalment_id, "grant__version", "grant__policy", "grant__enterprise", "grant__decision")
