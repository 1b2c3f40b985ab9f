"""What the form asks: the facts that a verdict lacks and a person can state; and what the enterprise's word is worth.

A stated fact fills a gap and nothing else: where the state holds a value that is not out of date, that value counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.kernel.clock import business_today
from cms.kernel.display import bracketed_text, comma_text
from policies.applications.models import Application, DeclaredFact
from policies.catalogue.models import Version
from policies.catalogue.queries import rule_of
from policies.registry.kinds import department_label, vocabulary
from policies.registry.known import RegisteredFacts, facts_of, value_of
from policies.registry.models import Enterprise
from policies.rules.evaluation import assessed_period, evaluate
from policies.rules.facts import FactDefinition, Kind
from policies.rules.periods import Period, parse_period
from policies.rules.telling.values import period_name
from policies.rules.values import FactValue, Lack, Missing
from policies.rules.verdicts import Verdict

SOURCE: Final = "enterprise"
"""The source of what an enterprise states about itself."""
STATABLE: Final = frozenset(
    {Kind.MONEY, Kind.NUMBER, Kind.RATIO, Kind.COUNT, Kind.TEXT, Kind.FLAG, Kind.DATE, Kind.CODE, Kind.ITEMS}
)
MOST_ROWS_TOLD: Final = 10
NEVER_STATED: Final = ("credit.", "penalty.")
"""Nobody vouches for his own good name: these facts come from the authority that keeps them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A fact to be stated: its definition and the period it is wanted for."""

    definition: FactDefinition
    period: Period | None

    @property
    def key(self) -> tuple[str, str]:
        """Code and period as they are kept."""
        return self.definition.code, str(self.period or "")

    @property
    def name(self) -> str:
        """The name of its field in a form."""
        code, period = self.key
        return f"fact-{code.replace('.', '_')}{'-' + period if period else ''}"

    @property
    def label(self) -> str:
        """What the reader calls it, with its period."""
        return fact_label(self.definition, self.period)


@dataclass(frozen=True, slots=True)
class OnlyTheirs:
    """A fact that is missing and that only its department can add."""

    label: str
    department: str


def fact_label(definition: FactDefinition, period: Period | None) -> str:
    """The fact's name in the reader's language, with the period it is about."""
    language = get_language() or "zh"
    name = definition.label.in_language(language)
    if period is None:
        return name
    told = period_name(period, "en" if language.startswith("en") else "zh")
    return f"{name} ({told})" if language.startswith("en") else f"{name}（{told}）"


def verdict_with(version: Version, enterprise: Enterprise, stated: Iterable[DeclaredFact], applied_on: date) -> Verdict:
    """What the rule says on the state's facts of this moment, gaps filled by what the enterprise states.

    The assessed period is that of the day of the application, however long the department takes.
    """
    rule, today = rule_of(version), business_today()
    return evaluate(
        rule,
        facts_with(enterprise, stated, today),
        decided_on=today,
        assessed=assessed_period(rule.assessed, applied_on),
        applied_on=applied_on,
        vocabulary=vocabulary(),
    )


def applied_day(application: Application) -> date:
    """The day on which it was first handed in; today for a draft."""
    return localtime(application.submitted_at).date() if application.submitted_at else business_today()


def facts_with(enterprise: Enterprise, stated: Iterable[DeclaredFact], today: date) -> RegisteredFacts:
    """The state's facts; where one is missing or out of date, the enterprise's own word, named as such."""
    found, words = facts_of(enterprise), vocabulary()
    for fact in stated:
        definition = words.get(fact.code)
        if definition is None:
            continue
        period = parse_period(fact.period) if fact.period else None
        given = FactValue(value_of(definition, fact.value), SOURCE, fact.stated_on)
        if definition.kind is Kind.ITEMS:
            if not _holds(found.items(fact.code), definition, today):
                found.lines[fact.code] = given
        elif not _holds(found.get(fact.code, period), definition, today):
            found.plain[fact.code, period] = given
    return found


def _holds(known: FactValue | Missing, definition: FactDefinition, today: date) -> bool:
    if isinstance(known, Missing):
        return False
    limit = definition.max_age_days
    return limit is None or known.as_of is None or (today - known.as_of).days <= limit


def wanted_facts(verdict: Verdict) -> list[Wanted]:
    """The facts the verdict lacks that an enterprise can state."""
    words = vocabulary()
    return [
        Wanted(words[one.code], one.period)
        for one in verdict.missing
        if one.code in words and is_statable(words[one.code], one.lack)
    ]


def is_statable(definition: FactDefinition, lack: Lack = Lack.ABSENT) -> bool:
    """Whether an enterprise may state such a fact where it is missing for that reason."""
    return (
        definition.kind in STATABLE
        and lack in (Lack.ABSENT, Lack.STALE)
        and not definition.code.startswith(NEVER_STATED)
    )


def blank_cells(verdict: Verdict, stated: Iterable[DeclaredFact]) -> dict[str, list[str]]:
    """What the verdict lacks within lines that the enterprise stated: by the name of the form's field, a sentence for
    each column that names the rows in which it is blank."""
    given, found = {fact.code: fact for fact in stated}, dict[str, list[str]]()
    for one in verdict.missing:
        within = field_of_lines(one.code)
        fact = given.get(within[0].code) if within else None
        if within is None or fact is None:
            continue
        rows = [str(number) for number, line in enumerate(fact.value, 1) if line.get(within[1].code) is None]
        column = within[1].label.in_language(get_language() or "zh")
        shown = comma_text().join(rows[:MOST_ROWS_TOLD]) + ("…" if len(rows) > MOST_ROWS_TOLD else "")
        told = _("第 %(rows)s 行未填“%(column)s”，请补充。") % {"rows": shown, "column": column}
        found.setdefault(Wanted(within[0], None).name, []).append(told)
    return found


def field_of_lines(code: str) -> tuple[FactDefinition, FactDefinition] | None:
    """The fact of dated lines and its field that such a code names (hr.hires.hired_on); None for any other code."""
    whole, _dot, name = code.rpartition(".")
    definition = vocabulary().get(whole)
    field = (definition.fields or {}).get(name) if definition else None
    return (definition, field) if definition and field else None


def only_theirs(verdict: Verdict, stated: Iterable[DeclaredFact] = ()) -> list[OnlyTheirs]:
    """The facts the verdict lacks that only a department can add; a blank in lines that were stated is none of them."""
    words, language, found = vocabulary(), get_language() or "zh", []
    mine = {fact.code for fact in stated}
    for one in verdict.missing:
        within = field_of_lines(one.code)
        if within is not None:
            label = f"{within[0].label.in_language(language)}{bracketed_text(within[1].label.in_language(language))}"
            if within[0].code not in mine:
                found.append(OnlyTheirs(label, department_label(within[0].source, language)))
            continue
        definition = words.get(one.code)
        if definition is None or not is_statable(definition, one.lack):
            label = fact_label(definition, one.period) if definition else one.name
            source = department_label(definition.source, language) if definition else ""
            found.append(OnlyTheirs(label, source))
    return found


def wanted_again(stated: Sequence[DeclaredFact]) -> list[Wanted]:
    """The fields of what was stated before, so that it can be changed."""
    words = vocabulary()
    return [
        Wanted(words[fact.code], parse_period(fact.period) if fact.period else None)
        for fact in stated
        if fact.code in words
    ]


def shown_value(definition: FactDefinition, stored: Any) -> Any:
    """A stated value as a page shows it: lines by their number, a code by its name."""
    value = value_of(definition, stored)
    name = definition.name_of(value) if isinstance(value, str) else None
    if name is not None:
        return name.in_language(get_language() or "zh")
    return len(value) if definition.kind is Kind.ITEMS else value
