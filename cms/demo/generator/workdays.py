"""Working days of the demo's own calendar: inputs are dated on days when people work (no database needed)."""

from datetime import date, timedelta
from functools import cache

import chinese_calendar


@cache
def is_worked(day: date) -> bool:
    """Whether the day is worked in China, exchanged weekends included; a year not yet published goes by the week."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def worked_days(first: date, last: date) -> list[date]:
    """The worked days from `first` to `last`, both included."""
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return [day for day in days if is_worked(day)]


def after(day: date, working_days: int) -> date:
    """The day that many working days after `day` (negative: before)."""
    step = timedelta(days=1 if working_days >= 0 else -1)
    left = abs(working_days)
    while left:
        day += step
        left -= is_worked(day)
    return day
