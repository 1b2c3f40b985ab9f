"""Puts enterprises given one by one into the columns of a snapshot, as the registry would."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from policies.rules.columnar.compiling import CompiledRules
from policies.rules.columnar.ground import AWARDS
from policies.rules.facts import NUMERIC, FactDefinition, Kind
from policies.rules.facts_file import GivenFacts, Span
from policies.rules.values import FactValue, Missing
from policies.rules.vocabulary import VOCABULARY


def snapshot_of(enterprises: Sequence[GivenFacts], compiled: CompiledRules) -> pl.DataFrame:
    """One row per enterprise, with the columns that the rules want."""
    columns = {
        name: pl.Series([_cell(facts, name) for facts in enterprises], dtype=kind)
        for name, kind in compiled.columns.wanted.items()
    }
    return pl.DataFrame({"row": range(len(enterprises)), **columns})


def _cell(facts: GivenFacts, name: str) -> Any:
    if name.startswith("awards:"):
        found = facts.paid.get(name.removeprefix("awards:"))
        return None if found is None else [_award(award) for award in found.value]
    code = name.partition("[")[0]
    definition = VOCABULARY[code]
    if definition.kind is Kind.ITEMS:
        lines = facts.lines.get(code)
        return None if lines is None else [_line(definition, line) for line in lines.value]
    if definition.kind is Kind.LIST:
        spans = facts.lists.get(code)
        return None if spans is None else [{"from": span.start, "until": span.end} for span in spans]
    for (known, period), value in facts.plain.items():
        if name == (known if period is None else f"{known}[{period}]"):
            return _stored(definition, value.value)
    return None


def _stored(definition: FactDefinition, value: Any) -> Any:
    return int(Decimal(value).scaleb(definition.places)) if definition.kind in NUMERIC and value is not None else value


def _line(definition: FactDefinition, line: Any) -> dict[str, Any]:
    return {name: _stored(field, line.get(name)) for name, field in (definition.fields or {}).items()}


def _award(award: Any) -> dict[str, Any]:
    names = [field.name for field in AWARDS.inner.fields]  # type: ignore[union-attr]
    told = {name: int(award.amount * 100) if name == "amount" else getattr(award, name) for name in names}
    return told | {"keys": list(award.keys)}


class WorldOf:
    """The catalogues and series of a facts file, which are the same for everybody."""

    def __init__(self, facts: GivenFacts) -> None:
        self.facts, self.history = facts, facts.history

    def catalogue(self, code: str, on: date) -> FactValue | Missing:
        return self.facts.catalogue(code, on)

    def series(self, code: str, on: date) -> FactValue | Missing:
        return self.facts.series(code, on)

    def used(self, family: str) -> FactValue | Missing:
        return self.facts.used(family)

    def spans(self, code: str) -> Sequence[Span]:
        return self.facts.catalogues.get(code) or self.facts.figures.get(code) or ()
