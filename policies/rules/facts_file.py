"""The facts of one enterprise as plain JSON, so that a rule can be tried with no database (docs/RULES.md)."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeGuard

from policies.rules.codes import SHORTEST, UNCHANGED, CodeHistory, Recoding
from policies.rules.facts import FactDefinition, Grain, Kind, Label, Vocabulary
from policies.rules.json_form import load_json
from policies.rules.periods import NotAPeriod, Period, column_name, parse_period
from policies.rules.problems import FaultyFacts, Problem, pointer, problem
from policies.rules.reading import exact_number
from policies.rules.values import Award, FactValue, Given, Line, Missing, Relation
from policies.rules.vocabulary import VOCABULARY
from policies.rules.wording.terms import KINDS

RECODING: Final = ("code_set", "old", "new", "on", "merges")
LONGEST_NAME: Final = 20  # characters of a code, or of the name of a code set
_NAME = re.compile(r"([^\[\]]+)(?:\[([^\[\]]+)\])?")


@dataclass(frozen=True, slots=True)
class Span:
    """A dated entry: in force from `start` (None: always) until and including `end` (None: still)."""

    start: date | None
    end: date | None
    value: Any = None

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass
class GivenFacts:
    """Facts held in memory; what is not in it is missing, an empty list means: known that there is none."""

    plain: dict[tuple[str, Period | None], FactValue] = field(default_factory=dict)
    lines: dict[str, FactValue] = field(default_factory=dict)
    paid: dict[str, FactValue] = field(default_factory=dict)
    lists: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    catalogues: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    figures: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    keys_used: dict[str, frozenset[str]] = field(default_factory=dict)
    history: CodeHistory = UNCHANGED
    decided_on: date | None = None
    applied_on: date | None = None
    assessed: Period | None = None

    def get(self, code: str, period: Period | None) -> FactValue | Missing:
        return self.plain.get((code, period)) or Missing(code, period)

    def items(self, code: str) -> FactValue | Missing:
        return self.lines.get(code) or Missing(code)

    def awards(self, family: str) -> FactValue | Missing:
        return self.paid.get(family) or Missing(f"awards:{family}")

    def used(self, family: str) -> FactValue | Missing:
        found = self.keys_used.get(family)
        return Missing(f"used:{family}") if found is None else FactValue(found)

    def in_list(self, code: str, on: date) -> FactValue | Missing:
        if code not in self.lists:
            return Missing(code)
        return FactValue(any(span.covers(on) for span in self.lists[code]))

    def catalogue(self, code: str, on: date) -> FactValue | Missing:
        if code not in self.catalogues:
            return Missing(code)
        return FactValue(tuple(span.value for span in self.catalogues[code] if span.covers(on)))

    def series(self, code: str, on: date) -> FactValue | Missing:
        """The entry with the latest start that covers the day."""
        found = [span for span in self.figures.get(code, ()) if span.covers(on)]
        return FactValue(max(found, key=lambda span: span.start or date.min).value) if found else Missing(code)


def facts_from_text(text: str, vocabulary: Vocabulary = VOCABULARY) -> GivenFacts:
    """The facts of a JSON text; FaultyFacts with every fault at its place."""
    try:
        document = load_json(text)
    except (RecursionError, ValueError) as error:
        raise FaultyFacts([problem("not_json", "", reason=error)]) from error
    return facts_from_json(document, vocabulary)


def facts_from_json(document: Any, vocabulary: Vocabulary = VOCABULARY) -> GivenFacts:
    """The facts of a parsed document; FaultyFacts with every fault at its place."""
    reader = _FactsReader(vocabulary)
    facts = reader.facts(document)
    if reader.problems:
        raise FaultyFacts(reader.problems)
    return facts


class _FactsReader:
    """Reads one document; `problems` grows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.problems: list[Problem] = []

    def fault(self, code: str, path: str, /, **named: Any) -> None:
        self.problems.append(problem(code, path, **named))

    def facts(self, document: Any) -> GivenFacts:
        known: dict[str, Callable[[GivenFacts, Any, str], None]] = {
            "facts": self._plain,
            "items": self._items,
            "awards": self._awards,
            "used": self._used,
            "lists": self._lists,
            "catalogues": self._catalogues,
            "series": self._series,
            "recodings": self._recodings,
            "on": self._on,
            "applied_on": self._applied,
            "assessed": self._assessed,
        }
        facts = GivenFacts()
        for key, raw in self._object(document, ""):
            if key in ("enterprise", "note"):
                continue
            if key not in known:
                self.fault("unknown_key", pointer("", key), key=key, known=", ".join(known))
            else:
                known[key](facts, raw, pointer("", key))
        return facts

    def _object(self, raw: Any, path: str) -> Iterable[tuple[str, Any]]:
        if not isinstance(raw, Mapping):
            self.fault("not_an_object", path, found=type(raw).__name__)
            return ()
        return [(str(key), value) for key, value in raw.items()]

    def _list(self, raw: Any, path: str) -> list[Any]:
        if not isinstance(raw, list):
            self.fault("not_a_list", path, found=type(raw).__name__)
            return []
        return raw

    def _on(self, facts: GivenFacts, raw: Any, path: str) -> None:
        facts.decided_on = self._day(raw, path)

    def _applied(self, facts: GivenFacts, raw: Any, path: str) -> None:
        facts.applied_on = self._day(raw, path)

    def _assessed(self, facts: GivenFacts, raw: Any, path: str) -> None:
        facts.assessed = self._period(str(raw), path)

    def _plain(self, facts: GivenFacts, raw: Any, path: str) -> None:
        for name, given in self._object(raw, path):
            here = pointer(path, name)
            found = _NAME.fullmatch(name)
            definition = self.vocabulary.get(found[1]) if found else None
            if definition is None or found is None:
                self.fault("unknown_fact_given", here, code=name)
                continue
            period = self._period_of(definition, found[2], here)
            value, source, as_of = self._sourced(given, here)
            read = self.value(definition, value, here)
            if read is not None:
                facts.plain[definition.code, period] = FactValue(read, source, as_of)

    def _period_of(self, definition: FactDefinition, text: str | None, path: str) -> Period | None:
        period = self._period(text, path) if text else None
        if (period.grain if period else Grain.NONE) is not definition.grain:
            example = column_name(
                definition.code, Period(definition.grain, 2023) if definition.grain is not Grain.NONE else None
            )
            self.fault("fact_period", path, code=definition.code, found=text or "", wanted=example)
        return period

    def _sourced(self, given: Any, path: str) -> tuple[Any, str, date | None]:
        """A bare value, or an object with value, source and as_of."""
        if not isinstance(given, Mapping):
            return given, "", None
        as_of = self._day(given["as_of"], pointer(path, "as_of")) if given.get("as_of") else None
        return given.get("value"), str(given.get("source", "")), as_of

    def value(self, definition: FactDefinition, raw: Any, path: str) -> Given | None:
        """The value in the type of its kind; null is: missing."""
        if raw is None:
            return None
        kind = definition.kind
        good: Given | None = None
        if kind is Kind.FLAG:
            good = raw if isinstance(raw, bool) else None
        elif kind is Kind.DATE:
            return self._day(raw, path)
        elif kind in (Kind.TEXT, Kind.CODE):
            fits = isinstance(raw, str) and (not definition.choices or raw in definition.choices)
            good = str(raw) if fits else None
        elif isinstance(raw, (str, int, Decimal)) and not isinstance(raw, bool):
            good = exact_number(raw)
            if good is not None and _places(good) > definition.places:
                self.fault("too_fine", path, code=definition.code, places=definition.places, found=raw)
        if good is None:
            self.fault("wrong_value", path, code=definition.code, wanted=KINDS[kind], found=raw)
        return good

    def _items(self, facts: GivenFacts, raw: Any, path: str) -> None:
        for code, given in self._object(raw, path):
            here = pointer(path, code)
            definition = self.vocabulary.get(code)
            if definition is None or definition.kind is not Kind.ITEMS:
                self.fault("unknown_fact_given", here, code=code)
                continue
            value, source, as_of = self._sourced(given, here)
            lines = [
                self._line(definition, line, pointer(here, index)) for index, line in enumerate(self._list(value, here))
            ]
            facts.lines[code] = FactValue(tuple(lines), source, as_of)

    def _line(self, definition: FactDefinition, raw: Any, path: str) -> Line:
        known = definition.fields or {}
        line: dict[str, Given | None] = {}
        for name, value in self._object(raw, path):
            if name in known:
                line[name] = self.value(known[name], value, pointer(path, name))
            else:
                self.fault(
                    "unknown_field", pointer(path, name), items=definition.code, field=name, known=", ".join(known)
                )
        return line

    def _awards(self, facts: GivenFacts, raw: Any, path: str) -> None:
        for family, given in self._object(raw, path):
            here = pointer(path, family)
            awards = [self._award(one, pointer(here, index)) for index, one in enumerate(self._list(given, here))]
            facts.paid[family] = FactValue(tuple(award for award in awards if award))

    def _award(self, raw: Any, path: str) -> Award | None:
        given = dict(self._object(raw, path))
        amount = exact_number(given.get("amount", "")) if isinstance(given.get("amount"), (str, int, Decimal)) else None
        day = self._day(given.get("awarded_on"), pointer(path, "awarded_on"))
        relation = given.get("relation", "self")
        if relation not in [one.value for one in Relation]:
            self.fault("not_a_choice", pointer(path, "relation"), found=relation, known=", ".join(Relation))
            return None
        if amount is None:
            self.fault("not_a_number", pointer(path, "amount"), found=given.get("amount"))
        if amount is None or day is None:
            return None
        period = given.get("period")
        text = str(self._period(str(period), pointer(path, "period")) or "") if period else ""
        keys = tuple(self._texts(given.get("keys", []), pointer(path, "keys")))
        step, level = str(given.get("step", "")), str(given.get("level", ""))
        return Award(amount, day, step, level, text, Relation(relation), keys)

    def _used(self, facts: GivenFacts, raw: Any, path: str) -> None:
        for family, given in self._object(raw, path):
            facts.keys_used[family] = frozenset(self._texts(given, pointer(path, family)))

    def _texts(self, raw: Any, path: str) -> list[str]:
        texts = self._list(raw, path)
        for index, text in enumerate(texts):
            if not isinstance(text, str):
                self.fault("not_a_text", pointer(path, index), found=text)
        return [text for text in texts if isinstance(text, str)]

    def _lists(self, facts: GivenFacts, raw: Any, path: str) -> None:
        for code, given in self._known(raw, path, Kind.LIST):
            facts.lists[code] = self._spans(given, pointer(path, code), None, None)

    def _catalogues(self, facts: GivenFacts, raw: Any, path: str) -> None:
        for code, given in self._known(raw, path, Kind.CATALOGUE):
            facts.catalogues[code] = self._spans(given, pointer(path, code), "code", Kind.TEXT)

    def _series(self, facts: GivenFacts, raw: Any, path: str) -> None:
        for code, given in self._known(raw, path, Kind.SERIES):
            facts.figures[code] = self._spans(given, pointer(path, code), "value", Kind.RATIO)

    def _recodings(self, facts: GivenFacts, raw: Any, path: str) -> None:
        """What became of codes: `{code_set, old, new, on}`, and `merges` where the old one is a part of the new."""
        changes = []
        for index, one in enumerate(self._list(raw, path)):
            here = pointer(path, index)
            given = dict(self._object(one, here))
            for key in given.keys() - set(RECODING):
                self.fault("unknown_key", pointer(here, key), key=key, known=", ".join(RECODING))
            code_set, old, new = (given.get(name) for name in RECODING[:3])
            day = self._day(given.get("on"), pointer(here, "on"))
            if not (_is_name(code_set) and _is_name(old) and _is_name(new)) or old == new or len(old) < SHORTEST:
                self.fault("not_a_recoding", here, found=one)
            elif day is not None:
                changes.append(Recoding(code_set, old, new, day, given.get("merges") is True))
        facts.history = CodeHistory(changes)

    def _known(self, raw: Any, path: str, kind: Kind) -> Iterable[tuple[str, Any]]:
        for code, given in self._object(raw, path):
            definition = self.vocabulary.get(code)
            if definition is None or definition.kind is not kind:
                self.fault("unknown_fact_given", pointer(path, code), code=code)
            else:
                yield code, given

    def _spans(self, raw: Any, path: str, key: str | None, kind: Kind | None) -> tuple[Span, ...]:
        spans = []
        for index, one in enumerate(self._list(raw, path)):
            here = pointer(path, index)
            given = dict(self._object(one, here))
            ends = [
                self._day(given[name], pointer(here, name)) if given.get(name) else None for name in ("from", "until")
            ]
            value = None
            if key and kind:
                value = self.value(FactDefinition(key, Label(key, key), kind), given.get(key), pointer(here, key))
            spans.append(Span(ends[0], ends[1], value))
        return tuple(spans)

    def _day(self, raw: Any, path: str) -> date | None:
        try:
            return date.fromisoformat(raw)
        except (TypeError, ValueError):
            self.fault("not_a_date", path, found=raw)
            return None

    def _period(self, text: str, path: str) -> Period | None:
        try:
            return parse_period(text)
        except NotAPeriod:
            self.fault("not_a_period", path, found=text)
            return None


def _is_name(raw: object) -> TypeGuard[str]:
    return isinstance(raw, str) and 0 < len(raw) <= LONGEST_NAME


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
