"""What lies far from the rest: quartiles of type 8 (Hyndman and Fan, 1996), fences one and a half ranges beyond."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, log

ENOUGH = 12
"""With fewer values there is no telling what is far from the rest."""
REACH = Fraction(3, 2)


@dataclass(frozen=True, slots=True)
class Fences:
    """The quartiles of some values, and the bounds beyond which a value is an outlier."""

    first: Fraction
    third: Fraction

    @property
    def lower(self) -> Fraction:
        """Q1 - 1.5 (Q3 - Q1)."""
        return self.first - REACH * (self.third - self.first)

    @property
    def upper(self) -> Fraction:
        """Q3 + 1.5 (Q3 - Q1)."""
        return self.third + REACH * (self.third - self.first)


def lower_bound(values: Sequence[Fraction], usual: Fences) -> Fraction:
    """The lower fence of values that cannot be negative.

    Where few are large and most are small, as with differences between prices, the fence lies below zero and no value
    is beyond it. There it is that of their logarithms; values of zero have none and are left out.
    """
    if usual.lower > 0:
        return usual.lower
    of_logarithms = fences([Fraction(log(value)) for value in values if value > 0])
    return Fraction(exp(of_logarithms.lower)) if of_logarithms is not None else usual.lower


def quantile(values: Sequence[Fraction], share: Fraction) -> Fraction:
    """The quantile of type 8: at place (n + 1/3) p + 1/3, between the values beside it. Raises ValueError for none."""
    if not values:
        raise ValueError("no values have no quantile")
    ordered, third = sorted(values), Fraction(1, 3)
    place = (len(ordered) + third) * share + third
    below = min(max(int(place), 1), len(ordered))
    above = min(below + 1, len(ordered))
    part = min(max(place - below, Fraction(0)), Fraction(1))
    return ordered[below - 1] + part * (ordered[above - 1] - ordered[below - 1])


def fences(values: Sequence[Fraction]) -> Fences | None:
    """The fences of the values; None when they are too few to tell."""
    if len(values) < ENOUGH:
        return None
    return Fences(quantile(values, Fraction(1, 4)), quantile(values, Fraction(3, 4)))
