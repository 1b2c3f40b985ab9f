"""Auctions and panels as people look at them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cms.kernel.access import PERMISSIONS, Act
from cms.kernel.models import Membership, Party, User
from cms.kernel.money import from_fen
from cms.kernel.people.models import MembershipState
from marketplace.bidding.queries import opened_bids
from marketplace.selection.answering import auction_now
from marketplace.selection.models import Auction, AuctionMove, Panel, PriceQuestion, ScoreSheet, Seat
from marketplace.selection.states import PanelState


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
