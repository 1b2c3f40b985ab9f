"""A low price is judged on the words its bidder left: no other words take their place while the owner decides."""

from datetime import datetime
from threading import Event
from typing import Any

import pytest

from cms.kernel.clock import SHANGHAI
from marketplace.selection import services
from marketplace.selection.errors import NotAsked
from marketplace.selection.models import PriceJudgement, PriceQuestion
from marketplace.selection.services import judge_low_price, justify_price
from tests.conftest import Clock
from tests.marketplace.awards.journeys import answered, opened
from tests.marketplace.races import at_once
from tests.marketplace.worlds import market

pytestmark = pytest.mark.usefixtures("committed_db")


def judged_while_it_is_replaced(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, *, patience: float
) -> tuple[list[type[Exception]], str]:
    """The owner has looked at the answer when the bidder replaces it; who was refused, and which answer stands."""
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    town = market()
    need, agencies = opened(town, clock, ["60000.00", "20000.00", "58000.00"])
    low = agencies[1]
    answered(need, low, town)
    question, agent = PriceQuestion.objects.get(need=need), town.agent(low)
    looked, replaced, check = Event(), Event(), services._check_answered

    def check_and_wait(*args: Any, **more: Any) -> None:
        check(*args, **more)
        looked.set()
        replaced.wait(patience)

    def judge() -> None:
        judge_low_price(need_id=need.pk, party=low.party, is_accepted=True, grounds="自有成果复用", by=town.clerk)

    def replace() -> None:
        looked.wait(30)
        try:
            justify_price(question_id=question.pk, answer="另一种说法", by=agent)
        finally:
            replaced.set()

    acts = iter((judge, replace))

    def one_of_them() -> None:
        act = next(acts)
        act()

    monkeypatch.setattr(services, "_check_answered", check_and_wait)
    refusals = at_once(one_of_them)
    assert PriceJudgement.objects.get().is_accepted
    question.refresh_from_db()
    return refusals, question.answer


def test_what_was_judged_is_what_stands(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals, answer = judged_while_it_is_replaced(clock, monkeypatch, patience=1)
    assert refusals == [NotAsked]
    assert "控制点成果" in answer


def test_without_holding_the_question_other_words_stand_than_were_judged(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = PriceQuestion.objects
    monkeypatch.setattr(manager, "select_for_update", lambda **_how: manager.all())
    refusals, answer = judged_while_it_is_replaced(clock, monkeypatch, patience=30)
    assert (refusals, answer) == ([], "另一种说法")
