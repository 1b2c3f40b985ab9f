"""Periods of whole days in Asia/Shanghai: months, quarters, halves, years, and the full months within a period."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.calendar import until
from cms.kernel.clock import SHANGHAI


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days from `first` to `last`, both counted, in Asia/Shanghai."""

    first: date
    last: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The first moment, and the first moment after."""
        return datetime.combine(self.first, time(), SHANGHAI), until(self.last)

    @property
    def is_empty(self) -> bool:
        """Whether it has no day at all."""
        return self.last < self.first

    def within(self, other: "Period") -> "Period":
        """The days that both have; empty when there is none."""
        return Period(max(self.first, other.first), min(self.last, other.last))


def month_of(day: date) -> Period:
    """The calendar month of a day."""
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def year_of(year: int) -> Period:
    """A calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


class Span(models.TextChoices):
    """How long a printed report's period is."""

    MONTH = "month", _("月报")
    QUARTER = "quarter", _("季报")
    HALF = "half", _("半年报")
    YEAR = "year", _("年报")


MONTHS: dict[str, int] = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF: 6, Span.YEAR: 12}


def span_at(span: str, day: date) -> Period:
    """The report period of a length that holds the day: 2023-05-09 lies in the second quarter, 1 April to 30 June."""
    months = MONTHS[span]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(first, month_of(date(day.year, first.month + months - 1, 1)).last)


def span_before(period: Period, span: str) -> Period:
    """The report period of the same length just before."""
    return span_at(span, period.first - timedelta(days=1))


def year_earlier(period: Period) -> Period:
    """The same months of the year before."""
    first = period.first.replace(year=period.first.year - 1)
    return Period(first, month_of(date(period.last.year - 1, period.last.month, 1)).last)


def full_months(period: Period) -> tuple[Period | None, Sequence[Period]]:
    """The full calendar months in the period as one period, and the days left over before and after them."""
    if period.is_empty:
        return None, ()
    begins = period.first if period.first.day == 1 else month_of(period.first).last + timedelta(days=1)
    ends = period.last if period.last == month_of(period.last).last else period.last.replace(day=1) - timedelta(days=1)
    if ends < begins:
        return None, (period,)
    edges = (Period(period.first, begins - timedelta(days=1)), Period(ends + timedelta(days=1), period.last))
    return Period(begins, ends), tuple(edge for edge in edges if not edge.is_empty)


def full_years(period: Period) -> tuple[Period | None, Sequence[Period]]:
    """The full calendar years in the period as one period, and what is left over before and after them."""
    if period.is_empty:
        return None, ()
    begins = period.first.year + (period.first != date(period.first.year, 1, 1))
    ends = period.last.year - (period.last != date(period.last.year, 12, 31))
    if ends < begins:
        return None, (period,)
    years = Period(date(begins, 1, 1), date(ends, 12, 31))
    edges = (
        Period(period.first, years.first - timedelta(days=1)),
        Period(years.last + timedelta(days=1), period.last),
    )
    return years, tuple(edge for edge in edges if not edge.is_empty)
