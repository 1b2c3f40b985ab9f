"""The demo's servers: web, workers, beat and the sandbox bank, until somebody presses Ctrl-C."""

import subprocess
import sys
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from typing import Final

import requests
from django.conf import settings

from cms.demo.director.bank import bank_command, begin_day
from cms.demo.director.processes import running
from cms.kernel.clock import business_today, let_clock_run
from policies.disbursement.sandbox.control import SandboxControl

STEP: Final = 1.0
"""Seconds between two looks at the business day."""


def serve(port: int) -> None:
    """Serves until interrupted. The business clock runs on from where the year ended."""
    folder = Path(settings.VAR_DIR) / "demo"
    celery = [sys.executable, "-m", "celery", "-A", "cms.celery"]
    worker = [*celery, "worker", "--loglevel", "warning", "--concurrency", "1"]
    web = [sys.executable, "-m", "gunicorn", "cms.wsgi", "--preload", "--workers", "2", "--threads", "4"]
    let_clock_run()
    with ExitStack() as stack:
        stack.enter_context(running(bank_command(folder / "bank", date(2023, 1, 1)), folder / "bank.log"))
        house = [*worker, "--queues", "default,bank,records,mail", "--hostname", "house@demo"]
        stack.enter_context(running(house, folder / "worker.log"))
        matching = [*worker, "--queues", "matching", "--pool", "threads", "--hostname", "matching@demo"]
        stack.enter_context(running(matching, folder / "matching.log"))
        beat = [*celery, "beat", "--schedule", str(folder / "beat"), "--pidfile=", "--loglevel", "warning"]
        stack.enter_context(running(beat, folder / "beat.log"))
        site = stack.enter_context(running([*web, "--bind", f"127.0.0.1:{port}"], folder / "web.log"))
        with suppress(KeyboardInterrupt):
            keep_the_bank_in_step(site, SandboxControl(settings.BANK_URL))


def keep_the_bank_in_step(site: "subprocess.Popen[bytes]", control: SandboxControl) -> None:
    """While the site runs, the bank's day follows the house's: a bank left behind would refuse every payment."""
    seen = None
    while site.poll() is None:
        today = business_today()
        if today != seen:
            with suppress(requests.RequestException):  # not up yet, or away: asked again in a moment
                begin_day(control, today)
                seen = today
        with suppress(subprocess.TimeoutExpired):
            site.wait(STEP)
