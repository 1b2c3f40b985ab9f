"""Statements: what they settle, what they contradict, and which are refused whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.kernel.errands import run_due
from cms.kernel.errors import Refused, SamePersonTwice
from cms.kernel.models import Errand, Event
from cms.kernel.money import from_fen
from policies.budgets.models import Account
from policies.budgets.queries import ledger_faults
from policies.budgets.states import AccountKind
from policies.disbursement import telling
from policies.disbursement.breaks import confirm_explanation, propose_explanation
from policies.disbursement.dispatch import claim_slice, record_outcomes
from policies.disbursement.errors import (
    EntryRepeated,
    EntryUnfit,
    OnTheStatement,
    ReasonMissing,
    StatementDiffers,
    StatementGap,
    StatementIncomplete,
    StatementUnbalanced,
)
from policies.disbursement.gateways.protocol import BankEntry, BankStatement, Outcome, Verdict
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.queries import open_breaks
from policies.disbursement.settlement import import_statement
from policies.disbursement.statements import Break, Statement, StatementLine
from policies.disbursement.states import AttemptState, BreakKind
from policies.grants.models import Grant
from policies.grants.states import GrantState
from policies.models import AwardRecord
from tests.conftest import Clock
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.worlds import FEN, County, a_county

pytestmark = pytest.mark.django_db
OURS = "34050161010800000001"


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


def sent(county: County, number: int = 1, verdict: Verdict = Verdict.ACCEPTED) -> list[Attempt]:
    """Attempts that the bank has answered."""
    claimed = claim_slice(county.released(number).slices.get().pk)
    record_outcomes([(one.attempt_id, Outcome(verdict, code="AM04")) for one in claimed])
    return list(Attempt.objects.select_related("payment").order_by("pk"))


def paid(attempt: Attempt, reference: str = "", **other: object) -> BankEntry:
    """The bank's entry for an attempt as it should be, or with something else in it."""
    entry = BankEntry(
        reference=reference or f"E{attempt.pk}",
        kind="payment",
        amount_fen=FEN,
        is_debit=True,
        end_to_end_id=attempt.end_to_end_id,
        counterparty_account=attempt.payment.account.reveal(),
        counterparty_name=attempt.payment.payee_name,
        reason="",
    )
    return replace(entry, **other)  # type: ignore[arg-type]


def day(*entries: BankEntry, opening: int = 10**9, after: int = 0, **other: object) -> BankStatement:
    """A sound, complete statement of TODAY or of a day after."""
    moved = sum(-entry.amount_fen if entry.is_debit else entry.amount_fen for entry in entries)
    date = TODAY + timedelta(days=after)
    return replace(BankStatement(OURS, date, opening, opening + moved, True, entries), **other)  # type: ignore[arg-type]


def now() -> tuple[list[str], list[str]]:
    """The states of payments and attempts."""
    return (
        list(Payment.objects.order_by("pk").values_list("state", flat=True)),
        list(Attempt.objects.order_by("pk").values_list("state", flat=True)),
    )


def test_the_same_statement_twice_changes_nothing(county: County) -> None:
    statement = day(*(paid(attempt) for attempt in sent(county, 3)))
    first = import_statement(statement)
    events = Event.objects.count()
    assert import_statement(statement) == first
    assert Event.objects.count() == events
    assert now() == (["settled"] * 3, ["settled"] * 3)
    assert ledger_faults() == {}


def test_an_unknown_or_silent_attempt_is_settled_by_the_statement_too(county: County) -> None:
    [unknown] = sent(county, 1, Verdict.UNKNOWN)
    [silent] = claim_slice(county.released(1).slices.get().pk)
    import_statement(day(paid(unknown), paid(Attempt.objects.get(pk=silent.attempt_id))))
    assert now() == (["settled"] * 2, ["settled"] * 2)


def test_an_answer_is_kept_without_the_characters_that_no_text_column_keeps(county: County) -> None:
    [one] = claim_slice(county.released(1).slices.get().pk)
    record_outcomes([(one.attempt_id, Outcome(Verdict.ACCEPTED, bank_reference="B\x001\ud800"))])
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.bank_reference) == ("accepted", "B1?")


def test_many_grants_are_paid_in_parts_until_all_are(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    statement = import_statement(day(*(paid(attempt) for attempt in sent(county, 5))))
    paid_grants = Grant.objects.filter(state=GrantState.PAID)
    monkeypatch.setattr(telling, "TOLD_TOGETHER", 2)
    telling.tell_grants(statement.pk)
    assert paid_grants.count() == 2
    run_due()
    assert paid_grants.count() == 5


def told_by(statement: Statement) -> int:
    """How many statements to the database it takes to tell the grants of a bank statement."""
    with CaptureQueriesContext(connection) as asked:
        telling.tell_grants(statement.pk)
    return len(asked)


def test_a_hundred_grants_are_told_by_as_many_questions_as_ten_each_on_its_own_trail(
    county: County, clock: Clock
) -> None:
    ten = import_statement(day(*(paid(attempt) for attempt in sent(county, 10))))
    few = told_by(ten)
    clock.forward(days=1)
    sent(county, 100)
    attempts = Attempt.objects.select_related("payment").filter(settled_on=None).order_by("pk")
    many = import_statement(day(*(paid(attempt) for attempt in attempts), opening=10**9 - 10 * FEN, after=1))
    assert told_by(many) == few <= 16
    told = Event.objects.filter(name="grant.paid").order_by("subject_id")
    assert [event.data["payments"] for event in told] == [[one.pk] for one in Payment.objects.order_by("grant_id")]
    assert sorted(told.values_list("subject_id", flat=True)) == sorted(Grant.objects.values_list("pk", flat=True))
    assert AwardRecord.objects.filter(grant_id__in=Grant.objects.all(), amount=from_fen(FEN)).count() == 110


def test_many_that_the_bank_gave_back_are_told_together_and_are_no_awards(county: County, clock: Clock) -> None:
    attempts = sent(county, 8)
    import_statement(day(*(paid(attempt) for attempt in attempts)))
    run_due()
    clock.forward(days=1)
    back = [paid(one, f"R{one.pk}", kind="return", is_debit=False, reason="AC04") for one in attempts]
    many = import_statement(day(*back, opening=10**9 - 8 * FEN, after=1))
    assert told_by(many) <= 20  # of eight
    assert set(Grant.objects.values_list("state", flat=True)) == {GrantState.READY}
    assert not AwardRecord.objects.filter(revocation=None).exists()
    assert Event.objects.filter(name="grant.given_back").count() == 8
    assert (
        Errand.objects.filter(task__endswith="tell_grants", done_at=None).count() == 1
    )  # that of the statement itself


UNSOUND: list[tuple[type[Refused], Callable[[Attempt], BankStatement]]] = [
    (StatementIncomplete, lambda a: day(paid(a), is_complete=False)),
    (StatementUnbalanced, lambda a: day(paid(a), closing_fen=10**9)),
    (EntryRepeated, lambda a: day(paid(a, "E"), paid(a, "E"))),
    (StatementGap, lambda a: day(paid(a), opening=5, after=3)),
    (StatementDiffers, lambda a: day(paid(a), after=-1)),
    (EntryUnfit, lambda a: day(paid(a, "E" * 81))),
    (EntryUnfit, lambda a: day(replace(paid(a), reference=""))),
    (EntryUnfit, lambda a: day(paid(a, "E\x00"))),
    (EntryUnfit, lambda a: day(paid(a, counterparty_name="\ud800"))),
    (EntryUnfit, lambda a: day(paid(a, end_to_end_id=a.end_to_end_id.ljust(36, "0")))),
    (EntryUnfit, lambda a: day(paid(a, amount_fen=10**18))),
]


@pytest.mark.parametrize(("refusal", "statement"), UNSOUND)
def test_an_unsound_statement_is_refused_whole(
    county: County, refusal: type[Refused], statement: Callable[[Attempt], BankStatement]
) -> None:
    [attempt] = sent(county)
    import_statement(day(after=-1))
    events = Event.objects.count()
    with pytest.raises(refusal), transaction.atomic():
        import_statement(statement(attempt))
    assert (Statement.objects.count(), StatementLine.objects.count(), Event.objects.count()) == (1, 0, events)
    assert now() == (["released"], ["accepted"])


def twice(attempt: Attempt) -> BankStatement:
    return day(paid(attempt, "E1"), paid(attempt, "E2"))


CONTRADICTIONS: list[tuple[BreakKind, Callable[[Attempt], BankStatement], str, str]] = [
    (BreakKind.DUPLICATE, twice, "frozen", "settled"),
    (BreakKind.AMOUNT, lambda a: day(paid(a, amount_fen=FEN + 1)), "frozen", "manual_review"),
    (BreakKind.ACCOUNT, lambda a: day(paid(a, counterparty_account="6222000000000000")), "frozen", "manual_review"),
    (BreakKind.STRAY_RETURN, lambda a: day(paid(a, is_debit=False, kind="return")), "frozen", "manual_review"),
]


@pytest.mark.parametrize(("kind", "statement", "payment", "attempt"), CONTRADICTIONS)
def test_a_contradiction_freezes_the_payment_and_raises_an_alarm(
    county: County, kind: BreakKind, statement: Callable[[Attempt], BankStatement], payment: str, attempt: str
) -> None:
    import_statement(statement(sent(county)[0]))
    assert Break.objects.get(line__isnull=False).kind == kind
    assert now() == ([payment], [attempt])
    assert Event.objects.filter(name="break.found").count() == 1
    assert Account.objects.get(bank_account=OURS, kind=AccountKind.SUSPENSE).balance_fen > 0
    assert ledger_faults() == {}


def test_money_that_nobody_ordered_is_an_alarm(county: County) -> None:
    [attempt] = sent(county)
    stray = paid(attempt, "E9", end_to_end_id="ZDfraud", amount_fen=77)
    import_statement(day(paid(attempt), stray))
    assert Break.objects.get().kind == BreakKind.THEIRS_NOT_OURS
    assert now() == (["settled"], ["settled"])


def test_a_key_that_never_left_the_house_is_an_alarm_too(county: County) -> None:
    county.released(1)
    import_statement(day(paid(Attempt.objects.get())))
    assert Break.objects.get().kind == BreakKind.THEIRS_NOT_OURS
    assert now() == (["frozen"], ["queued"])
    assert claim_slice(Attempt.objects.get().slice_id) == []


def test_a_late_success_of_a_rejected_attempt_freezes_the_payment(county: County) -> None:
    [attempt] = sent(county, 1, Verdict.REFUSED)
    assert now() == (["failed"], ["rejected"])
    import_statement(day(paid(attempt)))
    assert Break.objects.get().kind == BreakKind.LATE_SUCCESS
    assert now() == (["frozen"], ["rejected"])


def test_a_payment_and_its_return_on_one_statement(county: County) -> None:
    [attempt] = sent(county)
    import_statement(day(paid(attempt), paid(attempt, "R1", is_debit=False, kind="return", reason="AC04")))
    assert now() == (["returned"], ["returned"])
    assert ledger_faults() == {}


def test_a_second_return_is_a_contradiction(county: County) -> None:
    [attempt] = sent(county)
    back = paid(attempt, "R1", is_debit=False, kind="return")
    import_statement(day(paid(attempt)))
    import_statement(day(back, replace(back, reference="R2"), opening=10**9 - FEN, after=1))
    assert Break.objects.get().kind == BreakKind.STRAY_RETURN


def test_a_break_is_closed_by_two_people_with_a_reason(county: County) -> None:
    [attempt] = sent(county)
    import_statement(day(paid(attempt), paid(attempt, "E9", end_to_end_id="")))
    found = open_breaks().get()
    with pytest.raises(ReasonMissing):
        propose_explanation(break_id=found.pk, by=county.maker, explanation="")
    propose_explanation(break_id=found.pk, by=county.maker, explanation="银行手续费误扣，已追回")
    with pytest.raises(SamePersonTwice):
        confirm_explanation(break_id=found.pk, by=county.maker)
    confirm_explanation(break_id=found.pk, by=county.checker)
    assert not open_breaks().exists()
    assert Account.objects.get(bank_account=OURS, kind=AccountKind.SUSPENSE).balance_fen == 0
    assert ledger_faults() == {}


def test_nobody_can_call_unpaid_what_a_later_statement_shows(county: County) -> None:
    [attempt] = sent(county)
    import_statement(day())
    found = open_breaks().get()
    propose_explanation(break_id=found.pk, by=county.maker, explanation="x")
    import_statement(day(paid(attempt, amount_fen=1), after=1))
    with pytest.raises(OnTheStatement):
        confirm_explanation(break_id=found.pk, by=county.checker)
    assert Attempt.objects.get().state in (AttemptState.UNKNOWN, AttemptState.MANUAL_REVIEW)


def test_answers_may_come_twice_late_and_in_any_order(county: County) -> None:
    [attempt] = sent(county, 1, Verdict.UNKNOWN)
    answers = [Outcome(verdict) for verdict in (Verdict.UNKNOWN, Verdict.ACCEPTED, Verdict.REFUSED, Verdict.UNKNOWN)]
    for answer in answers:
        record_outcomes([(attempt.pk, answer)])
    assert now() == (["released"], ["accepted"])
    import_statement(day(paid(attempt)))
    for answer in answers:
        record_outcomes([(attempt.pk, answer)])
    assert now() == (["settled"], ["settled"])
    assert ledger_faults() == {}
