"""Clocks of applications under way follow the working calendar when two people change it."""

from datetime import date, timedelta

import pytest

from cms.kernel.errands import run_due
from cms.kernel.models import Event
from policies.applications.reviewing import return_application
from policies.applications.states import ApplicationState
from tests.conftest import Clock
from tests.policies.applications.worlds import a_world
from tests.policies.worlds import day_changed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]
TOMORROW = date(2023, 2, 2)  # a Thursday
SUNDAY = date(2023, 2, 5)
ONE = timedelta(days=1)


def test_a_day_declared_free_puts_off_the_department_and_who_gives_an_opinion() -> None:
    world = a_world(co_departments=1, decide_days=2)
    application = world.submitted()
    opinion = application.opinions.get()
    before = application.decide_until, opinion.answer_until
    day_changed(TOMORROW, is_working=False)
    application.refresh_from_db()
    opinion.refresh_from_db()
    assert application.decide_until == before[0] + 3 * ONE  # from Friday over the weekend to Monday
    assert opinion.answer_until == before[1] + 3 * ONE
    assert Event.objects.filter(name="application.recounted", subject_id=application.pk).count() == 1


def test_a_weekend_to_be_worked_counts_among_the_days_of_a_department() -> None:
    application = a_world(decide_days=3).submitted()
    day_changed(SUNDAY, is_working=True)
    after = type(application).objects.get(pk=application.pk).decide_until
    assert application.decide_until - after == ONE


def test_the_days_of_an_enterprise_are_put_off_and_never_cut() -> None:
    world = a_world()
    application = return_application(
        application_id=world.submitted().pk, corrections={"finance.revenue": "请附报表"}, by=world.reviewer
    )
    told = application.correct_until
    day_changed(SUNDAY, is_working=True)
    application.refresh_from_db()
    assert (application.state, application.correct_until) == (ApplicationState.RETURNED, told)
    day_changed(SUNDAY, is_working=False)
    day_changed(TOMORROW, is_working=False)
    application.refresh_from_db()
    assert application.correct_until > told


def test_what_is_decided_or_over_is_not_counted_anew(clock: Clock) -> None:
    world = a_world(decide_days=2)
    decided, late = world.approve(world.submitted()), a_world(code="other", serial=5, decide_days=1).submitted()
    run_due()
    clock.set(date(2023, 2, 6))
    day_changed(date(2023, 2, 7), is_working=False)
    assert type(late).objects.get(pk=late.pk).decide_until == late.decide_until
    assert not Event.objects.filter(name="application.recounted").exists()
    assert decided.state == ApplicationState.GRANTED
