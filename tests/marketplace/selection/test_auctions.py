"""Turns of a reverse auction: in order, within their time, one at a time; each race with its control."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from cms.kernel import errands
from cms.kernel.clock import business_now
from cms.kernel.money import yuan
from marketplace.agencies.models import Agency
from marketplace.needs.models import Need
from marketplace.needs.particulars import Particulars
from marketplace.needs.states import Method, NeedState
from marketplace.selection import auctioning
from marketplace.selection.auctioning import make_move, pass_due_turns
from marketplace.selection.errors import BadUndercut, NotYourTurn, TurnOver
from marketplace.selection.models import Auction, AuctionMove
from marketplace.selection.queries import current_evaluation
from marketplace.selection.states import AuctionState
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.awards.journeys import opened
from tests.marketplace.bidding.test_races import at_once, fetch_without_lock
from tests.marketplace.worlds import Market, market

TURNS = Particulars(step_fen=500_00, turn_minutes=10)


def auctioned(world: Market, clock: Clock, prices: list[str]) -> tuple[Need, list[Agency]]:
    """A reverse auction after these opening offers."""
    return opened(world, clock, prices, method=Method.REVERSE_AUCTION, particulars=TURNS)


@pytest.fixture
def world(db: None, clock: Clock) -> Market:
    """A market on 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def test_a_turn_is_taken_by_whose_it_is_below_the_best_and_in_time(world: Market, clock: Clock) -> None:
    need, (near, _fair, dear) = auctioned(world, clock, ["70000", "66000", "75000"])
    auction = need.auction
    move = {"auction_id": auction.pk, "party": dear.party, "by": world.agent(dear)}
    with pytest.raises(NotYourTurn):
        make_move(auction_id=auction.pk, party=near.party, price=yuan("60000"), by=world.agent(near))
    for price in ("65500.01", "0", "-1"):
        with pytest.raises(BadUndercut):
            make_move(price=yuan(price), **move)
    clock.set(auction.turn_until)
    with pytest.raises(TurnOver):
        make_move(price=yuan("65500"), **move)
    assert not AuctionMove.objects.exists()
    assert pass_due_turns() == 1
    assert pass_due_turns() == 0
    auction.refresh_from_db()
    assert (auction.turn, auction.turn_until) == (near.party, business_now() + timedelta(minutes=10))


def test_who_passed_speaks_no_more_and_the_lowest_offer_stands(world: Market, clock: Clock) -> None:
    need, (near, fair, dear) = auctioned(world, clock, ["70000", "66000", "75000"])
    for agency, price in ((dear, "65000"), (near, None), (fair, "64000"), (dear, None)):
        offer = yuan(price) if price else None
        make_move(auction_id=need.auction.pk, party=agency.party, price=offer, by=world.agent(agency))
    auction = Auction.objects.get(need=need)
    assert (auction.state, auction.turn) == (AuctionState.ENDED, None)
    errands.run_due()
    found = current_evaluation(need)
    assert found is not None
    assert (found.winner, found.inputs["final_fen"][fair.party.uscc]) == (fair.party, 64_000_00)


def test_two_are_too_few_to_auction_and_the_lowest_sealed_price_decides(world: Market, clock: Clock) -> None:
    need, (near, _fair) = auctioned(world, clock, ["60000", "66000"])
    found = current_evaluation(need)
    assert found is not None
    assert (found.winner, Auction.objects.count(), need.state) == (near.party, 0, NeedState.OPENED)


@pytest.fixture
def committed(committed_db: CommittedDatabase, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Market:
    """A committed market in which nobody wakes workers."""
    monkeypatch.setattr(errands.wiring, "announce", None)
    clock.set(date(2023, 3, 1))
    return market()


def two_moves(world: Market, clock: Clock) -> list[object]:
    """Two clerks of the agency whose turn it is undercut at once."""
    need, (_near, _fair, dear) = auctioned(world, clock, ["70000", "66000", "75000"])
    move = {"auction_id": need.auction.pk, "party": dear.party, "by": world.agent(dear)}
    return at_once(lambda: make_move(price=yuan("65000"), **move), lambda: make_move(price=yuan("64000"), **move))


def test_of_two_moves_in_one_turn_one_is_taken(committed: Market, clock: Clock) -> None:
    assert {type(outcome) for outcome in two_moves(committed, clock)} == {AuctionMove, NotYourTurn}
    assert AuctionMove.objects.count() == 1


def test_control_without_the_lock_only_the_numbering_stops_the_second(
    committed: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    both, save = threading.Barrier(2), AuctionMove.save

    def save_when_both_numbered(move: AuctionMove, **more: Any) -> None:
        both.wait(30)
        save(move, **more)

    need, (_near, _fair, dear) = auctioned(committed, clock, ["70000", "66000", "75000"])
    monkeypatch.setattr(auctioning, "locked", fetch_without_lock)
    monkeypatch.setattr(AuctionMove, "save", save_when_both_numbered)
    move = {"auction_id": need.auction.pk, "party": dear.party, "by": committed.agent(dear)}
    outcomes = at_once(lambda: make_move(price=yuan("65000"), **move), lambda: make_move(price=yuan("64000"), **move))
    assert {type(outcome) for outcome in outcomes} == {AuctionMove, IntegrityError}
