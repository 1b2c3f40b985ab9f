"""What is not accepted by its day raises an alarm until it is, and a late acceptance is a fact for the credit room."""

from datetime import datetime, timedelta

import pytest

from cms.kernel.clock import SHANGHAI
from cms.kernel.errands import run_due, tick
from cms.kernel.money import yuan
from marketplace.clocks.models import Alarm
from marketplace.clocks.moments import Due
from marketplace.clues.models import Clue
from marketplace.contracts.following import change_contract
from marketplace.contracts.models import Contract
from marketplace.contracts.services import accept_delivery
from marketplace.credit.models import CreditCase
from marketplace.credit.rules import Reason
from tests.conftest import Clock
from tests.marketplace.contracts.journeys import filed
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


def days_after(contract: Contract, days: int, clock: Clock) -> None:
    """So many days after the contract's last day, at nine."""
    assert contract.deliver_by is not None
    clock.set(contract.deliver_by + timedelta(days=days))
    tick()
    run_due()


def test_a_late_delivery_alarms_until_it_is_accepted_and_costs_an_interview(town: Market, clock: Clock) -> None:
    contract = filed(town, clock)
    days_after(contract, 0, clock)
    assert not Alarm.objects.filter(event=Due.DELIVERY).exists()
    days_after(contract, 1, clock)
    assert Alarm.objects.get(event=Due.DELIVERY).ended_at is None
    days_after(contract, 3, clock)
    accept_delivery(contract_id=contract.pk, by=town.clerk)
    run_due()
    assert Alarm.objects.get(event=Due.DELIVERY).ended_at is not None
    case = CreditCase.objects.get()
    assert (case.party, case.reason, case.state) == (contract.award.party, Reason.LATE_DELIVERY, "found")


def test_a_delivery_in_time_raises_nothing(town: Market, clock: Clock) -> None:
    contract = filed(town, clock)
    days_after(contract, 0, clock)
    accept_delivery(contract_id=contract.pk, by=town.clerk)
    days_after(contract, 9, clock)
    assert not Alarm.objects.filter(event=Due.DELIVERY).exists()
    assert not CreditCase.objects.exists()


def test_a_later_day_agreed_on_moves_the_alarm(town: Market, clock: Clock) -> None:
    contract = filed(town, clock)
    assert contract.deliver_by is not None
    later = contract.deliver_by + timedelta(days=30)
    change_contract(
        contract_id=contract.pk, amount=contract.amount, deliver_by=later, reason="雨季停工。", by=town.clerk
    )
    days_after(contract, 9, clock)
    assert not Alarm.objects.filter(event=Due.DELIVERY).exists()


def test_additions_beyond_a_tenth_are_a_clue_about_both_sides_once(town: Market, clock: Clock) -> None:
    contract = filed(town, clock)
    for amount, clues in (("57200.00", 0), ("57200.01", 1), ("60000.00", 1)):
        change_contract(contract_id=contract.pk, amount=yuan(amount), reason="增加工作量。", by=town.clerk)
        run_due()
        assert Clue.objects.filter(indicator="S030").count() == clues
    clue = Clue.objects.get(indicator="S030")
    assert set(clue.parties.all()) == {contract.award.party, town.owner.party}
    assert (clue.value, clue.bound, clue.evidence["signed_fen"]) == ("0.1000", "0.1000", 5_200_000)
