"""The panel of a scored need: experts seated and declared, scoring alone, agreeing, signing or dissenting.

An expert sees no offer before declaring that there is nothing to step aside for, and no other expert's points before
all have handed in theirs. Offers are shown by a number only, in the order of the bidders' pseudonyms: neither name
nor price is on the page, and the number is on no other page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import partial

from django.db.models import Exists, QuerySet
from django.db.transaction import atomic
from django.utils.timezone import localtime

from cms.kernel.access import Act, memberships, require
from cms.kernel.calendar import DayUnit, last_day, until
from cms.kernel.clock import business_now, business_today
from cms.kernel.display import comma_text
from cms.kernel.dues import DueNow, due_when, each_due
from cms.kernel.models import User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.bidding.models import OpenedBid
from marketplace.needs.particulars import Particulars
from marketplace.selection.errors import (
    AlreadySigned,
    BadPanelSize,
    BadPoints,
    ExpertMustRecuse,
    MustBeDrawn,
    NotAnExpert,
    NotTheChair,
    ReasonMissing,
    ScoredAlready,
    WrongStage,
)
from marketplace.selection.models import AgreedScore, Panel, ScoreSheet, Seat
from marketplace.selection.panel_queries import register_can_fill, ties_to
from marketplace.selection.panel_rules import SMALLEST_PANEL, signature_rule
from marketplace.selection.queries import current_evaluation
from marketplace.selection.states import PanelState, SeatState

STEP = Decimal("0.5")

Points = Mapping[int, Mapping[str, Decimal]]
"""By opened bid, the points of each criterion."""


@dataclass(frozen=True, slots=True)
class NumberedOffer:
    """An offer as the panel knows it: a number and a proposal."""

    number: int
    bid: OpenedBid


def offers_to_score(panel: Panel) -> list[NumberedOffer]:
    """The offers that the need's evaluation put before the panel, numbered in the order of their pseudonyms."""
    evaluation = current_evaluation(panel.need)
    asked = evaluation.result["asks"] if evaluation is not None else []
    if panel.state == PanelState.SETTLED:
        bids = OpenedBid.objects.filter(pk__in=panel.agreed.values("bid"))
    else:
        bids = OpenedBid.objects.filter(need=panel.need, party__uscc__in=asked)
    ordered = bids.select_related("bid", "party").order_by("bid__pseudonym")
    return [NumberedOffer(number, bid) for number, bid in enumerate(ordered, start=1)]


@atomic
def seat_expert(*, panel_id: int, expert: User, by: User) -> Seat:
    """The expert is asked to serve, by name: only where the register cannot fill the panel.

    Raises NotAllowed, WrongStage, MustBeDrawn, NotAnExpert, ExpertMustRecuse.
    """
    require(by, Act.SUPERVISE_MARKET)
    panel = _panel(panel_id, PanelState.SEATING)
    if register_can_fill(panel):
        raise MustBeDrawn
    if not memberships(expert, Act.SCORE_OFFERS).exists():
        raise NotAnExpert(name=expert.name)
    if expert.pk == by.pk or (tied := ties_to(expert, panel.need)):
        raise ExpertMustRecuse(name=expert.name, parties=comma_text().join(tied) if expert.pk != by.pk else by.name)
    seat, is_new = Seat.objects.get_or_create(panel=panel, expert=expert)
    if is_new:
        record("seat.seated", about=seat, by=by, need=panel.need_id)
    return seat


@atomic
def declare(*, seat_id: int, by: User, must_recuse: bool, reason: str = "") -> Seat:
    """The expert declares before seeing any offer: nothing to step aside for, or steps aside for a reason.

    A tie that the register knows is a recusal whatever is declared. Raises NotAllowed, WrongStage, WrongState,
    ReasonMissing.
    """
    seat = _own_seat(seat_id, by, PanelState.SEATING)
    tied = ties_to(by, seat.panel.need)
    why = reason.strip() or comma_text().join(tied)
    if must_recuse and not why:
        raise ReasonMissing
    to = SeatState.RECUSED if must_recuse or tied else SeatState.DECLARED
    advance(seat, to, by=by, values={"reason": why[:300]})
    return seat


@atomic
def start_scoring(*, panel_id: int, by: User) -> Panel:
    """The panel is complete: an odd number, at least three, all declared.

    Raises NotAllowed, WrongStage, BadPanelSize.
    """
    require(by, Act.SUPERVISE_MARKET)
    panel = _panel(panel_id, PanelState.SEATING)
    count = panel.seats.filter(state=SeatState.DECLARED).count()
    if count < SMALLEST_PANEL or count % 2 == 0 or panel.seats.filter(state=SeatState.SEATED).exists():
        raise BadPanelSize(least=SMALLEST_PANEL)
    advance(panel, PanelState.SCORING, by=by, need=panel.need_id, seats=count)
    return panel


@atomic
def hand_in_scores(*, seat_id: int, by: User, points: Points, remarks: Mapping[int, str] | None = None) -> Seat:
    """The expert's points for every offer are in and stay; when the last expert's are, the panel may confer.

    Raises NotAllowed, WrongStage, ScoredAlready, BadPoints.
    """
    seat = _own_seat(seat_id, by, PanelState.SCORING)
    panel = seat.panel
    if seat.sheets.exists():
        raise ScoredAlready
    _check_points(panel, points)
    ScoreSheet.objects.bulk_create(
        ScoreSheet(
            seat=seat,
            bid_id=bid,
            points={criterion: str(given) for criterion, given in line.items()},
            remark=(remarks or {}).get(bid, "").strip()[:500],
            scored_at=business_now(),
        )
        for bid, line in points.items()
    )
    record("seat.scored", about=seat, by=by, need=panel.need_id)
    if not panel.seats.filter(state=SeatState.DECLARED, sheets=None).exists():
        advance(panel, PanelState.CONSENSUS, by=None, need=panel.need_id)
    return seat


@atomic
def agree_scores(*, panel_id: int, by: User, points: Points, minutes: str) -> Panel:
    """What the panel agreed on lies before its members to be signed. Only the chair records it.

    Raises NotAllowed, WrongStage, NotTheChair, ReasonMissing, BadPoints.
    """
    panel = _panel(panel_id, PanelState.CONSENSUS)
    if chair_of(panel).expert_id != by.pk:
        raise NotTheChair
    if not minutes.strip():
        raise ReasonMissing
    _check_points(panel, points)
    panel.agreed.all().delete()
    AgreedScore.objects.bulk_create(
        AgreedScore(panel=panel, bid_id=bid, points={criterion: str(given) for criterion, given in line.items()})
        for bid, line in points.items()
    )
    told = {str(bid): {criterion: str(given) for criterion, given in line.items()} for bid, line in points.items()}
    values = {"minutes": minutes.strip()[:2000], "sign_until": _sign_until()}
    advance(panel, PanelState.SIGNING, by=by, values=values, need=panel.need_id, points=told)
    return panel


def _sign_until() -> datetime:
    """The moment after which silence counts as agreement."""
    today = business_today()
    return until(last_day(today, signature_rule(today).days, DayUnit.WORKING, day_one_counts=False))


@atomic
def sign_scores(*, seat_id: int, by: User, dissent: str = "") -> Panel:
    """The expert signs, with a dissent in writing if there is one; the last signature settles the scores.

    Where more than half dissent the panel confers again and nobody has signed. Raises NotAllowed, WrongStage,
    AlreadySigned.
    """
    seat = _own_seat(seat_id, by, PanelState.SIGNING)
    if seat.signed_at is not None:
        raise AlreadySigned
    seat.signed_at, seat.dissent = business_now(), dissent.strip()[:1000]
    seat.save(update_fields=["signed_at", "dissent"])
    record("seat.signed", about=seat, by=by, need=seat.panel.need_id, dissents=bool(seat.dissent))
    return _settle(seat.panel)


@due_when(lambda: Exists(_silent_panels()))
def deem_silent_experts() -> int:
    """Experts who let the time for signing pass have agreed, as the law deems; returns how many. Part of every tick.

    The panels of those whose last signature this was are settled.
    """
    return each_due(partial(_deem, pk) for pk in _silent_panels().order_by("pk").values_list("pk", flat=True))


def _silent_panels() -> "QuerySet[Panel]":
    return Panel.objects.filter(state=PanelState.SIGNING, sign_until__lte=DueNow())


@atomic
def _deem(panel_id: int) -> int:
    panel = locked(Panel, panel_id)
    if panel.state != PanelState.SIGNING or panel.sign_until is None or business_now() < panel.sign_until:
        return 0
    silent = list(panel.seats.filter(state=SeatState.DECLARED, signed_at=None).order_by("pk"))
    basis = signature_rule(localtime(panel.sign_until).date()).basis
    for seat in silent:
        seat.signed_at, seat.is_deemed = panel.sign_until, True
        seat.save(update_fields=["signed_at", "is_deemed"])
        record("seat.deemed_signed", about=seat, by=None, need=panel.need_id, basis=basis)
    _settle(panel)
    return len(silent)


def _settle(panel: Panel) -> Panel:
    """Once everybody has signed the panel is settled; where more than half dissent it confers again."""
    seats = list(panel.seats.filter(state=SeatState.DECLARED))
    if any(one.signed_at is None for one in seats):
        return panel
    if 2 * sum(bool(one.dissent) for one in seats) > len(seats):
        panel.seats.update(signed_at=None, dissent="", is_deemed=False)
        advance(panel, PanelState.CONSENSUS, by=None, event="panel.disagreed", need=panel.need_id)
    else:
        advance(panel, PanelState.SETTLED, by=None, need=panel.need_id)
    return panel


def chair_of(panel: Panel) -> Seat:
    """The expert who declared and was seated first leads the panel."""
    return panel.seats.filter(state=SeatState.DECLARED).select_related("expert").earliest("pk")


def _panel(panel_id: int, stage: str) -> Panel:
    panel = locked(Panel, panel_id)
    if panel.state != stage:
        raise WrongStage(state=panel.state_label)
    return panel


def _own_seat(seat_id: int, by: User, stage: str) -> Seat:
    """The expert's own seat in a panel at that stage, both held till commit; the panel first, as whoever settles it."""
    panel_id = Seat.objects.filter(pk=seat_id).values_list("panel_id", flat=True).first() or 0
    panel, seat = locked(Panel, panel_id), locked(Seat, seat_id)
    require(by, Act.SCORE_OFFERS)
    if seat.expert_id != by.pk or seat.state == SeatState.RECUSED:
        raise WrongStage(state=seat.state_label)
    if panel.state != stage:
        raise WrongStage(state=panel.state_label)
    seat.panel = panel
    return seat


def _check_points(panel: Panel, points: Points) -> None:
    """Every offer has points for every criterion, within them, in halves. Raises BadPoints."""
    criteria = Particulars.read(panel.need.particulars).criteria
    most = {str(place): criterion.points for place, criterion in enumerate(criteria)}
    if set(points) != {offer.bid.pk for offer in offers_to_score(panel)}:
        raise BadPoints
    for line in points.values():
        if set(line) != set(most):
            raise BadPoints
        for criterion, given in line.items():
            if not _is_proper(given, most[criterion]):
                raise BadPoints


def _is_proper(given: Decimal, most: int) -> bool:
    try:
        return given.is_finite() and 0 <= given <= most and given % STEP == 0
    except InvalidOperation:
        return False
