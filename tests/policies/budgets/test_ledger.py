"""Budget lines and their ledger: what may move, and what the database refuses."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from cms.kernel.errors import NotAllowed, Refused
from cms.kernel.models import Event
from cms.kernel.money import from_fen
from cms.kernel.roles import Role
from policies.budgets.errors import AmountNotPositive, BudgetCodeTaken, BudgetExhausted, DocumentUsedTwice
from policies.budgets.models import Account, Transfer
from policies.budgets.queries import balances, ledger_faults, lines_with_balances
from policies.budgets.services import (
    Posting,
    appropriate,
    cut_line,
    hold_available,
    open_line,
    post,
    post_suspense,
    raise_line,
    reserve,
)
from policies.budgets.states import AccountKind, TransferKind
from tests.policies.budgets.worlds import a_line
from tests.policies.officers import a_department, a_person

pytestmark = pytest.mark.django_db


def test_an_appropriation_is_available_until_it_is_reserved() -> None:
    line = a_line(fen=1000)
    reserve(line_id=line.pk, amount_fen=400, key="grant:1:reserve", about="grant:1")
    assert balances(line) == {
        AccountKind.APPROPRIATED: 1000,
        AccountKind.AVAILABLE: 600,
        AccountKind.RESERVED: 400,
        AccountKind.IN_FLIGHT: 0,
        AccountKind.PAID: 0,
        AccountKind.RETURNED: 0,
    }
    [listed] = lines_with_balances(2023)
    assert (listed.appropriated_fen, listed.available_fen, listed.reserved_fen) == (1000, 600, 400)  # type: ignore[attr-defined]
    assert ledger_faults() == {}


def test_more_than_available_is_refused_and_nothing_moves() -> None:
    line = a_line(fen=1000)
    before = Transfer.objects.count()
    with pytest.raises(BudgetExhausted) as refusal:
        reserve(line_id=line.pk, amount_fen=1001, key="grant:1:reserve", about="grant:1")
    assert "10.01" in str(refusal.value)
    assert "10.00" in str(refusal.value)
    assert Transfer.objects.count() == before
    assert hold_available(line.pk) == 1000


def test_a_set_is_posted_whole_or_not_at_all() -> None:
    line = a_line(fen=1000)
    asked = [Posting(TransferKind.RESERVE, line.pk, 300, f"grant:{n}:reserve", f"grant:{n}") for n in range(4)]
    with pytest.raises(BudgetExhausted):
        post(asked)
    assert hold_available(line.pk) == 1000
    post(asked[:3])
    assert hold_available(line.pk) == 100
    assert ledger_faults() == {}


def test_a_payment_and_its_return_walk_through_every_account() -> None:
    line = a_line(fen=500)
    walk = ("RESERVE", "FLIGHT", "TAKE_BACK", "FLIGHT", "SETTLE", "RETURN", "RESTORE", "RELEASE", "CUT")
    for number, kind in enumerate(walk):
        post([Posting(TransferKind[kind], line.pk, 500, f"walk:{number}", "payment:1")])
        assert ledger_faults() == {}
    assert set(balances(line).values()) == {0}


def test_a_key_is_used_once() -> None:
    line = a_line(fen=1000)
    reserve(line_id=line.pk, amount_fen=1, key="grant:1:reserve", about="grant:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        reserve(line_id=line.pk, amount_fen=1, key="grant:1:reserve", about="grant:1")


def test_a_transfer_is_reversed_once_and_whole() -> None:
    line = a_line(fen=1000)
    reserve(line_id=line.pk, amount_fen=10, key="r", about="grant:1")
    reserve(line_id=line.pk, amount_fen=10, key="other", about="grant:2")  # a double reversal would find money to take
    with pytest.raises(IntegrityError), transaction.atomic():
        post([Posting(TransferKind.RELEASE, line.pk, 9, "part", "grant:1", undoes="r")])
    with pytest.raises(ValueError, match="0 of 1"):
        post([Posting(TransferKind.RELEASE, line.pk, 10, "nothing", "grant:1", undoes="no such key")])
    post([Posting(TransferKind.RELEASE, line.pk, 10, "whole", "grant:1", undoes="r")])
    with pytest.raises(IntegrityError), transaction.atomic():
        post([Posting(TransferKind.RELEASE, line.pk, 10, "again", "grant:1", undoes="r")])
    assert ledger_faults() == {}


def test_without_the_constraint_a_double_reversal_balances_perfectly() -> None:
    line = a_line(fen=1000)
    reserve(line_id=line.pk, amount_fen=10, key="r", about="grant:1")
    reserve(line_id=line.pk, amount_fen=10, key="other", about="grant:2")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE policies_transfer DROP CONSTRAINT policies_transfer_reversal_of_id_key")
    for key in ("once", "twice"):
        post([Posting(TransferKind.RELEASE, line.pk, 10, key, "grant:1", undoes="r")])
    assert ledger_faults() == {}  # which is why the constraint stands


def test_money_does_not_cross_from_line_to_line() -> None:
    line, other = a_line(fen=1000), a_line(fen=1000, code="2023-02")
    ends = [Account.objects.get(line=of, kind=AccountKind.AVAILABLE) for of in (line, other)]
    with pytest.raises(IntegrityError), transaction.atomic():
        Transfer.objects.create(
            key="x",
            kind="reserve",
            source=ends[0],
            target=ends[1],
            amount_fen=1,
            about="",
            happened_at="2023-01-01T00:00Z",
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE policies_account SET balance_fen = balance_fen + 1",
        "UPDATE policies_account SET version = 0",
        "DELETE FROM policies_account",
        "INSERT INTO policies_account(line_id, bank_account, kind, balance_fen, version) VALUES (null, 'x', 'y', 5, 0)",
        "UPDATE policies_transfer SET amount_fen = 1",
        "DELETE FROM policies_transfer",
        "TRUNCATE policies_transfer CASCADE",
        "UPDATE policies_entry SET delta_fen = 0",
        "DELETE FROM policies_entry",
        "INSERT INTO policies_entry SELECT id + 9, delta_fen, version + 9, 1, account_id, id FROM policies_entry",
    ],
)
def test_the_database_refuses_to_rewrite_the_ledger(statement: str) -> None:
    a_line(fen=1000)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert ledger_faults() == {}


def test_raises_and_cuts_change_what_is_available() -> None:
    maker = a_person(Role.MAKER)
    line = a_line(fen=1000, by=maker)
    raise_line(line_id=line.pk, amount=from_fen(500), document="追加1号", by=maker)
    cut_line(line_id=line.pk, amount=from_fen(200), document="核减1号", by=maker)
    assert hold_available(line.pk) == 1300
    with pytest.raises(BudgetExhausted):
        cut_line(line_id=line.pk, amount=from_fen(1301), document="核减2号", by=maker)
    assert hold_available(line.pk) == 1300


def test_what_makes_no_sense_is_refused_by_name_and_leaves_no_event() -> None:
    maker, stranger = a_person(Role.MAKER), a_person(Role.CHECKER)
    line = a_line(fen=1000, by=maker)
    events = Event.objects.count()
    refused: list[tuple[type[Refused], object]] = [
        (AmountNotPositive, lambda: appropriate(line_id=line.pk, amount=from_fen(0), document="x", by=maker)),
        (
            DocumentUsedTwice,
            lambda: appropriate(line_id=line.pk, amount=from_fen(1), document="财预〔2023〕2023-01号", by=maker),
        ),
        (NotAllowed, lambda: appropriate(line_id=line.pk, amount=from_fen(1), document="x", by=stranger)),
        (
            BudgetCodeTaken,
            lambda: open_line(fiscal_year=2023, code="2023-01", name="", department=a_department(), by=maker),
        ),
    ]
    for refusal, act in refused:
        with pytest.raises(refusal):
            act()  # type: ignore[operator]
    assert Event.objects.count() == events
    assert hold_available(line.pk) == 1000


def test_suspense_is_entered_and_explained_per_bank_account() -> None:
    for kind, key in ((TransferKind.SUSPEND, "in"), (TransferKind.EXPLAIN, "out")):
        post_suspense(kind, bank_account="1001", amount_fen=5, key=key, about="statement_line:1")
        assert ledger_faults() == {}
    assert Account.objects.get(bank_account="1001", kind=AccountKind.SUSPENSE).version == 2


def test_check_ledger_tells_a_tampered_ledger() -> None:
    a_line(fen=1000)
    call_command("check_ledger")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE policies_account DISABLE TRIGGER USER")
        cursor.execute("UPDATE policies_account SET balance_fen = balance_fen + 1 WHERE kind = 'available'")
    with pytest.raises(CommandError, match="bad_fold: 1"):
        call_command("check_ledger")
