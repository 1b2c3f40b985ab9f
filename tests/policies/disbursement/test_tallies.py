"""Every line holds what its grants and payments come to; each fault that the ledger itself cannot see is named."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from cms.kernel.money import from_fen
from cms.kernel.roles import Role
from policies.budgets.models import BudgetLine
from policies.budgets.queries import ledger_faults
from policies.budgets.services import Posting, post, post_suspense, reserve
from policies.budgets.states import TransferKind
from policies.disbursement.clawbacks import demand_clawback, propose_clawback
from policies.disbursement.days import close_day
from policies.disbursement.dispatch import claim_slice, record_outcomes
from policies.disbursement.errors import LedgerUnsound
from policies.disbursement.gateways.protocol import Outcome, Verdict
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.redirecting import correct_account, start_correction
from policies.disbursement.services import approve_batch, draft_batch, lock_batch, release_batch
from policies.disbursement.settlement import import_statement
from policies.disbursement.tallies import Tallied, tally_faults
from policies.models import BankAccount
from tests.conftest import Clock
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.test_pages import as_
from tests.policies.disbursement.test_sources import a_city_line, by_two_lines
from tests.policies.disbursement.test_statements import OURS, day, paid
from tests.policies.disbursement.test_statements import sent as sent_alone
from tests.policies.disbursement.worlds import FEN, County, a_county
from tests.policies.officers import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


def found() -> list[tuple[Tallied, int]]:
    return [(one.tallied, one.difference_fen) for one in tally_faults()]


def test_at_every_step_of_a_payment_by_two_lines_the_ledger_holds_what_it_is_kept_for(county: County) -> None:
    payment = by_two_lines(county, a_city_line(county), later=True)
    batch = draft_batch(by=county.maker, title="x", payment_ids=[payment.pk])
    for step, by in ((lock_batch, county.maker), (approve_batch, county.checker), (release_batch, county.releaser)):
        step(batch_id=batch.pk, by=by)
        assert tally_faults() == []
    [claimed] = claim_slice(batch.slices.get().pk)
    assert tally_faults() == []
    record_outcomes([(claimed.attempt_id, Outcome(Verdict.ACCEPTED))])
    attempt = Attempt.objects.select_related("payment").get()
    import_statement(day(paid(attempt)))
    assert tally_faults() == []
    returned = paid(attempt, "R1", kind="return", is_debit=False, reason="AC04")
    import_statement(day(returned, opening=10**9 - FEN, after=1))
    assert tally_faults() == []
    start_correction(payment_id=payment.pk, by=county.maker)
    assert tally_faults() == []
    correct_account(payment_id=payment.pk, account_id=BankAccount.objects.get().pk, by=county.maker)
    assert tally_faults() == []
    assert payment.grant.instalments.filter(state="planned").count() == 1  # whose money is reserved all the while


def test_what_was_demanded_and_came_back_is_of_no_payment(county: County) -> None:
    [attempt] = sent_alone(county)
    import_statement(day(paid(attempt)))
    proposed = propose_clawback(payment_id=attempt.payment_id, amount=from_fen(5), reason="x", by=county.maker)
    asked = demand_clawback(clawback_id=proposed.pk, by=county.checker)
    entry = paid(attempt, "Z1", is_debit=False, kind="receipt", end_to_end_id=asked.reference, amount_fen=5)
    import_statement(day(entry, opening=10**9 - FEN, after=1))
    assert (tally_faults(), ledger_faults()) == ([], {})


def test_a_break_is_in_suspense_as_long_as_it_is_open(county: County) -> None:
    [attempt] = sent_alone(county)
    import_statement(day(paid(attempt, amount_fen=FEN - 1)))
    assert (tally_faults(), ledger_faults()) == ([], {})


def tampered(statement: str) -> None:
    """What somebody with the keys of the database could do: triggers off, one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("payment", "attempt"):
            cursor.execute(f"ALTER TABLE policies_{table} DISABLE TRIGGER USER")
        cursor.execute(statement)


def a_reservation_of_nobody(county: County) -> None:
    reserve(line_id=county.line.pk, amount_fen=7, key="x", about="grant:0")


def a_cancellation_without_a_release(_county: County) -> None:
    tampered("UPDATE policies_payment SET state = 'cancelled'")


def a_flight_without_a_posting(_county: County) -> None:
    tampered("UPDATE policies_attempt SET state = 'submitting'")


def a_settlement_without_a_posting(_county: County) -> None:
    tampered("UPDATE policies_attempt SET state = 'settled'")


def a_return_without_a_posting(_county: County) -> None:
    tampered("UPDATE policies_attempt SET state = 'returned'; UPDATE policies_payment SET state = 'returned'")


def a_dearer_payment(_county: County) -> None:
    tampered("UPDATE policies_payment SET amount = amount + 1")


def a_recovery_of_nothing(county: County) -> None:
    about, key = f"payment:{Payment.objects.get().pk}", "x"
    for kind in (TransferKind.FLIGHT, TransferKind.SETTLE, TransferKind.RECOVER):
        post([Posting(kind, county.line.pk, FEN, f"{key}:{kind}", about)])
    tampered("UPDATE policies_attempt SET state = 'settled'")


def a_suspense_without_a_break(_county: County) -> None:
    post_suspense(TransferKind.SUSPEND, bank_account=OURS, amount_fen=7, key="x", about="break:0")


FAULTS = [
    (a_reservation_of_nobody, [(Tallied.RESERVED, 7)]),
    (a_cancellation_without_a_release, [(Tallied.RESERVED, FEN)]),
    (a_flight_without_a_posting, [(Tallied.IN_FLIGHT, -FEN), (Tallied.RESERVED, FEN)]),
    (a_settlement_without_a_posting, [(Tallied.PAID, -FEN), (Tallied.RESERVED, FEN)]),
    (a_return_without_a_posting, [(Tallied.RESERVED, FEN), (Tallied.RETURNED, -FEN)]),
    (a_dearer_payment, [(Tallied.RESERVED, -100)]),
    (a_recovery_of_nothing, [(Tallied.RECOVERED, FEN)]),
    (a_suspense_without_a_break, [(Tallied.SUSPENSE, 7)]),
]


@pytest.mark.parametrize(("plant", "expected"), FAULTS)
def test_each_planted_fault_is_named_with_its_difference_though_the_ledger_adds_up(
    county: County, plant: Callable[[County], None], expected: list[tuple[Tallied, int]]
) -> None:
    county.released(1)
    assert found() == []
    plant(county)
    assert (found(), ledger_faults()) == (expected, {})


def test_the_command_and_the_page_name_the_line_and_the_difference(county: County) -> None:
    call_command("check_ledger")
    a_reservation_of_nobody(county)
    line = str(BudgetLine.objects.get())
    with pytest.raises(CommandError, match=f"reserved: {line} 已预留：账本 0.07 元，事项合计 0.00 元，相差 0.07 元"):
        call_command("check_ledger")
    page = as_(a_person(Role.AUDITOR)).get(reverse("policies:reconciliation")).text
    assert f"{line} 已预留：账本 0.07 元" in page


def test_a_day_is_not_closed_on_books_that_hold_something_else(county: County, clock: Clock) -> None:
    [attempt] = sent_alone(county)
    statement = import_statement(day(paid(attempt)))
    clock.set(TODAY + timedelta(days=1))
    a_reservation_of_nobody(county)
    with pytest.raises(LedgerUnsound):
        close_day(statement_id=statement.pk, by=county.maker)
    assert not hasattr(statement, "close")
