"""Bids as their own bidder sees them before opening, and as everybody sees them afterwards."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cms.kernel.clock import business_now
from cms.kernel.models import Event, Party, User
from cms.kernel.trail import type_of
from marketplace.agencies.queries import standing_admissions
from marketplace.bidding.custody import custodian
from marketplace.bidding.models import Bid, OpenedBid, PaperPack, SealedBox
from marketplace.bidding.states import BidState
from marketplace.needs.models import Need
from marketplace.needs.opener_models import Opener
from marketplace.needs.queries import all_needs, needs_for
from marketplace.needs.states import NeedState, OpenerState

UNOPENED = (NeedState.POSTED, NeedState.CLOSED)


def sealed_bid(need: Need, party: Party) -> Bid | None:
    """The party's own envelope on a need, found by its pseudonym."""
    box = SealedBox.objects.filter(need=need).first()
    if box is None:
        return None
    pseudonym = custodian().pseudonym(box.reference, party.pk)
    return Bid.objects.filter(need=need, pseudonym=pseudonym, state=BidState.SEALED).first()


def pack_digest(bid: Bid) -> str:
    """The digest of the bid's sealed files, which the bidder's receipt names; blank where there are none."""
    return str(PaperPack.objects.filter(bid=bid).values_list("sha256", flat=True).first() or "")


@dataclass(frozen=True, slots=True)
class OwnBid:
    """A bid as its bidder sees it: before opening the receipt only, afterwards the result too."""

    need: Need
    bid: Bid
    opened: OpenedBid | None


def own_bids(party: Party) -> list[OwnBid]:
    """The party's bids, those not yet opened first."""
    sealed = _sealed_bids(party).order_by("need__closes_at", "pk")
    needs = all_needs().in_bulk(sealed.values_list("need_id", flat=True))
    own = [OwnBid(needs[bid.need_id], bid, None) for bid in sealed]
    opened = OpenedBid.objects.filter(party=party).select_related(
        "bid", "need__procurement__owner__party", "need__procurement__service_type"
    )
    results = [OwnBid(result.need, result.bid, result) for result in opened.order_by("-need__opens_at", "-pk")]
    return own + results


def _sealed_bids(party: Party) -> "QuerySet[Bid]":
    """The party's envelopes that nobody has opened yet, found by its pseudonyms."""
    boxes = SealedBox.objects.filter(need__state__in=UNOPENED).values_list("reference", flat=True)
    keeper = custodian()
    return Bid.objects.filter(
        state=BidState.SEALED, pseudonym__in=[keeper.pseudonym(reference, party.pk) for reference in boxes]
    )


def needs_to_bid_for(party: Party) -> "QuerySet[Need]":
    """The needs that take bids of the party's types and hold none of its own, closing soonest first."""
    return fitting_needs(party).exclude(pk__in=_sealed_bids(party).values("need"))


def fitting_needs(party: Party) -> "QuerySet[Need]":
    """The needs that take bids of the types the party is admitted for, closing soonest first."""
    types = standing_admissions().filter(agency__party=party).values("service_type")
    return needs_for(party).filter(procurement__service_type__in=types).exclude(procurement__bars__party=party)


def opened_bids(need: Need) -> "QuerySet[OpenedBid]":
    """What the need's envelopes held, in the order in which they were handed in; nothing before opening."""
    return need.opened_bids.select_related("party", "bid").order_by("submitted_at", "pk")


def valid_bids(need: Need) -> "QuerySet[OpenedBid]":
    """The opened bids that count."""
    return opened_bids(need).filter(fault="")


def unreadable_bids(need: Need) -> "QuerySet[Bid]":
    """Envelopes that could not be opened; their receipts are published all the same."""
    return need.bids.filter(state=BidState.UNREADABLE).order_by("submitted_at", "pk")


def openings_of(user: User) -> "QuerySet[Opener]":
    """The needs the person was named to open, those that wait first: the only door to agreeing."""
    mine = Opener.objects.filter(user=user).exclude(need__state=NeedState.DRAFT)
    mine = mine.exclude(state__in=[OpenerState.STANDBY, OpenerState.EXCHANGED])
    return mine.select_related("need__procurement__owner__party", "party").order_by("-state", "need__opens_at", "pk")


def openings_waiting(user: User) -> "QuerySet[Opener]":
    """The openings whose moment has come and to which the person has not agreed."""
    return openings_of(user).filter(
        state=OpenerState.NAMED, need__state=NeedState.CLOSED, need__opens_at__lte=business_now()
    )


def late_openers() -> "QuerySet[Opener]":
    """Openers who were reported for keeping a need shut, the longest first."""
    late = Opener.objects.filter(state=OpenerState.NAMED, need__state=NeedState.CLOSED, escalated_at__isnull=False)
    return late.select_related("need__procurement", "user", "party").order_by("escalated_at", "pk")


def receipts_on_trail(need: Need) -> dict[int, str]:
    """By bid id, the receipt of every bid that the trail holds as sealed and neither replaced nor withdrawn."""
    told = Event.objects.filter(
        subject_type=type_of(Bid()), happened_at__gte=need.posted_at, data__need=need.pk
    ).order_by("subject_id", "sequence")
    last = {event.subject_id: event for event in told}
    return {bid: str(event.data["receipt"]) for bid, event in last.items() if event.name == "bid.sealed"}
