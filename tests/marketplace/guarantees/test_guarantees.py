"""Guarantees stay within the law's caps, cover what they secure, release cash, and are given back in time."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.clock import SHANGHAI, business_now
from cms.kernel.errands import run_due, tick
from cms.kernel.errors import FieldsRefused, NotAllowed, WrongState
from cms.kernel.money import yuan
from cms.kernel.roles import Role
from marketplace.awards.models import Award
from marketplace.awards.services import award_need
from marketplace.clocks.models import Alarm
from marketplace.clocks.moments import Due
from marketplace.contracts.services import file_contract
from marketplace.guarantees.errors import BidsNotOpen, EndsTooEarly, NotItsBidder, OverLegalCap
from marketplace.guarantees.models import Guarantee, OldDeposit
from marketplace.guarantees.queries import Amounts, deposit_progress, released
from marketplace.guarantees.services import (
    claim_guarantee,
    list_old_deposit,
    note_contact,
    register_guarantee,
    return_guarantee,
    return_old_deposit,
)
from marketplace.guarantees.states import GuaranteeForm, GuaranteeKind, GuaranteeState
from marketplace.owners.models import Owner
from marketplace.owners.services import admit_owner, apply_as_owner
from tests.conftest import Clock
from tests.marketplace.awards.journeys import bid
from tests.marketplace.contracts.journeys import awarded
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


def given(town: Market, award: Award, **more: object) -> Guarantee:
    """A guarantee of the winner for its bid, as the law has it, unless said otherwise."""
    values: dict[str, object] = {
        "need_id": award.need_id,
        "party": award.party,
        "kind": GuaranteeKind.BID,
        "form": GuaranteeForm.ELECTRONIC,
        "number": f"BH{Guarantee.objects.count()}",
        "issuer": "县农商银行",
        "amount": yuan("1600.00"),
        "valid_until": (business_now() + timedelta(days=120)).date(),
        "by": town.clerk,
    }
    return register_guarantee(**(values | more))  # type: ignore[arg-type]


def another(town: Market, clock: Clock, like: Award) -> Award:
    """An award of the town's present owner to one of the same bidders."""
    need = town.need(title="校舍测绘")
    run_due()
    bidders = [bid.party.agency for bid in like.need.opened_bids.order_by("pk")]
    for agency, price in zip(bidders, ("60000", "52000", "58000"), strict=True):
        bid(town, need, agency, price)
    clock.set(need.closes_at)
    tick()
    run_due()
    return award_need(need_id=need.pk, by=town.clerk)


def test_caps_and_validity_are_the_laws(town: Market, clock: Clock) -> None:
    award = awarded(town, clock)  # a ceiling of 80,000 and a price of 52,000
    performance = {"kind": GuaranteeKind.PERFORMANCE}
    for refusal, wrong in (
        (OverLegalCap, {"amount": yuan("1600.01")}),
        (OverLegalCap, performance | {"amount": yuan("5200.01")}),
        (EndsTooEarly, {"valid_until": date(2023, 4, 1)}),
        (NotItsBidder, {"party": town.party("旁人")}),
        (FieldsRefused, {"number": " "}),
        (FieldsRefused, {"valid_until": None}),
        (FieldsRefused, {"amount": yuan(0)}),
        (NotAllowed, {"by": town.supervisor}),
    ):
        with pytest.raises(refusal):
            given(town, award, **wrong)
    assert not Guarantee.objects.exists()
    assert given(town, award).state == given(town, award, **performance, amount=yuan("5200.00")).state == "held"


def test_a_number_is_its_issuers_and_a_receipts_is_its_owners(town: Market, clock: Clock) -> None:
    cash = {"form": GuaranteeForm.CASH, "issuer": "", "valid_until": None, "amount": yuan("100"), "number": "SJ-001"}
    award = awarded(town, clock)
    given(town, award, **cash)
    paper = given(town, award, number="SJ-001", amount=yuan("100"))  # another bank's number is no receipt's
    with pytest.raises(FieldsRefused):
        given(town, award, number=paper.number, amount=yuan("100"))
    with pytest.raises(FieldsRefused):
        given(town, award, **cash)
    assert Guarantee.objects.count() == 2
    party = town.party("云川县教育局")
    clerk = town.person("教育局经办", Role.OWNER, party)
    other = apply_as_owner(
        party=party, department=town.department, by=clerk, contact_name="王工", contact_mobile="19900000002"
    )
    admit_owner(owner_id=other.pk, by=town.reviewer)
    town.owner, town.clerk = Owner.objects.get(pk=other.pk), clerk
    assert given(town, another(town, clock, award), **cash).number == "SJ-001"


def test_several_guarantees_together_stay_within_the_cap(town: Market, clock: Clock) -> None:
    award = awarded(town, clock)
    first = given(town, award, amount=yuan("1000.00"))
    with pytest.raises(OverLegalCap):
        given(town, award, amount=yuan("600.01"))
    assert Guarantee.objects.get() == first
    given(town, award, amount=yuan("600.00"))
    return_guarantee(guarantee_id=first.pk, by=town.clerk)
    assert given(town, award, amount=yuan("1000.00")).state == GuaranteeState.HELD


@pytest.mark.parametrize("days", [30, 180])
def test_a_bid_bond_covers_the_validity_that_the_notice_fixed(town: Market, clock: Clock, days: int) -> None:
    award = awarded(town, clock, bid_valid_days=days)
    last = (award.need.opens_at + timedelta(days=days)).astimezone(SHANGHAI).date()
    with pytest.raises(EndsTooEarly):
        given(town, award, valid_until=last - timedelta(days=1))
    assert not Guarantee.objects.exists()
    assert given(town, award, valid_until=last).state == GuaranteeState.HELD
    page = Client().get(reverse("marketplace:need", args=[award.need_id])).content.decode()
    assert f"自开启之日起 {days} 天" in page


def test_before_the_opening_a_guarantee_would_tell_who_bids(town: Market, clock: Clock) -> None:
    agency, need = town.agency("近山测绘"), town.need()
    with pytest.raises(BidsNotOpen):
        register_guarantee(
            need_id=need.pk, party=agency.party, kind=GuaranteeKind.BID, form=GuaranteeForm.CASH, number="1",
            amount=yuan(100), by=town.clerk,
        )  # fmt: skip
    assert not Guarantee.objects.exists()


def test_released_funds_are_what_guarantees_come_to_and_cash_is_not(town: Market, clock: Clock) -> None:
    award = awarded(town, clock)
    for terms in (
        {},
        {"form": GuaranteeForm.PAPER, "amount": yuan("1500.50")},
        {"form": GuaranteeForm.CASH, "amount": yuan("1000.00"), "valid_until": None},
    ):
        return_guarantee(guarantee_id=given(town, award, **terms).pk, by=town.clerk)
    sums = released(datetime(2023, 1, 1, tzinfo=SHANGHAI), datetime(2024, 1, 1, tzinfo=SHANGHAI))
    assert sums == {"electronic": Amounts(1, 160_000), "paper": Amounts(1, 150_050), "cash": Amounts(1, 100_000)}
    assert released(datetime(2024, 1, 1, tzinfo=SHANGHAI), datetime(2025, 1, 1, tzinfo=SHANGHAI))["paper"] == Amounts()


def test_a_bond_kept_more_than_five_days_after_signing_raises_an_alarm(town: Market, clock: Clock) -> None:
    award = awarded(town, clock)
    bond = given(town, award)
    day = business_now().date()
    file_contract(award_id=award.pk, agency=award.party, amount=award.price, signed_on=day, by=town.clerk)
    run_due()
    clock.forward(days=9)
    tick()
    assert Alarm.objects.get(ended_at=None).event == Due.BOND_RETURN
    return_guarantee(guarantee_id=bond.pk, by=town.clerk)
    run_due()
    assert not Alarm.objects.filter(ended_at=None).exists()
    with pytest.raises(WrongState):
        claim_guarantee(guarantee_id=bond.pk, reason="迟了", by=town.clerk)
    bond.refresh_from_db()
    assert bond.state == GuaranteeState.RETURNED


def test_old_deposits_are_listed_once_and_given_back_with_a_voucher(town: Market) -> None:
    entry = {"project": "老路改造", "payer": "某建筑公司", "amount": yuan("20000.00"), "received_on": date(2015, 6, 1)}
    listed = list_old_deposit(**entry, by=town.supervisor)  # type: ignore[arg-type]
    with pytest.raises(FieldsRefused):
        list_old_deposit(**entry, by=town.supervisor)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        note_contact(deposit_id=listed.pk, progress="电话", by=town.clerk)
    note_contact(deposit_id=listed.pk, progress="已电话联系", by=town.supervisor)
    note_contact(deposit_id=listed.pk, progress="已寄函", by=town.supervisor)
    with pytest.raises(FieldsRefused):
        return_old_deposit(deposit_id=listed.pk, voucher=" ", by=town.supervisor)
    return_old_deposit(deposit_id=listed.pk, voucher="PZ-1", by=town.supervisor)
    assert (OldDeposit.objects.get().progress, deposit_progress()["returned"]) == ("已寄函", Amounts(1, 2_000_000))
