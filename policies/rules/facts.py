"""What a rule may speak of: the kinds of facts, and how one fact is defined and found."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class Kind(StrEnum):
    """What sort of value a fact has; the unit and the number of decimal places follow from it."""

    MONEY = "money"  # yuan, two places; a snapshot holds integer fen
    NUMBER = "number"  # plain number, four places
    RATIO = "ratio"  # 0.055 is 5.5 %; six places
    COUNT = "count"  # whole number
    TEXT = "text"
    FLAG = "flag"
    DATE = "date"
    CODE = "code"  # one of `choices`, or a code of `code_set` that may be matched by prefix
    LIST = "list"  # is the enterprise on a dated list of enterprises
    CATALOGUE = "catalogue"  # a dated list of codes (of industries, of products), the same for everybody
    ITEMS = "items"  # dated lines with `fields`: invoices, hires, certificates
    SERIES = "series"  # an outside figure by date, the same for everybody: LPR


NUMERIC = frozenset({Kind.MONEY, Kind.NUMBER, Kind.RATIO, Kind.COUNT})
PLACES: Mapping[Kind, int] = {Kind.MONEY: 2, Kind.NUMBER: 4, Kind.RATIO: 6, Kind.COUNT: 0}


class Grain(StrEnum):
    """How long the period is that a fact is about; NONE: it holds at a moment, the latest known value counts."""

    NONE = "none"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


class Subject(StrEnum):
    """Whom a fact is about: the enterprise, or one project of it that is assessed by itself."""

    ENTERPRISE = "enterprise"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Label:
    """One name in the two languages of the house."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The English name for "en…", the Chinese one for anything else."""
        return self.en if language.startswith("en") else self.zh


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """One entry of the fact register.

    `max_age_days`: how old (from its as-of date) a value may be before it counts as missing; None: any age.
    `choices`: the codes a CODE fact may have; empty with a `code_set`, whose codes are matched by prefix.
    `fields`: the columns of an ITEMS fact. `tax_linked`, `place_linked`: a reward that rests on it needs a
    fair-competition review. `named`: how a code of the `code_set` is called, for whoever keeps such names.
    """

    code: str
    label: Label
    kind: Kind
    grain: Grain = Grain.NONE
    source: str = ""
    unit: Label = Label("", "")
    max_age_days: int | None = None
    choices: Mapping[str, Label] | None = None
    code_set: str = ""
    fields: "Mapping[str, FactDefinition] | None" = None
    subject: Subject = Subject.ENTERPRISE
    tax_linked: bool = False
    place_linked: bool = False
    named: "Callable[[str], Label | None] | None" = field(default=None, compare=False, repr=False)

    def name_of(self, code: str) -> Label | None:
        """How a code is called: by the choices, else by the code set; None when nothing names it."""
        if self.choices and code in self.choices:
            return self.choices[code]
        return self.named(code) if self.named is not None and isinstance(code, str) else None

    @property
    def places(self) -> int:
        """Decimal places a value may have; a snapshot stores the value times ten to this power."""
        return PLACES.get(self.kind, 0)


Vocabulary: TypeAlias = Mapping[str, FactDefinition]


def vocabulary_of(definitions: Iterable[FactDefinition]) -> dict[str, FactDefinition]:
    """The definitions by code, in their order; ValueError when two share a code."""
    found: dict[str, FactDefinition] = {}
    for definition in definitions:
        if definition.code in found:
            raise ValueError(f"fact {definition.code} is defined twice")
        found[definition.code] = definition
    return found


# The largest stored integer (value times ten to its places) that a snapshot may hold; sums and products stay exact.
LARGEST_STORED: Mapping[Kind, int] = {Kind.MONEY: 10**16, Kind.NUMBER: 10**14, Kind.RATIO: 10**12, Kind.COUNT: 10**10}
