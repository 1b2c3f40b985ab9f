"""The simulation as the editor's page shows it: counts, cost against the budget line, splits, ten named examples."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.authoring.telling import Draft
from cms.figures.charts import place, yuan_of
from cms.figures.sections import section_of
from cms.kernel.charts import Chart, Kind, Series, Unit
from cms.kernel.display import bracketed_text
from policies.budgets.models import BudgetLine
from policies.budgets.queries import balances
from policies.budgets.states import AccountKind
from policies.catalogue.models import Version
from policies.catalogue.queries import live_versions, rule_of
from policies.matching.columns import Ground, verdicts
from policies.matching.services import present_ground
from policies.matching.simulation import (
    Changed,
    Difference,
    Share,
    Simulation,
    difference,
    simulate,
    simulate_beside,
)
from policies.registry.models import Enterprise, ScaleClass
from policies.rules.columns import NotInColumns
from policies.rules.explanation import Line, explain
from policies.rules.facts import Vocabulary
from policies.rules.syntax import Rule
from policies.rules.verdicts import Verdict

MOST_BARS = 12
NAMED_CHANGES = 10


@dataclass(frozen=True, slots=True)
class Example:
    """One enterprise with what the rule says of it, and why."""

    enterprise: Enterprise
    verdict: Verdict
    lines: Sequence[Line]

    @property
    def kind(self) -> str:
        """`met`, `unmet` or `unknown`."""
        return self.verdict.outcome.value


@dataclass(frozen=True, slots=True)
class Budget:
    """The line a policy is paid from: what is left of it, in fen, and whether the need fits."""

    line: BudgetLine
    available: int
    needed: int

    @property
    def short(self) -> int:
        """The fen that are lacking; 0 when it is enough."""
        return max(self.needed - self.available, 0)

    @property
    def percent(self) -> int:
        """The need as a share of what is available, in whole per cent, at most 100."""
        return min(100, self.needed * 100 // self.available) if self.available > 0 else 100


def simulation_context(draft: Draft, body: dict[str, Any], words: Vocabulary, language: str) -> dict[str, Any]:
    """What the page shows of the draft's simulation on the registry as it stands."""
    if draft.rule is None or not draft.is_sound:
        return {"unsound": True}
    started = time.perf_counter()
    ground = present_ground()
    try:
        found, changed = simulated(draft.rule, live_of(body.get("policy")), ground)
    except NotInColumns as reason:
        return {"beyond": str(reason)}
    took = time.perf_counter() - started
    return {
        "found": found,
        "took_ms": round(took * 1000),
        "decided_on": ground.decided_on,
        "budget": budget_of(body.get("budget_line"), found.fen),
        "charts": charts(found),
        "gaps": [(column_label(one.column, words, language), one.count) for one in found.gaps],
        "examples": examples(draft.rule, found, ground, language),
        "changed": changed,
        "named": named_changes(changed) if changed else [],
    }


def simulated(rule: Rule, standing: Version | None, ground: Ground) -> tuple[Simulation, Difference | None]:
    """What the rule finds, and what changes against the version in force, where there is one with a rule."""
    if standing is None or not standing.is_executable:
        return simulate(rule, ground), None
    return simulate_beside(rule_of(standing), rule, ground)


def live_of(code: object) -> Version | None:
    """The version in force of the policy with this code."""
    return live_versions().filter(policy__code=code).first() if isinstance(code, str) and code else None


def compared(version: Version | None, rule: Rule | None, ground: Ground) -> Difference | None:
    """What changes against the version in force; None where there is none that carries a rule."""
    if version is None or not version.is_executable:
        return None
    return difference(rule_of(version), rule, ground)


def budget_of(line_id: object, needed: int) -> Budget | None:
    """The chosen budget line with what it has left; None where none is chosen."""
    text = str(line_id or "")
    line = BudgetLine.objects.filter(pk=int(text)).first() if text.isascii() and text.isdigit() else None
    if line is None:
        return None
    return Budget(line, balances(line).get(AccountKind.AVAILABLE, 0), needed)


def charts(found: Simulation) -> dict[str, Chart]:
    """The splits by industry, region and scale."""
    naming: dict[str, tuple[str, str, Callable[[str], object]]] = {
        "industry": (_("按行业"), _("行业"), section_of),
        "region": (_("按经营所在地"), _("地区"), place),
        "scale": (_("按企业划型"), _("划型"), scale_label),
    }
    return {
        name: split_chart(title, axis, merged(found.splits[name], label))
        for name, (title, axis, label) in naming.items()
        if found.splits.get(name)
    }


def scale_label(code: str) -> str:
    """The name of a scale class."""
    return str(ScaleClass(code).label) if code in ScaleClass.values else str(_("未登记"))


def merged(shares: Iterable[Share], label: Callable[[str], object]) -> list[Share]:
    """The shares under their names, those of one name together, the largest first."""
    sums: dict[str, Share] = {}
    for one in shares:
        name = str(label(one.code))
        before = sums.get(name, Share(name, 0, 0))
        sums[name] = Share(name, before.count + one.count, before.fen + one.fen)
    return sorted(sums.values(), key=lambda one: (-one.fen, -one.count, one.code))[:MOST_BARS]


def split_chart(title: str, axis: str, shares: Sequence[Share]) -> Chart:
    """Amounts as bars, with the number of enterprises in the table; numbers alone where no money is paid."""
    counts = Series(_("企业数"), [one.count for one in shares], unit=Unit.COUNT)
    amounts = Series(_("金额"), [yuan_of(one.fen) for one in shares])
    names = [one.code for one in shares]
    shown = [amounts, counts] if any(one.fen for one in shares) else [counts]
    return Chart(title=title, categories=names, series=shown, kind=Kind.SIDEWAYS, axis=axis)


def examples(rule: Rule, found: Simulation, ground: Ground, language: str) -> list[Example]:
    """Ten enterprises by name: some that qualify, some that nearly do, some that lack data, each with the reasons."""
    ids = [*found.met_examples, *found.near_examples, *found.lacking_examples]
    known = Enterprise.objects.select_related("party").in_bulk(ids)
    return [
        Example(known[pk], verdict, list(explain(verdict, language, ground.words)))
        for pk, verdict in verdicts(rule, [pk for pk in ids if pk in known], ground)
    ]


def column_label(column: str, words: Vocabulary, language: str) -> str:
    """A column of the snapshot as people call it."""
    code, bracket, period = column.partition("[")
    name = words[code].label.in_language(language) if code in words else code
    return f"{name}{bracketed_text(period.rstrip(']'))}" if bracket else name


@dataclass(frozen=True, slots=True)
class Named:
    """Changes of one sort with the names of the enterprises."""

    title: str
    count: int
    rows: Sequence[tuple[str, int | None, int | None]]


def named_changes(changed: Difference, most: int = NAMED_CHANGES) -> list[Named]:
    """Who enters, who leaves and whose amount changes, by name; the largest first."""
    sorts: list[tuple[str, int, Sequence[Changed]]] = [
        (_("新符合"), changed.enters, changed.entering[:most]),
        (_("不再符合"), changed.leaves, changed.leaving[:most]),
        (_("金额变化"), changed.changes, changed.changing[:most]),
    ]
    ids = [one.enterprise_id for _title, _count, rows in sorts for one in rows]
    known = Enterprise.objects.select_related("party").in_bulk(ids)
    return [
        Named(title, count, [(known[one.enterprise_id].name, one.before, one.after) for one in rows])
        for title, count, rows in sorts
        if count
    ]
