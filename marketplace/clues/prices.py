"""Clues in the prices of one opened need: equal, evenly spaced, in equal proportion, too close or too far apart."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from marketplace.clues.auctions import Auction
from marketplace.clues.chance import equal_prices, equal_ratios, equal_steps, so_close, so_far
from marketplace.clues.findings import STRIKING, Finding, decimal
from marketplace.clues.outliers import fences, lower_bound


def price_findings(auction: Auction) -> Iterator[Finding]:
    """Equal prices (R028), equal steps (S001) and equal proportions (S002) whose chance is striking."""
    prices = [offer.price_fen for offer in auction.valid]
    if not auction.names_prices or len(prices) < 2:
        return
    free = [price for price in prices if price < auction.ceiling_fen]  # many may ask for the ceiling itself
    if len(set(free)) < len(free):
        alike = tuple(sorted(offer.bidder for offer in auction.valid if free.count(offer.price_fen) > 1))
        yield from _striking("R028", auction, equal_prices(prices, auction.ceiling_fen), alike)
    everybody = tuple(sorted(offer.bidder for offer in auction.valid))
    yield from _striking("S001", auction, equal_steps(prices), everybody)
    yield from _striking("S002", auction, equal_ratios(prices), everybody)


def _striking(indicator: str, auction: Auction, chance: Fraction, parties: tuple[int, ...]) -> Iterator[Finding]:
    if chance <= STRIKING:
        yield Finding(
            indicator,
            parties,
            auction.need,
            value=str(len(auction.valid)),
            bound=decimal(STRIKING),
            chance=chance,
            evidence=_evidence(auction),
        )


def _evidence(auction: Auction) -> dict[str, object]:
    return {
        "prices_fen": [[offer.bidder, offer.price_fen] for offer in auction.valid],
        "ceiling_fen": auction.ceiling_fen,
    }


def difference(auction: Auction) -> Fraction | None:
    """(second lowest - winning) / winning; None unless the lowest of at least two valid bids won by its price."""
    valid = auction.valid
    if not auction.decides_by_price or len(valid) < 2 or auction.winner != valid[0].bidder:
        return None
    return Fraction(valid[1].price_fen - valid[0].price_fen, valid[0].price_fen)


def gap_findings(auctions: Sequence[Auction]) -> Iterator[Finding]:
    """A second price too close to the winning one (R024) or too far from it (R058), among all differences.

    A clue needs both: the difference is an outlier among the needs compared, and its chance given the number of
    bidders and the spread of their prices is striking. Two equal lowest prices are R028's.
    """
    differences = {auction.need: found for auction in auctions if (found := difference(auction)) is not None}
    bounds = fences(list(differences.values()))
    if bounds is None:
        return
    lowest = lower_bound(list(differences.values()), bounds)
    for auction in auctions:
        value = differences.get(auction.need)
        if value is None:
            continue
        prices = [offer.price_fen for offer in auction.valid]
        nearest = tuple(sorted(offer.bidder for offer in auction.valid[:2]))
        told = _evidence(auction) | {"compared": len(differences)}
        close, far = so_close(prices), so_far(prices)
        if 0 < value <= lowest and close <= STRIKING:
            yield Finding("R024", nearest, auction.need, decimal(value), decimal(lowest), close, told)
        if value >= bounds.upper and far <= STRIKING:
            yield Finding(
                "R058", (auction.valid[0].bidder,), auction.need, decimal(value), decimal(bounds.upper), far, told
            )
