"""Two officers award one need at once: one award stands."""

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import IntegrityError, connection

from cms.kernel.clock import SHANGHAI
from cms.kernel.errors import WrongState
from cms.kernel.states import locked
from marketplace.awards import services
from marketplace.awards.models import Award
from marketplace.awards.services import award_need
from marketplace.needs.models import Need
from tests.conftest import Clock
from tests.marketplace.awards.journeys import opened
from tests.marketplace.worlds import Market, market


def two_awards(town: Market, need: Need) -> list[type[Exception]]:
    """The refusals of two officers who award at the same time."""
    refusals: list[type[Exception]] = []

    def officer() -> None:
        try:
            award_need(need_id=need.pk, by=town.clerk)
        except (WrongState, IntegrityError) as refusal:
            refusals.append(type(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=officer) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


def meeting_after(fetch: Callable[..., Need]) -> Callable[..., Need]:
    """The same fetch, after which both officers have read before either writes."""
    meet = threading.Barrier(2, timeout=1)

    def fetch_and_wait(model: type[Need], pk: int, *beside: str) -> Need:
        row = fetch(model, pk, *beside)
        if model is Need:
            try:
                meet.wait()
            except threading.BrokenBarrierError:
                return row
        return row

    return fetch_and_wait


@pytest.fixture
def evaluated(committed_db: object, clock: Clock) -> tuple[Market, Need]:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    town = market()
    need, _agencies = opened(town, clock, ["60000.00", "52000.00", "58000.00"])
    return town, need


def test_the_second_officer_finds_the_need_awarded(
    evaluated: tuple[Market, Need], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "locked", meeting_after(locked))
    assert two_awards(*evaluated) == [WrongState]
    assert Award.objects.count() == 1


def test_control_without_the_lock_only_the_database_stops_the_second(
    evaluated: tuple[Market, Need], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "locked", meeting_after(lambda model, pk, *_beside: model.objects.get(pk=pk)))
    assert two_awards(*evaluated) == [IntegrityError]
    assert Award.objects.count() == 1
