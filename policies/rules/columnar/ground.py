"""What compiled expressions stand on: the columns of a snapshot, the days of the run, catalogues and series."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Protocol, TypeAlias

import polars as pl

from policies.rules.codes import CodeHistory, Cover
from policies.rules.columnar.quantities import UNKNOWN, NotInColumns, Quantity, literal
from policies.rules.expressions import Expression, Moment, MomentName
from policies.rules.facts import LARGEST_STORED, NUMERIC, FactDefinition, Kind, Vocabulary
from policies.rules.facts_file import Span
from policies.rules.periods import NotAPeriod, Period, PeriodRef, column_name
from policies.rules.prefixes import code_set_of
from policies.rules.values import FactValue, Missing

MOST_LINES = 10_000  # lines of one ITEMS cell; with LARGEST_IN_LINE their sum stays exact in 64 bits
LARGEST_IN_LINE = 10**14  # the largest stored integer in a line: fen, ten-thousandths, millionths
NO_DAY = pl.lit(None, dtype=pl.Date)
NO_TEXT = pl.lit(None, dtype=pl.String)


@dataclass(frozen=True)
class Days:
    """A column of days, or one day for all."""

    column: pl.Expr
    constant: date | None = None


@dataclass(frozen=True)
class Texts:
    """A column of codes or texts, or one for all."""

    column: pl.Expr
    constant: str | None = None


Compiled: TypeAlias = Quantity | Days | Texts | pl.Expr  # an expression of Boolean is a flag

_TYPES: dict[Kind, pl.DataType] = {
    **dict.fromkeys(NUMERIC, pl.Int64()),
    Kind.TEXT: pl.String(),
    Kind.CODE: pl.String(),
    Kind.FLAG: pl.Boolean(),
    Kind.DATE: pl.Date(),
}
SPANS = pl.List(pl.Struct({"from": pl.Date(), "until": pl.Date()}))
AWARDS = pl.List(
    pl.Struct(
        {
            "amount": pl.Int64(),
            "awarded_on": pl.Date(),
            "step": pl.String(),
            "level": pl.String(),
            "period": pl.String(),
            "relation": pl.String(),
            "keys": pl.List(pl.String()),
        }
    )
)


def column_type(definition: FactDefinition) -> pl.DataType:
    """The type of a fact's column in a snapshot: money in fen, ratios in millionths, lines as a list of structs."""
    if definition.kind is Kind.ITEMS:
        return pl.List(pl.Struct({name: column_type(one) for name, one in (definition.fields or {}).items()}))
    if definition.kind is Kind.LIST:
        return SPANS
    return _TYPES[definition.kind]


@dataclass
class Columns:
    """Which columns have been asked for, by name, with the type each must have; and the steps computed from them.

    `steps`: by the name of their column, each over the snapshot's columns and the steps before it.
    """

    wanted: dict[str, pl.DataType] = field(default_factory=dict)
    bounds: dict[str, int] = field(default_factory=dict)
    steps: "dict[str, pl.Expr | Gathering]" = field(default_factory=dict)


class Gathering(Protocol):
    """A step that looks at lines: from a table with one row per enterprise to the same with its columns added."""

    def added(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with the columns of this step."""


@dataclass
class LineView:
    """The lines being looked at while their condition or value is compiled: a table with one row per line.

    `outer`: the columns of the enterprise that are wanted beside each line; `steps`: computed on the lines.
    """

    definition: FactDefinition
    outer: set[str] = field(default_factory=set)
    steps: "dict[str, pl.Expr | Gathering]" = field(default_factory=dict)


class Registers(Protocol):
    """Catalogues and series: what is the same for every enterprise, with the signatures of `Facts`."""

    def catalogue(self, code: str, on: date) -> FactValue | Missing:
        """The codes in force on the day, as a tuple of texts."""

    def series(self, code: str, on: date) -> FactValue | Missing:
        """The figure in force on the day."""

    def used(self, family: str) -> FactValue | Missing:
        """What awards of the family to anybody were paid for."""

    @property
    def history(self) -> CodeHistory:
        """What became of official codes."""

    def spans(self, code: str) -> Sequence[Span]:
        """Every dated entry of a catalogue or series, for days that differ from enterprise to enterprise."""


class Terrain:
    """Base of the compiler: facts to columns."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        world: Registers,
        decided_on: date,
        applied_on: date | None,
        assessed: Period | None,
        columns: Columns,
    ) -> None:
        self.vocabulary, self.world, self.columns = vocabulary, world, columns
        self.decided_on, self.applied_on, self.assessed = decided_on, applied_on, assessed
        self.line: LineView | None = None

    def period(self, ref: PeriodRef) -> Period | None:
        """The period a pointer means; None when there is none."""
        if ref.is_fixed:
            return ref.resolve(Period(ref.grain, 2000))
        try:
            return ref.resolve(self.assessed) if self.assessed else None
        except NotAPeriod:
            return None

    def raw(self, name: str, kind: pl.DataType) -> pl.Expr:
        """A column by name; it is noted as wanted, and is all null where the snapshot lacks it."""
        self.columns.wanted[name] = kind
        if self.line is not None:
            self.line.outer.add(name)
        return pl.col(name)

    def plain(self, code: str, period: Period | None) -> Compiled:
        """The column of a plain fact."""
        definition = self.vocabulary[code]
        name = column_name(code, period)
        column = self.raw(name, column_type(definition))
        if definition.kind in NUMERIC:
            self.columns.bounds[name] = LARGEST_STORED[definition.kind]
        return _as_kind(definition, column)

    def fact(self, code: str, ref: PeriodRef | None) -> Compiled:
        """The column of a fact at a pointer; all null where the pointer means no period."""
        if ref is None:
            return self.plain(code, None)
        period = self.period(ref)
        if period is None:
            return _as_kind(self.vocabulary[code], pl.lit(None, dtype=column_type(self.vocabulary[code])))
        return self.plain(code, period)

    def field(self, name: str) -> Compiled:
        """A field of the line looked at."""
        if self.line is None or not self.line.definition.fields:
            raise NotInColumns(f"“{name}”不在明细之内")
        found = _as_kind(self.line.definition.fields[name], pl.col(field_column(name)))
        return replace(found, bound=LARGEST_IN_LINE) if isinstance(found, Quantity) else found

    def cover(self, of: Expression, codes: tuple[str, ...], code_set: str = "") -> Cover:
        """Which codes lie under these on the day of the decision."""
        fields = None if self.line is None else self.line.definition.fields
        return self.world.history.cover(code_set_of(of, self.vocabulary, fields) or code_set, self.decided_on, codes)

    def meant(self, of: Expression, codes: tuple[str, ...]) -> list[str]:
        """The codes on file that are one of these on the day of the decision."""
        fields = None if self.line is None else self.line.definition.fields
        code_set = code_set_of(of, self.vocabulary, fields)
        return sorted(self.world.history.meant(code_set, self.decided_on, codes))

    def moment(self, node: Moment) -> Days:
        day = self.day_of(node)
        return Days(NO_DAY if day is None else pl.lit(day), day)

    def day_of(self, node: Moment) -> date | None:
        if node.name is MomentName.DECIDED_ON:
            return self.decided_on
        if node.name is MomentName.APPLIED_ON:
            return self.applied_on or self.decided_on
        if self.assessed is None:
            return None
        return self.assessed.first_day if node.name is MomentName.PERIOD_START else self.assessed.last_day

    def series(self, code: str, on: date) -> Quantity:
        found = self.world.series(code, on)
        return UNKNOWN if isinstance(found, Missing) else literal(Fraction(found.value))


def field_column(name: str) -> str:
    """The name of a field's column in a table of lines."""
    return f".{name}"


def _as_kind(definition: FactDefinition, column: pl.Expr) -> Compiled:
    kind = definition.kind
    if kind in NUMERIC:
        return Quantity(column, LARGEST_STORED[kind], 10**definition.places)
    if kind is Kind.DATE:
        return Days(column)
    return Texts(column) if kind in (Kind.TEXT, Kind.CODE) else column
