"""Average price (均价选取): the offer closest to a share of the trimmed mean wins, where a local rule allows it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from marketplace.selection.methods.ladder import ladder
from marketplace.selection.methods.lowest_price import settled
from marketplace.selection.methods.offers import Offer, cost_text, counting, withdrawn
from marketplace.selection.methods.reasons import Reason, because
from marketplace.selection.methods.results import Result, failed
from marketplace.selection.methods.terms import Method, Outcome, Terms, TieRule

BASE_PERCENTS = ("95", "96", "97", "98")


@dataclass(frozen=True, slots=True)
class BaseRule:
    """How the base is made: how many offers are trimmed at each end, and the percentages one is drawn from."""

    trimmed: int = 1
    percents: tuple[str, ...] = BASE_PERCENTS


def trimmed_mean(costs: Sequence[Fraction], *, trimmed: int) -> Fraction:
    """Return the exact mean without the `trimmed` lowest and highest. Raises ValueError when none would remain."""
    kept = sorted(costs)[trimmed : len(costs) - trimmed]
    if not kept or trimmed < 0:
        raise ValueError(f"nothing remains of {len(costs)} without {trimmed} at each end")
    return sum(kept, Fraction(0)) / len(kept)


def average_price(
    offers: Iterable[Offer],
    terms: Terms,
    *,
    rule: BaseRule | None = None,
    base_percent: str | None = None,
    void: Mapping[str, Reason] | None = None,
    given_up: Collection[str] = (),
    lots: Mapping[str, int] | None = None,
) -> Result:
    """Rank the valid offers by their distance from the base; equals by the lower price, then by lot.

    Without `base_percent` the result asks for a verifiable draw among the percentages; it must be held after
    opening, when no offer can be fitted to it any more. Trimmed offers only leave the mean: they can still win. Used
    only where a local rule says so. Those who have `given_up` leave the ranking, not the mean. Raises ValueError for
    a percentage that was not announced.
    """
    rule = rule or BaseRule()
    valid, excluded = counting(offers, terms, void or {})
    minimum = max(terms.minimum, 2 * rule.trimmed + 1)
    if len(valid) < minimum:
        return failed(Method.AVERAGE_PRICE, count=len(valid), minimum=minimum, excluded=excluded)
    if base_percent is None:
        return Result(Method.AVERAGE_PRICE, Outcome.AWAITS_DRAW, excluded=excluded, asks=rule.percents)
    if base_percent not in rule.percents:
        raise ValueError(f"{base_percent} % was not announced")
    base = trimmed_mean([offer.cost for offer in valid], trimmed=rule.trimmed) * int(base_percent) / 100

    def distance(offer: Offer) -> Fraction:
        return abs(offer.cost - base)

    def explain(offer: Offer) -> tuple[Reason, ...]:
        closest = distance(offer) == min(map(distance, left))
        values = {"price": offer.price, "base": _text(base, offer), "distance": _text(distance(offer), offer)}
        told = because("closest" if closest else "farther", **values)
        dearer = any(distance(other) == distance(offer) and other.cost > offer.cost for other in valid)
        return (told, because("tie_lower_price")) if dearer else (told,)

    left, gone = withdrawn(valid, given_up)
    if not left:
        return failed(Method.AVERAGE_PRICE, count=0, minimum=minimum, excluded=excluded + gone)
    ranking = ladder(
        left,
        key=lambda offer: (distance(offer), offer.cost),
        explain=explain,
        tie=TieRule.DRAW,
        lots=lots or {},
    )
    return settled(Result(Method.AVERAGE_PRICE, Outcome.SELECTED, ranking, excluded + gone))


def _text(cost: Fraction, offer: Offer) -> str:
    return cost_text(cost, offer.quote)
