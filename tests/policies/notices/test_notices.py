"""Notices: shown for the legal days with 调休 counted; an objection holds back its own line and no other."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from cms.kernel.errors import NotAllowed, WrongState
from cms.kernel.money import to_fen
from cms.kernel.roles import Role
from policies.budgets.queries import balances
from policies.budgets.states import AccountKind
from policies.grants.states import GrantState
from policies.notices.errors import AnswerMissing, GroundsMissing, NoticeOver, NoticeStillOpen, NotInNotice
from policies.notices.models import Notice, NoticeLine, Objection
from policies.notices.objecting import decide_objection, raise_objection
from policies.notices.services import close_due_notices, close_notice, publish_notice
from policies.notices.states import ObjectionState
from tests.conftest import Clock
from tests.policies.grants.worlds import World, a_world, fixed
from tests.policies.officers import a_department, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]


def objected(world: World, notice: Notice, place: int = 0) -> Objection:
    """A named person objects to one firm's line."""
    return raise_objection(
        notice_id=notice.pk,
        grant_id=world.grant(place).pk,
        name="李群",
        contact="13800000000",
        grounds="该企业上年有行政处罚。",
    )


def test_a_notice_shows_names_and_amounts_and_its_lines_never_change() -> None:
    notice = a_world().noticed()
    lines = notice.lines.order_by("pk")
    assert [(line.name, to_fen(line.amount)) for line in lines] == [
        ("云川县第2机械有限公司", 3_000_000),
        ("云川县第1机械有限公司", 2_000_000),
    ]
    with pytest.raises(DatabaseError), transaction.atomic():
        NoticeLine.objects.update(name="别的企业")


def test_seven_working_days_over_dragon_boat_count_the_sunday_that_is_worked(clock: Clock) -> None:
    world = a_world()
    decision = world.decide()
    world.confirm_all()
    fixed(decision)
    clock.set(date(2023, 6, 20))
    notice = publish_notice(decision_id=decision.pk, by=world.reviewer)
    assert notice is not None
    assert (notice.opens_on, notice.last_day) == (date(2023, 6, 20), date(2023, 6, 29))


def test_the_notice_of_the_day_before_runs_over_dragon_boat_for_seven_working_days_too(clock: Clock) -> None:
    world = a_world()
    decision = world.decide()
    world.confirm_all()
    fixed(decision)
    clock.set(date(2023, 6, 19))
    notice = publish_notice(decision_id=decision.pk, by=world.reviewer)
    assert notice is not None
    assert (notice.opens_on, notice.last_day) == (date(2023, 6, 19), date(2023, 6, 28))


def test_a_notice_is_published_once() -> None:
    notice = a_world().noticed()
    with pytest.raises(WrongState):
        publish_notice(decision_id=notice.decision_id, by=None)
    assert Notice.objects.count() == 1


def test_after_its_days_every_uncontested_grant_is_ready(clock: Clock) -> None:
    world = a_world()
    notice = world.noticed()
    with pytest.raises(NoticeStillOpen):
        close_notice(notice_id=notice.pk)
    objected(world, notice, 0)
    clock.set(notice.closes_at)
    assert close_due_notices() == 1
    assert (world.grant(0).state, world.grant(1).state) == (GrantState.CONTESTED, GrantState.READY)
    assert close_due_notices() == 0


def test_an_objection_must_be_named_with_grounds_and_hit_a_line_of_the_notice() -> None:
    world = a_world()
    notice = world.noticed()
    grant = world.grant(0).pk
    with pytest.raises(GroundsMissing):
        raise_objection(notice_id=notice.pk, grant_id=grant, name=" ", contact="1", grounds="无")
    with pytest.raises(NotInNotice):
        raise_objection(notice_id=notice.pk, grant_id=grant + 1000, name="李群", contact="1", grounds="无")
    assert (Objection.objects.count(), world.grant(0).state) == (0, GrantState.NOTICED)


def test_no_objection_is_heard_from_the_moment_the_notice_closes(clock: Clock) -> None:
    world = a_world()
    notice = world.noticed()
    clock.set(notice.closes_at)
    with pytest.raises(NoticeOver):
        objected(world, notice)
    assert Objection.objects.count() == 0


def test_an_upheld_objection_withdraws_the_grant_and_gives_its_money_back() -> None:
    world = a_world()
    objection = objected(world, world.noticed())
    decide_objection(objection_id=objection.pk, by=world.reviewer, is_upheld=True, answer="经核实，异议成立。")
    assert (world.grant(0).state, world.grant(1).state) == (GrantState.WITHDRAWN, GrantState.NOTICED)
    assert balances(world.line)[AccountKind.RESERVED] == 3_000_000


def test_a_rejected_objection_lets_the_grant_go_on_once_none_is_open() -> None:
    world = a_world()
    notice = world.noticed()
    first, second = objected(world, notice), objected(world, notice)
    decide_objection(objection_id=first.pk, by=world.reviewer, is_upheld=False, answer="经核实，不成立。")
    assert world.grant(0).state == GrantState.CONTESTED
    decide_objection(objection_id=second.pk, by=world.reviewer, is_upheld=False, answer="经核实，不成立。")
    assert world.grant(0).state == GrantState.NOTICED


def test_rejected_after_the_notice_the_grant_is_ready_at_once(clock: Clock) -> None:
    world = a_world()
    notice = world.noticed()
    objection = objected(world, notice)
    clock.set(notice.closes_at)
    close_notice(notice_id=notice.pk)
    decide_objection(objection_id=objection.pk, by=world.reviewer, is_upheld=False, answer="经核实，不成立。")
    assert world.grant(0).state == GrantState.READY


def test_an_objection_is_answered_in_writing_once_by_the_department() -> None:
    world = a_world()
    objection = objected(world, world.noticed())
    stranger = a_person(Role.REVIEWER, a_department("县住建局"))
    with pytest.raises(NotAllowed):
        decide_objection(objection_id=objection.pk, by=stranger, is_upheld=True, answer="成立")
    with pytest.raises(AnswerMissing):
        decide_objection(objection_id=objection.pk, by=world.reviewer, is_upheld=True, answer=" ")
    decide_objection(objection_id=objection.pk, by=world.reviewer, is_upheld=False, answer="不成立")
    with pytest.raises(WrongState):
        decide_objection(objection_id=objection.pk, by=world.reviewer, is_upheld=True, answer="成立")
    objection.refresh_from_db()
    assert objection.state == ObjectionState.REJECTED
