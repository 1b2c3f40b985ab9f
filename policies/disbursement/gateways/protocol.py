"""What the house asks of any bank, and the answers it can work with."""

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from django.db import transaction


@dataclass(frozen=True)
class Instruction:
    """One order to pay. The end-to-end id is the idempotency key and is on disk before the order leaves."""

    end_to_end_id: str
    amount_fen: int
    value_date: dt.date
    debtor_account: str
    creditor_account: str
    creditor_name: str
    creditor_bank: str
    purpose: str


class Verdict(enum.StrEnum):
    """What the house may conclude from an answer."""

    ACCEPTED = "accepted"  # the bank took it and echoed our id and amount; paid only once a statement says so
    REFUSED = "refused"  # the bank says definitely: not paid, will not be paid
    UNKNOWN = "unknown"  # anything else, silence included


@dataclass(frozen=True)
class Outcome:
    """The verdict on one call, with what to keep as evidence."""

    verdict: Verdict
    code: str = ""
    detail: str = ""
    bank_reference: str = ""


class Presence(enum.StrEnum):
    """Whether the bank knows an instruction."""

    KNOWN = "known"  # it has it, for the amount we asked
    ABSENT = "absent"  # it does not have it *yet*: no proof of anything before the day's statement is complete
    UNCLEAR = "unclear"  # no usable answer


@dataclass(frozen=True)
class Finding:
    """What the bank says of one end-to-end id."""

    presence: Presence
    bank_status: str = ""
    code: str = ""
    bank_reference: str = ""
    detail: str = ""


@dataclass(frozen=True)
class BankEntry:
    """One line of a statement. Amounts are positive; the direction says whether money left (debit) or came."""

    reference: str
    kind: str
    amount_fen: int
    is_debit: bool
    end_to_end_id: str
    counterparty_account: str
    counterparty_name: str
    reason: str


@dataclass(frozen=True)
class BankStatement:
    """One day of one account, as the bank gives it. Complete means: nothing more can be booked on that day."""

    account: str
    date: dt.date
    opening_fen: int
    closing_fen: int
    is_complete: bool
    entries: tuple[BankEntry, ...]


class UnreadableStatement(Exception):
    """The bank's statement could not be had or read; ask again later. Nothing was imported."""


@runtime_checkable
class TakesTogether(Protocol):
    """A bank to which many instructions go in one message."""

    def send_together(self, instructions: Sequence[Instruction]) -> list[Outcome]:
        """Hand over all, once; an outcome for each, in order."""


class Gateway(Protocol):
    """A bank. No call is made inside a database transaction; none is repeated by the gateway itself."""

    def send(self, instruction: Instruction) -> Outcome:
        """Hand over one instruction, once."""

    def find(self, end_to_end_id: str, amount_fen: int) -> Finding:
        """Ask what became of one instruction."""

    def statement(self, account: str, date: dt.date) -> BankStatement:
        """The day's statement. Raises UnreadableStatement."""


def refuse_inside_transaction() -> None:
    """Crash (RuntimeError) when a database transaction is open: its rollback would forget the bank's answer.

    The transaction in which a test case wraps itself is not counted.
    """
    if transaction.get_connection().in_atomic_block:
        with transaction.atomic(durable=True):
            pass
