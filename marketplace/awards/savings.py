"""What procurements saved: saving = ceiling - deal, rate = saving / ceiling, kept as parts so that figures add up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Self

from marketplace.trade.rates import percent


@dataclass(frozen=True, slots=True)
class SavingsFigure:
    """The savings of some awards: their number, numerator and denominator, in integer fen.

    The rate divides by the ceiling, never by the deal: the county's 18.13 % is 4.1490 / 22.8825.
    """

    saved_fen: int = 0
    ceiling_fen: int = 0
    count: int = 0

    @classmethod
    def of(cls, *, ceiling_fen: int, deal_fen: int) -> Self:
        """Return the figure of one award; a deal above its ceiling is a negative saving and is not hidden."""
        return cls(saved_fen=ceiling_fen - deal_fen, ceiling_fen=ceiling_fen, count=1)

    @classmethod
    def total(cls, figures: "Iterable[SavingsFigure]") -> Self:
        """Return the one figure of them all; of none, the empty figure."""
        parts = list(figures)
        return cls(
            saved_fen=sum(part.saved_fen for part in parts),
            ceiling_fen=sum(part.ceiling_fen for part in parts),
            count=sum(part.count for part in parts),
        )

    @property
    def deal_fen(self) -> int:
        """What was agreed to be paid."""
        return self.ceiling_fen - self.saved_fen

    @property
    def rate(self) -> Fraction | None:
        """Saving over ceiling, exact; None where there was no ceiling."""
        return Fraction(self.saved_fen, self.ceiling_fen) if self.ceiling_fen else None

    def percent(self, places: int = 2) -> str | None:
        """Return the savings rate in percent, half-up: `"18.13"`."""
        return percent(self.saved_fen, self.ceiling_fen, places)

    def __add__(self, other: "SavingsFigure") -> "SavingsFigure":
        """Return the figure of both."""
        return SavingsFigure(
            self.saved_fen + other.saved_fen, self.ceiling_fen + other.ceiling_fen, self.count + other.count
        )


def deal_from_discount(ceiling_fen: int, discount_rate: Decimal) -> int:
    """Return the deal in fen when a discount rate (下浮率) is taken off the ceiling, rounded once, half-up."""
    return int((ceiling_fen * (1 - discount_rate)).quantize(Decimal(1), ROUND_HALF_UP))
