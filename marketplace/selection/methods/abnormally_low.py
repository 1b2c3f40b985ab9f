"""When a price is so low that its bidder must explain it before it can win."""

from collections.abc import Sequence
from fractions import Fraction

from marketplace.selection.methods.offers import Offer
from marketplace.selection.methods.reasons import Reason, because
from marketplace.trade.rates import percent

UNDER_MEAN = Fraction(40, 100)
UNDER_NEXT = Fraction(30, 100)


def suspicions(offer: Offer, offers: Sequence[Offer]) -> tuple[Reason, ...]:
    """Return why the offer is abnormally low among all valid `offers`, or nothing.

    It is when it lies 40 % or more under the mean of the others, or 30 % or more under the next one up. With no other
    offer there is nothing to compare with. The duty to ask is that of 政府采购货物和服务招标投标管理办法 第六十条; the
    two shares are the notice's own.
    """
    others = [other.cost for other in offers if other.label != offer.label]
    if not others:
        return ()
    mean = sum(others, Fraction(0)) / len(others)
    above = [cost for cost in others if cost >= offer.cost]
    found = [_under("under_mean", offer.cost, mean, UNDER_MEAN)]
    if above:
        found.append(_under("under_next", offer.cost, min(above), UNDER_NEXT))
    return tuple(reason for reason in found if reason)


def _under(code: str, cost: Fraction, than: Fraction, limit: Fraction) -> Reason | None:
    under = 1 - cost / than
    return because(code, under=_share(under), limit=_share(limit)) if under >= limit else None


def _share(share: Fraction) -> str:
    return f"{percent(share.numerator, share.denominator)}%"
