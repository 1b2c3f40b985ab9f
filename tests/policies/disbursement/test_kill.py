"""The kill test in CI: what `make kill-test` does, with fewer payments, against a bank that pays what it is told.

Run `make kill-test SEED=n PAYMENTS=200 DEDUP=no` for the whole measure.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.policies.disbursement.banks import ROOT

WELL = "paid twice: 0  lost: 0  unsettled: 0  ledger = statement: yes"


def storm(*arguments: str) -> subprocess.CompletedProcess[str]:
    """One storm in processes, a database and a broker of its own."""
    command = [sys.executable, "-m", "tests.policies.disbursement.kill", "--dedup", "no", *arguments]
    return subprocess.run(command, cwd=Path(ROOT), capture_output=True, text=True, check=False, timeout=400)


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_whatever_is_killed_every_payment_is_paid_once(seed: str) -> None:
    ended = storm("--seed", seed, "--payments", "60")
    said = ended.stdout.splitlines()
    assert (ended.returncode, said[-1]) == (0, WELL), ended.stdout + ended.stderr
    kills = re.search(r"'child': (\d+)", said[-2])
    assert kills is not None, said[-2]
    assert int(kills[1]) > 0
    assert "'worker': 3" in said[-2]


def test_with_the_guard_down_the_same_storm_pays_twice() -> None:
    ended = storm("--seed", "1", "--payments", "40", "--guard", "down")
    twice = re.match(r"paid twice: (\d+)", ended.stdout.splitlines()[-1])
    assert twice is not None, ended.stdout + ended.stderr
    assert (ended.returncode, int(twice[1]) > 0) == (1, True)


def test_whenever_postgresql_is_stopped_under_the_workers_every_payment_is_paid_once() -> None:
    ended = storm("--stops", "3", "--payments", "60")
    said = ended.stdout.splitlines()
    assert (ended.returncode, said[-1]) == (0, WELL), ended.stdout + ended.stderr
    assert "{'server': 4}" in said[-2]  # three times while they sent, once in the middle of the statement


def test_a_server_that_confirms_before_the_disk_has_it_forgets_what_was_sent_and_pays_twice() -> None:
    ended = storm("--stops", "2", "--payments", "60", "--commits", "early")
    twice = re.match(r"paid twice: (\d+)", ended.stdout.splitlines()[-1])
    assert twice is not None, ended.stdout + ended.stderr
    assert (ended.returncode, int(twice[1]) > 0) == (1, True)
