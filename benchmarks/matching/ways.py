"""The ways to match: each takes the same county and rules and gives how many are met and what they are due."""

import importlib
import io
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import polars as pl
import psycopg

from benchmarks.matching.rules import CAP_FEN, BenchRule, plain
from policies.rules.columns import compile_rules, match

ON = date(2023, 6, 30)
Answer = list[tuple[int, int]]  # by rule: how many are met, and fen


@dataclass(frozen=True)
class Measured:
    """One way: rows it was given, wall and CPU seconds of this process, and what it found."""

    way: str
    rows: int
    seconds: float
    cpu: float
    answer: Answer
    peak_mib: int


def measured(way: str, rows: int, work: Callable[[], Answer]) -> Measured:
    """The way's time; its loading of data is not in it."""
    cpu, wall = time.process_time(), time.perf_counter()
    answer = work()
    took = time.perf_counter() - wall, time.process_time() - cpu
    return Measured(way, rows, *took, answer, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def in_columns(county: pl.DataFrame, rules: Sequence[BenchRule]) -> Measured:
    """This implementation: conditions once for all rules, three values, exact fen, with the rows that are met."""
    compiled = compile_rules([rule.rule() for rule in rules], decided_on=ON)

    def work() -> Answer:
        return [(len(one.rows), int(one.amounts.sum())) for one in match(compiled, county)]

    return measured("zhida, columns", county.height, work)


def in_polars(county: pl.DataFrame, rules: Sequence[BenchRule]) -> Measured:
    """One lazy SELECT of all rules: what the library does by itself."""
    due = {name: pl.min_horizontal((pl.col(name) * 3 + 100) // 200, CAP_FEN) for name in {r.base for r in rules}}

    def work() -> Answer:
        columns = []
        for rule in rules:
            met = pl.all_horizontal(_polars(test) for test in rule.tests) & (pl.col(rule.base) >= 34)
            columns += [met.sum().alias(f"n{rule.number}"), due[rule.base].filter(met).sum().alias(f"f{rule.number}")]
        [row] = county.lazy().select(columns).collect().rows(named=True)
        return [(row[f"n{rule.number}"], row[f"f{rule.number}"]) for rule in rules]

    return measured("polars, one lazy select", county.height, work)


def _polars(test: Any) -> pl.Expr:
    column = pl.col(test.column)
    if test.kind == "flag":
        return column if test.value else ~column
    if test.kind == "codes":
        return column.is_in(test.value)
    return column >= test.value[2] if test.value[1] == ">=" else column < test.value[2]


def in_postgres(county: pl.DataFrame, rules: Sequence[BenchRule], url: str) -> Measured:
    """One SQL statement per rule in PostgreSQL's row store; its CPU is the server's, not counted here."""
    kinds = {pl.Int64: "bigint", pl.Boolean: "boolean", pl.String: "text"}
    columns = ", ".join(f'"{name}" {kinds[kind.base_type()]}' for name, kind in county.schema.items())  # type: ignore[index]
    content = io.BytesIO()
    county.write_csv(content, include_header=False)
    with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE facts ({columns})".encode())
        with cursor.copy("COPY facts FROM STDIN (FORMAT csv)") as copy:
            copy.write(content.getbuffer())
        cursor.execute("ANALYZE facts")
        return measured("PostgreSQL, a statement per rule", county.height, lambda: list(_statements(cursor, rules)))


def _statements(cursor: Any, rules: Sequence[BenchRule]) -> Iterator[tuple[int, int]]:
    for rule in rules:
        cursor.execute(rule.sql())
        count, fen = cursor.fetchone()
        yield int(count), int(fen)


def in_duckdb(county: pl.DataFrame, rules: Sequence[BenchRule]) -> Measured:
    """One SQL statement per rule in DuckDB's column store. ImportError where it is not installed."""
    database = importlib.import_module("duckdb").connect()
    database.execute("SET threads TO 2")
    arrow = county.to_arrow()
    database.register("given", arrow)
    database.execute("CREATE TABLE facts AS SELECT * FROM given")

    def work() -> Answer:
        found = []
        for rule in rules:
            count, fen = database.execute(rule.sql().replace(" / 200", " // 200")).fetchone()
            found.append((int(count), int(fen)))
        return found

    return measured("DuckDB, a statement per rule", county.height, work)


def in_zen(county: pl.DataFrame, rules: Sequence[BenchRule]) -> Measured:
    """zen-engine (Rust), row by row; conditions only, its numbers are no fen. ImportError where it is not installed."""
    zen = importlib.import_module("zen")
    compiled = [
        (rule, zen.compile_expression(" and ".join(f"({test.zen()})" for test in rule.tests))) for rule in rules
    ]
    rows = county.rename({name: plain(name) for name in county.columns}).to_dicts()

    def work() -> Answer:
        found = []
        for rule, expression in compiled:
            base = plain(rule.base)
            met = [row[base] for row in rows if expression.evaluate(row) is True and (row[base] or 0) >= 34]
            found.append((len(met), sum(_fen(base) for base in met)))
        return found

    return measured("zen-engine, row by row", county.height, work)


def in_python(county: pl.DataFrame, rules: Sequence[BenchRule]) -> Measured:
    """Compiled Python closures, row by row."""
    compiled = [(rule, [test.closure() for test in rule.tests]) for rule in rules]
    rows = county.to_dicts()

    def work() -> Answer:
        found = []
        for rule, tests in compiled:
            met = [row[rule.base] for row in rows if all(test(row) is True for test in tests)]
            due = [cast(int, base) for base in met if base is not None and base >= 34]
            found.append((len(due), sum(_fen(base) for base in due)))
        return found

    return measured("plain Python closures, row by row", county.height, work)


def _fen(base: int) -> int:
    return min((base * 3 + 100) // 200, CAP_FEN)
