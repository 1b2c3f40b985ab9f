"""Legal periods are counted as officials count them."""

from datetime import date, datetime

import pytest

from cms.kernel.calendar import (
    PUBLISHED_YEARS,
    CalendarDay,
    DayUnit,
    add_working_days,
    is_provisional,
    is_working_day,
    last_day,
    until,
    year_to_enter,
)
from cms.kernel.clock import SHANGHAI
from cms.kernel.templatetags.house import provisional

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("first", "last"), [((2023, 6, 20), (2023, 6, 29)), ((2023, 6, 19), (2023, 6, 28))])
def test_a_notice_of_seven_working_days_skips_the_festival_and_counts_the_sunday_worked(
    first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert last_day(date(*first), 7, DayUnit.WORKING) == date(*last)


def test_a_worked_weekend_is_a_working_day_and_a_festival_is_not() -> None:
    assert is_working_day(date(2023, 6, 25))
    assert not is_working_day(date(2023, 6, 22))


def test_a_statutory_period_does_not_count_its_first_day_and_runs_over_a_holiday() -> None:
    assert last_day(date(2023, 9, 26), 3, DayUnit.CALENDAR, day_one_counts=False) == date(2023, 9, 29)
    assert last_day(date(2023, 9, 26), 3, DayUnit.CALENDAR, day_one_counts=False, rolls=True) == date(2023, 10, 7)


def test_the_registers_own_day_wins() -> None:
    CalendarDay.objects.create(day=date(2023, 7, 3), is_working=False, reason="县庆")
    assert add_working_days(date(2023, 6, 30), 1) == date(2023, 7, 4)


def test_a_year_not_yet_published_is_provisional() -> None:
    assert is_provisional(2099)
    assert not is_provisional(2023)


def test_a_year_is_known_once_the_register_has_its_notice_and_not_by_one_day() -> None:
    CalendarDay.objects.create(day=date(2099, 7, 3), is_working=False, reason="县庆")
    CalendarDay.objects.create(day=date(2099, 1, 1), is_working=False, reason="元旦")
    assert is_provisional(2099)
    CalendarDay.objects.create(day=date(2099, 10, 1), is_working=False, reason="国庆节")
    assert not is_provisional(2099)


def test_an_end_in_a_year_nobody_has_told_the_holidays_of_says_that_it_is_reckoned() -> None:
    told = "暂按周一至周五推算，2099 年放假安排公布后重新计算"
    assert told in provisional(date(2099, 3, 3))
    assert told in provisional(until(date(2099, 12, 31)))  # the moment itself lies in the next year
    assert provisional(date(2099, 3, 3), DayUnit.CALENDAR) == ""
    assert [provisional(date(2023, 3, 3)), provisional(None)] == ["", ""]


@pytest.mark.parametrize(
    ("today", "year"),
    [((2023, 11, 1), None), ((2098, 10, 31), 2098), ((2098, 11, 1), 2098), ((2025, 12, 31), None)],
)
def test_a_year_to_enter_is_asked_for(today: tuple[int, int, int], year: int | None) -> None:
    assert year_to_enter(date(*today)) == year


def test_from_november_on_the_next_year_is_asked_for() -> None:
    last = max(PUBLISHED_YEARS)
    assert [year_to_enter(date(last, 10, 31)), year_to_enter(date(last, 11, 1))] == [None, last + 1]


def test_a_period_ends_at_the_midnight_after_its_last_day() -> None:
    assert until(date(2023, 6, 29)) == datetime(2023, 6, 30, tzinfo=SHANGHAI)
