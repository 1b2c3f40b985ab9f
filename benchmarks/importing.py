"""`python -m benchmarks.importing`: a department's file of enterprises with 24 facts each, tried and let in.

The file is written first (not counted). It is let in as any other file is: checked, staged, appended, nothing left out.
"""

import argparse
import os
import resource
import tempfile
import time
from datetime import date
from pathlib import Path

from rich.console import Console
from stdnum.cn import uscc as uscc_number

from benchmarks.matching.whole import own_database

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


def write(path: Path, rows: int) -> None:
    """The file, row by row."""
    asked = columns()
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(header for header, *_rest in asked) + "\n")
        for number in range(rows):
            body = f"91341826MA{number:07d}"
            cells = [body + uscc_number.calc_check_digit(body), f"基准企业{number}"]
            cells += [str(number * 7919 % 100_000 + place) for place in range(len(MONEY) * len(YEARS))]
            cells += [str(number % 400 + place) for place in range(len(YEARS))]
            cells += ["是" if number >> place & 1 else "否" for place in range(len(FLAGS))]
            cells += ["S", f"{number % 9000 + 1000}", "341826100000", "2015-06-01"]
            file.write(",".join(cells) + "\n")


def main() -> None:
    """Prints what each step took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    with own_database(), tempfile.TemporaryDirectory() as folder:
        import django  # noqa: PLC0415  the database's address stands only now

        django.setup()
        path = Path(folder) / "facts.csv"
        write(path, asked.rows)
        console.print(f"{asked.rows:,} rows x 24 facts, {path.stat().st_size >> 20} MiB; load {os.getloadavg()}")
        run(path)


def run(path: Path) -> None:
    """The file tried, then let in."""
    from cms.kernel.errands import run_due  # noqa: PLC0415  the settings stand only now
    from cms.schema import migrate  # noqa: PLC0415
    from cms.wiring import connect  # noqa: PLC0415
    from policies.models import Enterprise, Fact, FactImport  # noqa: PLC0415
    from policies.registry.mapping import Column, FileMapping  # noqa: PLC0415
    from policies.registry.services import check_import, queue_import, receive_file  # noqa: PLC0415

    migrate()
    connect()
    mapping = FileMapping(tuple(Column(*one) for one in columns()))
    with path.open("rb") as content:
        received = receive_file(
            source="statistics", name="facts.csv", content=content, as_of=AS_OF, by=None, mapping=mapping
        )
    for what, step in (
        ("tried", lambda: check_import(import_id=received.pk, by=None)),
        ("let in", lambda: (queue_import(import_id=received.pk, by=None), run_due(["default"]))),
    ):
        wall, cpu = time.perf_counter(), time.process_time()
        step()
        took, used = time.perf_counter() - wall, time.process_time() - cpu
        console.print(f"{what:<12} {took:9.1f} s   CPU of the importer {used:8.1f} s")
    one = FactImport.objects.get(pk=received.pk)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    console.print(
        f"{one.state}: {Enterprise.objects.count():,} enterprises, {Fact.objects.count():,} facts; peak {peak:,} MiB"
    )


if __name__ == "__main__":
    main()
