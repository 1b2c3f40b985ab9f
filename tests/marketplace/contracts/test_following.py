"""A contract on its way: compared field by field, changed, delivered, paid, accepted, rated; all of it public."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.clock import business_now
from cms.kernel.errands import run_due
from cms.kernel.errors import FieldsRefused, NotAllowed, WrongState
from cms.kernel.money import yuan
from marketplace.contracts.errors import AdditionOverLegalLimit, DiffersFromAward, PaidMoreThanDue
from marketplace.contracts.following import change_contract, plan_milestone, rate, reach_milestone, record_payment
from marketplace.contracts.models import Contract, ContractChange, ContractPayment, Milestone, Rating
from marketplace.contracts.services import accept_delivery, correct_contract, file_contract
from marketplace.needs.models import Need
from marketplace.needs.states import Regime
from marketplace.opendata.queries import record_of
from marketplace.opendata.validation import release_faults
from marketplace.oversight.evaluations import monthly_evaluation
from marketplace.oversight.periods import Period, month_of
from marketplace.oversight.savings import savings
from tests.conftest import Clock
from tests.marketplace.contracts.journeys import agent_of, awarded
from tests.marketplace.worlds import Market

pytestmark = pytest.mark.django_db
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


def test_the_paper_is_compared_in_term_and_owner_too(town: Market, clock: Clock) -> None:
    award = awarded(town, clock)
    good = {"award_id": award.pk, "agency": award.party, "amount": award.price, "by": town.clerk,
            "signed_on": business_now().date(), "owner": town.owner.party, "service_days": 30}  # fmt: skip
    for wrong in ({"service_days": 60}, {"owner": award.party}, {"amount": yuan(1)}):
        with pytest.raises(DiffersFromAward):
            file_contract(**(good | wrong))
    assert not Contract.objects.exists()
    made = file_contract(**good)
    assert (made.current_amount, made.deliver_by) == (award.price, made.signed_on + timedelta(days=30))


def test_a_change_moves_every_figure_and_ten_percent_is_flagged(town: Market, contract: Contract) -> None:
    first = change_contract(contract_id=contract.pk, amount=yuan("57200.00"), reason="增加一处", by=town.clerk)
    run_due()
    assert (first.is_over_tenth, savings(YEAR).deal_fen) == (False, 5_720_000)
    second = change_contract(contract_id=contract.pk, amount=yuan("57200.01"), reason="再增加", by=town.clerk)
    run_due()
    assert (second.number, second.is_over_tenth, savings(YEAR).deal_fen) == (2, True, 5_720_001)
    with pytest.raises(WrongState):
        correct_contract(contract_id=contract.pk, amount=yuan(1), grounds="误", by=town.supervisor)


def test_government_procurement_adds_no_more_than_a_tenth(town: Market, contract: Contract) -> None:
    Need.objects.filter(pk=contract.award.need_id).update(regime=Regime.GOVERNMENT)
    with pytest.raises(AdditionOverLegalLimit):
        change_contract(contract_id=contract.pk, amount=yuan("57200.01"), reason="增加", by=town.clerk)
    assert not ContractChange.objects.exists()


def test_steps_payments_acceptance_and_ratings_stand_in_public(town: Market, clock: Clock, contract: Contract) -> None:
    step = plan_milestone(contract_id=contract.pk, name="初稿", due_on=contract.signed_on, by=town.clerk)
    reach_milestone(milestone_id=step.pk, by=town.clerk)
    record_payment(
        contract_id=contract.pk, amount=yuan("50000.00"), paid_on=business_now().date(), voucher="V1", by=town.clerk
    )
    accept_delivery(contract_id=contract.pk, by=town.clerk)
    marks = {"quality": 5, "punctuality": 4, "conduct": 5}
    one = rate(contract_id=contract.pk, by=town.clerk, comment="成果扎实", **marks)
    agent = agent_of(town, contract)
    other = rate(contract_id=contract.pk, by=agent, quality=3, punctuality=3, conduct=4)
    assert (one.by_owner, one.tenths, other.by_owner, other.tenths) == (True, 47, False, 33)
    lines = monthly_evaluation(month_of(business_now().date()))
    assert [(line.party, line.ratings, line.mean) for line in lines][:1] == [(contract.award.party, 1, "4.7")]
    assert {(line.ratings, line.mean, line.platform) for line in lines[1:]} == {(0, "—", 5)}
    assert "4.7" in Client().get(reverse("marketplace:evaluations") + "?day=2023-03-08").content.decode()
    run_due()
    page = Client().get(reverse("marketplace:award", args=[contract.award_id])).content.decode()
    assert [word for word in ("成果扎实", "初稿", "V1", "50,000.00") if word not in page] == []
    found = record_of(contract.procurement)
    assert found is not None
    assert release_faults(found["compiledRelease"]) == []
    assert found["compiledRelease"]["contracts"][0]["implementation"]["transactions"][0]["id"] == "V1"


def test_what_is_refused_changes_nothing(town: Market, clock: Clock, contract: Contract) -> None:
    today = business_now().date()
    agent = agent_of(town, contract)
    pay = {"contract_id": contract.pk, "amount": yuan(1), "paid_on": today, "voucher": "V", "by": town.clerk}
    for refusal, wrong in (
        (PaidMoreThanDue, {"amount": yuan("52000.01")}),
        (FieldsRefused, {"paid_on": today + timedelta(days=1)}),
        (FieldsRefused, {"voucher": " "}),
        (NotAllowed, {"by": agent}),
    ):
        with pytest.raises(refusal):
            record_payment(**(pay | wrong))
    with pytest.raises(FieldsRefused):
        change_contract(contract_id=contract.pk, amount=contract.current_amount, reason="无", by=town.clerk)
    with pytest.raises(FieldsRefused):
        plan_milestone(contract_id=contract.pk, name=" ", due_on=today, by=town.clerk)
    with pytest.raises(WrongState):
        rate(contract_id=contract.pk, quality=5, punctuality=5, conduct=5, by=town.clerk)
    accept_delivery(contract_id=contract.pk, by=town.clerk)
    with pytest.raises(FieldsRefused):
        rate(contract_id=contract.pk, quality=6, punctuality=5, conduct=0, by=town.clerk)
    with pytest.raises(NotAllowed):
        rate(contract_id=contract.pk, quality=5, punctuality=5, conduct=5, by=town.reviewer)
    models = (ContractPayment, ContractChange, Milestone, Rating)
    assert [model.objects.count() for model in models] == [0, 0, 0, 0]


def test_no_change_or_correction_goes_below_what_was_paid(town: Market, contract: Contract) -> None:
    pay = {"amount": yuan("20000"), "paid_on": business_now().date(), "voucher": "V1", "by": town.clerk}
    record_payment(contract_id=contract.pk, **pay)
    with pytest.raises(FieldsRefused):
        change_contract(contract_id=contract.pk, amount=yuan("19999.99"), reason="减项", by=town.clerk)
    with pytest.raises(FieldsRefused):
        correct_contract(contract_id=contract.pk, amount=yuan("19999.99"), grounds="录入有误", by=town.supervisor)
    contract.refresh_from_db()
    assert (contract.current_amount, ContractChange.objects.count()) == (yuan("52000.00"), 0)


def test_the_notice_is_a_paper_anybody_can_verify(contract: Contract) -> None:
    answer = Client().get(reverse("marketplace:award_notice_pdf", args=[contract.award_id]))
    assert (answer.status_code, answer.content[:5], answer["Content-Type"]) == (200, b"%PDF-", "application/pdf")
    assert contract.award.number in answer["Content-Disposition"]
    checked = Client().get(reverse("marketplace:verify_award"), {"code": contract.award.code}).content.decode()
    assert contract.award.party.uscc in checked
