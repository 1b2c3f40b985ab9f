"""What stands where, and whether the ledger is sound."""

from collections.abc import Mapping

from django.db import connection, models

from policies.budgets.models import Account, BudgetLine, Transfer
from policies.budgets.states import LINE_ACCOUNTS, AccountKind

FAULTS = ("total", "bad_fold", "bad_pairs", "bad_chain", "negative", "bad_reversal")


def balances(line: BudgetLine) -> Mapping[AccountKind, int]:
    """The line's balances in fen by account; what was appropriated is shown as a positive amount."""
    found = dict(Account.objects.filter(line=line).values_list("kind", "balance_fen"))
    return {kind: abs(found.get(kind, 0)) for kind in AccountKind if kind in found}


def lines_with_balances(fiscal_year: int | None = None) -> "models.QuerySet[BudgetLine]":
    """Budget lines, each with its balances as `appropriated_fen`, `available_fen` … `returned_fen`."""
    lines = BudgetLine.objects.select_related("department")
    if fiscal_year is not None:
        lines = lines.filter(fiscal_year=fiscal_year)
    sums = {
        f"{kind.value}_fen": models.Sum("accounts__balance_fen", filter=models.Q(accounts__kind=kind.value), default=0)
        for kind in LINE_ACCOUNTS
        if kind is not AccountKind.APPROPRIATED
    }
    contra = models.Sum("accounts__balance_fen", filter=models.Q(accounts__kind="appropriated"), default=0)
    return lines.annotate(appropriated_fen=-contra, **sums)


def transfers_of(line: BudgetLine) -> "models.QuerySet[Transfer]":
    """Every transfer within the line, newest first."""
    return Transfer.objects.filter(source__line=line).select_related("source", "target").order_by("-id")


def transfers_about(about: str) -> "models.QuerySet[Transfer]":
    """Every transfer made for one thing (`grant:5`, `attempt:7`), oldest first."""
    return Transfer.objects.filter(about=about).select_related("source__line", "target").order_by("id")


def ledger_faults() -> dict[str, int]:
    """What is wrong with the ledger: fault → how much; empty when all is sound."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT total, bad_fold, bad_pairs, bad_chain, negative, bad_reversal FROM policies_ledger_check"
        )
        row = cursor.fetchone()
    return {fault: int(number) for fault, number in zip(FAULTS, row, strict=True) if number}


def ledger_hash() -> str:
    """A fingerprint of every entry in order, to compare a restored ledger with the original."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT encode(sha256(convert_to(coalesce(string_agg(concat_ws(':', account_id, version, transfer_id,"
            " delta_fen, balance_after_fen), ';' ORDER BY account_id, version), ''), 'UTF8')), 'hex')"
            " FROM policies_entry"
        )
        fingerprint: str = cursor.fetchone()[0]
    return fingerprint
