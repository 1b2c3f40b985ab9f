"""Charts as data: what the drawing script reads and what the table beneath shows come from the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from django.utils.functional import Promise

from cms.kernel.display import NOTHING, amount_text, count_text, percent_text

Label: TypeAlias = str | Promise
Figure: TypeAlias = Decimal | int | None


class Unit(StrEnum):
    """What the numbers of a chart are."""

    YUAN = "yuan"
    COUNT = "count"
    RATE = "rate"


class Kind(StrEnum):
    """How the numbers are drawn."""

    BAR = "bar"
    STACKED = "stacked"
    LINE = "line"
    SIDEWAYS = "sideways"


@dataclass(frozen=True, slots=True)
class Series:
    """One named row of numbers, one per category; None where nothing is known."""

    name: Label
    numbers: Sequence[Figure]
    unit: Unit = Unit.YUAN
    line: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its title, its categories (months, service types …) and its series."""

    title: Label
    categories: Sequence[Label]
    series: Sequence[Series]
    kind: Kind = Kind.BAR
    axis: Label = ""
    note: Label = ""
    rows: list[tuple[str, list[str]]] = field(init=False)

    def __post_init__(self) -> None:
        """Check that every series has one number per category and lay out the table."""
        for series in self.series:
            if len(series.numbers) != len(self.categories):
                raise ValueError(f"{series.name}: {len(series.numbers)} numbers for {len(self.categories)} categories")
        columns = [[figure_text(number, one.unit) for number in one.numbers] for one in self.series]
        rows = [(str(name), [column[at] for column in columns]) for at, name in enumerate(self.categories)]
        object.__setattr__(self, "rows", rows)

    @property
    def is_empty(self) -> bool:
        """Whether there is not one number to draw."""
        return not any(number is not None for one in self.series for number in one.numbers)

    @property
    def data(self) -> dict[str, object]:
        """What the drawing script reads; numbers travel as text so that no amount passes through a float here."""
        return {
            "kind": str(self.kind),
            "title": str(self.title),
            "categories": [str(name) for name in self.categories],
            "series": [
                {
                    "name": str(one.name),
                    "unit": str(one.unit),
                    "line": one.line,
                    "numbers": [None if number is None else str(number) for number in one.numbers],
                    "texts": [figure_text(number, one.unit) for number in one.numbers],
                }
                for one in self.series
            ],
        }


def figure_text(number: Figure, unit: Unit) -> str:
    """A number of a chart as its table shows it."""
    if number is None:
        return NOTHING
    match unit:
        case Unit.YUAN:
            return amount_text(number)
        case Unit.RATE:
            return percent_text(Decimal(number))
        case Unit.COUNT:
            return count_text(int(number))
