"""What is shown of a settled payment: the payee's way and advice, its public verification, and the auditor's file."""

import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.models import Event
from cms.kernel.roles import Role
from policies.disbursement.advice import NotPaidYet, advice_code, advice_data, advice_number, genuine_advice
from policies.disbursement.dossier import dossier
from policies.disbursement.models import Payment
from policies.disbursement.settlement import import_statement
from policies.disbursement.ways import whole_way
from tests.conftest import Clock
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.test_pages import as_
from tests.policies.disbursement.test_statements import day, paid, sent
from tests.policies.disbursement.worlds import County, a_county
from tests.policies.officers import a_person

pytestmark = pytest.mark.django_db
SITE = "https://zhida.example"


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


def settled(county: County) -> Payment:
    """A payment that the bank's statement shows."""
    attempt = sent(county)[0]
    import_statement(day(paid(attempt)))
    return Payment.objects.get(pk=attempt.payment_id)


def test_an_advice_is_issued_for_what_has_arrived_and_shows_no_whole_account(county: County) -> None:
    waiting = county.payments(1)[0]
    with pytest.raises(NotPaidYet):
        advice_data(waiting, SITE)
    payment = settled(county)
    said = str(advice_data(payment, SITE))
    for expected in (payment.payee_name, "1,200.00", "2023年6月1日", advice_code(payment)):
        assert expected in said
    assert payment.account.reveal() not in said
    payee = as_(a_person(Role.ENTERPRISE, payment.payee))
    paper = b"".join(payee.get(reverse("policies:own_advice", args=[payment.pk])).streaming_content)  # type: ignore[attr-defined]
    assert paper[:5] == b"%PDF-"
    stranger = as_(a_person(Role.ENTERPRISE))
    assert stranger.get(reverse("policies:own_advice", args=[payment.pk])).status_code == 404


def test_anybody_verifies_an_advice_and_an_altered_one_is_found_out(county: County) -> None:
    payment = settled(county)
    number, code = advice_number(payment), advice_code(payment)
    address = reverse("policies:verify_advice")
    page = Client().get(address, {"number": number, "code": code.lower()}).text
    assert "回单真实有效" in page
    assert payment.payee_name in page
    for wrong in ({"number": number, "code": "0000-0000-0000-0000"}, {"number": "HZ99999999", "code": code}):
        assert "没有此编号和验证码的回单" in Client().get(address, wrong).text
    payment.amount = payment.amount * 2
    assert advice_code(payment) != code
    assert genuine_advice("HZ二", code) is None


def test_an_advice_of_money_that_came_back_says_so(county: County) -> None:
    payment = settled(county)
    query = {"number": advice_number(payment), "code": advice_code(payment)}
    Payment.objects.filter(pk=payment.pk).update(state="returned")
    assert "该笔款项已被退回" in Client().get(reverse("policies:verify_advice"), query).text


def test_the_payee_sees_every_step_with_its_day_what_blocks_it_and_whom_to_call(county: County) -> None:
    payment = settled(county)
    whats = [str(one["what"]) for one in whole_way(payment)]
    assert whats[0] == "部门确认兑付"
    assert whats[-5:] == ["经办", "复核", "签发", "发往银行", "银行对账单确认到账"]
    held = county.payments(1)[0]
    Payment.objects.filter(pk=held.pk).update(state="held", note="账户名称待核")
    held.refresh_from_db()
    page = as_(a_person(Role.ENTERPRISE, held.payee)).get(reverse("policies:own_payment", args=[held.pk])).text
    for expected in ("暂缓支付", "账户名称待核", "如有疑问，请联系", "银行到账"):
        assert expected in page


def test_the_auditor_sees_the_whole_file_and_takes_it_away_on_record(county: County) -> None:
    payment = settled(county)
    parts = {part.title: part for part in dossier(payment)}
    assert len(parts) == 13
    assert [row[1] for row in parts["九、审批"].rows] == ["经办", "复核", "签发"]
    assert len(parts["十、银行指令"].rows) == len(parts["十一、银行报文"].rows) == 1
    assert [row[1] for row in parts["十二、账本"].rows] == ["预留", "发往银行", "对账入账"]
    assert parts["十三、办理轨迹"].lines == ["哈希链校验通过。"]
    assert {"支付事项：已到账", "签发"} <= {row[1] for row in parts["十三、办理轨迹"].rows}
    auditor = as_(a_person(Role.AUDITOR))
    page = auditor.get(reverse("policies:payment_file", args=[payment.pk])).text
    assert all(title in page for title in parts)
    assert payment.account.reveal() not in page
    paper = auditor.get(reverse("policies:payment_file_paper", args=[payment.pk]))
    assert b"".join(paper.streaming_content)[:5] == b"%PDF-"  # type: ignore[attr-defined]
    sheet = auditor.get(reverse("policies:payment_file_sheet", args=[payment.pk]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(sheet.streaming_content)))  # type: ignore[attr-defined]
    assert "九、审批" in {row[0].value for row in book.active.iter_rows()}
    taken = Event.objects.filter(name="payment.file_taken", subject_id=payment.pk)
    assert [event.data["form"] for event in taken.order_by("pk")] == ["pdf", "xlsx"]
    assert as_(county.maker).get(reverse("policies:payment_file", args=[payment.pk])).status_code == 403


def test_a_trail_that_was_tampered_with_is_told_in_the_file(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    payment = settled(county)
    monkeypatch.setattr(Event, "computed_hash", lambda self: "0" * 64)
    assert "请立即核查" in dossier(payment)[-1].lines[0]
