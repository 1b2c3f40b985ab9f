"""The demo's servers: web, workers, beat and the sandbox bank, until somebody presses Ctrl-C."""

import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from django.conf import settings

from cms.demo.director.bank import bank_command
from cms.demo.director.processes import running
from cms.kernel.clock import business_now, move_clock


def serve(port: int) -> None:
    """Serves until interrupted. The business clock runs on from where the year ended."""
    folder = Path(settings.VAR_DIR) / "demo"
    celery = [sys.executable, "-m", "celery", "-A", "cms.celery"]
    worker = [*celery, "worker", "--loglevel", "warning", "--concurrency", "1"]
    web = [sys.executable, "-m", "gunicorn", "cms.wsgi", "--preload", "--workers", "2", "--threads", "4"]
    move_clock(business_now(), frozen=False)
    with ExitStack() as stack:
        stack.enter_context(running(bank_command(folder / "bank", date(2023, 1, 1)), folder / "bank.log"))
        house = [*worker, "--queues", "default,bank,records,mail", "--hostname", "house@demo"]
        stack.enter_context(running(house, folder / "worker.log"))
        matching = [*worker, "--queues", "matching", "--pool", "threads", "--hostname", "matching@demo"]
        stack.enter_context(running(matching, folder / "matching.log"))
        beat = [*celery, "beat", "--schedule", str(folder / "beat"), "--pidfile=", "--loglevel", "warning"]
        stack.enter_context(running(beat, folder / "beat.log"))
        site = stack.enter_context(running([*web, "--bind", f"127.0.0.1:{port}"], folder / "web.log"))
        try:
            site.wait()
        except KeyboardInterrupt:
            return
