"""Two people at one contract at once: two clerks file it, two agents agree to its end, one objects as it ends."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from cms.kernel.clock import SHANGHAI, business_now, move_clock
from cms.kernel.errors import WrongState
from cms.kernel.files.services import store_file
from cms.kernel.models import Event
from cms.kernel.money import yuan
from cms.kernel.states import locked
from marketplace.awards.models import Award
from marketplace.awards.services import award_need
from marketplace.contracts import ending, services, terminating, withdrawing
from marketplace.contracts.ending import answer_end, propose_end
from marketplace.contracts.models import Contract, EarlyEnd
from marketplace.contracts.services import file_contract
from marketplace.contracts.states import EndGround
from marketplace.contracts.terminating import earliest_effect, end_by_due_notices, give_notice
from marketplace.contracts.withdrawing import withdraw_notice
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.awards.journeys import opened
from tests.marketplace.bidding.files import pdf
from tests.marketplace.contracts.journeys import agent_of, filed
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
    agent = agent_of(town, contract)
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


def objection_against_effect(town: Market, clock: Clock, *, takes_back: bool = False) -> list[type[Exception]]:
    """The refusals when the agency objects, or the owner takes the notice back, in the last moment while a worker lets
    it take effect."""
    contract = filed(town, clock)
    document = store_file(upload=SimpleUploadedFile("n.pdf", pdf()), by=town.clerk)
    end = give_notice(
        contract_id=contract.pk,
        ground=EndGround.AGENCY_BREACH,
        reason="未进场。",
        settled_amount=yuan(0),
        takes_effect_on=earliest_effect(business_now().date()),
        document=document,
        by=town.clerk,
    )
    assert end.takes_effect_at is not None
    agent, turns = agent_of(town, contract), iter((True, False))
    clock.set(end.takes_effect_at - timedelta(milliseconds=1))
    taken = threading.Lock()

    def act() -> None:
        with taken:
            objects = next(turns)
        if objects and takes_back:
            withdraw_notice(end_id=end.pk, by=town.clerk)
        elif objects:
            answer_end(end_id=end.pk, agrees=False, answer="异议。", by=agent)
        else:
            move_clock(end.takes_effect_at)
            end_by_due_notices()

    return at_once(act)


def test_an_objection_and_the_effect_of_a_notice_do_not_both_stand(
    town: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = meeting_after(locked, EarlyEnd)
    monkeypatch.setattr(ending, "locked", guard)
    monkeypatch.setattr(terminating, "locked", guard)
    refusals = objection_against_effect(town, clock)
    names = set(
        Event.objects.filter(name__in=["contract.ended", "contract.end_refused"]).values_list("name", flat=True)
    )
    assert len(names) == 1
    assert (names == {"contract.ended"}) == bool(refusals)


def test_control_without_the_lock_an_objection_and_the_effect_both_stand(
    town: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = meeting_after(without_lock, EarlyEnd)
    monkeypatch.setattr(ending, "locked", guard)
    monkeypatch.setattr(terminating, "locked", guard)
    monkeypatch.setattr(ending, "business_now", lambda: business_now() - timedelta(seconds=1))
    assert objection_against_effect(town, clock) == []
    names = set(
        Event.objects.filter(name__in=["contract.ended", "contract.end_refused"]).values_list("name", flat=True)
    )
    assert names == {"contract.ended", "contract.end_refused"}


def outcomes_of_taking_back() -> set[str]:
    """The names of what was written about a notice that was taken back as it took effect."""
    told = Event.objects.filter(name__in=["contract.ended", "contract.end_withdrawn"])
    return set(told.values_list("name", flat=True))


def test_a_notice_is_taken_back_or_takes_effect_and_never_both(
    town: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = meeting_after(locked, EarlyEnd)
    monkeypatch.setattr(ending, "locked", guard)
    monkeypatch.setattr(terminating, "locked", guard)
    monkeypatch.setattr(withdrawing, "locked", guard)
    refusals = objection_against_effect(town, clock, takes_back=True)
    assert len(outcomes_of_taking_back()) == 1
    assert (outcomes_of_taking_back() == {"contract.ended"}) == bool(refusals)


def unless_updating(save: Callable[..., None]) -> Callable[..., None]:
    """The same, but of named columns nothing is written."""

    def written(row: EarlyEnd, *given: object, **more: object) -> None:
        if not more.get("update_fields"):
            save(row, *given, **more)

    return written


def test_control_without_the_lock_a_notice_is_taken_back_and_takes_effect(
    town: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = meeting_after(without_lock, EarlyEnd)
    monkeypatch.setattr(ending, "locked", guard)
    monkeypatch.setattr(terminating, "locked", guard)
    monkeypatch.setattr(withdrawing, "locked", guard)
    monkeypatch.setattr(EarlyEnd, "save_base", unless_updating(EarlyEnd.save_base))  # nor has the table its constraint
    monkeypatch.setattr(withdrawing, "business_now", lambda: business_now() - timedelta(seconds=1))
    assert objection_against_effect(town, clock, takes_back=True) == []
    assert outcomes_of_taking_back() == {"contract.ended", "contract.end_withdrawn"}
