"""Offers in order, and ties broken by the declared rule or shown as still open."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from marketplace.selection.methods.offers import Offer
from marketplace.selection.methods.reasons import Reason, because
from marketplace.selection.methods.results import Place
from marketplace.selection.methods.terms import TieRule

Key = Callable[[Offer], Sequence[Fraction]]
Explain = Callable[[Offer], tuple[Reason, ...]]


def ladder(
    offers: Iterable[Offer], *, key: Key, explain: Explain, tie: TieRule, lots: Mapping[str, int]
) -> tuple[Place, ...]:
    """Rank offers by `key`, the smallest first; equals by the tie rule.

    EARLIEST goes by the moment received, and by lot where even that is equal. Any other rule goes by lot. `lots` is
    the result of a public draw (label to place); equals that it does not name stay on one place.
    """
    ranking: list[Place] = []
    for _, equals in groupby(sorted(offers, key=lambda offer: (*key(offer), offer.label)), key=key):
        group = list(equals)
        labels = [offer.label for offer in group]
        for share in _broken(group, tie, lots):
            place = len(ranking) + 1
            for offer in share:
                others = tuple(label for label in labels if label != offer.label)
                told = _tie_told(offer, group, share, tie) if others else ()
                ranking.append(Place(place, offer.label, explain(offer) + told, others))
    return tuple(ranking)


def _broken(group: list[Offer], tie: TieRule, lots: Mapping[str, int]) -> list[list[Offer]]:
    """Return the equals in order, those that remain equal together."""
    if len(group) == 1:
        return [group]
    if tie is TieRule.EARLIEST:
        moments = groupby(sorted(group, key=lambda offer: offer.received_at), key=lambda offer: offer.received_at)
        return [share for _, same in moments for share in _by_lot(list(same), lots)]
    return _by_lot(group, lots)


def _by_lot(group: list[Offer], lots: Mapping[str, int]) -> list[list[Offer]]:
    if all(offer.label in lots for offer in group):
        return [[offer] for offer in sorted(group, key=lambda offer: lots[offer.label])]
    return [sorted(group, key=lambda offer: offer.label)]


def _tie_told(offer: Offer, group: list[Offer], share: list[Offer], tie: TieRule) -> tuple[Reason, ...]:
    tied = because("tied", labels=", ".join(other.label for other in group if other is not offer))
    if len(share) > 1:
        return tied, because("tie_open")
    same_moment = sum(other.received_at == offer.received_at for other in group) > 1
    if tie is not TieRule.EARLIEST or same_moment:
        return tied, because("tie_drawn")
    earliest = all(offer.received_at <= other.received_at for other in group)
    return tied, because("tie_earliest" if earliest else "tie_later")
