"""Sealed lowest price: the lowest valid offer wins, whatever the order, and the result says why."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.selection.methods.lowest_price import lowest_price
from marketplace.selection.methods.offers import Offer
from marketplace.selection.methods.reasons import because
from marketplace.selection.methods.results import Result
from marketplace.selection.methods.terms import Outcome, Quote, Terms, TieRule

START = datetime(2023, 3, 1, 9, tzinfo=UTC)
CEILING = 100_000_00
PUBLIC = Terms(CEILING, minimum=3)
BY_DRAW = Terms(CEILING, minimum=3, tie=TieRule.DRAW)


def offer(label: str, fen: int, minute: int = 0) -> Offer:
    return Offer(label, START + timedelta(minutes=minute), fen=fen)


def offers(*fens: int) -> list[Offer]:
    """Offers A, B, C ... in the order received."""
    return [offer(chr(ord("A") + number), fen, number) for number, fen in enumerate(fens)]


def codes(result: Result, label: str) -> list[str]:
    return [reason.code for place in result.ranking if place.label == label for reason in place.reasons]


close_prices = st.lists(st.integers(80_000_00, CEILING), min_size=3, max_size=8)
any_prices = st.lists(st.integers(-5, CEILING + 5), max_size=8)


def test_the_lowest_offer_wins_not_the_highest() -> None:
    result = lowest_price(offers(95_000_00, 90_000_00, 99_000_00), PUBLIC)
    assert (result.outcome, result.winner, result.substitutes) == (Outcome.SELECTED, "B", ("A", "C"))


@given(close_prices)
def test_nobody_offered_less_than_the_winner(fens: list[int]) -> None:
    given_offers = offers(*fens)
    result = lowest_price(given_offers, PUBLIC)
    assert result.winner is not None
    assert {o.label: o.fen for o in given_offers}[result.winner] == min(fens)
    assert [o.fen for p in result.ranking for o in given_offers if o.label == p.label] == sorted(fens)


@given(any_prices, st.randoms(use_true_random=False), st.sampled_from([PUBLIC, BY_DRAW]))
def test_the_result_does_not_depend_on_the_order_of_the_offers(
    fens: list[int], chance: random.Random, terms: Terms
) -> None:
    shuffled = offers(*fens)
    chance.shuffle(shuffled)
    assert lowest_price(shuffled, terms) == lowest_price(offers(*fens), terms)


@given(any_prices)
def test_every_offer_is_ranked_or_excluded_with_a_sentence_in_both_languages(fens: list[int]) -> None:
    result = lowest_price(offers(*fens), Terms(CEILING, minimum=1))
    named = [place.label for place in result.ranking] + [out.label for out in result.excluded]
    assert sorted(named) == [o.label for o in offers(*fens)]
    reasons = [reason for place in result.ranking for reason in place.reasons]
    for reason in (*reasons, *(out.reason for out in result.excluded), *result.reasons):
        assert reason.sentence("zh-hans") != reason.sentence("en")


@given(close_prices, st.integers(1, 30_000_00))
def test_lowering_the_winning_price_keeps_the_winner(fens: list[int], less: int) -> None:
    before = lowest_price(offers(*fens), PUBLIC)
    lower = [o if o.label != before.winner else offer(o.label, (o.fen or 0) - less) for o in offers(*fens)]
    after = lowest_price(lower, PUBLIC, justified=["ABCDEFGH"[i] for i in range(len(fens))])
    assert after.winner == before.winner


@pytest.mark.parametrize("fens", [(), (90_000_00,), (90_000_00, 91_000_00), (90_000_00, 91_000_00, CEILING + 1)])
def test_too_few_valid_offers_are_a_failed_selection_not_an_error(fens: tuple[int, ...]) -> None:
    result = lowest_price(offers(*fens), PUBLIC)
    assert (result.outcome, result.winner, result.ranking) == (Outcome.FAILED, None, ())
    assert "流选" in result.reasons[0].sentence()


def test_without_public_funds_two_offers_suffice() -> None:
    assert lowest_price(offers(90_000_00, 91_000_00), Terms(CEILING, minimum=2)).winner == "A"


def test_an_offer_at_the_ceiling_counts_and_one_fen_above_does_not() -> None:
    result = lowest_price(offers(CEILING, CEILING, CEILING, CEILING + 1), PUBLIC)
    assert len(result.ranking) == 3
    assert [(out.label, out.reason.code) for out in result.excluded] == [("D", "above_ceiling")]


def test_an_offer_of_nothing_does_not_count() -> None:
    result = lowest_price(offers(0, 90_000_00, 91_000_00, 92_000_00), PUBLIC)
    assert (result.winner, result.excluded[0].reason.code) == ("B", "not_positive")


def test_the_earliest_of_equal_offers_wins_where_the_notice_says_so() -> None:
    result = lowest_price([offer("B", 9_00, 5), offer("A", 9_00, 7), offer("C", 9_00, 6)], PUBLIC)
    assert [place.label for place in result.ranking] == ["B", "C", "A"]
    assert codes(result, "B") == ["lowest", "tied", "tie_earliest"]
    assert codes(result, "A") == ["lowest", "tied", "tie_later"]
    assert result.ranking[0].tied_with == ("A", "C")


def test_equal_offers_of_one_moment_are_drawn_even_under_the_earliest_rule() -> None:
    equal = [offer("A", 9_00), offer("B", 9_00), offer("C", 9_50)]
    assert lowest_price(equal, PUBLIC).outcome is Outcome.AWAITS_DRAW
    assert lowest_price(equal, PUBLIC, lots={"B": 0, "A": 1}).winner == "B"


def test_a_tie_asks_for_a_draw_among_the_tied_alone() -> None:
    result = lowest_price(offers(9_00, 9_50, 9_00, 9_50), BY_DRAW)
    assert (result.outcome, result.winner, result.asks) == (Outcome.AWAITS_DRAW, None, ("A", "C"))
    assert [place.place for place in result.ranking] == [1, 1, 3, 3]


def test_the_draw_decides_a_tie_and_the_result_says_so() -> None:
    result = lowest_price(offers(9_00, 9_50, 9_00, 9_50), BY_DRAW, lots={"C": 0, "A": 1})
    assert (result.outcome, result.winner) == (Outcome.SELECTED, "C")
    assert codes(result, "C") == ["lowest", "tied", "tie_drawn"]


def test_a_tie_behind_the_winner_does_not_hold_up_the_award() -> None:
    result = lowest_price(offers(9_50, 9_00, 9_50), BY_DRAW)
    assert (result.winner, [place.place for place in result.ranking]) == ("B", [1, 2, 2])


@pytest.mark.parametrize(
    ("fens", "asked"),
    [
        ((70_00, 100_00, 100_00), ["under_next"]),
        ((70_01, 100_00, 100_00), []),
        ((60_00, 80_00, 120_00), ["under_mean"]),
        ((60_01, 80_00, 120_00), []),
        ((50_00, 100_00, 100_00), ["under_mean", "under_next"]),
    ],
)
def test_an_abnormally_low_price_is_asked_about_at_the_very_limit(fens: tuple[int, ...], asked: list[str]) -> None:
    result = lowest_price(offers(*fens), PUBLIC)
    assert [reason.code for reason in result.reasons] == asked
    assert result.outcome is (Outcome.AWAITS_JUSTIFICATION if asked else Outcome.SELECTED)


def test_a_justified_low_price_wins() -> None:
    result = lowest_price(offers(50_00, 100_00, 100_00), PUBLIC, justified=["A"])
    assert (result.winner, codes(result, "A")) == ("A", ["lowest", "low_justified"])


def test_an_unjustified_low_price_is_void_and_the_next_wins() -> None:
    void = {"A": because("low_unjustified")}
    result = lowest_price(offers(50_00, 100_00, 101_00, 102_00), PUBLIC, void=void)
    assert (result.winner, result.excluded[0].label) == ("B", "A")
    assert lowest_price(offers(50_00, 100_00, 101_00), PUBLIC, void=void).outcome is Outcome.FAILED


def test_after_a_withdrawal_the_next_wins_though_fewer_than_the_minimum_remain() -> None:
    result = lowest_price(offers(90_00, 95_00, 99_00), PUBLIC, given_up=["A"])
    assert (result.winner, result.substitutes) == ("B", ("C",))
    assert [(out.label, out.reason.code) for out in result.excluded] == [("A", "withdrawn")]
    assert lowest_price(offers(90_00, 95_00, 99_00), PUBLIC, given_up="ABC").outcome is Outcome.FAILED


def test_a_successor_with_an_abnormally_low_price_is_asked_too() -> None:
    result = lowest_price(offers(50_00, 51_00, 100_00, 100_00), PUBLIC, given_up=["A"])
    assert (result.outcome, result.asks) == (Outcome.AWAITS_JUSTIFICATION, ("B",))


def test_an_offer_given_up_still_counts_in_the_mean_its_successor_is_held_against() -> None:
    assert lowest_price(offers(59_00, 60_00, 85_00, 120_00), PUBLIC, given_up=["A"]).winner == "B"
    assert lowest_price(offers(60_00, 85_00, 120_00), PUBLIC).outcome is Outcome.AWAITS_JUSTIFICATION


def test_two_equal_lowest_offers_vouch_for_each_other_as_the_next() -> None:
    assert lowest_price(offers(60_00, 60_00, 100_00), PUBLIC).winner == "A"


def test_of_discount_rates_the_greatest_wins() -> None:
    rates = [Offer(label, START, discount=Decimal(rate)) for label, rate in (("A", "0.05"), ("B", "0.12"), ("C", "0"))]
    result = lowest_price(rates, Terms(None, minimum=3, quote=Quote.DISCOUNT))
    assert (result.winner, result.substitutes) == ("B", ("A", "C"))
    assert Offer("A", START, discount=Decimal("0.05")).cost == Fraction(95, 100)


@pytest.mark.parametrize("rate", ["1", "1.5", "-0.01"])
def test_a_discount_outside_its_bounds_does_not_count(rate: str) -> None:
    result = lowest_price([Offer("A", START, discount=Decimal(rate))], Terms(None, minimum=1, quote=Quote.DISCOUNT))
    assert (result.outcome, len(result.excluded)) == (Outcome.FAILED, 1)


def test_the_wrong_kind_of_quote_does_not_count() -> None:
    mixed = [*offers(90_00, 91_00, 92_00), Offer("Z", START, discount=Decimal("0.1"))]
    assert [(out.label, out.reason.code) for out in lowest_price(mixed, PUBLIC).excluded] == [("Z", "other_quote")]


def test_one_label_offering_twice_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="twice"):
        lowest_price([offer("A", 1), offer("A", 2)], PUBLIC)
