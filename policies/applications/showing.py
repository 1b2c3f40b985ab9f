"""What pages show of an application: its way, its history, and each fact side by side as the state and it say it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.kernel.files.models import StoredFile
from cms.kernel.trail import events_about
from policies.applications.completing import papers_wanted
from policies.applications.entering import masked
from policies.applications.facts import SOURCE, fact_label
from policies.applications.lines import Lines, lines_of
from policies.applications.models import Application, DeclaredFact
from policies.applications.queries import papers_of
from policies.applications.states import ApplicationState
from policies.applications.telling import explained
from policies.matching.explaining import facts_seen
from policies.matching.reasons import Reason, tree_of
from policies.registry.kinds import department_label, vocabulary
from policies.registry.known import facts_of
from policies.rules.facts import NUMERIC, FactDefinition, Kind
from policies.rules.periods import parse_period
from policies.rules.telling.values import value_of as told_value
from policies.rules.values import Missing
from policies.rules.verdicts import Verdict

WAY: Final = (_("填写申报"), _("部门审核"), _("核准"), _("公示与拨付"))
STEP: Final[Mapping[str, int]] = {
    ApplicationState.DRAFT: 0,
    ApplicationState.RETURNED: 0,
    ApplicationState.SUBMITTED: 1,
    ApplicationState.SHORTLISTED: 2,
    ApplicationState.GRANTED: 3,
}
EVENT_WORDS: Final[Mapping[str, Promise]] = {
    "application.begun": _("开始填写"),
    "application.submitted": _("提交申报"),
    "application.returned": _("退回补正"),
    "application.shortlisted": _("符合条件，转入评审排序"),
    "application.granted": _("核准"),
    "application.refused": _("不予核准"),
    "application.withdrawn": _("企业撤回"),
    "application.not_corrected": _("逾期未补正，视为撤回"),
    "application.recounted": _("工作日安排有变，期限重新计算"),
    "application.overdue": _("办理超期，已报监督部门"),
    "opinion.given": _("配合部门出具意见"),
}
WRONG: Final = frozenset({"application.refused", "application.not_corrected", "application.overdue"})


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact the verdict rests on or lacks: what the state holds, what the enterprise states, and its paper.

    Of dated lines `stated` is their number, `lines` what they say.
    """

    label: str
    theirs: str
    source: str
    as_of: date | None
    stated: str
    proof: StoredFile | None
    is_used: bool
    is_checked: bool
    fact_id: int | None = None
    lines: Lines | None = None


def timeline(application: Application) -> list[dict[str, object]]:
    """What happened to it so far, oldest first; officers are not named."""
    events = [event for event in events_about(application) if event.name in EVENT_WORDS]
    return [
        {
            "what": EVENT_WORDS[event.name],
            "when": event.happened_at,
            "kind": "wrong" if event.name in WRONG else "done",
        }
        for event in events
    ]


def reasons_of(verdict: Verdict) -> list[Reason]:
    """The conditions of the verdict as a tree."""
    return tree_of((line.depth, line.text) for line in explained(verdict))


def fact_rows(application: Application, verdict: Verdict) -> list[FactRow]:
    """Every fact the verdict rests on, then what the enterprise states beside what the state holds of it."""
    stated = {(fact.code, fact.period): fact for fact in application.facts.select_related("evidence").order_by("pk")}
    rows = [_seen(fact) for fact in facts_seen(verdict) if fact["source"] != SOURCE and fact["code"] in vocabulary()]
    return rows + list(_stated(application, stated.values(), verdict))


def _seen(fact: Mapping[str, Any]) -> FactRow:
    definition = vocabulary()[fact["code"]]
    as_of = date.fromisoformat(fact["as_of"]) if fact["as_of"] else None
    value = _told(definition, fact["value"])
    source = department_label(fact["source"] or definition.source, get_language() or "zh")
    return FactRow(_label(definition, fact["period"]), value, source, as_of, "", None, is_used=True, is_checked=True)


def _stated(application: Application, stated: Iterable[DeclaredFact], verdict: Verdict) -> Iterable[FactRow]:
    known, words = facts_of(application.enterprise), vocabulary()
    used = {(fact["code"], fact["period"]) for fact in facts_seen(verdict) if fact["source"] == SOURCE}
    for fact in stated:
        definition = words.get(fact.code)
        if definition is None:
            continue
        period = parse_period(fact.period) if fact.period else None
        is_lines = definition.kind is Kind.ITEMS
        held = known.items(fact.code) if is_lines else known.get(fact.code, period)
        theirs = "" if isinstance(held, Missing) else _told(definition, len(held.value) if is_lines else held.value)
        yield FactRow(
            label=_label(definition, fact.period),
            theirs=theirs,
            source="" if isinstance(held, Missing) else department_label(held.source, get_language() or "zh"),
            as_of=None if isinstance(held, Missing) else held.as_of,
            stated=_told(definition, len(fact.value)) if is_lines else masked(fact.text.reveal(), definition),
            proof=fact.evidence,
            is_used=(fact.code, fact.period) in used,
            is_checked=fact.checked_at is not None,
            fact_id=fact.pk,
            lines=lines_of(fact.text.reveal(), definition) if is_lines else None,
        )


def _told(definition: FactDefinition, value: Any) -> str:
    if definition.kind not in (Kind.ITEMS, Kind.CATALOGUE) and isinstance(value, str):
        value = _typed(definition, value)
    return told_value(definition, value, "en" if (get_language() or "").startswith("en") else "zh")


def _typed(definition: FactDefinition, text: str) -> Any:
    if definition.kind is Kind.DATE:
        return date.fromisoformat(text)
    return Fraction(text) if definition.kind in NUMERIC else text


def _label(definition: FactDefinition, period: str) -> str:
    return fact_label(definition, parse_period(period) if period else None)


def papers_shown(application: Application) -> list[tuple[str, bool, StoredFile | None]]:
    """Each paper the policy names: its name, whether it is needed, and the file that counts."""
    given, language = papers_of(application), get_language() or "zh"
    return [
        (paper.name(language), paper.is_needed, given[paper.code].file if paper.code in given else None)
        for paper in papers_wanted(application)
    ]
