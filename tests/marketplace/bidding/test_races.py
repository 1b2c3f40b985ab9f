"""Bidding under contention: each race once with its guard and once, as control, without."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connections
from django.db.models import Model
from django.db.transaction import atomic

from cms.kernel import errands
from cms.kernel.clock import business_now, move_clock
from cms.kernel.errors import Refused
from cms.kernel.models import Event, Party
from cms.kernel.money import yuan
from marketplace.agencies.models import Agency
from marketplace.bidding import opening, services
from marketplace.bidding.models import Bid, OpenedBid
from marketplace.bidding.opening import open_need
from marketplace.bidding.queries import sealed_bid
from marketplace.bidding.services import submit_bid, withdraw_bid
from marketplace.bidding.states import BidState
from marketplace.bidding.tasks import prepare_box
from marketplace.needs.errors import NeedClosed
from marketplace.needs.models import Need
from marketplace.needs.services import close_due_needs, close_need
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.worlds import Market, market

PATIENCE = 1.0


def fetch_without_lock(model: type[Model], pk: int, *_beside: str) -> Model:
    """The guard down: the row, not locked."""
    return model._default_manager.get(pk=pk)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act returned or raised, run in threads of their own that start together."""
    outcomes: list[object] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            outcomes[place] = act()
        except (Refused, IntegrityError) as raised:
            outcomes[place] = raised
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.fixture
def world(committed_db: CommittedDatabase, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Market:
    """A committed market on 1 March 2023, in which nobody wakes workers."""
    monkeypatch.setattr(errands.wiring, "announce", None)
    clock.set(date(2023, 3, 1))
    return market()


def one_bid(world: Market) -> tuple[Need, Agency]:
    """A posted need with one sealed bid."""
    need, agency = world.need(), world.agency("甲")
    submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("70000"))
    return need, agency


def two_openings(world: Market, clock: Clock) -> list[object]:
    """Two workers open one closed need."""
    need, _ = one_bid(world)
    clock.set(need.closes_at)
    close_due_needs()
    return at_once(lambda: open_need(need_id=need.pk), lambda: open_need(need_id=need.pk))


def test_two_workers_open_a_need_once(world: Market, clock: Clock) -> None:
    assert sorted(map(str, two_openings(world, clock))) == ["False", "True"]
    assert (OpenedBid.objects.count(), Event.objects.filter(name="need.opened").count()) == (1, 1)


def test_control_without_the_lock_both_workers_write(
    world: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_looked, trail = threading.Barrier(2), opening.receipts_on_trail

    def when_both_looked(need: Need) -> dict[int, str]:
        both_looked.wait(10)
        return trail(need)

    monkeypatch.setattr(opening, "locked", fetch_without_lock)
    monkeypatch.setattr(opening, "receipts_on_trail", when_both_looked)
    outcomes = two_openings(world, clock)
    assert {type(outcome) for outcome in outcomes} == {bool, IntegrityError}


def withdraw_while_it_closes(
    world: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch, *, patience: float = PATIENCE
) -> list[str]:
    """A withdrawal reads the clock just before the deadline; before it writes, the deadline comes and the need closes.

    Returns the names of the two events in the order in which they were written.
    """
    need, agency = one_bid(world)
    looked, closed = threading.Event(), threading.Event()

    def pausing(need: Need, party: Party) -> Bid | None:
        looked.set()
        closed.wait(patience)
        return sealed_bid(need, party)

    def close() -> bool:
        looked.wait(10)
        move_clock(need.closes_at)
        done = close_need(need_id=need.pk)
        closed.set()
        return done

    monkeypatch.setattr(services, "sealed_bid", pausing)
    clock.set(need.closes_at - timedelta(milliseconds=1))
    outcomes = at_once(lambda: withdraw_bid(need_id=need.pk, agency=agency, by=world.agent(agency)), close)
    assert isinstance(outcomes[0], Bid)
    assert outcomes[1] is True
    told = Event.objects.filter(name__in=["bid.withdrawn", "need.closed"]).order_by("pk")
    return list(told.values_list("name", flat=True))


def test_a_withdrawal_before_the_deadline_is_written_before_the_need_closes(
    world: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert withdraw_while_it_closes(world, clock, monkeypatch) == ["bid.withdrawn", "need.closed"]


def test_control_without_the_lock_a_withdrawal_comes_after_closing(
    world: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "locked", fetch_without_lock)
    assert withdraw_while_it_closes(world, clock, monkeypatch, patience=30) == ["need.closed", "bid.withdrawn"]


def bid_that_waits_across_the_deadline(world: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> object:
    """A bid arrives before the deadline, waits for the need's lock, and gets it when the deadline has passed."""
    need, agency = world.need(), world.agency("甲")
    prepare_box(need.pk)
    clock.set(need.closes_at - timedelta(milliseconds=1))
    arrived, locked = threading.Event(), services.locked

    def arriving(model: type[Need], pk: int, *beside: str) -> Need:
        arrived.set()
        return locked(model, pk, *beside)

    def hold() -> None:
        with atomic():
            locked(Need, need.pk)
            held.set()
            arrived.wait(10)
            threading.Event().wait(PATIENCE / 4)
            move_in_another_connection(need)

    def move_in_another_connection(need: Need) -> None:
        at_once(lambda: move_clock(need.closes_at))

    def submit() -> Bid:
        held.wait(10)
        return submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("70000"))

    held = threading.Event()
    monkeypatch.setattr(services, "locked", arriving)
    return at_once(hold, submit)[1]


def test_a_bid_that_waited_across_the_deadline_is_late(
    world: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(bid_that_waits_across_the_deadline(world, clock, monkeypatch), NeedClosed)
    assert not Bid.objects.exists()


def test_control_a_clock_read_before_the_lock_lets_it_in(
    world: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_arrival = business_now()
    monkeypatch.setattr(services, "moment_after_lock", lambda: on_arrival)
    bid = bid_that_waits_across_the_deadline(world, clock, monkeypatch)
    assert isinstance(bid, Bid)
    assert bid.state == BidState.SEALED
