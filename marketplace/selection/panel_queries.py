"""Auctions and panels as people look at them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cms.kernel.access import PERMISSIONS, Act
from cms.kernel.clock import business_now
from cms.kernel.models import Event, Membership, Party, User
from cms.kernel.money import from_fen
from cms.kernel.people.models import MembershipState
from cms.kernel.trail import type_of
from marketplace.bidding.queries import opened_bids
from marketplace.experts.models import Expert, Recusal
from marketplace.experts.queries import listed_experts
from marketplace.needs.models import Need
from marketplace.selection.answering import auction_now
from marketplace.selection.models import Auction, AuctionMove, Panel, PriceQuestion, ScoreSheet, Seat
from marketplace.selection.panel_rules import LOOK_BACK, SMALLEST_PANEL
from marketplace.selection.states import DrawPurpose, DrawState, PanelState


def all_auctions() -> "QuerySet[Auction]":
    """Auctions with what every page shows; an auction is public from its first turn on."""
    return Auction.objects.select_related("need__procurement__owner__party", "turn")


@dataclass(frozen=True, slots=True)
class Standing:
    """One bidder in an auction: its best price, in which round, and whether it passed for good."""

    party: Party
    price: object
    round: int
    has_passed: bool
    is_leader: bool
    is_next: bool


def standings(auction: Auction) -> list[Standing]:
    """Who stands where, the lowest first."""
    now = auction_now(auction.need)
    parties = {bid.party.uscc: bid.party for bid in opened_bids(auction.need)}
    passed = set(AuctionMove.objects.filter(auction=auction, price=None).values_list("party__uscc", flat=True))
    ordered = sorted(now.offers, key=lambda offer: (offer.cost, offer.received_at, offer.label))
    return [
        Standing(
            party=parties[offer.label],
            price=from_fen(offer.fen or 0),
            round=now.rounds[offer.label],
            has_passed=offer.label in passed,
            is_leader=place == 0,
            is_next=now.turn is not None and now.turn.label == offer.label,
        )
        for place, offer in enumerate(ordered)
    ]


def all_panels() -> "QuerySet[Panel]":
    """Panels with what every list shows."""
    return Panel.objects.select_related("need__procurement__owner__party", "need__procurement__service_type")


def panels_to_seat() -> "QuerySet[Panel]":
    """Panels that wait for the supervisor."""
    return all_panels().filter(state=PanelState.SEATING).order_by("pk")


def experts() -> "QuerySet[User]":
    """Those who may serve on a panel, in name order."""
    held = Membership.objects.filter(state=MembershipState.ACTIVE, role__in=PERMISSIONS[Act.SCORE_OFFERS])
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "pk")


def ties_to(expert: User, need: Need) -> list[str]:
    """The names of the need's owner and bidders that the expert does not judge.

    For whom the expert acts, or acted in the last three years; who employs the expert, or is recused from, as the
    register of experts knows it.
    """
    parties = {need.owner.party_id, *need.opened_bids.values_list("party", flat=True)}
    held = Membership.objects.filter(user=expert, party__in=parties).exclude(state=MembershipState.REFUSED)
    since = business_now() - LOOK_BACK
    ended = Event.objects.filter(
        subject_type=type_of(Membership()), name="membership.ended", happened_at__lt=since
    ).values("subject_id")
    tied = held.filter(~Q(state=MembershipState.ENDED) | ~Q(pk__in=ended)).select_related("party")
    names = {one.party.name for one in tied}
    names |= set(Recusal.objects.filter(expert__user=expert, party__in=parties).values_list("party__name", flat=True))
    names |= set(Expert.objects.filter(user=expert, employer__in=parties).values_list("employer__name", flat=True))
    return sorted(names)


def eligible_experts(panel: Panel) -> list[Expert]:
    """Who on the register can judge the need's offers: of its category, tied to none of its parties, not seated yet."""
    need = panel.need
    parties = {need.owner.party_id, *need.opened_bids.values_list("party", flat=True)}
    seated = panel.seats.values("expert")
    found = listed_experts(need.service_type.category).exclude(user__in=seated)
    found = found.exclude(recusals__party__in=parties).exclude(employer__in=parties)
    return [expert for expert in found if not ties_to(expert.user, need)]


def register_can_fill(panel: Panel) -> bool:
    """Whether the panel's open places can come from the register: by a draw to hold, or by those drawn and not used."""
    if panel.size is None:
        return len(eligible_experts(panel)) >= SMALLEST_PANEL
    return (
        bool(drawn_and_free(panel))
        or panel.need.draws.filter(purpose=DrawPurpose.EXPERTS, state=DrawState.ANNOUNCED).exists()
    )


def drawn_and_free(panel: Panel) -> list[Expert]:
    """Those drawn for the panel who can still be seated, in the order drawn."""
    drawn = panel.need.draws.filter(purpose=DrawPurpose.EXPERTS, state=DrawState.HELD).first()
    able = {expert.number: expert for expert in eligible_experts(panel)}
    return [able[label] for label in drawn.record["ranking"] if label in able] if drawn is not None else []


def own_seats(user: User) -> "QuerySet[Seat]":
    """The seats of an expert: the only way into a panel."""
    return Seat.objects.filter(expert=user).select_related("panel__need__procurement__owner__party")


def sheets_of(panel: Panel) -> dict[int, list[list[str]]]:
    """By opened bid, the points of each expert in the order of criteria; nobody is named."""
    found: dict[int, list[list[str]]] = {}
    for sheet in ScoreSheet.objects.filter(seat__panel=panel).order_by("bid", "seat"):
        found.setdefault(sheet.bid_id, []).append([sheet.points[key] for key in sorted(sheet.points, key=int)])
    return found


def questions_to(user: User) -> "QuerySet[PriceQuestion]":
    """The questions about low prices put to the agencies the person acts for."""
    held = Membership.objects.filter(user=user, state=MembershipState.ACTIVE, role__in=PERMISSIONS[Act.SUBMIT_BID])
    return PriceQuestion.objects.filter(party__in=held.values("party")).select_related("need__procurement", "party")
