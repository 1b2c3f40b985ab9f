"""Points are taken only after an interview and a hearing; they fade; too few suspend and weigh less in a draw."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from django.db import IntegrityError
from django.db.transaction import atomic

from cms.kernel.clock import SHANGHAI
from cms.kernel.errors import FieldsRefused, NotAllowed, WrongState
from cms.kernel.roles import Role
from marketplace.agencies.clocks import confirm_entry, suspend_unconfirmed
from marketplace.agencies.models import Agency
from marketplace.agencies.states import AgencyState
from marketplace.credit.errors import AppealTooLate, NotInterviewed, SameDecider
from marketplace.credit.models import CreditCase
from marketplace.credit.queries import credit_score, draw_weights
from marketplace.credit.rules import Deduction, Reason, score, weight
from marketplace.credit.services import (
    appeal_credit,
    decide_appeal,
    decide_credit,
    interview,
    note_fact,
    reply_to_interview,
)
from marketplace.credit.states import CreditState
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


def fact(town: Market, agency: Agency, reason: Reason = Reason.POOR_QUALITY) -> CreditCase:
    return note_fact(party=agency.party, reason=reason, facts="成果退回两次", by=town.supervisor)


def taken(town: Market, agency: Agency, reason: Reason = Reason.POOR_QUALITY) -> CreditCase:
    """Points taken in due order."""
    case = fact(town, agency, reason)
    interview(case_id=case.pk, note="已告知", by=town.supervisor)
    reply_to_interview(case_id=case.pk, reply="已整改", by=town.agent(agency))
    return decide_credit(case_id=case.pk, takes_points=True, decision="属实", by=town.supervisor)


def test_no_points_without_an_interview_and_a_hearing(town: Market, clock: Clock) -> None:
    agency = town.agency("近山测绘")
    case = fact(town, agency)
    with pytest.raises(NotInterviewed):
        decide_credit(case_id=case.pk, takes_points=True, decision="属实", by=town.supervisor)
    interview(case_id=case.pk, note="已告知", by=town.supervisor)
    with pytest.raises(NotInterviewed):
        decide_credit(case_id=case.pk, takes_points=True, decision="属实", by=town.supervisor)
    case.refresh_from_db()
    assert (case.state, credit_score(agency.party)) == (CreditState.INTERVIEWED, 100)
    clock.forward(days=10)
    decide_credit(case_id=case.pk, takes_points=True, decision="逾期未申辩", by=town.supervisor)
    assert credit_score(agency.party) == 90
    with pytest.raises(IntegrityError), atomic():
        CreditCase.objects.filter(pk=case.pk).update(interviewed_at=None)


def test_points_fade_and_an_appeal_is_decided_by_another(town: Market, clock: Clock) -> None:
    agency = town.agency("近山测绘")
    case = taken(town, agency)
    appeal_credit(case_id=case.pk, appeal="事实不清", by=town.agent(agency))
    assert credit_score(agency.party) == 90
    with pytest.raises(SameDecider):
        decide_appeal(case_id=case.pk, upholds_points=False, opinion="撤销", by=town.supervisor)
    other = town.person("另一监督员", Role.SUPERVISOR, town.department)
    decide_appeal(case_id=case.pk, upholds_points=False, opinion="撤销", by=other)
    assert credit_score(agency.party) == 100
    second = taken(town, agency)
    assert [credit_score(agency.party, date(2023, 3, 1) + timedelta(days=n)) for n in (182, 183, 365, 366)] == [
        90, 95, 95, 100,
    ]  # fmt: skip
    clock.forward(days=40)
    with pytest.raises(AppealTooLate):
        appeal_credit(case_id=second.pk, appeal="迟到", by=town.agent(agency))


def test_too_few_points_suspend_the_agency_and_it_is_not_drawn(town: Market) -> None:
    good, poor = town.agency("好测绘"), town.agency("差测绘")
    taken(town, poor, Reason.COLLUSION)
    poor.refresh_from_db()
    assert (poor.state, credit_score(poor.party)) == (AgencyState.SUSPENDED, 40)
    assert draw_weights([good.party_id, poor.party_id]) == {good.party_id: 3, poor.party_id: 0}


def test_an_agency_that_let_its_confirmation_lapse_does_not_escape_its_suspension(town: Market, clock: Clock) -> None:
    poor = town.agency("差测绘")
    clock.set(datetime(2024, 4, 1, 9, tzinfo=SHANGHAI))
    suspend_unconfirmed()
    taken(town, poor, Reason.COLLUSION)
    confirm_entry(agency_id=poor.pk, by=town.agent(poor))
    poor.refresh_from_db()
    assert (poor.state, credit_score(poor.party)) == (AgencyState.SUSPENDED, 40)


def test_scores_and_weights_are_plain_arithmetic() -> None:
    day = date(2023, 3, 1)
    assert score([Deduction(10, day), Deduction(5, day - timedelta(days=200))], day) == Fraction(175, 2)
    assert score([Deduction(60, day), Deduction(60, day)], day) == 0
    assert [weight(Fraction(points), date(2023, 3, 1)) for points in (100, 90, 89, 75, 74, 60, 59)] == [
        3,
        3,
        2,
        2,
        1,
        1,
        0,
    ]


def test_what_is_refused_changes_nothing(town: Market) -> None:
    agency = town.agency("近山测绘")
    with pytest.raises(NotAllowed):
        note_fact(party=agency.party, reason=Reason.LATE_DELIVERY, facts="迟", by=town.reviewer)
    with pytest.raises(FieldsRefused):
        note_fact(party=agency.party, reason=Reason.LATE_DELIVERY, facts=" ", by=town.supervisor)
    assert not CreditCase.objects.exists()
    case = fact(town, agency)
    with pytest.raises(NotInterviewed):
        reply_to_interview(case_id=case.pk, reply="早说", by=town.agent(agency))
    decide_credit(case_id=case.pk, takes_points=False, decision="轻微", by=town.supervisor)
    with pytest.raises(WrongState):
        interview(case_id=case.pk, note="再谈", by=town.supervisor)
    case.refresh_from_db()
    assert (case.state, credit_score(agency.party)) == (CreditState.DROPPED, 100)
