"""One pass over a department's file, tried or for good; rejected rows go to a file of their own."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, Any, Final, TextIO

from django.utils.translation import gettext as _

from policies.registry.cells import BLANK
from policies.registry.errors import NoRows
from policies.registry.facts import FactImport
from policies.registry.kinds import kind_ids, vocabulary
from policies.registry.loading import StagedFact
from policies.registry.mapping import FileMapping, Tally
from policies.registry.models import Enterprise, FormerNumber, NumberKind
from policies.registry.progress import Watch
from policies.registry.rows import ParsedRow, RowReader, RowRefused, as_json
from policies.registry.sheets import opened
from policies.rules.facts import Kind

PREVIEWED: Final = 5
CHUNK: Final = 2000


class Pass:
    """One reading of an import's file: `chunks` yields accepted rows, `tally` counts, rejects are written as met.

    `watch` is told the rows read after each chunk.
    """

    def __init__(self, one: FactImport, rejects: TextIO, watch: Watch | None = None) -> None:
        self.one, self.watch = one, watch
        self.known, self.names = known_enterprises()
        self.mapping = FileMapping.from_json(one.mapping)
        self.vocabulary = vocabulary()
        self.kinds = kind_ids()
        self.tally = Tally()
        self.named: dict[str, set[int]] = {}
        self.listed: dict[str, dict[int, tuple[bool, date]]] = {}
        self.rejects = csv.writer(rejects)
        self.rejects.writerow([_("行号"), _("统一社会信用代码"), _("列"), _("原值"), _("退回原因")])

    def chunks(self) -> Iterator[list[ParsedRow]]:
        """The accepted rows, CHUNK at a time."""
        with self.one.file.open("rb") as file, opened(file, self.one.name) as sheet:
            reader = RowReader(self.mapping, sheet.header, self.vocabulary, self.names, self.one.as_of)
            chunk: list[ParsedRow] = []
            for number, row in sheet.rows:
                self.tally.rows += 1
                try:
                    chunk.append(reader.read(number, row))
                except RowRefused as refused:
                    self._reject(number, row[reader.uscc_at] if reader.uscc_at < len(row) else "", refused)
                if len(chunk) >= CHUNK:
                    yield chunk
                    chunk = []
                if self.watch is not None and self.tally.rows % CHUNK == 0:
                    self.watch(self.tally.rows)
            if chunk:
                yield chunk

    def _reject(self, number: int, uscc: str, refused: RowRefused) -> None:
        self.tally.rejected += 1
        cells = [str(number), uscc, refused.column, refused.shown, refused.reason]
        self.rejects.writerow([harmless(cell) for cell in cells])

    def plain_facts(self, rows: Iterable[ParsedRow]) -> Iterator[StagedFact]:
        """The rows' facts, without dated lines; memberships of lists are put aside in `listed`."""
        complete = set(self.mapping.complete)
        for row in rows:
            enterprise_id = self.known[row.uscc]
            for code, period, value in row.facts:
                if code in complete:
                    self.named.setdefault(code, set()).add(enterprise_id)
                if self.vocabulary[code].kind is Kind.LIST:
                    self.listed.setdefault(code, {})[enterprise_id] = (bool(value), row.as_of)
                else:
                    yield enterprise_id, code, period, value, row.as_of

    def preview(self, rows: Iterable[ParsedRow]) -> None:
        """The first accepted rows, as they will be understood, are kept in the tally."""
        for row in rows:
            if len(self.tally.preview) >= PREVIEWED:
                return
            shown = {code + (f"[{period}]" if period else ""): str(as_json(value)) for code, period, value in row.facts}
            self.tally.preview.append({"uscc": row.uscc, "name": row.name} | shown)


class Lines:
    """Dated lines gathered over the whole file: an enterprise's lines are one fact, stated as a whole."""

    def __init__(self) -> None:
        self.gathered: dict[tuple[int, str], list[dict[str, Any]]] = {}
        self.as_of: dict[tuple[int, str], date] = {}

    def take(self, rows: Iterable[ParsedRow], known: dict[str, int]) -> None:
        """The rows' lines are remembered."""
        for row in rows:
            for code, line in row.lines.items():
                key = (known[row.uscc], code)
                self.gathered.setdefault(key, []).append({name: as_json(value) for name, value in line.items()})
                self.as_of[key] = max(row.as_of, self.as_of.get(key, row.as_of))

    def facts(self) -> Iterator[StagedFact]:
        """One fact per enterprise and kind."""
        for (enterprise_id, code), lines in self.gathered.items():
            yield enterprise_id, code, "", lines, self.as_of[enterprise_id, code]


def known_enterprises() -> tuple[dict[str, int], dict[str, str]]:
    """The enterprises' ids and registered names by USCC, and by the numbers the same legal person had before."""
    rows = list(
        FormerNumber.objects.filter(kind=NumberKind.FORMER).values_list(
            "number", "enterprise_id", "enterprise__party__name"
        )
    )
    rows += Enterprise.objects.values_list("party__uscc", "pk", "party__name")
    return {number: pk for number, pk, _name in rows}, {number: name for number, _pk, name in rows}


def harmless(cell: str) -> str:
    """The cell such that a spreadsheet shows it and never runs it."""
    clean = "".join(sign if sign.isprintable() else "?" for sign in cell)[:300]
    return f"'{clean}" if clean[:1] in {"=", "+", "-", "@"} and clean not in BLANK else clean


def header_of(file: IO[bytes], name: str) -> list[str]:
    """The header of a file that has at least one row below it. Raises NoRows, and what `opened` raises."""
    with opened(file, name) as sheet:
        if next(sheet.rows, None) is None:
            raise NoRows
        return sheet.header
