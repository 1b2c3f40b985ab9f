"""A need between posting and closing, its fair-competition answers, and what follows a second failure."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from cms.kernel.errands import run_due
from cms.kernel.errors import FieldsRefused, NotAllowed, Refused
from cms.kernel.messages.models import Message
from cms.kernel.models import Event
from cms.kernel.money import yuan
from marketplace.bidding.errors import NotInvited, ProposalMissing, ProposalNamesBidder
from marketplace.bidding.models import Bid
from marketplace.bidding.services import submit_bid
from marketplace.needs.changes import (
    amend_need,
    answer_fairness,
    answer_question,
    ask_question,
    decide_method_change,
    subscribe,
)
from marketplace.needs.errors import (
    AmountNotSmall,
    AnsweredAlready,
    ApprovalServiceNeedsCompetition,
    CeilingAsksForNote,
    ChangeTooLate,
    FairnessUnanswered,
    MethodChangeNotApproved,
    MethodMustChange,
    NamedNotAdmitted,
    NeedClosed,
    NobodyNewInvited,
    NothingAsked,
    QuoteNotOffered,
    ReasonMissing,
)
from marketplace.needs.models import MethodChange, Need
from marketplace.needs.particulars import Criterion, Particulars
from marketplace.needs.posting import unanswered
from marketplace.needs.services import (
    cancel_need,
    change_draft,
    close_due_needs,
    fail_need,
    post_need,
    repost_need,
)
from marketplace.needs.states import Method, NeedState, Quote
from marketplace.owners.models import Owner
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
SCHEME = Particulars(criteria=(Criterion("技术方案", 70),))


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on Wednesday 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def refused(refusal: type[Refused], act: Callable[[], object]) -> Refused:
    """The act is refused as named and leaves no event."""
    before = Event.objects.count()
    with pytest.raises(refusal) as raised:
        act()
    assert Event.objects.count() == before
    return raised.value


def post(world: Market, need: Need) -> Need:
    return post_need(need_id=need.pk, by=world.clerk, declares_recusal=True)


def test_a_question_is_public_and_nothing_says_who_asked(world: Market, clock: Clock) -> None:
    need, agency = world.need(), world.agency("甲测绘")
    question = ask_question(need_id=need.pk, text="成果坐标系是什么？", by=world.agent(agency))
    told = Event.objects.get(name="need.question_asked")
    assert (told.by, told.data) == (None, {"question": question.pk})
    refused(NotAllowed, lambda: answer_question(question_id=question.pk, answer="国家大地", by=world.agent(agency)))
    answer_question(question_id=question.pk, answer="2000 国家大地坐标系。", by=world.clerk)
    refused(AnsweredAlready, lambda: answer_question(question_id=question.pk, answer="另答", by=world.clerk))
    refused(NothingAsked, lambda: ask_question(need_id=need.pk, text=" ", by=world.agent(agency)))
    clock.set(need.closes_at)
    refused(NeedClosed, lambda: ask_question(need_id=need.pk, text="还能问吗？", by=world.agent(agency)))


def test_a_change_gives_the_whole_notice_period_again(world: Market, clock: Clock) -> None:
    need = world.need(days=2)
    clock.set(need.closes_at - timedelta(hours=3))
    change = lambda hours: amend_need(  # noqa: E731
        need_id=need.pk,
        text="面积改为 4 平方公里",
        closes_at=need.closes_at + timedelta(hours=hours),
        ceiling=yuan("90000"),
        by=world.clerk,
    )
    refused(ChangeTooLate, lambda: change(20))
    amendment = change(21)
    need.refresh_from_db()
    assert (need.closes_at, need.opens_at, need.ceiling) == (amendment.closes_at, amendment.closes_at, yuan("90000"))
    assert Event.objects.filter(name="need.extended").count() == 1  # the custodian hears of it by this event


def test_a_change_brings_in_nothing_that_could_not_have_been_posted(world: Market) -> None:
    near = world.agency("近山测绘")
    terms = {"method": Method.DIRECT, "named": [near.party], "particulars": Particulars(reason="延续前期测绘")}
    need = world.need(ceiling="20000", **terms)
    change = {"need_id": need.pk, "closes_at": need.closes_at, "by": world.clerk}
    refused(AmountNotSmall, lambda: amend_need(text="工作量增加", ceiling=yuan("30000"), **change))
    refused(FairnessUnanswered, lambda: amend_need(text="须为本县注册的企业。", **change))
    need.refresh_from_db()
    assert (need.ceiling, need.amendments.count()) == (yuan("20000"), 0)
    assert amend_need(text="工作量增加", ceiling=yuan("29999.99"), **change).need == need


def test_another_ceiling_does_not_lead_past_the_lines_that_ask_for_a_note(world: Market) -> None:
    world.need(ceiling="600000")
    second = world.need(title="城北片区地形图测绘", ceiling="100000", splitting_note="")
    change = {"need_id": second.pk, "text": "工作量增加", "closes_at": second.closes_at, "by": world.clerk}
    refused(CeilingAsksForNote, lambda: amend_need(ceiling=yuan("400000"), **change))
    second.refresh_from_db()
    assert (second.ceiling, second.amendments.count()) == (yuan("100000"), 0)
    assert amend_need(ceiling=yuan("399999.99"), **change).need == second


def test_an_answer_passes_the_fair_competition_check_or_says_why_its_words_stay(world: Market) -> None:
    need, agency = world.need(), world.agency("甲测绘")
    question = ask_question(need_id=need.pk, text="外地机构能否参加？", by=world.agent(agency))
    answer = {"question_id": question.pk, "answer": "须为本县注册的企业。", "by": world.clerk}
    refused(FairnessUnanswered, lambda: answer_question(**answer))
    refused(FairnessUnanswered, lambda: answer_question(keeps="要", **answer))
    question.refresh_from_db()
    assert (question.answered_at, question.answer) == (None, "")
    answer_question(keeps="涉密测绘，依保密规定限县内单位。", **answer)
    need.refresh_from_db()
    [kept] = need.fairness.values()
    assert (kept["rule"], kept["reason"]) == ("local_bidders", "涉密测绘，依保密规定限县内单位。")


def test_marked_sentences_are_answered_before_posting(world: Market) -> None:
    draft = world.draft(description="须为本县注册的企业。按期提交成果。")
    refused(FairnessUnanswered, lambda: post(world, draft))
    [finding] = unanswered(draft, draft.closes_at)
    refused(ReasonMissing, lambda: answer_fairness(need_id=draft.pk, reasons={finding.key: "要"}, by=world.clerk))
    answer_fairness(need_id=draft.pk, reasons={finding.key: "涉密测绘，依保密规定限县内单位。"}, by=world.clerk)
    assert post(world, draft).state == NeedState.POSTED


def test_an_answer_falls_with_the_sentence_it_was_given_for(world: Market) -> None:
    draft = world.draft(description="须为本县注册的企业。")
    [finding] = unanswered(draft, draft.closes_at)
    draft = answer_fairness(need_id=draft.pk, reasons={finding.key: "涉密测绘，依保密规定。"}, by=world.clerk)
    changed = change_draft(need_id=draft.pk, terms=world.terms(description="须为本市注册的企业。"), by=world.clerk)
    assert len(unanswered(changed, changed.closes_at)) == 1
    refused(FairnessUnanswered, lambda: post(world, changed))


def refused_to_post(world: Market, refusal: type[Refused], **more: object) -> None:
    """A draft with these terms is not posted."""
    draft = world.draft(**more)
    refused(refusal, lambda: post(world, draft))
    draft.refresh_from_db()
    assert draft.state == NeedState.DRAFT


def test_a_direct_choice_is_refused_where_competition_is_due(world: Market) -> None:
    near, stranger = world.agency("近山测绘"), world.registered_agency("未入驻测绘")
    direct = {"method": Method.DIRECT, "named": [near.party], "particulars": Particulars(reason="延续前期测绘")}
    refused_to_post(world, AmountNotSmall, ceiling="30000", **direct)
    refused_to_post(world, NamedNotAdmitted, ceiling="20000", **(direct | {"named": [stranger.party]}))
    Owner.objects.update(is_public_organ=True)
    refused_to_post(world, ApprovalServiceNeedsCompetition, ceiling="20000", serves_approval=True, **direct)
    Owner.objects.update(is_public_organ=False, uses_public_funds=False)
    market_owners = world.draft(ceiling="300000", **direct)
    assert post(world, market_owners).state == NeedState.POSTED


GAPS: list[tuple[str, dict[str, object]]] = [
    ("basis", {"method": Method.AVERAGE_PRICE}),
    ("step", {"method": Method.REVERSE_AUCTION}),
    ("step", {"method": Method.REVERSE_AUCTION, "particulars": Particulars(step_fen=800_001)}),
    ("step", {"method": Method.REVERSE_AUCTION, "particulars": Particulars(step_fen=7_999)}),
    ("criteria", {"method": Method.SCORED}),
    ("criteria", {"method": Method.SCORED, "particulars": Particulars(criteria=(Criterion("方案", 60),))}),
    ("named", {"method": Method.INVITED, "particulars": SCHEME}),
    ("reason", {"method": Method.DIRECT}),
    ("basis", {"method": Method.SEPARATION, "particulars": SCHEME}),
    ("short_size", {"method": Method.CREDIT_PREFERRED, "particulars": Particulars(short_size=1)}),
    ("tie", {"method": Method.LOWEST_PRICE, "particulars": Particulars(tie="technical")}),
]


@pytest.mark.parametrize(("gap", "terms"), GAPS, ids=[f"{terms['method']}-{gap}" for gap, terms in GAPS])
def test_a_notice_says_all_that_its_method_needs(world: Market, gap: str, terms: dict[str, object]) -> None:
    draft = world.draft(**terms)
    refusal = refused(FieldsRefused, lambda: post(world, draft))
    assert isinstance(refusal, FieldsRefused)
    assert gap in refusal.fields


def test_a_discount_is_no_quote_of_an_auction(world: Market) -> None:
    turns = {"method": Method.REVERSE_AUCTION, "particulars": Particulars(step_fen=50_000)}
    refused_to_post(world, QuoteNotOffered, quote=Quote.DISCOUNT, **turns)


def test_only_those_invited_may_offer_and_a_failed_invitation_is_widened(world: Market, clock: Clock) -> None:
    invited = [world.agency(f"{name}测绘") for name in ("近山", "平川", "高岭")]
    other = world.agency("临江测绘")
    named = [one.party for one in invited]
    asked = Particulars(criteria=SCHEME.criteria, reason="仅此三家具备航测条件")
    need = world.need(method=Method.INVITED, named=named, particulars=asked)
    offer = {"need_id": need.pk, "price": yuan("60000"), "proposal": "按期完成。"}
    refused(NotInvited, lambda: submit_bid(agency=other, by=world.agent(other), **offer))
    clock.set(need.closes_at)
    close_due_needs()
    fail_need(need_id=need.pk, reason="响应不足")
    later = need.closes_at + timedelta(days=5)
    again = repost_need(need_id=need.pk, review_note="扩大范围", closes_at=later, by=world.clerk)
    assert {one.party for one in again.invitations.all()} == set(named)
    refused(NobodyNewInvited, lambda: post(world, again))
    wider = world.terms(method=Method.INVITED, named=[*named, other.party], particulars=asked, days=5)
    change_draft(need_id=again.pk, terms=wider, by=world.clerk)
    assert post(world, again).state == NeedState.POSTED


def test_a_proposal_says_what_is_done_and_not_by_whom(world: Market) -> None:
    need, agency = world.need(method=Method.SCORED, particulars=SCHEME), world.agency("近山测绘")
    offer = {"need_id": need.pk, "agency": agency, "by": world.agent(agency), "price": yuan("60000")}
    refused(ProposalMissing, lambda: submit_bid(**offer))
    refused(ProposalMissing, lambda: submit_bid(proposal="长" * 1001, **offer))
    refused(ProposalNamesBidder, lambda: submit_bid(proposal="近山测绘投入两组人员。", **offer))
    assert not Bid.objects.exists()
    assert submit_bid(proposal="长" * 1000, **offer).state == "sealed"  # the longest fits the one size


def failed(world: Market, clock: Clock, need: Need) -> Need:
    """The need's posting has failed."""
    clock.set(need.closes_at)
    close_due_needs()
    return fail_need(need_id=need.pk, reason="有效报价不足三家")


def test_after_a_second_failure_the_method_changes_with_approval(world: Market, clock: Clock) -> None:
    first = failed(world, clock, world.need())
    repost = {"review_note": "已放宽资质", "by": world.clerk}
    second = repost_need(need_id=first.pk, closes_at=first.closes_at + timedelta(days=5), **repost)
    second = failed(world, clock, post(world, second))
    again = {"need_id": second.pk, "closes_at": second.closes_at + timedelta(days=5), **repost}
    refused(MethodMustChange, lambda: repost_need(**again))
    third = repost_need(method=Method.DRAW, **again)
    refused(MethodChangeNotApproved, lambda: post(world, third))
    change = MethodChange.objects.get(need=third)
    decide = {"change_id": change.pk, "is_approved": True, "by": world.supervisor}
    refused(NotAllowed, lambda: decide_method_change(**(decide | {"by": world.clerk}), note="同意"))
    refused(ReasonMissing, lambda: decide_method_change(**decide, note=" "))
    decide_method_change(**decide, note="市场机构少，同意随机抽取")
    refused(FieldsRefused, lambda: change_draft(need_id=third.pk, terms=world.terms(), by=world.clerk))
    assert post(world, third).state == NeedState.POSTED


def test_a_cancelled_draft_does_not_bring_the_failed_method_back(world: Market, clock: Clock) -> None:
    repost = {"review_note": "已放宽资质", "by": world.clerk}
    need = failed(world, clock, world.need())
    later = repost_need(need_id=need.pk, closes_at=need.closes_at + timedelta(days=5), **repost)
    need = failed(world, clock, post(world, later))
    again = {"closes_at": need.closes_at + timedelta(days=5), **repost}
    draft = repost_need(need_id=need.pk, method=Method.DRAW, **again)
    cancel_need(need_id=draft.pk, reason="另行考虑", by=world.clerk)
    refused(MethodMustChange, lambda: repost_need(need_id=draft.pk, method=Method.LOWEST_PRICE, **again))
    assert Need.objects.filter(state=NeedState.DRAFT).count() == 0


def test_a_later_posting_keeps_the_name_under_which_the_earlier_failed(world: Market, clock: Clock) -> None:
    need = failed(world, clock, world.need())
    again = repost_need(
        need_id=need.pk, review_note="已复核", closes_at=need.closes_at + timedelta(days=5), by=world.clerk
    )
    other = world.terms(title="城北片区地形图测绘")
    refused(FieldsRefused, lambda: change_draft(need_id=again.pk, terms=other, by=world.clerk))
    assert Need.objects.get(pk=need.pk).title == "城南片区地形图测绘"


def test_subscribers_hear_of_a_need_and_of_its_change_and_others_do_not(world: Market) -> None:
    listening, deaf = world.agency("近山测绘"), world.agency("平川测绘")
    subscribe(party=listening.party, service_types=[world.service_type], by=world.agent(listening))
    run_due()
    Message.objects.all().delete()
    need = world.need()
    amend_need(need_id=need.pk, text="补充附件", closes_at=need.closes_at, by=world.clerk)
    run_due()
    assert Message.objects.filter(party=listening.party).count() == 2
    assert not Message.objects.filter(party=deaf.party).exists()
    subscribe(party=listening.party, service_types=[], by=world.agent(listening))
    world.need()
    run_due()
    assert Message.objects.filter(party=listening.party).count() == 2
