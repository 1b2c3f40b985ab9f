"""`make bench-matching`: the table of ways on the same data in one run; the slow ways on fewer rows, as ratios."""

import argparse
import gc
import os
from collections.abc import Callable, Sequence

import polars as pl
from rich.console import Console
from rich.table import Table

from benchmarks.matching import ways
from benchmarks.matching.county import drawn
from benchmarks.matching.rules import BenchRule, hundred
from cms.embedded import database

SLOW_ROWS = {"python": 20_000, "zen": 5_000}


class WaysDisagree(RuntimeError):
    """Two ways gave different answers on the same rows: the figures would mean nothing."""


def main() -> None:
    """Prints the table. Raises WaysDisagree when the ways do not find the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rules", type=int, default=100)
    asked = parser.parse_args()
    county, rules = drawn(asked.rows), hundred(asked.rules)
    conditions = len({test for rule in rules for test in rule.tests})
    console = Console(width=120)
    console.print(
        f"{asked.rows:,} enterprises x {len(rules)} rules, {conditions} distinct conditions; load {os.getloadavg()}"
    )
    ours = [ways.in_columns(county, rules) for _turn in range(3)]
    best = min(ours, key=lambda one: one.seconds)
    found = [best, *_peers(county, rules, console)]
    console.print(_table(found, best))
    console.print("growth of the first way: " + ", ".join(_growth(county, rules)))


def _peers(county: pl.DataFrame, rules: Sequence[BenchRule], console: Console) -> list[ways.Measured]:
    small = {name: county.head(rows) for name, rows in SLOW_ROWS.items()}
    each: list[tuple[str, pl.DataFrame, Callable[[pl.DataFrame], ways.Measured]]] = [
        ("polars", county, lambda rows: ways.in_polars(rows, rules)),
        ("DuckDB", county, lambda rows: ways.in_duckdb(rows, rules)),
        ("PostgreSQL", county, lambda rows: ways.in_postgres(rows, rules, _address())),
        ("Python", small["python"], lambda rows: ways.in_python(rows, rules)),
        ("zen-engine", small["zen"], lambda rows: ways.in_zen(rows, rules)),
    ]
    found = []
    for name, rows, way in each:
        gc.collect()
        try:
            one = way(rows)
        except ImportError:
            console.print(f"{name}: not installed, left out (pip install -r benchmarks/requirements.txt)")
            continue
        expected = ways.in_columns(rows, rules).answer
        if one.answer != expected:
            raise WaysDisagree(name)
        found.append(one)
    return found


def _address() -> str:
    database().ensure()
    return database().url()


def _table(found: Sequence[ways.Measured], best: ways.Measured) -> Table:
    table = Table("way", *(["rows", "wall s", "CPU s", "us per row", "x of the first", "met", "peak MiB"]))
    each = best.seconds / best.rows
    for one in found:
        per_row = one.seconds / one.rows
        met = sum(count for count, _fen in one.answer)
        times = per_row / each
        table.add_row(
            one.way, f"{one.rows:,}", f"{one.seconds:.2f}", f"{one.cpu:.2f}", f"{per_row * 1e6:.2f}",
            f"{times:,.0f}" if times >= 10 else f"{times:.1f}", f"{met:,}", f"{one.peak_mib:,}",
        )  # fmt: skip
    return table


def _growth(county: pl.DataFrame, rules: Sequence[BenchRule]) -> list[str]:
    sizes = [rows for rows in (10_000, 100_000, 1_000_000) if rows <= county.height]
    timed = [
        min((ways.in_columns(county.head(rows), rules) for _turn in range(2)), key=lambda one: one.seconds)
        for rows in sizes
    ]
    return [f"{one.rows:,}: {one.seconds:.3f} s ({one.seconds / one.rows * 1e6:.2f} us a row)" for one in timed]


if __name__ == "__main__":
    main()
