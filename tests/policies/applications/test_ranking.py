"""Where the policy ranks: named reviewers score, the mean orders, ties are declared, the best are granted together."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.errors import NotAllowed, Refused, WrongState
from cms.kernel.models import Event, User
from cms.kernel.roles import Role
from policies.applications.errors import (
    NotAReviewer,
    NotRanked,
    OwnApplication,
    PointsOutOfRange,
    RankingTooEarly,
    RankingUndecided,
    TooFewReviewers,
)
from policies.applications.models import Application, Score
from policies.applications.ordering import mean_of
from policies.applications.ranking import give_score, name_reviewers, rank_applications
from policies.applications.states import ApplicationState
from policies.catalogue.states import ShortageRule
from policies.grants.models import Decision, Grant
from policies.registry.models import Enterprise
from policies.registry.services import state_facts
from tests.conftest import Clock
from tests.policies.applications.worlds import World, a_rule, a_world
from tests.policies.grants.worlds import a_firm
from tests.policies.officers import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]
LAST = date(2023, 2, 1)


def a_contest(*, places: int = 2, fen: int = 10**9, **pool: str) -> tuple[World, list[Application]]:
    """Three enterprises wait to be ranked; the window is over."""
    rule = a_rule(pool={"places": places, "shortage": "ranked"} | pool)
    world = a_world(rule=rule, shortage_rule=ShortageRule.RANKED, apply_until=LAST, revenue=2_000_000, fen=fen)
    firms = [world.firm, a_firm(8, 2_000_000), a_firm(9, 2_000_000)]
    return world, [world.approve(world.submitted(one, revenue="")) for one in firms]


def scored(world: World, *points: tuple[str, ...]) -> list[User]:
    """As many experts as there are columns, each with points for every application."""
    experts = [a_person(Role.EXPERT) for _ in points[0]]
    name_reviewers(version_id=world.version.pk, reviewers=experts, by=world.reviewer)
    waiting = Application.objects.filter(version=world.version).order_by("pk")
    for application, row in zip(waiting, points, strict=True):
        for expert, given in zip(experts, row, strict=True):
            score = Score.objects.get(application=application, reviewer=expert)
            give_score(score_id=score.pk, points=Decimal(given), comment="", by=expert)
    return experts


def refused(work: object, reason: type[Refused]) -> None:
    """The work is refused and leaves nothing."""
    before = Event.objects.count()
    with pytest.raises(reason):
        work()  # type: ignore[operator]
    assert (Event.objects.count(), Grant.objects.count()) == (before, 0)


def test_an_application_that_is_ranked_waits_for_its_rank() -> None:
    _world, waiting = a_contest()
    assert {one.state for one in waiting} == {ApplicationState.SHORTLISTED}
    assert not Grant.objects.exists()


def test_the_best_by_the_mean_are_granted_by_one_decision_and_the_rest_told_their_place(clock: Clock) -> None:
    world, waiting = a_contest()
    scored(world, ("80", "81"), ("90", "70.5"), ("60", "99"))
    clock.set(date(2023, 2, 2))
    granted = rank_applications(version_id=world.version.pk, by=world.reviewer)
    assert [(one.place, one.score) for one in granted] == [(1, Decimal("80.50")), (2, Decimal("80.25"))]
    waiting[2].refresh_from_db()
    assert (waiting[2].state, waiting[2].reason) == (ApplicationState.REFUSED, "排序第 3 名")
    assert (Decision.objects.count(), Grant.objects.count()) == (1, 2)


def test_equals_share_a_place_and_are_declared_and_who_came_first_is_reached_first(clock: Clock) -> None:
    world, waiting = a_contest(places=1)
    scored(world, ("70", "80"), ("80", "70"), ("10", "10"))
    clock.set(date(2023, 2, 2))
    (first,) = rank_applications(version_id=world.version.pk, by=world.reviewer)
    assert (first.pk, first.place) == (waiting[0].pk, 1)
    waiting[1].refresh_from_db()
    assert (waiting[1].place, waiting[1].reason) == (1, "排序第 1 名（并列，按提交先后）")


def test_nobody_is_granted_behind_the_last_whom_the_money_reaches(clock: Clock) -> None:
    world, _waiting = a_contest(places=3, fen=20_000_00 + 1)
    scored(world, ("90", "90"), ("80", "80"), ("70", "70"))
    clock.set(date(2023, 2, 2))
    assert len(rank_applications(version_id=world.version.pk, by=world.reviewer)) == 1


def test_the_rules_own_pool_ends_the_ranking_where_the_line_would_not(clock: Clock) -> None:
    world, _waiting = a_contest(places=3, limit="30000")
    scored(world, ("80", "80"), ("90", "90"), ("70", "70"))
    clock.set(date(2023, 2, 2))
    assert [one.place for one in rank_applications(version_id=world.version.pk, by=world.reviewer)] == [1]
    assert Grant.objects.count() == 1


def test_a_rule_with_a_measure_of_its_own_ranks_without_reviewers(clock: Clock) -> None:
    pool = {"places": 1, "shortage": "ranked", "rank_by": {"fact": "finance.revenue[y]"}}
    world = a_world(rule=a_rule(pool=pool), shortage_rule=ShortageRule.RANKED, apply_until=LAST, revenue=2_000_000)
    other = a_firm(8, 3_000_000)
    for one in (world.firm, other):
        world.approve(world.submitted(one, revenue=""))
    clock.set(date(2023, 2, 2))
    (best,) = rank_applications(version_id=world.version.pk, by=world.reviewer)
    assert best.enterprise == other


def test_nobody_ranks_while_somebody_may_still_apply_or_a_score_is_missing(clock: Clock) -> None:
    world, _waiting = a_contest()
    refused(lambda: rank_applications(version_id=world.version.pk, by=world.reviewer), RankingTooEarly)
    clock.set(date(2023, 2, 2))
    refused(lambda: rank_applications(version_id=world.version.pk, by=world.reviewer), RankingTooEarly)


def test_reviewers_are_two_experts_at_least_and_none_of_an_applicants_people() -> None:
    world, waiting = a_contest()
    experts = [a_person(Role.EXPERT), a_person(Role.EXPERT, waiting[0].enterprise.party)]
    pk, by = world.version.pk, world.reviewer
    refused(lambda: name_reviewers(version_id=pk, reviewers=experts[:1], by=by), TooFewReviewers)
    refused(lambda: name_reviewers(version_id=pk, reviewers=[experts[0], by], by=by), NotAReviewer)
    refused(lambda: name_reviewers(version_id=pk, reviewers=experts, by=by), OwnApplication)
    refused(lambda: name_reviewers(version_id=pk, reviewers=experts, by=a_person(Role.REVIEWER)), NotAllowed)


def test_points_are_given_once_by_the_named_reviewer_and_lie_between_0_and_100() -> None:
    world, _waiting = a_contest()
    experts = [a_person(Role.EXPERT), a_person(Role.EXPERT)]
    name_reviewers(version_id=world.version.pk, reviewers=experts, by=world.reviewer)
    score = Score.objects.filter(reviewer=experts[0]).first()
    assert score is not None

    def give(points: str, by: User = experts[0]) -> object:
        return lambda: give_score(score_id=score.pk, points=Decimal(points), comment="", by=by)

    for wrong in ("-0.01", "100.01", "50.005", "NaN", "Infinity"):
        refused(give(wrong), PointsOutOfRange)
    refused(give("50", experts[1]), NotAReviewer)
    give("50")()  # type: ignore[operator]
    refused(give("60"), WrongState)


def test_a_policy_that_does_not_rank_is_not_ranked() -> None:
    world = a_world()
    refused(lambda: rank_applications(version_id=world.version.pk, by=world.reviewer), NotRanked)


def test_the_mean_is_rounded_half_up() -> None:
    assert mean_of([Decimal("80"), Decimal("80.01")]) == Decimal("80.01")
    assert mean_of([Decimal("1"), Decimal("1"), Decimal("2")]) == Decimal("1.33")
    with pytest.raises(ValueError, match="no points"):
        mean_of([])


def test_who_no_longer_qualifies_is_refused_with_what_fails_and_holds_up_nobody(clock: Clock) -> None:
    world, waiting = a_contest(places=1)
    scored(world, ("90", "90"), ("80", "80"), ("70", "70"))
    clock.set(date(2023, 2, 2))
    facts = {("finance.revenue", "2022"): 900_000 * 100}
    state_facts(enterprise=waiting[0].enterprise, facts=facts, source="statistics", as_of=date(2023, 2, 2), by=None)
    (best,) = rank_applications(version_id=world.version.pk, by=world.reviewer)
    assert (best.pk, best.place) == (waiting[1].pk, 1)
    waiting[0].refresh_from_db()
    assert (waiting[0].state, waiting[0].place) == (ApplicationState.REFUSED, None)
    assert waiting[0].reason.startswith("排序前复核，按现有数据已不符合条件：")
    assert Grant.objects.count() == 1


def a_stale_contest(clock: Clock) -> tuple[World, list[Application]]:
    """The rule asks for a fact that holds for a month; of one of two enterprises it was not brought since."""
    clean = {"none": [{"holds": "credit.abnormal_list"}]}
    pool = {"places": 1, "shortage": "ranked", "rank_by": {"fact": "finance.revenue[y]"}}
    rule = a_rule(pool=pool)
    rule = rule | {"who": {"all": [*rule["who"]["all"], clean]}}
    world = a_world(rule=rule, shortage_rule=ShortageRule.RANKED, apply_until=LAST, revenue=2_000_000)
    firms = [world.firm, a_firm(8, 3_000_000)]
    for firm in firms:
        stated(firm, LAST)
    waiting = [world.approve(world.submitted(one, revenue="")) for one in firms]
    clock.set(date(2023, 4, 3))
    stated(firms[0], date(2023, 4, 1))
    return world, waiting


def stated(firm: Enterprise, as_of: date) -> None:
    facts = {("credit.abnormal_list", ""): False}
    state_facts(enterprise=firm, facts=facts, source="market", as_of=as_of, by=None)


def test_a_missing_fact_neither_ranks_nor_refuses_and_is_named(clock: Clock) -> None:
    world, waiting = a_stale_contest(clock)
    with pytest.raises(RankingUndecided, match=waiting[1].enterprise.party.name):
        rank_applications(version_id=world.version.pk, by=world.reviewer)
    waiting[1].refresh_from_db()
    assert (waiting[1].state, Grant.objects.count()) == (ApplicationState.SHORTLISTED, 0)


def test_the_department_may_refuse_one_that_waits_and_rank_the_rest(clock: Clock) -> None:
    world, waiting = a_stale_contest(clock)
    client = Client()
    client.force_login(world.reviewer)
    address = reverse("policies:review_application", args=[waiting[1].pk])
    shown = client.get(address).content.decode()
    assert ('value="refuse"' in shown, 'value="approve"' in shown) == (True, False)
    assert "缺数据" in client.get(reverse("policies:application_ranking", args=[world.version.pk])).content.decode()
    assert client.post(address, {"act": "refuse", "reason": "未按期更新信用信息"}).status_code == 302
    (best,) = rank_applications(version_id=world.version.pk, by=world.reviewer)
    assert best.pk == waiting[0].pk
