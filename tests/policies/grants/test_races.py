"""Two reviewers decide at once: one list of grants. The control takes the lock away and meets the constraint."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection

from cms.kernel.errors import Refused, WrongState
from cms.kernel.roles import Role
from cms.kernel.states import locked
from policies.grants import closing, services
from policies.grants.closing import close_confirmations
from policies.grants.errors import NothingToDecide
from policies.grants.grouping import places_of
from policies.grants.models import Decision, Grant
from policies.grants.services import decide_grants
from policies.grants.states import DecisionState
from policies.models import Version
from tests.conftest import Clock, CommittedDatabase
from tests.databases import until_somebody_waits
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
        except (Refused, IntegrityError, OperationalError) as fault:
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


def confirmed_while_the_list_is_closed(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """One of two firms confirms while its list is being closed; returns the states of its grant and of the list."""
    world = a_world()
    decision = world.decide()
    world.confirm(0)
    clock.set(decision.confirm_until)
    holding, reserve = Event(), closing.reserve_shares

    def reserve_once_somebody_waits(*args: Any) -> None:
        holding.set()
        until_somebody_waits()
        reserve(*args)

    monkeypatch.setattr(closing, "reserve_shares", reserve_once_somebody_waits)

    def confirm() -> None:
        holding.wait(timeout=30)
        world.confirm(1)

    assert both(lambda: close_confirmations(decision_id=decision.pk), confirm) == []
    return world.grant(1).state, Decision.objects.get().state


def test_who_confirms_while_the_list_is_closed_is_fixed_too(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    assert confirmed_while_the_list_is_closed(clock, monkeypatch) == ("fixed", "fixed")


def test_a_list_seen_before_the_wait_for_the_grant_leaves_it_confirmed_for_ever(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[int, str] = {}

    def locked_with_its_list(model: type[Grant], pk: int, *beside: str) -> Grant:
        grant = locked(model, pk, *beside, "decision")
        seen[grant.pk] = grant.decision.state
        return grant

    monkeypatch.setattr(services, "locked", locked_with_its_list)
    monkeypatch.setattr(services, "_list_is_asking", lambda grant: seen[grant.pk] == DecisionState.ASKING)
    assert confirmed_while_the_list_is_closed(clock, monkeypatch) == ("confirmed", "fixed")
