"""Showing names and amounts for the legal days, and letting the uncontested grants go on."""

from collections.abc import Iterable, Sequence
from functools import partial

from django.db.models import Exists, QuerySet
from django.db.transaction import atomic
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit, last_day, until
from cms.kernel.clock import business_now
from cms.kernel.dues import DueNow, due_when, each_due
from cms.kernel.people.models import User
from cms.kernel.states import advance, advance_all, locked
from cms.kernel.trail import record
from policies.catalogue.states import Order
from policies.grants.closing import confirmation_ends, minute
from policies.grants.models import Decision, Grant
from policies.grants.services import asking
from policies.grants.states import DecisionState, GrantState
from policies.notices.errors import NoticeStillOpen
from policies.notices.models import Notice, NoticeLine
from policies.notices.queries import last_shown
from policies.notices.states import NoticeReason, NoticeState

WAITING = (GrantState.FIXED, GrantState.TO_NOTICE)


@atomic
def publish_notice(*, decision_id: int, by: User | None) -> Notice | None:
    """Names and amounts of a decision are public from today for the days the policy says, day one counted.

    Grants that an earlier notice showed with the very amount need no second one and are ready; None when that holds
    for all, or when every grant of a list that was to be shown first was taken back. `by` is None when the house
    publishes by itself. Raises NotAllowed, WrongState.
    """
    decision = locked(Decision, decision_id)
    if by is not None:
        require(by, Act.PUBLISH_NOTICE, decision.version.policy.lead_department)
    waiting = decision.grants.filter(state__in=WAITING).select_related("enterprise__party").order_by("pk")
    changed = _let_the_unchanged_go(decision, list(waiting.select_for_update(no_key=True, of=("self",))), by=by)
    if not changed and decision.state == DecisionState.FIXED:
        advance(decision, DecisionState.FINISHED, by=by)
        return None
    if not changed and decision.state == DecisionState.DRAWN_UP:
        advance(decision, DecisionState.EMPTY, by=by)
        return None
    advance(decision, DecisionState.NOTICED, by=by)
    return show(decision, changed, by=by, reason=NoticeReason.SHARED if decision.notices.exists() else "")


@atomic
def publish_late_notice(*, grant_id: int, reason: str = "") -> Notice | None:
    """A grant that was fixed by itself is shown by itself, or ready when its amount was shown before."""
    decision_id = Grant.objects.filter(pk=grant_id).values_list("decision_id", flat=True).first() or 0
    decision, grant = locked(Decision, decision_id), locked(Grant, grant_id)
    if grant.state != GrantState.FIXED:
        return None
    changed = _let_the_unchanged_go(decision, [grant], by=None)
    return show(decision, changed, by=None, reason=reason or NoticeReason.LATE, is_whole=False) if changed else None


def shown_amount(grant: Grant) -> Money:
    """What a notice says of the grant: its final amount, or what is due as long as that is not fixed."""
    amount: Money = grant.entitled if grant.amount is None else grant.amount
    return amount


def _let_the_unchanged_go(decision: Decision, grants: Sequence[Grant], *, by: User | None) -> list[Grant]:
    """The grants that have to be shown; those shown before with their final amount are ready now."""
    shown = last_shown([grant.pk for grant in grants])
    unchanged = [g for g in grants if g.state == GrantState.FIXED and shown.get(g.pk) == g.amount]
    if unchanged:
        rows = Grant.objects.filter(pk__in=[grant.pk for grant in unchanged])
        event = "decision.grants_ready"
        advance_all(rows, GrantState.READY, about=decision, by=by, expected=len(unchanged), event=event)
    return [grant for grant in grants if grant not in unchanged]


def show(
    decision: Decision, grants: Sequence[Grant], *, by: User | None, reason: str = "", is_whole: bool = True
) -> Notice:
    """The decision's next notice shows the grants from today; each waits for its end."""
    version, opens_on = decision.version, business_now().date()
    last = last_day(opens_on, version.notice_days, DayUnit(version.notice_unit))
    notice = Notice.objects.create(
        decision=decision,
        number=decision.notices.count() + 1,
        is_whole=is_whole,
        reason=reason,
        opens_on=opens_on,
        last_day=last,
        closes_at=until(last),
    )
    NoticeLine.objects.bulk_create(_lines(notice, grants))
    advance_all(
        Grant.objects.filter(pk__in=[grant.pk for grant in grants]),
        GrantState.NOTICED,
        about=notice,
        by=by,
        expected=len(grants),
    )
    record("notice.published", about=notice, by=by, decision=decision.pk, lines=len(grants), last_day=last.isoformat())
    return notice


def _lines(notice: Notice, grants: Sequence[Grant]) -> Iterable[NoticeLine]:
    before = last_shown([grant.pk for grant in grants])
    for grant in grants:
        former = before.get(grant.pk)
        name = grant.enterprise.party.name
        yield NoticeLine(notice=notice, grant=grant, name=name, amount=shown_amount(grant), former_amount=former)


def closing_moment(notice: Notice) -> str:
    """The end of the notice as refusals name it."""
    return minute(notice.closes_at)


@atomic
def close_notice(*, notice_id: int) -> Notice:
    """The days of the notice are over: every uncontested grant is ready to be paid, or its enterprise is asked now.

    Raises NoticeStillOpen before its end, WrongState when it was done already.
    """
    notice = locked(Notice, notice_id)
    decision = locked(Decision, notice.decision_id)
    if business_now() < notice.closes_at:
        raise NoticeStillOpen(closes_at=closing_moment(notice))
    later = NoticeLine.objects.filter(notice__decision=decision, notice_id__gt=notice.pk)
    mine = Grant.objects.filter(notice_lines__notice=notice, state=GrantState.NOTICED)
    mine = mine.exclude(pk__in=later.values("grant"))
    shown = list(mine.order_by("pk"))
    _let_go(notice, [grant.pk for grant in shown if grant.is_confirmed_and_fixed], GrantState.READY)
    _let_go(notice, [grant.pk for grant in shown if not grant.is_confirmed_and_fixed], GrantState.DECIDED)
    if notice.is_whole:
        _move_on(decision)
    advance(notice, NoticeState.CLOSED, by=None, let_go=len(shown))
    return notice


def _let_go(notice: Notice, grant_ids: Sequence[int], to: GrantState) -> None:
    if grant_ids:
        values = asking(notice.decision.version) if to == GrantState.DECIDED else {}
        rows = Grant.objects.filter(pk__in=grant_ids)
        advance_all(rows, to, about=notice, by=None, expected=len(grant_ids), values=values)


def _move_on(decision: Decision) -> None:
    """After its whole notice the decision asks the enterprises, where that comes second, or is finished."""
    if decision.version.order == Order.NOTICE_FIRST and decision.fixed_amount is None:
        ends = confirmation_ends(decision.version, business_now())
        advance(decision, DecisionState.ASKING, by=None, values={"confirm_until": ends})
    else:
        advance(decision, DecisionState.FINISHED, by=None)


@due_when(lambda: Exists(_due_notices()))
def close_due_notices() -> int:
    """Every notice whose days are over is closed; returns how many. Part of the tick."""
    due = _due_notices().order_by("pk").values_list("pk", flat=True)
    return each_due(partial(_close_if_open, notice_id) for notice_id in due[:50])


def _due_notices() -> QuerySet[Notice]:
    return Notice.objects.filter(state=NoticeState.OPEN, closes_at__lte=DueNow())


@atomic
def _close_if_open(notice_id: int) -> bool:
    if locked(Notice, notice_id).state != NoticeState.OPEN:
        return False
    close_notice(notice_id=notice_id)
    return True
