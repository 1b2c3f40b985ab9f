"""What the registry shows officers: imports, enterprises, their facts with sources, and the gaps that stop payments."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from policies.registry.facts import CurrentFact, Fact, FactImport
from policies.registry.kinds import department_label, vocabulary
from policies.registry.known import value_of
from policies.registry.models import AwardRecord, BankAccount, Enterprise
from policies.registry.states import AccountState
from policies.rules.facts import FactDefinition, Kind

MOST_NAMED = 2000
"""So many names of awards are offered to who writes a rule."""


def imports() -> "QuerySet[Any]":
    """All department files, the latest first, each with `waiting`: how many of its accounts nobody has verified."""
    waiting = Count("bank_accounts", filter=Q(bank_accounts__state=AccountState.UNVERIFIED))
    return FactImport.objects.select_related("received_by").annotate(waiting=waiting).order_by("-pk")


def imports_with_accounts() -> QuerySet[FactImport]:
    """The files with accounts that nobody has verified."""
    waiting = BankAccount.objects.filter(batch=OuterRef("pk"), state=AccountState.UNVERIFIED)
    return FactImport.objects.filter(Exists(waiting))


def enterprises(text: str = "") -> QuerySet[Enterprise]:
    """The enterprises whose name or code contains the text, by name."""
    found = Enterprise.objects.select_related("party").order_by("pk")
    return found.filter(Q(party__name__icontains=text) | Q(party__uscc__startswith=text.upper())) if text else found


def without_scale() -> QuerySet[Enterprise]:
    """Enterprises whose declared scale class is missing: nothing that depends on it can be paid."""
    return enterprises().filter(declared_scale="")


def without_account() -> QuerySet[Enterprise]:
    """Enterprises with no verified bank account: nothing can be paid to them."""
    verified = BankAccount.objects.filter(enterprise=OuterRef("pk"), state=AccountState.VERIFIED)
    return enterprises().filter(~Exists(verified))


def awards_on_record() -> dict[str, dict[str, list[str]]]:
    """The families of which awards are on record, each with the levels and the steps that they name."""
    found: dict[str, dict[str, list[str]]] = {}
    rows = AwardRecord.objects.order_by("family", "level", "step").values_list("family", "level", "step").distinct()
    for family, level, step in rows[:MOST_NAMED]:
        names = found.setdefault(family, {"levels": [], "steps": []})
        for kind, name in (("levels", level), ("steps", step)):
            if name and name not in names[kind]:
                names[kind].append(name)
    return found


def accounts_to_verify() -> QuerySet[BankAccount]:
    """Accounts that wait to be verified one by one: those that enterprises gave, and those of a file that would
    replace another or leave open which it is. The others of a file are verified together, or by their enterprise."""
    others = BankAccount.objects.filter(enterprise=OuterRef("enterprise")).exclude(pk=OuterRef("pk"))
    others = others.exclude(state=AccountState.RETIRED)
    waiting = BankAccount.objects.filter(state=AccountState.UNVERIFIED)
    return waiting.filter(Q(given_by__isnull=False) | Q(batch=None) | Exists(others))


def with_account_to_verify() -> QuerySet[Enterprise]:
    """Enterprises that gave an account which waits to be verified."""
    return enterprises().filter(Exists(accounts_to_verify().filter(enterprise=OuterRef("pk"))))


@dataclass(frozen=True, slots=True)
class FactRow:
    """A current fact as it is shown."""

    label: str
    code: str
    period: str
    value: Any
    kind: str
    unit: str
    source: str
    as_of: date
    batch_id: int | None
    fact_id: int = 0


def shown_value(definition: FactDefinition, stored: Any, language: str) -> Any:
    """A stored value as a page shows it: a code by its name, dated lines by their number."""
    value = value_of(definition, stored)
    name = definition.name_of(value) if isinstance(value, str) else None
    if name is not None:
        return name.in_language(language)
    return len(value) if definition.kind is Kind.ITEMS else value


def fact_row(fact: Fact, language: str) -> FactRow:
    """One fact, current or not, as it is shown. Raises KeyError for a kind that is no longer in the register."""
    return _row(vocabulary()[fact.kind.code], fact, language)


def _row(definition: FactDefinition, fact: Fact, language: str) -> FactRow:
    return FactRow(
        label=definition.label.in_language(language),
        code=definition.code,
        period=fact.period,
        value=shown_value(definition, fact.stored, language),
        kind=definition.kind.value,
        unit=definition.unit.in_language(language),
        source=department_label(fact.source, language),
        as_of=fact.as_of,
        batch_id=fact.batch_id,
        fact_id=fact.pk,
    )


def facts_with_sources(enterprise: Enterprise, language: str) -> list[FactRow]:
    """Everything known of the enterprise now, by source department, each with where it comes from and of which day."""
    words = vocabulary()
    current = CurrentFact.objects.filter(enterprise=enterprise).select_related("fact", "kind")
    rows = [
        _row(words[one.kind.code], one.fact, language)
        for one in current.order_by("fact__source", "kind__code", "-period")
        if one.kind.code in words
    ]
    return sorted(rows, key=lambda row: row.source)
