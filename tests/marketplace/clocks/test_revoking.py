"""Supervision takes an award back for a cause: an upheld objection, or a signing that was let pass."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.clock import SHANGHAI
from cms.kernel.errands import run_due, tick
from cms.kernel.errors import FieldsRefused, NotAllowed, Refused, WrongState
from cms.kernel.messages.models import Message
from cms.kernel.models import Event
from marketplace.agencies.models import Agency
from marketplace.awards.models import Award
from marketplace.awards.services import award_need, redo_need
from marketplace.awards.states import AwardState
from marketplace.clocks.errors import NothingToRevoke
from marketplace.clocks.models import Alarm
from marketplace.clocks.revoking import revoke_award
from marketplace.contracts.services import file_contract
from marketplace.credit.models import CreditCase
from marketplace.credit.rules import Reason
from marketplace.disputes.errors import ResultOverturned
from marketplace.disputes.services import answer_award_objection, raise_award_objection
from marketplace.needs.models import Bar
from marketplace.needs.states import BarReason, NeedState
from marketplace.opendata.queries import record_of
from marketplace.opendata.validation import release_faults
from tests.conftest import Clock
from tests.marketplace.contracts.journeys import awarded
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
PRICES = ["60000.00", "52000.00", "58000.00", "59000.00"]


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


@pytest.fixture
def award(town: Market, clock: Clock) -> Award:
    return awarded(town, clock, PRICES)


def refused(refusal: type[Refused], act: Callable[[], object]) -> None:
    events = Event.objects.count()
    with pytest.raises(refusal):
        act()
    assert Event.objects.count() == events


def upheld(town: Market, award: Award) -> None:
    """A losing bidder's objection holds."""
    loser = Agency.objects.exclude(party=award.party).order_by("pk")[0]
    made = raise_award_objection(award_id=award.pk, party=loser.party, grounds="资质不符", by=town.agent(loser))
    answer_award_objection(dispute_id=made.pk, is_upheld=True, answer="经核查成立。", by=town.clerk)


def test_a_result_against_which_an_objection_holds_is_not_signed_and_the_next_in_order_follows(
    town: Market, award: Award
) -> None:
    upheld(town, award)
    day = award.awarded_at.astimezone(SHANGHAI).date()
    sign = {"award_id": award.pk, "agency": award.party, "amount": award.price, "signed_on": day, "by": town.clerk}
    refused(ResultOverturned, lambda: file_contract(**sign))
    revoke_award(award_id=award.pk, reason="异议成立，中选机构资质不符。", by=town.supervisor)
    assert not CreditCase.objects.exists()
    second = award_need(need_id=award.need_id, by=town.clerk)
    run_due()
    award.refresh_from_db()
    assert (award.state, str(second.price.amount)) == (AwardState.REVOKED, "58000.00")
    assert Bar.objects.get().reason == BarReason.LOST_AWARD
    assert Message.objects.filter(party=award.party, subject_text__startswith="中选结果已取消").count() == 1
    page = Client().get(reverse("marketplace:award", args=[award.pk])).content.decode()
    assert "异议成立，中选机构资质不符。" in page
    published = record_of(award.need.procurement)
    assert published is not None
    assert sorted(one["status"] for one in published["compiledRelease"]["awards"]) == ["active", "cancelled"]
    assert release_faults(published["compiledRelease"]) == []


def test_a_winner_that_neither_signs_nor_gives_up_loses_the_award_and_has_a_credit_case(
    town: Market, award: Award, clock: Clock
) -> None:
    run_due()
    clock.forward(days=29)
    refused(NothingToRevoke, lambda: revoke_award(award_id=award.pk, reason="未签订", by=town.supervisor))
    clock.forward(days=6)
    tick()
    assert Alarm.objects.get(ended_at=None).event == "signing"
    address = reverse("marketplace:revoke_award", args=[award.pk])
    supervisor = Client()
    supervisor.force_login(town.supervisor, "cms.kernel.people.login.EmailOrMobileBackend")
    assert supervisor.post(address, {"reason": "逾期三十日仍未签订合同。"}).status_code == 302
    run_due()
    case = CreditCase.objects.get()
    assert (case.party, case.reason) == (award.party, Reason.LATE_SIGNING)
    assert not Alarm.objects.filter(ended_at=None).exists()
    redone = redo_need(need_id=award.need_id, reason="条款需要调整", by=town.clerk)
    assert redone.state == NeedState.FAILED


def test_an_award_without_such_a_cause_stands(town: Market, award: Award) -> None:
    revoke = {"award_id": award.pk, "by": town.supervisor}
    refused(NothingToRevoke, lambda: revoke_award(reason="另有考虑", **revoke))
    upheld(town, award)
    refused(FieldsRefused, lambda: revoke_award(reason=" ", **revoke))
    refused(NotAllowed, lambda: revoke_award(reason="异议成立", award_id=award.pk, by=town.clerk))
    revoke_award(reason="异议成立", **revoke)
    refused(WrongState, lambda: revoke_award(reason="再次取消", **revoke))
    assert Award.objects.count() == 1
