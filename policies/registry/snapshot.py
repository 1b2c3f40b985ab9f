"""The registry as columns: one Arrow file of all current facts, one row per enterprise, made anew when facts change.

A file is written aside and renamed, and never changed afterwards: a run that reads one is never torn. Polars is used
here; see the rule language's columns for what that asks of processes that fork.
"""

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, cast

import polars as pl
from django.conf import settings
from django.db import connection

from policies.registry.facts import FactKind
from policies.registry.kinds import vocabulary
from policies.registry.known import awards_of, last_day_before
from policies.registry.models import Enterprise, ListMembership
from policies.rules.columnar.ground import AWARDS, SPANS
from policies.rules.columns import column_name, column_type
from policies.rules.facts import FactDefinition, Kind, Vocabulary
from policies.rules.periods import parse_period

ENTERPRISE: Final = "enterprise"
AS_OF: Final = "@"
KEPT: Final = 6
# What changes whenever the content does; ids are never reused, so equal marks of one database mean equal content.
_MARKS: Final = """
SELECT (SELECT system_identifier FROM pg_control_system()),
       (SELECT oid FROM pg_database WHERE datname = current_database()),
       (SELECT count(*) FROM policies_enterprise), (SELECT max(id) FROM policies_enterprise),
       (SELECT max(id) FROM policies_fact), (SELECT max(id) FROM policies_awardrecord),
       (SELECT count(*) FROM policies_formernumber), (SELECT max(id) FROM policies_formernumber),
       (SELECT md5(string_agg(id || ':' || valid_from || ':' || coalesce(valid_until::text, ''), ',' ORDER BY id))
          FROM policies_listmembership)
"""
_COPY: Final = """
COPY (SELECT c.enterprise_id, c.kind_id, c.period, f.scaled, f.text, f.flag::int, f.day, f.lines, f.as_of
      FROM policies_currentfact c JOIN policies_fact f ON f.id = c.fact_id) TO STDOUT (FORMAT csv)
"""
_COPIED: Final = {
    "enterprise": pl.Int64, "kind": pl.Int32, "period": pl.String, "scaled": pl.Int64, "text": pl.String,
    "flag": pl.Int8, "day": pl.Date, "lines": pl.String, "as_of": pl.Date,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One frozen state of the registry: `key` names its content."""

    key: str
    path: Path

    def columns_of(self, codes: Collection[str]) -> list[str]:
        """The names of the columns that hold these facts, of whatever period, and of all lists and awards."""
        names = pl.scan_ipc(self.path).collect_schema().names()
        return [name for name in names if name.partition("[")[0] in codes or name.startswith(("list.", "awards:"))]

    def frame(self, columns: Iterable[str], decided_on: date, words: Vocabulary) -> pl.DataFrame:
        """The enterprises with these columns as far as there are such; values too old on the day are null."""
        lazy = pl.scan_ipc(self.path)
        present = lazy.collect_schema()
        chosen = [_fresh(name, present, decided_on, words) for name in columns if name in present]
        awards = [name for name in columns if name not in present and name.startswith("awards:")]
        return lazy.select(ENTERPRISE, *chosen, *(pl.lit([], dtype=AWARDS).alias(name) for name in awards)).collect()


def _fresh(name: str, present: pl.Schema, decided_on: date, words: Vocabulary) -> pl.Expr:
    definition = words.get(name.partition("[")[0])
    limit = definition.max_age_days if definition else None
    if limit is None or name + AS_OF not in present:
        return pl.col(name)
    age = (pl.lit(decided_on) - pl.col(name + AS_OF)).dt.total_days()
    return pl.when(age <= limit).then(pl.col(name)).alias(name)


def snapshot_key() -> str:
    """The name of the registry's present content."""
    with connection.cursor() as cursor:
        cursor.execute(_MARKS)
        marks = cursor.fetchone()
    words = "|".join(f"{code}:{one.kind}:{one.grain}" for code, one in vocabulary().items())
    return hashlib.sha256(f"{marks}{words}".encode()).hexdigest()[:32]


def current_snapshot() -> Snapshot:
    """The snapshot of the registry's present content, made if there is none yet."""
    key = snapshot_key()
    path = Path(settings.SNAPSHOT_ROOT) / f"{key}.arrow"
    if not path.exists():
        write_aside(build(), path)
        prune(path.parent)
    return Snapshot(key, path)


def write_aside(frame: pl.DataFrame, path: Path) -> None:
    """The file stands complete at `path`, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    frame.write_ipc(aside)
    Path(aside).replace(path)


def prune(folder: Path) -> None:
    """Only the newest snapshots are kept; what a match rests on is kept with the match."""
    files = sorted(folder.glob("*.arrow"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[KEPT:]:
        file.unlink(missing_ok=True)


def build() -> pl.DataFrame:
    """All enterprises by id with every current fact, membership of lists and award."""
    ids = Enterprise.objects.order_by("pk").values_list("pk", flat=True)
    frame = pl.DataFrame({ENTERPRISE: list(ids)}, schema={ENTERPRISE: pl.Int64})
    words = vocabulary()
    for column in fact_columns(copied_facts(), words):
        frame = frame.join(column, on=ENTERPRISE, how="left", maintain_order="left")
    for column in (*list_columns(), *award_columns()):
        name, dtype = column.columns[1], column.dtypes[1]
        frame = frame.join(column, on=ENTERPRISE, how="left", maintain_order="left")
        frame = frame.with_columns(pl.col(name).fill_null(pl.lit([], dtype=dtype)))
    return frame


def copied_facts() -> pl.DataFrame:
    """The current facts as a long table, fetched in one stream."""
    content = io.BytesIO()
    with connection.cursor() as cursor, cast(Any, cursor).copy(_COPY) as copy:
        for block in copy:
            content.write(block)
    if not content.tell():
        return pl.DataFrame(schema=_COPIED)
    content.seek(0)
    table = pl.read_csv(content, has_header=False, schema=_COPIED)
    return table.with_columns(pl.col("period").fill_null(""))


def fact_columns(facts: pl.DataFrame, words: Vocabulary) -> Iterable[pl.DataFrame]:
    """Each fact (of each period) as a table of enterprise and value, with the as-of day where age matters."""
    codes = kind_codes()
    for (kind, period), part in facts.partition_by("kind", "period", as_dict=True).items():
        definition = words.get(codes[cast(int, kind)])
        if definition is None:
            continue
        name = column_name(definition.code, parse_period(str(period)) if period else None)
        columns = [part.get_column("enterprise").alias(ENTERPRISE), stored_column(definition, part).alias(name)]
        if definition.max_age_days is not None:
            columns.append(part.get_column("as_of").alias(name + AS_OF))
        yield pl.DataFrame(columns)


def kind_codes() -> dict[int, str]:
    """The register's codes by id."""
    return dict(FactKind.objects.values_list("pk", "code"))


def stored_column(definition: FactDefinition, part: pl.DataFrame) -> pl.Series:
    """The values of a kind in their snapshot type."""
    if definition.kind is Kind.ITEMS:
        lines = [_lines(definition.fields or {}, json.loads(text)) for text in part.get_column("lines")]
        return pl.Series(lines, dtype=column_type(definition))
    name = {Kind.FLAG: "flag", Kind.DATE: "day", Kind.TEXT: "text", Kind.CODE: "text"}.get(definition.kind, "scaled")
    return part.get_column(name).cast(column_type(definition))


def _lines(fields: Mapping[str, FactDefinition], lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    days = {name for name, definition in fields.items() if definition.kind is Kind.DATE}
    return [
        {name: date.fromisoformat(line[name]) if name in days and line.get(name) else line.get(name) for name in fields}
        for line in lines
    ]


def list_columns() -> Iterable[pl.DataFrame]:
    """Each list of enterprises as a table of enterprise and spans; both days of a span are within it."""
    spans: dict[str, dict[int, list[dict[str, date | None]]]] = {}
    for entry in ListMembership.objects.order_by("list_code", "enterprise", "valid_from"):
        span = {"from": entry.valid_from, "until": last_day_before(entry.valid_until)}
        spans.setdefault(entry.list_code, {}).setdefault(entry.enterprise_id, []).append(span)
    for code, members in spans.items():
        yield column_of_lists(code, members, SPANS)


def award_columns() -> Iterable[pl.DataFrame]:
    """The awards of each family as a table of enterprise and awards, money in fen."""
    by_family: dict[str, dict[int, list[dict[str, Any]]]] = {}
    for enterprise_id, families in awards_of().items():
        for family, awards in families.items():
            by_family.setdefault(family, {})[enterprise_id] = [
                {
                    "amount": int(one.amount.scaleb(2)),
                    "awarded_on": one.awarded_on,
                    "step": one.step,
                    "level": one.level,
                    "period": one.period,
                    "relation": one.relation.value,
                }
                for one in awards
            ]
    for family, members in by_family.items():
        yield column_of_lists(f"awards:{family}", members, AWARDS)


def column_of_lists(name: str, members: Mapping[int, list[Any]], dtype: pl.DataType) -> pl.DataFrame:
    """A table of enterprise and list."""
    return pl.DataFrame(
        [
            pl.Series(ENTERPRISE, list(members), dtype=pl.Int64),
            pl.Series(name, list(members.values()), dtype=dtype),
        ]
    )
