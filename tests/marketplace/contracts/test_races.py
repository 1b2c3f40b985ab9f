"""Two clerks file the contract of one award at once: one contract stands."""

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import IntegrityError, connection

from cms.kernel.clock import SHANGHAI, business_now
from cms.kernel.errors import WrongState
from cms.kernel.states import locked
from marketplace.awards.models import Award
from marketplace.awards.services import award_need
from marketplace.contracts import services
from marketplace.contracts.models import Contract
from marketplace.contracts.services import file_contract
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.awards.journeys import opened
from tests.marketplace.worlds import Market, market


def two_filings(town: Market, award: Award) -> list[type[Exception]]:
    """The refusals of two clerks who file at the same time."""
    refusals: list[type[Exception]] = []

    def clerk() -> None:
        try:
            file_contract(
                award_id=award.pk,
                agency=award.party,
                amount=award.price,
                signed_on=business_now().date(),
                by=town.clerk,
            )
        except (WrongState, IntegrityError) as refusal:
            refusals.append(type(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=clerk) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


def meeting_after(fetch: Callable[..., Award]) -> Callable[..., Award]:
    """The same fetch, after which both clerks have read before either writes; nobody waits longer than a second."""
    meet = threading.Barrier(2, timeout=1)

    def fetch_and_wait(model: type[Award], pk: int, *beside: str) -> Award:
        row = fetch(model, pk, *beside)
        try:
            meet.wait()
        except threading.BrokenBarrierError:
            return row
        return row

    return fetch_and_wait


@pytest.fixture
def awarded(committed_db: CommittedDatabase, clock: Clock) -> tuple[Market, Award]:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    town = market()
    need, _agencies = opened(town, clock, ["60000.00", "52000.00", "58000.00"])
    return town, award_need(need_id=need.pk, by=town.clerk)


def test_the_second_clerk_finds_the_award_signed(
    awarded: tuple[Market, Award], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "locked", meeting_after(locked))
    assert two_filings(*awarded) == [WrongState]
    assert Contract.objects.count() == 1


def test_control_without_the_lock_only_the_database_stops_the_second(
    awarded: tuple[Market, Award], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "locked", meeting_after(lambda model, pk, *_beside: model.objects.get(pk=pk)))
    assert two_filings(*awarded) == [IntegrityError]
    assert Contract.objects.count() == 1
