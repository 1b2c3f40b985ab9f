"""From opened bids to an award: the method names the winner, the owner confirms, a contract says the same."""

from datetime import date, datetime

import pytest
from django.utils.timezone import localtime

from cms.kernel.clock import SHANGHAI, business_now
from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed, WrongState
from cms.kernel.messages.models import Message
from cms.kernel.money import yuan
from marketplace.awards.errors import NoWinnerYet, ReasonMissing
from marketplace.awards.models import Award
from marketplace.awards.services import award_need, give_up_award
from marketplace.awards.states import AwardState
from marketplace.bidding.queries import needs_to_bid_for
from marketplace.contracts.errors import DiffersFromAward, GroundsMissing, SignedOutOfTime
from marketplace.contracts.models import Contract
from marketplace.contracts.services import correct_contract, file_contract
from marketplace.needs.errors import OpenedNeedStands
from marketplace.needs.models import Need
from marketplace.needs.services import cancel_need, repost_need
from marketplace.needs.states import Method, NeedState
from marketplace.oversight.figures import marketplace_figures
from marketplace.oversight.periods import Period
from marketplace.selection.drawing import next_drawing, record_public_number
from marketplace.selection.errors import (
    AnswerMissing,
    BadNumber,
    NotAsked,
    NumberNotOut,
    StillTimeToAnswer,
    TooLateToAnswer,
)
from marketplace.selection.methods.terms import Outcome
from marketplace.selection.models import Draw, PriceQuestion
from marketplace.selection.queries import current_evaluation
from marketplace.selection.services import judge_low_price, justify_price
from marketplace.selection.states import DrawState
from marketplace.selection.verify_draw import faults
from tests.conftest import Clock
from tests.marketplace.awards.journeys import answered, bid, opened
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


def test_the_lowest_price_wins_and_everybody_who_bid_is_told(town: Market, clock: Clock) -> None:
    need, agencies = opened(town, clock, ["60000.00", "52000.00", "58000.00"])
    award = award_need(need_id=need.pk, by=town.clerk)
    assert (award.party, award.price, award.ceiling) == (agencies[1].party, yuan("52000.00"), yuan("80000.00"))
    assert award.figure.percent() == "35.00"
    run_due()
    told = Message.objects.filter(party__in=[agency.party for agency in agencies], subject_text__contains="结果")
    assert told.count() == 2


def test_too_few_bids_fail_the_need_and_it_is_posted_again_within_the_procurement(town: Market, clock: Clock) -> None:
    need, _agencies = opened(town, clock, ["60000.00", "52000.00"])
    assert need.state == NeedState.FAILED
    again = repost_need(need_id=need.pk, review_note="已放宽业绩要求", closes_at=clock.forward(days=5), by=town.clerk)
    assert (again.procurement_id, again.round) == (need.procurement_id, 2)
    with pytest.raises(WrongState):
        award_need(need_id=need.pk, by=town.clerk)


def test_only_the_owner_awards(town: Market, clock: Clock) -> None:
    need, agencies = opened(town, clock, ["60000.00", "52000.00", "58000.00"])
    for stranger in (town.agent(agencies[1]), town.reviewer, town.supervisor):
        with pytest.raises(NotAllowed):
            award_need(need_id=need.pk, by=stranger)
    assert not Award.objects.exists()


def test_an_abnormally_low_price_is_judged_before_anybody_wins(town: Market, clock: Clock) -> None:
    need, agencies = opened(town, clock, ["60000.00", "20000.00", "58000.00"])
    evaluation = current_evaluation(need)
    assert evaluation is not None
    assert evaluation.outcome == Outcome.AWAITS_JUSTIFICATION
    with pytest.raises(NoWinnerYet):
        award_need(need_id=need.pk, by=town.clerk)
    with pytest.raises(NotAsked):
        judge_low_price(need_id=need.pk, party=agencies[0].party, is_accepted=True, grounds="合理", by=town.clerk)
    refuse = {"need_id": need.pk, "party": agencies[1].party, "grounds": "成本测算缺失", "by": town.clerk}
    with pytest.raises(StillTimeToAnswer):
        judge_low_price(**refuse, is_accepted=False)
    clock.set(PriceQuestion.objects.get(need=need).answer_until)
    with pytest.raises(AnswerMissing):
        judge_low_price(**refuse, is_accepted=True)  # silence justifies nothing
    judge_low_price(**refuse, is_accepted=False)
    need.refresh_from_db()
    assert need.state == NeedState.FAILED  # two valid bids are left of the three that are needed


def test_a_low_price_is_explained_by_its_bidder_until_the_next_working_day_ends(town: Market, clock: Clock) -> None:
    need, agencies = opened(town, clock, ["60000.00", "20000.00", "58000.00"])
    question = PriceQuestion.objects.get(need=need)
    assert localtime(question.answer_until).date() == date(2023, 3, 8)  # opened on Monday the 6th: all of Tuesday
    with pytest.raises(NotAllowed):
        justify_price(question_id=question.pk, answer="成果复用", by=town.agent(agencies[0]))
    with pytest.raises(AnswerMissing):
        justify_price(question_id=question.pk, answer=" ", by=town.agent(agencies[1]))
    clock.set(question.answer_until)
    with pytest.raises(TooLateToAnswer):
        justify_price(question_id=question.pk, answer="成果复用", by=town.agent(agencies[1]))
    question.refresh_from_db()
    assert (question.answer, question.answered_at) == ("", None)


def test_a_justified_low_price_wins(town: Market, clock: Clock) -> None:
    need, agencies = opened(town, clock, ["60000.00", "20000.00", "58000.00"])
    answered(need, agencies[1], town)
    judge_low_price(need_id=need.pk, party=agencies[1].party, is_accepted=True, grounds="自有成果复用", by=town.clerk)
    assert award_need(need_id=need.pk, by=town.clerk).party == agencies[1].party


def test_the_winner_who_gives_up_is_barred_and_the_next_follows(town: Market, clock: Clock) -> None:
    need, agencies = opened(town, clock, ["60000.00", "52000.00", "58000.00", "59000.00"])
    award = award_need(need_id=need.pk, by=town.clerk)
    winner = town.agent(agencies[1])
    with pytest.raises(ReasonMissing):
        give_up_award(award_id=award.pk, by=winner, reason=" ")
    give_up_award(award_id=award.pk, by=winner, reason="人员不足")
    second = award_need(need_id=need.pk, by=town.clerk)
    assert second.party == agencies[2].party
    award.refresh_from_db()
    assert award.state == AwardState.GIVEN_UP


def test_a_draw_is_announced_first_held_on_a_public_number_and_recomputed_by_anybody(
    town: Market, clock: Clock
) -> None:
    need, agencies = opened(town, clock, ["80000.00", "80000.00", "80000.00"], method=Method.DRAW)
    draw = Draw.objects.get(need=need)
    assert draw.state == DrawState.ANNOUNCED
    assert draw.drawn_at > business_now()
    with pytest.raises(NumberNotOut):
        record_public_number(draw_id=draw.pk, number="1 2 3", by=town.supervisor)
    clock.set(draw.drawn_at)
    for slip in ("无", "1 2 3", "03 09 11 20 28 31 + 17", "03 09 09 20 28 31 + 07", "09 03 11 20 28 31 + 07", "9" * 99):
        with pytest.raises(BadNumber):
            record_public_number(draw_id=draw.pk, number=slip, by=town.supervisor)
    record_public_number(draw_id=draw.pk, number="03 09 11 20 28 31 + 07", by=town.supervisor)
    run_due()
    draw.refresh_from_db()
    award = award_need(need_id=need.pk, by=town.clerk)
    assert award.party.uscc == draw.record["ranking"][0]
    assert {agency.party.uscc for agency in agencies} == set(draw.record["ranking"])
    assert faults(draw.record) == []


def test_every_bidder_holds_the_announcements_digest_before_the_number_is_out(town: Market, clock: Clock) -> None:
    need, agencies = opened(town, clock, ["80000.00"] * 3, method=Method.DRAW)
    draw = Draw.objects.get(need=need)
    told = Message.objects.filter(subject_text__startswith="公开抽取公告")
    assert {message.user for message in told} == {town.agent(agency) for agency in agencies}
    assert all(message.sent_at < draw.drawn_at for message in told)
    clock.set(draw.drawn_at)
    held = record_public_number(draw_id=draw.pk, number="03 09 11 20 28 31 + 07", by=town.supervisor)
    assert {message.params["digest"] for message in told} == {held.record["announcement_sha256"]}


def test_a_drawn_winner_who_gives_up_is_followed_by_the_next_of_the_same_draw(town: Market, clock: Clock) -> None:
    need, agencies = opened(town, clock, ["80000.00"] * 4, method=Method.DRAW)
    draw = Draw.objects.get(need=need)
    clock.set(draw.drawn_at)
    order = record_public_number(draw_id=draw.pk, number="1 2 3 4 5 6 7", by=town.supervisor).record["ranking"]
    run_due()
    agents = {agency.party.uscc: town.agent(agency) for agency in agencies}
    first = award_need(need_id=need.pk, by=town.clerk)
    give_up_award(award_id=first.pk, by=agents[order[0]], reason="人员不足")
    assert award_need(need_id=need.pk, by=town.clerk).party.uscc == order[1]
    assert Draw.objects.count() == 1


def test_an_owner_that_knows_the_result_of_a_draw_does_not_cancel_and_draw_again(town: Market, clock: Clock) -> None:
    need, _agencies = opened(town, clock, ["80000.00"] * 3, method=Method.DRAW)
    draw = Draw.objects.get(need=need)
    clock.set(draw.drawn_at)
    record_public_number(draw_id=draw.pk, number="1 2 3 4 5 6 7", by=town.supervisor)
    run_due()
    with pytest.raises(OpenedNeedStands):
        cancel_need(need_id=need.pk, reason="另行安排", by=town.clerk)
    with pytest.raises(NotAllowed):
        cancel_need(need_id=need.pk, reason="另行安排", by=town.reviewer)
    need.refresh_from_db()
    assert (need.state, need.ended_reason) == (NeedState.OPENED, "")
    assert cancel_need(need_id=need.pk, reason="项目依法终止", by=town.supervisor).state == NeedState.CANCELLED


def test_bidders_are_told_even_when_the_contract_was_quicker(town: Market, clock: Clock) -> None:
    need, _agencies = opened(town, clock, ["60000.00", "52000.00", "58000.00"])
    filed(town, need)
    run_due()
    told = [Message.objects.filter(subject_text__contains=words).count() for words in ("中选通知", "选取结果")]
    assert told == [1, 2]


def test_the_lottery_of_a_draw_lies_in_the_future() -> None:
    sunday = datetime(2023, 3, 5, 20, 30, tzinfo=SHANGHAI)
    assert next_drawing(sunday) == datetime(2023, 3, 7, 21, 15, tzinfo=SHANGHAI)


def filed(town: Market, need: Need, **more: object) -> Contract:
    award = award_need(need_id=need.pk, by=town.clerk)
    terms: dict[str, object] = {
        "award_id": award.pk,
        "agency": award.party,
        "amount": award.price,
        "signed_on": business_now().date(),
        "by": town.clerk,
    }
    return file_contract(**(terms | more))  # type: ignore[arg-type]


def test_a_contract_that_says_something_else_than_the_award_is_refused(town: Market, clock: Clock) -> None:
    need, agencies = opened(town, clock, ["60000.00", "52000.00", "58000.00"])
    award = award_need(need_id=need.pk, by=town.clerk)
    today = business_now().date()
    good = {"award_id": award.pk, "agency": award.party, "amount": award.price, "signed_on": today, "by": town.clerk}
    for wrong, refusal in (
        ({"amount": yuan("52000.01")}, DiffersFromAward),
        ({"agency": agencies[0].party}, DiffersFromAward),
        ({"signed_on": date(2023, 1, 1)}, SignedOutOfTime),
        ({"signed_on": date(2023, 12, 1)}, SignedOutOfTime),
    ):
        with pytest.raises(refusal):
            file_contract(**(good | wrong))
    assert not Contract.objects.exists()
    file_contract(**good)
    with pytest.raises(WrongState):
        file_contract(**good)


def test_the_figures_follow_one_contract(town: Market, clock: Clock) -> None:
    need, _agencies = opened(town, clock, ["60000.00", "52000.00", "58000.00"])
    before = marketplace_figures(YEAR)
    assert (before["procurements_completed"], before["procurements_pending"], before["savings_rate"]) == (0, 1, None)
    contract = filed(town, need)
    run_due()
    after = marketplace_figures(YEAR)
    assert (after["procurements_completed"], after["procurements_pending"]) == (1, 0)
    assert (after["deal_amount_fen"], after["saved_amount_fen"], after["savings_rate"]) == (5200000, 2800000, "35.00")
    assert (after["agencies_admitted"], after["owners_admitted"], after["service_types_regular"]) == (3, 1, 1)
    with pytest.raises(GroundsMissing):
        correct_contract(contract_id=contract.pk, amount=yuan("80000.01"), grounds="笔误", by=town.supervisor)
    correct_contract(contract_id=contract.pk, amount=yuan("56000.00"), grounds="合同扫描件录入有误", by=town.supervisor)
    run_due()
    changed = marketplace_figures(YEAR)
    assert (changed["deal_amount_fen"], changed["saved_amount_fen"], changed["savings_rate"]) == (
        5600000,
        2400000,
        "30.00",
    )


def test_a_need_that_one_has_bid_for_waits_for_a_bid_no_longer(town: Market) -> None:
    agencies = [town.agency(f"测绘公司{number}") for number in range(2)]
    need = town.need()
    run_due()
    assert [list(needs_to_bid_for(agency.party)) for agency in agencies] == [[need], [need]]
    bid(town, need, agencies[0], "60000.00")
    assert [list(needs_to_bid_for(agency.party)) for agency in agencies] == [[], [need]]
