"""Objections to the documents of a need: who may, until when, without a name, and what waits for the answer."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.clock import business_now
from cms.kernel.errands import run_due, tick
from cms.kernel.errors import NotAllowed, Refused
from cms.kernel.messages.models import Message
from cms.kernel.models import Event
from marketplace.needs.changes import answer_question
from marketplace.needs.errors import NoObjectionToDocuments, NothingAsked, ObjectedTooLate
from marketplace.needs.models import Need, Question
from marketplace.needs.objecting import late_answers, object_to_documents, objections_until
from marketplace.needs.states import NeedState, Regime
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
TEXT = "资质要求与项目规模不相适应。"


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on Wednesday 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def posted(world: Market, regime: Regime = Regime.TENDER) -> Need:
    """A need that closes in 25 days."""
    return world.need(regime=regime, closes_at=business_now() + timedelta(days=25))


def objected(world: Market, need: Need) -> Question:
    return object_to_documents(need_id=need.pk, text=TEXT, by=world.agent(world.agency("甲测绘")))


def refused(refusal: type[Refused], act: Callable[[], object]) -> None:
    """The act is refused as named and leaves neither a question nor an event."""
    before = (Question.objects.count(), Event.objects.count())
    with pytest.raises(refusal):
        act()
    assert (Question.objects.count(), Event.objects.count()) == before


def test_an_objection_is_public_without_a_name_and_its_answer_has_a_legal_day(world: Market) -> None:
    need = posted(world)
    made = objected(world, need)
    told = Event.objects.get(name="need.documents_objected")
    assert (told.by, made.due_on, made.suspends) == (None, date(2023, 3, 6), True)  # the third day is a Saturday
    run_due()
    assert Message.objects.filter(party=need.owner.party, subject_text__startswith="收到对采购文件的异议").exists()
    page = Client().get(reverse("marketplace:need", args=[need.pk])).content.decode()
    assert TEXT in page
    assert "甲测绘" not in page


def test_a_tender_is_objected_to_ten_days_before_closing_at_the_latest(world: Market, clock: Clock) -> None:
    need, agency = posted(world), world.agency("甲测绘")
    last = objections_until(need)
    assert last == need.closes_at - timedelta(days=10)
    clock.set(last)
    refused(ObjectedTooLate, lambda: object_to_documents(need_id=need.pk, text=TEXT, by=world.agent(agency)))


def test_government_procurement_gives_seven_working_days_and_suspends_nothing(world: Market, clock: Clock) -> None:
    need = posted(world, Regime.GOVERNMENT)
    made = objected(world, need)
    assert (made.due_on, made.suspends) == (date(2023, 3, 10), False)
    clock.set(date(2023, 3, 11))
    agency = world.agency("乙测绘")
    refused(ObjectedTooLate, lambda: object_to_documents(need_id=need.pk, text=TEXT, by=world.agent(agency)))


def test_what_is_no_objection_is_refused(world: Market) -> None:
    need, agency = posted(world), world.agency("甲测绘")
    refused(NothingAsked, lambda: object_to_documents(need_id=need.pk, text=" ", by=world.agent(agency)))
    refused(NotAllowed, lambda: object_to_documents(need_id=need.pk, text=TEXT, by=world.clerk))
    local = world.need(title="城北片区地形图测绘")
    refused(NoObjectionToDocuments, lambda: object_to_documents(need_id=local.pk, text=TEXT, by=world.agent(agency)))


def past_opening(world: Market, clock: Clock) -> tuple[Need, Question]:
    """A tender whose opening time has come while an objection stands unanswered."""
    need = posted(world)
    run_due()
    made = objected(world, need)
    clock.set(need.closes_at)
    tick()
    run_due()
    need.refresh_from_db()
    return need, made


def test_nothing_is_opened_before_the_answer(world: Market, clock: Clock) -> None:
    need, made = past_opening(world, clock)
    assert need.state == NeedState.CLOSED
    answer_question(question_id=made.pk, answer="资质要求依据项目所需的测绘范围确定。", by=world.clerk)
    tick()
    need.refresh_from_db()
    assert need.state == NeedState.OPENED


def test_control_an_objection_that_suspends_nothing_keeps_nothing_shut(world: Market, clock: Clock) -> None:
    need, _made = past_opening(world, clock)
    Question.objects.update(suspends=False)
    tick()
    need.refresh_from_db()
    assert need.state == NeedState.OPENED


def test_an_answer_past_its_day_is_put_before_the_supervisors_once(world: Market, clock: Clock) -> None:
    made = objected(world, posted(world))
    clock.set(date(2023, 3, 6))
    tick()
    assert not late_answers().exists()
    clock.set(date(2023, 3, 7))
    tick()
    tick()
    run_due()
    assert list(late_answers()) == [made]
    assert Message.objects.filter(user=world.supervisor, subject_text__startswith="异议逾期未答复").count() == 1
