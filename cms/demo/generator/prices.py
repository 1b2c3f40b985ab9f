"""Ceilings and winning prices whose sums are the county's: whole yuan, believable spreads, exact totals."""

from dataclasses import dataclass
from random import Random

CEILING_TOTAL_YUAN = 22_882_500
DEAL_TOTAL_YUAN = 18_733_500
SAVED_TOTAL_YUAN = CEILING_TOTAL_YUAN - DEAL_TOTAL_YUAN
_STEP = 100
_LEAST_RATE, _MOST_RATE = 0.03, 0.31
"""A winner more than 31 % under the ceiling could be 30 % under the next bidder, which would have to be justified."""


@dataclass(frozen=True, slots=True)
class Price:
    """A ceiling and the price at which the work will go, in yuan; equal for a draw at a fixed price."""

    ceiling_yuan: int
    deal_yuan: int


def solve(throws: Random, usual_yuan: list[int], fixed: list[bool]) -> list[Price]:
    """One price per procurement so that ceilings and deals add up to the county's totals exactly.

    `usual_yuan` are the usual fees of the services; `fixed` says which go by draw at a fixed price (nothing is saved
    there: the deal is the ceiling). ValueError if the totals cannot be met within the rates allowed.
    """
    ceilings = _scaled(throws, usual_yuan, fixed)
    savings = _savings(throws, ceilings, fixed)
    return [Price(ceiling, ceiling - saved) for ceiling, saved in zip(ceilings, savings, strict=True)]


def raw_ceiling(throws: Random, usual_yuan: int, *, is_fixed: bool) -> float:
    """A ceiling around the usual fee, log-normal; what is drawn at a fixed price is small."""
    raw = usual_yuan * throws.lognormvariate(-0.1, 0.5)
    return min(raw, 60_000.0) if is_fixed else raw


def _scaled(throws: Random, usual_yuan: list[int], fixed: list[bool]) -> list[int]:
    raw = [raw_ceiling(throws, usual, is_fixed=is_fixed) for usual, is_fixed in zip(usual_yuan, fixed, strict=True)]
    scale = CEILING_TOTAL_YUAN / sum(raw)
    ceilings = [max(8_000, round(each * scale / 500) * 500) for each in raw]
    competed = sorted((place for place, is_fixed in enumerate(fixed) if not is_fixed), key=lambda at: -ceilings[at])
    left = CEILING_TOTAL_YUAN - sum(ceilings)
    step = _STEP if left > 0 else -_STEP
    turn = 0
    while left:
        ceilings[competed[turn % len(competed)]] += step
        left -= step
        turn += 1
    return ceilings


def _savings(throws: Random, ceilings: list[int], fixed: list[bool]) -> list[int]:
    """Savings in yuan, tens mostly, of 3–31 % of each competed ceiling, adding up exactly."""
    rates = [0.0 if is_fixed else _LEAST_RATE + throws.betavariate(2.2, 1.6) * 0.28 for is_fixed in fixed]
    for _ in range(60):
        total = sum(rate * ceiling for rate, ceiling in zip(rates, ceilings, strict=True))
        factor = SAVED_TOTAL_YUAN / total
        rates = [min(_MOST_RATE, max(_LEAST_RATE, rate * factor)) if rate else 0.0 for rate in rates]
    saved = [round(rate * ceiling / 10) * 10 for rate, ceiling in zip(rates, ceilings, strict=True)]
    left = SAVED_TOTAL_YUAN - sum(saved)
    for place in sorted(range(len(saved)), key=lambda at: -ceilings[at]):
        if rates[place] and left:
            room = int(_MOST_RATE * ceilings[place]) - saved[place] if left > 0 else saved[place] - 100
            part = min(abs(left), max(room, 0))
            saved[place] += part if left > 0 else -part
            left += -part if left > 0 else part
    if left:
        raise ValueError("the savings of these procurements cannot be met")
    return saved


def rival_prices(throws: Random, price: Price, rivals: int) -> list[int]:
    """The other bidders' prices in yuan: all above the deal, none above the ceiling, none so high that the deal
    looks abnormally low (30 % under the next, 40 % under their mean).
    """
    room = price.ceiling_yuan - price.deal_yuan
    shares = [0.04 + 0.5 * throws.random() ** 1.5] + [0.05 + 0.95 * throws.random() for _ in range(rivals - 1)]
    prices = {min(price.ceiling_yuan, price.deal_yuan + max(1, round(room * share / 10) * 10)) for share in shares}
    while len(prices) < rivals:
        prices.add(throws.randint(price.deal_yuan + 1, price.ceiling_yuan))
    return sorted(prices, key=lambda _: throws.random())
