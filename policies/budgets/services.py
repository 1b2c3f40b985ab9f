"""Opening and filling budget lines, and moving their money: every move is a posting with a key used once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import IntegrityError, connection, transaction
from djmoney.money import Money
from psycopg import errors as database_errors

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.money import from_fen, to_fen
from cms.kernel.people.models import Party, User
from cms.kernel.states import locked
from cms.kernel.trail import record
from policies.budgets.errors import AmountNotPositive, BudgetCodeTaken, BudgetExhausted, DocumentUsedTwice
from policies.budgets.models import Account, BudgetLine, Transfer
from policies.budgets.states import BANK_ACCOUNTS, LINE_ACCOUNTS, ROUTES, AccountKind, FundingLevel, TransferKind

POST: Final = """
INSERT INTO policies_transfer (key, kind, source_id, target_id, amount_fen, about, reversal_of_id, happened_at)
SELECT p.key, p.kind, s.id, t.id, p.amount_fen, p.about, r.id, business_now()
  FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[])
       WITH ORDINALITY AS p(key, kind, line_id, source, target, amount_fen, about, undoes, place)
  JOIN policies_account s ON s.line_id = p.line_id AND s.kind = p.source
  JOIN policies_account t ON t.line_id = p.line_id AND t.kind = p.target
  LEFT JOIN policies_transfer r ON r.key = nullif(p.undoes, '')
 WHERE p.undoes = '' OR r.id IS NOT NULL
 ORDER BY p.place
"""


@dataclass(frozen=True, slots=True)
class Posting:
    """One move of money to be made: why, on which line, how much (fen), its key for ever, what it is about."""

    kind: TransferKind
    line_id: int
    amount_fen: int
    key: str
    about: str
    undoes: str = ""  # the key of the transfer of which this is the reversal


@transaction.atomic
def open_line(
    *,
    fiscal_year: int,
    code: str,
    name: str,
    department: Party,
    by: User,
    level: str = FundingLevel.COUNTY,
) -> BudgetLine:
    """A budget line exists with its six empty accounts. Raises BudgetCodeTaken."""
    require(by, Act.MANAGE_BUDGET)
    if BudgetLine.objects.filter(fiscal_year=fiscal_year, code=code, level=level).exists():
        raise BudgetCodeTaken(fiscal_year=fiscal_year, code=code)
    line = BudgetLine.objects.create(
        fiscal_year=fiscal_year,
        code=code,
        name=name,
        level=level,
        department=department,
        opened_at=business_now(),
    )
    Account.objects.bulk_create([Account(line=line, kind=kind) for kind in LINE_ACCOUNTS])
    record("budget_line.opened", about=line, by=by, code=code, fiscal_year=fiscal_year, level=str(level))
    return line


def appropriate(*, line_id: int, amount: Money, document: str, by: User) -> BudgetLine:
    """The line has `amount` more to give, by the document that appropriates it."""
    return _change(TransferKind.APPROPRIATE, line_id=line_id, amount=amount, document=document, by=by)


def raise_line(*, line_id: int, amount: Money, document: str, by: User) -> BudgetLine:
    """The line's appropriation is raised by `amount` under another document."""
    return _change(TransferKind.RAISE, line_id=line_id, amount=amount, document=document, by=by)


def cut_line(*, line_id: int, amount: Money, document: str, by: User) -> BudgetLine:
    """The line's appropriation is cut by `amount`; only what is still available can be cut (BudgetExhausted)."""
    return _change(TransferKind.CUT, line_id=line_id, amount=amount, document=document, by=by)


@transaction.atomic
def _change(kind: TransferKind, *, line_id: int, amount: Money, document: str, by: User) -> BudgetLine:
    require(by, Act.MANAGE_BUDGET)
    amount_fen = to_fen(amount)
    if amount_fen <= 0:
        raise AmountNotPositive
    line = locked(BudgetLine, line_id)
    key = f"line:{line_id}:{kind.value}:{document}"
    if Transfer.objects.filter(key=key).exists():
        raise DocumentUsedTwice(document=document)
    post([Posting(kind, line_id, amount_fen, key, f"line:{line_id}")])
    record(f"budget_line.{kind.value}", about=line, by=by, amount_fen=amount_fen, document=document)
    return line


def reserve(*, line_id: int, amount_fen: int, key: str, about: str) -> None:
    """The amount is set aside on the line for `about`. Raises BudgetExhausted and changes nothing."""
    post([Posting(TransferKind.RESERVE, line_id, amount_fen, key, about)])


def release(*, line_id: int, amount_fen: int, key: str, about: str) -> None:
    """What was reserved for `about` is available again."""
    post([Posting(TransferKind.RELEASE, line_id, amount_fen, key, about)])


@transaction.atomic
def hold_available(line_id: int) -> int:
    """The line's available fen, held still until the caller's transaction ends (to share it out)."""
    account = Account.objects.only("pk").get(line_id=line_id, kind=AccountKind.AVAILABLE)
    return locked(Account, account.pk).balance_fen


def post(postings: Sequence[Posting]) -> None:
    """All postings are made in one statement, or none is.

    Raises BudgetExhausted when a line has less available than they take. Any other impossibility (a key
    used twice, an unknown line, an account below zero) is a bug and raises IntegrityError or ValueError.
    """
    if not postings:
        return
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(POST, _columns(postings))
            posted = cursor.rowcount
            if posted != len(postings):
                raise ValueError(f"{posted} of {len(postings)} postings found their accounts")
    except IntegrityError as broken:
        _refuse_if_exhausted(postings, broken)
        raise


def _columns(postings: Sequence[Posting]) -> list[list[str] | list[int]]:
    return [
        [p.key for p in postings],
        [p.kind.value for p in postings],
        [p.line_id for p in postings],
        [ROUTES[p.kind].source.value for p in postings],
        [ROUTES[p.kind].target.value for p in postings],
        [p.amount_fen for p in postings],
        [p.about for p in postings],
        [p.undoes for p in postings],
    ]


def _refuse_if_exhausted(postings: Sequence[Posting], broken: IntegrityError) -> None:
    cause = broken.__cause__
    if not isinstance(cause, database_errors.CheckViolation):
        return
    if cause.diag.constraint_name != "nothing_negative_but_the_contra_accounts":
        return
    for line_id in sorted({p.line_id for p in postings}):
        taken = [p.amount_fen for p in postings if p.line_id == line_id and _takes_available(p)]
        available = Account.objects.get(line_id=line_id, kind=AccountKind.AVAILABLE).balance_fen
        if sum(taken) > available:
            asked, left = from_fen(sum(taken)).amount, from_fen(available).amount
            raise BudgetExhausted(asked=f"{asked:,}", available=f"{left:,}") from broken


def _takes_available(posting: Posting) -> bool:
    return ROUTES[posting.kind].source is AccountKind.AVAILABLE


@transaction.atomic
def post_suspense(kind: TransferKind, *, bank_account: str, amount_fen: int, key: str, about: str) -> None:
    """Money seen on a bank statement without an instruction of ours enters suspense, or leaves it explained."""
    found = {account.kind: account for account in Account.objects.filter(bank_account=bank_account, line=None)}
    if not found:
        Account.objects.bulk_create(
            [Account(bank_account=bank_account, kind=kind) for kind in BANK_ACCOUNTS], ignore_conflicts=True
        )
        found = {account.kind: account for account in Account.objects.filter(bank_account=bank_account, line=None)}
    route = ROUTES[kind]
    Transfer.objects.create(
        key=key,
        kind=kind,
        source=found[route.source],
        target=found[route.target],
        amount_fen=amount_fen,
        about=about,
        happened_at=business_now(),
    )
