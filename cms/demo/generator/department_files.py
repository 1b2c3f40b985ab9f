"""The registry as department files: each bureau's own form, headers, units, slips of the pen and a few bad rows."""

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from cms.demo.generator.columns import FileLayout, Form
from cms.demo.generator.county import COUNTY_CODE
from cms.demo.generator.enterprises import Enterprise
from cms.demo.generator.identity import ENTERPRISE, spoiled, uscc
from cms.demo.generator.layouts import LAYOUTS

_FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
_SLIP_EVERY, _NOT_A_NUMBER, _STRANGERS = 97, "约三百万", 20_000_000
Write = Callable[[tuple[str, ...]], object]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row the importer must send back: its line as people count (the header is line 1) and what is wrong with it."""

    line: int
    fault: str


@dataclass(frozen=True, slots=True)
class DepartmentFile:
    """A file as written, with what is needed to import it and what the importer must find."""

    path: Path
    layout: FileLayout
    row_count: int
    bad_rows: tuple[BadRow, ...]


def write_department_files(
    directory: Path,
    *,
    county: Iterable[Enterprise],
    only: Iterable[str] | None = None,
    as_of: date | None = None,
) -> tuple[DepartmentFile, ...]:
    """The files of these enterprises, all or those named, in one pass over them.

    `as_of` redates them (facts of credit age within a month). The same arguments give files of the same content.
    """
    wanted = set(only) if only is not None else {layout.name for layout in LAYOUTS}
    chosen = [replace(each, as_of=as_of or each.as_of) for each in LAYOUTS if each.name in wanted]
    directory.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writers = [_Writer(layout, directory, stack) for layout in chosen]
        for one in county:
            for writer in writers:
                writer.take(one)
        return tuple(writer.finished() for writer in writers)


class _Writer:
    """One open file."""

    def __init__(self, layout: FileLayout, directory: Path, stack: ExitStack) -> None:
        self.layout = layout
        self.path = directory / file_name(layout)
        self.write: Write = stack.enter_context(_opened(self.path, layout.form))
        self.write(tuple(column.header for column in layout.columns))
        self.line = 1
        self.bad: list[BadRow] = []

    def take(self, one: Enterprise) -> None:
        """The enterprise's rows, and at certain lines a bad one before them."""
        for row in self.layout.rows(one):
            if self.layout.has_faults and (fault := _FAULTS.get(self.line)):
                spoil, said = fault
                spoilt = spoil(self.layout, row)
                if spoilt != row:
                    if spoilt[0] == row[0]:  # of an enterprise nobody else knows: the good row must not look repeated
                        spoilt = (uscc(ENTERPRISE, COUNTY_CODE, _STRANGERS + self.line), *spoilt[1:])
                    self._put(spoilt)
                    self.bad.append(BadRow(self.line, said))
            self._put(_slipped(row) if self.line % _SLIP_EVERY == 0 else row)

    def _put(self, row: tuple[str, ...]) -> None:
        self.write(row)
        self.line += 1

    def finished(self) -> DepartmentFile:
        """What was written; the file itself closes with its stack."""
        return DepartmentFile(self.path, self.layout, self.line - 1, tuple(self.bad))


def file_name(layout: FileLayout) -> str:
    """The name of a layout's file as the bureau sends it."""
    return f"{layout.name}-{layout.as_of:%Y%m%d}.{'xlsx' if layout.form is Form.XLSX else 'csv'}"


@contextmanager
def _opened(path: Path, form: Form) -> Iterator[Write]:
    if form is Form.XLSX:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("数据")
        yield sheet.append
        book.save(path)
        return
    with path.open("w", encoding=form.value, newline="") as file:
        yield csv.writer(file).writerow


def _slipped(row: tuple[str, ...]) -> tuple[str, ...]:
    """Digits typed full-width, as happens (the first two columns are pasted and stay right)."""
    return (*row[:2], *(cell.translate(_FULL_WIDTH) if cell[:1].isdigit() else cell for cell in row[2:]))


def _wrong_check_digit(layout: FileLayout, row: tuple[str, ...]) -> tuple[str, ...]:
    return (spoiled(row[0]), *row[1:])


def _not_a_number(layout: FileLayout, row: tuple[str, ...]) -> tuple[str, ...]:
    numeric = [place for place, column in enumerate(layout.columns) if column.unit]
    return tuple(_NOT_A_NUMBER if place in numeric[:1] else cell for place, cell in enumerate(row))


def _unknown_industry(layout: FileLayout, row: tuple[str, ...]) -> tuple[str, ...]:
    place = next((at for at, column in enumerate(layout.columns) if column.target == "enterprise.industry"), None)
    return row if place is None else (*row[:place], "其他行业", *row[place + 1 :])


_FAULTS = {
    31: (_wrong_check_digit, "wrong check digit"),
    77: (_not_a_number, "not a number"),
    120: (_unknown_industry, "unknown industry code"),
    205: (_wrong_check_digit, "wrong check digit"),
    333: (_not_a_number, "not a number"),
    410: (_unknown_industry, "unknown industry code"),
}
"""By the line after which a spoilt copy of the next row is written."""
