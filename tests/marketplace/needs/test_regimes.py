"""What the law under which a need runs asks of its posting, beyond the chosen method."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.clock import business_now
from cms.kernel.errors import FieldsRefused, Refused
from marketplace.needs.changes import amend_need
from marketplace.needs.errors import ChangeTooLate, MethodNotOfRegime, NoticeTooShort
from marketplace.needs.models import Need
from marketplace.needs.services import fail_need, post_need, repost_need
from marketplace.needs.states import Method, NeedState, Regime
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
BY_LAW = [Regime.TENDER, Regime.GOVERNMENT]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def refused(world: Market, reason: type[Refused], **terms: object) -> None:
    """The draft is not posted, for the reason, and stays a draft."""
    draft = world.draft(**terms)
    with pytest.raises(reason):
        post_need(need_id=draft.pk, by=world.clerk, declares_recusal=True)
    draft.refresh_from_db()
    assert draft.state == NeedState.DRAFT


@pytest.mark.parametrize("regime", BY_LAW)
def test_what_the_law_governs_is_announced_for_twenty_days(world: Market, regime: Regime) -> None:
    refused(world, NoticeTooShort, regime=regime, closes_at=business_now() + timedelta(days=20) - MINUTE)
    need = world.need(regime=regime, closes_at=business_now() + timedelta(days=20) + MINUTE)
    assert (need.state, need.rules["minimum"]) == (NeedState.POSTED, 3)
    assert "第二十四条" in need.rules["legal_basis"] or "第三十五条" in need.rules["legal_basis"]


@pytest.mark.parametrize("regime", BY_LAW)
@pytest.mark.parametrize("method", [Method.DRAW, Method.CREDIT_PREFERRED])
def test_a_way_to_a_winner_that_the_law_does_not_know_is_refused(world: Market, regime: Regime, method: Method) -> None:
    refused(world, MethodNotOfRegime, regime=regime, method=method, days=30)


def test_three_valid_bidders_are_the_least_whoever_pays(world: Market) -> None:
    draft = world.draft(regime=Regime.TENDER, days=30)
    Need.objects.filter(pk=draft.pk).update(uses_public_funds=False)
    posted = post_need(need_id=draft.pk, by=world.clerk, declares_recusal=True)
    assert posted.rules["minimum"] == 3
    other = world.draft(days=30)
    Need.objects.filter(pk=other.pk).update(uses_public_funds=False)
    assert post_need(need_id=other.pk, by=world.clerk, declares_recusal=True).rules["minimum"] == 2  # the control


def test_a_change_leaves_fifteen_days(world: Market, clock: Clock) -> None:
    need = world.need(regime=Regime.TENDER, days=30)
    clock.forward(days=16)
    with pytest.raises(ChangeTooLate):
        amend_need(need_id=need.pk, text="补充坐标系要求", closes_at=need.closes_at, by=world.clerk)
    amend_need(
        need_id=need.pk, text="补充坐标系要求", closes_at=business_now() + timedelta(days=15, minutes=1), by=world.clerk
    )
    assert Need.objects.get().closes_at > need.closes_at


def test_who_says_that_it_is_a_tender_need_not_say_why_it_is_none(world: Market) -> None:
    large = {"ceiling": "2000000.00", "splitting_note": "", "days": 30}
    refused(world, FieldsRefused, **large)


def test_the_next_posting_runs_under_the_same_law(world: Market, clock: Clock) -> None:
    need = world.need(regime=Regime.GOVERNMENT, days=30)
    clock.set(need.closes_at)
    Need.objects.filter(pk=need.pk).update(state=NeedState.CLOSED)
    fail_need(need_id=need.pk, reason="不足三家")
    later = business_now() + timedelta(days=30)
    again = repost_need(need_id=need.pk, review_note="条款无不合理限制", closes_at=later, by=world.clerk)
    assert again.regime == Regime.GOVERNMENT


def test_an_owner_says_it_on_the_page_and_everybody_reads_it(world: Market) -> None:
    client = Client()
    client.force_login(world.clerk, "cms.kernel.people.login.EmailOrMobileBackend")
    form = client.get(reverse("marketplace:new_need")).content.decode()
    assert 'name="regime"' in form
    need = world.need(regime=Regime.GOVERNMENT, days=30)
    assert "政府采购" in Client().get(reverse("marketplace:need", args=[need.pk])).content.decode()
