"""Nothing that falls due in the whole house is missed: what the question calls idle really has nothing to do."""

from datetime import date, timedelta

import pytest
from django.db.models import Exists

from cms import wiring
from cms.kernel import dues
from cms.kernel.clock import business_now
from cms.kernel.dues import parts_due
from cms.kernel.errands import Errand, run_due
from cms.kernel.models import Event, Message
from marketplace.needs.models import Need
from tests.conftest import Clock
from tests.marketplace.worlds import market
from tests.policies.grants.worlds import a_world

WATCHED = tuple(part for part in wiring.EVERY_TICK if part in dues._conditions)
LATER = [
    timedelta(hours=hours) for hours in (0, 24, 24 * 3, 24 * 5, 24 * 8, 24 * 9, 24 * 40, 24 * 200, 24 * 380, 24 * 500)
]
DO_SOMETHING = {
    "close_due_confirmations", "close_due_needs", "close_due_notices", "expire_due_admissions", "expire_due_policies",
    "look_after_admissions", "look_after_owners", "look_weekly", "send_due_reminders", "suspend_unconfirmed",
    "tell_new_members",
}  # fmt: skip


def traces() -> tuple[int, int, int]:
    """What any part of a tick leaves behind when it does something."""
    return Event.objects.count(), Errand.objects.count(), Message.objects.count()


def years_of_a_village(clock: Clock, moments: list[timedelta]) -> tuple[set[str], set[str]]:
    """The parts that did something though the question called them idle, and all that did something."""
    clock.set(date(2023, 2, 1))
    place = market()
    place.agency("云川测绘")
    a_world(code="shown", first_serial=5001, last_day=date(2023, 12, 31)).noticed()
    a_world(code="asked", first_serial=5101).decide()
    place.need()
    run_due({"default", "matching", "records"})
    begun, missed, busy = business_now(), set(), set()
    for later in moments:
        clock.set(begun + later)
        due = set(parts_due(WATCHED))
        for part in sorted(WATCHED, key=lambda part: part in due):
            before = traces()
            part()
            if traces() != before:
                busy.add(part.__name__)
                missed |= set() if part in due else {part.__name__}
        run_due({"default", "matching", "records"})
    return missed, busy


@pytest.mark.django_db
def test_no_part_of_a_tick_that_is_called_idle_has_anything_to_do(clock: Clock) -> None:
    missed, busy = years_of_a_village(clock, LATER)
    assert missed == set()
    assert busy - {"check_due_clocks"} == DO_SOMETHING


@pytest.mark.django_db
def test_with_a_condition_that_never_holds_something_is_missed(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    close = next(part for part in WATCHED if part.__name__ == "close_due_needs")
    monkeypatch.setitem(dues._conditions, close, lambda: Exists(Need.objects.filter(pk=-1)))
    dues._question.cache_clear()
    missed, _busy = years_of_a_village(clock, LATER[:5])
    dues._question.cache_clear()
    assert "close_due_needs" in missed
