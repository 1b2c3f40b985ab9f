"""The Celery workers beside the director: one for the bank and what goes on record, one in no hurry for the mail."""

import shutil
import sys
import time
from collections.abc import Callable, Sequence

from cms.demo.director.year import OWN_QUEUES
from cms.kernel.celery_tasks import run_queue
from cms.kernel.errands import RECORDS, Errand, open_errands

AWAITED = ("bank", RECORDS)
"""Queues of the worker that a day does not end before; the mail may come later."""
PATIENCE = 120.0
"""Seconds for which the director waits for the worker's errands of one moment."""
WOKEN_EVERY = 0.5
"""Seconds between two messages to the worker: one tells of everything that was owed meanwhile."""


class WorkerSilent(RuntimeError):
    """The worker did not come to an end with what was asked of it."""


def worker_command() -> list[str]:
    """How the worker is started that days wait for."""
    return _command("bank@demo", AWAITED)


def mail_command() -> list[str]:
    """How the worker is started that carries the mail, when nobody else wants the processor: no day waits for it."""
    polite = [shutil.which("nice") or "nice", "-n", "19"]
    return [*polite, *_command("mail@demo", ["mail"])]


def _command(name: str, queues: Sequence[str]) -> list[str]:
    options = ["--queues", ",".join(queues), "--concurrency", "1", "--hostname", name, "--without-mingle"]
    return [sys.executable, "-m", "celery", "-A", "cms.celery", "worker", *options, "--loglevel", "warning"]


class Worker:
    """Hears what is owed, wakes the worker now and then, and waits for it; `go_on` starts it again if it has died."""

    def __init__(self, go_on: Callable[[], bool]) -> None:
        self.go_on = go_on
        self.unheard: set[str] = set()
        self.woken_at = 0.0

    def hear(self, errand_id: int, queue: str) -> None:
        """The errand is told to the worker soon, unless it is of a queue that the director runs itself."""
        if queue not in OWN_QUEUES:
            self.unheard.add(queue)
            if time.monotonic() - self.woken_at > WOKEN_EVERY:
                self.wake()

    def wake(self) -> None:
        """The worker knows of everything that is owed in its queues by now."""
        for queue in sorted(self.unheard):
            run_queue.apply_async((queue,), queue=queue, retry=False)
        self.unheard.clear()
        self.woken_at = time.monotonic()

    def wait(self) -> None:
        """Nothing of the awaited queues is left; one that died is started again. Raises WorkerSilent when some stays,
        with the first's error."""
        end = time.monotonic() + PATIENCE
        self.wake()
        while (left := open_errands().filter(queue__in=AWAITED).first()) is not None:
            if time.monotonic() > end:
                raise WorkerSilent(f"{left} is still owed: {left.error}")
            time.sleep(0.02)
            if time.monotonic() - self.woken_at > 4 * WOKEN_EVERY:
                self.go_on()
                self.unheard.update(AWAITED)
                self.wake()
        parked = Errand.objects.filter(queue__in=AWAITED, parked_at__isnull=False).first()
        if parked is not None:
            raise WorkerSilent(f"{parked} was given up: {parked.error}")
