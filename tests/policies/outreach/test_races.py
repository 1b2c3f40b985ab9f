"""Two workers take the errand of one round at once: one message. The control drops the constraint and sees two."""

from collections.abc import Callable
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection

from cms.kernel.models import Message
from policies.matching.models import MatchRound
from policies.outreach import services
from policies.outreach.services import subscribe, tell_of_round
from tests.policies.grants.test_races import both
from tests.policies.grants.worlds import person_of
from tests.policies.outreach.worlds import a_small_firm, grows

pytestmark = pytest.mark.usefixtures("committed_db", "february")


def two_workers(tell: Callable[[], object]) -> int:
    """How many messages there are after two workers took the same round's errand at once."""
    both(tell, tell)
    return Message.objects.filter(subject_text__contains="新符合").count()


def a_round_to_tell() -> int:
    """A round that made a firm eligible whose person wishes to hear of it; nobody has been told."""
    _world, firm = a_small_firm()
    subscribe(enterprise=firm, policy=None, by=person_of(firm))
    grows(firm, queues=("matching",))
    return MatchRound.objects.latest("pk").pk


def test_the_same_match_is_told_once_by_two_workers_at_once() -> None:
    pk = a_round_to_tell()
    assert two_workers(lambda: tell_of_round(round_id=pk)) == 1


def test_without_the_constraint_it_would_be_told_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    pk = a_round_to_tell()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE policies_telling DROP CONSTRAINT an_eligibility_is_told_once")
    looked, notify = Barrier(2), services.notify

    def together(**message: object) -> Message:
        try:
            looked.wait(timeout=20)
        except BrokenBarrierError:
            pytest.fail("the other worker was held")
        return notify(**message)  # type: ignore[arg-type]

    monkeypatch.setattr(services, "notify", together)
    assert two_workers(lambda: tell_of_round(round_id=pk)) == 2
