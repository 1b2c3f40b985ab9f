"""The bank's statement is the only thing that settles; what it does not explain becomes a break for two people."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection, transaction

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.errors import SamePersonTwice
from cms.kernel.money import to_fen
from cms.kernel.people.models import User
from cms.kernel.secrets import keyed_hash
from cms.kernel.signing import canonical
from cms.kernel.states import advance, advance_all, locked
from cms.kernel.trail import record
from policies.budgets.services import post, post_suspense
from policies.budgets.states import TransferKind
from policies.disbursement.dispatch import held, move, posting, reject
from policies.disbursement.errors import (
    EntryRepeated,
    NoCompleteStatement,
    OnTheStatement,
    ReasonMissing,
    StatementDiffers,
    StatementGap,
    StatementIncomplete,
    StatementUnbalanced,
)
from policies.disbursement.gateways.protocol import BankEntry, BankStatement
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.statements import Break, Statement, StatementLine
from policies.disbursement.states import ON_THE_WIRE, AttemptState, BreakKind, BreakState, PaymentState


@dataclass
class Sorted:
    """A statement's lines by what they mean for us."""

    settled: dict[int, Attempt] = field(default_factory=dict)
    returned: dict[int, Attempt] = field(default_factory=dict)
    breaks: list[tuple[BreakKind, StatementLine, Attempt | None]] = field(default_factory=list)


@transaction.atomic
def import_statement(given: BankStatement) -> Statement:
    """A complete day of the bank's is in our books: what it paid is settled, what it returned is returned.

    What it does not explain is a break. Importing the same statement again changes nothing. Raises
    StatementIncomplete, StatementUnbalanced, EntryRepeated, StatementGap, StatementDiffers.
    """
    digest = statement_hash(given)
    _one_at_a_time(given.account)
    known = Statement.objects.filter(bank_account=given.account, date=given.date).first()
    if known is not None and known.content_hash == digest:
        return known
    _refuse_unsound(given, known)
    statement = Statement.objects.create(
        bank_account=given.account,
        date=given.date,
        opening_fen=given.opening_fen,
        closing_fen=given.closing_fen,
        line_count=len(given.entries),
        content_hash=digest,
        imported_at=business_now(),
    )
    lines = StatementLine.objects.bulk_create([_line(statement, entry) for entry in given.entries], batch_size=5000)
    keys = {line.end_to_end_id for line in lines if line.end_to_end_id}
    attempts = {attempt.end_to_end_id: attempt for attempt in held(Attempt.objects.filter(end_to_end_id__in=keys))}
    found = _sort(lines, attempts)
    settled, returned = list(found.settled.values()), list(found.returned.values())
    settling = [posting(TransferKind.SETTLE, attempt, "settle") for attempt in settled]
    post(settling + [posting(TransferKind.RETURN, attempt, "return") for attempt in returned])
    _settle(statement, settled)
    _return(statement, returned)
    for kind, line, attempt in found.breaks:
        _break_over_line(kind, line, attempt)
    _note_absences(statement, keys)
    record(
        "statement.imported",
        about=statement,
        by=None,
        lines=len(lines),
        settled=len(found.settled),
        returned=len(found.returned),
        breaks=statement.breaks.count(),
    )
    return statement


def _one_at_a_time(bank_account: str) -> None:
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


def _refuse_unsound(given: BankStatement, known: Statement | None) -> None:
    if not given.is_complete:
        raise StatementIncomplete(date=given.date.isoformat())
    if known is not None:
        raise StatementDiffers(date=given.date.isoformat())
    moved = sum(-entry.amount_fen if entry.is_debit else entry.amount_fen for entry in given.entries)
    if given.opening_fen + moved != given.closing_fen:
        raise StatementUnbalanced
    if any(times > 1 for times in Counter(entry.reference for entry in given.entries).values()):
        raise EntryRepeated
    earlier = Statement.objects.filter(bank_account=given.account, date__lt=given.date).order_by("-date").first()
    if earlier is not None and earlier.closing_fen != given.opening_fen:
        raise StatementGap


def _line(statement: Statement, entry: BankEntry) -> StatementLine:
    account = entry.counterparty_account
    return StatementLine(
        statement=statement,
        bank_account=statement.bank_account,
        reference=entry.reference[:80],
        kind=entry.kind[:20],
        is_debit=entry.is_debit,
        amount_fen=entry.amount_fen,
        end_to_end_id=entry.end_to_end_id[:35],
        counterparty_name=entry.counterparty_name[:200],
        counterparty_hash=keyed_hash(account) if account else "",
        counterparty_tail=account[-4:],
        reason=entry.reason[:80],
    )


def _sort(lines: Iterable[StatementLine], attempts: dict[str, Attempt]) -> Sorted:
    """Payments first, so that a payment and its return may stand on one statement."""
    found = Sorted()
    for line in sorted(lines, key=lambda one: (not one.is_debit, one.pk)):
        if line.kind == "funding":
            continue
        attempt = attempts.get(line.end_to_end_id)
        kind = _debit_break(line, attempt, found) if line.is_debit else _credit_break(line, attempt, found)
        if kind is not None:
            found.breaks.append((kind, line, attempt))
        elif attempt is not None:
            (found.settled if line.is_debit else found.returned)[attempt.pk] = attempt
    return found


def _debit_break(line: StatementLine, attempt: Attempt | None, found: Sorted) -> BreakKind | None:
    if attempt is None or attempt.state == AttemptState.QUEUED:
        return BreakKind.THEIRS_NOT_OURS
    if attempt.pk in found.settled or attempt.state in (AttemptState.SETTLED, AttemptState.RETURNED):
        return BreakKind.DUPLICATE
    if attempt.state not in ON_THE_WIRE:
        return BreakKind.LATE_SUCCESS
    if line.amount_fen != to_fen(attempt.payment.amount):
        return BreakKind.AMOUNT
    if line.counterparty_hash != attempt.payment.account_hash:
        return BreakKind.ACCOUNT
    return None


def _credit_break(line: StatementLine, attempt: Attempt | None, found: Sorted) -> BreakKind | None:
    if attempt is None or line.kind != "return":
        return BreakKind.STRAY_RETURN
    was_paid = attempt.state == AttemptState.SETTLED or attempt.pk in found.settled
    if not was_paid or attempt.pk in found.returned:
        return BreakKind.STRAY_RETURN
    return BreakKind.AMOUNT if line.amount_fen != to_fen(attempt.payment.amount) else None


def _settle(statement: Statement, attempts: list[Attempt]) -> None:
    if not attempts:
        return
    move(attempts, AttemptState.SETTLED, statement, settled_on=statement.date)
    payments = _payments_of(attempts, PaymentState.RELEASED)
    _move_payments(statement, payments, PaymentState.SETTLED, settled_on=statement.date)


def _return(statement: Statement, attempts: list[Attempt]) -> None:
    if not attempts:
        return
    move(attempts, AttemptState.RETURNED, statement, returned_on=statement.date)
    payments = _payments_of(attempts, PaymentState.SETTLED, PaymentState.CLOSED)
    _move_payments(statement, payments, PaymentState.RETURNED)


def _payments_of(attempts: list[Attempt], *states: PaymentState) -> list[int]:
    rows = Payment.objects.filter(pk__in=[attempt.payment_id for attempt in attempts], state__in=states)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _move_payments(statement: Statement, ids: list[int], to: PaymentState, **values: object) -> None:
    if ids:
        rows = Payment.objects.filter(pk__in=ids)
        advance_all(rows, to, about=statement, by=None, expected=len(ids), values=values, payments=ids)


def _break_over_line(kind: BreakKind, line: StatementLine, attempt: Attempt | None) -> None:
    """Money moved that we cannot explain: it is in suspense, an alarm is on the trail, the payment is frozen."""
    found = Break.objects.create(
        kind=kind,
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
    record("break.found", about=found, by=None, kind=kind.value, amount_fen=line.amount_fen)
    if attempt is not None:
        attempt.refresh_from_db(fields=["state"])
        if attempt.state in (AttemptState.ACCEPTED, AttemptState.UNKNOWN):
            move([attempt], AttemptState.MANUAL_REVIEW, found)
        payment = locked(Payment, attempt.payment_id)
        if PaymentState.FROZEN in Payment.MOVES.get(payment.state, ()):
            advance(payment, PaymentState.FROZEN, by=None, break_id=found.pk)


def _note_absences(statement: Statement, keys: set[str]) -> None:
    """What we sent for this day and the complete statement lacks: unknown, and a break for two people."""
    sent = Attempt.objects.filter(value_date=statement.date, state__in=ON_THE_WIRE)
    absent = held(sent.exclude(end_to_end_id__in=keys))
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


@transaction.atomic
def propose_explanation(*, break_id: int, by: User, explanation: str) -> Break:
    """One officer says what a break is. Of a payment the bank lacks it says: it was not made.

    Raises ReasonMissing, WrongState.
    """
    require(by, Act.RECONCILE)
    found = locked(Break, break_id)
    if not explanation.strip():
        raise ReasonMissing
    values = {"proposed_by": by, "explanation": explanation.strip()[:300]}
    advance(found, BreakState.PROPOSED, by=by, values=values)
    return found


@transaction.atomic
def confirm_explanation(*, break_id: int, by: User) -> Break:
    """Another officer agrees and the break is closed; an attempt the bank lacks is rejected, its money reserved again.

    Raises SamePersonTwice, NoCompleteStatement, OnTheStatement, WrongState.
    """
    require(by, Act.RECONCILE)
    attempt_id = Break.objects.filter(pk=break_id).values_list("attempt_id", flat=True).first()
    attempts = held(Attempt.objects.filter(pk=attempt_id)) if attempt_id else []
    found = locked(Break, break_id)
    if found.proposed_by_id == by.pk:
        raise SamePersonTwice
    if found.kind == BreakKind.OURS_NOT_THEIRS and found.state == BreakState.PROPOSED:
        for attempt in attempts:
            if attempt.state in ON_THE_WIRE:
                _refuse_unless_proven_unpaid(attempt)
                reject([attempt], attempt.slice.batch, by=by)
    elif found.line is not None:
        post_suspense(
            TransferKind.EXPLAIN,
            bank_account=found.line.bank_account,
            amount_fen=found.amount_fen,
            key=f"statement_line:{found.line_id}:explain",
            about=f"break:{found.pk}",
        )
    advance(found, BreakState.EXPLAINED, by=by, values={"confirmed_by": by, "closed_at": business_now()})
    return found


def _refuse_unless_proven_unpaid(attempt: Attempt) -> None:
    account, day = attempt.slice.batch.debtor_account, attempt.value_date
    if day is None or not Statement.objects.filter(bank_account=account, date=day).exists():
        raise NoCompleteStatement
    if StatementLine.objects.filter(bank_account=account, end_to_end_id=attempt.end_to_end_id).exists():
        raise OnTheStatement
