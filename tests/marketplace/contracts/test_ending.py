"""A contract that ends early: said by one side, agreed to by the other, and counted by no figure from then on."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.clock import business_today
from cms.kernel.errands import run_due
from cms.kernel.errors import FieldsRefused, NotAllowed, Refused, WrongState
from cms.kernel.messages.models import Message
from cms.kernel.models import Event, User
from cms.kernel.money import yuan
from cms.kernel.people.models import MembershipState
from cms.kernel.people.services import appoint
from cms.kernel.roles import Role
from marketplace.clocks.models import Alarm, NeedClock
from marketplace.contracts.ending import answer_end, propose_end
from marketplace.contracts.errors import EndProposedAlready, OwnProposal, PaidMoreThanDue, SettlementOutOfBounds
from marketplace.contracts.following import change_contract, record_payment
from marketplace.contracts.models import Contract, EarlyEnd
from marketplace.contracts.services import accept_delivery, correct_contract
from marketplace.contracts.states import ContractState, EndGround
from marketplace.opendata.queries import record_of
from marketplace.oversight.counting import recount
from marketplace.oversight.models import CountedContract
from marketplace.oversight.periods import Period
from marketplace.oversight.savings import Chosen, contracts_of, savings
from tests.marketplace.contracts.journeys import agent_of
from tests.marketplace.worlds import Market

pytestmark = pytest.mark.django_db
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


def proposed(town: Market, contract: Contract, settled: str = "20000.00", by: User | None = None) -> EarlyEnd:
    return propose_end(
        contract_id=contract.pk,
        ground=EndGround.AGREED,
        reason="规划调整，已完成控制测量。",
        settled_amount=yuan(settled),
        by=by or town.clerk,
    )


def refused(refusal: type[Refused], act: Callable[[], object]) -> None:
    before = (Event.objects.count(), EarlyEnd.objects.count())
    with pytest.raises(refusal):
        act()
    assert before == (Event.objects.count(), EarlyEnd.objects.count())


def test_what_both_sides_end_is_counted_no_more_and_equals_a_recount(town: Market, contract: Contract) -> None:
    other = CountedContract.objects.get()
    assert (savings(YEAR).count, other.deal_fen) == (1, 5_200_000)
    end = proposed(town, contract)
    run_due()
    assert Message.objects.get(party=contract.award.party, subject_text__startswith="对方提出提前终止")
    assert savings(YEAR).count == 1  # nothing has ended yet
    answer_end(end_id=end.pk, agrees=True, answer="", by=agent_of(town, contract))
    run_due()
    contract.refresh_from_db()
    assert contract.state == ContractState.ENDED
    assert (savings(YEAR).count, savings(YEAR).ceiling_fen, savings(YEAR).deal_fen) == (0, 0, 0)
    assert not contracts_of(Chosen.of(YEAR))
    assert recount() == 0
    published = record_of(contract.procurement)
    assert published is not None
    assert published["compiledRelease"]["contracts"][0]["status"] == "terminated"
    assert NeedClock.objects.get().next_check is None
    page = Client().get(reverse("marketplace:award", args=[contract.award_id])).content.decode()
    assert "双方协商一致" in page
    assert "规划调整" in page


def test_while_an_end_waits_the_contract_is_not_lowered_below_its_settlement(town: Market, contract: Contract) -> None:
    end = proposed(town, contract, "20000.00")
    lower = {"contract_id": contract.pk, "amount": yuan("19999.99")}
    refused(FieldsRefused, lambda: change_contract(reason="缩减", by=town.clerk, **lower))
    refused(FieldsRefused, lambda: correct_contract(grounds="录入有误", by=town.supervisor, **lower))
    contract.refresh_from_db()
    assert contract.current_amount == yuan("52000")
    change_contract(contract_id=contract.pk, amount=yuan("20000"), reason="缩减", by=town.clerk)
    answer_end(end_id=end.pk, agrees=True, answer="", by=agent_of(town, contract))


def test_after_the_end_only_what_was_settled_may_be_paid(town: Market, contract: Contract) -> None:
    end = proposed(town, contract)
    answer_end(end_id=end.pk, agrees=True, answer="", by=agent_of(town, contract))
    pay = {"contract_id": contract.pk, "paid_on": business_today(), "by": town.clerk}
    with pytest.raises(PaidMoreThanDue):
        record_payment(amount=yuan("20000.01"), voucher="1", **pay)
    record_payment(amount=yuan("20000.00"), voucher="1", **pay)
    for act in (
        lambda: accept_delivery(contract_id=contract.pk, by=town.clerk),
        lambda: proposed(town, contract),
        lambda: change_contract(contract_id=contract.pk, amount=yuan("1"), reason="改", by=town.clerk),
    ):
        refused(WrongState, act)


def test_one_side_alone_ends_nothing(town: Market, contract: Contract) -> None:
    agent, stranger = agent_of(town, contract), town.agent(town.agency("不相干测绘"))
    end = proposed(town, contract, by=agent)
    refused(OwnProposal, lambda: answer_end(end_id=end.pk, agrees=True, answer="", by=agent))
    refused(NotAllowed, lambda: answer_end(end_id=end.pk, agrees=True, answer="", by=stranger))
    refused(EndProposedAlready, lambda: proposed(town, contract))
    refused(FieldsRefused, lambda: answer_end(end_id=end.pk, agrees=False, answer=" ", by=town.clerk))
    answer_end(end_id=end.pk, agrees=False, answer="项目仍需要。", by=town.clerk)
    refused(WrongState, lambda: answer_end(end_id=end.pk, agrees=True, answer="", by=town.clerk))
    contract.refresh_from_db()
    assert contract.state == ContractState.FILED
    assert proposed(town, contract).by_owner


def test_who_left_the_owner_for_the_agency_stands_on_its_side_alone(town: Market, contract: Contract) -> None:
    agent = agent_of(town, contract)
    held = appoint(user=agent, party=town.owner.party, role=Role.OWNER, by=None)
    held.state = MembershipState.ENDED
    held.save()
    assert not proposed(town, contract, by=agent).by_owner


def test_a_settlement_lies_between_what_was_paid_and_the_contract(town: Market, contract: Contract) -> None:
    record_payment(contract_id=contract.pk, amount=yuan("10000"), paid_on=business_today(), voucher="1", by=town.clerk)
    refused(SettlementOutOfBounds, lambda: proposed(town, contract, "9999.99"))
    refused(SettlementOutOfBounds, lambda: proposed(town, contract, "52000.01"))
    end = proposed(town, contract, "10000.00")
    record_payment(contract_id=contract.pk, amount=yuan("1"), paid_on=business_today(), voucher="2", by=town.clerk)
    refused(
        SettlementOutOfBounds,
        lambda: answer_end(end_id=end.pk, agrees=True, answer="", by=agent_of(town, contract)),
    )
    assert not Alarm.objects.exists()


def test_both_sides_do_it_on_their_page(town: Market, contract: Contract) -> None:
    address = reverse("marketplace:end_contract", args=[contract.pk])
    owner, agency = Client(), Client()
    owner.force_login(town.clerk, "cms.kernel.people.login.EmailOrMobileBackend")
    agency.force_login(agent_of(town, contract), "cms.kernel.people.login.EmailOrMobileBackend")
    entered = {"ground": "agreed", "reason": "规划调整。", "settled_amount": "0"}
    assert owner.post(address, entered).status_code == 302
    assert "等待对方答复" in owner.get(address).content.decode()
    assert agency.post(address, {"decision": "agree"}).status_code == 302
    assert "已提前终止" in agency.get(address).content.decode()
