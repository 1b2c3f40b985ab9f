"""What the registry knows of enterprises, in the form the rule language asks for: values with their source and date."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q

from cms.kernel.money import to_fen
from cms.kernel.reading import once
from policies.registry.codes import CodeChange, Fate
from policies.registry.facts import CurrentFact
from policies.registry.former import answered_numbers
from policies.registry.kinds import vocabulary
from policies.registry.models import (
    AwardRecord,
    CatalogueEntry,
    Enterprise,
    ListMembership,
    NumberKind,
    SeriesPoint,
)
from policies.rules.codes import UNCHANGED, CodeHistory, Recoding
from policies.rules.facts import NUMERIC, FactDefinition, Grain, Kind, Vocabulary
from policies.rules.facts_file import GivenFacts, Span
from policies.rules.periods import Period, parse_period
from policies.rules.values import Award, FactValue, Missing, Relation

RELATIONS = {
    NumberKind.FORMER: Relation.FORMER_NUMBER,
    NumberKind.PREDECESSOR: Relation.PREDECESSOR,
    NumberKind.MERGED: Relation.MERGED,
}


class RegisteredFacts(GivenFacts):
    """The facts of one enterprise; the county's record of awards is complete, so none on record means none."""

    def awards(self, family: str) -> FactValue | Missing:
        """All earlier awards of the family under this enterprise's numbers."""
        return self.paid.get(family) or FactValue((), source="finance")

    def used(self, family: str) -> FactValue | Missing:
        """What awards of the family to anybody were paid for."""
        return FactValue(self.keys_used.get(family, frozenset()), source="finance")


@dataclass
class Registers:
    """Catalogues, series, which lists exist and how codes changed: the same for everybody; read once per run."""

    catalogues: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    figures: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    list_codes: tuple[str, ...] = ()
    keys_used: dict[str, frozenset[str]] = field(default_factory=dict)
    history: CodeHistory = UNCHANGED

    def catalogue(self, code: str, on: date) -> FactValue | Missing:
        """The codes in force on the day."""
        return GivenFacts(catalogues=self.catalogues).catalogue(code, on)

    def series(self, code: str, on: date) -> FactValue | Missing:
        """The figure in force on the day."""
        return GivenFacts(figures=self.figures).series(code, on)

    def used(self, family: str) -> FactValue | Missing:
        """What awards of the family to anybody were paid for; the county's record is complete."""
        return FactValue(self.keys_used.get(family, frozenset()), source="finance")

    def spans(self, code: str) -> Sequence[Span]:
        """Every dated entry of a catalogue or series."""
        return self.catalogues.get(code) or self.figures.get(code) or ()


def last_day_before(valid_until: date | None) -> date | None:
    """The last day of a span that ends, exclusively, on `valid_until`."""
    return None if valid_until is None else valid_until - timedelta(days=1)


@once
def registers() -> Registers:
    """The catalogues, series and lists of the county as they stand."""
    catalogues: dict[str, list[Span]] = defaultdict(list)
    for entry in CatalogueEntry.objects.order_by("pk"):
        catalogues[entry.catalogue].append(Span(entry.valid_from, last_day_before(entry.valid_until), entry.entry))
    figures: dict[str, list[Span]] = defaultdict(list)
    for point in SeriesPoint.objects.filter(superseded_at=None).order_by("valid_from"):
        figures[point.series].append(Span(point.valid_from, None, point.value))
    lists = ListMembership.objects.order_by().values_list("list_code", flat=True).distinct()
    return Registers(
        {code: tuple(spans) for code, spans in catalogues.items()},
        {code: tuple(spans) for code, spans in figures.items()},
        tuple(sorted(lists)),
        _keys_used(),
        code_history(),
    )


def code_history() -> CodeHistory:
    """What became of official codes, as the register has it; what was split off is left to a person."""
    changes = CodeChange.objects.exclude(fate=Fate.SPLIT)
    return CodeHistory(
        Recoding(one.code_set, one.old, one.new, one.changed_on, one.fate == Fate.MERGED) for one in changes
    )


def _keys_used() -> dict[str, frozenset[str]]:
    used: dict[str, set[str]] = defaultdict(set)
    for family, keys in AwardRecord.objects.filter(revocation=None).exclude(keys=[]).values_list("family", "keys"):
        used[family].update(keys)
    return {family: frozenset(keys) for family, keys in used.items()}


def registers_to_json(shared: Registers) -> dict[str, Any]:
    """The registers as plain JSON values."""
    return {
        "catalogues": {code: [_span_to_json(span) for span in spans] for code, spans in shared.catalogues.items()},
        "figures": {code: [_span_to_json(span) for span in spans] for code, spans in shared.figures.items()},
        "list_codes": list(shared.list_codes),
        "keys_used": {family: sorted(keys) for family, keys in shared.keys_used.items()},
        "codes": [[one.code_set, one.old, one.new, str(one.on), one.merges] for one in shared.history.changes],
    }


def _span_to_json(span: Span) -> list[str | None]:
    return [str(span.start) if span.start else None, str(span.end) if span.end else None, str(span.value)]


def registers_from_json(kept: Mapping[str, Any]) -> Registers:
    """The registers that were kept as JSON."""
    return Registers(
        {code: tuple(_span_from_json(one, str) for one in spans) for code, spans in kept["catalogues"].items()},
        {code: tuple(_span_from_json(one, Decimal) for one in spans) for code, spans in kept["figures"].items()},
        tuple(kept["list_codes"]),
        {family: frozenset(keys) for family, keys in kept["keys_used"].items()},
        CodeHistory(
            Recoding(code_set, old, new, date.fromisoformat(on), merges)
            for code_set, old, new, on, merges in kept.get("codes", ())
        ),
    )


def _span_from_json(kept: Sequence[str], value: Callable[[str], Any]) -> Span:
    start, end = (date.fromisoformat(day) if day else None for day in kept[:2])
    return Span(start, end, value(kept[2]))


def value_of(definition: FactDefinition, stored: Any) -> Any:
    """The value a rule sees for what is stored: money in yuan, ratios as shares, lines with such values."""
    if definition.kind is Kind.ITEMS:
        return tuple(_line(definition.fields or {}, line) for line in stored)
    if definition.kind is Kind.DATE:
        return date.fromisoformat(stored) if isinstance(stored, str) else stored
    if definition.kind is Kind.COUNT:
        return int(stored)
    return Decimal(stored).scaleb(-definition.places) if definition.kind in NUMERIC else stored


def _line(fields: Mapping[str, FactDefinition], line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: None if line.get(name) is None else value_of(definition, line[name])
        for name, definition in fields.items()
    }


def facts_of(enterprise: Enterprise) -> RegisteredFacts:
    """Everything the registry knows of the enterprise now."""
    found = copy(_facts_read(enterprise.pk))
    found.plain, found.lines = dict(found.plain), dict(found.lines)
    return found


@once
def _facts_read(enterprise_id: int) -> RegisteredFacts:
    return facts_of_many([enterprise_id])[enterprise_id]


def facts_of_many(
    enterprise_ids: Sequence[int], codes: Collection[str] | None = None, shared: Registers | None = None
) -> dict[int, RegisteredFacts]:
    """What the registry knows of each enterprise now, of these facts (or all)."""
    shared, words = shared or registers(), vocabulary()
    found = {
        pk: RegisteredFacts(
            catalogues=shared.catalogues, figures=shared.figures, keys_used=shared.keys_used, history=shared.history
        )
        for pk in enterprise_ids
    }
    _read_facts(found, words, codes)
    _read_lists(found, shared)
    for pk, paid in awards_of(enterprise_ids).items():
        found[pk].paid = {family: FactValue(tuple(awards), source="finance") for family, awards in paid.items()}
    return found


def _read_facts(found: Mapping[int, RegisteredFacts], words: Vocabulary, codes: Collection[str] | None) -> None:
    current = CurrentFact.objects.filter(enterprise__in=list(found))
    if codes is not None:
        current = current.filter(kind__code__in=list(codes))
    rows = current.values_list(
        "enterprise_id", "kind__code", "period", "fact__scaled", "fact__text", "fact__flag", "fact__day",
        "fact__lines", "fact__source", "as_of",
    )  # fmt: skip
    periods: dict[str, Period] = {}
    for pk, code, text, *columns, source, as_of in rows.iterator(chunk_size=5000):
        definition = words.get(code)
        if definition is None:
            continue
        stored = next(value for value in columns if value is not None)
        value = FactValue(value_of(definition, stored), source, as_of)
        if definition.kind is Kind.ITEMS:
            found[pk].lines[code] = value
        elif definition.grain is Grain.NONE:
            found[pk].plain[code, None] = value
        else:
            period = periods.setdefault(text, parse_period(text)) if text else None
            found[pk].plain[code, period] = value


def _read_lists(found: Mapping[int, RegisteredFacts], shared: Registers) -> None:
    spans: dict[int, dict[str, list[Span]]] = {pk: {code: [] for code in shared.list_codes} for pk in found}
    for entry in ListMembership.objects.filter(enterprise__in=list(found)):
        span = Span(entry.valid_from, last_day_before(entry.valid_until))
        spans[entry.enterprise_id].setdefault(entry.list_code, []).append(span)
    for pk, lists in spans.items():
        found[pk].lists = {code: tuple(entries) for code, entries in lists.items()}


def awards_of(enterprise_ids: Iterable[int] | None = None) -> dict[int, dict[str, list[Award]]]:
    """The awards each enterprise answers for, by family: its own, and those under numbers it had or took over, however
    many steps back."""
    records = (
        AwardRecord.objects.filter(revocation=None).select_related("enterprise__party").order_by("awarded_on", "pk")
    )
    ids = None if enterprise_ids is None else list(enterprise_ids)
    answered = answered_numbers(ids)
    if ids is not None:
        numbers = {number for _pk, number, _kind in answered}
        records = records.filter(Q(enterprise__in=ids) | Q(number__in=numbers))
    heirs: dict[str, list[tuple[int, Relation]]] = defaultdict(list)
    for pk, number, kind in answered:
        heirs[number].append((pk, RELATIONS[kind]))
    wanted = None if ids is None else set(ids)
    found: dict[int, dict[str, list[Award]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        holders = dict(heirs.get(record.number, ()))
        if record.enterprise_id not in holders:
            holders[record.enterprise_id] = Relation.MERGED if record.through_merger else Relation.SELF
        for pk, relation in holders.items():
            if wanted is None or pk in wanted:
                found[pk][record.family].append(award(record, relation))
    return found


def award(record: AwardRecord, relation: Relation) -> Award:
    """The record as the rule language sees it."""
    return Award(
        amount=Decimal(to_fen(record.amount)).scaleb(-2),
        awarded_on=record.awarded_on,
        step=record.step,
        level=record.level,
        period=record.period,
        relation=relation,
        keys=tuple(record.keys),
    )
