"""What the calendar does to admissions: each reminder once, late reviews escalated, a yearly confirmation."""

from collections import Counter
from datetime import date, timedelta

import pytest

from cms.kernel.errands import run_due, tick
from cms.kernel.messages.models import Message
from cms.kernel.models import Event
from cms.kernel.money import yuan
from marketplace.agencies.clocks import confirm_entry, look_after_admissions, suspend_unconfirmed
from marketplace.agencies.errors import AgencySuspended, ConfirmedAlready
from marketplace.agencies.models import Admission
from marketplace.agencies.queries import admitted_agencies, overdue_admissions
from marketplace.agencies.services import apply_for_service
from marketplace.agencies.states import AgencyState
from marketplace.bidding.services import submit_bid
from tests.conftest import Clock
from tests.marketplace.worlds import Market, certificate, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on Wednesday 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def told() -> Counter[str]:
    """How often each thing of the calendar was told of."""
    names = ("admission.due_soon", "admission.overdue", "admission.ends_soon", "agency.unconfirmed")
    return Counter(Event.objects.filter(name__in=names).values_list("name", flat=True))


def test_a_review_is_reminded_of_before_and_put_before_the_supervisor_after_its_day(
    world: Market, clock: Clock
) -> None:
    agency = world.registered_agency("近山测绘")
    applied = apply_for_service(
        agency=agency, service_type=world.service_type, certificates=[certificate()], by=world.agent(agency)
    )
    look_after_admissions()
    assert told() == {}
    clock.set(applied.due_on - timedelta(days=1))
    assert [look_after_admissions() for _ in range(2)] == [1, 0]
    clock.set(applied.due_on)
    assert look_after_admissions() == 0
    clock.set(applied.due_on + timedelta(days=1))
    assert [look_after_admissions() for _ in range(2)] == [1, 0]
    assert told() == {"admission.due_soon": 1, "admission.overdue": 1}
    assert list(overdue_admissions()) == [applied]
    run_due()
    assert Message.objects.filter(user=world.reviewer).count() == 1
    assert Message.objects.filter(user=world.supervisor).count() == 1


def test_the_end_of_a_certificate_is_foretold_once_and_suspends_the_type_by_itself(world: Market, clock: Clock) -> None:
    world.agency("近山测绘", valid_days=40)
    clock.forward(days=9)
    assert look_after_admissions() == 0
    clock.forward(days=1)
    assert [look_after_admissions() for _ in range(2)] == [1, 0]
    clock.forward(days=31)
    tick()
    assert Admission.objects.get().state == "expired"
    assert not admitted_agencies().exists()


def test_an_agency_that_does_not_confirm_its_entry_takes_no_part_until_it_does(world: Market, clock: Clock) -> None:
    silent, careful = world.agency("近山测绘", valid_days=None), world.agency("平川测绘", valid_days=None)
    clock.set(date(2023, 12, 31))
    assert suspend_unconfirmed() == 0  # registered this year
    clock.set(date(2024, 3, 31))
    confirm_entry(agency_id=careful.pk, by=world.agent(careful))
    with pytest.raises(ConfirmedAlready):
        confirm_entry(agency_id=careful.pk, by=world.agent(careful))
    assert suspend_unconfirmed() == 0
    clock.set(date(2024, 4, 1))
    assert [suspend_unconfirmed() for _ in range(2)] == [1, 0]
    assert list(admitted_agencies()) == [careful]
    need, offer = world.need(), {"agency": silent, "by": world.agent(silent), "price": yuan("60000")}
    with pytest.raises(AgencySuspended):
        submit_bid(need_id=need.pk, **offer)
    assert confirm_entry(agency_id=silent.pk, by=world.agent(silent)).state == AgencyState.REGISTERED
    assert submit_bid(need_id=need.pk, **offer).receipt
