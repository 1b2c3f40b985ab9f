"""What is being corrected can be given up by two people, and its money is available again, from wherever it stands."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cms.kernel.errands import run_due
from cms.kernel.errors import Refused, SamePersonTwice
from cms.kernel.models import Event
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.services import Posting
from policies.budgets.states import AccountKind
from policies.disbursement import cancelling
from policies.disbursement.cancelling import confirm_cancellation, decline_cancellation, propose_cancellation
from policies.disbursement.errors import AlreadyInBatch, CancellationProposed, NoCancellationProposed
from policies.disbursement.gateways.protocol import Verdict
from policies.disbursement.models import Payment
from policies.disbursement.redirecting import correct_account, start_correction
from policies.disbursement.settlement import import_statement
from policies.disbursement.tallies import tally_faults
from policies.grants.models import Grant
from policies.models import BankAccount
from tests.conftest import Clock
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.test_statements import day, paid
from tests.policies.disbursement.test_statements import sent as sent_alone
from tests.policies.disbursement.worlds import FEN, County, a_county

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


def returned(county: County) -> Payment:
    """A payment that the bank gave back and that waits for another account."""
    [attempt] = sent_alone(county)
    import_statement(day(paid(attempt), paid(attempt, "R1", kind="return", is_debit=False, reason="AC04")))
    return start_correction(payment_id=attempt.payment_id, by=county.maker)


def never_paid(county: County) -> Payment:
    """A payment that the bank refused and that waits for another account."""
    [attempt] = sent_alone(county, 1, Verdict.REFUSED)
    return start_correction(payment_id=attempt.payment_id, by=county.maker)


def stands(county: County) -> tuple[int, int]:
    """What the line holds reserved and as returned, fen."""
    held = balances(county.line)
    return held[AccountKind.RESERVED], held[AccountKind.RETURNED]


def refused(refusal: type[Refused], payment: Payment, by: County) -> None:
    """Confirming is refused by that name and leaves nothing."""
    before = Event.objects.count()
    with pytest.raises(refusal), transaction.atomic():
        confirm_cancellation(payment_id=payment.pk, by=by.checker)
    assert Event.objects.count() == before


@pytest.mark.parametrize("corrected", [returned, never_paid])
def test_what_is_being_corrected_is_cancelled_by_two_people_and_its_money_is_available(
    county: County, corrected: Callable[[County], Payment]
) -> None:
    payment = corrected(county)
    before = balances(county.line)[AccountKind.AVAILABLE]
    propose_cancellation(payment_id=payment.pk, by=county.maker, reason="企业已注销")
    confirm_cancellation(payment_id=payment.pk, by=county.checker)
    run_due()
    assert (Payment.objects.get().state, Grant.objects.get().state) == ("cancelled", "withdrawn")
    assert (stands(county), balances(county.line)[AccountKind.AVAILABLE]) == ((0, 0), before + FEN)
    assert (tally_faults(), ledger_faults()) == ([], {})


def nothing(_payment: Payment) -> list[Posting]:
    return []


def test_without_reserving_it_again_first_it_would_give_away_what_others_reserved(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment = returned(county)
    county.payments(1)
    propose_cancellation(payment_id=payment.pk, by=county.maker, reason="企业已注销")
    monkeypatch.setattr(cancelling, "restoring", nothing)
    confirm_cancellation(payment_id=payment.pk, by=county.checker)
    assert stands(county) == (0, FEN)
    assert len(tally_faults()) == 2


def test_an_account_is_not_corrected_while_somebody_asks_that_nothing_be_paid(county: County) -> None:
    payment = returned(county)
    propose_cancellation(payment_id=payment.pk, by=county.maker, reason="企业已注销")
    before = (stands(county), Event.objects.count())
    with pytest.raises(CancellationProposed), transaction.atomic():
        correct_account(payment_id=payment.pk, account_id=BankAccount.objects.get().pk, by=county.maker)
    assert (stands(county), Event.objects.count(), Payment.objects.get().state) == (*before, "correcting")
    decline_cancellation(payment_id=payment.pk, by=county.checker, reason="企业仍在经营")
    correct_account(payment_id=payment.pk, account_id=BankAccount.objects.get().pk, by=county.maker)
    assert (Payment.objects.get().state, stands(county)) == ("drafted", (FEN, 0))


def test_who_asked_does_not_agree(county: County) -> None:
    payment = returned(county)
    propose_cancellation(payment_id=payment.pk, by=county.maker, reason="企业已注销")
    Payment.objects.filter(pk=payment.pk).update(cancel_proposed_by=county.checker)
    refused(SamePersonTwice, payment, county)
    assert Payment.objects.get().state == "correcting"


def test_what_nobody_asked_to_cancel_is_not_called_changed(county: County) -> None:
    [payment] = county.payments(1)
    refused(NoCancellationProposed, payment, county)


def test_what_is_on_its_way_is_not_cancelled(county: County) -> None:
    county.released(1)
    payment = Payment.objects.get()
    with pytest.raises(AlreadyInBatch), transaction.atomic():
        propose_cancellation(payment_id=payment.pk, by=county.maker, reason="x")
    Payment.objects.filter(pk=payment.pk).update(cancel_proposed_by=county.maker)
    refused(AlreadyInBatch, payment, county)


def test_the_page_of_a_payment_being_corrected_offers_to_give_it_up(county: County) -> None:
    payment, client = returned(county), Client()
    client.force_login(county.maker)
    address = reverse("policies:payment", args=[payment.pk])
    page = client.get(address).text
    assert ("提请撤销" in page, "银行对账单确认到账" in page) == (True, False)  # it was paid, and came back
    act = reverse("policies:act_on_payment", args=[payment.pk])
    told = client.post(act, {"act": "propose_cancel", "reason": "长" * 301})
    assert (told.status_code, "最多 300 个字" in told.text) == (422, True)
    assert client.post(act, {"act": "propose_cancel", "reason": "企业已注销"}).status_code == 302
    page = client.get(address).text
    assert ("改用该账户" in page, "企业已注销" in page, "已提请撤销" in page) == (False, True, True)
    client.force_login(county.checker)
    assert client.get(reverse("workbench:home")).text.count("提请撤销的退票款项") == 1
    assert client.post(act, {"act": "confirm_cancel"}).status_code == 302
    assert Payment.objects.get().state == "cancelled"
