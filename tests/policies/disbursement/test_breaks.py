"""Two people's ways out of a contradiction, and the close of a day."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from cms.kernel.errands import run_due
from cms.kernel.errors import Refused, SamePersonTwice
from cms.kernel.models import Event, Membership
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role
from policies.budgets.models import Account
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.states import AccountKind
from policies.disbursement import breaks
from policies.disbursement.breaks import confirm_explanation, decline_explanation, propose_explanation, remedies_for
from policies.disbursement.days import DayClose, close_day
from policies.disbursement.dispatch import claim_slice, record_outcomes
from policies.disbursement.drafting import redraft_payment
from policies.disbursement.errors import (
    BreaksOpen,
    DayClosedAlready,
    DayUnexplained,
    EarlierDayOpen,
    OwnEnterprise,
    PaidElsewhere,
    RemedyUnfit,
)
from policies.disbursement.gateways.protocol import BankEntry, Outcome, Verdict
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.redirecting import start_correction
from policies.disbursement.services import draft_batch, lock_batch, send_back_batch
from policies.disbursement.settlement import import_statement
from policies.disbursement.statements import Break, Statement
from policies.disbursement.states import BreakKind, Remedy
from policies.disbursement.tallies import tally_faults
from policies.grants.models import Grant
from tests.conftest import Clock
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.test_statements import OURS, day, now, paid, sent
from tests.policies.disbursement.worlds import FEN, County, a_county

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


def resolved(county: County, remedy: Remedy, kind: BreakKind | None = None) -> Break:
    """The one open break, explained by the maker and confirmed by the checker."""
    found = Break.objects.filter(closed_at=None, **({"kind": kind} if kind else {})).get()
    propose_explanation(break_id=found.pk, by=county.maker, explanation="已向银行核实", remedy=remedy)
    return confirm_explanation(break_id=found.pk, by=county.checker)


def held(county: County) -> dict[str, int]:
    """Where the line's money stands, but for what was appropriated and is available; and what is in suspense."""
    kept = {kind.value: fen for kind, fen in balances(county.line).items() if fen}
    suspense = Account.objects.filter(bank_account=OURS, kind=AccountKind.SUSPENSE).first()
    kept["suspense"] = suspense.balance_fen if suspense else 0
    return {kind: fen for kind, fen in kept.items() if fen and kind not in ("appropriated", "available")}


WAYS: list[tuple[str, Callable[[Attempt], list[BankEntry]], Remedy, tuple[str, str], dict[str, int]]] = [
    ("twice", lambda a: [paid(a, "E1"), paid(a, "E2")], Remedy.RECOVERED, ("settled", "settled"), {"paid": FEN}),
    ("amount", lambda a: [paid(a, amount_fen=1)], Remedy.RECOVERED, ("failed", "rejected"), {"reserved": FEN}),
    (
        "account",
        lambda a: [paid(a, counterparty_account="6222000000000000")],
        Remedy.RECOVERED,
        ("failed", "rejected"),
        {"reserved": FEN},
    ),
    (
        "same account by another number",
        lambda a: [paid(a, counterparty_account="6222000000000000")],
        Remedy.PAID,
        ("settled", "settled"),
        {"paid": FEN},
    ),
]


@pytest.mark.parametrize(("_name", "lines", "remedy", "states", "money"), WAYS, ids=[way[0] for way in WAYS])
def test_a_frozen_payment_goes_on_where_two_people_say(
    county: County,
    _name: str,
    lines: Callable[[Attempt], list[BankEntry]],
    remedy: Remedy,
    states: tuple[str, str],
    money: dict[str, int],
) -> None:
    import_statement(day(*lines(sent(county)[0])))
    assert now()[0] == ["frozen"]
    resolved(county, remedy)
    assert now() == ([states[0]], [states[1]])
    assert held(county) == money
    assert ledger_faults() == {}


def test_a_late_success_that_two_people_accept_is_paid_and_so_is_its_grant(county: County) -> None:
    [attempt] = sent(county, 1, Verdict.REFUSED)
    import_statement(day(paid(attempt)))
    resolved(county, Remedy.PAID)
    run_due(["bank", "default"])
    assert (now(), held(county)) == ((["settled"], ["settled"]), {"paid": FEN})
    assert Grant.objects.get().state == "paid"
    assert ledger_faults() == {}


def test_a_late_success_of_a_payment_that_is_made_again_must_be_recovered_first(county: County) -> None:
    [attempt] = sent(county, 1, Verdict.REFUSED)
    redraft_payment(payment_id=attempt.payment_id, by=county.maker)
    county.pay_again([attempt.payment_id])
    import_statement(day(paid(attempt)))
    found = Break.objects.get(kind=BreakKind.LATE_SUCCESS)
    propose_explanation(break_id=found.pk, by=county.maker, explanation="x", remedy=Remedy.PAID)
    before = (now(), held(county))
    with pytest.raises(PaidElsewhere), transaction.atomic():
        confirm_explanation(break_id=found.pk, by=county.checker)
    assert (now(), held(county)) == before
    decline_explanation(break_id=found.pk, by=county.checker, reason="须先追回")
    resolved(county, Remedy.RECOVERED)
    assert now()[0] == ["released"]


def late_after_a_return(county: County) -> None:
    """The first attempt was refused, the second came back, and now the first is paid after all; others wait beside."""
    [first] = sent(county, 1, Verdict.REFUSED)
    redraft_payment(payment_id=first.payment_id, by=county.maker)
    [claimed] = claim_slice(county.pay_again([first.payment_id]).slices.get().pk)
    record_outcomes([(claimed.attempt_id, Outcome(Verdict.ACCEPTED))])
    second = Attempt.objects.select_related("payment").get(number=2)
    import_statement(day(paid(second), paid(second, "R1", kind="return", is_debit=False, reason="AC04")))
    county.payments(1)
    assert held(county) == {"returned": FEN, "reserved": FEN}
    import_statement(day(paid(first, "L1"), after=1))
    resolved(county, Remedy.PAID, BreakKind.LATE_SUCCESS)


def test_a_late_success_of_what_came_back_takes_up_that_money_and_none_of_the_others(county: County) -> None:
    late_after_a_return(county)
    assert now()[1] == ["settled", "returned"]
    assert held(county) == {"paid": FEN, "reserved": FEN}
    assert (tally_faults(), ledger_faults()) == ([], {})


def test_without_taking_it_up_first_the_others_reservation_pays(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breaks, "restoring", lambda _payment: [])
    late_after_a_return(county)
    assert held(county) == {"paid": FEN, "returned": FEN}
    assert (len(tally_faults()), ledger_faults()) == (2, {})


def test_an_amount_that_is_not_ours_is_never_called_paid(county: County) -> None:
    import_statement(day(paid(sent(county)[0], amount_fen=FEN + 1)))
    found = Break.objects.get()
    with pytest.raises(RemedyUnfit):
        propose_explanation(break_id=found.pk, by=county.maker, explanation="x", remedy=Remedy.PAID)
    assert Break.objects.get().state == "open"


def test_what_holds_a_payment_up_is_not_just_noted(county: County) -> None:
    county.released(1)
    import_statement(day(paid(Attempt.objects.get())))
    assert remedies_for(Break.objects.get()) == (Remedy.RECOVERED,)
    resolved(county, Remedy.RECOVERED)
    assert now() == (["held"], ["cancelled"])


def test_a_payment_stays_frozen_until_nothing_about_it_is_open(county: County) -> None:
    [attempt] = sent(county)
    import_statement(day(paid(attempt, "E1"), paid(attempt, "E2"), paid(attempt, "E3")))
    for found in Break.objects.order_by("pk"):
        assert now()[0] == ["frozen"]
        propose_explanation(break_id=found.pk, by=county.maker, explanation="已追回")
        confirm_explanation(break_id=found.pk, by=county.checker)
    assert now()[0] == ["settled"]


def test_one_person_closes_no_break_not_even_past_the_services(county: County) -> None:
    import_statement(day(paid(sent(county)[0], amount_fen=1)))
    found = Break.objects.get()
    propose_explanation(break_id=found.pk, by=county.maker, explanation="x")
    for act in (confirm_explanation, lambda **given: decline_explanation(**given, reason="x")):
        with pytest.raises(SamePersonTwice):
            act(break_id=found.pk, by=county.maker)
    Break.objects.update(proposed_by=None)
    with pytest.raises(DatabaseError, match="a_break_is_closed_by_two_people"), transaction.atomic():
        Break.objects.update(confirmed_by=county.checker)


def test_nobody_resolves_the_payment_of_their_own_enterprise(county: County) -> None:
    import_statement(day(paid(sent(county)[0], amount_fen=1)))
    payee = Payment.objects.get().payee
    Membership.objects.create(user=county.maker, party=payee, role=Role.ENTERPRISE, state=MembershipState.ACTIVE)
    with pytest.raises(OwnEnterprise):
        propose_explanation(break_id=Break.objects.get().pk, by=county.maker, explanation="x")
    propose_explanation(break_id=Break.objects.get().pk, by=county.checker, explanation="x")
    with pytest.raises(OwnEnterprise):
        decline_explanation(break_id=Break.objects.get().pk, by=county.maker, reason="x")
    assert Break.objects.get().state == "proposed"


@pytest.mark.parametrize("act", [redraft_payment, start_correction])
def test_nobody_brings_back_the_failed_payment_of_their_own_enterprise(
    county: County, act: Callable[..., Payment]
) -> None:
    import_statement(day(paid(sent(county)[0], amount_fen=1)))
    resolved(county, Remedy.RECOVERED)
    failed = Payment.objects.get()
    Membership.objects.create(user=county.maker, party=failed.payee, role=Role.ENTERPRISE, state=MembershipState.ACTIVE)
    with pytest.raises(OwnEnterprise):
        act(payment_id=failed.pk, by=county.maker)
    assert now()[0] == ["failed"]


def test_a_day_closes_and_files_what_it_settled(county: County) -> None:
    statement = import_statement(day(*(paid(one) for one in sent(county, 2))))
    closed = close_day(statement_id=statement.pk, by=county.checker)
    assert (closed.filed_count, now()[0]) == (2, ["closed"] * 2)
    with pytest.raises(DayClosedAlready):
        close_day(statement_id=statement.pk, by=county.maker)
    run_due(["bank", "default"])
    assert set(Grant.objects.values_list("state", flat=True)) == {"paid"}


def refused(refusal: type[Refused], county: County, statement: Statement) -> None:
    events = Event.objects.count()
    with pytest.raises(refusal), transaction.atomic():
        close_day(statement_id=statement.pk, by=county.checker)
    assert (DayClose.objects.count(), Event.objects.count()) == (0, events)


def test_a_day_with_an_open_break_or_an_open_day_before_it_does_not_close(county: County) -> None:
    [attempt] = sent(county)
    first = import_statement(day(paid(attempt), paid(attempt, "E9", end_to_end_id="", amount_fen=7)))
    second = import_statement(day(opening=10**9 - FEN - 7, after=1))
    refused(BreaksOpen, county, first)
    refused(EarlierDayOpen, county, second)
    resolved(county, Remedy.NOTED)
    close_day(statement_id=first.pk, by=county.checker)
    close_day(statement_id=second.pk, by=county.checker)


def test_a_day_with_an_attempt_in_doubt_does_not_close(county: County) -> None:
    statement = import_statement(day())
    sent(county)  # after the statement: it is on no statement and in no break
    refused(DayUnexplained, county, statement)


def test_a_return_after_the_close_of_the_day_still_finds_its_payment(county: County) -> None:
    [attempt] = sent(county)
    close_day(statement_id=import_statement(day(paid(attempt))).pk, by=county.checker)
    back = replace(paid(attempt, "R1"), is_debit=False, kind="return", reason="AC04")
    import_statement(day(back, opening=10**9 - FEN, after=1))
    assert now() == (["returned"], ["returned"])


def test_what_was_paid_while_its_sender_was_silent_is_called_paid_by_two_people(county: County) -> None:
    claim_slice(county.released(1).slices.get().pk)
    import_statement(day(paid(Attempt.objects.get(), counterparty_account="6222000000000000")))
    assert now() == (["frozen"], ["submitting"])
    resolved(county, Remedy.PAID)
    assert (now(), held(county)) == ((["settled"], ["settled"]), {"paid": FEN})


def test_a_late_success_in_a_locked_batch_does_not_hold_its_neighbours_there(county: County) -> None:
    [attempt] = sent(county, 1, Verdict.REFUSED)
    redraft_payment(payment_id=attempt.payment_id, by=county.maker)
    [other] = county.payments(1)
    batch = draft_batch(by=county.maker, title="补发", payment_ids=[attempt.payment_id, other.pk])
    lock_batch(batch_id=batch.pk, by=county.maker)
    import_statement(day(paid(attempt)))
    resolved(county, Remedy.PAID)
    assert now()[0] == ["settled", "locked"]
    send_back_batch(batch_id=batch.pk, by=county.checker, reason="其中一笔已由银行付出")
    assert set(Payment.objects.values_list("state", "batch")) == {("settled", None), ("drafted", None)}


def test_money_that_leaves_wants_an_explanation_whatever_the_bank_calls_it(county: County) -> None:
    [attempt] = sent(county)
    strange = paid(attempt, "E9", kind="funding", end_to_end_id="", amount_fen=7)
    coming = paid(attempt, "E10", kind="funding", end_to_end_id="", amount_fen=9, is_debit=False)
    statement = import_statement(day(paid(attempt), strange, coming))
    assert Break.objects.get().line == statement.lines.get(reference="E9")
    refused(BreaksOpen, county, statement)
    resolved(county, Remedy.NOTED)
    close_day(statement_id=statement.pk, by=county.checker)
