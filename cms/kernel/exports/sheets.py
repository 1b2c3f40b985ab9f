"""Writing rows as CSV or XLSX so that no cell a stranger typed is ever taken for a formula.

A spreadsheet runs a text that begins with = + - @, a tab or a line break (OWASP, CSV injection). In CSV such a text
gets an apostrophe before it; in XLSX every text is written with the type of text and the quote-prefix style, whatever
it begins with. Numbers are numbers only where the house itself counts: Money, Decimal and int.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, Final, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext
from djmoney.money import Money
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from cms.kernel.display import as_day, moment_text

Cell = str | int | Decimal | Money | date | datetime | Promise | None

STARTERS: Final = frozenset("=+-@\t\r\n＝＋－＠")
AMOUNT_FORMAT: Final = "#,##0.00"
WIDTH: Final = 20


class Sheet(Protocol):
    """A file that takes one row after another."""

    def write(self, row: Sequence[Cell]) -> None:
        """One more row stands in the file."""
        ...

    def close(self) -> None:
        """The file is whole."""
        ...


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet might run the text."""
    return text.lstrip(" \u3000\ufeff\x00")[:1] in STARTERS if text.strip(" \u3000\ufeff\x00") else False


def plain(cell: Cell) -> str | int | Decimal:
    """The cell as text or as a number; moments to the minute in Asia/Shanghai, days as 2026-11-21."""
    match cell:
        case None:
            return ""
        case Money():
            return Decimal(cell.amount)
        case bool():
            return gettext("是") if cell else gettext("否")
        case int() | Decimal():
            return cell
        case datetime():
            return moment_text(cell)
        case date():
            return as_day(cell).isoformat()
        case _:
            return ILLEGAL_CHARACTERS_RE.sub("", str(cell))


class CsvSheet:
    """UTF-8 with a byte-order mark, as spreadsheets expect it."""

    def __init__(self, target: IO[bytes], heads: Sequence[str]) -> None:
        self.text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
        self.rows = csv.writer(self.text)
        self.write(heads)

    def write(self, row: Sequence[Cell]) -> None:
        """The row, with an apostrophe before every dangerous text."""
        self.rows.writerow([harmless(plain(cell)) for cell in row])

    def close(self) -> None:
        """Everything is written; the target stays open."""
        self.text.flush()
        self.text.detach()


def harmless(cell: str | int | Decimal) -> str | int | Decimal:
    """The cell as CSV may hold it."""
    return f"'{cell}" if isinstance(cell, str) and is_dangerous(cell) else cell


def xlsx_cell(page: Any, value: Any) -> Any:
    """A cell of the page: every text a text, amounts with two places."""
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = is_dangerous(value)
    elif isinstance(value, Decimal):
        cell.number_format = AMOUNT_FORMAT
    return cell


class XlsxSheet:
    """One sheet, its head frozen, texts as texts."""

    def __init__(self, target: IO[bytes], heads: Sequence[str]) -> None:
        self.target, self.book = target, Workbook(write_only=True)
        self.sheet = self.book.create_sheet()
        self.sheet.freeze_panes = "A2"
        for place in range(1, len(heads) + 1):
            self.sheet.column_dimensions[get_column_letter(place)].width = WIDTH
        self.write(heads)

    def write(self, row: Sequence[Cell]) -> None:
        """The row; no cell of it is a formula."""
        self.sheet.append([xlsx_cell(self.sheet, plain(cell)) for cell in row])

    def close(self) -> None:
        """The workbook stands in the target."""
        self.book.save(self.target)


def sheet_of(form: str, target: IO[bytes], heads: Iterable[object]) -> Sheet:
    """A sheet of the form "csv" or "xlsx" that writes to the target; ValueError for any other form."""
    names = [str(head) for head in heads]
    match form:
        case "csv":
            return CsvSheet(target, names)
        case "xlsx":
            return XlsxSheet(target, names)
    raise ValueError(form)
