"""All 306 agencies of the county at once in the last moment: no envelope is lost, none is late, none is another's.

How long one of them waits is measured by ``make bench-bidding``; here it counts that each has its receipt.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection

from cms.kernel import errands
from cms.kernel.clock import business_now
from cms.kernel.models import Membership, Party, User
from cms.kernel.money import yuan
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role
from marketplace.agencies.models import Admission, Agency
from marketplace.agencies.states import AdmissionState
from marketplace.bidding import custody, services
from marketplace.bidding.custodian import Custodian, NeedId, Openers
from marketplace.bidding.models import Bid, OpenedBid
from marketplace.bidding.opening import open_need
from marketplace.bidding.services import submit_bid
from marketplace.needs.models import Need
from marketplace.needs.services import close_due_needs
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.races import without_lock
from tests.marketplace.worlds import Market, market, uscc

COUNTY = 306
AT_ONCE = 8


@pytest.fixture
def world(committed_db: CommittedDatabase, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Market:
    """A committed market on 1 March 2023, in which nobody wakes workers."""
    monkeypatch.setattr(errands.wiring, "announce", None)
    clock.set(date(2023, 3, 1))
    return market()


def admitted(world: Market, count: int) -> list[tuple[Agency, User]]:
    """So many agencies with their clerks, written in a few statements."""
    places, now = range(count), business_now()
    parties = Party.objects.bulk_create(Party(uscc=uscc(10_000 + n), name=f"测绘公司{n:03d}") for n in places)
    people = User.objects.bulk_create(User(name=f"经办{n}", email=f"agent{n}@market.example") for n in places)
    Membership.objects.bulk_create(
        Membership(user=user, party=party, role=Role.AGENCY, state=MembershipState.ACTIVE)
        for user, party in zip(people, parties, strict=True)
    )
    agencies = Agency.objects.bulk_create(
        Agency(party=party, legal_person="法人", contact_name="联系人", contact_mobile=f"1{n:010d}", registered_at=now)
        for n, party in enumerate(parties)
    )
    Admission.objects.bulk_create(
        Admission(
            agency=agency,
            service_type=world.service_type,
            state=AdmissionState.ADMITTED,
            applied_at=now,
            due_on=now.date(),
            decided_at=now,
        )
        for agency in agencies
    )
    return list(zip(agencies, people, strict=True))


def all_at_once(need: Need, bidders: list[tuple[Agency, User]]) -> list[str | type[Exception]]:
    """Each bidder's receipt, or what the database refused it with; so many at a time."""

    def bid(place: int) -> str | type[Exception]:
        agency, clerk = bidders[place]
        try:
            return submit_bid(need_id=need.pk, agency=agency, by=clerk, price=yuan(50_000 + place)).receipt
        except IntegrityError as refusal:
            return type(refusal)

    def share(first: int) -> dict[int, str | type[Exception]]:
        try:
            return {place: bid(place) for place in range(first, len(bidders), AT_ONCE)}
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        told = {place: one for part in crowd.map(share, range(AT_ONCE)) for place, one in part.items()}
    return [told[place] for place in range(len(bidders))]


def last_moment(world: Market, clock: Clock) -> Need:
    """A need of which nobody has asked anything yet, a millisecond before it closes."""
    need = world.need()
    clock.set(need.closes_at - timedelta(milliseconds=1))
    return need


def test_of_306_bids_in_the_last_moment_none_is_lost_or_late(world: Market, clock: Clock) -> None:
    bidders = admitted(world, COUNTY)
    need = last_moment(world, clock)
    receipts = all_at_once(need, bidders)
    assert len({receipt for receipt in receipts if isinstance(receipt, str)}) == COUNTY
    assert set(Bid.objects.values_list("receipt", flat=True)) == set(receipts)
    clock.set(need.closes_at)
    close_due_needs()
    assert open_need(need_id=need.pk)
    opened = {(one.party_id, one.price): one.fault for one in OpenedBid.objects.all()}
    assert opened == {(agency.party_id, yuan(50_000 + place)): "" for place, (agency, _by) in enumerate(bidders)}


def first_two(world: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch, patience: float) -> list[Any]:
    """The first two bidders of a need, both of whom find no box, if they can, before either makes one."""
    keeper, both_looked = custody.custodian, threading.Barrier(2, timeout=patience)

    def make_key(keep: Custodian) -> Callable[..., bytes]:
        def when_both_looked(need_id: NeedId, closes_at: datetime, openers: Openers | None = None) -> bytes:
            try:
                both_looked.wait()
            except threading.BrokenBarrierError:
                return keep.make_key(need_id, closes_at, openers)
            return keep.make_key(need_id, closes_at, openers)

        return when_both_looked

    class Waiting:
        """The custodian, where whoever wants a key waits for the other."""

        def __getattr__(self, name: str) -> Any:
            kept = keeper()
            return make_key(kept) if name == "make_key" else getattr(kept, name)

    monkeypatch.setattr(custody, "custodian", Waiting)
    return all_at_once(last_moment(world, clock), admitted(world, 2))


def test_the_first_two_bidders_have_one_box(world: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [type(told) for told in first_two(world, clock, monkeypatch, 1)] == [str, str]
    assert Bid.objects.count() == 2


def test_control_without_the_lock_one_of_the_first_two_bids_is_lost(
    world: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "locked", without_lock)
    told = first_two(world, clock, monkeypatch, 30)
    assert sorted(one is IntegrityError for one in told) == [False, True]
    assert Bid.objects.count() == 1
