"""`make kill-test SEED=1 PAYMENTS=200 DEDUP=no`: exits 0 only when all is well.

The bank is its address and nothing more: give --bank URL (with BANK_KEY and BANK_SECRET in the environment) and the
storm rages against that one; otherwise a sandbox bank is started. `--guard down` is the control: it must pay twice.
"""

import argparse
import atexit
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from cms.embedded import Valkey

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
if "BROKER_URL" not in os.environ:  # a broker of its own: emptying it disturbs nobody else
    broker = Valkey(Path(tempfile.mkdtemp(prefix="zhida-kill-")))
    broker.ensure()
    atexit.register(shutil.rmtree, broker.data.parent, ignore_errors=True)
    atexit.register(broker.reset)
    os.environ["BROKER_URL"] = broker.url()
django.setup()

from django.conf import settings  # noqa: E402
from django.test import override_settings  # noqa: E402

from policies.disbursement.sandbox.control import SandboxControl  # noqa: E402
from tests.databases import Workshop  # noqa: E402
from tests.policies.disbursement.banks import KEY, SECRET, running_bank  # noqa: E402
from tests.policies.disbursement.kill.storm import weather_the_storm  # noqa: E402
from tests.policies.disbursement.kill.workers import CARELESS, GUARDED  # noqa: E402

FAULTS = "late=0.05,silent=0.05,bad_gateway=0.05,unavailable=0.05,drop=0.05,late_seconds=2,silent_seconds=2"
# Everything that waits in production waits shorter here; what depends on what stays as it is.
SHORT = {
    "BANK_READ_SECONDS": "0.5",
    "BANK_SENDING_SECONDS": "4",
    "BANK_SILENT_SECONDS": "5",
    "BANK_ASKED_EVERY_SECONDS": "2",
    "ERRAND_LEASE_SECONDS": "5",
    "ERRAND_WAKE_AGAIN_SECONDS": "2",
}


def read_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="make kill-test", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--payments", type=int, default=200)
    parser.add_argument("--dedup", choices=["yes", "no"], default="no")
    parser.add_argument("--kills", type=float, default=2.0, help="a second, at most")
    parser.add_argument("--bank", default="", help="address of a bank that follows docs/BANK.md")
    parser.add_argument("--guard", choices=["up", "down"], default="up")
    return parser.parse_args()


@contextmanager
def the_bank(given: argparse.Namespace) -> Iterator[tuple[SandboxControl, dict[str, str]]]:
    """The bank at the given address, or a sandbox of our own; and what its customer must know."""
    faults = f"{FAULTS},seed={given.seed}"
    if given.bank:
        control = SandboxControl(given.bank)
        control.set_faults(faults)
        yield control, {"BANK_URL": given.bank, "BANK_KEY": settings.BANK_KEY, "BANK_SECRET": settings.BANK_SECRET}
        return
    with tempfile.TemporaryDirectory() as folder, running_bank(Path(folder), dedup=given.dedup, faults=faults) as bank:
        yield bank, {"BANK_URL": bank.url, "BANK_KEY": KEY, "BANK_SECRET": SECRET}


def main() -> None:
    """One storm in a database of its own."""
    given, began = read_arguments(), time.monotonic()
    print(f"seed {given.seed}, {given.payments} payments, dedup {given.dedup}, faults {FAULTS}", flush=True)
    shop = Workshop()
    shop.prepare()
    with shop.cloned() as name, the_bank(given) as (bank, address):
        environment = {
            "DATABASE_URL": shop.address(name),
            "BROKER_URL": settings.CELERY_BROKER_URL,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        }
        short = SHORT | {"BANK_SLICE_SIZE": str(max(2, given.payments // 40))}  # some forty claims to die in
        here = {key: type(getattr(settings, key))(value) for key, value in short.items()}
        with override_settings(**address, **here):
            result = weather_the_storm(
                bank,
                environment | address | short,
                payments=given.payments,
                seed=given.seed,
                kills_a_second=given.kills,
                application=GUARDED if given.guard == "up" else CARELESS,
                most_days=6 if given.guard == "up" else 1,
            )
    print(f"days {result.days}, attempts {result.attempts}, killed {dict(result.kills)}", end=", ")
    print(f"claimed while stopped {result.claimed_while_stopped}, {time.monotonic() - began:.0f} s")
    print(result)
    sys.exit(0 if result.is_well else 1)


main()
