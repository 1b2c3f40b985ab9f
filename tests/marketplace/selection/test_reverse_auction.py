"""Reverse auction: in turn, worst first, strictly down, until nobody answers."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.selection.methods.offers import Offer
from marketplace.selection.methods.results import Result
from marketplace.selection.methods.reverse_auction import Move, Turn, reverse_auction, standing
from marketplace.selection.methods.terms import Method, Outcome, Terms

START = datetime(2023, 3, 1, 9, tzinfo=UTC)
TERMS = Terms(200_00, minimum=3)
STEP = 1_00


def opening(*fens: int) -> list[Offer]:
    return [Offer(chr(65 + n), START + timedelta(minutes=n), fen=fen) for n, fen in enumerate(fens)]


OPENING = opening(100_00, 110_00, 120_00)


def turn(*moves: Move) -> Turn | None:
    return standing(OPENING, moves, step_fen=STEP).turn


def auction(*moves: Move, terms: Terms = TERMS) -> Result:
    return reverse_auction(OPENING, terms, moves, step_fen=STEP)


def test_the_worst_speaks_first_and_the_leader_waits() -> None:
    assert turn() == Turn("C", 1, 99_00)
    assert turn(Move("C", 95_00)) == Turn("B", 1, 94_00)
    assert turn(Move("C", 95_00), Move("B", None)) == Turn("A", 1, 94_00)
    assert turn(Move("C", 95_00), Move("B", None), Move("A", 94_00)) == Turn("C", 2, 93_00)


def test_who_undercuts_last_wins_and_the_others_keep_their_offers() -> None:
    moves = [Move("C", 95_00), Move("B", None), Move("A", 94_00), Move("C", None)]
    result = auction(*moves)
    assert (result.method, result.winner, result.substitutes) == (Method.REVERSE_AUCTION, "A", ("C", "B"))
    assert result.ranking[0].reasons[-1].sentence() == "最终报价 ¥94.00，第 1 轮作出。"


def test_after_the_last_lower_offer_everybody_still_in_could_answer_it() -> None:
    waiting = auction(Move("C", 95_00), Move("B", 90_00))
    assert (waiting.outcome, waiting.asks) == (Outcome.AWAITS_TURN, ("A",))


def test_if_all_pass_the_best_opening_offer_wins() -> None:
    assert auction(Move("C", None), Move("B", None)).winner == "A"


@pytest.mark.parametrize(
    "move", [Move("B", 90_00), Move("B", None), Move("A", 90_00), Move("C", 99_01), Move("C", 0), Move("C", -5)]
)
def test_a_move_out_of_turn_or_out_of_bounds_is_refused(move: Move) -> None:
    with pytest.raises(ValueError, match=r"turn of C|at most"):
        auction(move)


def test_nothing_moves_after_the_end() -> None:
    with pytest.raises(ValueError, match="over"):
        auction(Move("C", None), Move("B", None), Move("A", 50_00))


def test_two_bidders_fall_back_to_the_sealed_price_or_fail_as_announced() -> None:
    two = opening(100_00, 110_00)
    assert reverse_auction(two, TERMS, [], step_fen=STEP).outcome is Outcome.FAILED
    sealed = reverse_auction(two, TERMS, [], step_fen=STEP, sealed_minimum=2)
    assert (sealed.method, sealed.winner, sealed.reasons[0].code) == (Method.LOWEST_PRICE, "A", "fell_back")


def test_an_abnormally_low_end_is_asked_about() -> None:
    moves = [Move("C", 50_00), Move("B", None), Move("A", None)]
    assert auction(*moves).outcome is Outcome.AWAITS_JUSTIFICATION
    assert reverse_auction(OPENING, TERMS, moves, step_fen=STEP, justified=["C"]).winner == "C"


def test_an_offer_above_the_ceiling_does_not_take_part() -> None:
    result = reverse_auction([*OPENING, Offer("Z", START, fen=200_01)], TERMS, [], step_fen=STEP)
    assert (result.asks, result.excluded[0].label) == (("C",), "Z")


@given(st.lists(st.integers(50_00, 200_00), min_size=3, max_size=6), st.randoms(use_true_random=False))
def test_every_auction_ends_and_its_winner_offered_least(fens: list[int], chance: random.Random) -> None:
    moves: list[Move] = []
    while (now := standing(opening(*fens), moves, step_fen=STEP)).turn is not None:
        most = now.turn.at_most_fen
        moves.append(Move(now.turn.label, most if most > 40_00 and chance.random() < 0.7 else None))
    final = {offer.label: offer.fen or 0 for offer in now.offers}
    result = reverse_auction(opening(*fens), Terms(200_00, 3), moves, step_fen=STEP, justified=final)
    assert result.winner is not None
    assert final[result.winner] == min(final.values()) <= min(fens)
    shuffled = opening(*fens)
    chance.shuffle(shuffled)
    assert reverse_auction(shuffled, Terms(200_00, 3), moves, step_fen=STEP, justified=final) == result
