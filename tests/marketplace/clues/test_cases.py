"""From an award to its clues, and what a supervisor does about them: nobody is judged, and nobody goes unheard."""

from datetime import datetime

import pytest

from cms.kernel.clock import SHANGHAI
from cms.kernel.errands import run_due
from cms.kernel.errors import FieldsRefused, NotAllowed, WrongState
from cms.kernel.models import Event, Message
from cms.kernel.trail import events_about
from marketplace.agencies.models import Agency
from marketplace.awards.services import award_need
from marketplace.clues.errors import AlreadyAnswered, AlreadyInCase, NotConcerned, PartiesNotHeard
from marketplace.clues.findings import Finding
from marketplace.clues.models import Case, Clue
from marketplace.clues.relations import connections
from marketplace.clues.services import (
    answer_question,
    ask_party,
    close_case,
    look_at_need,
    open_case,
    pass_case_on,
)
from marketplace.clues.states import CaseState
from marketplace.clues.tasks import look_weekly
from marketplace.selection.services import judge_low_price
from tests.conftest import Clock
from tests.marketplace.awards.journeys import answered, opened
from tests.marketplace.contracts.journeys import awarded
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
IN_STEP = ["60000.01", "61234.56", "62469.11"]


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


def found(town: Market, clock: Clock) -> Clue:
    """The clue of three bids in equal steps, found by the award's errands."""
    award = awarded(town, clock, IN_STEP)
    assert not Clue.objects.filter(need=award.need_id).exists()
    run_due()
    return Clue.objects.get(need=award.need_id, indicator="S001")


def test_an_award_owes_its_clues_with_evidence_and_chance(town: Market, clock: Clock) -> None:
    clue = found(town, clock)
    assert (clue.chance is not None and clue.chance < 1 / 100_000, clue.parties.count()) == (True, 3)
    assert [fen for _party, fen in clue.evidence["prices_fen"]] == [6_000_001, 6_123_456, 6_246_911]
    count = Clue.objects.count()
    assert (look_at_need(need_id=clue.need_id or 0), Clue.objects.count()) == ([], count)


def test_prices_that_say_nothing_give_no_clue(town: Market, clock: Clock) -> None:
    award = awarded(town, clock, ["60000.00", "52000.00", "58000.00"])
    run_due()
    assert not Clue.objects.filter(need=award.need_id).exists()


def test_the_market_is_looked_at_once_a_week(town: Market, clock: Clock) -> None:
    owed = []
    run_due()
    for days in (0, 1, 7):
        clock.forward(days=days)
        look_weekly()
        owed.append(run_due())
    assert owed == [1, 0, 1]


def test_a_case_is_opened_asked_answered_and_closed(town: Market, clock: Clock) -> None:
    clue = found(town, clock)
    case = open_case(clue_ids=[clue.pk], by=town.supervisor)
    with pytest.raises(AlreadyInCase):
        open_case(clue_ids=[clue.pk], by=town.supervisor)
    party = clue.parties.order_by("pk")[0]
    asked = ask_party(case_id=case.pk, party=party, question="请说明报价的依据。", by=town.supervisor)
    assert Message.objects.filter(party=party, link__endswith=f"/my/questions/{asked.pk}/").exists()
    agent = town.agent(Agency.objects.get(party=party))
    answer_question(question_id=asked.pk, answer="按收费标准下浮后取整。", by=agent)
    with pytest.raises(AlreadyAnswered):
        answer_question(question_id=asked.pk, answer="改口", by=agent)
    case.refresh_from_db()
    assert case.state == CaseState.ANSWERED
    close_case(case_id=case.pk, reason="解释成立。", by=town.supervisor)
    assert [event.name for event in events_about(case)] == [
        "case.opened",
        "case.asked",
        "case.heard",
        "case.answered",
        "case.closed",
    ]
    with pytest.raises(WrongState):
        close_case(case_id=case.pk, reason="再来", by=town.supervisor)


def test_nothing_is_passed_on_before_the_parties_were_heard(town: Market, clock: Clock) -> None:
    clue = found(town, clock)
    case = open_case(clue_ids=[clue.pk], by=town.supervisor)
    events = Event.objects.count()
    with pytest.raises(PartiesNotHeard):
        pass_case_on(case_id=case.pk, to="市场监督管理局", reason="涉嫌串通", by=town.supervisor)
    assert (Case.objects.get().state, Event.objects.count()) == (CaseState.OPENED, events)
    ask_party(case_id=case.pk, party=clue.parties.all()[0], question="请说明", by=town.supervisor)
    with pytest.raises(PartiesNotHeard):
        pass_case_on(case_id=case.pk, to="市场监督管理局", reason="涉嫌串通", by=town.supervisor)
    clock.forward(days=15)
    pass_case_on(case_id=case.pk, to="市场监督管理局", reason="逾期未作说明", by=town.supervisor)
    assert Case.objects.get().state == CaseState.PASSED_ON


def test_what_is_refused_changes_nothing(town: Market, clock: Clock) -> None:
    clue = found(town, clock)
    with pytest.raises(NotAllowed):
        open_case(clue_ids=[clue.pk], by=town.reviewer)
    with pytest.raises(FieldsRefused):
        open_case(clue_ids=[], by=town.supervisor)
    assert not Case.objects.exists()
    case = open_case(clue_ids=[clue.pk], by=town.supervisor)
    with pytest.raises(NotConcerned):
        ask_party(case_id=case.pk, party=town.owner.party, question="请说明", by=town.supervisor)
    with pytest.raises(FieldsRefused):
        close_case(case_id=case.pk, reason=" ", by=town.supervisor)
    asked = ask_party(case_id=case.pk, party=clue.parties.all()[0], question="请说明", by=town.supervisor)
    with pytest.raises(NotAllowed):
        answer_question(question_id=asked.pk, answer="代为说明", by=town.clerk)
    asked.refresh_from_db()
    assert (asked.answered_at, case.questions.count()) == (None, 1)


def test_bidders_with_one_address_or_one_clerk_are_connected(town: Market) -> None:
    first, second, third = (town.agency(name) for name in ("甲测绘", "乙测绘", "丙测绘"))
    Agency.objects.filter(pk=first.pk).update(address="云川县城关镇人民路 8号3楼")
    Agency.objects.filter(pk=second.pk).update(address="云川县城关镇人民路8号（3楼）")
    Agency.objects.filter(pk=third.pk).update(contact_mobile=first.contact_mobile)
    parties = [first.party_id, second.party_id, third.party_id]
    assert connections(parties) == {(parties[0], parties[1]): ["address"], (parties[0], parties[2]): ["contact"]}


def test_two_long_cliques_that_begin_alike_are_two_clues() -> None:
    first, second = (Finding("S010", (*range(10_000, 10_020), last)) for last in (1, 2))
    assert first.fingerprint != second.fingerprint
    assert max(len(first.fingerprint), len(second.fingerprint)) <= Clue._meta.get_field("fingerprint").max_length


def test_a_lowest_price_that_the_owner_refused_is_a_clue(town: Market, clock: Clock) -> None:
    need, agencies = opened(town, clock, ["60000.00", "30000.00", "58000.00", "59000.00"])
    answered(need, agencies[1], town)
    judge_low_price(need_id=need.pk, party=agencies[1].party, is_accepted=False, grounds="说明不充分", by=town.clerk)
    award_need(need_id=need.pk, by=town.clerk)
    run_due()
    clue = Clue.objects.get(need=need, indicator="R036")
    assert agencies[1].party in clue.parties.all()
