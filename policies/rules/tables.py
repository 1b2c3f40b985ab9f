"""The nodes of the tree that are tables: choices, tiers, pairs, grids, ladders, and the caps above them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from policies.rules.comparisons import Word
from policies.rules.nodes import Node

if TYPE_CHECKING:
    from policies.rules.conditions import Condition
    from policies.rules.expressions import Expression

FROM_HERE = Word("ge")
UP_TO_HERE = Word("lt")


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch of a choice."""

    when: "Condition"
    then: "Expression"


@dataclass(frozen=True, slots=True)
class Choose(Node):
    """The value of the first branch whose condition is true; unknown while an earlier one is unknown."""

    TAG: ClassVar = "choose"
    branches: tuple[Branch, ...]
    otherwise: "Expression"


class TierMode(StrEnum):
    """How a band becomes an amount; the policy text must say it or the editor declares it."""

    WHOLE_RATE = "whole_rate"  # the band's rate on the whole
    MARGINAL_RATE = "marginal_rate"  # each band's rate on the part inside it
    FIXED = "fixed"  # the band's amount
    STEP = "step"  # the band's amount for every whole step


@dataclass(frozen=True, slots=True)
class Band:
    """From `start` on (`start_is`: 以上 with the number, 超过 without) the value `then`, up to `until` if given."""

    start: "Expression"
    then: "Expression"
    start_is: Word = FROM_HERE
    until: "Expression | None" = None
    until_is: Word = UP_TO_HERE


@dataclass(frozen=True, slots=True)
class Tiers(Node):
    """A table of bands over one measure; below the first band it is 0.

    `on`: what the rates apply to when it is not the measure itself. `step`: the size of a step in mode STEP.
    """

    TAG: ClassVar = "tiers"
    of: "Expression"
    mode: TierMode
    bands: tuple[Band, ...]
    on: "Expression | None" = None
    step: "Expression | None" = None


class Hit(StrEnum):
    """Which row of a table counts when several match."""

    FIRST = "first"
    MAX = "max"
    MIN = "min"
    SUM = "sum"
    UNIQUE = "unique"  # several matching rows are an unknown that a person must look at


@dataclass(frozen=True, slots=True)
class Test:
    """A comparison with the measure of its column."""

    word: Word
    value: "Expression"


@dataclass(frozen=True, slots=True)
class PairRow:
    """One row: every measure must pass its test."""

    tests: tuple[Test, ...]
    then: "Expression"


@dataclass(frozen=True, slots=True)
class Pairs(Node):
    """A table of rows over several measures, with the declared hit policy; 0 when no row matches."""

    TAG: ClassVar = "pairs"
    measures: "tuple[Expression, ...]"
    rows: tuple[PairRow, ...]
    hit: Hit


@dataclass(frozen=True, slots=True)
class AxisBand:
    """One row or column of a grid: from a number on, or for the codes that start with one of `codes`."""

    start: "Expression | None" = None
    start_is: Word = FROM_HERE
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid(Node):
    """A two-dimensional table: the last row band reached × the last column band reached; 0 outside."""

    TAG: ClassVar = "grid"
    down: "Expression"
    across: "Expression"
    rows: tuple[AxisBand, ...]
    columns: tuple[AxisBand, ...]
    cells: "tuple[tuple[Expression, ...], ...]"


class LadderMode(StrEnum):
    """What an enterprise that climbs gets; the policy text must say it or the editor declares it."""

    STACK = "stack"  # every step once
    HIGHEST_ONLY = "highest_only"  # the highest step newly reached
    TOP_UP_DIFFERENCE = "top_up_difference"  # the highest step, less what the family already paid


class AfterLower(StrEnum):
    """In mode HIGHEST_ONLY, what a lower step that was paid in an earlier period means for a higher one."""

    PAYS = "pays"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder."""

    step: str
    amount: "Expression"


@dataclass(frozen=True, slots=True)
class Ladder(Node):
    """Milestones, lowest first; newly reached: the step's first line of `of` lies in the assessed period, unpaid."""

    TAG: ClassVar = "ladder"
    family: str
    of: str
    step_field: str
    date_field: str
    steps: tuple[Step, ...]
    mode: LadderMode
    after_lower: AfterLower = AfterLower.PAYS


class CapScope(StrEnum):
    """Over what a cap is counted."""

    ITEM = "item"  # this amount alone
    PERIOD = "period"  # with what the family paid for the same period
    YEAR = "year"  # with what the family paid in the calendar year of the assessed period
    LIFETIME = "lifetime"  # with everything the family ever paid
    SHARED = "shared"  # with what the family paid to co-payees of the same thing


@dataclass(frozen=True, slots=True)
class Cap(Node):
    """At most `limit`, less what earlier awards of the family used up in the scope; never below 0."""

    TAG: ClassVar = "cap"
    of: "Expression"
    limit: "Expression"
    scope: CapScope = CapScope.ITEM
    family: str | None = None
