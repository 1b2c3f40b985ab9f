"""A statement brought as a file: one person brings it, another confirms that it is the bank's, and then it is imported.

A statement that is fetched from the bank under its signature wants nobody's word.
"""

import base64

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.errors import Refused, SamePersonTwice, WrongState
from cms.kernel.people.models import User
from cms.kernel.refusals import refuse_message
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.disbursement.entries import refuse_unfit
from policies.disbursement.errors import (
    AccountNotOurs,
    EntryRepeated,
    ReasonMissing,
    StatementBooked,
    StatementDiffers,
    StatementGap,
    StatementIncomplete,
    StatementWaits,
)
from policies.disbursement.gateways.protocol import BankStatement
from policies.disbursement.models import Batch
from policies.disbursement.settlement import import_statement, one_at_a_time, refuse_unsound, statement_hash
from policies.disbursement.statements import BroughtStatement, Statement
from policies.disbursement.states import BroughtState
from policies.disbursement.uploads import statement_in

BOUNDARY = "bank.statement_file"


def waiting_statements() -> "QuerySet[BroughtStatement]":
    """What was brought and nobody has confirmed yet, the earliest day first."""
    rows = BroughtStatement.objects.filter(state=BroughtState.BROUGHT).select_related("brought_by")
    return rows.order_by("date", "pk")


def bring_statement(*, body: bytes, by: User) -> BroughtStatement:
    """The file is read, sound, and waits for another person; nothing of it is in our books.

    A file that is refused changes nothing and is kept as a refused message. Raises NotAllowed, FileUnreadable,
    FileForbidden, AccountNotOurs, EntryUnfit, StatementIncomplete while its day runs, StatementUnbalanced,
    EntryRepeated, StatementGap, StatementBooked, StatementDiffers, StatementWaits.
    """
    require(by, Act.IMPORT_STATEMENT)
    try:
        return _bring(statement_in(body), body, by)
    except Refused as refusal:
        reason = f"{type(refusal).__name__}: {refusal}"
        refuse_message(boundary=BOUNDARY, reason=reason, body=body, excerpt={"by": by.pk})
        raise


@transaction.atomic
def _bring(told: BankStatement, body: bytes, by: User) -> BroughtStatement:
    _refuse_unless_final(told)
    refuse_unfit(told)
    one_at_a_time(told.account)
    digest, day = statement_hash(told), told.date.isoformat()
    booked = Statement.objects.filter(bank_account=told.account, date=told.date).first()
    if booked is not None:
        raise StatementBooked(date=day) if booked.content_hash == digest else StatementDiffers(date=day)
    others = BroughtStatement.objects.filter(bank_account=told.account, state=BroughtState.BROUGHT)
    if others.filter(date=told.date).exists():
        raise StatementWaits(date=day)
    refuse_unsound(told, [others.values_list("date", "opening_fen", "closing_fen")])
    brought = BroughtStatement.objects.create(
        bank_account=told.account,
        date=told.date,
        opening_fen=told.opening_fen,
        closing_fen=told.closing_fen,
        paid_fen=sum(entry.amount_fen for entry in told.entries if entry.is_debit),
        received_fen=sum(entry.amount_fen for entry in told.entries if not entry.is_debit),
        line_count=len(told.entries),
        content_hash=digest,
        body=base64.b64encode(body).decode(),
        brought_by=by,
        brought_at=business_now(),
    )
    record("brought_statement.brought", about=brought, by=by, hash=digest, lines=brought.line_count)
    return brought


def _refuse_unless_final(told: BankStatement) -> None:
    """A file says by itself that it is complete: it is taken at its word for a day that is over, of an account of ours.

    What such a statement lacks may be called unpaid, so nothing may be sent on its day any more.
    """
    if told.account != settings.BANK_ACCOUNT and not Batch.objects.filter(debtor_account=told.account).exists():
        raise AccountNotOurs
    if told.date >= business_today():
        raise StatementIncomplete(date=told.date.isoformat())


def confirm_statement(*, brought_id: int, by: User) -> Statement:
    """Another person held the file against the bank's own: it is in our books, and settles.

    What no longer fits our books is refused, kept as a refused message, and stays waiting. Raises NotAllowed,
    SamePersonTwice, WrongState, EntryRepeated, StatementGap, StatementDiffers.
    """
    require(by, Act.IMPORT_STATEMENT)
    try:
        return _confirm(brought_id, by)
    except (EntryRepeated, StatementGap, StatementDiffers) as refusal:
        body = BroughtStatement.objects.get(pk=brought_id).content_hash.encode()
        reason = f"{type(refusal).__name__}: {refusal}"
        refuse_message(boundary=BOUNDARY, reason=reason, body=body, excerpt={"by": by.pk, "brought": brought_id})
        raise


@transaction.atomic
def _confirm(brought_id: int, by: User) -> Statement:
    brought = _held(brought_id, by)
    told = statement_in(base64.b64decode(brought.body.reveal()))
    if statement_hash(told) != brought.content_hash:
        raise StatementDiffers(date=brought.date.isoformat())
    statement = import_statement(told)
    values = {"decided_by": by, "decided_at": business_now(), "statement": statement}
    advance(brought, BroughtState.CONFIRMED, by=by, values=values, hash=brought.content_hash, statement=statement.pk)
    return statement


@transaction.atomic
def decline_statement(*, brought_id: int, by: User, reason: str) -> BroughtStatement:
    """Another person says that it is not the bank's, or who brought it takes it back; the day may be brought anew.

    Raises NotAllowed, ReasonMissing, WrongState.
    """
    require(by, Act.IMPORT_STATEMENT)
    brought = locked(BroughtStatement, brought_id)
    if not reason.strip():
        raise ReasonMissing
    values = {"decided_by": by, "decided_at": business_now(), "reason": reason.strip()[:300]}
    advance(brought, BroughtState.DECLINED, by=by, values=values)
    return brought


def _held(brought_id: int, by: User) -> BroughtStatement:
    """The waiting statement, held, for somebody else than who brought it. Raises SamePersonTwice, WrongState."""
    brought = locked(BroughtStatement, brought_id)
    if brought.brought_by_id == by.pk:
        raise SamePersonTwice
    if brought.state != BroughtState.BROUGHT:
        raise WrongState(noun=brought._meta.verbose_name, state=brought.state_label)
    return brought
