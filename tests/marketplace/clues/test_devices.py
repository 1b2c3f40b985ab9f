"""Devices and accounts that bidders share: noted apart from any bid, compared afterwards, and forgotten."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cms.kernel.clock import business_today
from cms.kernel.errands import tick
from cms.kernel.errors import FieldsRefused, NotAllowed
from cms.kernel.models import Event, User
from cms.kernel.money import yuan
from marketplace.agencies.accounts import state_account
from marketplace.agencies.models import Agency
from marketplace.bidding.services import submit_bid
from marketplace.clues.devices import COOKIE
from marketplace.clues.models import DeviceMark
from marketplace.clues.relations import connections, days_to_bid
from marketplace.guarantees.services import register_guarantee
from marketplace.guarantees.states import GuaranteeForm, GuaranteeKind
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
WORD = "云川县的一句口令2023"


@pytest.fixture
def town(clock: Clock) -> Market:
    """A market on 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def sign_in(browser: Client, user: User) -> None:
    """The person signs in at the page, from this browser, which then forgets the session as when it is closed."""
    user.set_password(WORD)
    user.save()
    answer = browser.post(reverse("account_login"), {"login": user.email, "password": WORD})
    assert answer.status_code == 302
    del browser.cookies[settings.SESSION_COOKIE_NAME]


def test_a_browser_from_which_two_agencies_sign_in_while_a_need_takes_bids_connects_them(
    town: Market, clock: Clock
) -> None:
    first, second, third = (town.agency(name) for name in ("甲", "乙", "丙"))
    parties = [first.party_id, second.party_id, third.party_id]
    need, shared, own = town.need(), Client(), Client()
    sign_in(shared, town.agent(first))
    mark = shared.cookies[COOKIE].value
    clock.forward(hours=30)
    sign_in(shared, town.agent(second))
    sign_in(own, town.agent(third))
    days = days_to_bid(need.pk)
    assert connections(parties, days) == {(parties[0], parties[1]): ["device"]}
    assert days is not None
    assert connections(parties, (days[0] - timedelta(9), days[0] - timedelta(1))) == {}
    assert connections(parties) == {}
    assert not DeviceMark.objects.filter(device__contains=mark).exists()


def test_officers_and_owners_leave_no_mark_and_a_mark_is_forgotten_after_half_a_year(
    town: Market, clock: Clock
) -> None:
    browser, agency = Client(), town.agency("甲")
    sign_in(browser, town.reviewer)
    sign_in(browser, town.clerk)
    assert (COOKIE in browser.cookies, DeviceMark.objects.exists()) == (False, False)
    sign_in(browser, town.agent(agency))
    sign_in(browser, town.agent(agency))
    assert DeviceMark.objects.get().day == business_today()
    clock.forward(days=180)
    tick()
    assert DeviceMark.objects.exists()
    clock.forward(days=1)
    tick()
    assert not DeviceMark.objects.exists()


def test_agencies_paid_on_one_account_or_secured_from_one_are_connected(town: Market, clock: Clock) -> None:
    first, second, third = (town.agency(name) for name in ("甲", "乙", "丙"))
    parties = [first.party_id, second.party_id, third.party_id]
    need = town.need()
    for agency in (first, second, third):
        submit_bid(need_id=need.pk, agency=agency, by=town.agent(agency), price=yuan("70000"))
    clock.set(need.opens_at)
    tick()
    state_account(agency_id=first.pk, number="6228 4800 1234 5678", by=town.agent(first))
    secured = {"kind": GuaranteeKind.BID, "form": GuaranteeForm.CASH, "amount": yuan("1000"), "by": town.clerk}
    for number, (agency, account) in enumerate([(second, "6228-4800-1234-5678"), (third, "6228480099990000")]):
        register_guarantee(
            need_id=need.pk,
            party=agency.party,
            number=f"P{number}",
            payer_account=account,
            **secured,  # type: ignore[arg-type]
        )
    assert connections(parties) == {(parties[0], parties[1]): ["account"]}


@pytest.mark.parametrize("number", ["", "1234", "622848OO12345678", "１２３４５６７８９", "9" * 33])
def test_what_is_no_account_number_is_refused_and_nothing_kept(town: Market, number: str) -> None:
    agency = town.agency("甲")
    before = Event.objects.count()
    with pytest.raises(FieldsRefused):
        state_account(agency_id=agency.pk, number=number, by=town.agent(agency))
    with pytest.raises(NotAllowed):
        state_account(agency_id=agency.pk, number="6228480012345678", by=town.clerk)
    assert (Agency.objects.get(pk=agency.pk).account_digest, Event.objects.count()) == ("", before)
