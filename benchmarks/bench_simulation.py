"""How long a simulation takes on 1,000,000 enterprises: `python -m benchmarks.bench_simulation [COUNT]`.

The snapshot is drawn from a seed and written as the registry writes it; what is timed is what the editor waits for: the
rule compiled, its columns read from the file, everybody judged, the splits and the difference to another version.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from policies.matching.columns import Ground
from policies.matching.simulation import difference, simulate
from policies.registry.known import Registers
from policies.registry.parts import AS_OF, SOURCE, VALUE, Manifest, Parts
from policies.registry.snapshot import ENTERPRISE, Snapshot
from policies.rules.clauses import clause
from policies.rules.columns import supports_columns
from policies.rules.vocabulary import VOCABULARY

CLAUSES = ("c01", "c05", "c06", "c09", "c12", "c22", "c23a")
DAY = date(2023, 5, 31)
ROUNDS = 5


def snapshot(count: int, folder: Path) -> Snapshot:
    """A registry of so many enterprises with the facts that the clauses ask for, one in twenty missing."""
    dice = random.Random(20230531)
    money = ("project.equipment_investment", "project.smart_investment", "project.actual_investment",
             *(f"finance.revenue[{year}]" for year in (2021, 2022, 2023)),
             *(f"ui.paid_actual[{year}]" for year in (2022, 2023)))  # fmt: skip
    columns: dict[str, pl.Series] = {ENTERPRISE: pl.Series(range(1, count + 1), dtype=pl.Int64)}

    def drawn(name: str, dtype: Any, draw: Callable[[], Any]) -> None:
        pool = [None if dice.random() < 0.05 else draw() for _ in range(4096)]
        start = dice.randrange(4096)
        columns[name] = pl.Series(name, pool, dtype=dtype).gather(
            (pl.int_range(start, start + count * 7, 7, eager=True)) % 4096
        )

    for name in money:
        drawn(name, pl.Int64, lambda: dice.randrange(1, 10**10))
    drawn("enterprise.industry", pl.String, lambda: f"{dice.randrange(1, 97):02d}11")
    drawn("enterprise.region", pl.String, lambda: f"341826{dice.randrange(100, 112)}001")
    drawn("enterprise.scale", pl.String, lambda: dice.choice(["L", "M", "S", "Micro"]))
    drawn("enterprise.type", pl.String, lambda: dice.choice(["enterprise", "law_firm"]))
    drawn("enterprise.licence", pl.String, lambda: dice.choice(["active", "active", "active", "revoked"]))
    drawn("ui.paid_in_full_months", pl.Int64, lambda: dice.randrange(0, 36))
    for year in (2022, 2023):
        drawn(f"ui.layoff_rate[{year}]", pl.Int64, lambda: dice.randrange(0, 300_000))
        drawn(f"ui.insured_average[{year}]", pl.Int64, lambda: dice.randrange(1, 600))
    for name in ("credit.serious_dishonest", "credit.abnormal_list", "credit.judgment_defaulter"):
        drawn(name, pl.Boolean, lambda: dice.random() < 0.02)
    parts = Parts(folder)
    files = {name: parts.write(part_of(name, values)) for name, values in columns.items()}
    return Snapshot("bench", Manifest("bench", count, files, sources=("statistics",)), parts)


def part_of(name: str, values: pl.Series) -> pl.DataFrame:
    """A column as the registry keeps it: the value, its day and its source."""
    if name == ENTERPRISE:
        return pl.DataFrame({name: values})
    day, source = pl.lit(DAY).alias(AS_OF), pl.lit(0, dtype=pl.Int32).alias(SOURCE)
    return pl.DataFrame({VALUE: values}).with_columns(day, source)


def best(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the first and of the fastest of some rounds."""
    took = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        act()
        took.append(time.perf_counter() - started)
    return took[0], min(took)


def main() -> None:
    """Print a line for each clause."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground(snapshot(count, Path(folder)), DAY, VOCABULARY, Registers())
        print(f"{count:,} enterprises, polars {pl.__version__}")
        print(f"{'clause':8}{'met':>10}{'near':>10}{'lacking':>10}{'first s':>10}{'best s':>10}")
        for name in CLAUSES:
            rule = clause(name)
            if not supports_columns(rule):
                print(f"{name:8} not in columns")
                continue
            found = simulate(rule, ground)
            first, fastest = best(lambda rule=rule: simulate(rule, ground))
            print(f"{name:8}{found.met:>10,}{found.near:>10,}{found.lacking:>10,}{first:>10.2f}{fastest:>10.2f}")
        first, fastest = best(lambda: difference(clause("c05"), clause("c06"), ground))
        print(f"{'c05→c06':8}{'difference':>30}{first:>10.2f}{fastest:>10.2f}")


if __name__ == "__main__":
    main()
