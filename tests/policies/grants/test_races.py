"""Two reviewers decide at once: one list of grants. The control takes the lock away and meets the constraint."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from cms.kernel.errors import Refused, WrongState
from cms.kernel.roles import Role
from policies.grants import services
from policies.grants.closing import close_confirmations
from policies.grants.errors import NothingToDecide
from policies.grants.grouping import places_of
from policies.grants.models import Grant
from policies.grants.services import decide_grants
from policies.models import Version
from tests.conftest import Clock, CommittedDatabase
from tests.policies.grants.worlds import a_world
from tests.policies.officers import a_person
from tests.policies.worlds import department

pytestmark = pytest.mark.usefixtures("committed_db", "february")


def both(*works: Callable[[], object]) -> list[type[Exception]]:
    """What each of the works was refused with, run at once on connections of their own."""
    start = Barrier(len(works))

    def run(work: Callable[[], object]) -> type[Exception] | None:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            work()
        except (Refused, IntegrityError) as fault:
            return type(fault)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(works)) as pool:
        return [fault for fault in pool.map(run, works) if fault is not None]


def two_decisions() -> list[type[Exception]]:
    """Two reviewers of one department decide on the same version at once."""
    world = a_world()
    second = a_person(Role.REVIEWER, department())
    version = world.version.pk
    return both(world.decide, lambda: decide_grants(version_id=version, by=second))


def test_two_decisions_at_once_make_one_list() -> None:
    assert two_decisions() == [NothingToDecide]
    assert Grant.objects.count() == 2


def test_without_the_lock_the_constraint_has_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Barrier(2)

    def unlocked(version_id):
        return Version.objects.get(pk=version_id)

    def looked_for_the_last_time(version, matches):
        found = places_of(version, matches)
        looked.wait(timeout=30)
        return found

    monkeypatch.setattr(services, "locked_group", unlocked)
    monkeypatch.setattr(services, "places_of", looked_for_the_last_time)
    assert two_decisions() == [IntegrityError]
    assert Grant.objects.count() == 2


def test_confirmations_closed_by_two_ticks_at_once_reserve_once(clock: Clock, committed_db: CommittedDatabase) -> None:
    world = a_world()
    decision = world.decide()
    world.confirm_all()
    clock.set(decision.confirm_until)

    def close() -> None:
        close_confirmations(decision_id=decision.pk)

    assert both(close, close) == [WrongState]
    assert {grant.state for grant in Grant.objects.all()} == {"fixed"}
