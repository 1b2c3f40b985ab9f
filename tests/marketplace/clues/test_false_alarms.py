"""Independent bidders raise at most one false alarm in a hundred auctions, per pattern; a planted cartel is found."""

from collections import Counter
from fractions import Fraction
from random import Random

import pytest

from marketplace.clues import prices as price_clues
from marketplace.clues.auctions import Auction
from marketplace.clues.findings import STRIKING
from marketplace.clues.outliers import Fences, fences, lower_bound
from marketplace.clues.prices import gap_findings, price_findings
from marketplace.clues.rings import ring_findings
from tests.marketplace.clues.auctions import SHAPES, auction, cartel, independent, market_of

AUCTIONS = 1_000
PATTERNS = {"R024", "R028", "R058", "S001", "S002"}


def alarms(auctions: list[Auction]) -> Counter[str]:
    """How many auctions each price pattern was seen in."""
    found = [one for each in auctions for one in price_findings(each)]
    return Counter(one.indicator for one in [*found, *gap_findings(auctions)])


@pytest.mark.parametrize("shape", SHAPES)
def test_at_most_one_independent_auction_in_a_hundred_shows_a_pattern(shape: str) -> None:
    seen = alarms(independent(Random(20230301), SHAPES[shape], AUCTIONS))
    assert {pattern: count for pattern, count in seen.items() if count > AUCTIONS // 100} == {}
    assert set(seen) <= PATTERNS


def test_control_a_careless_bound_raises_many_false_alarms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(price_clues, "STRIKING", STRIKING * 50)
    seen = alarms(independent(Random(20230301), SHAPES["bell"], AUCTIONS))
    assert max(seen.values()) > AUCTIONS // 100


def planted() -> list[Auction]:
    """Prices somebody computed from one another, among independent ones."""
    base = 6_543_217
    steps = [base + n * 123_457 for n in range(4)]
    ratios = [round(base * 1.025**n) for n in range(5)]
    return [
        auction(9_001, steps),
        auction(9_002, ratios),
        auction(9_003, [base, base, base + 77_777]),
        auction(9_004, [base, base + 1, 7_000_003, 7_400_001, 7_900_007]),
        auction(9_005, [3_000_001, 7_000_003, 7_010_007, 7_020_001, 7_030_009]),
    ]


def test_prices_computed_from_one_another_are_found() -> None:
    market = [*independent(Random(7), SHAPES["bell"], 300), *planted()]
    found = [one for each in market for one in price_findings(each)]
    found += gap_findings(market)
    told = {(one.indicator, one.need) for one in found if one.need is not None and one.need > 9_000}
    assert {("S001", 9_001), ("S002", 9_002), ("R028", 9_003), ("R024", 9_004), ("R058", 9_005)} <= told
    assert all(one.chance is not None and one.chance <= STRIKING for one in found)


def test_r024_is_bounded_by_the_quartiles_or_where_they_reach_below_zero_by_those_of_the_logarithms() -> None:
    far_from_zero = [Fraction(9 + n % 3, 100) for n in range(12)]  # Q1 = 0.09, Q3 = 0.11: the bound is 0.06
    assert lower_bound(far_from_zero, fences(far_from_zero) or Fences(Fraction(0), Fraction(0))) == Fraction(6, 100)
    spread = [Fraction(10) ** -(1 + n % 2) for n in range(12)]  # 0.1 and 0.01: Q1 - 1.5 (Q3 - Q1) lies below zero
    usual = fences(spread)
    assert usual is not None
    assert usual.lower < 0
    assert float(lower_bound(spread, usual)) == pytest.approx(10**-3.5)  # of -2 and -1: -2 - 1.5


def test_agencies_that_meet_by_chance_are_no_ring() -> None:
    rings = [bool(list(ring_findings(market_of(Random(seed), needs=60, agencies=12, each=4)))) for seed in range(100)]
    assert sum(rings) <= 1


def test_a_planted_ring_is_found_with_its_turns_and_only_it() -> None:
    throws = Random(5)
    market = market_of(throws, needs=60, agencies=12, each=4)
    market += cartel(throws, 1_000, 18, members=[21, 22, 23], outsiders=list(range(1, 13)))
    found = {one.indicator: one.parties for one in ring_findings(market)}
    assert (found["S010"], found["S011"]) == ((21, 22, 23), (21, 22, 23))
    assert {party for parties in found.values() for party in parties} == {21, 22, 23}


def test_a_companion_that_always_loses_to_one_winner_is_found() -> None:
    throws = Random(6)
    market = market_of(throws, needs=60, agencies=12, each=4)
    for need in range(2_000, 2_012):
        low = 5_000_000 + throws.randrange(100_000)
        outsider = throws.randrange(1, 13)
        market.append(auction(need, [low, low + 90_000 + need, 7_900_000 + need], [31, 32, outsider]))
    assert ("S012", (32, 31)) in {(one.indicator, one.parties) for one in ring_findings(market)}
