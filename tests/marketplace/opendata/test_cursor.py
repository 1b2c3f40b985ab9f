"""A release committed late is not lost to those who follow the feed."""

import threading
from datetime import datetime

import pytest
from django.db import connection
from django.db.transaction import atomic

from cms.kernel.clock import SHANGHAI
from marketplace.needs.models import Need
from marketplace.opendata import services
from marketplace.opendata.models import Release
from marketplace.opendata.queries import releases_after
from marketplace.opendata.services import publish_need_events
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.worlds import Market, market

WAIT = 10


@pytest.fixture
def needs(committed_db: CommittedDatabase, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> list[Need]:
    """Two posted needs whose releases are still owed."""
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    town: Market = market()
    return [town.need(title=title) for title in ("先发布的", "后发布的")]


def followed(needs: list[Need]) -> set[int]:
    """The procurements in the feed as a reader got them who read while the first publisher had not committed."""
    wrote, may_commit, second_done = threading.Event(), threading.Event(), threading.Event()

    def slow_publisher() -> None:
        with atomic():
            publish_need_events(need_id=needs[0].pk)
            wrote.set()
            may_commit.wait(WAIT)
        connection.close()

    def quick_publisher() -> None:
        wrote.wait(WAIT)
        publish_need_events(need_id=needs[1].pk)
        second_done.set()
        connection.close()

    threads = [threading.Thread(target=work) for work in (slow_publisher, quick_publisher)]
    for thread in threads:
        thread.start()
    wrote.wait(WAIT)
    second_done.wait(1)  # with the turns taken it cannot finish; without them it does at once
    seen = releases_after(0, 100)
    cursor = seen[-1].number if seen else 0
    may_commit.set()
    for thread in threads:
        thread.join()
    return {release.procurement_id for release in [*seen, *releases_after(cursor, 100)]}


def test_a_reader_gets_the_release_that_was_committed_late(needs: list[Need]) -> None:
    assert followed(needs) == {need.procurement_id for need in needs}
    assert Release.objects.count() == 2


def test_control_without_turns_the_late_release_is_skipped(needs: list[Need], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "take_turns", lambda: None)
    assert followed(needs) == {needs[1].procurement_id}
    assert Release.objects.count() == 2
