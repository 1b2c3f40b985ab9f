"""The registry's work queues: what sources contradict, enterprises contest, or nobody sent for too long."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from cms.kernel.clock import business_today
from policies.registry.conflicts import FactConflict
from policies.registry.contests import FactContest
from policies.registry.facts import FactImport
from policies.registry.kinds import department_label, vocabulary
from policies.registry.states import ConflictState, ContestState, ImportState


@dataclass(frozen=True, slots=True)
class Stale:
    """A fact whose source has not sent it for longer than it may be used."""

    code: str
    label: str
    source: str
    as_of: date
    max_age_days: int
    overdue_days: int


def stale_sources(language: str, today: date | None = None) -> list[Stale]:
    """Facts once imported whose latest import is older than their maximum age, the longest overdue first."""
    today = today or business_today()
    latest: dict[tuple[str, str], date] = {}
    rows = FactImport.objects.filter(state=ImportState.IMPORTED).values_list("source", "mapping", "as_of")
    for source, mapping, as_of in rows:
        for column in mapping.get("columns", ()):
            key = (source, column["target"].partition("/")[0])
            latest[key] = max(as_of, latest.get(key, as_of))
    found, words = [], vocabulary()
    for (source, code), as_of in latest.items():
        definition = words.get(code)
        limit = definition.max_age_days if definition else None
        if definition is None or limit is None or as_of + timedelta(days=limit) >= today:
            continue
        overdue = (today - as_of).days - limit
        label = definition.label.in_language(language)
        found.append(Stale(code, label, department_label(source, language), as_of, limit, overdue))
    return sorted(found, key=lambda one: (-one.overdue_days, one.code))


def open_conflicts() -> QuerySet[FactConflict]:
    """The contradictions nobody has settled, the oldest first."""
    waiting = FactConflict.objects.filter(state=ConflictState.OPEN)
    return waiting.select_related("enterprise__party", "kind", "earlier").order_by("pk")


def contests(*, only_open: bool = True) -> QuerySet[FactContest]:
    """What enterprises contest, the oldest first."""
    found = FactContest.objects.select_related("enterprise__party", "fact__kind", "evidence").order_by("pk")
    return found.filter(state=ContestState.OPEN) if only_open else found
