"""Opened needs as auctions, clues and cases as supervisors look for them, and what a party was asked."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from cms.kernel.access import Act, memberships
from cms.kernel.clock import business_now
from cms.kernel.money import to_fen
from marketplace.awards.models import Award
from marketplace.awards.savings import deal_from_discount
from marketplace.awards.states import ENDED
from marketplace.bidding.models import OpenedBid
from marketplace.clues.auctions import Auction, Offer
from marketplace.clues.models import Case, CaseQuestion, Clue
from marketplace.needs.models import Need
from marketplace.needs.states import Method
from marketplace.selection.models import PriceJudgement

LOOKED_BACK = timedelta(days=730)
BY_PRICE = frozenset({Method.LOWEST_PRICE, Method.REVERSE_AUCTION})
WITHOUT_PRICES = frozenset({Method.DRAW, Method.DIRECT})


def auction_of(need_id: int) -> Auction | None:
    """The need as an auction; None while nothing of it was opened."""
    return next(iter(auctions(Need.objects.filter(pk=need_id))), None)


def market_auctions(now: datetime | None = None) -> list[Auction]:
    """All needs opened within the two years that are looked back on, by opening."""
    return auctions(Need.objects.filter(opens_at__gte=(now or business_now()) - LOOKED_BACK))


def auctions(needs: "QuerySet[Need]") -> list[Auction]:
    """The opened ones among the needs as plain records, in the order of their opening."""
    offers: dict[int, list[Offer]] = {}
    bids = OpenedBid.objects.filter(need__in=needs).select_related("need").order_by("pk")
    judged = PriceJudgement.objects.filter(need__in=needs, is_accepted=False)
    refused = set(judged.values_list("need_id", "party_id"))
    held: dict[int, Need] = {}
    for bid in bids:
        held[bid.need_id] = bid.need
        is_valid = not bid.fault and (bid.need_id, bid.party_id) not in refused
        offers.setdefault(bid.need_id, []).append(_offer(bid, is_valid=is_valid))
    standing = Award.objects.filter(need__in=held).exclude(state__in=ENDED)
    winners = dict(standing.values_list("need_id", "party_id"))
    kinds = Need.objects.filter(pk__in=held).values_list(
        "pk", "procurement__owner_id", "procurement__service_type__code"
    )
    places = {pk: (owner, kind) for pk, owner, kind in kinds}
    return [
        _auction(need, *places[pk], tuple(offers[pk]), winners.get(pk))
        for pk, need in sorted(held.items(), key=lambda pair: (pair[1].opens_at, pair[0]))
    ]


def _offer(bid: OpenedBid, *, is_valid: bool) -> Offer:
    ceiling_fen = to_fen(bid.need.ceiling)
    price_fen = ceiling_fen
    if bid.price is not None:
        price_fen = to_fen(bid.price)
    elif bid.discount is not None:
        price_fen = deal_from_discount(ceiling_fen, bid.discount)
    return Offer(bid.party_id, price_fen, is_valid=is_valid, is_late=bid.submitted_at >= bid.need.closes_at)


def _auction(need: Need, owner: int, kind: str, offers: tuple[Offer, ...], winner: int | None) -> Auction:
    posted_at = need.posted_at or need.closes_at
    return Auction(
        need=need.pk,
        owner=owner,
        service_type=kind,
        ceiling_fen=to_fen(need.ceiling),
        offers=offers,
        winner=winner,
        hours_to_bid=int((need.closes_at - posted_at).total_seconds() // 3600),
        regime=need.regime,
        is_competitive=need.method != Method.DIRECT,
        names_prices=need.method not in WITHOUT_PRICES,
        decides_by_price=need.method in BY_PRICE,
    )


def clues(*, indicator: str = "", is_open: bool | None = None) -> "QuerySet[Clue]":
    """Clues, the latest first; `is_open` asks for those that no case looks into yet (or for the others)."""
    found = Clue.objects.select_related("need__procurement__owner__party", "case").prefetch_related("parties")
    if indicator:
        found = found.filter(indicator=indicator)
    if is_open is not None:
        found = found.filter(case__isnull=is_open)
    return found.order_by("-found_at", "-pk")


def cases(state: str = "") -> "QuerySet[Case]":
    """Cases, the latest first."""
    found = Case.objects.select_related("opened_by").prefetch_related("clues", "questions__party")
    return (found.filter(state=state) if state else found).order_by("-opened_at", "-pk")


def parties_of(case: Case) -> list[int]:
    """The parties that the case's clues name, by id."""
    return sorted({party.pk for clue in case.clues.prefetch_related("parties") for party in clue.parties.all()})


def questions_for(user: object) -> "QuerySet[CaseQuestion]":
    """What the parties `user` acts for were asked: the only door to answering; unanswered first."""
    parties = memberships(user, Act.ANSWER_SUPERVISION).values("party")
    return CaseQuestion.objects.filter(party__in=parties).select_related("case", "party").order_by("-due_on", "-pk")


def unheard(case: Case) -> bool:
    """Whether nobody was asked, or somebody asked still has time to answer."""
    questions = case.questions.all()
    still_open = Q(answered_at=None, due_on__gte=business_now().date())
    return not questions.exists() or questions.filter(still_open).exists()


def clue_counts(codes: Iterable[str]) -> dict[str, int]:
    """How many clues of each indicator no case looks into yet."""
    open_ones = Clue.objects.filter(case=None).values("indicator").annotate(number=Count("pk"))
    return dict.fromkeys(codes, 0) | dict(open_ones.values_list("indicator", "number"))
