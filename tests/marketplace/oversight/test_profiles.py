"""The public page of an agency: its record, what owners said of it, and its credit, each as the register has it."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.clock import SHANGHAI
from cms.kernel.errands import run_due
from cms.kernel.money import yuan
from marketplace.awards.services import give_up_award
from marketplace.contracts.ending import answer_end, propose_end
from marketplace.contracts.following import rate
from marketplace.contracts.models import Contract
from marketplace.contracts.services import accept_delivery
from marketplace.contracts.states import EndGround
from marketplace.credit.rules import Reason
from marketplace.credit.services import decide_credit, interview, note_fact, reply_to_interview
from marketplace.oversight.profiles import profile_of
from tests.conftest import Clock
from tests.marketplace.contracts.journeys import agent_of, awarded, filed
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


def page(contract: Contract) -> str:
    agency = contract.award.party.agency
    return Client().get(reverse("marketplace:agency", args=[agency.pk])).content.decode()


def test_a_delivered_and_rated_contract_stands_on_the_agencys_page(town: Market, clock: Clock) -> None:
    contract = filed(town, clock)
    accept_delivery(contract_id=contract.pk, by=town.clerk)
    rate(contract_id=contract.pk, quality=5, punctuality=4, conduct=3, by=town.clerk, comment="成果规范。")
    rate(contract_id=contract.pk, quality=1, punctuality=1, conduct=1, by=agent_of(town, contract))  # of the owner
    found = profile_of(contract.award.party)
    assert (found.figure.count, found.figure.deal_fen, found.figure.saved_fen) == (1, 5_200_000, 2_800_000)
    assert (found.delivered, found.ratings, found.marks) == (1, 1, ("5.0", "4.0", "3.0"))
    shown = page(contract)
    assert contract.procurement.title in shown
    assert "成果规范。" in shown
    assert "100.0" in shown


def test_lost_points_lost_awards_and_early_ends_are_told_and_no_success_is_counted(town: Market, clock: Clock) -> None:
    contract = filed(town, clock)
    end = propose_end(
        contract_id=contract.pk, ground=EndGround.AGREED, reason="规划调整。", settled_amount=yuan(0), by=town.clerk
    )
    answer_end(end_id=end.pk, agrees=True, answer="", by=agent_of(town, contract))
    party, agent = contract.award.party, agent_of(town, contract)
    case = note_fact(party=party, reason=Reason.POOR_QUALITY, facts="成果返工。", by=town.supervisor)
    interview(case_id=case.pk, note="已约谈。", by=town.supervisor)
    assert not profile_of(party).deductions  # nothing is public before the decision
    reply_to_interview(case_id=case.pk, reply="无异议。", by=agent)
    decide_credit(case_id=case.pk, takes_points=True, decision="扣分。", by=town.supervisor)
    found = profile_of(party)
    assert (found.figure.count, found.ended_early, found.credit_text, found.marks[0]) == (0, 1, "90.0", "—")
    assert [one.pk for one in found.deductions] == [case.pk]
    assert "成果质量不合格" in page(contract)


def test_an_award_that_was_given_up_is_on_record(town: Market, clock: Clock) -> None:
    award = awarded(town, clock)
    run_due()
    give_up_award(award_id=award.pk, by=town.agent(award.party.agency), reason="人手不足")
    assert profile_of(award.party).lost_awards == 1
