"""The bank and the worker of the demo: the sandbox bank as its own process, and a Celery worker that talks to it."""

import sys
import time
from datetime import date
from pathlib import Path

import requests
from django.conf import settings

from cms.kernel.errands import Errand, open_errands
from policies.disbursement.sandbox.control import SandboxControl

PATIENCE = 120.0
"""Seconds for which the director waits for the bank's errands of one moment."""
TREASURY_FEN = 5_000_000_000
"""What the county's account at the bank holds when the year begins: fifty million yuan."""


class BankSilent(RuntimeError):
    """The bank or its worker did not come to an end with what was asked of it."""


def bank_command(folder: Path, first_day: date) -> list[str]:
    """How the sandbox bank is started; its books under `folder` outlive it."""
    port = settings.BANK_URL.rsplit(":", 1)[1].strip("/")
    options = ["--port", port, "--data", str(folder), "--date", first_day.isoformat()]
    options += ["--funding-fen", str(TREASURY_FEN)]
    return [sys.executable, "-m", "policies.disbursement.sandbox", *options]


def worker_command() -> list[str]:
    """How the worker of the bank's queue, and of the mail beside it, is started."""
    options = ["--queues", "bank,mail", "--concurrency", "1", "--hostname", "bank@demo", "--loglevel", "warning"]
    return [sys.executable, "-m", "celery", "-A", "cms.celery", "worker", *options]


def wait_for_bank(control: SandboxControl) -> None:
    """The bank answers. Raises BankSilent when it does not."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            control.date()
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    raise BankSilent(f"no bank answers at {settings.BANK_URL}")


def wait_for_worker() -> None:
    """No errand of the bank's queue is left; wakes nobody. Raises BankSilent when some stay, with the first's error."""
    end = time.monotonic() + PATIENCE
    while (left := open_errands().filter(queue="bank").first()) is not None:
        if time.monotonic() > end:
            raise BankSilent(f"{left} is still owed: {left.error}")
        time.sleep(0.05)
    parked = Errand.objects.filter(queue="bank", parked_at__isnull=False).first()
    if parked is not None:
        raise BankSilent(f"{parked} was given up: {parked.error}")
