"""A working day is changed by two people, ahead of time, and the trail keeps who they were."""

from datetime import date

import pytest

from cms.kernel.calendar import is_working_day
from cms.kernel.errors import NotAllowed, SamePersonTwice, WrongState
from cms.kernel.models import CalendarDay, DayChange, User
from cms.kernel.roles import Role
from cms.kernel.workdays.errors import ChangeWaiting, DayOver
from cms.kernel.workdays.services import approve_day, propose_day, refuse_day
from tests.conftest import Clock
from tests.policies.worlds import officer

FLOOD = date(2023, 7, 12)  # a Wednesday


@pytest.fixture
def people(db: None, clock: Clock) -> tuple[User, User]:
    clock.set(date(2023, 7, 3))
    return officer(Role.ADMINISTRATOR), officer(Role.REVIEWER)


def test_a_day_counts_as_proposed_only_when_a_second_person_agrees(people: tuple[User, User]) -> None:
    one, other = people
    change = propose_day(day=FLOOD, is_working=False, reason="防汛停工", by=one)
    assert is_working_day(FLOOD)
    with pytest.raises(SamePersonTwice):
        approve_day(change_id=change.pk, by=one)
    approve_day(change_id=change.pk, by=other)
    assert not is_working_day(FLOOD)
    with pytest.raises(WrongState):
        refuse_day(change_id=change.pk, by=other)


def test_a_refused_change_never_counts_and_a_day_goes_back_to_the_published_table(people: tuple[User, User]) -> None:
    one, other = people
    refuse_day(change_id=propose_day(day=FLOOD, is_working=False, reason="误报", by=one).pk, by=other)
    assert (is_working_day(FLOOD), CalendarDay.objects.count()) == (True, 0)
    for wanted in (False, None):
        approve_day(change_id=propose_day(day=FLOOD, is_working=wanted, reason="防汛", by=one).pk, by=other)
    assert (is_working_day(FLOOD), CalendarDay.objects.count()) == (True, 0)


def test_one_change_of_a_day_at_a_time_and_none_of_a_past_day(people: tuple[User, User]) -> None:
    one, other = people
    propose_day(day=FLOOD, is_working=False, reason="防汛", by=one)
    with pytest.raises(ChangeWaiting):
        propose_day(day=FLOOD, is_working=True, reason="不停工", by=other)
    with pytest.raises(DayOver):
        propose_day(day=date(2023, 7, 2), is_working=True, reason="补班", by=one)
    with pytest.raises(NotAllowed):
        propose_day(day=date(2023, 7, 13), is_working=True, reason="补班", by=officer(Role.MAKER))
    assert DayChange.objects.count() == 1
