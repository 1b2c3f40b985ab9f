"""A grant follows its payments: given back by the bank it is no award until it is paid again; cancelled it ends."""

import pytest
from django.db import IntegrityError, transaction

from cms.kernel.errands import run_due
from cms.kernel.models import Message
from cms.kernel.money import from_fen, to_fen
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.states import AccountKind
from policies.disbursement import entries
from policies.disbursement.breaks import confirm_explanation, propose_explanation
from policies.disbursement.cancelling import confirm_cancellation, propose_cancellation
from policies.disbursement.clawbacks import demand_clawback, propose_clawback
from policies.disbursement.dispatch import claim_slice, record_outcomes
from policies.disbursement.gateways.protocol import Outcome, Verdict
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.redirecting import correct_account, start_correction
from policies.disbursement.settlement import import_statement
from policies.disbursement.statements import Break
from policies.disbursement.tallies import tally_faults
from policies.grants.models import Grant
from policies.models import AwardRecord, BankAccount
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


def awards() -> list[int]:
    """What later rules see, in fen."""
    return [to_fen(one.amount) for one in AwardRecord.objects.filter(revocation=None) if one.amount is not None]


def given_back(county: County, clock: Clock) -> Attempt:
    """Paid one day and given back by the bank the next."""
    [attempt] = sent_alone(county)
    import_statement(day(paid(attempt)))
    run_due()
    assert (Grant.objects.get().state, awards()) == ("paid", [FEN])
    clock.forward(days=1)
    returned = paid(attempt, "R1", kind="return", is_debit=False, reason="AC04")
    import_statement(day(returned, opening=10**9 - FEN, after=1))
    run_due()
    return attempt


def corrected(county: County) -> Payment:
    payment = start_correction(payment_id=Payment.objects.get().pk, by=county.maker)
    return correct_account(payment_id=payment.pk, account_id=BankAccount.objects.get().pk, by=county.maker)


def cancelled(county: County, payment: Payment) -> None:
    propose_cancellation(payment_id=payment.pk, by=county.maker, reason="企业已注销")
    confirm_cancellation(payment_id=payment.pk, by=county.checker)
    run_due()


def test_what_the_bank_gave_back_is_no_award_until_it_is_paid_again(county: County, clock: Clock) -> None:
    given_back(county, clock)
    assert (Grant.objects.get().state, awards()) == ("ready", [])
    [claimed] = claim_slice(county.pay_again([corrected(county).pk]).slices.get().pk)
    record_outcomes([(claimed.attempt_id, Outcome(Verdict.ACCEPTED))])
    again = Attempt.objects.select_related("payment").get(number=2)
    clock.forward(days=1)
    import_statement(day(paid(again), opening=10**9, after=1 if again.value_date == TODAY else 2))
    run_due()
    assert (Grant.objects.get().state, awards(), AwardRecord.objects.count()) == ("paid", [FEN], 2)
    assert (tally_faults(), ledger_faults()) == ([], {})


def test_statements_that_come_together_after_days_tell_of_an_award_and_of_the_next_on_one_day(
    county: County, clock: Clock
) -> None:
    [attempt] = sent_alone(county)
    clock.forward(days=2)
    import_statement(day(paid(attempt)))
    run_due()
    import_statement(
        day(paid(attempt, "R1", kind="return", is_debit=False, reason="AC04"), opening=10**9 - FEN, after=1)
    )
    run_due()
    [claimed] = claim_slice(county.pay_again([corrected(county).pk]).slices.get().pk)
    record_outcomes([(claimed.attempt_id, Outcome(Verdict.ACCEPTED))])
    import_statement(day(paid(Attempt.objects.select_related("payment").get(number=2)), opening=10**9, after=2))
    run_due()
    assert (Grant.objects.get().state, awards()) == ("paid", [FEN])
    assert AwardRecord.objects.values("awarded_on").distinct().count() == 1
    assert (tally_faults(), ledger_faults()) == ([], {})


def test_what_was_given_back_and_is_never_paid_ends_without_an_award(county: County, clock: Clock) -> None:
    given_back(county, clock)
    cancelled(county, corrected(county))
    assert (Grant.objects.get().state, awards()) == ("withdrawn", [])
    assert balances(county.line)[AccountKind.RESERVED] == 0
    assert tally_faults() == []


def test_a_grant_whose_only_payment_is_cancelled_ends_with_the_reason_and_its_enterprise_hears_of_it(
    county: County,
) -> None:
    [payment] = county.payments(1)
    cancelled(county, payment)
    grant = Grant.objects.get()
    assert (grant.state, grant.ended_reason) == ("withdrawn", "企业已注销")
    assert "企业已注销" in Message.objects.get(party=payment.payee).params["reason"]
    anew = Grant.objects.get()
    anew.pk, anew.state = None, "ready"
    anew.match = grant.match
    anew.save(force_insert=True)  # nothing live stands in the way of another grant of the same benefit and period
    assert Grant.objects.filter(state="ready").count() == 1


def test_one_cancelled_payment_ends_no_grant_of_which_something_is_to_come(county: County) -> None:
    first, second = county.payments(2)
    cancelled(county, first)
    assert dict(Grant.objects.values_list("pk", "state")) == {first.grant_id: "withdrawn", second.grant_id: "ready"}


def partly_recovered_then_returned(county: County) -> None:
    """Of a settled payment five fen are demanded back and come; then the bank gives back the whole of it."""
    [attempt] = sent_alone(county)
    import_statement(day(paid(attempt)))
    proposed = propose_clawback(payment_id=attempt.payment_id, amount=from_fen(5), reason="x", by=county.maker)
    asked = demand_clawback(clawback_id=proposed.pk, by=county.checker)
    back = paid(attempt, "Z1", is_debit=False, kind="receipt", end_to_end_id=asked.reference, amount_fen=5)
    import_statement(day(back, opening=10**9 - FEN, after=1))
    whole = paid(attempt, "R1", kind="return", is_debit=False, reason="AC04")
    import_statement(day(whole, opening=10**9 - FEN + 5, after=2))


def test_the_whole_of_what_was_recovered_in_part_does_not_come_back_unseen(county: County) -> None:
    partly_recovered_then_returned(county)
    found = Break.objects.get()
    assert (found.kind, Payment.objects.get().state) == ("stray_return", "frozen")
    assert (tally_faults(), ledger_faults()) == ([], {})
    propose_explanation(break_id=found.pk, by=county.maker, explanation="已与银行、企业核对")
    confirm_explanation(break_id=found.pk, by=county.checker)
    assert (Payment.objects.get().state, balances(county.line)[AccountKind.PAID]) == ("settled", FEN - 5)


def test_believed_like_any_return_it_would_leave_less_than_nothing_paid(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "SORT", entries.SORT.replace("c.state = 'recovered'", "false"))
    with pytest.raises(IntegrityError, match="nothing_negative_but_the_contra_accounts"), transaction.atomic():
        partly_recovered_then_returned(county)
