"""Objections and complaints: who may, until when, what stands still meanwhile, and who decides."""

from datetime import datetime, timedelta

import pytest

from cms.kernel.clock import SHANGHAI
from cms.kernel.errands import run_due
from cms.kernel.errors import FieldsRefused, NotAllowed, WrongState
from cms.kernel.messages.models import Message
from cms.kernel.models import Event
from marketplace.agencies.models import Agency
from marketplace.awards.models import Award
from marketplace.clocks.models import Alarm
from marketplace.clocks.moments import Due
from marketplace.clocks.services import check_due_clocks
from marketplace.contracts.models import Contract
from marketplace.contracts.services import file_contract
from marketplace.disputes.errors import (
    AwardSuspended,
    NotABidder,
    ObjectFirst,
    OneAtATime,
    OutOfTime,
    SignedTooEarly,
    SignedWhileSuspended,
    StillOpenToObjections,
)
from marketplace.disputes.models import Dispute
from marketplace.disputes.services import (
    accept_complaint,
    answer_award_objection,
    decide_complaint,
    raise_award_objection,
    raise_complaint,
    refuse_complaint,
    withdraw_dispute,
)
from marketplace.disputes.states import DisputeState
from marketplace.needs.models import Need
from marketplace.needs.states import Regime
from tests.conftest import Clock
from tests.marketplace.contracts.journeys import awarded
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


@pytest.fixture
def award(town: Market, clock: Clock) -> Award:
    return awarded(town, clock)


def loser(award: Award) -> Agency:
    """An agency that bid and lost."""
    return Agency.objects.exclude(party=award.party).order_by("pk")[0]


def objection(town: Market, award: Award) -> Dispute:
    agency = loser(award)
    return raise_award_objection(award_id=award.pk, party=agency.party, grounds="价格有误", by=town.agent(agency))


def sign(town: Market, award: Award, after: int = 0) -> Contract:
    """The contract filed now says that it was signed so many days after the award."""
    day = award.awarded_at.astimezone(SHANGHAI).date() + timedelta(days=after)
    return file_contract(award_id=award.pk, agency=award.party, amount=award.price, signed_on=day, by=town.clerk)


def test_an_objection_suspends_signing_until_it_is_answered(town: Market, award: Award) -> None:
    made = objection(town, award)
    with pytest.raises(AwardSuspended):
        sign(town, award)
    assert not Contract.objects.exists()
    answer_award_objection(dispute_id=made.pk, is_upheld=False, answer="经核对无误", by=town.clerk)
    assert sign(town, award).award == award


def test_who_is_not_content_complains_and_the_authority_decides(town: Market, award: Award, clock: Clock) -> None:
    made = objection(town, award)
    agent = town.agent(loser(award))
    with pytest.raises(ObjectFirst):
        raise_complaint(objection_id=made.pk, grounds="不服", by=agent)
    answer_award_objection(dispute_id=made.pk, is_upheld=False, answer="无误", by=town.clerk)
    complaint = raise_complaint(objection_id=made.pk, grounds="不服", by=agent)
    with pytest.raises(AwardSuspended):
        sign(town, award)
    with pytest.raises(WrongState):
        decide_complaint(dispute_id=complaint.pk, is_upheld=True, answer="成立", by=town.supervisor)
    accepted = accept_complaint(dispute_id=complaint.pk, by=town.supervisor)
    assert accepted.due_on > complaint.due_on
    decide_complaint(dispute_id=complaint.pk, is_upheld=False, answer="驳回", by=town.supervisor)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.objection) == (DisputeState.DISMISSED, made)


def test_an_objection_taken_back_opens_no_way_to_a_complaint(town: Market, award: Award) -> None:
    made, agent = objection(town, award), town.agent(loser(award))
    withdraw_dispute(dispute_id=made.pk, by=agent)
    with pytest.raises(ObjectFirst):
        raise_complaint(objection_id=made.pk, grounds="不服", by=agent)
    assert Dispute.objects.get() == made


def test_silence_of_the_owner_opens_the_way_to_a_complaint(town: Market, award: Award, clock: Clock) -> None:
    made = objection(town, award)
    clock.forward(days=7)
    complaint = raise_complaint(objection_id=made.pk, grounds="未答复", by=town.agent(loser(award)))
    run_due()
    clock.forward(days=15)
    check_due_clocks()
    assert Alarm.objects.filter(ended_at=None, event=Due.ACCEPTANCE).exists()
    told = Message.objects.filter(party=award.need.owner.party, subject_text__startswith="逾期提醒").latest("pk")
    assert "由监督部门办理" in told.body
    refuse_complaint(dispute_id=complaint.pk, answer="材料不全", by=town.supervisor)
    complaint.refresh_from_db()
    assert complaint.state == DisputeState.NOT_ACCEPTED


def test_what_is_refused_leaves_nothing(town: Market, award: Award, clock: Clock) -> None:
    agency, stranger = loser(award), town.agency("未参加测绘")
    events = Event.objects.count()
    with pytest.raises(NotABidder):
        raise_award_objection(award_id=award.pk, party=stranger.party, grounds="不公", by=town.agent(stranger))
    with pytest.raises(NotAllowed):
        raise_award_objection(award_id=award.pk, party=agency.party, grounds="不公", by=town.agent(stranger))
    with pytest.raises(FieldsRefused):
        raise_award_objection(award_id=award.pk, party=agency.party, grounds=" ", by=town.agent(agency))
    assert (Dispute.objects.count(), Event.objects.count()) == (0, events)
    made = objection(town, award)
    with pytest.raises(OneAtATime):
        objection(town, award)
    with pytest.raises(NotAllowed):
        answer_award_objection(dispute_id=made.pk, is_upheld=True, answer="成立", by=town.agent(agency))
    withdraw_dispute(dispute_id=made.pk, by=town.agent(agency))
    clock.forward(days=30)
    with pytest.raises(OutOfTime):
        objection(town, award)
    assert Dispute.objects.count() == 1


def test_a_tender_is_not_signed_while_it_is_on_notice(town: Market, award: Award, clock: Clock) -> None:
    Need.objects.filter(pk=award.need_id).update(regime=Regime.TENDER)
    award = Award.objects.get(pk=award.pk)
    with pytest.raises(StillOpenToObjections):
        sign(town, award)
    clock.forward(days=6)
    with pytest.raises(SignedTooEarly):
        sign(town, award, after=3)
    assert not Contract.objects.exists()
    assert sign(town, award, after=4).award == award


def test_no_contract_is_signed_on_a_day_on_which_the_result_stood_suspended(
    town: Market, award: Award, clock: Clock
) -> None:
    made = objection(town, award)
    clock.forward(days=2)
    answer_award_objection(dispute_id=made.pk, is_upheld=False, answer="经核对无误", by=town.clerk)
    with pytest.raises(SignedWhileSuspended):
        sign(town, award, after=1)
    assert not Contract.objects.exists()
    assert sign(town, award, after=2).award == award
