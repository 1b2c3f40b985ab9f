"""`python -m benchmarks.importing`: a department's files of enterprises with 24 facts each, tried and let in.

The files are written first (not counted), as many as the limit on one file's size asks for. They are let in as any
other file is: checked, staged, appended, nothing left out.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from rich.console import Console
from stdnum.cn import uscc as uscc_number

from benchmarks.matching.whole import own_database

ROWS_A_FILE = 250_000  # some 40 MiB, below what one file may weigh
AS_OF = date(2023, 3, 1)
YEARS = (2020, 2021, 2022)
MONEY = ("finance.revenue", "output.year", "rd.year", "finance.assets")
FLAGS = (
    "credit.serious_dishonest", "credit.abnormal_list", "credit.judgment_defaulter", "stat.in_library",
    "enterprise.is_private",
)  # fmt: skip
console = Console(width=120)


def columns() -> list[tuple[str, str, str, str]]:
    """Header, target, period and unit of every column: number and name, and 24 facts."""
    money = [(f"{code} {year}", code, str(year), "万元") for code in MONEY for year in YEARS]
    people = [(f"hr.employees {year}", "hr.employees", str(year), "") for year in YEARS]
    flags = [(code, code, "", "") for code in FLAGS]
    codes = [(code, code, "", "") for code in ("enterprise.scale", "enterprise.industry", "enterprise.region")]
    day = [("enterprise.founded_on", "enterprise.founded_on", "", "")]
    return [("uscc", "uscc", "", ""), ("name", "name", "", ""), *money, *people, *flags, *codes, *day]


def write(path: Path, rows: range) -> None:
    """The file, row by row."""
    asked = columns()
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(header for header, *_rest in asked) + "\n")
        for number in rows:
            body = f"91341826MA{number:07d}"
            cells = [body + uscc_number.calc_check_digit(body), f"基准企业{number}"]
            cells += [str(number * 7919 % 100_000 + place) for place in range(len(MONEY) * len(YEARS))]
            cells += [str(number % 400 + place) for place in range(len(YEARS))]
            cells += ["是" if number >> place & 1 else "否" for place in range(len(FLAGS))]
            cells += ["S", f"{number % 9000 + 1000}", "341826100000", "2015-06-01"]
            file.write(",".join(cells) + "\n")


def main() -> None:
    """Prints what each step took, and the whole of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--carry", nargs="*", help=argparse.SUPPRESS)  # the files of one worker
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    if asked.carry:
        carry([Path(one) for one in asked.carry])
        return
    with own_database(), tempfile.TemporaryDirectory() as folder:
        import django  # noqa: PLC0415  the database's address stands only now

        django.setup()
        paths = []
        for first in range(0, asked.rows, ROWS_A_FILE):
            paths.append(Path(folder) / f"facts{first}.csv")
            write(paths[-1], range(first, min(first + ROWS_A_FILE, asked.rows)))
        size = sum(path.stat().st_size for path in paths) >> 20
        console.print(
            f"{asked.rows:,} rows x 24 facts in {len(paths)} files, {size} MiB, {asked.workers} workers; "
            f"load {os.getloadavg()}"
        )
        run(paths, asked.workers)


def run(paths: list[Path], workers: int) -> None:
    """The files let in by so many workers; then the sum of it."""
    from cms.schema import migrate  # noqa: PLC0415  the settings stand only now
    from policies.models import Enterprise, Fact, FactImport  # noqa: PLC0415

    migrate()
    began = time.perf_counter()
    running = [
        subprocess.Popen([sys.executable, "-m", "benchmarks.importing", "--carry", *map(str, paths[place::workers])])
        for place in range(workers)
        if paths[place::workers]
    ]
    ended = [one.wait() for one in running]
    if any(ended):
        sys.exit("a worker failed")
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10  # of the largest worker
    states = ", ".join(sorted(set(FactImport.objects.values_list("state", flat=True))))
    console.print(
        f"{states}: {Enterprise.objects.count():,} enterprises, {Fact.objects.count():,} facts in {took:,.0f} s; "
        f"the larger worker's peak {peak:,} MiB"
    )


def carry(paths: list[Path]) -> None:
    """Each file tried, then let in by the errand that a worker would run."""
    import django  # noqa: PLC0415  the settings stand only now

    django.setup()
    from cms.kernel.errands import run_due  # noqa: PLC0415
    from cms.wiring import connect  # noqa: PLC0415
    from policies.registry.mapping import Column, FileMapping  # noqa: PLC0415
    from policies.registry.services import check_import, queue_import, receive_file  # noqa: PLC0415

    connect()
    mapping = FileMapping(tuple(Column(*one) for one in columns()))
    for path in paths:
        wall, cpu = time.perf_counter(), time.process_time()
        with path.open("rb") as content:
            received = receive_file(
                source="statistics", name=path.name, content=content, as_of=AS_OF, by=None, mapping=mapping
            )
        check_import(import_id=received.pk, by=None)
        tried = time.perf_counter() - wall
        queue_import(import_id=received.pk, by=None)
        run_due(["default"])
        took, used = time.perf_counter() - wall, time.process_time() - cpu
        console.print(
            f"{path.name:<18} tried {tried:6.1f} s, stands after {took:6.1f} s; CPU of the worker {used:6.1f} s"
        )


if __name__ == "__main__":
    main()
