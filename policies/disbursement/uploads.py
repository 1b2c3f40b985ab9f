"""What a file says of a day of the bank's: camt.053, or the bank's CSV in UTF-8 or GB18030."""

import csv
import datetime as dt
import io
from decimal import Decimal, InvalidOperation
from typing import Final

from django.utils.translation import gettext as _

from cms.kernel.money import to_fen
from policies.disbursement.gateways.iso20022.messages import statement
from policies.disbursement.gateways.iso20022.xml import FileUnreadable
from policies.disbursement.gateways.protocol import BankEntry, BankStatement

MOST_DIGITS: Final = 15  # of yuan: more than any account holds, and any column
KINDS: Final = {"付款": "payment", "退票": "return", "拨入": "funding", "手续费": "charge", "收款": "receipt"}
COLUMNS: Final = (
    "账号",
    "日期",
    "流水号",
    "类型",
    "支出",
    "收入",
    "余额",
    "端到端标识",
    "对方户名",
    "对方账号",
    "附言",
)


def statement_in(body: bytes) -> BankStatement:
    """The statement in the file. Raises FileUnreadable, FileForbidden."""
    return statement(body) if body.lstrip().startswith((b"<", b"\xef\xbb\xbf<")) else csv_statement(body)


def csv_statement(body: bytes) -> BankStatement:
    """The day in a CSV whose columns are COLUMNS, the balance running, the first row without any movement the opening.

    Raises FileUnreadable, naming the line.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(_decoded(body)), restval=""))
    except csv.Error as wrong:
        raise FileUnreadable(problem="CSV") from wrong
    if not rows or set(COLUMNS) - set(rows[0]):
        raise FileUnreadable(problem="、".join(COLUMNS))
    if len({(row["账号"], row["日期"]) for row in rows}) != 1 or rows[0]["支出"] or rows[0]["收入"]:
        raise FileUnreadable(problem="账号、日期、期初")
    balance = opening = _fen(rows[0]["余额"], 2)
    entries = []
    for number, row in enumerate(rows[1:], start=3):
        entry = _entry(row, number)
        balance += -entry.amount_fen if entry.is_debit else entry.amount_fen
        if balance != _fen(row["余额"], number):
            raise FileUnreadable(problem=_("第 %(number)s 行：余额") % {"number": number})
        entries.append(entry)
    try:
        day = dt.date.fromisoformat(rows[0]["日期"].strip())
    except ValueError as wrong:
        raise FileUnreadable(problem="日期") from wrong
    return BankStatement(rows[0]["账号"].strip(), day, opening, balance, True, tuple(entries))


def _decoded(body: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileUnreadable(problem="UTF-8、GB18030")


def _entry(row: dict[str, str], number: int) -> BankEntry:
    is_debit = bool(row["支出"].strip())
    if is_debit == bool(row["收入"].strip()) or row["类型"].strip() not in KINDS or not row["流水号"].strip():
        raise FileUnreadable(problem=_("第 %(number)s 行") % {"number": number})
    fen = _fen(row["支出"] if is_debit else row["收入"], number)
    if fen <= 0:
        raise FileUnreadable(problem=_("第 %(number)s 行：金额") % {"number": number})
    return BankEntry(
        reference=row["流水号"].strip(),
        kind=KINDS[row["类型"].strip()],
        amount_fen=fen,
        is_debit=is_debit,
        end_to_end_id=row["端到端标识"].strip(),
        counterparty_account=row["对方账号"].strip(),
        counterparty_name=row["对方户名"].strip(),
        reason=row["附言"].strip(),
    )


def _fen(text: str, number: int) -> int:
    """Yuan with at most two decimals, thousands separated or not, as fen."""
    try:
        amount = Decimal(text.strip().replace(",", ""))
        return to_fen(amount) if amount.is_finite() and amount.adjusted() < MOST_DIGITS else _no_amount(number)
    except (InvalidOperation, ValueError) as wrong:
        raise FileUnreadable(problem=_("第 %(number)s 行：金额") % {"number": number}) from wrong


def _no_amount(number: int) -> int:
    raise FileUnreadable(problem=_("第 %(number)s 行：金额") % {"number": number})
