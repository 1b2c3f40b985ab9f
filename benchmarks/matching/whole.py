"""The whole way at scale: a round of 100 versions over a snapshot by two workers, one publication, one enterprise.

Enterprises are rows of a database made for this and dropped afterwards; their facts are put into the snapshot as the
refresher would write them (importing is measured elsewhere).
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg

from benchmarks.matching.county import drawn
from benchmarks.matching.rules import hundred
from cms.embedded import database

NAME = "zhida_bench"
WORKERS = 2
FEWEST = 6  # of the first 48 seeds the one whose rules find the fewest: a quarter of a million at 1,000,000 enterprises
WORK = """
import resource, sys
import django; django.setup()
from django.conf import settings
import cms.wiring; cms.wiring.connect()
from cms.kernel.errands import run_due
run_due(["matching"])
used = resource.getrusage(resource.RUSAGE_SELF)
print(f"{used.ru_utime + used.ru_stime:.1f} {used.ru_maxrss // 1024}")
"""


@contextmanager
def own_database() -> Iterator[None]:
    """An empty database with our tables, in force for this process; dropped afterwards."""
    database().ensure()
    with psycopg.connect(database().url("postgres"), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)".encode())
        server.execute(f"CREATE DATABASE {NAME}".encode())
        os.environ["DATABASE_URL"] = database().url(NAME)
        with tempfile.TemporaryDirectory() as folder:
            os.environ["ZHIDA_SNAPSHOT_ROOT"] = folder
            try:
                yield
            finally:
                from django.db import connection  # noqa: PLC0415  the settings stand only now

                connection.close()
                server.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)".encode())


def main() -> None:
    """Prints what each stage took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rules", type=int, default=100)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    with own_database():
        import django  # noqa: PLC0415  the database's address stands only now

        django.setup()
        from benchmarks.matching import stages  # noqa: PLC0415

        stages.run(drawn(asked.rows), hundred(asked.rules, seed=FEWEST), work_in_two)


def work_in_two() -> Sequence[str]:
    """Two workers do what is owed on the matching queue; what each says of its CPU seconds and MiB."""
    command = [sys.executable, "-c", WORK]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(WORKERS)]
    return [(worker.communicate()[0] or "failed").strip().splitlines()[-1] for worker in workers]


if __name__ == "__main__":
    main()
