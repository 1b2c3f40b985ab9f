"""Clues in who bid, who was left out and who won: the indicators of the open-contracting library that look at bids."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from marketplace.clues.auctions import Auction
from marketplace.clues.chance import meets_as_often, wins_so_seldom
from marketplace.clues.findings import STRIKING, Finding, decimal
from marketplace.clues.outliers import fences, quantile

HOURS_TO_BID: Mapping[str, int] = {"market": 72, "tender": 20 * 24, "government": 20 * 24}
"""Below so many hours a period for bids is short. Tenders: 招标投标法 24; government: 政府采购法 35; market: local."""
LEAST_BIDS = 2


def bid_findings(auction: Auction) -> Iterator[Finding]:
    """What one need shows by itself: R003, R018, R030, R035 and R036."""
    need, winner, left_out = auction.need, auction.winner, [one for one in auction.offers if not one.is_valid]
    bidders = {one.bidder for one in auction.offers}
    bound = HOURS_TO_BID[auction.regime]
    if auction.is_competitive and auction.hours_to_bid < bound:
        yield Finding("R003", (), need, str(auction.hours_to_bid), str(bound))
    if winner is None:
        return
    if auction.is_competitive and len(bidders) == 1:
        yield Finding("R018", (winner,), need, "1", "2")
    if auction.winning is not None and auction.winning.is_late:
        yield Finding("R030", (winner,), need)
    losers = sorted({one.bidder for one in left_out} - {winner})
    if losers and {one.bidder for one in auction.valid} == {winner}:
        yield Finding("R035", (winner, *losers), need, str(len(losers)), "1")
    lowest = min(auction.offers, key=lambda one: one.price_fen, default=None)
    if auction.decides_by_price and lowest is not None and not lowest.is_valid and lowest.bidder != winner:
        told = {"lowest_fen": lowest.price_fen, "won_fen": auction.winning.price_fen if auction.winning else None}
        yield Finding("R036", (lowest.bidder, winner), need, evidence=told)


def record_findings(auctions: Sequence[Auction]) -> Iterator[Finding]:
    """What many needs show together: R025, R038 (by agency and by owner) and R048."""
    yield from _seldom_wins(auctions)
    yield from _left_out("R038", [(one.bidder, one.is_valid) for auction in auctions for one in auction.offers])
    by_owner = [(auction.owner, one.is_valid) for auction in auctions for one in auction.offers]
    needs = Counter(auction.owner for auction in auctions if auction.offers)
    yield from _left_out("R038B", [(owner, valid) for owner, valid in by_owner if needs[owner] >= LEAST_BIDS])
    yield from _many_kinds(auctions)


def _seldom_wins(auctions: Sequence[Auction]) -> Iterator[Finding]:
    chances: dict[int, list[Fraction]] = {}
    won: Counter[int] = Counter()
    for auction in auctions:
        if auction.winner is None:
            continue
        won[auction.winner] += 1
        for offer in auction.valid:
            chances.setdefault(offer.bidder, []).append(Fraction(1, len(auction.valid)))
    ratios = {bidder: Fraction(won[bidder], len(tries)) for bidder, tries in chances.items()}
    bounds = fences(list(ratios.values()))
    if bounds is None:
        return
    many = quantile([Fraction(len(tries)) for tries in chances.values()], Fraction(3, 4))
    for bidder, ratio in sorted(ratios.items()):
        if len(chances[bidder]) < many or ratio >= bounds.lower:
            continue
        told = {"bids": len(chances[bidder]), "won": won[bidder]}
        chance = wins_so_seldom(chances[bidder], won[bidder])
        if chance <= STRIKING:
            yield Finding("R025", (bidder,), None, decimal(ratio), decimal(bounds.lower), chance, told)


def _left_out(indicator: str, bids: Sequence[tuple[int, bool]]) -> Iterator[Finding]:
    submitted, out = Counter(who for who, _valid in bids), Counter(who for who, valid in bids if not valid)
    ratios = {who: Fraction(out[who], count) for who, count in submitted.items() if count >= LEAST_BIDS}
    bounds = fences(list(ratios.values()))
    if bounds is None:
        return
    for who, ratio in sorted(ratios.items()):
        if ratio <= bounds.upper:
            continue
        told = {"bids": submitted[who], "left_out": out[who]}
        chance = meets_as_often(submitted.total(), out.total(), submitted[who], out[who])
        if chance <= STRIKING:
            yield Finding(indicator, (who,), None, decimal(ratio), decimal(bounds.upper), chance, told)


def _many_kinds(auctions: Sequence[Auction]) -> Iterator[Finding]:
    kinds: dict[int, set[str]] = {}
    for auction in auctions:
        if auction.winner is not None:
            kinds.setdefault(auction.winner, set()).add(auction.service_type)
    bounds = fences([Fraction(len(found)) for found in kinds.values()])
    if bounds is None:
        return
    for winner, found in sorted(kinds.items()):
        if len(found) > bounds.upper:
            told = {"service_types": sorted(found)}
            yield Finding("R048", (winner,), None, str(len(found)), decimal(bounds.upper, 2), None, told)
