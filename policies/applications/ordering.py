"""Who of those that wait for a ranking still qualifies, and in which order they stand.

The measure is the rule's `rank_by` where it has one, else the mean of at least two reviewers' points (two places, half
up). Equal measures share a place and are declared so; who handed in earlier stands first among equals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from cms.kernel.display import bracketed_text, comma_text
from policies.applications.facts import only_theirs, wanted_facts
from policies.applications.models import Application
from policies.applications.reviewing import verdict_for
from policies.applications.states import ApplicationState
from policies.applications.telling import failing
from policies.catalogue.models import Version
from policies.catalogue.queries import rule_of
from policies.grants.scopes import held_scopes, is_held
from policies.registry.lineage import lineage
from policies.rules.verdicts import Verdict, VerdictOutcome

CENT: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Ranked:
    """An application with its verdict of now, its measure, its place, and whether others share it."""

    application: Application
    verdict: Verdict
    measure: Fraction
    place: int
    is_tied: bool


@dataclass(frozen=True, slots=True)
class Fallen:
    """An application that does not fulfil the rule any more: why, and whether that is sure or only data are missing."""

    application: Application
    why: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Those who wait for a ranking: who still qualifies, the best first, and who does not."""

    ranked: list[Ranked]
    fallen: list[Fallen]


def shortlisted(version: Version) -> list[Application]:
    """The applications of the version that wait to be ranked, in the order they were handed in."""
    found = Application.objects.filter(version=version, state=ApplicationState.SHORTLISTED)
    return list(found.select_related("version__policy", "enterprise__party").order_by("submitted_at", "pk"))


def standing_of(version: Version, waiting: Sequence[Application]) -> Standing:
    """The applications judged anew on the facts of now: what changed since they were let in does not hold up others."""
    fallen, still = [], []
    held, line = held_scopes(version), lineage()
    for one in waiting:
        verdict = verdict_for(one)
        steps = verdict.steps if verdict.outcome is VerdictOutcome.MET else None
        if verdict.outcome is VerdictOutcome.UNKNOWN:
            fallen.append(Fallen(one, _missing_from(verdict), is_sure=False))
        elif verdict.outcome is VerdictOutcome.UNMET:
            fallen.append(Fallen(one, failing(version, verdict), is_sure=True))
        elif is_held(version, held, line, one.enterprise_id, one.period, steps, one.project_number):
            fallen.append(Fallen(one, _("已有同一所属期的兑付事项，不重复享受"), is_sure=True))
        else:
            still.append((one, verdict))
    return Standing(_in_order(version, still), fallen)


def ranks_by_rule(version: Version) -> bool:
    """Whether the rule itself orders the applications, so that nobody scores."""
    pool = rule_of(version).pool
    return pool is not None and pool.rank_by is not None


def mean_of(points: Sequence[Decimal]) -> Decimal:
    """The mean of points, to two places, half up. ValueError for none."""
    if not points:
        raise ValueError("no points to take the mean of")
    return (sum(points, Decimal(0)) / len(points)).quantize(CENT, ROUND_HALF_UP)


def _missing_from(verdict: Verdict) -> str:
    theirs = [f"{one.label}{bracketed_text(str(one.department))}" for one in only_theirs(verdict)]
    return _("尚缺数据：%(facts)s") % {
        "facts": comma_text().join([*theirs, *[one.label for one in wanted_facts(verdict)]])
    }


def _in_order(version: Version, judged: Sequence[tuple[Application, Verdict]]) -> list[Ranked]:
    measured = [(one, verdict, _measure(version, one, verdict)) for one, verdict in judged]
    measured.sort(key=lambda row: -row[2])
    places = {measure: place for place, (*_rest, measure) in reversed(list(enumerate(measured, 1)))}
    measures = [measure for *_rest, measure in measured]
    return [
        Ranked(one, verdict, measure, places[measure], measures.count(measure) > 1)
        for one, verdict, measure in measured
    ]


def _measure(version: Version, application: Application, verdict: Verdict) -> Fraction:
    if ranks_by_rule(version):
        return verdict.rank if verdict.rank is not None else Fraction(-1)
    points = [score.points for score in application.scores.all() if score.points is not None]
    return Fraction(mean_of(points)) if points else Fraction(-1)
