"""The rows of a snapshot in the form the rule language asks for one enterprise: values with their source and date."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from policies.registry.known import Registers, value_of
from policies.registry.snapshot import Values, Window
from policies.rules.codes import CodeHistory
from policies.rules.facts import Vocabulary
from policies.rules.periods import Period, column_name
from policies.rules.values import Award, FactValue, Missing, Relation

NO_AWARDS = FactValue((), source="finance")


@dataclass
class Rows:
    """Some rows of a snapshot, read once for all of them: the columns by name."""

    words: Vocabulary
    registers: Registers
    ids: list[int]
    columns: Mapping[str, Values]
    names: dict[tuple[str, Period | None], Values | None] = field(default_factory=dict)

    def facts(self) -> Iterator[tuple[int, "RowFacts"]]:
        """Each enterprise's id with what is known of it."""
        for index, pk in enumerate(self.ids):
            yield pk, RowFacts(self, index)

    def column(self, code: str, period: Period | None) -> Values | None:
        """The column of a fact; None when the snapshot has none."""
        key = code, period
        if key not in self.names:
            self.names[key] = self.columns.get(column_name(code, period))
        return self.names[key]


def rows_of(within: Window, rows: pl.Series, columns: Iterable[str], words: Vocabulary, registers: Registers) -> Rows:
    """These rows of the snapshot with these columns."""
    return Rows(words, registers, within.ids(rows), within.values(columns, rows))


class RowFacts:
    """What a row says of its enterprise; the county's record of awards is complete, so none on record means none."""

    __slots__ = ("index", "rows")

    def __init__(self, rows: Rows, index: int) -> None:
        self.rows, self.index = rows, index

    def get(self, code: str, period: Period | None) -> FactValue | Missing:
        """The value of a plain fact."""
        column = self.rows.column(code, period)
        stored = None if column is None else column.stored[self.index]
        if column is None or stored is None:
            return Missing(code, period)
        value = value_of(self.rows.words[code], stored)
        return FactValue(value, column.sources[self.index] or "", column.days[self.index])

    def items(self, code: str) -> FactValue | Missing:
        """The dated lines."""
        return self.get(code, None)

    def awards(self, family: str) -> FactValue | Missing:
        """All earlier awards of the family under this enterprise's numbers."""
        column = self.rows.columns.get(f"awards:{family}")
        found = None if column is None else column.stored[self.index]
        return FactValue(tuple(_award(one) for one in found), source="finance") if found else NO_AWARDS

    def used(self, family: str) -> FactValue | Missing:
        """What awards of the family to anybody were paid for."""
        return self.rows.registers.used(family)

    def in_list(self, code: str, on: date) -> FactValue | Missing:
        """Whether it is on the list on the day; unknown of a list that nobody ever entered."""
        column = self.rows.columns.get(code)
        if column is None:
            return Missing(code)
        spans = column.stored[self.index] or ()
        return FactValue(any(_covers(span, on) for span in spans))

    def catalogue(self, code: str, on: date) -> FactValue | Missing:
        """The codes in force on the day."""
        return self.rows.registers.catalogue(code, on)

    def series(self, code: str, on: date) -> FactValue | Missing:
        """The figure in force on the day."""
        return self.rows.registers.series(code, on)

    @property
    def history(self) -> CodeHistory:
        """What became of official codes."""
        return self.rows.registers.history


def _award(told: Mapping[str, Any]) -> Award:
    amount, relation = Decimal(told["amount"]).scaleb(-2), Relation(told["relation"])
    keys = tuple(told["keys"] or ())
    return Award(amount, told["awarded_on"], told["step"], told["level"], told["period"], relation, keys)


def _covers(span: Mapping[str, date | None], day: date) -> bool:
    start, end = span["from"], span["until"]
    return (start is None or start <= day) and (end is None or day <= end)
