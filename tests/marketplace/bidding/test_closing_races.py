"""Withdrawing against closing, two hundred times at the same instant; and a worker killed in the middle of opening."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection

from cms.kernel import errands
from cms.kernel.clock import move_clock
from cms.kernel.errors import Refused
from cms.kernel.models import Event
from cms.kernel.money import yuan
from marketplace.agencies.models import Agency
from marketplace.bidding import services
from marketplace.bidding.custody import custodian
from marketplace.bidding.models import Bid, OpenedBid
from marketplace.bidding.opening import open_need
from marketplace.bidding.services import submit_bid, withdraw_bid
from marketplace.bidding.states import BidState
from marketplace.needs.models import Need
from marketplace.needs.services import close_due_needs, close_need
from marketplace.needs.states import NeedState
from tests.conftest import Clock, CommittedDatabase
from tests.house.reading import PROJECT
from tests.marketplace.bidding.test_races import at_once, fetch_without_lock
from tests.marketplace.worlds import Market, market

ROUNDS = 200


@pytest.fixture
def world(committed_db: CommittedDatabase, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Market:
    """A committed market on 1 March 2023, in which nobody wakes workers."""
    monkeypatch.setattr(errands.wiring, "announce", None)
    clock.set(date(2023, 3, 1))
    return market()


def one_with_a_bid(world: Market) -> tuple[Need, Agency]:
    """A posted need with a sealed bid."""
    need, agency = world.need(), world.agency("甲测绘")
    submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("70000"))
    return need, agency


def copies(need: Need, agency: Agency, count: int) -> list[Need]:
    """As many needs like it, each with a bid of the agency; rows only, for nothing is opened here."""
    first, box, bid, keeper = need.procurement, need.sealed_box, need.bids.get(), custodian()
    made = []
    for number in range(count):
        first.pk, first.number = None, 1000 + number
        first.save(force_insert=True)
        need.pk, need.procurement = None, first
        need.save(force_insert=True)
        box.pk, box.need, box.reference = None, need, f"copy-{number}"
        box.save(force_insert=True)
        bid.pk, bid.need, bid.receipt = None, need, f"{number:064}"
        bid.pseudonym = keeper.pseudonym(box.reference, agency.party_id)
        bid.save(force_insert=True)
        made.append(Need.objects.get(pk=need.pk))
    return made


def orders(needs: list[Need]) -> dict[int, list[str]]:
    """By need, the names of what was written about its withdrawal and its closing, in the order of writing."""
    found: dict[int, list[str]] = {need.pk: [] for need in needs}
    for event in Event.objects.filter(name__in=["bid.withdrawn", "need.closed"]).order_by("pk"):
        need_id = event.subject_id if event.name == "need.closed" else event.data["need"]
        found.get(need_id, []).append(event.name)
    return found


def withdraw_and_close(world: Market, clock: Clock) -> dict[int, list[str]]:
    """For each of the needs a withdrawal and a closing start together; half-way the clock passes the deadline."""
    need, agency = one_with_a_bid(world)
    closes_at, person = need.closes_at, world.agent(agency)
    needs, together = copies(need, agency, ROUNDS), threading.Barrier(3)
    clock.set(closes_at - timedelta(milliseconds=1))

    def in_step(act: Callable[[int], object]) -> None:
        for one in needs:
            together.wait()
            with suppress(Refused):
                act(one.pk)
            together.wait()

    def pass_the_deadline() -> None:
        for number in range(ROUNDS):
            together.wait()
            if number == ROUNDS // 2:
                move_clock(closes_at)
            together.wait()

    at_once(
        lambda: in_step(lambda pk: withdraw_bid(need_id=pk, agency=agency, by=person)),
        lambda: in_step(lambda pk: close_need(need_id=pk)),
        pass_the_deadline,
    )
    close_due_needs()
    return orders(needs)


def test_in_two_hundred_rounds_no_withdrawal_is_written_after_closing(world: Market, clock: Clock) -> None:
    told = withdraw_and_close(world, clock)
    assert len(told) == ROUNDS
    assert {tuple(names) for names in told.values()} <= {("bid.withdrawn", "need.closed"), ("need.closed",)}
    withdrawn = Bid.objects.filter(state=BidState.WITHDRAWN).count()
    assert withdrawn == sum("bid.withdrawn" in names for names in told.values())
    assert 0 < withdrawn < ROUNDS  # some came before the deadline, some after


def test_control_without_the_lock_a_withdrawal_slips_in_after_closing(
    world: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    need, agency = one_with_a_bid(world)
    looked, closed, moment = threading.Event(), threading.Event(), services.moment_after_lock

    def looking() -> object:
        seen = moment()
        looked.set()
        closed.wait(10)
        return seen

    def close() -> None:
        looked.wait(10)
        move_clock(need.closes_at)
        close_need(need_id=need.pk)
        closed.set()

    monkeypatch.setattr(services, "locked", fetch_without_lock)
    monkeypatch.setattr(services, "moment_after_lock", looking)
    clock.set(need.closes_at - timedelta(milliseconds=1))
    at_once(lambda: withdraw_bid(need_id=need.pk, agency=agency, by=world.agent(agency)), close)
    assert orders([need])[need.pk] == ["need.closed", "bid.withdrawn"]


OPENER = """
import django, os, sys, time
django.setup()
from django.conf import settings
settings.CUSTODIAN_ROOT = sys.argv[2]
from marketplace.bidding import opening
from marketplace.bidding.opening import open_need
def pausing(*rows, **more):
    print("looked", flush=True)
    time.sleep(60)
GUARDED
open_need(need_id=int(sys.argv[1]))
"""
BEFORE_SAVING = "opening.advance_all = pausing"
HALF_SAVED = """
from contextlib import contextmanager
import functools
opening._open = functools.partial(opening._open.__wrapped__)
opening.locked = lambda model, pk: model.objects.get(pk=pk)
opening.advance_all = pausing
"""
"""The control: no transaction around the writing, so that what was written before the kill stays."""


def killed_while_opening(world: Market, clock: Clock, committed_db: CommittedDatabase, guarded: str) -> Need:
    """A worker has read the envelopes and begun to write when it is killed."""
    need, _agency = one_with_a_bid(world)
    clock.set(need.closes_at)
    close_due_needs()
    command = [sys.executable, "-c", OPENER.replace("GUARDED", guarded), str(need.pk), settings.CUSTODIAN_ROOT]
    environment = os.environ | committed_db.environment
    worker = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    assert worker.stdout.readline() == "looked\n"
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    wait_for_backends()
    return need


def wait_for_backends() -> None:
    """The server has noticed that the killed worker is gone."""
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone()[0] == 0:
                return
        time.sleep(0.1)


def test_a_worker_killed_between_opening_and_saving_leaves_nothing_and_another_opens(
    world: Market, clock: Clock, committed_db: CommittedDatabase
) -> None:
    need = killed_while_opening(world, clock, committed_db, BEFORE_SAVING)
    need.refresh_from_db()
    assert (need.state, OpenedBid.objects.count()) == (NeedState.CLOSED, 0)
    assert open_need(need_id=need.pk)
    assert OpenedBid.objects.get().price == yuan("70000")
    assert Event.objects.filter(name="need.opened").count() == 1


def test_control_without_a_transaction_the_killed_worker_leaves_half_an_opening(
    world: Market, clock: Clock, committed_db: CommittedDatabase
) -> None:
    need = killed_while_opening(world, clock, committed_db, HALF_SAVED)
    need.refresh_from_db()
    assert (need.state, OpenedBid.objects.count()) == (NeedState.CLOSED, 1)
