"""While a complaint waits for experts the time to decide it stands, all concerned read so, and then it runs on."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.calendar import working_days_between
from cms.kernel.clock import SHANGHAI
from cms.kernel.errands import run_due
from cms.kernel.errors import FieldsRefused, NotAllowed, Refused, WrongState
from cms.kernel.messages.models import Message
from cms.kernel.models import Event, User
from marketplace.clocks.models import Alarm, NeedClock
from marketplace.clocks.moments import DisputeFacts, Due, NeedFacts, moments
from marketplace.clocks.services import check_due_clocks
from marketplace.disputes.errors import DecisionOverdue, ExaminationRuns, NoExaminationRuns
from marketplace.disputes.examining import begin_examination, end_examination
from marketplace.disputes.models import Dispute, Examination
from marketplace.disputes.services import accept_complaint, answer_award_objection, decide_complaint, raise_complaint
from marketplace.disputes.states import ExaminationKind
from marketplace.needs import legal_clocks
from marketplace.needs.legal_clocks import regime_rule
from marketplace.needs.states import Regime
from tests.conftest import Clock
from tests.marketplace.contracts.journeys import awarded
from tests.marketplace.disputes.test_disputes import loser, objection
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


@pytest.fixture
def complaint(town: Market, clock: Clock) -> Dispute:
    """An accepted complaint."""
    award = awarded(town, clock)
    made = objection(town, award)
    answer_award_objection(dispute_id=made.pk, is_upheld=False, answer="无误", by=town.clerk)
    raised = raise_complaint(objection_id=made.pk, grounds="成果精度不符", by=town.agent(loser(award)))
    accepted = accept_complaint(dispute_id=raised.pk, by=town.supervisor)
    run_due()
    return accepted


def accepted_on(complaint: Dispute) -> date:
    assert complaint.accepted_at is not None
    return complaint.accepted_at.astimezone(SHANGHAI).date()


def begin(complaint: Dispute, by: User, began_on: date, subject: str = "成果精度") -> Examination:
    kind = ExaminationKind.EXPERT_REVIEW
    return begin_examination(
        dispute_id=complaint.pk, kind=kind, subject=subject, commissioned_by="县财政局", began_on=began_on, by=by
    )


def overdue() -> bool:
    """Whether an alarm stands about the decision, after the clocks were looked at."""
    run_due()
    check_due_clocks()
    return Alarm.objects.filter(ended_at=None, event=Due.DECISION).exists()


def reads(person: User, complaint: Dispute) -> str:
    browser = Client()
    browser.force_login(person, "cms.kernel.people.login.EmailOrMobileBackend")
    answer = browser.get(reverse("marketplace:dispute", args=[complaint.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("is_examined", [True, False])
def test_a_complaint_that_waits_for_experts_is_not_overdue_and_one_that_does_not_is(
    town: Market, complaint: Dispute, clock: Clock, is_examined: bool
) -> None:
    if is_examined:
        begin(complaint, town.supervisor, accepted_on(complaint))
    clock.forward(days=40)
    assert overdue() is not is_examined


def test_the_last_day_moves_by_the_working_days_it_took_and_the_alarm_waits_for_it(
    town: Market, complaint: Dispute, clock: Clock
) -> None:
    first, before = accepted_on(complaint), complaint.due_on
    last = first + timedelta(days=20)
    begin(complaint, town.supervisor, first)
    clock.forward(days=20)
    assert overdue() is False
    assert NeedClock.objects.get(need=complaint.award.need_id).next_check is not None  # the day of signing
    end_examination(dispute_id=complaint.pk, ended_on=last, by=town.supervisor)
    complaint.refresh_from_db()
    assert working_days_between(before, complaint.due_on) == working_days_between(first, last) > 10
    clock.forward(days=(complaint.due_on - last).days)
    assert overdue() is False
    clock.forward(days=1)
    assert overdue() is True
    told = list(Event.objects.filter(name__startswith="dispute.examination").order_by("pk").values_list("name", "by"))
    assert told == [(f"dispute.examination_{what}", town.supervisor.pk) for what in ("begun", "ended")]


def test_all_sides_are_told_and_read_that_the_clock_stands(town: Market, complaint: Dispute) -> None:
    sides = (town.supervisor, town.clerk, town.agent(complaint.party.agency))
    assert not any("处理期限暂停计算" in reads(person, complaint) for person in sides)
    begin(complaint, town.supervisor, accepted_on(complaint))
    for person in sides:
        page = reads(person, complaint)
        assert "处理期限暂停计算" in page
        assert "县财政局" in page
    parties = {complaint.party_id, complaint.award.need.owner.party_id}
    assert set(Message.objects.filter(subject_text__contains="专家评审").values_list("party", flat=True)) == parties


def test_supervision_records_it_on_the_page(town: Market, complaint: Dispute) -> None:
    browser, address = Client(), reverse("marketplace:examine_complaint", args=[complaint.pk])
    browser.force_login(town.supervisor, "cms.kernel.people.login.EmailOrMobileBackend")
    day = accepted_on(complaint)
    entered = {"kind": "testing", "subject": "精度", "commissioned_by": "县财政局", "began_on": day.isoformat()}
    assert browser.post(address, entered).status_code == 302
    late = browser.post(address, {"ended_on": (day + timedelta(days=300)).isoformat()})
    assert (late.status_code, "不能晚于今天" in late.content.decode()) == (422, True)
    assert browser.post(address, {"ended_on": day.isoformat()}).status_code == 302
    assert Examination.objects.get().ended_on == day


def test_what_is_refused_leaves_nothing(town: Market, complaint: Dispute, clock: Clock) -> None:
    day, supervisor = accepted_on(complaint), town.supervisor

    def refused(error: type[Refused], act: object) -> None:
        before = (Event.objects.count(), list(Examination.objects.order_by("pk").values()))
        with pytest.raises(error):
            act()  # type: ignore[operator]
        assert (Event.objects.count(), list(Examination.objects.order_by("pk").values())) == before

    def end(on: date) -> Examination:
        return end_examination(dispute_id=complaint.pk, ended_on=on, by=supervisor)

    refused(NotAllowed, lambda: begin(complaint, town.clerk, day))
    refused(FieldsRefused, lambda: begin(complaint, supervisor, day, subject=" "))
    refused(FieldsRefused, lambda: begin(complaint, supervisor, day + timedelta(days=1)))
    refused(FieldsRefused, lambda: begin(complaint, supervisor, day - timedelta(days=1)))
    refused(NoExaminationRuns, lambda: end(day))
    clock.forward(days=3)
    begin(complaint, supervisor, day + timedelta(days=1))
    refused(ExaminationRuns, lambda: begin(complaint, supervisor, day + timedelta(days=2)))
    refused(FieldsRefused, lambda: end(day))
    refused(FieldsRefused, lambda: end(day + timedelta(days=4)))
    refused(
        ExaminationRuns,
        lambda: decide_complaint(dispute_id=complaint.pk, is_upheld=True, answer="成立", by=supervisor),
    )
    end(day + timedelta(days=2))
    refused(
        FieldsRefused, lambda: begin(complaint, supervisor, day + timedelta(days=2))
    )  # one day is not left out twice
    clock.forward(days=60)
    complaint.refresh_from_db()
    refused(DecisionOverdue, lambda: begin(complaint, supervisor, complaint.due_on + timedelta(days=1)))
    decide_complaint(dispute_id=complaint.pk, is_upheld=False, answer="驳回", by=supervisor)
    refused(WrongState, lambda: begin(complaint, supervisor, day + timedelta(days=5)))


@pytest.mark.parametrize("regime", Regime.values)
def test_each_regime_leaves_the_days_out_by_an_article(regime: str) -> None:
    day = date(2023, 3, 6)
    rule = regime_rule(regime, day)
    assert rule.examination_article
    free = rule.decision.due(day)
    held = (DisputeFacts(True, day, accepted_on=day, examined=((date(2023, 3, 8), date(2023, 3, 14)),)),)
    [decision] = [one for one in moments(NeedFacts(rule, day, disputes=held), day) if one.event == Due.DECISION]
    last = (decision.at - timedelta(days=1)).date()
    assert working_days_between(free, last) == 4  # Thursday, Friday, Monday, Tuesday
    running = (replace(held[0], examined=((date(2023, 3, 8), None),)),)
    assert Due.DECISION not in [one.event for one in moments(NeedFacts(rule, day, disputes=running), day)]


def test_where_the_regime_counts_the_days_the_clock_runs_on(
    town: Market, complaint: Dispute, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = tuple(replace(rule, examination_article="") for rule in legal_clocks.REGIME_RULES)
    monkeypatch.setattr(legal_clocks, "REGIME_RULES", counting)
    begin(complaint, town.supervisor, accepted_on(complaint))
    assert "处理期限暂停计算" not in reads(town.supervisor, complaint)
    clock.forward(days=40)
    assert overdue() is True
