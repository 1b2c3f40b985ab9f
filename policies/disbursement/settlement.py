"""The bank's statement is the only thing that settles; what it does not explain becomes a break for two people."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from cms.kernel.clock import business_now
from cms.kernel.money import to_fen
from cms.kernel.signing import canonical
from cms.kernel.states import advance, advance_all, locked
from cms.kernel.trail import record
from policies.budgets.services import Posting, post, post_suspense
from policies.budgets.states import TransferKind
from policies.disbursement.clawbacks import receive_recovery
from policies.disbursement.dispatch import held, move
from policies.disbursement.entries import (
    Touched,
    Unexplained,
    among,
    has_known_reference,
    keep_lines,
    refuse_unfit,
    sort_lines,
)
from policies.disbursement.errors import (
    EntryRepeated,
    StatementDiffers,
    StatementGap,
    StatementIncomplete,
    StatementUnbalanced,
)
from policies.disbursement.gateways.protocol import BankStatement
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.sources import spread
from policies.disbursement.statements import Break, Statement, StatementLine
from policies.disbursement.states import ON_THE_WIRE, AttemptState, BreakKind, PaymentState

Days: TypeAlias = "QuerySet[Any, tuple[Any, int, int]]"
"""Day, opening and closing balance in fen, of one bank account."""


@transaction.atomic
def import_statement(given: BankStatement) -> Statement:
    """A complete day of the bank's is in our books: what it paid is settled, what it returned is returned.

    What it does not explain is a break. Importing the same statement again changes nothing. Raises
    EntryUnfit, StatementIncomplete, StatementUnbalanced, EntryRepeated, StatementGap, StatementDiffers.
    """
    refuse_unfit(given)
    digest = statement_hash(given)
    one_at_a_time(given.account)
    known = Statement.objects.filter(bank_account=given.account, date=given.date).first()
    if known is not None and known.content_hash == digest:
        return known
    if known is not None:
        raise StatementDiffers(date=given.date.isoformat())
    refuse_unsound(given)
    statement = Statement.objects.create(
        bank_account=given.account,
        date=given.date,
        opening_fen=given.opening_fen,
        closing_fen=given.closing_fen,
        line_count=len(given.entries),
        content_hash=digest,
        imported_at=business_now(),
    )
    keep_lines(statement, given.entries)
    found = sort_lines(statement)
    settling = _postings(TransferKind.SETTLE, "settle", found.settled)
    post(settling + _postings(TransferKind.RETURN, "return", found.returned))
    _settle(statement, found.settled)
    _return(statement, found.returned)
    for unexplained in found.breaks:
        if not receive_recovery(StatementLine.objects.select_related("statement").get(pk=unexplained.line_id)):
            _break_over_line(unexplained)
    _note_absences(statement)
    record(
        "statement.imported",
        about=statement,
        by=None,
        lines=len(given.entries),
        settled=len(found.settled),
        returned=len(found.returned),
        breaks=statement.breaks.count(),
    )
    return statement


def one_at_a_time(bank_account: str) -> None:
    """Until this transaction ends, nobody else brings or imports a statement of the account."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('statement'), hashtext(%s))", [bank_account])


def statement_hash(given: BankStatement) -> str:
    """A fingerprint of all that the statement says."""
    entries = [
        [e.reference, e.kind, e.amount_fen, e.is_debit, e.end_to_end_id, e.counterparty_account, e.reason]
        for e in given.entries
    ]
    body = {
        "account": given.account,
        "date": given.date.isoformat(),
        "opening": given.opening_fen,
        "closing": given.closing_fen,
        "entries": entries,
    }
    return hashlib.sha256(canonical(body)).hexdigest()


def refuse_unsound(given: BankStatement, beside: "Iterable[Days]" = ()) -> None:
    """Nothing for a complete day that adds up and joins the days before and after it, in our books or `beside` them.

    Raises StatementIncomplete, StatementUnbalanced, EntryRepeated, StatementGap.
    """
    if not given.is_complete:
        raise StatementIncomplete(date=given.date.isoformat())
    moved = sum(-entry.amount_fen if entry.is_debit else entry.amount_fen for entry in given.entries)
    if given.opening_fen + moved != given.closing_fen:
        raise StatementUnbalanced
    if len({entry.reference for entry in given.entries}) != len(given.entries):
        raise EntryRepeated
    if has_known_reference(given.account, given.entries):
        raise EntryRepeated
    booked = Statement.objects.filter(bank_account=given.account)
    days = [booked.values_list("date", "opening_fen", "closing_fen"), *beside]
    earlier = [one.filter(date__lt=given.date).order_by("-date").first() for one in days]
    later = [one.filter(date__gt=given.date).order_by("date").first() for one in days]
    before = max((one for one in earlier if one is not None), default=None)
    after = min((one for one in later if one is not None), default=None)
    if (before is not None and before[2] != given.opening_fen) or (after is not None and after[1] != given.closing_fen):
        raise StatementGap


def _settle(statement: Statement, settled: Sequence[Touched]) -> None:
    if not settled:
        return
    values = {"settled_on": statement.date}
    _advance_attempts(statement, [one.attempt_id for one in settled], AttemptState.SETTLED, **values)
    payments = _payments_of(settled, PaymentState.RELEASED)
    _move_payments(statement, payments, PaymentState.SETTLED, **values)


def _return(statement: Statement, returned: Sequence[Touched]) -> None:
    if not returned:
        return
    _advance_attempts(
        statement, [one.attempt_id for one in returned], AttemptState.RETURNED, returned_on=statement.date
    )
    payments = _payments_of(returned, PaymentState.SETTLED, PaymentState.CLOSED)
    _move_payments(statement, payments, PaymentState.RETURNED)


def _advance_attempts(statement: Statement, ids: list[int], to: AttemptState, **values: object) -> None:
    rows = Attempt.objects.filter(pk__in=among(ids))
    advance_all(rows, to, about=statement, by=None, expected=len(ids), values=values, attempts=ids)


def _payments_of(touched: Sequence[Touched], *states: PaymentState) -> list[int]:
    rows = Payment.objects.filter(pk__in=among([one.payment_id for one in touched]), state__in=states)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _move_payments(statement: Statement, ids: list[int], to: PaymentState, **values: object) -> None:
    if ids:
        rows = Payment.objects.filter(pk__in=among(ids))
        advance_all(rows, to, about=statement, by=None, expected=len(ids), values=values, payments=ids)


def _postings(kind: TransferKind, act: str, touched: Sequence[Touched]) -> list[Posting]:
    moves = []
    for one in touched:
        key, about = f"attempt:{one.attempt_id}:{act}", f"payment:{one.payment_id}"
        moves += spread(Posting(kind, one.budget_line_id, one.amount_fen, key, about), one.sources)
    return moves


def _break_over_line(unexplained: Unexplained) -> None:
    """Money moved that we cannot explain: it is in suspense, an alarm is on the trail, the payment is frozen."""
    line = StatementLine.objects.select_related("statement").get(pk=unexplained.line_id)
    attempt = Attempt.objects.get(pk=unexplained.attempt_id) if unexplained.attempt_id is not None else None
    found = Break.objects.create(
        kind=unexplained.kind,
        statement=line.statement,
        line=line,
        attempt=attempt,
        amount_fen=line.amount_fen,
        found_at=business_now(),
    )
    post_suspense(
        TransferKind.SUSPEND,
        bank_account=line.bank_account,
        amount_fen=line.amount_fen,
        key=f"statement_line:{line.pk}:suspend",
        about=f"break:{found.pk}",
    )
    record("break.found", about=found, by=None, kind=unexplained.kind.value, amount_fen=line.amount_fen)
    if attempt is not None:
        if attempt.state in (AttemptState.ACCEPTED, AttemptState.UNKNOWN):
            move([attempt], AttemptState.MANUAL_REVIEW, found)
        payment = locked(Payment, attempt.payment_id)
        if PaymentState.FROZEN in Payment.MOVES.get(payment.state, ()):
            advance(payment, PaymentState.FROZEN, by=None, break_id=found.pk)


def _note_absences(statement: Statement) -> None:
    """What we sent for this day and the complete statement lacks: unknown, and a break for two people."""
    sent = Attempt.objects.filter(
        value_date=statement.date, state__in=ON_THE_WIRE, slice__batch__debtor_account=statement.bank_account
    )
    stated = StatementLine.objects.filter(statement=statement, end_to_end_id=OuterRef("end_to_end_id"))
    absent = held(sent.exclude(Exists(stated)))
    doubtful = [a for a in absent if a.state in (AttemptState.SUBMITTING, AttemptState.ACCEPTED)]
    move(doubtful, AttemptState.UNKNOWN, statement)
    now = business_now()
    Break.objects.bulk_create(
        Break(
            kind=BreakKind.OURS_NOT_THEIRS,
            statement=statement,
            attempt=attempt,
            amount_fen=to_fen(attempt.payment.amount),
            found_at=now,
        )
        for attempt in absent
    )
