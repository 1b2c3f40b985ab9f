"""Two departments grant under two policies of one exclusive group at once. The controls take the lock away."""

from collections.abc import Iterable
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import IntegrityError

from cms.kernel.errands import run_due
from cms.kernel.money import to_fen
from policies.grants import services
from policies.grants.errors import NothingToDecide
from policies.grants.grouping import due_matches, places_of
from policies.grants.models import Grant
from policies.matching.models import Match
from policies.matching.services import match_versions
from policies.models import Version
from tests.policies.grants.test_groups import decide, policy
from tests.policies.grants.test_races import both
from tests.policies.grants.worlds import a_firm

pytestmark = pytest.mark.usefixtures("committed_db", "february")


class Races:
    """Two departments grant under two policies of one group at once; the second's run comes into force meanwhile."""

    def __init__(self, mode: str, **terms: Any) -> None:
        self.firm = a_firm(1, 1_000_000)
        self.early = policy("early", "0.02", mode=mode, order=2, **terms)
        run_due()
        self.late = policy("late", "0.03", mode=mode, order=1, **terms)
        self.looked = Event()

    def second(self) -> None:
        self.looked.wait(timeout=30)
        match_versions([self.late])
        decide(self.late)

    def run(self) -> list[type[Exception]]:
        return both(lambda: decide(self.early), self.second)

    def granted(self) -> int:
        return sum(to_fen(grant.entitled) for grant in Grant.objects.all())


def guard_down(monkeypatch: pytest.MonkeyPatch, race: Races) -> None:
    """Nothing is held, and both have looked for the last time before either writes."""
    together = Barrier(2)

    def looked(version: Version) -> list[Match]:
        found = list(due_matches(version))
        race.looked.set()
        return found

    def placed(version: Version, matches: Iterable[Match]) -> dict[int, dict[str, Any]]:
        found = places_of(version, matches)
        together.wait(timeout=30)
        return found

    monkeypatch.setattr(services, "locked_group", lambda pk: Version.objects.get(pk=pk))
    monkeypatch.setattr(services, "due_matches", looked)
    monkeypatch.setattr(services, "places_of", placed)


def test_two_departments_at_once_grant_one_of_the_group() -> None:
    one = Races("highest")
    one.looked.set()
    assert one.run() == [NothingToDecide]
    assert one.granted() in (2_000_000, 3_000_000)


def test_without_the_lock_the_constraint_of_the_group_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Races("highest")
    guard_down(monkeypatch, one)
    assert one.run() == [IntegrityError]
    assert one.granted() in (2_000_000, 3_000_000)


def test_two_departments_at_once_stay_under_the_shared_cap() -> None:
    one = Races("shared_cap", cap="40000")
    one.looked.set()
    assert one.run() == []
    assert one.granted() == 4_000_000


def test_without_the_lock_the_shared_cap_is_exceeded(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Races("shared_cap", cap="40000")
    guard_down(monkeypatch, one)
    assert one.run() == []
    assert one.granted() == 5_000_000
