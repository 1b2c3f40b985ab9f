"""Confirmations, notices and lists of the silent run by the calendar as two people change it, and never shorter."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from cms.kernel.calendar import CalendarDay, DayUnit
from cms.kernel.models import Event
from policies.grants.contacting import record_contacts
from policies.grants.states import Means, Outcome
from policies.notices.errors import NoticeStillOpen
from policies.notices.listing import publish_silent_list
from policies.notices.services import close_notice
from tests.conftest import Clock
from tests.policies.grants.worlds import a_world
from tests.policies.worlds import day_changed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]
FRIDAY, SUNDAY = date(2023, 2, 3), date(2023, 2, 5)
ONE = timedelta(days=1)


def recounted(name: str) -> int:
    return Event.objects.filter(name=name).count()


def test_working_days_of_confirmation_are_put_off_for_the_list_and_for_each_enterprise() -> None:
    world = a_world(confirm_days=3, confirm_unit=DayUnit.WORKING)
    decision = world.decide()
    assert decision.confirm_until == world.grant().confirm_until
    day_changed(FRIDAY, is_working=False)
    told = decision.confirm_until + ONE
    decision.refresh_from_db()
    assert {decision.confirm_until, world.grant(0).confirm_until, world.grant(1).confirm_until} == {told}
    day_changed(SUNDAY, is_working=True)
    assert (world.grant().confirm_until, recounted("decision.recounted")) == (told, 1)


def test_calendar_days_of_confirmation_stay_as_they_are() -> None:
    world = a_world(confirm_days=10)
    told = world.decide().confirm_until
    day_changed(FRIDAY, is_working=False)
    assert (world.grant().confirm_until, recounted("decision.recounted")) == (told, 0)


def test_a_notice_stays_public_for_its_working_days(clock: Clock) -> None:
    notice = a_world(notice_days=3).noticed()
    before, day = notice.closes_at, notice.opens_on + ONE
    while day.weekday() > 4:
        day += ONE
    day_changed(day, is_working=False)
    notice.refresh_from_db()
    assert (notice.closes_at > before, notice.last_day > day, recounted("notice.recounted")) == (True, True, 1)
    clock.set(before)
    with pytest.raises(NoticeStillOpen):
        close_notice(notice_id=notice.pk)


def test_who_stands_on_a_list_of_the_silent_has_its_working_days(clock: Clock) -> None:
    world = a_world(revenues=(2_000_000,))
    decision = world.decide()
    for day in (2, 3, 6):
        clock.set(date(2023, 2, day))
        record_contacts(
            decision_id=decision.pk,
            grant_ids=[world.grant().pk],
            means=Means.PHONE,
            outcome=Outcome.NOT_REACHED,
            by=world.reviewer,
        )
    published = publish_silent_list(decision_id=decision.pk, by=world.reviewer)
    day_changed(date(2023, 2, 7), is_working=False)
    published.refresh_from_db()
    assert world.grant().listed_until > published.closes_at
    assert recounted("silent_list.recounted") == 1


def test_a_new_edition_of_the_published_tables_is_applied_by_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    world = a_world(confirm_days=3, confirm_unit=DayUnit.WORKING)
    told = world.decide().confirm_until
    CalendarDay.objects.create(day=FRIDAY, is_working=False, reason="随新版节假日数据")
    call_command("recount_periods")
    assert "确认 1 批" in capsys.readouterr().out
    assert world.grant().confirm_until > told
