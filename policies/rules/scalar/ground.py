"""What an evaluation stands on: the facts, read once each and noted with source and date."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from policies.rules.expressions import Expression, Moment, MomentName, UsedBy, Within
from policies.rules.facts import NUMERIC, FactDefinition, Kind, Vocabulary
from policies.rules.periods import NotAPeriod, Period, PeriodRef
from policies.rules.prefixes import code_set_of
from policies.rules.values import Award, Facts, FactValue, Lack, Line, Missing, Outcome, Relation, Seen, Unknown, Value
from policies.rules.verdicts import Note, Trace

OWN = frozenset({Relation.SELF, Relation.FORMER_NUMBER, Relation.PREDECESSOR})
_TYPES: dict[Kind, type | tuple[type, ...]] = {
    Kind.TEXT: str,
    Kind.CODE: str,
    Kind.FLAG: bool,
    Kind.DATE: date,
    **dict.fromkeys(NUMERIC, (Decimal, int)),
}


class Lacking(Exception):
    """Raised inside one evaluation when a value is not known; caught where a value or a condition is asked for."""

    def __init__(self, *missing: Missing) -> None:
        self.missing = missing
        super().__init__(*missing)


@dataclass
class Looked:
    """What conditions came to for one enterprise and day; `numbers`: by identity, those that may be looked up here."""

    numbers: Mapping[int, int]
    found: dict[tuple[int, Period | None], Trace] = field(default_factory=dict)


@dataclass
class Ground:
    """The state of one evaluation: facts looked at and notes made so far, and the line being looked at."""

    facts: Facts
    vocabulary: Vocabulary
    decided_on: date
    assessed: Period | None = None
    applied_on: date | None = None
    seen: list[Seen] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    reviews_raised: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    line: Line | None = None
    line_definition: FactDefinition | None = None
    looked: Looked | None = None

    def period(self, ref: PeriodRef, code: str = "") -> Period:
        """The period a pointer means here; Lacking when there is none."""
        if ref.is_fixed:
            return ref.resolve(Period(ref.grain, 2000))
        if self.assessed is None:
            raise Lacking(Missing(code, None, Lack.NO_PERIOD))
        try:
            return ref.resolve(self.assessed)
        except NotAPeriod as error:
            raise Lacking(Missing(code, None, Lack.NO_PERIOD)) from error

    def fact(self, code: str, ref: PeriodRef | None) -> Value:
        """The value of a plain fact; Lacking when it is absent, stale or of the wrong kind."""
        return self.fact_of(code, None if ref is None else self.period(ref, code))

    def fact_of(self, code: str, period: Period | None) -> Value:
        value = self._noted(code, period, self.facts.get(code, period))
        return _value_of_kind(self.vocabulary[code], value, code, period)

    def lines(self, code: str) -> tuple[Line, ...]:
        """The dated lines of an ITEMS fact; Lacking when it is not known whether there are any."""
        return tuple(self._noted(code, None, self.facts.items(code), count=True))

    def awards(self, family: str, relations: Iterable[Relation] = OWN) -> list[Award]:
        """The earlier awards of the family under any of the relations; Lacking when the history is not known."""
        found = self._noted(f"awards:{family}", None, self.facts.awards(family), count=True)
        return [award for award in found if award.relation in relations]

    def awards_within(self, family: str, within: Within, relations: Iterable[Relation] = OWN) -> list[Award]:
        """Those of them that belong to the assessed period, to its calendar year, or all."""
        found = self.awards(family, relations)
        if within is Within.EVER:
            return found
        if self.assessed is None:
            raise Lacking(Missing(f"awards:{family}", None, Lack.NO_PERIOD))
        if within is Within.YEAR:
            return [award for award in found if award.year == self.assessed.year]
        return [award for award in found if award.is_for(self.assessed)]

    def used(self, family: str, used_by: UsedBy) -> frozenset[str]:
        """What awards of the family used up, for the enterprise looked at."""
        used = frozenset(self._noted(f"used:{family}", None, self.facts.used(family), count=True))
        if used_by is UsedBy.ANYBODY:
            return used
        return used - {key for award in self.awards(family) for key in award.keys}

    def in_list(self, code: str, on: date) -> bool:
        return bool(self._noted(code, None, self.facts.in_list(code, on)))

    def catalogue(self, code: str, on: date) -> tuple[str, ...]:
        return tuple(self._noted(code, None, self.facts.catalogue(code, on), count=True))

    def lies_under(self, code: Value, of: Expression, codes: tuple[str, ...], code_set: str = "") -> bool:
        """Whether the code, which `of` came to, lies under one of these on the day of the decision."""
        fields = None if self.line_definition is None else self.line_definition.fields
        code_set = code_set_of(of, self.vocabulary, fields) or code_set
        return self.facts.history.cover(code_set, self.decided_on, codes).holds(str(code))

    def is_one_of(self, code: Value, of: Expression, codes: tuple[str, ...]) -> bool:
        """Whether the code, which `of` came to, is one of these on the day of the decision."""
        fields = None if self.line_definition is None else self.line_definition.fields
        code_set = code_set_of(of, self.vocabulary, fields)
        return code in self.facts.history.meant(code_set, self.decided_on, codes)

    def series(self, code: str, on: date) -> Fraction:
        return Fraction(self._noted(code, None, self.facts.series(code, on)))

    def moment(self, moment: Moment) -> date:
        """The day that belongs to the evaluation; Lacking for the ends of a period that there is not."""
        if moment.name is MomentName.DECIDED_ON:
            return self.decided_on
        if moment.name is MomentName.APPLIED_ON:
            return self.applied_on or self.decided_on
        if self.assessed is None:
            raise Lacking(Missing(moment.name.value, None, Lack.NO_PERIOD))
        return self.assessed.first_day if moment.name is MomentName.PERIOD_START else self.assessed.last_day

    def field_value(self, name: str) -> Value:
        """The value of a field of the line being looked at; Lacking when it is empty."""
        if self.line is None or self.line_definition is None or not self.line_definition.fields:
            raise Lacking(Missing(name, None, Lack.WRONG_KIND))
        code = f"{self.line_definition.code}.{name}"
        raw = self.line.get(name)
        if raw is None:
            raise Lacking(Missing(code))
        return _value_of_kind(self.line_definition.fields[name], raw, code, None)

    def _noted(self, code: str, period: Period | None, found: FactValue | Missing, *, count: bool = False) -> Any:
        if isinstance(found, Missing):
            raise Lacking(found)
        definition = self.vocabulary.get(code)
        limit = definition.max_age_days if definition else None
        if limit is not None and found.as_of is not None and (self.decided_on - found.as_of).days > limit:
            raise Lacking(Missing(code, period, Lack.STALE))
        shown = len(found.value) if count else found.value
        self.seen.append(Seen(code, period, shown, found.source, found.as_of))
        return found.value


def _value_of_kind(definition: FactDefinition, given: Any, code: str, period: Period | None) -> Value:
    wanted = _TYPES.get(definition.kind)
    if (
        wanted is None
        or not isinstance(given, wanted)
        or (isinstance(given, bool) and definition.kind is not Kind.FLAG)
    ):
        raise Lacking(Missing(code, period, Lack.WRONG_KIND))
    return Fraction(cast(Decimal, given)) if definition.kind in NUMERIC else cast(Value, given)


def attempt(find: Callable[[], Value]) -> Outcome:
    """What `find` finds, or an Unknown naming what it lacked."""
    try:
        return find()
    except Lacking as lacking:
        return Unknown(lacking.missing)
