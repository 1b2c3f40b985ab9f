"""Tables to take away, as XLSX and CSV, in which nothing that somebody typed can become a formula.

A spreadsheet takes a text that begins with = + - @ (or a tab or carriage return before one) for a formula. In XLSX
every text is written as a text; in CSV, which knows no types, such a text gets an apostrophe before it (OWASP: CSV
injection).
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, Final, TypeAlias

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

Cell: TypeAlias = str | int | Decimal | date | None
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NARROWEST, WIDEST = 8, 48
LONGEST_TITLE = 31


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its title, its column heads, and its rows (amounts as Decimal yuan)."""

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The tables as an XLSX file, one sheet each; every text is a text, whatever it begins with."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(ILLEGAL_CHARACTERS_RE.sub("", sheet.title)[:LONGEST_TITLE])
        rows = [list(row) for row in sheet.rows]
        for place, name in enumerate(sheet.head, start=1):
            longest = max([_width(name), *(_width(row[place - 1]) for row in rows[:500])])
            page.column_dimensions[get_column_letter(place)].width = min(max(longest + 2, NARROWEST), WIDEST)
        page.freeze_panes = "A2"
        page.append([_cell(page, name, bold=True) for name in sheet.head])
        for row in rows:
            page.append([_cell(page, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _width(value: Cell) -> int:
    text = "" if value is None else str(value)
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def _cell(page: Any, value: Any, *, bold: bool = False) -> Any:
    text = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    cell = WriteOnlyCell(page, value=text)
    if isinstance(text, str):
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(DANGEROUS)
    elif isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
    elif isinstance(value, int):
        cell.number_format = "#,##0"
    if bold:
        cell.font = Font(bold=True)
    return cell


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The table as CSV text; a text that a spreadsheet would take for a formula begins with an apostrophe."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([_harmless(name) for name in head])
    for row in rows:
        writer.writerow([_harmless(value) for value in row])
    return file.getvalue()


def _harmless(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)
        return f"'{text}" if text.startswith(DANGEROUS) else text
    return str(value)


def download(content: bytes | str, *, name: str, media_type: str) -> HttpResponse:
    """An answer that saves the content under a name; CSV opens as UTF-8 in a spreadsheet."""
    body = content if isinstance(content, bytes) else b"\xef\xbb\xbf" + content.encode()
    return HttpResponse(
        body, headers={"Content-Type": media_type, "Content-Disposition": f'attachment; filename="{name}"'}
    )
