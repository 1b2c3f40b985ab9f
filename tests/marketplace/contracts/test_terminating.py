"""A contract that one side ends alone, or a court: after a period without objection, on grounds, with its effects."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.kernel.clock import business_today
from cms.kernel.errands import run_due, tick
from cms.kernel.errors import FieldsRefused, NotAllowed, Refused, WrongState
from cms.kernel.files.models import StoredFile
from cms.kernel.files.services import store_file
from cms.kernel.messages.models import Message
from cms.kernel.models import Event, User
from cms.kernel.money import yuan
from cms.kernel.roles import Role
from marketplace.contracts import terminating
from marketplace.contracts.ending import answer_end, has_ended, propose_end
from marketplace.contracts.errors import (
    EndProposedAlready,
    GroundOfOthers,
    NoticeTooEarly,
    NotYourNotice,
    ObjectedTooLate,
    OwnProposal,
    PaidMoreThanDue,
    SettlementOutOfBounds,
    WithdrawnTooLate,
)
from marketplace.contracts.following import record_payment
from marketplace.contracts.models import Contract, EarlyEnd
from marketplace.contracts.services import accept_delivery
from marketplace.contracts.states import ContractState, EndGround, EndWay
from marketplace.contracts.terminating import (
    confirm_ruling,
    earliest_effect,
    end_by_due_notices,
    give_notice,
    record_ruling,
)
from marketplace.contracts.withdrawing import withdraw_notice
from marketplace.credit.models import CreditCase
from marketplace.credit.rules import Reason
from marketplace.opendata.queries import record_of
from marketplace.oversight.counting import recount
from marketplace.oversight.periods import Period
from marketplace.oversight.savings import savings
from tests.conftest import Clock
from tests.marketplace.bidding.files import pdf
from tests.marketplace.contracts.journeys import agent_of, filed
from tests.marketplace.worlds import Market

pytestmark = pytest.mark.django_db
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


def paper(town: Market) -> StoredFile:
    return store_file(upload=SimpleUploadedFile("notice.pdf", pdf("解除通知")), by=town.clerk)


def noticed(town: Market, contract: Contract, **more: object) -> EarlyEnd:
    """The owner's notice for the agency's breach, with the shortest period."""
    terms: dict[str, object] = {
        "ground": EndGround.AGENCY_BREACH,
        "reason": "两次催告后仍未进场。",
        "settled_amount": yuan("20000"),
        "takes_effect_on": earliest_effect(business_today()),
        "document": paper(town),
        "by": town.clerk,
    }
    return give_notice(contract_id=contract.pk, **(terms | more))  # type: ignore[arg-type]


def ruled(town: Market, contract: Contract, **more: object) -> EarlyEnd:
    """A judgment of today, put on record by supervision."""
    terms: dict[str, object] = {
        "ground": EndGround.AGENCY_BREACH,
        "reason": "被告构成根本违约，合同解除。",
        "ruled_by": "云川县人民法院",
        "ruling_number": "（2023）皖1826民初123号",
        "ruled_on": business_today(),
        "settled_amount": yuan("5000"),
        "document": paper(town),
        "by": town.supervisor,
    }
    return record_ruling(contract_id=contract.pk, **(terms | more))  # type: ignore[arg-type]


def second(town: Market) -> User:
    """Another supervisor."""
    return town.person("第二名监督", Role.SUPERVISOR, town.department)


def ruled_by_two(town: Market, contract: Contract, **more: object) -> EarlyEnd:
    """The judgment, confirmed by a second supervisor."""
    return confirm_ruling(end_id=ruled(town, contract, **more).pk, is_right=True, note="", by=second(town))


def refused(refusal: type[Refused], act: Callable[[], object]) -> None:
    before = (EarlyEnd.objects.count(), Event.objects.exclude(name="file.stored").count())
    with pytest.raises(refusal):
        act()
    assert before == (EarlyEnd.objects.count(), Event.objects.exclude(name="file.stored").count())


def pass_over(end: EarlyEnd, clock: Clock) -> None:
    """The notice's last day is over."""
    assert end.takes_effect_at is not None
    clock.set(end.takes_effect_at)
    tick()
    run_due()


def test_a_notice_nobody_objects_to_ends_the_contract_with_all_effects(
    town: Market, contract: Contract, clock: Clock
) -> None:
    end = noticed(town, contract)
    run_due()
    assert Message.objects.get(party=contract.award.party, subject_text__startswith="对方通知解除合同")
    clock.set(end.takes_effect_at - timedelta(milliseconds=1))
    tick()
    run_due()
    assert savings(YEAR).count == 1
    pass_over(end, clock)
    contract.refresh_from_db()
    assert (contract.state, savings(YEAR).count, recount()) == (ContractState.ENDED, 0, 0)
    published = record_of(contract.procurement)
    assert published is not None
    assert published["compiledRelease"]["contracts"][0]["status"] == "terminated"
    case = CreditCase.objects.get()
    assert (case.party, case.reason, case.state) == (contract.award.party, Reason.BREACH, "found")
    with pytest.raises(PaidMoreThanDue):
        pay(town, contract, "20000.01")
    page = Client().get(reverse("marketplace:award", args=[contract.award_id])).content.decode()
    assert "逾期无异议" in page


def pay(town: Market, contract: Contract, amount: str, voucher: str = "1") -> None:
    record_payment(
        contract_id=contract.pk, amount=yuan(amount), paid_on=business_today(), voucher=voucher, by=town.clerk
    )


def test_an_objection_in_time_keeps_the_contract_running_and_one_too_late_does_not(
    town: Market, contract: Contract, clock: Clock
) -> None:
    agent, first = agent_of(town, contract), noticed(town, contract)
    refused(OwnProposal, lambda: answer_end(end_id=first.pk, agrees=False, answer="异议", by=town.clerk))
    refused(FieldsRefused, lambda: answer_end(end_id=first.pk, agrees=False, answer=" ", by=agent))
    answer_end(end_id=first.pk, agrees=False, answer="已按期进场，有签到记录。", by=agent)
    pass_over(first, clock)
    contract.refresh_from_db()
    assert (contract.state, CreditCase.objects.count()) == (ContractState.FILED, 0)
    second = noticed(town, contract)
    clock.set(second.takes_effect_at)
    refused(ObjectedTooLate, lambda: answer_end(end_id=second.pk, agrees=False, answer="异议", by=agent))


def test_who_has_no_objection_ends_it_at_once(town: Market, contract: Contract) -> None:
    end = noticed(town, contract, ground=EndGround.AT_WILL, reason="项目取消。")
    answer_end(end_id=end.pk, agrees=True, answer="", by=agent_of(town, contract))
    run_due()
    contract.refresh_from_db()
    assert (contract.state, CreditCase.objects.count()) == (ContractState.ENDED, 0)  # nobody's breach


def test_nobody_gives_notice_on_the_own_breach_too_early_or_twice(town: Market, contract: Contract) -> None:
    agent, stranger = agent_of(town, contract), town.agent(town.agency("不相干测绘"))
    refused(GroundOfOthers, lambda: noticed(town, contract, ground=EndGround.OWNER_BREACH))
    for ground in (EndGround.AGENCY_BREACH, EndGround.AT_WILL, EndGround.AGREED):
        refused(GroundOfOthers, lambda ground=ground: noticed(town, contract, ground=ground, by=agent))
    early = earliest_effect(business_today()) - timedelta(days=1)
    refused(NoticeTooEarly, lambda: noticed(town, contract, takes_effect_on=early))
    refused(NotAllowed, lambda: noticed(town, contract, by=stranger))
    refused(FieldsRefused, lambda: noticed(town, contract, reason=" "))
    refused(SettlementOutOfBounds, lambda: noticed(town, contract, settled_amount=yuan("52000.01")))
    assert noticed(town, contract, ground=EndGround.OWNER_BREACH, by=agent).by_owner is False
    refused(EndProposedAlready, lambda: noticed(town, contract))
    refused(EndProposedAlready, lambda: propose(town, contract))


def propose(town: Market, contract: Contract) -> EarlyEnd:
    return propose_end(
        contract_id=contract.pk, ground=EndGround.AGREED, reason="协商。", settled_amount=yuan(0), by=town.clerk
    )


def test_an_agreed_end_takes_no_ground_of_one_side_alone(town: Market, contract: Contract) -> None:
    def act() -> None:
        propose_end(
            contract_id=contract.pk, ground=EndGround.AT_WILL, reason="取消。", settled_amount=yuan(0), by=town.clerk
        )

    refused(FieldsRefused, act)


def test_the_notice_period_is_fifteen_days_and_runs_on_over_a_holiday() -> None:
    assert earliest_effect(date(2023, 3, 1)) == date(2023, 3, 16)
    assert earliest_effect(date(2023, 9, 18)) == date(2023, 10, 7)  # 3 October is a holiday, the 7th a working Saturday


def test_what_was_paid_while_the_notice_ran_is_settled(town: Market, contract: Contract, clock: Clock) -> None:
    end = noticed(town, contract, settled_amount=yuan(0))
    pay(town, contract, "8000")
    pass_over(end, clock)
    end.refresh_from_db()
    assert (end.agreed, end.settled_amount) == (True, yuan("8000"))


def test_what_was_delivered_meanwhile_is_not_ended(town: Market, contract: Contract, clock: Clock) -> None:
    end = noticed(town, contract)
    accept_delivery(contract_id=contract.pk, by=town.clerk)
    pass_over(end, clock)
    contract.refresh_from_db()
    assert contract.state == ContractState.DELIVERED


def test_a_notice_that_cannot_take_effect_leaves_nothing_behind_and_keeps_no_other(
    town: Market, contract: Contract, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = noticed(town, contract), noticed(town, filed(town, clock, title="城北片区地形图测绘"))

    def failing(ended: Contract, end: EarlyEnd, by: User | None) -> None:
        has_ended(ended, end, by)
        if end.pk == bad.pk:
            raise ArithmeticError

    monkeypatch.setattr(terminating, "has_ended", failing)
    assert good.takes_effect_at is not None
    clock.set(good.takes_effect_at)
    with pytest.raises(ExceptionGroup):
        end_by_due_notices()
    states = [EarlyEnd.objects.get(pk=end.pk).contract.state for end in (bad, good)]
    assert states == [ContractState.FILED, ContractState.ENDED]


def test_a_ruling_ends_what_was_contested_and_may_award_less_than_was_paid(
    town: Market, contract: Contract, clock: Clock
) -> None:
    open_word = propose(town, contract)
    pay(town, contract, "8000")
    ruled_by_two(town, contract)
    run_due()
    contract.refresh_from_db()
    open_word.refresh_from_db()
    assert (contract.state, open_word.agreed, savings(YEAR).count) == (ContractState.ENDED, False, 0)
    assert "（2023）皖1826民初123号" in CreditCase.objects.get().facts
    refused(PaidMoreThanDue, lambda: pay(town, contract, "0.01", "2"))
    page = Client().get(reverse("marketplace:award", args=[contract.award_id])).content.decode()
    assert "云川县人民法院" in page
    refused(WrongState, lambda: ruled(town, contract))


def test_a_ruling_is_supervisions_to_record_with_number_body_and_day(town: Market, contract: Contract) -> None:
    refused(NotAllowed, lambda: ruled(town, contract, by=town.clerk))
    for gap in ({"ruling_number": " "}, {"ruled_by": ""}, {"reason": ""}, {"ground": EndGround.AGREED}):
        refused(FieldsRefused, lambda gap=gap: ruled(town, contract, **gap))
    refused(FieldsRefused, lambda: ruled(town, contract, ruled_on=business_today() + timedelta(days=1)))
    refused(SettlementOutOfBounds, lambda: ruled(town, contract, settled_amount=yuan("52000.01")))


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, "cms.kernel.people.login.EmailOrMobileBackend")
    return client


def test_both_sides_and_supervision_do_it_on_their_pages(town: Market, contract: Contract) -> None:
    owner, agency, supervisor = (browser(user) for user in (town.clerk, agent_of(town, contract), town.supervisor))
    notice, end = (reverse(f"marketplace:{name}", args=[contract.pk]) for name in ("notice_of_end", "end_contract"))
    entered = {"ground": "agency_breach", "reason": "未进场。", "settled_amount": "0", "takes_effect_on": "2023-03-02"}
    early = owner.post(notice, entered | {"document": SimpleUploadedFile("n.pdf", pdf())})
    assert (early.status_code, StoredFile.objects.count()) == (422, 0)
    entered["takes_effect_on"] = earliest_effect(business_today()).isoformat()
    assert owner.post(notice, entered | {"document": SimpleUploadedFile("n.pdf", pdf())}).status_code == 302
    assert "解除通知待生效" in owner.get(end).content.decode()
    assert "提出异议" in agency.get(end).content.decode()
    assert agency.post(end, {"decision": "refuse", "answer": "不同意。"}).status_code == 302
    ruling = reverse("marketplace:record_ruling", args=[contract.pk])
    assert "文书生效日期" in supervisor.get(ruling).content.decode()
    written = {
        "ruled_by": "云川县仲裁委员会",
        "ruling_number": "云仲裁〔2023〕7号",
        "ruled_on": business_today().isoformat(),
        "ground": "impossible",
        "reason": "不可抗力。",
        "settled_amount": "0",
        "document": SimpleUploadedFile("r.pdf", pdf()),
    }
    assert supervisor.post(ruling, written).status_code == 302
    assert browser(second(town)).post(ruling, {"decision": "right"}).status_code == 302
    assert EarlyEnd.objects.get(agreed=True).way == EndWay.RULING


def test_a_notice_is_taken_back_by_its_giver_before_it_takes_effect(
    town: Market, contract: Contract, clock: Clock
) -> None:
    end, agent = noticed(town, contract), agent_of(town, contract)
    refused(NotYourNotice, lambda: withdraw_notice(end_id=end.pk, by=agent))
    refused(NotAllowed, lambda: withdraw_notice(end_id=end.pk, by=town.reviewer))
    browser = Client()
    browser.force_login(town.clerk, "cms.kernel.people.login.EmailOrMobileBackend")
    assert "撤回解除通知" in browser.get(reverse("marketplace:end_contract", args=[contract.pk])).content.decode()
    assert browser.post(reverse("marketplace:withdraw_notice", args=[contract.pk])).status_code == 302
    run_due()
    assert Message.objects.get(party=contract.award.party, subject_text__startswith="对方撤回解除通知")
    end.refresh_from_db()
    assert (end.agreed, end.withdrawn_at is not None) == (False, True)
    pass_over(end, clock)
    contract.refresh_from_db()
    assert (contract.state, savings(YEAR).count) == (ContractState.FILED, 1)
    refused(WrongState, lambda: withdraw_notice(end_id=end.pk, by=town.clerk))
    assert noticed(town, contract).pk != end.pk  # another may be given


def test_a_notice_that_took_effect_and_a_proposal_are_not_taken_back(
    town: Market, contract: Contract, clock: Clock
) -> None:
    end = noticed(town, contract)
    assert end.takes_effect_at is not None
    clock.set(end.takes_effect_at)
    refused(WithdrawnTooLate, lambda: withdraw_notice(end_id=end.pk, by=town.clerk))
