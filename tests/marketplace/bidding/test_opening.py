"""All envelopes of a need are opened at once, after the deadline, and what does not count says why."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from cms.kernel.errands import run_due, tick
from cms.kernel.models import Event
from cms.kernel.money import yuan
from marketplace.agencies.models import Admission, Agency
from marketplace.agencies.services import state_control
from marketplace.bidding.custodian import FileCustodian, OnlyLater, StillSealed
from marketplace.bidding.custody import custodian
from marketplace.bidding.envelopes import Envelope
from marketplace.bidding.models import Bid, OpenedBid, SealedBox
from marketplace.bidding.opening import open_need
from marketplace.bidding.queries import opened_bids, unreadable_bids, valid_bids
from marketplace.bidding.sealing import seal
from marketplace.bidding.services import submit_bid, withdraw_bid
from marketplace.bidding.states import BidState, Fault
from marketplace.catalogue.models import ServiceType
from marketplace.catalogue.services import CatalogueRow, load_catalogue
from marketplace.needs.models import Bar, Need
from marketplace.needs.services import extend_need
from marketplace.needs.states import BarReason, Method, NeedState
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def bid(world: Market, need: Need, name: str, price: str, **more: str) -> Bid:
    """The agency of that name, admitted, has handed in its price."""
    agency = world.agency(name, **more)
    return submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan(price))


def pass_deadline(need: Need, clock: Clock) -> Need:
    """The opening time has come, the house has ticked, and nothing was evaluated yet."""
    need.refresh_from_db()
    clock.set(need.opens_at)
    tick()
    need.refresh_from_db()
    return need


def faults(need: Need) -> dict[str, str]:
    """By bidder, why its bid does not count."""
    return {opened.party.name: opened.fault for opened in opened_bids(need)}


def test_after_the_deadline_all_prices_are_known_at_once(world: Market, clock: Clock) -> None:
    need = world.need()
    bid(world, need, "甲", "70000.00")
    bid(world, need, "乙", "68000.50")
    assert not opened_bids(need)
    assert pass_deadline(need, clock).state == NeedState.OPENED
    assert [(one.party.name, one.price) for one in opened_bids(need)] == [
        ("甲", yuan("70000")),
        ("乙", yuan("68000.50")),
    ]
    first = opened_bids(need)[0]
    assert (first.admission_state, first.admission_valid_until) == ("admitted", date(2024, 4, 4))
    assert not open_need(need_id=need.pk)


def test_the_custodian_keeps_the_key_until_the_deadline(world: Market, clock: Clock) -> None:
    need = world.need()
    run_due()
    with pytest.raises(StillSealed):
        custodian().release(SealedBox.objects.get(need=need).reference)
    soon = need.posted_at + timedelta(seconds=1)
    Need.objects.filter(pk=need.pk).update(state=NeedState.CLOSED, opens_at=soon, closes_at=soon)
    clock.forward(seconds=2)
    with pytest.raises(StillSealed):
        open_need(need_id=need.pk)
    assert Need.objects.get(pk=need.pk).state == NeedState.CLOSED


def test_a_deadline_moved_back_in_the_database_gains_nothing(world: Market, clock: Clock) -> None:
    need, agency = world.need(), world.agency("甲")
    run_due()
    Need.objects.filter(pk=need.pk).update(closes_at=need.closes_at - timedelta(days=2))
    with pytest.raises(OnlyLater):
        submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("1"))


def test_an_extended_deadline_reaches_the_custodian(world: Market, clock: Clock) -> None:
    need = world.need()
    run_due()
    bid(world, need, "甲", "70000")
    later = need.closes_at + timedelta(days=2)
    extend_need(need_id=need.pk, closes_at=later, reason="补充资料", by=world.clerk)
    run_due()
    assert SealedBox.objects.get(need=need).told_closes_at == later
    clock.set(need.closes_at)
    with pytest.raises(StillSealed):
        custodian().release(SealedBox.objects.get(need=need).reference)
    assert pass_deadline(need, clock).state == NeedState.OPENED
    assert valid_bids(need).count() == 1


def test_withdrawn_and_replaced_envelopes_stay_shut(world: Market, clock: Clock) -> None:
    need = world.need()
    kept, gone = world.agency("甲"), world.agency("乙")
    for agency, price in ((kept, "70000"), (kept, "65000"), (gone, "1")):
        submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan(price))
    withdraw_bid(need_id=need.pk, agency=gone, by=world.agent(gone))
    pass_deadline(need, clock)
    assert [one.price for one in opened_bids(need)] == [yuan("65000")]


def test_a_flipped_byte_is_reported_and_the_others_open(world: Market, clock: Clock) -> None:
    need = world.need()
    spoiled, _ = bid(world, need, "甲", "70000"), bid(world, need, "乙", "68000")
    flipped = bytearray(bytes(spoiled.ciphertext))
    flipped[200] ^= 1
    Bid.objects.filter(pk=spoiled.pk).update(ciphertext=bytes(flipped))
    pass_deadline(need, clock)
    assert [one.party.name for one in opened_bids(need)] == ["乙"]
    assert list(unreadable_bids(need)) == [spoiled]
    assert Event.objects.get(name="bid.unreadable").data["receipt"] == spoiled.receipt


def test_a_deleted_bid_is_missed(world: Market, clock: Clock) -> None:
    need = world.need()
    deleted, _ = bid(world, need, "甲", "70000"), bid(world, need, "乙", "68000")
    Bid.objects.filter(pk=deleted.pk).delete()
    pass_deadline(need, clock)
    assert Event.objects.get(name="need.bid_missing").data == {"bid": deleted.pk, "receipt": deleted.receipt}


def test_an_envelope_put_into_the_database_by_hand_is_not_read(world: Market, clock: Clock) -> None:
    need = world.need()
    honest, other = bid(world, need, "甲", "70000"), world.agency("乙")
    box = SealedBox.objects.get(need=need)
    content = {"party": other.party_id, "fen": 1}
    forged = seal(content, public_key=bytes.fromhex(box.public_key), need_id=box.reference, pseudonym="ab" * 16)
    Bid.objects.create(
        need=need, pseudonym="ab" * 16, ciphertext=forged, receipt="cd" * 32, submitted_at=honest.submitted_at
    )
    pass_deadline(need, clock)
    assert [one.party.name for one in opened_bids(need)] == ["甲"]


def test_a_price_exchanged_under_the_bidders_pseudonym_is_not_read(world: Market, clock: Clock) -> None:
    need, agency = world.need(), world.agency("甲")
    low, high = (
        submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan(price))
        for price in ("1", "70000")
    )
    Bid.objects.filter(pk=high.pk).update(state=BidState.WITHDRAWN)
    Bid.objects.filter(pk=low.pk).update(state=BidState.SEALED)
    pass_deadline(need, clock)
    assert not opened_bids(need)
    assert Event.objects.get(name="need.bid_missing").data["receipt"] == high.receipt


STRANGE: list[dict[str, object]] = [
    {"admission": 10**12}, {"by": 10**30}, {"by": True}, {"fen": 10**20}, {"fen": "68000"}, {"fen": 0},
    {"fen": None, "discount": "1E+9"}, {"fen": None, "discount": "NaN"}, {"admission_state": "x" * 31},
]  # fmt: skip


@pytest.mark.parametrize("strange", STRANGE, ids=str)
def test_what_no_column_could_hold_keeps_none_of_the_rest_shut(
    world: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch, strange: dict[str, object]
) -> None:
    need = world.need()
    bid(world, need, "甲", "70000")
    with monkeypatch.context() as forged:
        forged.setattr(Envelope, "content", property(lambda envelope: asdict(envelope) | strange))
        odd = bid(world, need, "乙", "68000")
    assert pass_deadline(need, clock).state == NeedState.OPENED
    assert ([one.party.name for one in opened_bids(need)], list(unreadable_bids(need))) == (["甲"], [odd])


def test_bids_of_one_representatives_parties_are_void_both_and_those_of_one_telephone_are_not(
    world: Market, clock: Clock
) -> None:
    need = world.need()
    bid(world, need, "同电话一", "70000", mobile="13900000001")
    bid(world, need, "同电话二", "68000", mobile="13900000001")
    bid(world, need, "同法人一", "67000", legal_person_number="110101199001010011")
    bid(world, need, "同法人二", "66000", legal_person_number="110101199001010011")
    bid(world, need, "无关", "71000")
    pass_deadline(need, clock)
    assert {name for name, fault in faults(need).items() if fault == Fault.RELATED} == {"同法人一", "同法人二"}
    # A telephone is a clue at most: a straw bidder that states its rival's would void the rival's bid.
    assert {one.party.name for one in valid_bids(need)} == {"同电话一", "同电话二", "无关"}


def test_parties_under_one_control_are_related(world: Market, clock: Clock) -> None:
    need, mother = world.need(), world.party("母公司")
    for name in ("子公司一", "子公司二"):
        bid(world, need, name, "70000")
    for agency in Agency.objects.all():
        state_control(holder=mother, held=agency.party, evidence="工商登记", by=world.supervisor)
    pass_deadline(need, clock)
    assert set(faults(need).values()) == {Fault.RELATED}


def test_who_was_barred_after_sealing_does_not_count(world: Market, clock: Clock) -> None:
    need = world.need()
    bid(world, need, "甲", "70000")
    agency = world.agency("乙")
    submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("60000"))
    Bar.objects.create(procurement=need.procurement, party=agency.party, reason=BarReason.AFFILIATED)
    pass_deadline(need, clock)
    assert faults(need) == {"甲": "", "乙": Fault.BARRED}


def test_a_certificate_that_ends_before_an_extended_deadline_does_not_count(world: Market, clock: Clock) -> None:
    need, agency = world.need(days=5), world.agency("甲", valid_days=6)
    submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency), price=yuan("60000"))
    extend_need(need_id=need.pk, closes_at=need.closes_at + timedelta(days=5), reason="答疑", by=world.clerk)
    pass_deadline(need, clock)
    assert faults(need) == {"甲": Fault.CERTIFICATE_EXPIRED}


def test_a_need_without_bids_opens_empty(world: Market, clock: Clock) -> None:
    need = pass_deadline(world.need(), clock)
    assert (need.state, OpenedBid.objects.count()) == (NeedState.OPENED, 0)


def test_signing_up_for_a_draw_is_sealed_and_at_the_fixed_price(world: Market, clock: Clock) -> None:
    need, agency = world.need(method=Method.DRAW), world.agency("甲")
    submit_bid(need_id=need.pk, agency=agency, by=world.agent(agency))
    pass_deadline(need, clock)
    assert [one.price for one in valid_bids(need)] == [need.ceiling]


def test_a_later_opening_time_is_kept(world: Market, clock: Clock) -> None:
    need = world.need()
    Need.objects.filter(pk=need.pk).update(opens_at=need.closes_at + timedelta(hours=18))
    bid(world, need, "甲", "70000")
    clock.set(need.closes_at)
    tick()
    run_due()
    need.refresh_from_db()
    assert (need.state, opened_bids(need).count()) == (NeedState.CLOSED, 0)
    assert pass_deadline(need, clock).state == NeedState.OPENED


def test_every_release_is_in_the_custodians_log(world: Market, clock: Clock) -> None:
    need = world.need()
    run_due()
    pass_deadline(need, clock)
    keeper = custodian()
    assert isinstance(keeper, FileCustodian)
    assert [(line["act"], line["refused"]) for line in keeper.vault.log()] == [("make_key", None), ("release", None)]


def test_a_bid_under_an_admission_for_another_service_does_not_count(world: Market, clock: Clock) -> None:
    need = world.need()
    bid(world, need, "甲", "70000")
    bid(world, need, "乙", "71000")
    rows = [CatalogueRow("测绘规划类", "Surveying and planning", "规划设计", "Planning", world.department)]
    load_catalogue(rows=rows, by=None)
    other = ServiceType.objects.get(name="规划设计")
    Admission.objects.filter(agency__party__name="甲").update(service_type=other)
    pass_deadline(need, clock)
    assert faults(need) == {"甲": Fault.NOT_ADMITTED, "乙": ""}
