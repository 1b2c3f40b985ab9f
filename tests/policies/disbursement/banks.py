"""Sandbox banks as processes of their own, for tests on a real socket."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policies.disbursement.gateways.bank_http import BankHttp
from policies.disbursement.gateways.protocol import Instruction
from policies.disbursement.sandbox.control import SandboxControl

ROOT = Path(__file__).resolve().parents[3]
TODAY = dt.date(2023, 6, 1)
KEY, SECRET = "tests", "a secret of the tests"


@contextmanager
def running_bank(
    folder: Path, *, date: dt.date = TODAY, dedup: str = "no", faults: str = "", notify: str = ""
) -> Iterator[SandboxControl]:
    """A bank process on a free port, ended by a kill: its books must survive that."""
    command = [sys.executable, "-m", "policies.disbursement.sandbox", "--data", str(folder), "--notify", notify]
    command += ["--date", date.isoformat(), "--dedup", dedup, "--faults", faults]
    environment = os.environ | {"BANK_KEY": KEY, "BANK_SECRET": SECRET}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as bank:
        try:
            assert bank.stdout is not None
            yield SandboxControl(bank.stdout.readline().strip())
        finally:
            bank.kill()


def customer_of(bank: SandboxControl, *, read_seconds: float = 2) -> BankHttp:
    """A gateway to the bank that gives up soon."""
    return BankHttp(url=bank.url, key=KEY, secret=SECRET.encode(), read_seconds=read_seconds)


def instruction(end_to_end_id: str = "ZD1A1", *, amount_fen: int = 120_000, **other: object) -> Instruction:
    """An order that a bank without faults pays."""
    given: dict[str, object] = {
        "value_date": TODAY,
        "debtor_account": "1001",
        "creditor_account": "6222000012345678",
        "creditor_name": "直达机械有限公司",
        "creditor_bank": "102100099996",
        "purpose": "惠企奖补",
    }
    return Instruction(end_to_end_id=end_to_end_id, amount_fen=amount_fen, **(given | other))  # type: ignore[arg-type]
