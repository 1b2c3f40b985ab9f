"""The methods with a choice at their end: credit preferred, and evaluation-award separation."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from marketplace.selection.methods.credit_preferred import CreditTerms, Pick, credit_preferred, long_list
from marketplace.selection.methods.draw import Entry
from marketplace.selection.methods.offers import Offer
from marketplace.selection.methods.results import Result
from marketplace.selection.methods.scored import Criterion, Scheme, scored
from marketplace.selection.methods.separation import Decision, separation
from marketplace.selection.methods.terms import Outcome, Terms
from tests.marketplace.selection.test_draw import a_draw

LADDER = ((Decimal(90), 3), (Decimal(75), 2), (Decimal(60), 1))
TERMS = CreditTerms(floor=Decimal(60), long_size=3, short_size=2, ladder=LADDER)
CREDIT = {label: Decimal(points) for label, points in zip("ABCDE", (95, 88, 70, 70, 59), strict=True)}
ENTRIES, _ = long_list(CREDIT, TERMS, {})
DRAW = a_draw(*ENTRIES)


def test_the_long_list_cuts_off_nobody_by_name_and_weighs_by_credit() -> None:
    assert (Entry("A", 3), Entry("B", 2), Entry("C", 1), Entry("D", 1)) == ENTRIES


def test_below_the_ladder_nobody_is_drawn_whatever_floor_the_notice_names() -> None:
    _, excluded = long_list(CREDIT, CreditTerms(Decimal(10), 5, 2, LADDER), {})
    assert [(out.label, out.reason.code) for out in excluded] == [("E", "below_floor")]


def test_everybody_left_out_is_told_why() -> None:
    terms = CreditTerms(floor=Decimal(60), long_size=2, short_size=1, ladder=LADDER)
    _, excluded = long_list(CREDIT, terms, {})
    assert {out.label: out.reason.code for out in excluded} == {
        "C": "not_long_listed", "D": "not_long_listed", "E": "below_floor",
    }  # fmt: skip


def test_the_long_list_is_drawn_then_the_owner_picks_from_the_short_list() -> None:
    assert credit_preferred(CREDIT, TERMS).asks == ("A", "B", "C", "D")
    short = credit_preferred(CREDIT, TERMS, draw=DRAW)
    assert (short.outcome, short.asks) == (Outcome.AWAITS_CHOICE, DRAW.ranking[:2])
    second = DRAW.ranking[1]
    result = credit_preferred(CREDIT, TERMS, draw=DRAW, pick=Pick(second, "业绩更相近"))
    assert (result.winner, result.substitutes) == (second, (DRAW.ranking[0],))


@pytest.mark.parametrize(
    ("pick", "code"), [(Pick(DRAW.ranking[3], "x"), "not_short_listed"), (Pick(DRAW.ranking[0], " "), "no_reason")]
)
def test_a_pick_outside_the_short_list_or_without_reason_is_not_allowed(pick: Pick, code: str) -> None:
    result = credit_preferred(CREDIT, TERMS, draw=DRAW, pick=pick)
    assert (result.outcome, result.winner, result.reasons[0].code) == (Outcome.NOT_ALLOWED, None, code)


def test_who_gives_up_is_followed_by_the_next_of_the_same_draw() -> None:
    short = credit_preferred(CREDIT, TERMS, draw=DRAW, given_up=[DRAW.ranking[0]])
    assert short.asks == DRAW.ranking[1:3]


def test_a_draw_with_other_tickets_is_refused() -> None:
    with pytest.raises(ValueError, match="other tickets"):
        credit_preferred(CREDIT, TERMS, draw=a_draw(*(Entry(entry.label) for entry in ENTRIES)))


def test_one_able_agency_is_too_few() -> None:
    assert credit_preferred({"A": Decimal(99), "B": Decimal(1)}, TERMS).outcome is Outcome.FAILED


def evaluated(*labels: str) -> Result:
    scheme = Scheme(Decimal(40), (Criterion("team", Decimal(60)),))
    offers = [Offer(label, datetime(2023, 3, 1, tzinfo=UTC), fen=100 + n) for n, label in enumerate(labels)]
    return scored(offers, Terms(None, 1), scheme=scheme, technical=dict.fromkeys(labels, Decimal(30)))


BASIS = "评定分离试点实施意见"


def test_without_a_legal_basis_the_first_ranked_wins() -> None:
    result = separation(evaluated(*"ABCD"), decision=Decision("B", "票决", minutes_signed=True))
    assert (result.winner, result.reasons[0].code) == ("A", "first_ranked")


def test_with_a_basis_at_most_three_are_recommended_and_the_committee_decides() -> None:
    assert separation(evaluated(*"ABCD"), basis=BASIS).asks == ("A", "B", "C")
    decision = Decision("B", "票决", minutes_signed=True)
    result = separation(evaluated(*"ABCD"), basis=BASIS, decision=decision)
    assert (result.winner, result.substitutes) == ("B", ("A", "C"))
    assert result.ranking[0].reasons[-1].sentence() == "由定标委员会按“票决”确定。"


def test_equals_for_the_last_recommendation_are_drawn_and_never_cut_off_by_name() -> None:
    scheme = Scheme(Decimal(40), (Criterion("team", Decimal(60)),))
    moment = datetime(2023, 3, 1, tzinfo=UTC)
    offers = [Offer(label, moment, fen=fen) for label, fen in zip("ABCD", (100, 101, 102, 102), strict=True)]
    find = lambda **lots: scored(  # noqa: E731
        offers, Terms(None, 1), scheme=scheme, technical=dict.fromkeys("ABCD", Decimal(30)), lots=lots
    )
    tied = separation(find(), basis=BASIS)
    assert (tied.outcome, tied.asks, tied.reasons[-1].code) == (Outcome.AWAITS_DRAW, ("C", "D"), "tie_open")
    assert separation(find(D=0, C=1), basis=BASIS).asks == ("A", "B", "D")


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (Decision("D", "票决", minutes_signed=True), "not_short_listed"),
        (Decision("B", " ", minutes_signed=True), "no_minutes"),
        (Decision("B", "票决", minutes_signed=False), "no_minutes"),
    ],
)
def test_a_decision_that_cannot_stand_is_not_allowed(decision: Decision, code: str) -> None:
    result = separation(evaluated(*"ABCD"), basis=BASIS, decision=decision)
    assert (result.outcome, result.winner, result.reasons[0].code) == (Outcome.NOT_ALLOWED, None, code)


def test_two_candidates_are_too_few() -> None:
    assert separation(evaluated("A", "B"), basis=BASIS).outcome is Outcome.FAILED
