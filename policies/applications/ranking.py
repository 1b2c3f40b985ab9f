"""Policies that rank: named reviewers score, or the rule's own measure orders; the best are granted together.

Where the money or the places end among equals, who handed in earlier comes first.
"""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Final

from django.db.transaction import atomic
from django.utils.translation import gettext as _

from cms.kernel.access import Act, may, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.errors import WrongState
from cms.kernel.people.models import User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.applications.errors import (
    NotAReviewer,
    NothingToRank,
    NotRanked,
    PointsOutOfRange,
    RankingTooEarly,
    RankingUndecided,
    ReasonsMissing,
    ScoreNotGiven,
    TooFewReviewers,
)
from policies.applications.models import Application, Score
from policies.applications.ordering import CENT, Fallen, Ranked, ranks_by_rule, shortlisted, standing_of
from policies.applications.reviewing import decided, refuse_own
from policies.applications.states import ApplicationState
from policies.budgets.services import hold_available
from policies.catalogue.models import Version
from policies.catalogue.queries import rule_of
from policies.catalogue.states import ShortageRule
from policies.grants.applying import Asked, grant_asked
from policies.grants.grouping import locked_group
from policies.grants.sharing import left_in_pool
from policies.matching.alone import keep_alone
from policies.matching.channels import window_of

LEAST_REVIEWERS: Final = 2


@atomic
def name_reviewers(*, version_id: int, reviewers: Collection[User], by: User) -> int:
    """Each of the experts is named to score every application that waits for the ranking; returns how many scores are
    owed anew. Raises NotAllowed, NotRanked, NothingToRank, TooFewReviewers, NotAReviewer, OwnApplication."""
    version = _for_ranking(version_id, by)
    waiting = shortlisted(version)
    if not waiting:
        raise NothingToRank(policy=version.title_zh)
    if len({person.pk for person in reviewers}) < LEAST_REVIEWERS:
        raise TooFewReviewers(least=LEAST_REVIEWERS)
    for person in reviewers:
        if not may(person, Act.SCORE_APPLICATION):
            raise NotAReviewer(person=person.name)
        for application in waiting:
            refuse_own(application, person)
    named = [
        Score(application=application, reviewer=person, named_by=by, named_at=business_now())
        for application in waiting
        for person in reviewers
    ]
    before = Score.objects.filter(application__in=waiting).count()
    Score.objects.bulk_create(named, ignore_conflicts=True)
    record("reviewers.named", about=version, by=by, reviewers=sorted({person.pk for person in reviewers}))
    return Score.objects.filter(application__in=waiting).count() - before


@atomic
def give_score(*, score_id: int, points: Decimal, comment: str, by: User) -> Score:
    """The named reviewer has given points, once. Raises NotAllowed, NotAReviewer, OwnApplication, PointsOutOfRange,
    WrongState."""
    score = locked(Score, score_id)
    require(by, Act.SCORE_APPLICATION)
    if score.reviewer_id != by.pk:
        raise NotAReviewer(person=by.name)
    application = locked(Application, score.application_id, "enterprise__party")
    refuse_own(application, by)
    if not points.is_finite() or not 0 <= points <= 100 or points != points.quantize(CENT):
        raise PointsOutOfRange
    if score.given_at is not None or application.state != ApplicationState.SHORTLISTED:
        raise WrongState(noun=application._meta.verbose_name, state=application.state_label)
    score.points, score.comment, score.given_at = points, comment.strip()[:1000], business_now()
    score.save(update_fields=["points", "comment", "given_at"])
    record("score.given", about=application, by=by, score=score.pk)
    return score


@atomic
def give_back_score(*, score_id: int, reason: str, by: User) -> Score:
    """The points are taken back for `reason`, and the reviewer gives them anew; what they were stays in the trail.

    Only the lead department may, and only until the ranking. Raises NotAllowed, NotRanked, OwnApplication,
    ReasonsMissing, ScoreNotGiven, WrongState.
    """
    score = locked(Score, score_id)
    application = locked(Application, score.application_id, "enterprise__party")
    _for_ranking(application.version_id, by)
    refuse_own(application, by)
    if application.state != ApplicationState.SHORTLISTED:
        raise WrongState(noun=application._meta.verbose_name, state=application.state_label)
    if score.given_at is None:
        raise ScoreNotGiven
    if not reason.strip():
        raise ReasonsMissing
    before = str(score.points)
    score.points, score.given_at = None, None
    score.given_back_at, score.given_back_reason = business_now(), reason.strip()[:500]
    score.save(update_fields=["points", "given_at", "given_back_at", "given_back_reason"])
    record("score.given_back", about=score, by=by, application=application.pk, points=before)
    return score


def is_scored(version: Version, ranked: Sequence[Ranked]) -> bool:
    """Whether each of them has its measure: the rule's own, or the points of all of its reviewers."""
    return ranks_by_rule(version) or not any(_lacks_points(one.application) for one in ranked)


@atomic
def rank_applications(*, version_id: int, by: User) -> list[Application]:
    """All that wait are judged anew and ranked; as many of the best as money and places allow are granted by one
    decision, the others refused with their place, and who no longer qualifies with what fails. Returns the granted
    ones, the best first.

    Raises NotAllowed, NotRanked, NothingToRank, RankingTooEarly (somebody may still apply, or a score is missing),
    RankingUndecided (of somebody a fact is missing now: that is no refusal), and what refuses a grant.
    """
    version = locked_group(_for_ranking(version_id, by).pk)
    waiting = shortlisted(version)
    for application in waiting:
        refuse_own(application, by)
    _refuse_early(version, waiting)
    standing = standing_of(version, waiting)
    _refuse_undecided(standing.fallen)
    ranked = standing.ranked
    _refuse_unscored(version, ranked)
    chosen = _within_reach(version, ranked)
    _grant(version, chosen, by)
    for one in ranked:
        if one not in chosen:
            advance(one.application, ApplicationState.REFUSED, by=by, values=_values(version, one, by), place=one.place)
    for fallen in standing.fallen:
        told = _("排序前复核，按现有数据已不符合条件：%(why)s") % {"why": fallen.why}
        advance(fallen.application, ApplicationState.REFUSED, by=by, values=decided(by, told))
    return [one.application for one in chosen]


def _grant(version: Version, chosen: Sequence[Ranked], by: User) -> None:
    if not chosen:
        return
    asked = [
        Asked(
            keep_alone(version=version, enterprise=one.application.enterprise, verdict=one.verdict),
            _fen(one),
            project=one.application.project_number,
        )
        for one in chosen
    ]
    decision = grant_asked(version_id=version.pk, asked=asked, by=by)
    grants = {grant.match_id: grant for grant in decision.grants.all()}
    for one, wish in zip(chosen, asked, strict=True):
        values = _values(version, one, by) | {"match": wish.match, "grant": grants[wish.match.pk]}
        advance(one.application, ApplicationState.GRANTED, by=by, values=values, place=one.place)


def _within_reach(version: Version, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The best of them, one after another, while places and money last; nobody behind the first who is not reached.

    Places and money are those that the line and, of its period, the rule's own pool still have.
    """
    available = hold_available(version.budget_line_id) if version.budget_line_id is not None else 0
    period = next((str(one.verdict.period or "") for one in ranked), "")
    limit, left = left_in_pool(version, rule_of(version).pool, period)
    places = len(ranked) if left is None else left
    available = available if limit is None else min(available, limit)
    chosen: list[Ranked] = []
    for one in ranked[:places]:
        if _fen(one) > available:
            break
        available -= _fen(one)
        chosen.append(one)
    return chosen


def _fen(one: Ranked) -> int:
    return one.verdict.amount_fen or 0


def _values(version: Version, one: Ranked, by: User) -> dict[str, object]:
    told = f"排序第 {one.place} 名（并列，按提交先后）" if one.is_tied else f"排序第 {one.place} 名"
    score = None if ranks_by_rule(version) else Decimal(one.measure.numerator) / one.measure.denominator
    return decided(by, told) | {"place": one.place, "score": score}


def _for_ranking(version_id: int, by: User) -> Version:
    version = Version.objects.select_related("policy__lead_department").get(pk=version_id)
    require(by, Act.DECIDE_APPLICATION, version.policy.lead_department)
    if version.shortage_rule != ShortageRule.RANKED:
        raise NotRanked(policy=version.title_zh)
    return version


def _refuse_early(version: Version, waiting: Sequence[Application]) -> None:
    if not waiting:
        raise NothingToRank(policy=version.title_zh)
    window = window_of(version)
    if window.last is None or business_today() <= window.last:
        raise RankingTooEarly(why=_("申报期尚未截止"))
    under_review = (ApplicationState.SUBMITTED, ApplicationState.RETURNED)
    if Application.objects.filter(version=version, state__in=under_review).exists():
        raise RankingTooEarly(why=_("还有申报件在审核或补正"))


def _refuse_undecided(fallen: Sequence[Fallen]) -> None:
    for one in fallen:
        if not one.is_sure:
            raise RankingUndecided(name=one.application.enterprise.party.name, why=one.why)


def _refuse_unscored(version: Version, ranked: Sequence[Ranked]) -> None:
    if ranks_by_rule(version):
        return
    for one in ranked:
        if _lacks_points(one.application):
            name = one.application.enterprise.party.name
            raise RankingTooEarly(why=_("“%(name)s”的专家评分不足") % {"name": name})


def _lacks_points(application: Application) -> bool:
    points = [score.points for score in application.scores.all()]
    return len(points) < LEAST_REVIEWERS or None in points
