"""The lines of a fact as columns: the fields in which an enterprise types them, the table those read who judge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.kernel.display import bracketed_text, told
from cms.kernel.rows import Column, Sum
from policies.applications.entering import MONEY_UNITS, cell_value, cells_of, shown_cell, told_cell
from policies.registry.cells import UNITS
from policies.rules.facts import NUMERIC, FactDefinition, Kind


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one stated fact as a table: each column with whether it holds numbers, the cells, the sums."""

    heads: Sequence[tuple[str, bool]]
    rows: Sequence[Sequence[tuple[str, str, bool]]]
    totals: Sequence[tuple[str, str]]

    @property
    def is_long(self) -> bool:
        """Whether the table had better scroll by itself."""
        return len(self.rows) > 20


def columns_of(definition: FactDefinition) -> list[Column]:
    """One column for each field of a line, in the reader's language, its unit in the head."""
    return [
        Column(
            name=name,
            label=_headed(one),
            judge=partial(cell_value, definition=one),
            shown=partial(shown_cell, definition=one),
            choices=_choices(one),
            is_day=one.kind is Kind.DATE,
            is_number=one.kind in NUMERIC,
            sum=_sum(one),
        )
        for name, one in (definition.fields or {}).items()
    ]


def lines_of(text: str, definition: FactDefinition) -> Lines:
    """What was typed as a table; of numbers that name a person the last four characters."""
    columns, fields = columns_of(definition), list((definition.fields or {}).values())
    typed = cells_of(text, definition)
    heads = [(column.label, column.is_number) for column in columns]
    rows = [
        [
            (label, told_cell(cell, one), is_number)
            for cell, one, (label, is_number) in zip(row, fields, heads, strict=False)
        ]
        for row in typed
    ]
    totals = [
        (column.label, column.total(row[place] for row in typed if place < len(row)))
        for place, column in enumerate(columns)
    ]
    return Lines(heads, rows, totals if any(total for _label, total in totals) else ())


def _headed(definition: FactDefinition) -> str:
    unit = _unit(definition)
    return definition.label.in_language(_language()) + (bracketed_text(unit) if unit else "")


def _unit(definition: FactDefinition) -> str:
    """The unit of a number that is typed without one."""
    if definition.kind is Kind.MONEY:
        return told("元", "yuan")
    return "%" if definition.kind is Kind.RATIO else definition.unit.in_language(_language())


def _choices(definition: FactDefinition) -> list[tuple[str, str]]:
    if definition.kind is Kind.FLAG:
        return [("是", _("是")), ("否", _("否"))]
    return [(code, label.in_language(_language())) for code, label in (definition.choices or {}).items()]


def _sum(definition: FactDefinition) -> Sum | None:
    """Money and measured numbers are added up; counts (months of a person) and rates come to nothing together."""
    if definition.kind is Kind.MONEY:
        units: Mapping[str, int] = {unit: int(UNITS[unit]) for unit in MONEY_UNITS}
        return Sum({"": 1, **units}, definition.places)
    if definition.kind is Kind.NUMBER:
        return Sum({"": 1, definition.unit.zh: 1}, definition.places, is_trimmed=True)
    return None


def _language() -> str:
    return get_language() or "zh"
