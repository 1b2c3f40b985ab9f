"""Legal moments come from one pure function; whoever lets one pass raises an alarm, and whoever acts ends it."""

from datetime import date, datetime, timedelta

import pytest

from cms.kernel.clock import SHANGHAI
from cms.kernel.errands import run_due, tick
from marketplace.awards.services import give_up_award
from marketplace.clocks.models import Alarm, NeedClock
from marketplace.clocks.moments import DisputeFacts, Due, NeedFacts, moments, suspended_days
from marketplace.clocks.services import check_due_clocks
from marketplace.contracts.services import file_contract
from marketplace.credit.models import CreditCase
from marketplace.needs.legal_clocks import REGIME_RULES, regime_rule
from marketplace.needs.states import Regime
from tests.conftest import Clock
from tests.marketplace.contracts.journeys import awarded
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
AWARDED = date(2023, 3, 6)


def days(facts: NeedFacts, today: date = AWARDED) -> dict[Due, date]:
    """The last day of each outstanding moment."""
    return {one.event: (one.at - timedelta(days=1)).date() for one in moments(facts, today)}


@pytest.mark.parametrize(
    ("regime", "objections", "answer", "complaint_decided"),
    [
        # 6 March 2023 is a Monday; 3 days later is a Thursday, 3 and 7 working days later the 9th and the 15th
        (Regime.MARKET, date(2023, 3, 9), date(2023, 3, 9), date(2023, 3, 27)),
        (Regime.TENDER, date(2023, 3, 9), date(2023, 3, 9), date(2023, 4, 18)),
        (Regime.GOVERNMENT, date(2023, 3, 15), date(2023, 3, 15), date(2023, 4, 18)),
    ],
)
def test_each_regime_has_its_clocks(regime: str, objections: date, answer: date, complaint_decided: date) -> None:
    rule = regime_rule(regime, AWARDED)
    assert days(NeedFacts(rule, AWARDED))[Due.OBJECTIONS_END] == objections
    objected = NeedFacts(rule, AWARDED, disputes=(DisputeFacts(False, AWARDED),))
    assert days(objected)[Due.ANSWER] == answer
    complained = NeedFacts(rule, AWARDED, disputes=(DisputeFacts(True, AWARDED, accepted_on=AWARDED),))
    assert days(complained)[Due.DECISION] == complaint_decided


def test_suspension_moves_the_day_of_signing_and_counts_days_once() -> None:
    rule = regime_rule(Regime.MARKET, AWARDED)
    free = days(NeedFacts(rule, AWARDED))[Due.SIGNING]
    disputes = (
        DisputeFacts(False, date(2023, 3, 7), ended_on=date(2023, 3, 11), suspends=True),
        DisputeFacts(True, date(2023, 3, 9), ended_on=date(2023, 3, 14), suspends=True),
        DisputeFacts(True, date(2023, 3, 20), ended_on=date(2023, 3, 25)),
    )
    held = NeedFacts(rule, AWARDED, disputes=disputes)
    assert suspended_days(held, AWARDED) == 7
    assert days(held)[Due.SIGNING] == free + timedelta(days=7)


def test_what_is_done_is_not_due() -> None:
    rule = regime_rule(Regime.MARKET, AWARDED)
    signed = NeedFacts(
        rule, AWARDED, signed_on=AWARDED, filed_on=AWARDED, holds_bonds=True, deliver_by=date(2023, 4, 5)
    )
    assert days(signed) == {
        Due.BOND_RETURN: date(2023, 3, 13),
        Due.DELIVERY: date(2023, 4, 5),
    }  # 11 March is a Saturday
    assert moments(NeedFacts(rule, AWARDED, is_ended=True), AWARDED) == []


def test_every_clock_names_its_article() -> None:
    clocks = [getattr(rule, name) for rule in REGIME_RULES for name in ("objection", "answer", "complaint", "signing")]
    assert all(clock.article and clock.days > 0 for clock in clocks)


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


def test_late_signing_raises_an_alarm_and_signing_ends_it(town: Market, clock: Clock) -> None:
    award = awarded(town, clock)
    run_due()
    assert NeedClock.objects.get(need=award.need).next_check is not None
    clock.forward(days=29)
    check_due_clocks()
    assert not Alarm.objects.exists()
    clock.forward(days=6)
    tick()
    alarm = Alarm.objects.get()
    assert (alarm.event, alarm.ended_at) == (Due.SIGNING, None)
    tick()
    assert Alarm.objects.count() == 1
    file_contract(
        award_id=award.pk, agency=award.party, amount=award.price, signed_on=clock.forward().date(), by=town.clerk
    )
    run_due()
    alarm.refresh_from_db()
    assert alarm.ended_at is not None


def test_giving_up_notes_a_fact_that_waits_for_its_interview(town: Market, clock: Clock) -> None:
    award = awarded(town, clock)
    give_up_award(award_id=award.pk, by=town.agent(award.party.agency), reason="人手不足")
    run_due()
    case = CreditCase.objects.get()
    assert (case.party, case.points, case.state) == (award.party, 10, "found")
