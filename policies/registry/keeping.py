"""The registers kept by hand: kinds of facts, dated lists, catalogues of codes, outside figures.

What stood is never overwritten: an entry ends, or another takes its place; the trail says who, and what was before.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.models import User
from cms.kernel.states import locked
from cms.kernel.trail import record
from policies.registry.errors import (
    AlreadyEntered,
    EntryEnded,
    FactInUse,
    NotACode,
    SharedFact,
    UnknownRegister,
    UntilBeforeFrom,
)
from policies.registry.facts import CurrentFact, FactKind
from policies.registry.kinds import vocabulary
from policies.registry.models import CatalogueEntry, Enterprise, ListMembership, SeriesPoint
from policies.rules.facts import Kind
from policies.rules.vocabulary import VOCABULARY

CODE: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
SHAPING: Final = ("kind", "grain")
KEPT_BY_HAND: Final = frozenset(set(Kind) - {Kind.ITEMS})


@transaction.atomic
def define_fact(*, code: str, values: Mapping[str, Any], by: User | None) -> FactKind:
    """The county's own fact `code` stands in the register as described; describing it again corrects it.

    `values`: columns of FactKind but the code. Raises NotAllowed, NotACode, SharedFact for a fact of the shared
    vocabulary, FactInUse when its kind or its period would change although values are on file.
    """
    _may_keep(by)
    if not CODE.fullmatch(code):
        raise NotACode(code=code)
    if code in VOCABULARY:
        raise SharedFact(label=VOCABULARY[code].label.zh)
    known = FactKind.objects.filter(code=code).first()
    if known is None:
        made = FactKind.objects.create(code=code, **values)
        record("fact_kind.defined", about=made, by=by, code=code)
        return made
    before = {name: getattr(known, name) for name in values}
    reshaped = any(before[name] != values[name] for name in SHAPING if name in values)
    if reshaped and CurrentFact.objects.filter(kind=known).exists():
        raise FactInUse(label=known.label_zh)
    for name, value in values.items():
        setattr(known, name, value)
    known.save(update_fields=list(values))
    changed = {name: [str(before[name]), str(value)] for name, value in values.items() if before[name] != value}
    record("fact_kind.corrected", about=known, by=by, changed=changed)
    return known


@transaction.atomic
def enter_on_list(*, list_code: str, enterprise: Enterprise, valid_from: date, by: User | None) -> ListMembership:
    """The enterprise stands on the list from that day on. Raises NotAllowed, UnknownRegister, AlreadyEntered."""
    _may_keep(by)
    source = _register(list_code, Kind.LIST)
    standing = ListMembership.objects.filter(list_code=list_code, enterprise=enterprise)
    if standing.filter(valid_until=None).exists() or standing.filter(valid_from=valid_from).exists():
        raise AlreadyEntered(what=enterprise.name)
    entry = ListMembership.objects.create(
        list_code=list_code, enterprise=enterprise, valid_from=valid_from, source=source
    )
    record("list_membership.entered", about=entry, by=by, list=list_code, since=valid_from.isoformat())
    return entry


@transaction.atomic
def end_on_list(*, entry_id: int, valid_until: date, by: User | None) -> ListMembership:
    """The enterprise is off the list from that day on; the same day as it came: it never stood there.

    Raises NotAllowed, EntryEnded, UntilBeforeFrom.
    """
    _may_keep(by)
    entry = locked(ListMembership, entry_id)
    _end(entry, valid_until, by)
    return entry


@transaction.atomic
def enter_in_catalogue(*, catalogue: str, entry: str, valid_from: date, by: User | None) -> CatalogueEntry:
    """The catalogue names the code from that day on. Raises NotAllowed, UnknownRegister, AlreadyEntered."""
    _may_keep(by)
    _register(catalogue, Kind.CATALOGUE)
    standing = CatalogueEntry.objects.filter(catalogue=catalogue, entry=entry)
    if standing.filter(valid_until=None).exists() or standing.filter(valid_from=valid_from).exists():
        raise AlreadyEntered(what=entry)
    made = CatalogueEntry.objects.create(catalogue=catalogue, entry=entry, valid_from=valid_from)
    record("catalogue_entry.entered", about=made, by=by, catalogue=catalogue, entry=entry)
    return made


@transaction.atomic
def end_in_catalogue(*, entry_id: int, valid_until: date, by: User | None) -> CatalogueEntry:
    """The catalogue no longer names the code from that day on. Raises NotAllowed, EntryEnded, UntilBeforeFrom."""
    _may_keep(by)
    entry = locked(CatalogueEntry, entry_id)
    _end(entry, valid_until, by)
    return entry


@transaction.atomic
def enter_figure(*, series: str, valid_from: date, value: Decimal, by: User | None) -> SeriesPoint:
    """The figure is in force from that day on; an earlier entry of the same day is superseded by it and kept.

    `value`: a ratio (0.0355 is 3.55 %). Raises NotAllowed, UnknownRegister, AlreadyEntered for the very same figure.
    """
    _may_keep(by)
    _register(series, Kind.SERIES)
    before = SeriesPoint.objects.select_for_update().filter(series=series, valid_from=valid_from, superseded_at=None)
    standing = before.first()
    if standing is not None and standing.value == value:
        raise AlreadyEntered(what=f"{valid_from}")
    before.update(superseded_at=business_now())
    made = SeriesPoint.objects.create(series=series, valid_from=valid_from, value=value)
    superseded = {"supersedes": standing.pk, "before": str(standing.value)} if standing is not None else {}
    record("series_point.entered", about=made, by=by, series=series, value=str(value), **superseded)
    return made


def _may_keep(by: User | None) -> None:
    if by is not None:
        require(by, Act.KEEP_REGISTERS)


def _register(code: str, kind: Kind) -> str:
    """The source department of a register of that kind. Raises UnknownRegister."""
    definition = vocabulary().get(code)
    if definition is None or definition.kind is not kind:
        raise UnknownRegister(code=code)
    return definition.source


def _end(entry: ListMembership | CatalogueEntry, valid_until: date, by: User | None) -> None:
    if entry.valid_until is not None:
        raise EntryEnded(until=entry.valid_until)
    if valid_until < entry.valid_from:
        raise UntilBeforeFrom(until=valid_until, since=entry.valid_from)
    entry.valid_until = valid_until
    entry.save(update_fields=["valid_until"])
    noun = "list_membership" if isinstance(entry, ListMembership) else "catalogue_entry"
    record(f"{noun}.ended", about=entry, by=by, until=valid_until.isoformat())
