"""Celery workers that can be killed: one child, or all of them at once."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cms.celery import app

ROOT = Path(__file__).resolve().parents[4]
QUEUES = ("bank", "default")
GUARDED, CARELESS = "cms.celery", "tests.policies.disbursement.kill.careless"


@dataclass
class Workers:
    """Celery workers with two children each, every one in a process group of its own, and the one who kills them."""

    environment: Mapping[str, str]
    dice: random.Random
    application: str = GUARDED
    kills: Counter[str] = field(default_factory=Counter)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        """One more worker runs."""
        command = [sys.executable, "-m", "celery", "-A", self.application, "worker", "--queues", ",".join(QUEUES)]
        command += ["--concurrency", "2", "--loglevel", "critical", "--without-gossip", "--without-mingle"]
        command += ["--hostname", f"kill{self.dice.random()}@storm"]
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(process)

    def kill_child(self) -> None:
        """A child of one of them is killed, as the kernel kills when memory ends."""
        children: list[str] = []
        for process in self.processes:
            listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
            children += listed.read_text().split() if listed.exists() else []
        if children:
            os.kill(int(self.dice.choice(children)), signal.SIGKILL)
            self.kills["child"] += 1

    def kill_oldest(self) -> None:
        """The oldest worker and its children are killed; while others work, another takes its place."""
        self._kill(self.processes.pop(0))
        self.kills["worker"] += 1
        self.start()

    def end(self) -> None:
        """None is left."""
        while self.processes:
            self._kill(self.processes.pop())

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def empty_the_broker() -> int:
    """Every message the broker holds is gone, those handed out and not yet acknowledged too; how many lists had any."""
    with app.connection() as connection:
        return int(connection.default_channel.client.delete(*QUEUES, "unacked", "unacked_index"))
