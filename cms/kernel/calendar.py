"""Working days and legal periods: Chinese public holidays and the weekends worked in exchange (调休).

The register's own days win over the `chinesecalendar` tables; for a year that neither knows yet,
Monday to Friday count as working days and the answer is provisional.
"""

from datetime import date, datetime, time, timedelta

import chinese_calendar
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import SHANGHAI
from cms.kernel.reading import once

NOTICE_MONTH = 11  # by November the State Council has usually told the holidays of the next year
PUBLISHED_YEARS = {day.year for day in chinese_calendar.constants.holidays}


class DayUnit(models.TextChoices):
    """What a period is counted in."""

    CALENDAR = "calendar", _("自然日")
    WORKING = "working", _("工作日")


class CalendarDay(models.Model):
    """A day the county's register declares to be worked or free, over the published tables."""

    day = models.DateField(_("日期"), unique=True)
    is_working = models.BooleanField(_("是否工作日"))
    reason = models.CharField(_("依据"), max_length=200)

    objects: "models.Manager[CalendarDay]" = models.Manager()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {'+' if self.is_working else '-'}"


@once
def is_provisional(year: int) -> bool:
    """Whether the State Council's holiday notice for `year` is neither in the tables nor in the county's register.

    Every notice frees New Year's Day and the National Day: a register that has both has the notice.
    """
    if year in PUBLISHED_YEARS:
        return False
    always_free = [date(year, 1, 1), date(year, 10, 1)]
    return CalendarDay.objects.filter(day__in=always_free, is_working=False).count() < len(always_free)


def year_to_enter(today: date) -> int | None:
    """The year whose holiday notice the county has to enter: this one, or from November on the next; None: neither."""
    asked = [today.year, today.year + 1] if today.month >= NOTICE_MONTH else [today.year]
    return next((year for year in asked if is_provisional(year)), None)


def declared_days(first: date, last: date) -> dict[date, bool]:
    """The register's own days from `first` to `last`, each with whether it is worked."""
    return dict(CalendarDay.objects.filter(day__range=(first, last)).values_list("day", "is_working"))


def _is_working(day: date, declared: dict[date, bool]) -> bool:
    if day in declared:
        return declared[day]
    if day.year in PUBLISHED_YEARS:
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5


def is_working_day(day: date) -> bool:
    """Whether `day` is worked, exchanged weekends (调休) included."""
    return _is_working(day, declared_days(day, day))


def add_working_days(start: date, days: int) -> date:
    """The day on which the `days`-th working day after `start` falls (`start` itself not counted; days ≥ 0)."""
    declared = declared_days(start, start + timedelta(days=4 * days + 30))
    day, left = start, days
    while left:
        day += timedelta(days=1)
        left -= _is_working(day, declared)
    return day


def working_days_between(start: date, last: date) -> int:
    """How many working days lie after `start` up to and with `last`; none when `last` is not after `start`."""
    declared = declared_days(start, last)
    days = (last - start).days
    return sum(_is_working(start + timedelta(days=after), declared) for after in range(1, days + 1))


def next_working_day(day: date) -> date:
    """`day` itself when it is worked, else the first worked day after it."""
    return day if is_working_day(day) else add_working_days(day, 1)


def last_day(start: date, days: int, unit: DayUnit, *, day_one_counts: bool = True, rolls: bool = False) -> date:
    """The last day of a period of `days` that begins on `start`.

    Public notices count their first day; statutory periods do not (Civil Code article 201) and a
    period ending on a holiday runs on to the next working day (`rolls`, article 203).
    """
    if days < 1:
        raise ValueError("a period has at least one day")
    if unit == DayUnit.WORKING:
        return add_working_days(start - timedelta(days=1) if day_one_counts else start, days)
    last = start + timedelta(days=days - 1 if day_one_counts else days)
    return next_working_day(last) if rolls else last


def until(last: date) -> datetime:
    """The exclusive end of a period whose last day is `last`: the midnight after it, Asia/Shanghai."""
    return datetime.combine(last + timedelta(days=1), time(), SHANGHAI)


def last_day_before(end: datetime) -> date:
    """The last day of a period that ends, exclusively, at `end`."""
    return (end.astimezone(SHANGHAI) - timedelta(microseconds=1)).date()
