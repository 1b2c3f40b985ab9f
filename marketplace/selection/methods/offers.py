"""What bidders offered, as exact comparable costs, and which offers count."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from marketplace.selection.methods.reasons import Reason, because
from marketplace.selection.methods.terms import Quote, Terms
from marketplace.trade.rates import percent


@dataclass(frozen=True, slots=True)
class Offer:
    """One bidder's final offer: an amount in integer fen, or a discount rate (0.05 = 5 % off), never both.

    `received_at` is the server's moment of the version that counts. Raises ValueError on both or neither.
    """

    label: str
    received_at: datetime
    fen: int | None = None
    discount: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.fen is None) == (self.discount is None):
            raise ValueError("an offer is an amount or a discount rate")

    @property
    def quote(self) -> Quote:
        """Which of the two it is."""
        return Quote.DISCOUNT if self.fen is None else Quote.AMOUNT

    @property
    def cost(self) -> Fraction:
        """What the offer asks, exact, the lower the better: fen, or the share of the ceiling that remains."""
        return Fraction(self.fen) if self.fen is not None else 1 - Fraction(self.discount or 0)

    @property
    def price(self) -> str:
        """The offer as a person reads it."""
        return cost_text(self.cost, self.quote)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An offer that does not count, and why."""

    label: str
    reason: Reason


def cost_text(cost: Fraction, quote: Quote) -> str:
    """Return a cost as read by a person: `¥1,234.50`, or for discounts the percentage of the ceiling, `95.00%`."""
    if quote is Quote.DISCOUNT:
        return f"{percent(cost.numerator, cost.denominator)}%"
    fen = percent(cost.numerator, cost.denominator * 10_000, 2)
    return f"¥{Decimal(fen or 0):,}"


def counting(
    offers: Iterable[Offer], terms: Terms, void: Mapping[str, Reason]
) -> tuple[tuple[Offer, ...], tuple[Exclusion, ...]]:
    """Split the offers into those that count and those that do not, both in label order.

    `void` names offers already judged invalid (related parties, withdrawn, unreadable, unjustified). An offer equal
    to the ceiling counts. Raises ValueError when one label offers twice: which of them counts is not for arithmetic.
    """
    ordered = sorted(offers, key=lambda offer: offer.label)
    labels = [offer.label for offer in ordered]
    if len(set(labels)) < len(labels):
        raise ValueError("a label offers twice")
    faults = [(offer, void.get(offer.label) or _fault(offer, terms)) for offer in ordered]
    unseen = [Exclusion(label, reason) for label, reason in sorted(void.items()) if label not in set(labels)]
    excluded = [Exclusion(offer.label, fault) for offer, fault in faults if fault] + unseen
    return tuple(offer for offer, fault in faults if not fault), tuple(excluded)


def withdrawn(offers: Iterable[Offer], given_up: Collection[str]) -> tuple[tuple[Offer, ...], tuple[Exclusion, ...]]:
    """Split valid offers into those still to be had and those whose winners gave up (弃选)."""
    valid = tuple(offers)
    gone = tuple(Exclusion(offer.label, because("withdrawn")) for offer in valid if offer.label in given_up)
    return tuple(offer for offer in valid if offer.label not in given_up), gone


def _fault(offer: Offer, terms: Terms) -> Reason | None:
    """Return why the offer cannot count by itself."""
    if offer.quote is not terms.quote:
        return because("other_quote")
    if offer.cost <= 0:
        return because("not_positive", price=offer.price)
    ceiling = Fraction(1) if terms.quote is Quote.DISCOUNT else terms.ceiling_fen
    if ceiling is not None and offer.cost > ceiling:
        return because("above_ceiling", price=offer.price, ceiling=cost_text(Fraction(ceiling), terms.quote))
    return None
