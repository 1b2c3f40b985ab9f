"""Sealed lowest price (竞价·最低价): the lowest valid offer wins."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from marketplace.selection.methods.abnormally_low import suspicions
from marketplace.selection.methods.ladder import ladder
from marketplace.selection.methods.offers import Offer, cost_text, counting, withdrawn
from marketplace.selection.methods.reasons import Reason, because
from marketplace.selection.methods.results import Place, Result, failed
from marketplace.selection.methods.terms import Method, Outcome, Terms


def lowest_price(
    offers: Iterable[Offer],
    terms: Terms,
    *,
    void: Mapping[str, Reason] | None = None,
    justified: Collection[str] = (),
    given_up: Collection[str] = (),
    lots: Mapping[str, int] | None = None,
) -> Result:
    """Rank the valid offers, the lowest first, and name the winner.

    For standard services under a ceiling and without a floor price (招标投标法实施条例 第二十七条). Fewer valid offers
    than the minimum are a failed selection. An abnormally low lowest offer is asked about first; call again with its
    label in `justified`, or in `void` when its explanation was refused. Equals go by the notice's tie rule; where
    that is a draw, the result asks for it and the call is repeated with its `lots`. Winners who have `given_up`
    (弃选) leave the ranking, but their offers competed: they still count towards the minimum and the mean.
    """
    valid, excluded = counting(offers, terms, void or {})
    if not valid or len(valid) < terms.minimum:
        return failed(Method.LOWEST_PRICE, count=len(valid), minimum=terms.minimum, excluded=excluded)
    left, gone = withdrawn(valid, given_up)
    if not left:
        return failed(Method.LOWEST_PRICE, count=0, minimum=terms.minimum, excluded=excluded + gone)
    best = min(offer.cost for offer in left)

    def explain(offer: Offer) -> tuple[Reason, ...]:
        told = _priced(offer, best)
        return (told, because("low_justified")) if offer.label in justified else (told,)

    ranking = ladder(left, key=lambda offer: (offer.cost,), explain=explain, tie=terms.tie, lots=lots or {})
    result = Result(Method.LOWEST_PRICE, Outcome.SELECTED, ranking, excluded + gone)
    leaders = [offer for offer in left if offer.cost == best and offer.label not in justified]
    asked = {offer.label: found for offer in leaders if (found := suspicions(offer, valid))}
    if asked:
        told = tuple(dict.fromkeys(reason for found in asked.values() for reason in found))
        return replace(result, outcome=Outcome.AWAITS_JUSTIFICATION, asks=tuple(asked), reasons=told)
    return settled(result)


def settled(result: Result) -> Result:
    """Return the result as selected, or as awaiting a draw when the first place is still shared."""
    first: list[Place] = [place for place in result.ranking if place.place == 1]
    if len(first) == 1:
        return result
    return replace(
        result,
        outcome=Outcome.AWAITS_DRAW,
        asks=tuple(place.label for place in first),
        reasons=(*result.reasons, because("tie_open")),
    )


def _priced(offer: Offer, best: Fraction) -> Reason:
    if offer.cost == best:
        return because("lowest", price=offer.price)
    return because("higher", price=offer.price, more=cost_text(offer.cost - best, offer.quote))
