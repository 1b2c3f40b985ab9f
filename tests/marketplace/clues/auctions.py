"""Simulated auctions: independent bidders with prices of several shapes, and planted cartels."""

from collections.abc import Callable
from random import Random

from marketplace.clues.auctions import Auction, Offer

CEILING = 8_000_000
Shape = Callable[[Random], int]


def rounded(shape: Shape, step: int) -> Shape:
    """The same prices, rounded to whole steps of fen."""
    return lambda throws: max(round(shape(throws) / step), 1) * step


def even(throws: Random) -> int:
    return throws.randrange(CEILING * 7 // 10, CEILING)


def bell(throws: Random) -> int:
    return min(max(round(throws.gauss(0.85, 0.05) * CEILING), 1), CEILING)


def skewed(throws: Random) -> int:
    return min(round(CEILING * 0.95 * throws.lognormvariate(-0.1, 0.08)), CEILING)


def narrow(throws: Random) -> int:
    """Everybody just below the ceiling, as where the estimate is good."""
    return round(CEILING * (1 - abs(throws.gauss(0, 0.01)))) - 1


SHAPES: dict[str, Shape] = {
    "even": even,
    "bell": bell,
    "skewed": skewed,
    "narrow": narrow,
    "even, whole yuan": rounded(even, 100),
    "bell, tens of yuan": rounded(bell, 1_000),
    "skewed, hundreds of yuan": rounded(skewed, 10_000),
    "even, five hundreds of yuan": rounded(even, 50_000),
    "bell, thousands of yuan": rounded(bell, 100_000),
}


def auction(need: int, prices: list[int], bidders: list[int] | None = None, *, kind: str = "A01") -> Auction:
    """A need won by its lowest price."""
    names = bidders or list(range(1, len(prices) + 1))
    offers = tuple(Offer(name, price) for name, price in zip(names, prices, strict=True))
    winner = min(offers, key=lambda one: (one.price_fen, one.bidder)).bidder
    return Auction(need, owner=1, service_type=kind, ceiling_fen=CEILING, offers=offers, winner=winner)


def independent(throws: Random, shape: Shape, count: int, bidders: tuple[int, int] = (3, 8)) -> list[Auction]:
    """So many needs whose bidders know nothing of one another."""
    return [auction(n, [shape(throws) for _ in range(throws.randint(*bidders))]) for n in range(1, count + 1)]


def market_of(throws: Random, needs: int, agencies: int, each: int) -> list[Auction]:
    """Needs in which so many of the agencies, drawn at random, bid independently."""
    return [
        auction(n, [even(throws) for _ in range(each)], sorted(throws.sample(range(1, agencies + 1), each)))
        for n in range(1, needs + 1)
    ]


def cartel(throws: Random, first_need: int, needs: int, members: list[int], outsiders: list[int]) -> list[Auction]:
    """Needs that the members enter together and win in turn, beside one outsider who asks more."""
    found = []
    for turn in range(needs):
        low = even(throws) * 8 // 10
        prices = [low + (0 if member == members[turn % len(members)] else throws.randrange(50_000, 400_000))
                  for member in members]  # fmt: skip
        found.append(auction(first_need + turn, [*prices, CEILING - 1], [*members, throws.choice(outsiders)]))
    return found
