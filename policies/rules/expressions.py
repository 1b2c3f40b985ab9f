"""The nodes of the tree that have a value: amounts, numbers, dates, codes, lines."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from policies.rules.nodes import Node
from policies.rules.periods import PeriodRef
from policies.rules.tables import Cap, Choose, Grid, Ladder, Pairs, Tiers

if TYPE_CHECKING:
    from policies.rules.conditions import Condition

# Every node names its key in the JSON form (TAG); INLINE names the one field that is written without its own key.


@dataclass(frozen=True, slots=True)
class Yuan(Node):
    """An amount of money in yuan."""

    TAG: ClassVar = "yuan"
    INLINE: ClassVar = "value"
    value: Decimal


@dataclass(frozen=True, slots=True)
class Ratio(Node):
    """A share: 0.055 is 5.5 %."""

    TAG: ClassVar = "ratio"
    INLINE: ClassVar = "value"
    value: Decimal


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A count or another plain number."""

    TAG: ClassVar = "number"
    INLINE: ClassVar = "value"
    value: Decimal


@dataclass(frozen=True, slots=True)
class Day(Node):
    """A calendar day."""

    TAG: ClassVar = "date"
    INLINE: ClassVar = "value"
    value: date


@dataclass(frozen=True, slots=True)
class Code(Node):
    """A code or a text."""

    TAG: ClassVar = "code"
    INLINE: ClassVar = "value"
    value: str


@dataclass(frozen=True, slots=True)
class FactAt(Node):
    """A fact, of a period when its definition has one: `finance.revenue[y-1]`."""

    TAG: ClassVar = "fact"
    INLINE: ClassVar = "text"
    code: str
    period: PeriodRef | None = None

    @property
    def text(self) -> str:
        return self.code if self.period is None else f"{self.code}[{self.period}]"


@dataclass(frozen=True, slots=True)
class Field(Node):
    """A column of the dated line looked at; only inside `lines`."""

    TAG: ClassVar = "field"
    INLINE: ClassVar = "name"
    name: str


class MomentName(StrEnum):
    """The days a rule may speak of without a fact."""

    DECIDED_ON = "decided_on"  # the business day of the evaluation
    APPLIED_ON = "applied_on"  # the day of the application; the day of the evaluation where there is none
    PERIOD_START = "period_start"
    PERIOD_END = "period_end"


@dataclass(frozen=True, slots=True)
class Moment(Node):
    """One of the days that belong to the evaluation itself."""

    TAG: ClassVar = "day"
    INLINE: ClassVar = "name"
    name: MomentName


@dataclass(frozen=True, slots=True)
class ShiftedDay(Node):
    """A day so many years, months and days later (earlier when negative); a missing day becomes the month's last."""

    TAG: ClassVar = "shifted_day"
    of: "Expression"
    years: int = 0
    months: int = 0
    days: int = 0


class Unit(StrEnum):
    """In what elapsed time is counted; only completed ones count."""

    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Elapsed(Node):
    """Completed years, months or days from one day to another: the age of an enterprise."""

    TAG: ClassVar = "elapsed"
    since: "Expression"
    until: "Expression"
    unit: Unit = Unit.YEARS


@dataclass(frozen=True, slots=True)
class Add(Node):
    """The sum of the parts: base and extra."""

    TAG: ClassVar = "add"
    INLINE: ClassVar = "parts"
    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Subtract(Node):
    """What is left of the first after the others: an increment, a difference to what was paid."""

    TAG: ClassVar = "subtract"
    INLINE: ClassVar = "parts"
    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Multiply(Node):
    """The product of the parts: a rate of a fact."""

    TAG: ClassVar = "multiply"
    INLINE: ClassVar = "parts"
    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Divide(Node):
    """The first divided by the second; undefined (unknown, with the reason) when the second is zero."""

    TAG: ClassVar = "divide"
    INLINE: ClassVar = "parts"
    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Highest(Node):
    """The highest of the parts: 就高."""

    TAG: ClassVar = "max"
    INLINE: ClassVar = "parts"
    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Lowest(Node):
    """The lowest of the parts: 就低."""

    TAG: ClassVar = "min"
    INLINE: ClassVar = "parts"
    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class WholeSteps(Node):
    """How many whole steps fit: 每200万元."""

    TAG: ClassVar = "whole_steps"
    of: "Expression"
    step: "Expression"


@dataclass(frozen=True, slots=True)
class Growth(Node):
    """(f[at] − f[base]) / f[base]; undefined (unknown, with the reason) when the base is zero, negative or missing."""

    TAG: ClassVar = "growth"
    of: str
    at: PeriodRef
    base: PeriodRef


class Gathering(StrEnum):
    """How several values become one."""

    SUM = "sum"
    AVERAGE = "average"
    MAX = "max"
    MIN = "min"


@dataclass(frozen=True, slots=True)
class OverPeriods(Node):
    """One value from a fact's values of consecutive periods: the average of three years. All must be known."""

    TAG: ClassVar = "over_periods"
    of: str
    first: PeriodRef
    last: PeriodRef
    take: Gathering = Gathering.AVERAGE


class LineTake(StrEnum):
    """What is taken from the lines that pass."""

    SUM = "sum"
    COUNT = "count"
    MAX = "max"
    MIN = "min"


class UsedBy(StrEnum):
    """Whose earlier awards use a person, an invoice, a machine up."""

    ANYBODY = "anybody"  # once at all
    OTHERS = "others"  # the enterprise itself may be paid for it again


@dataclass(frozen=True, slots=True)
class Lines(Node):
    """A sum, a count, or the extreme over dated lines that meet `where`; `each` speaks of a line's fields.

    `distinct`: of the lines that share this field only the first (by order of the lines) counts. `unused`: nor does
    a line whose `distinct` field was used up by an earlier award of this family, of whomever `used_by` says.
    The extreme of no lines is unknown; their sum and count are 0.
    """

    TAG: ClassVar = "lines"
    of: str
    take: LineTake
    each: "Expression | None" = None
    where: "Condition | None" = None
    distinct: str | None = None
    unused: str | None = None
    used_by: "UsedBy" = UsedBy.ANYBODY


class Basis(StrEnum):
    """Into how many days the year of an interest rate is divided."""

    DAYS_365 = "365"
    DAYS_360 = "360"


@dataclass(frozen=True, slots=True)
class Accrued(Node):
    """Interest on balances, day by day: each line is a balance owed from `since` on, no longer on `until` (a missing
    `until`: still owed). Days from `first` to `last` count, both included. `rate`: of a year, on the line.

    `principal_cap`: all lines together bear interest on at most so much on any day; the lines fill it in their order.
    """

    TAG: ClassVar = "interest"
    of: str
    balance: "Expression"
    rate: "Expression"
    since: str
    until: str
    first: "Expression"
    last: "Expression"
    principal_cap: "Expression | None" = None
    where: "Condition | None" = None
    basis: Basis = Basis.DAYS_365


@dataclass(frozen=True, slots=True)
class SeriesOn(Node):
    """The value of an outside series that is in force on a day: LPR."""

    TAG: ClassVar = "series"
    of: str
    on: "Expression"


class Within(StrEnum):
    """Which earlier awards are meant."""

    EVER = "ever"
    PERIOD = "period"  # those of the assessed period
    YEAR = "year"  # those of the calendar year of the assessed period


class Merged(StrEnum):
    """What an award to another legal person that was merged into this one means."""

    COUNTS = "counts"
    REVIEW = "review"  # does not count, but raises the review flag
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Received(Node):
    """The sum of earlier awards of a family; those under former numbers and predecessor codes always count."""

    TAG: ClassVar = "received"
    family: str
    within: Within = Within.EVER
    step: str | None = None
    level: str | None = None


Constant: TypeAlias = Yuan | Ratio | Number | Day | Code
Expression: TypeAlias = (
    Yuan
    | Ratio
    | Number
    | Day
    | Code
    | FactAt
    | Field
    | Moment
    | ShiftedDay
    | Elapsed
    | Add
    | Subtract
    | Multiply
    | Divide
    | Highest
    | Lowest
    | WholeSteps
    | Growth
    | OverPeriods
    | Lines
    | Accrued
    | SeriesOn
    | Received
    | Choose
    | Tiers
    | Pairs
    | Grid
    | Ladder
    | Cap
)
