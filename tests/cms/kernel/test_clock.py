"""The business clock tells one time in Python and SQL, moves forward only, and never in production."""

from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from cms.kernel.checks import clock_is_real
from cms.kernel.clock import (
    SHANGHAI,
    BusinessNow,
    ClockBackwards,
    ClockImmovable,
    business_now,
    let_clock_run,
    move_clock,
)
from cms.kernel.people.models import User
from tests.conftest import Clock

pytestmark = pytest.mark.django_db
MARCH = datetime(2023, 3, 1, 9, tzinfo=SHANGHAI)


def test_python_and_sql_read_the_same_clock(clock: Clock) -> None:
    clock.set(MARCH)
    User.objects.create_user(name="钱一", email="qian@example.cn")
    assert User.objects.annotate(now=BusinessNow()).values_list("now", flat=True).get() == MARCH == business_now()


def test_the_clock_does_not_go_back(clock: Clock) -> None:
    clock.set(MARCH)
    with pytest.raises(ClockBackwards):
        move_clock(MARCH - timedelta(seconds=1))
    assert business_now() == MARCH


def test_a_running_clock_runs_on_from_where_it_was_set() -> None:
    move_clock(MARCH, frozen=False)
    assert MARCH <= business_now() < MARCH + timedelta(minutes=1)


def test_where_the_clock_is_real_it_cannot_be_moved_and_a_moved_one_is_an_error(
    clock: Clock, settings: Settings
) -> None:
    clock.set(MARCH)
    settings.BUSINESS_CLOCK_MOVABLE = False
    with pytest.raises(ClockImmovable):
        move_clock(timezone.now())
    assert abs(business_now() - timezone.now()) < timedelta(minutes=1)
    assert [error.id for error in clock_is_real(databases=["default"])] == ["kernel.E001"]


def test_the_command_lets_a_demo_run_on_from_a_later_moment_and_never_back(
    clock: Clock, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    clock.set(MARCH)
    call_command("move_clock")
    call_command("move_clock", "2023-03-03T09:30")
    assert capsys.readouterr().out == "2023-03-01T09:00+08:00\n2023-03-03T09:30+08:00\n"
    later = datetime(2023, 3, 3, 9, 30, tzinfo=SHANGHAI)
    assert later <= business_now() < later + timedelta(minutes=1)
    with pytest.raises(CommandError, match="只能向前"):
        call_command("move_clock", "2023-03-02T09:30")
    settings.BUSINESS_CLOCK_MOVABLE = False
    with pytest.raises(CommandError, match="真实时间"):
        call_command("move_clock", "2099-01-01T00:00")
    settings.BUSINESS_CLOCK_MOVABLE = True
    assert business_now() < later + timedelta(minutes=1)


def test_a_clock_that_runs_already_is_let_run_a_second_time(clock: Clock) -> None:
    clock.set(MARCH)
    for _served_again in range(2):
        assert MARCH <= let_clock_run() < MARCH + timedelta(minutes=1)
    assert business_now() > MARCH
