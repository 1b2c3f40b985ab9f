"""A payment whose account died is held from its birth, goes to another account by two people, and stops nobody else."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cms.kernel.errors import Refused, SamePersonTwice, WrongState
from cms.kernel.models import Event
from cms.kernel.money import from_fen
from cms.kernel.people.models import Membership, MembershipState, User
from cms.kernel.roles import Role
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.states import AccountKind
from policies.disbursement.advice import advice_data
from policies.disbursement.breaks import confirm_explanation, propose_explanation
from policies.disbursement.dispatch import claim_slice, record_outcomes
from policies.disbursement.drafting import draft_payments, resume_payment
from policies.disbursement.errors import AccountUnusable, OwnEnterprise
from policies.disbursement.gateways.protocol import Outcome, Verdict
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.queries import account_told
from policies.disbursement.redirecting import correct_account, redirect_payment, start_correction
from policies.disbursement.settlement import import_statement
from policies.disbursement.statements import Break
from policies.disbursement.states import Remedy
from policies.disbursement.tallies import tally_faults
from policies.grants.models import Grant
from policies.models import BankAccount
from tests.conftest import Clock
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.test_pages import as_
from tests.policies.disbursement.test_statements import day, paid
from tests.policies.disbursement.test_statements import sent as sent_alone
from tests.policies.disbursement.worlds import FEN, County, a_county, verified
from tests.policies.officers import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


def one_dead(county: County) -> tuple[Payment, Payment]:
    """Of two grants, the account of the first was retired before its payment was drafted."""
    grants = county.grants(2)
    BankAccount.objects.filter(pk=grants[0].account_id).update(state="retired")
    draft_payments(Grant.objects.all())
    dead, sound = Payment.objects.order_by("grant")
    return dead, sound


def another_account(payment: Payment, number: int = 6222_0000_9999_0001) -> BankAccount:
    account = verified(payment.grant.enterprise, number)
    account.save()
    account.refresh_from_db()
    return account


def test_a_payment_to_a_dead_account_waits_with_its_reason_and_the_next_is_drafted(county: County) -> None:
    dead, sound = one_dead(county)
    assert (dead.state, dead.note_told, sound.state) == ("held", "收款账户已失效或未核实", "drafted")
    assert Event.objects.filter(name="payment.held").count() == 1
    assert tally_faults() == []


def test_a_held_payment_goes_to_another_account_by_one_person_and_on_by_a_second(county: County) -> None:
    dead, _sound = one_dead(county)
    account = another_account(dead)
    redirect_payment(payment_id=dead.pk, account_id=account.pk, by=county.maker)
    dead.refresh_from_db()
    assert (dead.state, dead.account_hash) == ("held", account.number_hash)
    with pytest.raises(SamePersonTwice):
        resume_payment(payment_id=dead.pk, by=county.maker)
    assert Payment.objects.get(pk=dead.pk).state == "held"
    resume_payment(payment_id=dead.pk, by=county.checker)
    [claimed] = claim_slice(county.pay_again([dead.pk]).slices.get().pk)
    assert claimed.instruction.creditor_account == account.number.reveal()
    assert (tally_faults(), ledger_faults()) == ([], {})


def test_without_the_second_person_s_rule_one_could_redirect_and_release_the_hold(county: County) -> None:
    dead, _sound = one_dead(county)
    redirect_payment(payment_id=dead.pk, account_id=another_account(dead).pk, by=county.maker)
    Payment.objects.filter(pk=dead.pk).update(redirected_by=None)  # the control: the guard down
    assert resume_payment(payment_id=dead.pk, by=county.maker).state == "drafted"


def test_what_may_not_be_redirected_stays_as_it_is(county: County) -> None:
    dead, sound = one_dead(county)
    strange, own = sound.grant.account, another_account(dead)
    colleague = a_person(Role.MAKER)
    Membership.objects.create(user=colleague, party=dead.payee, role=Role.ENTERPRISE, state=MembershipState.ACTIVE)
    events = Event.objects.count()
    refused: list[tuple[type[Refused], Payment, BankAccount | None, User]] = [
        (AccountUnusable, dead, strange, county.maker),
        (AccountUnusable, dead, dead.grant.account, county.maker),
        (WrongState, sound, strange, county.maker),
        (OwnEnterprise, dead, own, colleague),
    ]
    for refusal, payment, account, by in refused:
        with pytest.raises(refusal):
            redirect_payment(payment_id=payment.pk, account_id=account.pk if account else 0, by=by)
    assert Event.objects.count() == events
    assert Payment.objects.get(pk=dead.pk).account_hash == dead.account_hash


@pytest.mark.parametrize("state", ["held", "correcting"])
def test_of_a_held_payment_the_database_lets_only_the_account_be_another(county: County, state: str) -> None:
    dead, _sound = one_dead(county)
    rows = Payment.objects.filter(pk=dead.pk)
    for step in ("frozen", "failed", "correcting") if state == "correcting" else ():
        rows.update(state=step)
    rows.update(account="6222000099990009", payee_name="直达机械有限公司")
    for change in ({"amount": from_fen(FEN + 1)}, {"purpose": "x"}, {"sources": [[county.line.pk, FEN]]}):
        with pytest.raises(IntegrityError, match="not changed"), transaction.atomic():
            rows.update(**change)


def test_a_payee_that_was_renamed_is_paid_in_its_registered_name(county: County) -> None:
    dead, _sound = one_dead(county)
    party = dead.payee
    party.name = "直达智造有限公司"
    party.save()
    payment = redirect_payment(payment_id=dead.pk, account_id=another_account(dead).pk, by=county.maker)
    assert payment.payee_name == "直达智造有限公司"


def returned_and_corrected(county: County) -> Attempt:
    """A payment that the bank gave back and that waits for a new batch, its money reserved again."""
    [attempt] = sent_alone(county)
    import_statement(day(paid(attempt), paid(attempt, "R1", kind="return", is_debit=False, reason="AC04")))
    start_correction(payment_id=attempt.payment_id, by=county.maker)
    correct_account(payment_id=attempt.payment_id, account_id=BankAccount.objects.get().pk, by=county.maker)
    return attempt


def test_what_was_reserved_again_after_a_return_is_thawed_to_be_paid_not_to_be_returned_twice(county: County) -> None:
    attempt = returned_and_corrected(county)
    import_statement(day(paid(attempt, "D2"), opening=10**9, after=1))  # the bank pays the old instruction once more
    assert Payment.objects.get().state == "frozen"
    assert tally_faults() == []
    propose_explanation(break_id=Break.objects.get().pk, by=county.maker, explanation="银行重复支付，已冲正")
    confirm_explanation(break_id=Break.objects.get().pk, by=county.checker)
    payment = Payment.objects.get()
    assert (payment.state, balances(county.line)[AccountKind.RESERVED]) == ("held", FEN)
    resume_payment(payment_id=payment.pk, by=county.maker)
    [claimed] = claim_slice(county.pay_again([payment.pk]).slices.get().pk)
    record_outcomes([(claimed.attempt_id, Outcome(Verdict.ACCEPTED))])
    assert (tally_faults(), ledger_faults()) == ([], {})


def test_a_late_success_of_the_old_instruction_is_shown_with_the_account_it_went_to(county: County) -> None:
    [attempt] = sent_alone(county, 1, Verdict.REFUSED)
    before = attempt.payment.account.reveal()
    start_correction(payment_id=attempt.payment_id, by=county.maker)
    BankAccount.objects.update(state="retired")
    another = another_account(attempt.payment)
    correct_account(payment_id=attempt.payment_id, account_id=another.pk, by=county.maker)
    assert account_told(Payment.objects.get()).endswith(another.number.reveal()[-4:])
    import_statement(day(paid(attempt)))
    propose_explanation(
        break_id=Break.objects.get().pk, by=county.maker, explanation="银行已按原账户付款", remedy=Remedy.PAID
    )
    confirm_explanation(break_id=Break.objects.get().pk, by=county.checker)
    payment = Payment.objects.get()
    assert (payment.state, account_told(payment)) == ("settled", f"尾号 {before[-4:]}（以银行对账单为准）")
    assert f"尾号 {before[-4:]}" in str(advice_data(payment, "https://x")["facts"])
    page = as_(a_person(Role.AUDITOR)).get(reverse("policies:payment", args=[payment.pk])).text
    assert f"尾号 {before[-4:]}" in page


def test_officers_redirect_a_held_payment_on_its_page_and_the_enterprise_is_led_to_a_new_account(
    county: County,
) -> None:
    dead, _sound = one_dead(county)
    own = as_(a_person(Role.ENTERPRISE, dead.payee)).get(reverse("policies:own_payment", args=[dead.pk])).text
    assert reverse("policies:new_account", args=[dead.grant_id]) in own
    assert "收款账户已失效或未核实" in own
    account = another_account(dead)
    page, act = (reverse(f"policies:{name}", args=[dead.pk]) for name in ("payment", "act_on_payment"))
    assert str(account.number) in as_(county.maker).get(page).text
    assert as_(county.maker).post(act, {"act": "correct", "account": account.pk}).status_code == 302
    assert as_(county.maker).post(act, {"act": "resume"}).status_code == 403
    assert as_(county.checker).post(act, {"act": "resume"}).status_code == 302
    assert Payment.objects.get(pk=dead.pk).state == "drafted"
