"""A list typed as rows of fields: every column labelled, empty rows at the end, what is wrong told at its cell.

With JavaScript rows are added, taken away and pasted in the page (`house/rows.js`); without it the form is saved and
comes back with more empty rows, and a row that was emptied is gone.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.kernel.display import colon_text, trimmed

Rows: TypeAlias = list[list[str]]
SPARE: Final = 3
"""Empty rows after those that are filled in."""
MANY: Final = 10
"""The same, once somebody without JavaScript has asked for more."""
BEYOND: Final = 50
"""Rows above the most that are still read, so that too many are refused and not cut off."""
MOST_TOLD: Final = 10
"""Faulty cells that are listed above a form; all of them are marked where they stand."""


@dataclass(frozen=True, slots=True)
class Sum:
    """How a column is added up: what each unit that may be typed is worth, and the decimal places of a judged cell;
    `is_trimmed`: without the zeros at its end."""

    units: Mapping[str, int]
    places: int = 0
    is_trimmed: bool = False

    @property
    def units_as_json(self) -> str:
        """The units for the page's script."""
        return json.dumps(self.units, ensure_ascii=False)

    def told(self, total: int) -> str:
        """The total as people write it."""
        exact = Decimal(total).scaleb(-self.places)
        return trimmed(exact) if self.is_trimmed else f"{exact:,.{self.places}f}"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the end of its fields' names, what it is called (with its unit), what may be chosen in it.

    `judge` gives the value of a cell, for a column with a sum the whole number that is added up, and raises ValueError
    with a sentence for a cell that cannot be; `shown` is how a cell that was kept stands in its field again.
    """

    name: str
    label: str
    judge: Callable[[str], object] = str
    shown: Callable[[str], str] = str
    choices: Sequence[tuple[str, str]] = ()
    is_day: bool = False
    is_number: bool = False
    sum: Sum | None = None

    def total(self, cells: Iterable[str]) -> str:
        """The sum of the cells that can be; empty for a column that is not added up."""
        return self.sum.told(sum(self._values(cells))) if self.sum else ""

    def _values(self, cells: Iterable[str]) -> Iterator[int]:
        for cell in cells:
            try:
                value = self.judge(cell)
            except ValueError:
                continue
            if isinstance(value, int):
                yield value


class RowsInput(forms.Widget):
    """The rows as a table of fields, on a phone a card each; `faults` holds the sentence of each faulty cell."""

    template_name = "components/rows.html"
    use_fieldset = True

    def __init__(self, columns: Sequence[Column], most: int, spare: int) -> None:
        super().__init__()
        self.columns, self.most, self.spare = list(columns), most, spare
        self.faults: dict[tuple[int, int], str] = {}

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> Rows:
        """The rows as they were typed, empty ones included; what lies far beyond the most is not read."""
        rows: Rows = []
        for number in range(self.most + BEYOND):
            cells = [data.get(name_of_cell(name, number, column)) for column in self.columns]
            if all(cell is None for cell in cells):
                break
            rows.append([str(cell or "") for cell in cells])
        return rows

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        """Whether the form did not have the rows at all."""
        return not any(name_of_cell(name, 0, column) in data for column in self.columns)

    def id_for_label(self, id_: str) -> str:
        """Nothing: each field has a label of its own."""
        return ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The rows as they were typed, some empty ones after them, and what the columns come to."""
        rows: Rows = list(value or [])
        while rows and not is_filled(rows[-1]):
            rows.pop()
        empty = [[""] * len(self.columns) for _more in range(min(self.spare, max(self.most - len(rows), 0)))]
        filled = [row for row in rows if is_filled(row)]
        totals = [(column, column.total(row[place] for row in filled)) for place, column in enumerate(self.columns)]
        context: dict[str, Any] = super().get_context(name, None, attrs)
        context["widget"] |= {
            "columns": self.columns,
            "most": self.most,
            "rows": [self._row(name, number, row) for number, row in enumerate([*rows, *empty])],
            "count": len(filled),
            "totals": totals if any(column.sum for column in self.columns) else (),
        }
        return context

    def _row(self, name: str, number: int, row: Sequence[str]) -> list[dict[str, Any]]:
        return [self._cell(name, number, place, column, row[place]) for place, column in enumerate(self.columns)]

    def _cell(self, name: str, number: int, place: int, column: Column, typed: str) -> dict[str, Any]:
        """A cell; what cannot be picked or chosen still stands in it as it was typed."""
        fault = self.faults.get((number, place), "")
        text = typed if fault else column.shown(typed)
        is_known = not text or any(text == value for value, _label in column.choices)
        return {
            "name": name_of_cell(name, number, column),
            "text": text,
            "label": column.label,
            "choices": column.choices,
            "stray": text if column.choices and not is_known else "",
            "is_day": column.is_day and not fault,
            "is_number": column.is_number,
            "fault": fault,
        }

    def told_faults(self, name: str) -> list[tuple[str, str]]:
        """The first faulty cells: the id of the field, and a sentence that names row and column."""
        found = []
        for (number, place), fault in list(self.faults.items())[:MOST_TOLD]:
            column = self.columns[place]
            told = _("第 %(row)s 行“%(column)s”") % {"row": number + 1, "column": column.label}
            found.append((f"id_{name_of_cell(name, number, column)}", f"{colon_text(told)}{fault}"))
        return found


class RowsField(forms.Field):
    """A list of rows; gives those in which something was typed, at most `most`."""

    widget: RowsInput

    def __init__(self, columns: Sequence[Column], *, most: int, spare: int = SPARE, **options: Any) -> None:
        super().__init__(widget=RowsInput(columns, most, spare), **options)
        self.most = most

    def clean(self, value: Any) -> Rows:
        """The rows that are not empty. Raises ValidationError, each faulty cell being marked, or for too many rows."""
        rows: Rows = value or []
        faults = self.widget.faults = dict(self._faults(rows))
        found = [[cell.strip() for cell in row] for row in rows if is_filled(row)]
        if len(found) > self.most:
            raise ValidationError(_("最多填写 %(most)s 行") % {"most": self.most})
        if faults:
            raise ValidationError(_("有 %(count)s 处填写有误，已在表中标出。") % {"count": len(faults)})
        if self.required and not found:
            raise ValidationError(self.error_messages["required"], code="required")
        return found

    def _faults(self, rows: Rows) -> Iterator[tuple[tuple[int, int], str]]:
        for number, row in enumerate(rows):
            for place, cell in enumerate(row) if is_filled(row) else ():
                try:
                    self.widget.columns[place].judge(cell)
                except ValueError as fault:
                    yield (number, place), str(fault)


def is_filled(row: Sequence[str]) -> bool:
    """Whether anything was typed in the row."""
    return any(cell.strip() for cell in row)


def name_of_cell(name: str, number: int, column: Column) -> str:
    """The name of the field of a row, counted from nought, in a column."""
    return f"{name}-{number}-{column.name}"
