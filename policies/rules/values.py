"""What the evaluation is given and what it finds: facts with their source and date, or what is missing and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Protocol, TypeAlias

from policies.rules.codes import CodeHistory
from policies.rules.periods import Period, column_name

Given: TypeAlias = Decimal | int | str | date | bool
Value: TypeAlias = Fraction | str | date | bool
Line: TypeAlias = Mapping[str, Given | None]


class Lack(StrEnum):
    """Why a value is not known."""

    ABSENT = "absent"
    STALE = "stale"
    BASE_NOT_POSITIVE = "base_not_positive"  # growth over a zero or negative base
    ZERO_DIVISOR = "zero_divisor"
    NO_LINES = "no_lines"  # the extreme of nothing
    SEVERAL_ROWS = "several_rows"  # hit policy UNIQUE
    NO_PERIOD = "no_period"  # the evaluation has no assessed period, or a pointer leaves the calendar
    WRONG_KIND = "wrong_kind"
    TOO_MANY_LINES = "too_many_lines"


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that is not known, of a period when it has one, and why."""

    code: str
    period: Period | None = None
    lack: Lack = Lack.ABSENT

    @property
    def name(self) -> str:
        return column_name(self.code, self.period)


@dataclass(frozen=True, slots=True)
class FactValue:
    """A fact on file: numbers as Decimal or int, money in yuan; `source`: the department; `as_of`: its day."""

    value: Any
    source: str = ""
    as_of: date | None = None


class Relation(StrEnum):
    """Under whose name an award was made."""

    SELF = "self"
    FORMER_NUMBER = "former_number"
    PREDECESSOR = "predecessor"
    MERGED = "merged"
    CO_PAYEE = "co_payee"


@dataclass(frozen=True, slots=True)
class Award:
    """An earlier award of a benefit family. `period`: what it was paid for, as text, empty when not recorded."""

    amount: Decimal
    awarded_on: date
    step: str = ""
    level: str = ""
    period: str = ""
    relation: Relation = Relation.SELF
    keys: tuple[str, ...] = ()  # the persons, invoices or machines it was paid for

    @property
    def year(self) -> int:
        return int(self.period[:4]) if self.period else self.awarded_on.year

    def is_for(self, period: Period) -> bool:
        return self.period == str(period) if self.period else period.contains(self.awarded_on)


class Facts(Protocol):
    """What is known about one enterprise (or project) and, for catalogues and series, about the world."""

    def get(self, code: str, period: Period | None) -> FactValue | Missing:
        """The value of a plain fact."""

    def items(self, code: str) -> FactValue | Missing:
        """The dated lines, as a tuple of mappings; an empty tuple when it is known that there are none."""

    def awards(self, family: str) -> FactValue | Missing:
        """All earlier awards of the family, a tuple of Award; an empty one when it is known that there are none."""

    def used(self, family: str) -> FactValue | Missing:
        """What awards of the family to anybody were paid for (Award.keys), as a set of texts."""

    def in_list(self, code: str, on: date) -> FactValue | Missing:
        """Whether it is on the list of enterprises on the day, as a bool."""

    def catalogue(self, code: str, on: date) -> FactValue | Missing:
        """The codes in force on the day, as a tuple of texts."""

    def series(self, code: str, on: date) -> FactValue | Missing:
        """The figure in force on the day."""

    @property
    def history(self) -> CodeHistory:
        """What became of official codes."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact that the evaluation looked at."""

    code: str
    period: Period | None
    value: Any
    source: str
    as_of: date | None

    @property
    def name(self) -> str:
        return column_name(self.code, self.period)


@dataclass(frozen=True, slots=True)
class Unknown:
    """No value: for want of these."""

    missing: tuple[Missing, ...]


Outcome: TypeAlias = Value | Unknown


def exact(value: Decimal | int) -> Fraction:
    """The number as an exact fraction."""
    return Fraction(value)


def fen_half_up(yuan: Fraction) -> int:
    """Yuan rounded to fen, half up (away from zero for amounts, which are never negative)."""
    return int((yuan * 200 + 1) // 2)
