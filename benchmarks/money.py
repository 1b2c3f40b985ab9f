"""`make bench-money`: batches, statements and dispatch at a county's largest, beside pgbench's TPC-B-like rate here."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()

import random  # noqa: E402

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import override_settings  # noqa: E402

from cms.embedded.postgres import binaries_folder  # noqa: E402
from cms.kernel.clock import move_clock  # noqa: E402
from cms.kernel.errands import run_due, tick  # noqa: E402
from cms.kernel.models import Event  # noqa: E402
from policies.budgets.queries import ledger_faults  # noqa: E402
from policies.disbursement.dispatch import RECORDED_TOGETHER, claim_slice, record_outcomes  # noqa: E402
from policies.disbursement.dossier import dossier, mentions  # noqa: E402
from policies.disbursement.gateways.protocol import BankEntry, BankStatement, Outcome, Verdict  # noqa: E402
from policies.disbursement.models import Attempt, Payment  # noqa: E402
from policies.disbursement.services import approve_batch, draft_batch, lock_batch, release_batch  # noqa: E402
from policies.disbursement.settlement import import_statement  # noqa: E402
from policies.disbursement.states import AttemptState, PaymentState  # noqa: E402
from policies.disbursement.tallies import tally_faults  # noqa: E402
from policies.grants.models import Grant  # noqa: E402
from policies.grants.states import GrantState  # noqa: E402
from tests.databases import Workshop  # noqa: E402
from tests.policies.disbursement.banks import KEY, SECRET, TODAY, running_bank  # noqa: E402
from tests.policies.disbursement.kill.storm import business_moment  # noqa: E402
from tests.policies.disbursement.kill.workers import Workers, empty_the_broker  # noqa: E402
from tests.policies.disbursement.worlds import FEN, County, a_county  # noqa: E402

AT_ONCE = 20_000  # payments made up in one go: a question of memory, not of speed


@contextmanager
def timed(what: str, count: int, target: str) -> Iterator[None]:
    """Print how long the block took, its rate, and what was promised."""
    began = time.perf_counter()
    yield
    took = time.perf_counter() - began
    print(f"{what:<58} {took:8.1f} s {count / took:10,.0f}/s   {target}", flush=True)


def made_up(county: County, count: int) -> None:
    """So many payments wait for a batch."""
    for first in range(0, count, AT_ONCE):
        county.payments(min(AT_ONCE, count - first))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def large_batch(county: County, count: int) -> None:
    """A batch of `count` goes through three people, its attempts are claimed, and a statement settles them all."""
    made_up(county, count)
    with timed(f"batch of {count:,} drafted and locked", count, "aim: 100,000 in 15 s"):
        batch = draft_batch(by=county.maker, title="bench")
        lock_batch(batch_id=batch.pk, by=county.maker)
    with timed("  approved", count, ""):
        approve_batch(batch_id=batch.pk, by=county.checker)
    with timed("  released, an attempt queued for each", count, ""):
        release_batch(batch_id=batch.pk, by=county.releaser)
    with timed("  claimed and answered, without a bank, one process", count, ""):
        for slice_id in batch.slices.order_by("pk").values_list("pk", flat=True):
            claimed = claim_slice(slice_id)
            outcomes = [(one.attempt_id, Outcome(Verdict.ACCEPTED)) for one in claimed]
            for first in range(0, len(outcomes), RECORDED_TOGETHER):
                record_outcomes(outcomes[first : first + RECORDED_TOGETHER])
    run_due({"bank"})  # its errands find nothing left to send
    given = statement_of_all()
    with timed(f"statement of {count:,} lines imported", count, "aim: 100,000 in 30 s"):
        import_statement(given)
    with timed("  its grants paid, one process", count, ""):
        run_due({"bank"})
    with timed("  every line held against its grants and payments", count, "aim: 5 s"):
        assert tally_faults() == []
    assert not Payment.objects.exclude(state=PaymentState.SETTLED).exists()
    assert not Grant.objects.exclude(state=GrantState.PAID).exists()
    assert ledger_faults() == {}


EVENTS = """
INSERT INTO kernel_event (name, subject_type, subject_id, sequence, happened_at, recorded_at, data, previous_hash, hash)
SELECT 'batch.noted', 'bench.batch', n, 1, now(), now(),
       jsonb_build_object('count', 100, 'from', 'drafted', 'payments',
                          (SELECT jsonb_agg(1000000000 + n * 100 + k) FROM generate_series(1, 3) AS k)), '', ''
  FROM generate_series(1, %s) AS n
"""


def a_long_trail(count: int, *, is_explained: bool) -> None:
    """The events that name one payment are found among `count` others."""
    with connection.cursor() as cursor:
        cursor.execute(EVENTS, [count])
        cursor.execute("ANALYZE kernel_event")
    payment = Payment.objects.latest("pk")
    attempts = list(payment.attempts.all())
    with timed(f"events that name a payment, among {Event.objects.count():,}", 1, "aim: 50 ms"):
        found = list(mentions(payment, attempts))
    assert found
    if is_explained:
        print(mentions(payment, attempts).explain(analyze=True, buffers=True))
    with timed("  the whole file of the payment", 1, ""):
        dossier(payment)


def statement_of_all() -> BankStatement:
    """A complete statement that has every attempt."""
    attempts = Attempt.objects.select_related("payment").order_by("pk").iterator(chunk_size=5000)
    entries = tuple(
        BankEntry(f"E{one.pk}", "payment", FEN, True, one.end_to_end_id, one.payment.account.reveal(), "", "")
        for one in attempts
    )
    return BankStatement(settings.BANK_ACCOUNT, TODAY, 10**12, 10**12 - FEN * len(entries), True, entries)


def sustained(count: int, environment: dict[str, str]) -> None:
    """`count` payments through a Celery worker with two children, the sandbox on its socket, and its statement."""
    with tempfile.TemporaryDirectory() as folder, running_bank(Path(folder)) as bank:
        address = {"BANK_URL": bank.url, "BANK_KEY": KEY, "BANK_SECRET": SECRET}
        with override_settings(**address):
            county = a_county(fen=10**11)
            made_up(county, count)
            batch = draft_batch(by=county.maker, title="bench")
            lock_batch(batch_id=batch.pk, by=county.maker)
            approve_batch(batch_id=batch.pk, by=county.checker)
            empty_the_broker()
            workers = Workers(environment | address, random.Random(1))
            workers.start()
            time.sleep(15)  # it is up before the clock runs
            try:
                with timed(f"{count:,} sent, accepted and settled, two workers", count, "aim: 300/s on two idle cores"):
                    release_batch(batch_id=batch.pk, by=county.releaser)
                    wait_while(AttemptState.QUEUED, AttemptState.SUBMITTING)
                    bank.set_date(move_clock(business_moment(TODAY.replace(day=TODAY.day + 1))).date())
                    tick()
                    wait_while(AttemptState.ACCEPTED)
                assert set(bank.executions().values()) == {1}
            finally:
                workers.end()


def wait_while(*states: AttemptState) -> None:
    """Until no attempt is in one of the states."""
    while Attempt.objects.filter(state__in=states).exists():
        time.sleep(0.05)


def pgbench(address: str, seconds: int) -> None:
    """What this PostgreSQL does of TPC-B-like transactions: two clients, two threads."""
    program = str(binaries_folder() / "pgbench")
    subprocess.run([program, "--initialize", "--quiet", "--scale", "10", address], check=True, capture_output=True)
    command = [program, "--client", "2", "--jobs", "2", "--time", str(seconds), address]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate = re.search(r"tps = ([\d.]+)", said)
    assert rate is not None, said
    print(f"{'pgbench, TPC-B-like, scale 10, two clients':<58} {seconds:8.1f} s {float(rate[1]):10,.0f}/s   the limit")


def main() -> None:
    """Each measure in a database of its own, with commits that reach the disk."""
    parser = argparse.ArgumentParser(prog="make bench-money", description=__doc__)
    parser.add_argument("--payments", type=int, default=100_000)
    parser.add_argument("--sent", type=int, default=6_000)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--explain", action="store_true", help="print how the events of a payment are found")
    parser.add_argument("--batch-only", action="store_true", help="neither pgbench nor workers")
    given = parser.parse_args()
    shop = Workshop()
    shop.prepare()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores before the measure", flush=True)
    if not given.batch_only:
        with shop.cloned() as name:
            durable(shop, name)
            pgbench(shop.address(name), 10)
    with shop.cloned() as name:
        durable(shop, name)
        move_clock(business_moment(TODAY))
        large_batch(a_county(fen=10**11), given.payments)
        a_long_trail(given.events, is_explained=given.explain)
    if given.batch_only:
        return
    with shop.cloned() as name:
        durable(shop, name)
        move_clock(business_moment(TODAY))
        environment = {
            "DATABASE_URL": shop.address(name),
            "BROKER_URL": settings.CELERY_BROKER_URL,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        }
        sustained(given.sent, environment)
    print(f"load average {os.getloadavg()[0]:.1f} after it")


def durable(shop: Workshop, name: str) -> None:
    """Commits wait for the disk again; test databases do without."""
    shop.keeper.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = on')
    connection.close()


main()
