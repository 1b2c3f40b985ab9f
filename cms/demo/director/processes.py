"""Processes of the demo: one demo at a time, and none of its processes outlives it or the next one's start."""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings

from cms.embedded.places import lodgers, var_folder

PATIENCE = 20.0
"""Seconds a process has to end by itself before it is killed."""


class DemoRunning(RuntimeError):
    """Another demo is at work on the same data. `sentence` says so in Chinese."""

    sentence = "另一个演示进程正在使用同一数据目录，请等待其结束或先将其停止（Ctrl-C）。"


@contextmanager
def only_demo(folder: Path) -> Iterator[None]:
    """In the block no other demo works on this folder; a killed one does not count. Raises DemoRunning."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise DemoRunning(DemoRunning.sentence) from held
        yield


@contextmanager
def running(command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that lives as long as the block; what it prints goes to `log`.

    One that a killed demo left behind under the same name is ended first.
    """
    home = log.parent / "run" / log.stem
    home.mkdir(parents=True, exist_ok=True)
    end_lodgers(home)
    paths = [str(settings.PROJECT_DIR), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "ZHIDA_VAR": str(var_folder())}
    with log.open("ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd=home, env=environment)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def kept_running(command: list[str], log: Path) -> Iterator[Callable[[], bool]]:
    """A process as above; what is yielded starts it again if it has ended meanwhile, and returns whether it had."""
    with ExitStack() as stack:
        process = stack.enter_context(running(command, log))

        def go_on() -> bool:
            nonlocal process
            if process.poll() is None:
                return False
            stack.close()
            process = stack.enter_context(running(command, log))
            return True

        yield go_on


def end_lodgers(home: Path) -> None:
    """No process works in this folder any more: asked first, then killed."""
    for process in lodgers(home):
        os.kill(process, signal.SIGTERM)
    end = time.monotonic() + PATIENCE
    while lodgers(home) and time.monotonic() < end:
        time.sleep(0.05)
    for process in lodgers(home):
        os.kill(process, signal.SIGKILL)
