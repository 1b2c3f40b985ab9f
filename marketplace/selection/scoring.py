"""The panel of a scored need: experts seated and declared, scoring alone, agreeing, signing or dissenting.

An expert sees no offer before declaring that there is nothing to step aside for, and no other expert's points before
all have handed in theirs. Offers are shown by a number only, in the order of the bidders' pseudonyms: neither name
nor price is on the page, and the number is on no other page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, InvalidOperation

from django.db.models import Q
from django.db.transaction import atomic

from cms.kernel.access import Act, memberships, require
from cms.kernel.clock import business_now
from cms.kernel.display import comma_text
from cms.kernel.models import Event, Membership, User
from cms.kernel.people.models import MembershipState
from cms.kernel.states import advance, locked
from cms.kernel.trail import record, type_of
from marketplace.bidding.models import OpenedBid
from marketplace.needs.models import Need
from marketplace.needs.particulars import Particulars
from marketplace.selection.errors import (
    AlreadySigned,
    BadPanelSize,
    BadPoints,
    ExpertMustRecuse,
    NotAnExpert,
    NotTheChair,
    ReasonMissing,
    ScoredAlready,
    WrongStage,
)
from marketplace.selection.models import AgreedScore, Panel, ScoreSheet, Seat
from marketplace.selection.queries import current_evaluation
from marketplace.selection.states import PanelState, SeatState

SMALLEST_PANEL = 3
LOOK_BACK = timedelta(days=3 * 365)
"""How long a labour tie counts after it ended (政府采购评审专家管理办法 art. 16: three years)."""
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


def ties_to(expert: User, need: Need) -> list[str]:
    """The names of the need's owner and bidders for whom the expert acts, or acted in the last three years."""
    parties = {need.owner.party_id, *need.opened_bids.values_list("party", flat=True)}
    held = Membership.objects.filter(user=expert, party__in=parties).exclude(state=MembershipState.REFUSED)
    since = business_now() - LOOK_BACK
    ended = Event.objects.filter(
        subject_type=type_of(Membership()), name="membership.ended", happened_at__lt=since
    ).values("subject_id")
    tied = held.filter(~Q(state=MembershipState.ENDED) | ~Q(pk__in=ended)).select_related("party")
    return sorted({one.party.name for one in tied})


@atomic
def seat_expert(*, panel_id: int, expert: User, by: User) -> Seat:
    """The expert is asked to serve. Raises NotAllowed, WrongStage, NotAnExpert, ExpertMustRecuse."""
    require(by, Act.SUPERVISE_MARKET)
    panel = _panel(panel_id, PanelState.SEATING)
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
    seat = _own_seat(seat_id, by)
    _panel(seat.panel_id, PanelState.SEATING)
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
    seat = _own_seat(seat_id, by)
    panel = _panel(seat.panel_id, PanelState.SCORING)
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
    advance(
        panel, PanelState.SIGNING, by=by, values={"minutes": minutes.strip()[:2000]}, need=panel.need_id, points=told
    )
    return panel


@atomic
def sign_scores(*, seat_id: int, by: User, dissent: str = "") -> Panel:
    """The expert signs, with a dissent in writing if there is one; the last signature settles the scores.

    Where more than half dissent the panel confers again and nobody has signed. Raises NotAllowed, WrongStage,
    AlreadySigned.
    """
    seat = _own_seat(seat_id, by)
    panel = _panel(seat.panel_id, PanelState.SIGNING)
    seat = locked(Seat, seat.pk)
    if seat.signed_at is not None:
        raise AlreadySigned
    seat.signed_at, seat.dissent = business_now(), dissent.strip()[:1000]
    seat.save(update_fields=["signed_at", "dissent"])
    record("seat.signed", about=seat, by=by, need=panel.need_id, dissents=bool(seat.dissent))
    seats = list(panel.seats.filter(state=SeatState.DECLARED))
    if any(one.signed_at is None for one in seats):
        return panel
    if 2 * sum(bool(one.dissent) for one in seats) > len(seats):
        panel.seats.update(signed_at=None, dissent="")
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


def _own_seat(seat_id: int, by: User) -> Seat:
    seat = locked(Seat, seat_id)
    require(by, Act.SCORE_OFFERS)
    if seat.expert_id != by.pk or seat.state == SeatState.RECUSED:
        raise WrongStage(state=seat.state_label)
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
