"""Clues in who bid, who was left out and who won: each formula on an example computed by hand, and its near misses."""

from dataclasses import replace
from fractions import Fraction
from math import comb
from random import Random

import pytest

from marketplace.clues import bids
from marketplace.clues.auctions import Auction, Offer
from marketplace.clues.bids import bid_findings, record_findings
from marketplace.clues.findings import Finding
from tests.marketplace.clues.auctions import auction, market_of

PLAIN = auction(1, [5_000_000, 6_000_000, 7_000_000])


def found(indicator: str, *auctions: Auction) -> list[Finding]:
    """What the indicator finds in these needs."""
    seen = [one for each in auctions for one in bid_findings(each)]
    return [one for one in [*seen, *record_findings(auctions)] if one.indicator == indicator]


@pytest.mark.parametrize(("regime", "bound"), [("market", 72), ("tender", 480), ("government", 480)])
def test_r003_less_time_to_bid_than_the_regime_gives(regime: str, bound: int) -> None:
    short = replace(PLAIN, regime=regime, hours_to_bid=bound - 1)
    (clue,) = found("R003", short)
    assert (clue.value, clue.bound, clue.need) == (str(bound - 1), str(bound), 1)
    assert found("R003", replace(short, hours_to_bid=bound)) == []
    assert found("R003", replace(short, is_competitive=False)) == []


def with_offers(*offers: Offer, winner: int | None = 1) -> Auction:
    return replace(PLAIN, offers=offers, winner=winner)


def test_r018_only_one_bid_and_it_won() -> None:
    alone = with_offers(Offer(1, 6_000_000))
    (clue,) = found("R018", alone)
    assert (clue.parties, clue.value, clue.bound) == ((1,), "1", "2")
    assert found("R018", replace(alone, is_competitive=False)) == []  # a direct choice asks nobody else
    assert found("R018", with_offers(Offer(1, 6_000_000), Offer(2, 7_000_000, is_valid=False))) == []
    assert found("R018", with_offers(Offer(1, 6_000_000), winner=None)) == []


def test_r030_a_bid_that_came_late_won() -> None:
    late = Offer(1, 6_000_000, is_late=True)
    (clue,) = found("R030", with_offers(late, Offer(2, 7_000_000)))
    assert clue.parties == (1,)
    assert found("R030", with_offers(replace(late, is_late=False), Offer(2, 7_000_000))) == []
    assert found("R030", with_offers(Offer(1, 6_000_000), Offer(2, 7_000_000, is_late=True))) == []


def test_r035_all_but_the_winner_were_left_out() -> None:
    won, out, out_too = Offer(1, 6_000_000), Offer(2, 5_000_000, is_valid=False), Offer(3, 7_000_000, is_valid=False)
    (clue,) = found("R035", with_offers(won, out, out_too))
    assert (clue.parties, clue.value) == ((1, 2, 3), "2")
    assert found("R035", with_offers(won)) == []
    assert found("R035", with_offers(won, out, Offer(3, 7_000_000))) == []
    assert found("R035", with_offers(won, out, winner=None)) == []


def test_r036_the_lowest_was_left_out_and_another_won_by_price() -> None:
    lowest, won = Offer(2, 5_000_000, is_valid=False), Offer(1, 6_000_000)
    (clue,) = found("R036", with_offers(won, lowest, Offer(3, 7_000_000)))
    assert (clue.parties, clue.evidence) == ((2, 1), {"lowest_fen": 5_000_000, "won_fen": 6_000_000})
    assert found("R036", with_offers(won, replace(lowest, price_fen=6_500_000))) == []
    assert found("R036", replace(with_offers(won, lowest), decides_by_price=False)) == []


def test_r025_who_bids_often_and_hardly_wins() -> None:
    # 1 and 2 win one of two each against the other, in eleven pairs (ratio 1/2 for 22 agencies);
    # 99 loses ten needs to ten of them, which then have won two of three
    pairs = [(2 * n + 1, 2 * n + 2) for n in range(11)]
    needs = [order for pair in pairs for order in (pair, pair[::-1])]
    market = [auction(n, [5_000_000, 6_000_000], list(order)) for n, order in enumerate(needs, start=1)]
    market += [auction(100 + n, [5_000_000, 6_000_000], [2 * n + 1, 99]) for n in range(10)]
    (clue,) = found("R025", *market)
    # 23 ratios: 0, twelve of 1/2, ten of 2/3. Type 8: Q1 = 1/2, Q3 = 2/3, so the bound is 1/2 - 1.5 / 6 = 1/4
    assert (clue.parties, clue.value, clue.bound) == ((99,), "0.0000", "0.2500")
    assert clue.chance == Fraction(1, 2) ** 10
    assert clue.evidence == {"bids": 10, "won": 0}
    assert found("R025", *market[:-2]) == []  # eight losses of eight: 1 in 256, which chance alone may bring


def test_r025_among_equals_nobody_stands_out() -> None:
    pairs = [(2 * n + 1, 2 * n + 2) for n in range(8)]
    market = [auction(n, [1, 2], list(pair)) for n, pair in enumerate([*pairs, *(p[::-1] for p in pairs)], start=1)]
    assert found("R025", *market) == []


def judged(valid: dict[int, tuple[int, int]]) -> list[Auction]:
    """Needs of one offer each: by bidder, how many of its offers counted and how many did not."""
    offers = [
        Offer(bidder, 5_000_000, is_valid=place < good)
        for bidder, (good, bad) in valid.items()
        for place in range(good + bad)
    ]
    return [
        Auction(need, owner=need % 13, service_type="A01", ceiling_fen=8_000_000, offers=(offer,), winner=None)
        for need, offer in enumerate(offers, start=1)
    ]


def test_r038_whose_offers_are_left_out_far_more_often_than_all_others() -> None:
    market = judged(dict.fromkeys(range(1, 12), (4, 0)) | {12: (0, 4)})
    (clue,) = found("R038", *market)
    # eleven ratios of 0 and one of 1: Q1 = Q3 = 0, so the bound is 0; all four left out of 48 are those of one of
    # twelve bidders of four: 1 in C(48, 4)
    assert (clue.parties, clue.value, clue.bound) == ((12,), "1.0000", "0.0000")
    assert clue.chance == Fraction(1, comb(48, 4))
    assert clue.evidence == {"bids": 4, "left_out": 4}
    one_slip = judged(dict.fromkeys(range(1, 12), (4, 0)) | {12: (3, 1)})
    assert found("R038", *one_slip) == []  # beyond the fence, but 1 in 12 by chance


def test_r038b_is_the_same_by_owner() -> None:
    offers = [(owner, place) for owner in range(12) for place in range(4)]
    market = [
        Auction(n, owner, "A01", 8_000_000, (Offer(n, 5_000_000, is_valid=owner != 7),), winner=None)
        for n, (owner, _place) in enumerate(offers, start=1)
    ]
    (clue,) = found("R038B", *market)
    assert (clue.parties, clue.chance) == ((7,), Fraction(1, comb(48, 4)))


def test_r048_who_wins_in_far_more_kinds_than_all_others() -> None:
    kinds = [(winner, f"A{n:02d}") for winner in range(1, 13) for n in range(1 + winner % 2)]
    kinds += [(13, f"B{n:02d}") for n in range(5)]
    market = [auction(need, [1], [winner], kind=kind) for need, (winner, kind) in enumerate(kinds, start=1)]
    (clue,) = found("R048", *market)
    # thirteen counts: six of 1, six of 2, one of 5. Q1 = 1, Q3 = 2, so the bound is 2 + 1.5 = 3.5
    assert (clue.parties, clue.value, clue.bound) == ((13,), "5", "3.50")
    assert clue.evidence == {"service_types": ["B00", "B01", "B02", "B03", "B04"]}
    assert found("R048", *market[:-2]) == []  # three kinds are within it
    alike = [auction(n, [1], [n // 2], kind=f"A{n % 2}") for n in range(2, 30)]
    assert found("R048", *alike) == []


def markets() -> list[list[Auction]]:
    """Twenty markets of independent bidders in which one offer in ten is void for reasons of its own."""
    made = []
    for seed in range(20):
        throws = Random(seed)
        market = market_of(throws, needs=100, agencies=30, each=4)
        made.append(
            [
                replace(one, offers=tuple(replace(bid, is_valid=throws.random() > 0.1) for bid in one.offers))
                for one in market
            ]
        )
    return made


def rates() -> dict[str, Fraction]:
    """By indicator, alarms per agency looked at."""
    seen = [one.indicator for market in markets() for one in record_findings(market)]
    return {indicator: Fraction(seen.count(indicator), 20 * 30) for indicator in ("R025", "R038")}


def test_independent_bidders_are_named_at_most_once_in_a_hundred() -> None:
    assert max(rates().values()) <= Fraction(1, 100)


def test_control_without_the_chance_the_fence_alone_names_more(monkeypatch: pytest.MonkeyPatch) -> None:
    guarded = rates()
    monkeypatch.setattr(bids, "STRIKING", Fraction(1))
    assert sum(rates().values()) > sum(guarded.values())
