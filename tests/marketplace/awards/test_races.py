"""Two officers award one need at once: one award stands."""

from datetime import datetime

import pytest
from django.db import IntegrityError

from cms.kernel.clock import SHANGHAI
from cms.kernel.errors import WrongState
from cms.kernel.states import locked
from marketplace.awards import services
from marketplace.awards.models import Award
from marketplace.awards.services import award_need
from marketplace.needs.models import Need
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.awards.journeys import opened
from tests.marketplace.races import Fetch, at_once, meeting_after, without_lock
from tests.marketplace.worlds import market


@pytest.mark.parametrize(("guard", "refusal"), [(locked, WrongState), (without_lock, IntegrityError)])
def test_the_second_officer_finds_the_need_awarded_and_without_the_lock_only_the_database_stops_one(
    committed_db: CommittedDatabase,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    guard: Fetch,
    refusal: type[Exception],
) -> None:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    town = market()
    need, _agencies = opened(town, clock, ["60000.00", "52000.00", "58000.00"])
    monkeypatch.setattr(services, "locked", meeting_after(guard, Need))
    assert at_once(lambda: award_need(need_id=need.pk, by=town.clerk)) == [refusal]
    assert Award.objects.count() == 1
