"""Interest on balances day by day, as both engines mean it; a span of days holds its first and not its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

MOST_BALANCES = 100
"""Lines of one enterprise that interest is reckoned on; with more it is not known (see TOO_MANY_LINES)."""


@dataclass(frozen=True, slots=True)
class Balance:
    """So much is owed from `since` on, no longer on `until`, at a yearly rate."""

    since: date
    until: date
    amount: Fraction
    rate: Fraction


def accrued(
    balances: Sequence[Balance], first: date, last: date, principal_cap: Fraction | None, days_a_year: int
) -> Fraction:
    """The interest of all days from `first` to `last`, both included; the balances fill the cap in their order."""
    end = last + timedelta(days=1)
    inside = [_clipped(one, first, end) for one in balances]
    moments = sorted({day for one in inside for day in (one.since, one.until)})
    total = Fraction(0)
    for start, stop in pairwise(moments):
        owed = [one for one in inside if one.since <= start and stop <= one.until]
        total += _day_by_day(owed, principal_cap) * (stop - start).days
    return total / days_a_year


def _clipped(one: Balance, first: date, end: date) -> Balance:
    since = min(max(one.since, first), end)
    return Balance(since, max(min(one.until, end), since), one.amount, one.rate)


def _day_by_day(owed: Sequence[Balance], principal_cap: Fraction | None) -> Fraction:
    """A year's interest on what is owed on one and the same day."""
    if principal_cap is None:
        return sum((one.amount * one.rate for one in owed), Fraction(0))
    total, room = Fraction(0), max(principal_cap, Fraction(0))
    for one in owed:
        bearing = min(one.amount, room)
        total += bearing * one.rate
        room -= bearing
    return total
