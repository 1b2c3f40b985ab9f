"""`make kill-test SEED=1 PAYMENTS=200 DEDUP=no`: exits 0 only when all is well."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()

from django.conf import settings  # noqa: E402
from django.test import override_settings  # noqa: E402

from tests.databases import Workshop  # noqa: E402
from tests.policies.disbursement.banks import KEY, SECRET, running_bank  # noqa: E402
from tests.policies.disbursement.kill.storm import weather_the_storm  # noqa: E402

FAULTS = "late=0.05,silent=0.05,bad_gateway=0.05,unavailable=0.05,drop=0.05,late_seconds=2,silent_seconds=3"


def main() -> None:
    """One storm in a database of its own."""
    parser = argparse.ArgumentParser(prog="make kill-test")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--payments", type=int, default=200)
    parser.add_argument("--dedup", choices=["yes", "no"], default="no")
    parser.add_argument("--kills", type=float, default=2.0, help="a second")
    given = parser.parse_args()
    print(f"seed {given.seed}, {given.payments} payments, dedup {given.dedup}, faults {FAULTS}", flush=True)
    shop = Workshop()
    shop.prepare()
    with shop.cloned() as name, tempfile.TemporaryDirectory() as folder:
        faults = f"{FAULTS},seed={given.seed}"
        with running_bank(Path(folder), dedup=given.dedup, faults=faults) as bank:
            bank_settings = {"BANK_URL": bank.url, "BANK_KEY": KEY, "BANK_SECRET": SECRET}
            environment = bank_settings | {
                "DATABASE_URL": shop.address(name),
                "BROKER_URL": settings.CELERY_BROKER_URL,
                "DJANGO_SETTINGS_MODULE": "cms.settings.test",
                "BANK_READ_SECONDS": "1",
            }
            with override_settings(**bank_settings, BANK_SLICE_SIZE=5):
                result = weather_the_storm(
                    bank, environment, payments=given.payments, seed=given.seed, kills_a_second=given.kills
                )
    print(f"days {result.days}, attempts {result.attempts}, killed {dict(result.kills)}")
    print(result)
    sys.exit(0 if result.is_well else 1)


main()
