"""Pages of money: who may enter, what they show, and what they never show."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.kernel.models import User
from cms.kernel.roles import Role
from policies.disbursement.cancelling import decline_cancellation, propose_cancellation
from policies.disbursement.dispatch import claim_slice
from policies.disbursement.gateways.protocol import BankEntry
from policies.disbursement.models import Batch, Payment
from policies.disbursement.queries import stage_of
from policies.disbursement.settlement import import_statement
from policies.disbursement.statements import Break
from policies.disbursement.states import BatchStage
from tests.conftest import Clock
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.test_statements import day
from tests.policies.disbursement.worlds import County, a_county
from tests.policies.officers import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="cms.kernel.people.login.EmailOrMobileBackend")
    return client


def test_three_officers_bring_a_batch_to_the_bank_by_the_pages(county: County) -> None:
    county.payments(3)
    maker, checker, releaser = (as_(user) for user in (county.maker, county.checker, county.releaser))
    assert "编制批次（待付 3 笔）" in maker.get(reverse("policies:batches")).text
    maker.post(reverse("policies:new_batch"), {"title": "六月第一批", "all": "1"})
    batch = Batch.objects.get()
    for client, step in ((maker, "lock"), (checker, "approve"), (releaser, "release")):
        assert (
            reverse(f"policies:{step}_batch", args=[batch.pk])
            in client.get(reverse("policies:batch", args=[batch.pk])).text
        )
        assert client.post(reverse(f"policies:{step}_batch", args=[batch.pk])).status_code == 302
    assert stage_of(batch) is BatchStage.RELEASED


def questions(client: Client, address: str) -> int:
    """How many questions to the database the page costs."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse(address)).status_code == 200
    return len(asked)


def test_the_list_of_batches_costs_the_same_however_many_there_are(county: County) -> None:
    county.locked(1)
    maker = as_(county.maker)
    questions(maker, "policies:batches")
    before = questions(maker, "policies:batches")
    for _ in range(3):
        county.approved(1)
    assert questions(maker, "policies:batches") == before


def test_the_page_of_breaks_costs_the_same_however_many_are_open(county: County) -> None:
    maker, credit = as_(county.maker), BankEntry("C0", "receipt", 100, False, "", "6222", "某公司", "")
    import_statement(day(credit))
    questions(maker, "policies:reconciliation")
    before = questions(maker, "policies:reconciliation")
    others = [replace(credit, reference=f"C{place}", amount_fen=place) for place in range(1, 4)]
    import_statement(day(*others, opening=10**9 + 100, after=1))
    assert Break.objects.count() == 4
    assert questions(maker, "policies:reconciliation") == before


def test_a_refused_step_is_a_page_that_says_so(county: County) -> None:
    batch = county.locked()
    answer = as_(a_person(Role.MAKER)).post(reverse("policies:lock_batch", args=[batch.pk]))
    assert (answer.status_code, "待复核" in answer.text) == (409, True)


def test_the_whole_account_number_is_on_no_page(county: County) -> None:
    batch = county.released(2)
    payment = batch.payments.order_by("pk")[0]
    number = payment.account.reveal()
    enterprise = as_(a_person(Role.ENTERPRISE, payment.payee))
    officer = as_(county.maker)
    pages = [
        officer.get(reverse("policies:batch", args=[batch.pk])),
        officer.get(reverse("policies:payment", args=[payment.pk])),
        officer.get(reverse("policies:payments")),
        enterprise.get(reverse("policies:own_payments")),
        enterprise.get(reverse("policies:own_payment", args=[payment.pk])),
    ]
    assert [page.status_code for page in pages] == [200] * 5
    assert not any(number in page.text for page in pages)
    assert number[-4:] in pages[1].text


def test_an_enterprise_sees_its_own_payment_and_no_other(county: County) -> None:
    own, other = county.payments(2)
    client = as_(a_person(Role.ENTERPRISE, own.payee))
    assert client.get(reverse("policies:own_payment", args=[own.pk])).status_code == 200
    assert client.get(reverse("policies:own_payment", args=[other.pk])).status_code == 404
    assert client.get(reverse("policies:payment", args=[own.pk])).status_code == 403


OFFICERS = [Role.MAKER, Role.CHECKER, Role.RELEASER, Role.SUPERVISOR, Role.AUDITOR]


def test_a_payment_to_be_cancelled_says_whom_it_waits_for_and_why(county: County) -> None:
    [payment] = county.payments(1)
    address = reverse("policies:payment", args=[payment.pk])
    propose_cancellation(payment_id=payment.pk, by=county.maker, reason="企业注销")
    told = as_(county.checker).get(address).text
    assert "已提请撤销，待资金复核人员同意" in told
    assert "说明：企业注销" in told
    assert "资金经办编制支付批次后付款" not in told
    decline_cancellation(payment_id=payment.pk, by=county.checker, reason="仍在经营")
    assert "资金经办编制支付批次后付款" in as_(county.maker).get(address).text


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("page", ["batches", "payments", "reconciliation", "budget_lines"])
def test_money_pages_are_for_those_who_handle_or_watch_it(county: County, role: Role, page: str) -> None:
    status = as_(a_person(role)).get(reverse(f"policies:{page}")).status_code
    assert status == (200 if role in OFFICERS else 403)


def test_a_break_is_explained_and_confirmed_on_the_page(county: County) -> None:
    claim_slice(county.released(1).slices.get().pk)
    import_statement(day())
    page, found = reverse("policies:reconciliation"), Break.objects.get()
    address = reverse("policies:explain_break", args=[found.pk])
    assert "我方有、银行无" in as_(county.maker).get(page).text
    as_(county.maker).post(address, {"reason": "完整对账单无此笔"})
    assert as_(county.maker).post(address, {"confirm": "1"}).status_code == 403
    as_(county.checker).post(address, {"confirm": "1"})
    assert Payment.objects.get().state == "failed"
    assert (
        as_(county.maker)
        .post(reverse("policies:act_on_payment", args=[Payment.objects.get().pk]), {"act": "redraft"})
        .status_code
        == 302
    )
    assert Payment.objects.get().state == "drafted"


def test_an_act_there_is_not_is_refused_and_not_told_as_done(county: County) -> None:
    county.locked(1)
    payment = Payment.objects.get()
    address = reverse("policies:act_on_payment", args=[payment.pk])
    assert as_(county.maker).post(address, {"act": "pay"}).status_code == 404
    assert as_(county.maker).post(address, {"act": "correct", "account": "²"}).status_code == 404
    assert Payment.objects.get().state == payment.state


def test_the_stop_switch_is_thrown_and_lifted_on_the_page(county: County) -> None:
    as_(county.maker).post(reverse("policies:stop_switch"), {"reason": "疑似重复"})
    page = as_(county.releaser).get(reverse("policies:batches")).text
    assert ("疑似重复" in page, "解除停付" in page) == (True, True)
    as_(county.releaser).post(reverse("policies:lift_stop_switch"))
    assert "疑似重复" not in as_(county.releaser).get(reverse("policies:batches")).text


def test_a_budget_line_is_opened_and_filled_on_the_pages(county: County) -> None:
    client = as_(county.maker)
    department = county.line.department_id
    form = {"fiscal_year": 2023, "code": "2023-09", "name": "稳岗补贴", "department": department, "level": "county"}
    address = client.post(reverse("policies:new_budget_line"), form).headers["Location"]
    again = client.post(reverse("policies:new_budget_line"), form)
    assert (again.status_code, "已有编号" in again.text) == (422, True)
    change = {"kind": "appropriate", "amount": "1,234.56", "document": "财预〔2023〕9号"}
    assert client.post(f"{address}change/", change).status_code == 302
    assert "1,234.56" in client.get(address).text
    assert client.post(f"{address}change/", change | {"kind": "cut", "amount": "9999"}).status_code == 422
