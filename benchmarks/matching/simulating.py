"""`python -m benchmarks.matching.simulating`: the editor's live simulation through HTTP, on a whole registry.

An editor posts a clause, as the browser does, to the address that the rule editor asks; what is timed is the whole
answer: middleware, door, the marks of the registry, the rule compiled and judged for everybody, splits, examples with
their reasons, the difference to the version in force, the page. Enterprises are rows of a database made for this; their
facts are put into the snapshot as the refresher would write them.
"""

import argparse
import os
import random
import re
import time
from collections.abc import Callable
from typing import Any

import polars as pl
from rich.console import Console

from benchmarks.matching.whole import own_database
from policies.rules.clauses import clause
from policies.rules.writing import to_json

CLAUSES = ("c01", "c05", "c06", "c09", "c12", "c22", "c23a")
ROUNDS = 5
MONEY = (
    "project.equipment_investment", "project.smart_investment", "project.actual_investment",
    *(f"finance.revenue[{year}]" for year in (2021, 2022, 2023)),
    *(f"ui.paid_actual[{year}]" for year in (2022, 2023)),
)  # fmt: skip
FLAGS = ("credit.serious_dishonest", "credit.abnormal_list", "credit.judgment_defaulter")
JUDGED = re.compile(r"用时 ([\d,]+) 毫秒")
console = Console(width=120)


def drawn(count: int) -> pl.DataFrame:
    """So many enterprises with the facts that the clauses ask for, one in twenty missing, from a seed."""
    dice = random.Random(20230531)

    def column(dtype: Any, draw: Callable[[], Any]) -> pl.Series:
        pool = [None if dice.random() < 0.05 else draw() for _ in range(4096)]
        places = pl.int_range(0, count * 7, 7, eager=True) + dice.randrange(4096)
        return pl.Series(pool, dtype=dtype).gather(places % 4096)

    columns = {"enterprise": pl.int_range(count, eager=True)}
    columns |= {name: column(pl.Int64, lambda: dice.randrange(1, 10**10)) for name in MONEY}
    columns |= {name: column(pl.Boolean, lambda: dice.random() < 0.02) for name in FLAGS}
    columns |= {
        "enterprise.industry": column(pl.String, lambda: f"{dice.randrange(1, 97):02d}11"),
        "enterprise.region": column(pl.String, lambda: f"341826{dice.randrange(100, 112)}001"),
        "enterprise.scale": column(pl.String, lambda: dice.choice(["L", "M", "S", "Micro"])),
        "enterprise.type": column(pl.String, lambda: dice.choice(["enterprise", "law_firm"])),
        "enterprise.licence": column(pl.String, lambda: dice.choice(["active", "active", "active", "revoked"])),
        "ui.paid_in_full_months": column(pl.Int64, lambda: dice.randrange(0, 36)),
    }
    for year in (2022, 2023):
        columns[f"ui.layoff_rate[{year}]"] = column(pl.Int64, lambda: dice.randrange(0, 300_000))
        columns[f"ui.insured_average[{year}]"] = column(pl.Int64, lambda: dice.randrange(1, 600))
    return pl.DataFrame(columns)


def main() -> None:
    """Prints a line for each clause."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    with own_database():
        import django  # noqa: PLC0415  the database's address stands only now

        django.setup()
        run(asked.rows)


def run(count: int) -> None:
    """The registry, the editor, and each clause posted some times."""
    from benchmarks.matching import stages  # noqa: PLC0415  the settings stand only now
    from cms.schema import migrate  # noqa: PLC0415

    migrate()
    stages.entered(count)
    stages.kept(drawn(count))
    client, live = stages.editor(), stages.one_live(clause("c05"))
    console.print(f"{count:,} enterprises, polars {pl.__version__}; load {os.getloadavg()}")
    console.print(f"{'posted':<34}{'first s':>10}{'median s':>10}{'worst s':>10}{'of it judged ms':>18}")
    for name in CLAUSES:
        _told(name, client, {"rule": to_json(clause(name))})
    _told("c06 in place of c05 in force", client, {"rule": to_json(clause("c06")), "policy": live.policy.code})


def _told(what: str, client: Any, body: dict[str, Any]) -> None:
    took, judged = [], []
    for _turn in range(ROUNDS):
        started = time.perf_counter()
        answer = client.post("/admin/policy-rule/simulate/", body, content_type="application/json")
        took.append(time.perf_counter() - started)
        said = JUDGED.search(answer.content.decode())
        if answer.status_code != 200 or said is None:
            raise RuntimeError(f"{what}: {answer.status_code} {answer.content.decode()[:300]}")
        judged.append(int(said[1].replace(",", "")))
    first, middle = took[0], ROUNDS // 2
    took, judged = sorted(took), sorted(judged)
    console.print(f"{what:<34}{first:>10.2f}{took[middle]:>10.2f}{took[-1]:>10.2f}{judged[middle]:>18,}")


if __name__ == "__main__":
    main()
