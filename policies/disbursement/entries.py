"""The lines of a statement in our books, and what each means for us: settled, returned, or a break. Linear, in SQL."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models.expressions import RawSQL

from cms.kernel.secrets import keyed_hash
from policies.disbursement.errors import EntryUnfit
from policies.disbursement.gateways.protocol import BankEntry, BankStatement
from policies.disbursement.statements import Statement
from policies.disbursement.states import ON_THE_WIRE, AttemptState, BreakKind
from policies.grants.persons import NamedPerson

KEEP: Final = """
COPY policies_statementline (statement_id, bank_account, reference, kind, is_debit, amount_fen, end_to_end_id,
                             counterparty_name, counterparty_hash, counterparty_tail, reason) FROM STDIN
"""
KNOWN: Final = """
SELECT EXISTS (SELECT 1 FROM policies_statementline l JOIN unnest(%s::text[]) AS given(reference)
                 ON l.reference = given.reference WHERE l.bank_account = %s)
"""
PERSONAL: Final = """
SELECT a.end_to_end_id, p.payee_name FROM unnest(%s::text[]) AS given(key)
  JOIN policies_attempt a ON a.end_to_end_id = given.key JOIN policies_payment p ON p.id = a.payment_id
 WHERE p.is_personal
"""
# What the statement names, and what it lacks: all held before any account of the ledger, in the order of the house.
HOLD_PAYMENTS: Final = """
SELECT p.id FROM policies_payment p
 WHERE p.id IN (SELECT a.payment_id FROM policies_attempt a JOIN policies_statementline l
                    ON l.end_to_end_id = a.end_to_end_id WHERE l.statement_id = %(statement)s
                 UNION
                SELECT a.payment_id FROM policies_attempt a JOIN policies_slice s ON s.id = a.slice_id
                  JOIN policies_batch b ON b.id = s.batch_id
                 WHERE a.value_date = %(date)s AND a.state = ANY(%(on_the_wire)s) AND b.debtor_account = %(account)s)
 ORDER BY p.id FOR NO KEY UPDATE
"""
HOLD_ATTEMPTS: Final = """
SELECT a.id FROM policies_attempt a
 WHERE a.end_to_end_id IN (SELECT l.end_to_end_id FROM policies_statementline l WHERE l.statement_id = %(statement)s)
 ORDER BY a.id FOR NO KEY UPDATE
"""
# Of several lines about one attempt the first that is right in amount and account counts, the others are breaks.
# Payments come before returns, so that both may stand on one statement. Money that comes in as funding needs no
# explanation; what leaves does, whatever the bank calls it. The whole of a payment of which the payee gave a part back
# already cannot come back again: that is for two people.
SORT: Final = """
WITH line AS (
  SELECT l.id, l.is_debit, l.kind, l.amount_fen, a.id AS attempt, a.state, a.payment_id, p.line_id, p.sources,
         l.amount_fen = p.amount * 100 AS is_amount, l.counterparty_hash = p.account_hash AS is_account
    FROM policies_statementline l
    LEFT JOIN policies_attempt a ON a.end_to_end_id = l.end_to_end_id AND l.end_to_end_id <> ''
    LEFT JOIN policies_payment p ON p.id = a.payment_id
   WHERE l.statement_id = %(statement)s AND (l.is_debit OR l.kind <> 'funding')
), debit AS (
  SELECT line.*, min(id) FILTER (WHERE is_amount AND is_account AND state = ANY(%(on_the_wire)s))
                   OVER (PARTITION BY attempt) AS first
    FROM line WHERE is_debit
), credit AS (
  SELECT line.*, min(id) FILTER (WHERE is_amount AND kind = 'return') OVER (PARTITION BY attempt) AS first,
         state = 'settled' OR attempt IN (SELECT d.attempt FROM debit d WHERE d.id = d.first) AS was_paid
    FROM line WHERE NOT is_debit
)
SELECT id, attempt, payment_id, line_id, amount_fen, sources, CASE
         WHEN attempt IS NULL OR state = 'queued' THEN 'theirs_not_ours'
         WHEN state IN ('settled', 'returned') OR id > first THEN 'duplicate'
         WHEN state <> ALL(%(on_the_wire)s) THEN 'late_success'
         WHEN NOT is_amount THEN 'amount'
         WHEN NOT is_account THEN 'account'
         ELSE 'settled' END AS meaning
  FROM debit
UNION ALL
SELECT id, attempt, payment_id, line_id, amount_fen, sources, CASE
         WHEN attempt IS NULL OR kind <> 'return' OR NOT was_paid OR id > first OR EXISTS (
                SELECT 1 FROM policies_clawback c WHERE c.payment_id = credit.payment_id AND c.state = 'recovered')
           THEN 'stray_return'
         WHEN NOT is_amount THEN 'amount'
         ELSE 'returned' END
  FROM credit
 ORDER BY 1
"""


LONGEST_REFERENCE: Final = 80
LONGEST_ID: Final = 35  # ISO 20022 Max35Text
MOST_FEN: Final = 10**17  # more than any account holds, and well within the column
NO_TEXT: Final = re.compile("[\x00\ud800-\udfff]")  # what PostgreSQL keeps in no text: NUL and halves of pairs


class Touched(NamedTuple):
    """A line and the attempt it is about, with what is needed to post its money."""

    line_id: int
    attempt_id: int
    payment_id: int
    budget_line_id: int
    amount_fen: int
    sources: Sequence[Sequence[int]]


class Unexplained(NamedTuple):
    """A line that contradicts our books, and the attempt it names, if it is one of ours."""

    kind: BreakKind
    line_id: int
    attempt_id: int | None


@dataclass
class Sorted:
    """A statement's lines by what they mean for us."""

    settled: list[Touched] = field(default_factory=list)
    returned: list[Touched] = field(default_factory=list)
    breaks: list[Unexplained] = field(default_factory=list)


def refuse_unfit(given: BankStatement) -> None:
    """Nothing for a statement whose references, ids and amounts have the form a bank gives them.

    What is too long for its column is never cut to something it does not say. Raises EntryUnfit.
    """
    amounts = [given.opening_fen, given.closing_fen, *(entry.amount_fen for entry in given.entries)]
    texts = [text for e in given.entries for text in (e.kind, e.counterparty_account, e.counterparty_name, e.reason)]
    references = [entry.reference for entry in given.entries]
    ids = [entry.end_to_end_id for entry in given.entries]
    fits = all(0 < len(one) <= LONGEST_REFERENCE for one in references) and all(len(one) <= LONGEST_ID for one in ids)
    if not fits or any(abs(fen) > MOST_FEN for fen in amounts):
        raise EntryUnfit
    if NO_TEXT.search("\n".join((given.account, *references, *ids, *texts))):
        raise EntryUnfit


def has_known_reference(bank_account: str, entries: Sequence[BankEntry]) -> bool:
    """Whether one of the entries stands on an earlier statement of the account."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [[entry.reference for entry in entries], bank_account])
        return bool(cursor.fetchone()[0])


def keep_lines(statement: Statement, entries: Sequence[BankEntry]) -> None:
    """The statement's lines are in our books; of a counterparty's account only a keyed hash and the last digits, of a
    person's name only the first character."""
    personal = _personal(entries)
    with connection.cursor() as cursor, cursor.copy(KEEP) as copy:
        for entry in entries:
            account = entry.counterparty_account
            copy.write_row(
                (
                    statement.pk,
                    statement.bank_account,
                    entry.reference,
                    entry.kind[:20],
                    entry.is_debit,
                    entry.amount_fen,
                    entry.end_to_end_id,
                    personal.get(entry.end_to_end_id, entry.counterparty_name[:200]),
                    keyed_hash(account) if account else "",
                    account[-4:],
                    entry.reason[:80],
                )
            )


def _personal(entries: Sequence[BankEntry]) -> dict[str, str]:
    """The masked name by end-to-end id, for those of the entries that are about payments to persons."""
    if not NamedPerson.objects.exists():
        return {}
    with connection.cursor() as cursor:
        cursor.execute(PERSONAL, [[entry.end_to_end_id for entry in entries if entry.end_to_end_id]])
        return dict(cursor.fetchall())


def sort_lines(statement: Statement) -> Sorted:
    """What each line means, in the order of the statement.

    The payments and attempts it names are held till commit, and so are the payments of its day that it lacks.
    """
    on_the_wire = [state.value for state in ON_THE_WIRE]
    whose: dict[str, Any] = {
        "statement": statement.pk,
        "date": statement.date,
        "account": statement.bank_account,
        "on_the_wire": on_the_wire,
    }
    found = Sorted()
    with connection.cursor() as cursor:
        cursor.execute(HOLD_PAYMENTS, whose)
        cursor.execute(HOLD_ATTEMPTS, {"statement": statement.pk})
        cursor.execute(SORT, {"statement": statement.pk, "on_the_wire": on_the_wire})
        for line, attempt, payment, budget_line, fen, borne, meaning in cursor.fetchall():
            sources = json.loads(borne) if borne else []
            if meaning == AttemptState.SETTLED:
                found.settled.append(Touched(line, attempt, payment, budget_line, fen, sources))
            elif meaning == AttemptState.RETURNED:
                found.returned.append(Touched(line, attempt, payment, budget_line, fen, sources))
            else:
                found.breaks.append(Unexplained(BreakKind(meaning), line, attempt))
    return found


def among(ids: Sequence[int]) -> RawSQL:
    """For `pk__in`: the ids as one array, whatever their number."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])
