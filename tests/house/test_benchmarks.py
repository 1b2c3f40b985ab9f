"""Every benchmark runs whole at a small size: what is timed at a million once a year must not be found broken then."""

import os
import re
import subprocess
import sys

import pytest

from tests.house.reading import PROJECT

SMALL = {
    "matching --rows 500 --rules 5": r"zhida, columns\s+│ 500",
    "matching.whole --rows 500 --rules 5": r"a round in \d+ parts, done: [1-9]\d* matches kept",
    "matching.simulating --rows 300": r"c06 in place of c05 in force\s+\d",
    "importing --rows 100 --workers 1": r"imported: 100 enterprises, 2,400 facts",
    "money --batch-only --payments 20 --events 50": r"statement of 20 lines imported",
    "bidding --agencies 4 --seconds 3 --processes 1": r"sealed 4, opened 4, refused or late 0, lost 0",
    "savings_dashboard --contracts 300 --times 1": r"median",
}


# One after the other: they use one database of their own, dropped and made anew by each.
@pytest.mark.xdist_group("benchmarks")
@pytest.mark.parametrize("command", SMALL)
def test_a_benchmark_runs_to_its_end_at_a_small_size(command: str) -> None:
    module, *arguments = command.split()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_SETTINGS")}
    ended = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", *arguments],
        cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-3000:]
    assert re.search(SMALL[command], ended.stdout), ended.stdout
