"""On the wire: claimed and committed before it, recorded after it, never twice, whatever the bank does."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cms.kernel.errands import run_due, tick
from cms.kernel.models import Errand
from policies.budgets.queries import balances, ledger_faults
from policies.disbursement.breaks import confirm_explanation, propose_explanation
from policies.disbursement.dispatch import Claimed, claim_slice, doubt_the_silent, send_claimed
from policies.disbursement.drafting import hold_payment, redraft_payment
from policies.disbursement.errors import AccountMustBeCorrected, AccountUnusable, BatchChanged, NotSendable
from policies.disbursement.gateways.choice import gateway
from policies.disbursement.models import Attempt, Payment, Slice
from policies.disbursement.queries import stage_of
from policies.disbursement.redirecting import correct_account, start_correction
from policies.disbursement.sandbox.control import SandboxControl
from policies.disbursement.services import lift_stop_switch, throw_stop_switch
from policies.disbursement.statements import Break, Statement
from policies.disbursement.states import BatchStage, BreakKind
from policies.grants.models import Grant
from tests.conftest import Clock
from tests.policies.disbursement.banks import KEY, SECRET, TODAY, running_bank
from tests.policies.disbursement.worlds import FEN, County, a_county, verified

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


@pytest.fixture
def bank(tmp_path: Path, settings: object) -> Iterator[SandboxControl]:
    """The house's bank: a process of its own that does not recognise repeats."""
    with running_bank(tmp_path) as running:
        settings.BANK_URL, settings.BANK_KEY, settings.BANK_SECRET = running.url, KEY, SECRET  # type: ignore[attr-defined]
        settings.BANK_READ_SECONDS = 1.0  # type: ignore[attr-defined]
        yield running


def states() -> tuple[list[str], list[str]]:
    """What the payments and the attempts are, in order."""
    return tuple(list(model.objects.order_by("pk").values_list("state", flat=True)) for model in (Payment, Attempt))  # type: ignore[attr-defined,return-value]


def held(county: County) -> dict[str, int]:
    """The line's balances that are not zero, but for what was appropriated and is available."""
    kept = {kind.value: fen for kind, fen in balances(county.line).items() if fen}
    return {kind: fen for kind, fen in kept.items() if kind not in ("appropriated", "available")}


def next_day(bank: SandboxControl, clock: Clock) -> None:
    """The bank closes its day, it is morning, and the house looks at everything it owes."""
    bank.set_date(clock.forward(days=1).date())
    Errand.objects.filter(done_at__isnull=False).update(done_at=timezone.now() - timedelta(minutes=5))
    tick()
    run_due()


def test_released_payments_are_accepted_and_settled_by_the_statement_only(
    county: County, bank: SandboxControl, clock: Clock
) -> None:
    batch = county.released(3)
    run_due()
    assert states() == (["released"] * 3, ["accepted"] * 3)
    assert held(county) == {"in_flight": 3 * FEN}
    next_day(bank, clock)
    assert states() == (["settled"] * 3, ["settled"] * 3)
    assert held(county) == {"paid": 3 * FEN}
    assert stage_of(batch) is BatchStage.FINISHED
    assert set(Grant.objects.values_list("state", flat=True)) == {"paid"}
    assert set(bank.executions().values()) == {1}
    assert ledger_faults() == {}


def test_a_second_errand_for_the_same_slice_sends_nothing(county: County, bank: SandboxControl) -> None:
    county.released(3)
    run_due()
    for part in Slice.objects.all():
        assert claim_slice(part.pk) == []
    assert set(bank.executions().values()) == {1}


def test_money_is_in_flight_before_anything_leaves(county: County) -> None:
    batch = county.released(2)
    claimed = claim_slice(batch.slices.get().pk)
    assert [one.instruction.amount_fen for one in claimed] == [FEN, FEN]
    assert states()[1] == ["submitting"] * 2
    assert held(county) == {"in_flight": 2 * FEN}


def test_the_bank_is_never_called_inside_a_transaction(county: County, bank: SandboxControl) -> None:
    claimed = claim_slice(county.released(1).slices.get().pk)
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        gateway().send(claimed[0].instruction)
    assert bank.executions() == {}


@pytest.mark.parametrize(
    ("fault", "is_paid"),
    [("bad_gateway=1", True), ("unavailable=1", False), ("drop=1", False), ("silent=1,silent_seconds=3", True)],
)
def test_without_a_plain_answer_the_payment_is_unknown_and_the_money_stays_in_flight(
    county: County, bank: SandboxControl, clock: Clock, fault: str, is_paid: bool
) -> None:
    bank.set_faults(fault)
    county.released(1)
    run_due()
    assert states() == (["released"], ["unknown"])
    assert held(county) == {"in_flight": FEN}
    bank.set_faults("")
    tick()
    run_due()
    assert states()[1] == (["accepted"] if is_paid else ["unknown"])  # asking is safe, sending again is not
    next_day(bank, clock)
    assert states() == ((["settled"], ["settled"]) if is_paid else (["released"], ["unknown"]))
    assert list(bank.executions().values()) == ([1] if is_paid else [])


def test_404_right_after_a_time_out_is_no_proof(county: County, bank: SandboxControl, clock: Clock) -> None:
    bank.set_faults("late=1,late_seconds=999")
    county.released(1)
    run_due()
    tick()
    run_due()
    assert states()[1] == ["unknown"]
    assert Attempt.objects.get().code == "ABSENT"
    next_day(bank, clock)  # the bank executed it before its day closed
    assert states() == (["settled"], ["settled"])
    assert list(bank.executions().values()) == [1]


def test_a_sender_that_died_leaves_an_unknown_that_two_people_resolve(
    county: County, bank: SandboxControl, clock: Clock
) -> None:
    claim_slice(county.released(1).slices.get().pk)  # and then it is killed
    assert doubt_the_silent() == 0
    Attempt.objects.update(claimed_at=timezone.now() - timedelta(seconds=61))
    assert doubt_the_silent() == 1
    next_day(bank, clock)
    found = Break.objects.get(kind=BreakKind.OURS_NOT_THEIRS)
    propose_explanation(break_id=found.pk, by=county.maker, explanation="完整对账单无此笔")
    confirm_explanation(break_id=found.pk, by=county.checker)
    assert states() == (["failed"], ["rejected"])
    assert held(county) == {"reserved": FEN}
    payment = Payment.objects.get()
    redraft_payment(payment_id=payment.pk, by=county.maker)
    county.pay_again([payment.pk])
    run_due()
    next_day(bank, clock)
    assert states() == (["settled"], ["rejected", "settled"])
    assert list(bank.executions()) == [Attempt.objects.get(state="settled").end_to_end_id]
    assert ledger_faults() == {}


def test_a_bank_that_accepts_and_forgets_is_found_out_by_the_statement(
    county: County, bank: SandboxControl, clock: Clock
) -> None:
    bank.set_faults("forget=1")
    county.released(1)
    run_due()
    assert states()[1] == ["accepted"]
    next_day(bank, clock)
    assert states() == (["released"], ["unknown"])
    assert Break.objects.get().kind == BreakKind.OURS_NOT_THEIRS


def test_a_closed_account_fails_the_payment_until_the_account_is_corrected(
    county: County, bank: SandboxControl, clock: Clock
) -> None:
    [payment] = county.payments(1)
    bank.know_account(payment.account.reveal(), behaviour="closed")
    county.pay_again([payment.pk])
    run_due()
    assert states() == (["failed"], ["rejected"])
    assert held(county) == {"reserved": FEN}
    with pytest.raises(AccountMustBeCorrected):
        redraft_payment(payment_id=payment.pk, by=county.maker)
    correct(county, payment, "6222000099999999")
    run_due()
    next_day(bank, clock)
    assert states() == (["settled"], ["rejected", "settled"])


def test_a_returned_payment_is_paid_again_to_a_corrected_account(
    county: County, bank: SandboxControl, clock: Clock
) -> None:
    [payment] = county.payments(1)
    bank.know_account(payment.account.reveal(), behaviour="bounces")
    county.pay_again([payment.pk])
    run_due()
    next_day(bank, clock)
    assert held(county) == {"paid": FEN}
    next_day(bank, clock)
    assert states() == (["returned"], ["returned"])
    assert held(county) == {"returned": FEN}
    correct(county, payment, "6222000099999998")
    assert held(county) == {"reserved": FEN}
    run_due()
    next_day(bank, clock)
    assert states() == (["settled"], ["returned", "settled"])
    assert held(county) == {"paid": FEN}
    assert ledger_faults() == {}


def correct(county: County, payment: Payment, number: str) -> None:
    """The enterprise's new account is verified, the payment goes there, and three people approve it again."""
    enterprise = payment.grant.enterprise
    enterprise.bank_accounts.update(state="retired")
    account = verified(enterprise, int(number))
    account.save()
    start_correction(payment_id=payment.pk, by=county.maker)
    correct_account(payment_id=payment.pk, account_id=account.pk, by=county.maker)
    county.pay_again([payment.pk])


def test_a_correction_to_somebody_else_s_account_is_refused(county: County, bank: SandboxControl) -> None:
    payment, other = county.payments(2)
    with pytest.raises(AccountUnusable):
        correct_account(payment_id=payment.pk, account_id=other.grant.account_id or 0, by=county.maker)


def test_what_was_changed_after_release_is_not_sent(county: County, bank: SandboxControl) -> None:
    county.released(3)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE policies_payment DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE policies_payment SET amount = amount + 1 WHERE id = (SELECT min(id) FROM policies_payment)"
        )
    with pytest.raises(BatchChanged):
        claim_slice(Slice.objects.get().pk)
    run_due()
    assert (bank.executions(), states()[1]) == ({}, ["queued"] * 3)


def test_the_stop_switch_holds_the_queue_and_lifting_it_sends(county: County, bank: SandboxControl) -> None:
    county.released(2)
    throw_stop_switch(by=county.maker, reason="核查")
    run_due()
    assert (bank.executions(), states()[1]) == ({}, ["queued"] * 2)
    lift_stop_switch(by=county.releaser)
    run_due()
    assert states()[1] == ["accepted"] * 2


def test_what_has_left_cannot_be_held(county: County, bank: SandboxControl) -> None:
    county.released(1)
    run_due()
    with pytest.raises(NotSendable):
        hold_payment(payment_id=Payment.objects.get().pk, by=county.maker, reason="x")


def test_an_order_of_yesterday_is_not_paid_today(county: County, bank: SandboxControl) -> None:
    batch = county.released(1)
    claimed: list[Claimed] = claim_slice(batch.slices.get().pk)
    bank.set_date(TOMORROW)
    send_claimed(claimed, gateway())  # a sender that slept over midnight
    assert states() == (["failed"], ["rejected"])
    assert bank.executions() == {}


def test_a_bank_that_is_away_delays_and_loses_nothing(
    county: County, clock: Clock, tmp_path: Path, settings: object
) -> None:
    settings.BANK_URL = "http://127.0.0.1:9"  # type: ignore[attr-defined]
    county.released(2)
    run_due()
    assert states() == (["released"] * 2, ["unknown"] * 2)
    assert held(county) == {"in_flight": 2 * FEN}
    clock.forward(days=1)
    tick()
    run_due()
    assert not Statement.objects.exists()
    assert not Errand.objects.filter(task__endswith="fetch_statements", done_at__isnull=False).exists()
