"""Average price: trimmed mean times a drawn percentage, exact, and the closest offer wins."""

import random
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.selection.methods.average_price import BASE_PERCENTS, average_price, trimmed_mean
from marketplace.selection.methods.offers import Offer
from marketplace.selection.methods.terms import Outcome, Terms

START = datetime(2023, 3, 1, 9, tzinfo=UTC)
TERMS = Terms(1_000_000_00, minimum=5)

prices = st.lists(st.integers(1, 1_000_000_00), min_size=5, max_size=9)


def offers(*fens: int) -> list[Offer]:
    return [Offer(f"A{n}", START + timedelta(minutes=n), fen=fen) for n, fen in enumerate(fens)]


def test_a_worked_example() -> None:
    # 90 and 110 are trimmed; the mean of 95, 100, 105 is 100; 97 % of it is 97
    result = average_price(offers(90, 95, 100, 105, 110), TERMS, base_percent="97")
    assert [place.label for place in result.ranking] == ["A1", "A2", "A0", "A3", "A4"]
    assert dict(result.ranking[0].reasons[0].values) == {"base": "¥0.97", "distance": "¥0.02", "price": "¥0.95"}


def test_the_percentage_is_asked_for_after_opening() -> None:
    result = average_price(offers(90, 95, 100, 105, 110), TERMS)
    assert (result.outcome, result.asks) == (Outcome.AWAITS_DRAW, BASE_PERCENTS)


def test_a_percentage_that_was_not_announced_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="94"):
        average_price(offers(90, 95, 100, 105, 110), TERMS, base_percent="94")


def test_of_two_equally_close_the_lower_price_goes_first() -> None:
    # trimmed mean of 96, 100, 104 is 100, 95 % is 95: 94 and 96 are one away each
    result = average_price(offers(94, 96, 100, 104, 110), TERMS, base_percent="95")
    assert result.winner == "A0"
    assert [reason.code for reason in result.ranking[0].reasons] == ["closest", "tie_lower_price"]


def test_equal_prices_are_drawn() -> None:
    result = average_price(offers(95, 95, 100, 100, 100), TERMS, base_percent="95")
    assert (result.outcome, result.asks) == (Outcome.AWAITS_DRAW, ("A0", "A1"))
    drawn = average_price(offers(95, 95, 100, 100, 100), TERMS, base_percent="95", lots={"A1": 0, "A0": 1})
    assert drawn.winner == "A1"


def test_four_offers_are_too_few() -> None:
    assert average_price(offers(1, 2, 3, 4), TERMS, base_percent="95").outcome is Outcome.FAILED


@given(prices, st.sampled_from(BASE_PERCENTS), st.randoms(use_true_random=False))
def test_nobody_is_closer_than_the_first_and_order_does_not_matter(
    fens: list[int], percent: str, chance: random.Random
) -> None:
    result = average_price(offers(*fens), TERMS, base_percent=percent)
    base = trimmed_mean([Fraction(fen) for fen in fens], trimmed=1) * int(percent) / 100
    first = {offer.label: offer.cost for offer in offers(*fens)}[result.ranking[0].label]
    assert abs(first - base) == min(abs(fen - base) for fen in fens)
    shuffled = offers(*fens)
    chance.shuffle(shuffled)
    assert average_price(shuffled, TERMS, base_percent=percent) == result


@given(prices)
def test_the_trimmed_mean_lies_within_what_is_kept(fens: list[int]) -> None:
    mean = trimmed_mean([Fraction(fen) for fen in fens], trimmed=1)
    assert sorted(fens)[1] <= mean <= sorted(fens)[-2]
