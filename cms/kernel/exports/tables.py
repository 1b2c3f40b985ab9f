"""Small tables taken away at once: several on a workbook's sheets, one as CSV text; cells as safe as in `sheets`."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from cms.kernel.exports.sheets import Cell, harmless, plain, xlsx_cell

NARROWEST, WIDEST = 8, 48
LONGEST_TITLE = 31


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its title, its column heads, and its rows (amounts as Decimal yuan)."""

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def workbook(tables: Iterable[Table]) -> bytes:
    """The tables as an XLSX file, one sheet each; every text is a text, whatever it begins with."""
    book = Workbook(write_only=True)
    for table in tables:
        page = book.create_sheet(str(plain(table.title))[:LONGEST_TITLE])
        rows = [[plain(cell) for cell in row] for row in table.rows]
        for place, name in enumerate(table.head, start=1):
            longest = max([_width(name), *(_width(row[place - 1]) for row in rows[:500])])
            page.column_dimensions[get_column_letter(place)].width = min(max(longest + 2, NARROWEST), WIDEST)
        page.freeze_panes = "A2"
        page.append([_head(page, name) for name in table.head])
        for row in rows:
            page.append([_value(page, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _width(value: object) -> int:
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in str(value))


def _head(page: Any, name: str) -> Any:
    cell = xlsx_cell(page, plain(name))
    cell.font = Font(bold=True)
    return cell


def _value(page: Any, value: Any) -> Any:
    cell = xlsx_cell(page, value)
    if isinstance(value, int):
        cell.number_format = "#,##0"
    return cell


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The table as CSV text; a text that a spreadsheet would take for a formula begins with an apostrophe."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    for row in (head, *rows):
        writer.writerow([harmless(plain(cell)) for cell in row])
    return file.getvalue()


def download(content: bytes | str, *, name: str, media_type: str) -> HttpResponse:
    """An answer that saves the content under a name; CSV opens as UTF-8 in a spreadsheet."""
    body = content if isinstance(content, bytes) else b"\xef\xbb\xbf" + content.encode()
    return HttpResponse(
        body, headers={"Content-Type": media_type, "Content-Disposition": f'attachment; filename="{name}"'}
    )
