"""The nodes of the tree that are true, false or unknown."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from policies.rules.comparisons import Word
from policies.rules.expressions import Expression, FactAt, Merged, Within
from policies.rules.nodes import Node
from policies.rules.periods import PeriodRef
from policies.rules.tables import Test


@dataclass(frozen=True, slots=True)
class AllOf(Node):
    """True when every part is; an empty group is false: it matches nobody."""

    TAG: ClassVar = "all"
    INLINE: ClassVar = "parts"
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf(Node):
    """True when one part is; an empty group is false."""

    TAG: ClassVar = "any"
    INLINE: ClassVar = "parts"
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class NoneOf(Node):
    """True when every part is false; an empty group is false as well."""

    TAG: ClassVar = "none"
    INLINE: ClassVar = "parts"
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """Two values of one kind compared by the word of the policy text."""

    TAG: ClassVar = "compare"
    left: Expression
    word: Word
    right: Expression


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """The code is one of these."""

    TAG: ClassVar = "one_of"
    of: Expression
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StartsWith(Node):
    """The code of an industry or a region lies under one of these prefixes of the named code set."""

    TAG: ClassVar = "starts_with"
    of: Expression
    codes: tuple[str, ...]
    code_set: str = ""


@dataclass(frozen=True, slots=True)
class Listed(Node):
    """The enterprise is on the dated list of enterprises on a day."""

    TAG: ClassVar = "listed"
    on_list: str
    on: Expression


@dataclass(frozen=True, slots=True)
class Catalogued(Node):
    """The code lies under an entry of the dated catalogue that is in force on a day."""

    TAG: ClassVar = "catalogued"
    of: Expression
    catalogue: str
    on: Expression


@dataclass(frozen=True, slots=True)
class Holds(Node):
    """The flag is set."""

    TAG: ClassVar = "holds"
    INLINE: ClassVar = "of"
    of: FactAt


@dataclass(frozen=True, slots=True)
class Known(Node):
    """The facts are on file; unknown, never false, while one is missing."""

    TAG: ClassVar = "known"
    INLINE: ClassVar = "facts"
    facts: tuple[FactAt, ...]


@dataclass(frozen=True, slots=True)
class PairTests:
    """One row of a table of pairs used as a condition."""

    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class PairsHold(Node):
    """One row of the table passes: 产值超过1亿元且增速不低于30%, or …"""

    TAG: ClassVar = "pairs_hold"
    measures: tuple[Expression, ...]
    rows: tuple[PairTests, ...]


@dataclass(frozen=True, slots=True)
class Awarded(Node):
    """An earlier award of the family exists; those under former numbers and predecessor codes always count."""

    TAG: ClassVar = "awarded"
    family: str
    within: Within = Within.EVER
    step: str | None = None
    level: str | None = None
    merged: Merged = Merged.COUNTS


@dataclass(frozen=True, slots=True)
class FirstEver(Node):
    """The earliest of all lines ever recorded is dated in the period: 首次."""

    TAG: ClassVar = "first_ever"
    of: str
    date_field: str
    period: PeriodRef


@dataclass(frozen=True, slots=True)
class Assessing(Node):
    """The assessed period is one of these."""

    TAG: ClassVar = "assessing"
    INLINE: ClassVar = "periods"
    periods: tuple[PeriodRef, ...]


Condition: TypeAlias = (
    AllOf
    | AnyOf
    | NoneOf
    | Compare
    | OneOf
    | StartsWith
    | Listed
    | Catalogued
    | Holds
    | Known
    | PairsHold
    | Awarded
    | FirstEver
    | Assessing
)
