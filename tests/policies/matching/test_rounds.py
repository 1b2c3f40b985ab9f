"""A large round is judged in parts: shared by workers, each part once, whoever dies meanwhile; it can be cancelled."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, override_settings

from cms.kernel.errands import Errand, open_errands, run, run_due
from cms.kernel.errors import NotAllowed, WrongState
from cms.kernel.models import Event
from cms.kernel.roles import Role
from policies.matching import rounds
from policies.matching.models import Match, MatchPart, MatchRound, MatchRun
from policies.matching.queries import current_matches, progress_of
from policies.matching.rounds import cancel_round, judge_part
from policies.matching.states import RoundState, RunState
from policies.registry.snapshot import snapshot_of_key
from tests.conftest import Clock, CommittedDatabase
from tests.policies.matching.test_matching import firm, published
from tests.policies.worlds import officer

FIRMS = 6
DIE = """
import os, signal, sys
import django; django.setup()
from django.test import Client, override_settings
from django.db import connection
from cms.kernel.errands import run_due
from policies.matching import rounds
import cms.wiring; cms.wiring.connect()
kept = rounds.keep
def dying(run, found):
    kept(run, found)
    if rounds.MatchPart.objects.exclude(done_at=None).exists():
        if sys.argv[2] == "unguarded":
            connection.connection.commit()
        os.kill(os.getpid(), signal.SIGKILL)
rounds.keep = dying
with override_settings(SNAPSHOT_ROOT=sys.argv[1]):
    run_due(["matching"])
"""


@pytest.fixture(autouse=True)
def in_parts_of_two(
    committed_db: CommittedDatabase, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    clock.set(date(2023, 2, 1))
    monkeypatch.setattr(rounds, "AT_ONCE", 2)
    monkeypatch.setattr(rounds, "LEAST", 2)
    rounds._together.cache_clear()
    with override_settings(SNAPSHOT_ROOT=str(tmp_path)):
        yield


def begun() -> MatchRound:
    """A round of three parts, of which nobody has judged any: all but one of the six firms qualify."""
    for serial in range(1, FIRMS):
        firm(serial, "1000000")
    firm(FIRMS, "999999")
    run_due()
    published(run=False)
    assert run(Errand.objects.get(task__endswith="match_version").pk)
    return MatchRound.objects.get()


def test_a_large_round_is_judged_part_by_part_and_is_in_force_when_all_are_done() -> None:
    one = begun()
    assert (one.part_count, one.parts.filter(done_at=None).count()) == (3, 3)
    run = MatchRun.objects.get()
    first, second, third = one.parts.order_by("number")
    assert judge_part(first.pk)
    assert judge_part(second.pk)
    assert (progress_of(one).percent, progress_of(one).met) == (66, 4)
    assert not current_matches(run.version).exists()
    assert judge_part(third.pk)
    run.refresh_from_db()
    assert (run.state, run.examined_count, run.met_count, run.near_count) == (RunState.DONE, 6, 5, 1)
    assert current_matches(run.version).count() == 5
    assert Event.objects.filter(name="match_round.done", subject_id=one.pk).exists()


def test_a_part_judged_again_does_nothing() -> None:
    part = begun().parts.order_by("number")[0]
    assert judge_part(part.pk)
    assert not judge_part(part.pk)
    assert Match.objects.count() == 2


def test_workers_share_the_parts_and_none_is_judged_twice() -> None:
    one = begun()

    def work(_worker: int) -> int:
        try:
            return run_due(["matching"])
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(work, range(3))) >= 3
    one.refresh_from_db()
    assert one.state == RoundState.DONE
    assert sorted(Match.objects.values_list("enterprise", flat=True)) == sorted(set(matched()))


def matched() -> list[int]:
    return list(Match.objects.values_list("enterprise", flat=True))


def killed(db: CommittedDatabase, root: Path, guard: str) -> None:
    """A worker that did one part and is killed in the middle of the second, after its matches were written."""
    environment = os.environ | db.environment
    command = [sys.executable, "-c", DIE, str(root), guard]
    worker = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=120)
    assert worker.returncode == -signal.SIGKILL, worker.stderr
    assert MatchPart.objects.exclude(done_at=None).count() == 1


def test_a_killed_worker_leaves_nothing_behind_and_another_goes_on(
    committed_db: CommittedDatabase, tmp_path: Path
) -> None:
    one = begun()
    killed(committed_db, tmp_path, "guarded")
    assert Match.objects.count() == 2
    run_due(["matching"])
    one.refresh_from_db()
    assert (one.state, Match.objects.count(), len(set(matched()))) == (RoundState.DONE, FIRMS, FIRMS)
    assert MatchRun.objects.get().met_count == 5


def test_the_control_whose_part_is_not_one_transaction_cannot_go_on(
    committed_db: CommittedDatabase, tmp_path: Path
) -> None:
    one = begun()
    killed(committed_db, tmp_path, "unguarded")
    assert Match.objects.count() == 4
    run_due(["matching"])
    one.refresh_from_db()
    assert one.state == RoundState.RUNNING
    assert "one_match_per_run_and_enterprise" in open_errands().get(queue="matching").error


def test_a_cancelled_round_comes_into_force_nowhere_and_its_snapshot_is_let_go() -> None:
    one = begun()
    judge_part(one.parts.order_by("number")[0].pk)
    with pytest.raises(NotAllowed):
        cancel_round(round_id=one.pk, by=officer(Role.AUDITOR))
    editor = officer(Role.EDITOR)
    cancel_round(round_id=one.pk, by=editor)
    run_due(["matching"])
    run = MatchRun.objects.get()
    assert (run.state, one.parts.filter(done_at=None).count()) == (RunState.CANCELLED, 2)
    assert not current_matches(run.version).exists()
    with pytest.raises(WrongState):
        cancel_round(round_id=one.pk, by=editor)
    snapshot = snapshot_of_key(one.snapshot)
    assert snapshot is not None
    assert not list(snapshot.parts.folder.glob("*.held-*"))


def test_the_page_of_a_round_tells_how_far_it_is_what_each_version_found_and_takes_the_cancel(client: Client) -> None:
    one, asked = begun(), {"HX-Request": "true"}
    judge_part(one.parts.order_by("number")[0].pk)
    client.force_login(officer(Role.EDITOR))
    address = f"/matches/rounds/{one.pk}/"
    page = client.get(address).content.decode()
    told = ("已完成 1 / 3 片，2 家企业", 'value="33"', "符合 2 · 差一项 0", "计算用时 0.", "取消匹配", "30,000.00")
    assert [part for part in told if part not in page] == []
    assert "HX-Refresh" not in client.get(address, headers=asked)
    client.post(f"{address}cancel/")
    answer = client.get(address, headers=asked)
    page = answer.content.decode()
    assert answer["HX-Refresh"] == "true"
    assert "本批已取消，以下为已匹配部分的结果，不生效。" in page
    assert "取消匹配" not in page
    assert "hx-get" not in page
