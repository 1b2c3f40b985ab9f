"""The draw as a method: who may take part, who wins, who follows."""

import pytest

from marketplace.selection.methods.draw import Entry
from marketplace.selection.methods.random_draw import random_draw
from marketplace.selection.methods.reasons import because
from marketplace.selection.methods.terms import Outcome
from tests.marketplace.selection.test_draw import a_draw

ABC = ("A", "B", "C")
DRAW = a_draw(*(Entry(label) for label in ABC))


def test_before_the_draw_the_eligible_are_asked_for_it() -> None:
    result = random_draw(("C", "A", "B", "X"), minimum=3, void={"X": because("recused")})
    assert (result.outcome, result.asks) == (Outcome.AWAITS_DRAW, ABC)
    assert result.excluded[0].reason.code == "recused"


def test_the_ranking_of_the_draw_is_the_result() -> None:
    result = random_draw(ABC, minimum=3, draw=DRAW)
    assert (result.winner, result.substitutes) == (DRAW.ranking[0], DRAW.ranking[1:])


def test_a_substitute_follows_without_a_new_draw() -> None:
    first, second, third = DRAW.ranking
    result = random_draw(ABC, minimum=3, draw=DRAW, given_up=[first])
    assert (result.winner, result.substitutes) == (second, (third,))
    assert dict(result.ranking[0].reasons[0].values) == {"place": "2"}
    assert random_draw(ABC, minimum=3, draw=DRAW, given_up=ABC).outcome is Outcome.FAILED


@pytest.mark.parametrize(("labels", "minimum"), [((), 1), (("A", "B"), 3), (("A",), 2)])
def test_too_few_to_draw_from_are_a_failed_selection(labels: tuple[str, ...], minimum: int) -> None:
    assert random_draw(labels, minimum=minimum).outcome is Outcome.FAILED


def test_only_the_eligible_count_towards_the_minimum() -> None:
    result = random_draw(ABC, minimum=3, void={"C": because("recused")})
    assert (result.outcome, dict(result.reasons[0].values)) == (Outcome.FAILED, {"count": "2", "minimum": "3"})


def test_a_draw_among_others_is_never_taken_for_this_one() -> None:
    with pytest.raises(ValueError, match="among others"):
        random_draw(("A", "B", "D"), minimum=3, draw=DRAW)
