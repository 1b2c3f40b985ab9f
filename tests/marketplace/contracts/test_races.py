"""Two people at one contract at once: two clerks file it, two agents agree to its end; one act stands."""

from datetime import datetime

import pytest
from django.db import IntegrityError

from cms.kernel.clock import SHANGHAI, business_now
from cms.kernel.errors import WrongState
from cms.kernel.models import Event
from cms.kernel.money import yuan
from cms.kernel.states import locked
from marketplace.awards.models import Award
from marketplace.awards.services import award_need
from marketplace.contracts import ending, services
from marketplace.contracts.ending import answer_end, propose_end
from marketplace.contracts.models import Contract, EarlyEnd
from marketplace.contracts.services import file_contract
from marketplace.contracts.states import EndGround
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.awards.journeys import opened
from tests.marketplace.contracts.journeys import filed
from tests.marketplace.races import Fetch, at_once, meeting_after, without_lock
from tests.marketplace.worlds import Market, market


@pytest.fixture
def town(committed_db: CommittedDatabase, clock: Clock) -> Market:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


@pytest.mark.parametrize(("guard", "refusal"), [(locked, WrongState), (without_lock, IntegrityError)])
def test_the_second_clerk_finds_the_award_signed_and_without_the_lock_only_the_database_stops_one(
    town: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch, guard: Fetch, refusal: type[Exception]
) -> None:
    need, _agencies = opened(town, clock, ["60000.00", "52000.00", "58000.00"])
    award = award_need(need_id=need.pk, by=town.clerk)
    monkeypatch.setattr(services, "locked", meeting_after(guard, Award))

    def files() -> Contract:
        today = business_now().date()
        return file_contract(award_id=award.pk, agency=award.party, amount=award.price, signed_on=today, by=town.clerk)

    assert at_once(files) == [refusal]
    assert Contract.objects.count() == 1


def two_answers(town: Market, clock: Clock) -> list[type[Exception]]:
    """The refusals of two agents who agree at once to the end that the owner proposed."""
    contract = filed(town, clock)
    end = propose_end(
        contract_id=contract.pk, ground=EndGround.AGREED, reason="规划调整。", settled_amount=yuan(0), by=town.clerk
    )
    agent = town.agent(contract.award.party.agency)
    return at_once(lambda: answer_end(end_id=end.pk, agrees=True, answer="", by=agent))


def test_a_contract_ends_once(town: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ending, "locked", meeting_after(locked, Contract))
    assert two_answers(town, clock) == [WrongState]
    assert Event.objects.filter(name="contract.ended").count() == 1


def test_control_without_the_lock_both_answers_meet_and_only_the_move_itself_stops_one(
    town: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered: list[int] = []
    monkeypatch.setattr(ending, "locked", meeting_after(without_lock, EarlyEnd))
    monkeypatch.setattr(ending, "advance", lambda contract, *_args, **_more: answered.append(contract.pk))
    assert two_answers(town, clock) == []
    assert len(answered) == 2  # with neither lock nor the move's own count, the contract would end twice
