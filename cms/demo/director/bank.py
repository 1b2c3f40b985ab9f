"""The bank of the demo: the sandbox bank as its own process."""

import sys
import time
from datetime import date
from pathlib import Path

import requests
from django.conf import settings

from policies.disbursement.sandbox.control import SandboxControl

PATIENCE = 120.0
"""Seconds for which the director waits for the bank to answer."""
TREASURY_FEN = 5_000_000_000
"""What the county's account at the bank holds when the year begins: fifty million yuan."""


class BankSilent(RuntimeError):
    """No bank answers."""


def bank_command(folder: Path, first_day: date) -> list[str]:
    """How the sandbox bank is started; its books under `folder` outlive it."""
    port = settings.BANK_URL.rsplit(":", 1)[1].strip("/")
    options = ["--port", port, "--data", str(folder), "--date", first_day.isoformat()]
    options += ["--funding-fen", str(TREASURY_FEN)]
    return [sys.executable, "-m", "policies.disbursement.sandbox", *options]


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


def begin_day(control: SandboxControl, day: date) -> None:
    """The bank has this day: what was under way is executed, and the days before are closed. Never backwards.

    Raises requests.RequestException when no bank answers.
    """
    if control.date() < day:
        control.set_date(day)
