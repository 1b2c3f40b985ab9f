"""Rows out of a department's file, one at a time: CSV in UTF-8 or GB18030, XLSX, a push; else a clear refusal."""

import codecs
import csv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper
from itertools import islice
from pathlib import PurePath
from typing import IO, Any, Final
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from policies.registry.errors import (
    NoRows,
    NotASpreadsheet,
    SpreadsheetBomb,
    TooManyColumns,
    UnknownFileType,
    WrongEncoding,
)
from policies.registry.pushed import SUFFIX, read_push

MOST_COLUMNS: Final = 300
LARGEST_UNPACKED: Final = 1024 * 1024 * 1024
LARGEST_RATIO: Final = 150
LARGEST_WHOLE: Final = 10**15
CHUNK: Final = 1 << 20

Row = list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An open table: its header, and its rows with their line numbers as people count them (the header is line 1)."""

    header: Row
    rows: Iterator[tuple[int, Row]]


@contextmanager
def opened(file: IO[bytes], name: str) -> Iterator[Sheet]:
    """The table in `file`, which stays the caller's. Raises the refusals of this module, some while rows are read."""
    if name.endswith(SUFFIX):
        push = read_push(file)
        yield Sheet(push.header, push.numbered())
        return
    suffix = PurePath(name).suffix.lower()
    if suffix in {".csv", ".txt"}:
        with _text(file) as text:
            yield _sheet(_csv_rows(text))
    elif suffix in {".xlsx", ".xlsm"}:
        with _workbook(file) as book:
            yield _sheet(_xlsx_rows(book))
    else:
        raise UnknownFileType(name=name)


def _sheet(rows: Iterator[tuple[int, Row]]) -> Sheet:
    first = next(rows, None)
    if first is None:
        raise NoRows
    header = [" ".join(cell.split()) for cell in first[1]]
    while header and not header[-1]:
        header.pop()
    return Sheet(header, rows)


def encoding_of(file: IO[bytes]) -> str:
    """The one encoding the whole file decodes in: UTF-8 (with or without mark), else GB18030. Raises WrongEncoding."""
    file.seek(0)
    start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise WrongEncoding(line=1)
    line = 1
    for encoding in ("utf-8-sig", "gb18030"):
        line = _first_bad_line(file, encoding)
        if not line:
            return encoding
    raise WrongEncoding(line=line)


def _first_bad_line(file: IO[bytes], encoding: str) -> int:
    """The line at which decoding fails, 0 when it does not."""
    file.seek(0)
    decoder, line = codecs.getincrementaldecoder(encoding)(), 1
    while chunk := file.read(CHUNK):
        if b"\0" in chunk:
            return line + chunk[: chunk.index(b"\0")].count(b"\n")
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as fault:
            return line + chunk[: fault.start].count(b"\n")
        line += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return line
    return 0


@contextmanager
def _text(file: IO[bytes]) -> Iterator[TextIOWrapper]:
    encoding = encoding_of(file)
    file.seek(0)
    text = TextIOWrapper(file, encoding=encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def _csv_rows(text: TextIOWrapper) -> Iterator[tuple[int, Row]]:
    sample = text.read(4096)
    text.seek(0)
    first_line = sample.splitlines()[0] if sample else ""
    delimiter = max(",\t;", key=first_line.count)
    reader = csv.reader(text, delimiter=delimiter)
    try:
        for row in reader:
            if len(row) > MOST_COLUMNS:
                raise TooManyColumns(count=len(row), limit=MOST_COLUMNS)
            if any(row):
                yield reader.line_num, row
    except csv.Error as fault:
        raise WrongEncoding(line=reader.line_num) from fault


@contextmanager
def _workbook(file: IO[bytes]) -> Iterator[Any]:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as fault:
        raise NotASpreadsheet from fault
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise NotASpreadsheet
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * max(packed, 1 << 16):
        raise SpreadsheetBomb
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=False)
    except (InvalidFileException, KeyError, ValueError, OSError, ParseError) as fault:
        raise NotASpreadsheet from fault
    try:
        yield book
    finally:
        book.close()


def _xlsx_rows(book: Any) -> Iterator[tuple[int, Row]]:
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    try:
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            if len(cells) > MOST_COLUMNS and any(cell is not None for cell in islice(cells, MOST_COLUMNS, None)):
                raise TooManyColumns(count=len(cells), limit=MOST_COLUMNS)
            row = [_cell(cell) for cell in cells[:MOST_COLUMNS]]
            if any(row):
                yield number, row
    except (ParseError, zipfile.BadZipFile, ValueError, KeyError) as fault:
        raise NotASpreadsheet from fault


def _cell(value: Any) -> str:
    """The cell as its clerk sees it; a number with the 15 significant digits a spreadsheet keeps."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and abs(value) < LARGEST_WHOLE:
        return format(Decimal(format(value, ".15g")), "f")
    return str(value)
