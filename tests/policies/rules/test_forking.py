"""The column engine is only imported, never used, before a process forks: its child can then use it."""

import os
import subprocess
import sys

PROGRAM = """
import os
from datetime import date
import polars as pl
from policies.rules.clauses import clause
from policies.rules.columns import compile_rules, match, supports_columns

assert supports_columns(clause("c05"))
child = os.fork()
if not child:
    compiled = compile_rules([clause("c05")], decided_on=date(2023, 6, 30))
    [found] = match(compiled, pl.DataFrame({"project.equipment_investment": [500_000_000]}))
    os._exit(0 if found.amounts.to_list() == [7_500_000] else 1)
raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_a_forked_child_can_match() -> None:
    """A hang is a failure: the engine must not have started threads in the parent."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=dict(os.environ), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
