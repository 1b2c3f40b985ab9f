"""Scored and invited: price points by lowest / offer, technical points by the panel, every point accounted for."""

import random
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.selection.methods.offers import Offer
from marketplace.selection.methods.scored import (
    Criterion,
    Scheme,
    Sheet,
    invited,
    price_score,
    scored,
    technical_scores,
)
from marketplace.selection.methods.terms import Method, Outcome, Terms

START = datetime(2023, 3, 1, 9, tzinfo=UTC)
TERMS = Terms(1_000_000_00, minimum=3)
SCHEME = Scheme(Decimal(40), (Criterion("team", Decimal(30)), Criterion("plan", Decimal(30))))
ABC = ("A", "B", "C")


def offers(**fens: int) -> list[Offer]:
    return [Offer(label, START, fen=fen) for label, fen in fens.items()]


def points(**scores: str) -> dict[str, Decimal]:
    return {label: Decimal(score) for label, score in scores.items()}


def sheet(expert: str, label: str, team: str, plan: str) -> Sheet:
    return Sheet(expert, label, {"team": Decimal(team), "plan": Decimal(plan)})


def test_a_worked_example() -> None:
    technical = points(A="50", B="55.5", C="40")
    result = scored(offers(A=100, B=120, C=90), TERMS, scheme=SCHEME, technical=technical)
    # A: 90/100 x 40 = 36 -> 86; B: 90/120 x 40 = 30 -> 85.5; C: 40 + 40 = 80
    assert [place.label for place in result.ranking] == ["A", "B", "C"]
    told = [dict(place.reasons[0].values)["total"] for place in result.ranking]
    assert told == ["86.00", "85.50", "80.00"]


def test_price_points_round_half_up_to_a_hundredth() -> None:
    assert price_score(offers(A=300)[0], Fraction(100), Decimal(40)) == Decimal("13.33")
    assert price_score(offers(A=1600)[0], Fraction(1), Decimal(40)) == Decimal("0.03")


@given(st.lists(st.integers(1, 10**9), min_size=3, max_size=3), st.randoms(use_true_random=False))
def test_with_equal_quality_the_lowest_price_leads_and_order_does_not_matter(
    fens: list[int], chance: random.Random
) -> None:
    equal = dict.fromkeys(ABC, Decimal(30))
    given_offers = offers(**dict(zip(ABC, fens, strict=True)))
    result = scored(given_offers, Terms(None, 3), scheme=SCHEME, technical=equal, justified=ABC)
    lead = [place.label for place in result.ranking if place.place == 1]
    assert ABC[fens.index(min(fens))] in lead
    chance.shuffle(given_offers)
    assert scored(given_offers, Terms(None, 3), scheme=SCHEME, technical=equal, justified=ABC) == result


def test_equal_totals_go_by_the_technical_score_then_by_lot() -> None:
    technical = points(A="20", B="40", C="20")
    result = scored(offers(A=100, B=200, C=200), TERMS, scheme=SCHEME, technical=technical, justified=("A",))
    assert (result.winner, result.ranking[0].reasons[1].code) == ("B", "tie_technical")
    same = points(A="20", B="20", C="20")
    tied = scored(offers(A=100, B=100, C=200), TERMS, scheme=SCHEME, technical=same)
    assert (tied.outcome, tied.asks) == (Outcome.AWAITS_DRAW, ("A", "B"))
    lots = {"B": 0, "A": 1}
    assert scored(offers(A=100, B=100, C=200), TERMS, scheme=SCHEME, technical=same, lots=lots).winner == "B"


def test_two_valid_offers_are_too_few() -> None:
    result = scored(offers(A=100, B=100, C=0), TERMS, scheme=SCHEME, technical=points(A="1", B="1"))
    assert result.outcome is Outcome.FAILED


def test_the_technical_score_is_the_mean_of_the_experts() -> None:
    sheets = [sheet("x", "A", "30", "30"), sheet("y", "A", "20", "10"), sheet("z", "A", "10", "0.01")]
    assert technical_scores(sheets, SCHEME) == points(A="33.34")


@pytest.mark.parametrize(
    "sheets",
    [
        [sheet("x", "A", "31", "0")],
        [sheet("x", "A", "-1", "0")],
        [Sheet("x", "A", {"team": Decimal(1)})],
        [sheet("x", "A", "1", "1"), sheet("x", "A", "1", "1")],
        [sheet("x", "A", "1", "1"), sheet("x", "B", "1", "1"), sheet("y", "A", "1", "1")],
    ],
)
def test_sheets_with_holes_or_surplus_are_refused(sheets: list[Sheet]) -> None:
    with pytest.raises(ValueError, match=r"scores every|open|outside"):
        technical_scores(sheets, SCHEME)


def test_a_scheme_adds_up_to_a_hundred() -> None:
    with pytest.raises(ValueError, match="100"):
        Scheme(Decimal(40), (Criterion("team", Decimal(59)),))


def test_only_the_invited_count() -> None:
    technical = points(A="10", B="20", C="30", D="60")
    result = invited(offers(A=100, B=100, C=100, D=1), TERMS, invitees=ABC, scheme=SCHEME, technical=technical)
    assert (result.method, result.winner) == (Method.INVITED, "C")
    assert [(out.label, out.reason.code) for out in result.excluded] == [("D", "barred")]


@pytest.mark.parametrize("invitees", [("A", "B"), ("A", "B", "X")])
def test_too_few_invited_or_too_few_answers_fail(invitees: tuple[str, ...]) -> None:
    technical = points(A="10", B="20", C="30")
    result = invited(offers(A=1, B=1, C=1), TERMS, invitees=invitees, scheme=SCHEME, technical=technical)
    assert (result.method, result.outcome) == (Method.INVITED, Outcome.FAILED)
