"""`make kill-test SEED=1 PAYMENTS=200 DEDUP=no`: exits 0 only when all is well.

The bank is its address and nothing more: give --bank URL (with BANK_KEY and BANK_SECRET in the environment) and the
storm rages against that one; otherwise a sandbox bank is started. `--guard down` is the control: it must pay twice.

With `--stops 3` nobody is killed; PostgreSQL (one of its own) is stopped with `immediate` so often while the workers
send, and once while they import the statement. `--commits early` is the control: a server that calls a claim committed
before it is on disk forgets it, and pays twice.
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
from cms.embedded.postgres import Postgres


def read_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="make kill-test", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--payments", type=int, default=200)
    parser.add_argument("--dedup", choices=["yes", "no"], default="no")
    parser.add_argument("--kills", type=float, default=2.0, help="a second, at most")
    parser.add_argument("--bank", default="", help="address of a bank that follows docs/BANK.md")
    parser.add_argument("--guard", choices=["up", "down"], default="up")
    parser.add_argument("--stops", type=int, default=0, help="of PostgreSQL while workers send, instead of kills")
    parser.add_argument("--commits", choices=["on-disk", "early"], default="on-disk", help="when they are confirmed")
    return parser.parse_args()


given = read_arguments()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
folder = Path(tempfile.mkdtemp(prefix="zhida-kill-"))
atexit.register(shutil.rmtree, folder, ignore_errors=True)
if "BROKER_URL" not in os.environ:  # a broker of its own: emptying it disturbs nobody else
    broker = Valkey(folder)
    broker.ensure()
    atexit.register(broker.reset)
    os.environ["BROKER_URL"] = broker.url()
server = Postgres(folder) if given.stops else None
if server is not None:  # a PostgreSQL of its own: stopping it disturbs nobody else
    server.ensure()
    atexit.register(server.reset)
    os.environ["DATABASE_URL"] = server.url()
django.setup()

from django.conf import settings  # noqa: E402
from django.test import override_settings  # noqa: E402

from cms.schema import migrate  # noqa: E402
from policies.disbursement.sandbox.control import SandboxControl  # noqa: E402
from tests.databases import Workshop  # noqa: E402
from tests.policies.disbursement.banks import KEY, SECRET, running_bank  # noqa: E402
from tests.policies.disbursement.kill.servers import Stopper  # noqa: E402
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


@contextmanager
def the_database() -> Iterator[str]:
    """The address of an empty database of the house: on the server that is stopped, else one of many on the usual."""
    if server is not None:
        migrate()
        yield server.url()
        return
    shop = Workshop()
    shop.prepare()
    with shop.cloned() as name:
        yield shop.address(name)


@contextmanager
def the_bank() -> Iterator[tuple[SandboxControl, dict[str, str]]]:
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
    began = time.monotonic()
    stopper = Stopper(server, given.stops, commits_early=given.commits == "early") if server is not None else None
    print(f"seed {given.seed}, {given.payments} payments, dedup {given.dedup}, faults {FAULTS}", flush=True)
    with the_database() as database, the_bank() as (bank, address):
        environment = {
            "DATABASE_URL": database,
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
                kills_a_second=0 if server else given.kills,
                application=GUARDED if given.guard == "up" else CARELESS,
                most_days=6 if given.guard == "up" and given.commits == "on-disk" else 1,
                stopper=stopper,
            )
    print(f"days {result.days}, attempts {result.attempts}, killed {dict(result.kills)}", end=", ")
    print(f"claimed while stopped {result.claimed_while_stopped}, {time.monotonic() - began:.0f} s", end="")
    print(f", in a transaction when the server stopped: {stopper.under_way}" if stopper else "")
    print(result)
    sys.exit(0 if result.is_well else 1)


main()
