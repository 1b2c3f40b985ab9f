"""Years, quarters and months: those that facts are about, and how a rule points at them from the assessed one."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from policies.rules.facts import Grain

PER_YEAR = {Grain.YEAR: 1, Grain.QUARTER: 4, Grain.MONTH: 12}
_ABSOLUTE = re.compile(r"(?P<year>\d{4})(?:Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?")
_RELATIVE = re.compile(
    r"(?P<grain>[yqm])(?P<offset>[+-]\d{1,3})?(?:\.(?:q(?P<quarter>[1-4])|m(?P<month>0[1-9]|1[0-2])))?"
)
_LETTER = {"y": Grain.YEAR, "q": Grain.QUARTER, "m": Grain.MONTH}
FIRST_YEAR, LAST_YEAR = 1900, 2200


class NotAPeriod(ValueError):
    """The text names no period."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year (`2023`), a quarter (`2023Q1`) or a month (`2023-05`); `index` counts from 1 within the year."""

    grain: Grain
    year: int
    index: int = 1

    def __str__(self) -> str:
        if self.grain is Grain.QUARTER:
            return f"{self.year:04d}Q{self.index}"
        return f"{self.year:04d}-{self.index:02d}" if self.grain is Grain.MONTH else f"{self.year:04d}"

    @property
    def first_day(self) -> date:
        return date(self.year, (self.index - 1) * (12 // PER_YEAR[self.grain]) + 1, 1)

    @property
    def last_day(self) -> date:
        following = self.shifted(1)
        return date(following.year, following.first_day.month, 1) - timedelta(days=1)

    def shifted(self, steps: int) -> "Period":
        """The period `steps` of the same length later (earlier when negative); NotAPeriod outside 1900–2200."""
        count = PER_YEAR[self.grain]
        year, index = divmod(self.year * count + self.index - 1 + steps, count)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise NotAPeriod(str(year))
        return Period(self.grain, year, index + 1)

    def contains(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@lru_cache(maxsize=1024)
def parse_period(text: str) -> Period:
    """The period written as `2023`, `2023Q1` or `2023-05`; NotAPeriod for anything else."""
    found = _ABSOLUTE.fullmatch(text)
    if not found or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        raise NotAPeriod(text)
    if found["quarter"]:
        return Period(Grain.QUARTER, int(found["year"]), int(found["quarter"]))
    if found["month"]:
        return Period(Grain.MONTH, int(found["year"]), int(found["month"]))
    return Period(Grain.YEAR, int(found["year"]))


def period_of(day: date, grain: Grain) -> Period:
    """The year, quarter or month that `day` lies in."""
    return Period(grain, day.year, (day.month - 1) // (12 // PER_YEAR[grain]) + 1)


@dataclass(frozen=True, slots=True)
class PeriodRef:
    """A pointer from the assessed period: `y-1`, `q-4`, `y.q1` (first quarter of the year), or fixed: `2023Q1`."""

    text: str

    def __post_init__(self) -> None:
        if not _RELATIVE.fullmatch(self.text):
            parse_period(self.text)
        elif "." in self.text and self.text[0] != "y":
            raise NotAPeriod(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def is_fixed(self) -> bool:
        return self.text[0].isdigit()

    @property
    def grain(self) -> Grain:
        """How long the period is that it points at."""
        found = _RELATIVE.fullmatch(self.text)
        if not found:
            return parse_period(self.text).grain
        if found["quarter"]:
            return Grain.QUARTER
        return Grain.MONTH if found["month"] else _LETTER[found["grain"]]

    @property
    def needs(self) -> Grain:
        """How fine the assessed period must be at least; NONE for a fixed pointer."""
        return Grain.NONE if self.is_fixed else _LETTER[self.text[0]]

    @property
    def offset(self) -> int:
        found = _RELATIVE.fullmatch(self.text)
        return int(found["offset"] or 0) if found else 0

    @lru_cache(maxsize=4096)  # noqa: B019  a pointer is a value: two that read alike are one
    def resolve(self, assessed: Period) -> Period:
        """The period meant when `assessed` is assessed; NotAPeriod when `assessed` is too long for it."""
        found = _RELATIVE.fullmatch(self.text)
        if not found:
            return parse_period(self.text)
        grain = _LETTER[found["grain"]]
        if PER_YEAR[grain] > PER_YEAR.get(assessed.grain, 1):
            raise NotAPeriod(f"{self.text} of {assessed}")
        here = assessed if grain is assessed.grain else period_of(assessed.first_day, grain)
        there = here.shifted(int(found["offset"] or 0))
        if found["quarter"]:
            return Period(Grain.QUARTER, there.year, int(found["quarter"]))
        return Period(Grain.MONTH, there.year, int(found["month"])) if found["month"] else there


def fits(ref: PeriodRef, assessed: Grain) -> bool:
    """Whether a rule that assesses periods of grain `assessed` may use the pointer."""
    return ref.needs is Grain.NONE or (assessed is not Grain.NONE and PER_YEAR[ref.needs] <= PER_YEAR[assessed])


def column_name(code: str, period: Period | None = None) -> str:
    """The name of a snapshot column and of a fact in a facts file: `finance.revenue[2023]`, `enterprise.scale`."""
    return code if period is None else f"{code}[{period}]"


def shifted_day(day: date, *, years: int = 0, months: int = 0, days: int = 0) -> date:
    """The corresponding day; where the month lacks it, its last day (Civil Code art. 202); ValueError beyond 9999."""
    total = day.year * 12 + day.month - 1 + years * 12 + months
    year, month = divmod(total, 12)
    last = calendar.monthrange(year, month + 1)[1]
    try:
        return date(year, month + 1, min(day.day, last)) + timedelta(days=days)
    except OverflowError as error:
        raise ValueError(str(error)) from error


def whole_years(since: date, until: date) -> int:
    """Completed years between two days; negative when `until` comes first by more than zero years."""
    years = until.year - since.year
    return years if shifted_day(since, years=years) <= until else years - 1


def whole_months(since: date, until: date) -> int:
    """Completed months between two days."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return months if shifted_day(since, months=months) <= until else months - 1
