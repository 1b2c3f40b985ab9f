"""Whom an owner names on its form: who has to step aside and why, and whom it invites, each told apart."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from cms.kernel.errands import run_due
from marketplace.bidding.errors import BarredFromNeed
from marketplace.bidding.services import check_may_take_part
from marketplace.needs.models import Need
from marketplace.needs.states import BarReason, NeedState
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(clock: Clock) -> Market:
    """A market on 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def posted(town: Market, **more: object) -> HttpResponse:
    """The owner's clerk fills in the form."""
    client, terms = Client(), town.terms()
    client.force_login(town.clerk, "cms.kernel.people.login.EmailOrMobileBackend")
    form = {
        "service_type": town.service_type.pk,
        "title": terms.title,
        "description": terms.description,
        "ceiling": "20000",
        "method": "lowest_price",
        "quote": "amount",
        "service_days": "30",
        "closes_at": f"{localtime(terms.closes_at):%Y-%m-%dT%H:%M}",
        "declares_recusal": "on",
    }
    return client.post(reverse("marketplace:new_need"), form | more)


def test_who_wrote_who_handles_and_who_is_tied_to_the_owner_steps_aside(town: Market) -> None:
    fields = {
        "barred": BarReason.WROTE_SPECIFICATION,
        "handlers": BarReason.HANDLES_NEED,
        "affiliates": BarReason.AFFILIATED,
    }
    agencies = {name: town.agency(f"{name}测绘") for name in fields}
    codes = {name: agency.party.uscc.lower() for name, agency in agencies.items()}
    assert posted(town, **codes).status_code == 302
    need = Need.objects.get()
    run_due()
    assert need.state == NeedState.POSTED
    for name, reason in fields.items():
        with pytest.raises(BarredFromNeed) as refusal:
            check_may_take_part(need, agencies[name].party)
        assert str(reason.label) in str(refusal.value)


def test_a_draft_shows_again_whom_it_bars(town: Market) -> None:
    agency = town.agency("代理测绘")
    posted(town, handlers=agency.party.uscc, draft="1")
    client = Client()
    client.force_login(town.clerk, "cms.kernel.people.login.EmailOrMobileBackend")
    page = client.get(reverse("marketplace:edit_need", args=[Need.objects.get().pk])).content.decode()
    assert agency.party.uscc in page


def test_of_two_agencies_with_one_name_the_code_says_which(town: Market) -> None:
    first, _second = town.agency("近山测绘"), town.agency("近山测绘")
    direct = {"method": "direct", "reason": "延续前期测绘。"}
    refused = posted(town, named="近山测绘", **direct)
    assert refused.status_code == 422
    assert "名称相同" in refused.content.decode()
    assert not Need.objects.exists()
    assert posted(town, named=first.party.uscc, **direct).status_code == 302
    assert [one.party for one in Need.objects.get().invitations.all()] == [first.party]
