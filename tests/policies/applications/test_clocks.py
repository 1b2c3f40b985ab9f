"""The days of applications: they rest while the enterprise corrects; a co-department's silence is reported."""

from datetime import date
from decimal import Decimal

import pytest

from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed, Refused, WrongState
from cms.kernel.models import Event, Message
from cms.kernel.roles import Role
from policies.applications.clocks import look_after_opinions
from policies.applications.completing import WHOLE
from policies.applications.errors import OpinionsMissing, ReasonsMissing, ScoreNotGiven
from policies.applications.models import Application, Opinion, Score
from policies.applications.queries import overdue_opinions
from policies.applications.ranking import give_back_score, give_score, name_reviewers, rank_applications
from policies.applications.reviewing import return_application
from policies.applications.rules import APPLICATION_RULES, application_rule
from policies.applications.services import submit_application
from policies.catalogue.states import Channel, ShortageRule
from policies.grants.models import Grant
from tests.conftest import Clock
from tests.policies.applications.worlds import World, a_rule, a_world
from tests.policies.officers import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]


def returned(world: World, application: Application) -> Application:
    return return_application(application_id=application.pk, corrections={WHOLE: "请盖章"}, by=world.reviewer)


def last_day(application: Application) -> str:
    assert application.decide_until is not None
    return f"{application.decide_until:%Y-%m-%d %H:%M}"


def test_while_the_enterprise_corrects_the_departments_days_rest(clock: Clock) -> None:
    world = a_world(Channel.WITHIN_DAYS, decide_days=5)
    application = world.submitted()  # Wednesday 1 February: five days end on Wednesday the 8th
    assert last_day(application) == "2023-02-08 16:00"
    clock.set(date(2023, 2, 3))
    resting = returned(world, application)
    assert (resting.decide_until, resting.counted_days) == (None, 3)  # Monday to Wednesday are left
    clock.set(date(2023, 2, 13))
    again = submit_application(application_id=application.pk, by=world.clerk)
    assert last_day(again) == "2023-02-16 16:00"


def test_a_department_that_returned_on_its_last_day_has_one_day_more(clock: Clock) -> None:
    world = a_world(Channel.WITHIN_DAYS, decide_days=1)
    application = world.submitted()
    clock.set(date(2023, 2, 3))
    assert returned(world, application).counted_days == 0
    assert last_day(submit_application(application_id=application.pk, by=world.clerk)) == "2023-02-06 16:00"


def test_a_second_return_gives_no_days_back(clock: Clock) -> None:
    world = a_world(decide_days=5)
    application = world.submitted()
    for expected in (4, 3):
        clock.forward(days=1)
        assert returned(world, application).counted_days == expected
        submit_application(application_id=application.pk, by=world.clerk)
    assert last_day(Application.objects.get()) == "2023-02-08 16:00"


def test_a_rule_counts_from_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    assert application_rule(date(2000, 1, 1)) == APPLICATION_RULES[0]
    assert application_rule(date(2023, 2, 1)).correction_days == 10


def silent(clock: Clock) -> tuple[World, Application]:
    """A co-department was asked for its opinion, and its days are over."""
    world = a_world(co_departments=1, decide_days=10)
    application = world.submitted()
    clock.set(date(2023, 2, 9))
    return world, application


def test_a_co_departments_silence_is_reported_once_to_all_who_can_end_it(clock: Clock) -> None:
    world, application = silent(clock)
    opinion = Opinion.objects.get()
    told = [a_person(Role.SUPERVISOR), world.reviewer, a_person(Role.REVIEWER, opinion.department)]
    Message.objects.all().delete()
    assert (look_after_opinions(), look_after_opinions()) == (1, 0)
    run_due()
    for person in told:
        (message,) = Message.objects.filter(user=person, subject_text__startswith="部门意见逾期")
        assert opinion.department.name in message.body
    with pytest.raises(OpinionsMissing):
        world.approve(application)


@pytest.mark.parametrize("ended", ["before its days are over", "given", "returned"])
def test_an_opinion_that_is_not_owed_is_not_reported(clock: Clock, ended: str) -> None:
    world, application = silent(clock)
    if ended == "before its days are over":
        Opinion.objects.update(asked_at=application.submitted_at, answer_until=application.decide_until)
    if ended == "given":
        world.opinions(application)
    if ended == "returned":
        returned(world, application)
    assert (look_after_opinions(), list(overdue_opinions())) == (0, [])


def test_an_opinion_is_due_no_later_than_the_departments_own_last_day() -> None:
    world = a_world(co_departments=1, decide_days=2)
    application = world.submitted()
    assert Opinion.objects.get().answer_until == application.decide_until


def a_scored_one() -> tuple[World, Score]:
    rule = a_rule(pool={"places": 1, "shortage": "ranked"})
    shown = date(2023, 2, 1)
    world = a_world(rule=rule, shortage_rule=ShortageRule.RANKED, apply_until=shown, revenue=2_000_000)
    world.approve(world.submitted(revenue=""))
    experts = [a_person(Role.EXPERT) for _ in range(2)]
    name_reviewers(version_id=world.version.pk, reviewers=experts, by=world.reviewer)
    for score in Score.objects.order_by("pk"):
        give_score(score_id=score.pk, points=Decimal(10), comment="", by=score.reviewer)
    return world, Score.objects.earliest("pk")


def test_a_score_given_back_is_given_anew_and_what_it_was_stays_in_the_trail(clock: Clock) -> None:
    world, score = a_scored_one()
    run_due()
    back = give_back_score(score_id=score.pk, reason="与评审意见不符", by=world.reviewer)
    assert (back.points, back.given_at) == (None, None)
    assert Event.objects.get(name="score.given_back").data["points"] == "10.00"
    run_due()
    assert "与评审意见不符" in Message.objects.filter(user=score.reviewer).latest("pk").body
    clock.set(date(2023, 2, 2))
    with pytest.raises(Refused):
        rank_applications(version_id=world.version.pk, by=world.reviewer)
    give_score(score_id=score.pk, points=Decimal(90), comment="", by=score.reviewer)
    (best,) = rank_applications(version_id=world.version.pk, by=world.reviewer)
    assert (str(best.score), Grant.objects.count()) == ("50.00", 1)


@pytest.mark.parametrize("wrong", ["no reason", "not given", "another department", "an expert", "ranked"])
def test_a_score_is_given_back_by_the_lead_department_with_a_reason_before_the_ranking(
    clock: Clock, wrong: str
) -> None:
    world, score = a_scored_one()
    by, reason, expected = world.reviewer, "重评", ReasonsMissing
    if wrong == "no reason":
        reason = " "
    elif wrong == "not given":
        give_back_score(score_id=score.pk, reason="重评", by=by)
        expected = ScoreNotGiven
    elif wrong == "ranked":
        clock.set(date(2023, 2, 2))
        rank_applications(version_id=world.version.pk, by=by)
        expected = WrongState
    else:
        by, expected = a_person(Role.REVIEWER) if wrong == "another department" else score.reviewer, NotAllowed
    before = (Event.objects.count(), Score.objects.exclude(points=None).count())
    with pytest.raises(expected):
        give_back_score(score_id=score.pk, reason=reason, by=by)
    assert (Event.objects.count(), Score.objects.exclude(points=None).count()) == before
