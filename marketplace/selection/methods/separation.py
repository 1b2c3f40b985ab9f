"""Evaluation-award separation (评定分离): a panel recommends, an award committee decides, where the law lets it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from marketplace.selection.methods.offers import Exclusion
from marketplace.selection.methods.reasons import because
from marketplace.selection.methods.results import Place, Result, failed
from marketplace.selection.methods.terms import Method, Outcome

MOST_RECOMMENDED = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """What the award committee decided: whom, by which recorded method, and whether its minutes are signed."""

    label: str
    how: str
    minutes_signed: bool


def separation(
    evaluated: Result,
    *,
    minimum: int = 3,
    basis: str | None = None,
    decision: Decision | None = None,
    given_up: Collection[str] = (),
) -> Result:
    """Turn the panel's evaluation (a `scored` result) into recommendations, and a committee's decision into a winner.

    Without a recorded legal basis there is nothing to separate: the first-ranked wins (招标投标法实施条例 第五十五条).
    With one, at most three are recommended, equals for the last place by a draw, and the committee picks among them; a
    decision outside them, without a method or without signed minutes is not allowed. Who of the recommended has
    `given_up` is decided on no more.
    """
    if evaluated.outcome is not Outcome.SELECTED or len(evaluated.ranking) < minimum:
        if evaluated.outcome in {Outcome.SELECTED, Outcome.FAILED}:
            count = len(evaluated.ranking)
            return failed(Method.SEPARATION, count=count, minimum=minimum, excluded=evaluated.excluded)
        return replace(evaluated, method=Method.SEPARATION)
    if not basis:
        return replace(evaluated, method=Method.SEPARATION, reasons=(because("first_ranked"),))
    if open_tie := _shares_the_last_place(evaluated):
        tied = (*evaluated.reasons, because("tie_open"))
        return replace(evaluated, method=Method.SEPARATION, outcome=Outcome.AWAITS_DRAW, asks=open_tie, reasons=tied)
    recommended = tuple(
        replace(place, reasons=(*place.reasons, because("recommended", place=place.place)))
        for place in evaluated.ranking[:MOST_RECOMMENDED]
    )
    gone = tuple(Exclusion(place.label, because("withdrawn")) for place in recommended if place.label in given_up)
    left = tuple(place for place in recommended if place.label not in given_up)
    if not left:
        return failed(Method.SEPARATION, count=0, minimum=minimum, excluded=evaluated.excluded + gone)
    asks = tuple(place.label for place in left)
    result = Result(Method.SEPARATION, Outcome.AWAITS_CHOICE, left, evaluated.excluded + gone, asks)
    return result if decision is None else _decided(result, decision)


def _shares_the_last_place(evaluated: Result) -> tuple[str, ...]:
    """The labels on the place at which the recommendations end, where more share it than there is room for."""
    ranking = evaluated.ranking
    if len(ranking) <= MOST_RECOMMENDED or ranking[MOST_RECOMMENDED - 1].place != ranking[MOST_RECOMMENDED].place:
        return ()
    last = ranking[MOST_RECOMMENDED].place
    return tuple(place.label for place in ranking if place.place == last)


def _decided(result: Result, decision: Decision) -> Result:
    refusals = [because("not_short_listed")] if decision.label not in result.asks else []
    refusals += [] if decision.how.strip() and decision.minutes_signed else [because("no_minutes")]
    if refusals:
        return replace(result, outcome=Outcome.NOT_ALLOWED, asks=(), reasons=tuple(refusals))
    chosen = next(place for place in result.ranking if place.label == decision.label)
    others = [place for place in result.ranking if place is not chosen]
    first = Place(1, chosen.label, (*chosen.reasons, because("determined", how=decision.how.strip())))
    ranking = (first, *(replace(place, place=number) for number, place in enumerate(others, start=2)))
    return replace(result, outcome=Outcome.SELECTED, ranking=ranking, asks=())
