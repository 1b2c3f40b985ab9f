"""A snapshot is refreshed by what changed, never torn while it is read, and misses nothing that commits late."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings

from policies.models import Enterprise
from policies.registry import refreshing, snapshot
from policies.registry.kinds import vocabulary
from policies.registry.parts import Parts
from policies.registry.services import state_facts
from policies.registry.snapshot import Snapshot, current_snapshot, snapshot_of_key
from tests.conftest import Clock, CommittedDatabase
from tests.policies.worlds import OPENING, enterprise

TODAY = date(2023, 2, 1)
NOW, BEFORE = "finance.revenue[2022]", "finance.revenue[2021]"


@pytest.fixture(autouse=True)
def own_snapshots(committed_db: CommittedDatabase, clock: Clock, tmp_path: Path) -> Iterator[None]:
    clock.set(TODAY)
    with override_settings(SNAPSHOT_ROOT=str(tmp_path)):
        yield


def said(one: Enterprise, **revenue: int) -> None:
    facts: dict[tuple[str, str], Any] = {("finance.revenue", year[1:]): fen for year, fen in revenue.items()}
    state_facts(enterprise=one, facts=facts, source="tax", as_of=OPENING, by=None)


def column(of: Snapshot, name: str) -> list[int | None]:
    return of.frame([name], TODAY, vocabulary()).get_column(name).to_list()


def test_only_the_columns_that_changed_are_written_anew_and_new_enterprises_stand_behind() -> None:
    one, two = enterprise(1), enterprise(2)
    said(one, y2022=5, y2021=4)
    first = current_snapshot()
    said(two, y2022=7)
    second = current_snapshot()
    assert first.manifest.columns[BEFORE] == second.manifest.columns[BEFORE]
    assert (column(first, NOW), column(second, NOW)) == ([5, None], [5, 7])
    enterprise(3)
    third = current_snapshot()
    assert first.manifest.columns[NOW] != second.manifest.columns[NOW] == third.manifest.columns[NOW]
    assert (column(third, NOW), column(third, BEFORE)) == ([5, 7, None], [4, None, None])


def test_a_refreshed_snapshot_equals_one_made_from_nothing() -> None:
    firms = [enterprise(serial) for serial in range(1, 6)]
    for round_ in range(4):
        for index, one in enumerate(firms):
            said(one, **{f"y202{(round_ + index) % 3}": round_ * 10 + index})
        refreshed = current_snapshot()
    for path in refreshed.parts.folder.glob("*.json"):
        path.unlink()
    (refreshed.parts.folder / "current").unlink()
    anew = current_snapshot()
    assert (anew.key, set(anew.manifest.columns)) == (refreshed.key, set(refreshed.manifest.columns))
    for name in anew.manifest.columns:
        assert anew.parts.read(anew.manifest.columns[name]).equals(
            refreshed.parts.read(refreshed.manifest.columns[name])
        )


def test_a_reader_sees_one_state_though_the_registry_is_refreshed_meanwhile() -> None:
    one = enterprise(1)
    said(one, y2022=1, y2021=1)
    reading = current_snapshot()
    first = column(reading, NOW)
    said(one, y2022=2, y2021=2)
    assert column(current_snapshot(), BEFORE) == [2]
    assert first == column(reading, BEFORE) == [1]


def test_the_control_that_asks_for_the_latest_file_each_time_is_torn() -> None:
    one = enterprise(1)
    said(one, y2022=1, y2021=1)
    latest = current_snapshot().parts.latest
    read = current_snapshot().parts.read
    first = read(latest().columns[NOW])["value"].to_list()  # type: ignore[union-attr]
    said(one, y2022=2, y2021=2)
    current_snapshot()
    assert first != read(latest().columns[BEFORE])["value"].to_list()  # type: ignore[union-attr]


def late(one: Enterprise, other: Enterprise) -> list[int | None]:
    """What a snapshot says after facts with lower ids were committed later than facts with higher ones."""
    said(one, y2021=0)  # the kinds of facts stand, so that nobody waits for them
    current_snapshot()
    drawn, go = Event(), Event()

    def slowly() -> None:
        with transaction.atomic():
            said(one, y2022=1)
            drawn.set()
            go.wait(timeout=20)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(slowly)
        assert drawn.wait(timeout=20)
        said(other, y2022=2)
        meanwhile = current_snapshot()
        go.set()
        waiting.result(timeout=20)
    assert column(meanwhile, NOW) == [None, 2]
    return column(current_snapshot(), NOW)


def test_facts_that_commit_late_under_a_lower_id_are_not_missed() -> None:
    assert late(enterprise(1), enterprise(2)) == [1, 2]


def test_the_control_that_trusts_the_highest_id_misses_them(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = refreshing.present_marks

    def trusting(words: str) -> refreshing.Marks:
        marks = honest(words)
        return replace(marks, settled=True, key=f"{marks.fact_id}")

    monkeypatch.setattr(snapshot, "present_marks", trusting)
    assert late(enterprise(1), enterprise(2)) == [None, 2]


def test_what_a_rolled_back_transaction_saw_is_not_built_on() -> None:
    one = enterprise(1)
    said(one, y2022=1)
    current_snapshot()
    with transaction.atomic():
        said(one, y2022=2)
        assert column(current_snapshot(), NOW) == [2]
        transaction.set_rollback(True)
    said(one, y2021=9)
    assert (column(current_snapshot(), NOW), column(current_snapshot(), BEFORE)) == ([1], [9])


def test_a_state_that_is_held_outlives_the_pruning_and_others_do_not() -> None:
    one = enterprise(1)
    said(one, y2022=0)
    held = current_snapshot()
    held.hold("run-1")
    for fen in range(1, 8):
        said(one, y2022=fen)
        newest = current_snapshot()
    Parts(held.parts.folder).prune(grace_seconds=-1)
    assert column(held, NOW) == [0]
    assert column(newest, NOW) == [7]
    held.let_go("run-1")
    Parts(held.parts.folder).prune(grace_seconds=-1)
    assert snapshot_of_key(held.key) is None


def test_equal_tokens_mean_that_nothing_the_rule_reads_has_changed() -> None:
    one = enterprise(1, credit__abnormal_list=False)
    said(one, y2022=1, y2021=1)
    first, words = current_snapshot(), vocabulary()
    said(one, y2021=2)
    second = current_snapshot()
    assert first.token([NOW], TODAY, words) == second.token([NOW], TODAY, words)
    assert first.token([NOW, BEFORE], TODAY, words) != second.token([NOW, BEFORE], TODAY, words)
    credit = ["credit.abnormal_list"]
    assert first.token(credit, TODAY, words) == first.token(credit, date(2023, 2, 3), words)
    assert first.token(credit, TODAY, words) != first.token(credit, date(2023, 2, 4), words)
