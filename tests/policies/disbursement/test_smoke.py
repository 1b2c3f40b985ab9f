"""Two hundred payments through a real Celery worker, a real broker and an erring bank; `make kill-test` also kills."""

from pathlib import Path
from typing import Any

from tests.conftest import CommittedDatabase
from tests.policies.disbursement.banks import KEY, SECRET, running_bank
from tests.policies.disbursement.kill.storm import weather_the_storm

FAULTS = "late=0.05,bad_gateway=0.05,unavailable=0.05,drop=0.05,late_seconds=1,seed=7"


def test_two_hundred_payments_are_each_paid_once(
    committed_db: CommittedDatabase, tmp_path: Path, settings: Any
) -> None:
    with running_bank(tmp_path, dedup="no", faults=FAULTS) as bank:
        settings.BANK_URL, settings.BANK_KEY, settings.BANK_SECRET = bank.url, KEY, SECRET
        settings.BANK_SLICE_SIZE = 20
        environment = committed_db.environment | {"BANK_URL": bank.url, "BANK_KEY": KEY, "BANK_SECRET": SECRET}
        result = weather_the_storm(bank, environment, payments=200, seed=7, kills_a_second=0)
    assert str(result) == "paid twice: 0  lost: 0  unsettled: 0  ledger = statement: yes"
    assert result.attempts > 200  # some instructions never arrived and were given again, under another key
