"""Polars used before a fork hangs the children: importing the whole house must not use it."""

import os
import subprocess
import sys

from tests.house.reading import PROJECT, app_sources

SECONDS = 60

FORK_AND_EVALUATE = """
import importlib, os, sys
import django
django.setup()
for module in sys.argv[2:]:
    importlib.import_module(module)
import polars
frame = polars.DataFrame({"n": range(300_000)}).lazy().group_by(polars.col("n") % 7 + 1).len()
if sys.argv[1] == "used before":
    frame.collect()
child = os.fork()
if child == 0:
    frame.collect()
    os._exit(0)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def modules() -> list[str]:
    """Every module of ours that a server may import: not the settings of other places, not the command lines."""
    names = [source.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for source in app_sources()]
    return [name for name in names if not name.startswith("cms.settings.") and not name.endswith("__main__")]


def forked(when: str, names: list[str], seconds: float) -> int | None:
    """The exit code of a process that imports, forks and evaluates in the child; None if it hangs."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    command = [sys.executable, "-c", FORK_AND_EVALUATE, when, *names]
    process = subprocess.Popen(command, cwd=PROJECT, env=environment, start_new_session=True)
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.wait()
        return None


def test_the_house_can_be_imported_before_a_fork() -> None:
    assert forked("not used", modules(), SECONDS) == 0


def test_polars_used_before_a_fork_does_hang() -> None:
    assert forked("used before", [], 10) is None
