"""From the registry's tables to the files of a snapshot: all of it once, afterwards only what changed.

Facts are only ever added, so what changed are the current facts with a higher id than the last one read. An id is
drawn before its transaction commits: while another transaction is adding facts (it shares the lock ADDING) the mark is
not moved, and what was read is read again next time. What this transaction added itself may yet be rolled back: such a
state is built on within the transaction only.
"""

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, cast
from uuid import uuid4

import polars as pl
from django.db import connection

from policies.registry.facts import FactKind
from policies.registry.known import awards_of, last_day_before
from policies.registry.loading import ADDING
from policies.registry.models import Enterprise, ListMembership
from policies.registry.parts import AS_OF, SOURCE, VALUE, Manifest, Parts
from policies.rules.columnar.ground import AWARDS, SPANS
from policies.rules.columns import column_name, column_type
from policies.rules.facts import FactDefinition, Kind, Vocabulary
from policies.rules.periods import parse_period

ENTERPRISE: Final = "enterprise"
CHUNK: Final = 40_000
"""How many enterprises, or (times 20) facts, are fetched at a time: bounds the memory of a refresh."""
# What changes whenever the content does. Ids are never reused: equal marks of one database mean equal content.
_MARKS: Final = """
SELECT (SELECT system_identifier FROM pg_control_system())::text || '-' ||
       (SELECT oid FROM pg_database WHERE datname = current_database())::text,
       coalesce((SELECT max(id) FROM policies_fact), 0),
       (SELECT count(*) FROM policies_enterprise), coalesce((SELECT max(id) FROM policies_enterprise), 0),
       (SELECT count(*) || ':' || coalesce(max(id), 0) FROM policies_awardrecord) || ':' ||
         (SELECT count(*) FROM policies_awardrevocation),
       (SELECT count(*) || ':' || coalesce(max(id), 0) FROM policies_formernumber),
       (SELECT md5(string_agg(id || ':' || valid_from || ':' || coalesce(valid_until::text, ''), ',' ORDER BY id))
          FROM policies_listmembership)
"""
_OWN: Final = """
SELECT CASE WHEN EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND classid = 0
                         AND objid = %s AND mode = 'ShareLock') THEN pg_current_xact_id()::text ELSE '' END
"""
_COPY: Final = """
COPY (SELECT c.enterprise_id, c.kind_id, c.period, f.scaled, f.text, f.flag::int, f.day, f.lines, f.as_of, f.source
      FROM policies_currentfact c JOIN policies_fact f ON f.id = c.fact_id WHERE {where}) TO STDOUT (FORMAT csv)
"""
_COPIED: Final = {
    "enterprise": pl.Int64, "kind": pl.Int32, "period": pl.String, "scaled": pl.Int64, "text": pl.String,
    "flag": pl.Int8, "day": pl.Date, "lines": pl.String, "as_of": pl.Date, "source": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marks:
    """What names the registry's content. `settled`: nobody else is adding facts, so none with a lower id will appear.

    `transaction`: the one that sees this, when it added facts itself and has not committed yet.
    """

    database: str
    key: str
    fact_id: int
    enterprises: int
    enterprise_id: int
    others: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    settled: bool = True
    transaction: str = ""


def words_mark(words: Vocabulary) -> str:
    """What names the fact register's content as far as files depend on it."""
    said = "|".join(f"{code}:{one.kind}:{one.grain}:{sorted(one.fields or ())}" for code, one in words.items())
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def present_marks(words: str) -> Marks:
    """The marks as they stand; while others are adding facts the key is one that will never be met again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADDING])
        settled = bool(cursor.fetchone()[0])
        try:
            cursor.execute(_MARKS)
            database, *found = cursor.fetchone()
            cursor.execute(_OWN, [ADDING])
            own = cursor.fetchone()[0]
        finally:
            if settled:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADDING])
    fact_id, enterprises, enterprise_id, awards, former, lists = found
    said = f"{database}{found}{words}{own}" if settled else uuid4().hex
    others = {"awards": f"{awards}/{former}", "lists": str(lists)}
    key = hashlib.sha256(said.encode()).hexdigest()[:32]
    return Marks(database, key, fact_id, enterprises, enterprise_id, others, words, settled, own)


def refreshed(parts: Parts, marks: Marks, words: Vocabulary) -> Manifest:
    """The manifest of the registry's present content, published; only what changed since the latest one is read."""
    base = parts.latest()
    if base is None or not _may_build_on(base, marks):
        base = Manifest("", 0, {}, words=marks.words)
    making = _Making(parts, base, words)
    making.enterprises(marks)
    making.facts()
    if base.marks.get("lists") != marks.others["lists"]:
        making.replace("list.", list_columns())
    if base.marks.get("awards") != marks.others["awards"]:
        making.replace("awards:", award_columns())
    manifest = making.manifest(marks)
    parts.publish(manifest)
    parts.prune()
    return manifest


def _may_build_on(base: Manifest, marks: Marks) -> bool:
    """Whether what the base read still stands: nothing of it was rolled back, the facts mean the same."""
    if base.words != marks.words or base.transaction not in ("", marks.transaction):
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (%(fact)s = 0 OR EXISTS (SELECT 1 FROM policies_fact WHERE id = %(fact)s))"
            " AND (SELECT count(*) FROM policies_enterprise WHERE id <= %(enterprise)s) = %(rows)s",
            {"fact": base.fact_id, "enterprise": base.enterprise_id, "rows": base.rows},
        )
        return bool(cursor.fetchone()[0])


class _Making:
    """A manifest on its way: the base's files, and new ones for the columns that changed."""

    def __init__(self, parts: Parts, base: Manifest, words: Vocabulary) -> None:
        self.parts, self.base, self.words = parts, base, words
        self.columns = dict(base.columns)
        self.sources = list(base.sources)
        self.ids = pl.DataFrame(schema={ENTERPRISE: pl.Int64})

    def enterprises(self, marks: Marks) -> None:
        """New enterprises stand behind those of the base: ids only grow."""
        new = Enterprise.objects.filter(pk__gt=self.base.enterprise_id, pk__lte=marks.enterprise_id)
        added = pl.DataFrame(
            {ENTERPRISE: list(new.order_by("pk").values_list("pk", flat=True))}, schema=self.ids.schema
        )
        before = self.parts.read(self.columns[ENTERPRISE]) if ENTERPRISE in self.columns else self.ids
        self.ids = pl.concat([before, added])
        if added.height or not before.height:
            self.columns[ENTERPRISE] = self.parts.write(self.ids)

    def facts(self) -> None:
        """Every column some fact of which is new is written anew."""
        codes = kind_codes()
        gathered: dict[tuple[int, str], list[pl.DataFrame]] = {}
        for chunk in self._chunks():
            for (kind, period), part in chunk.partition_by("kind", "period", as_dict=True).items():
                definition = self.words.get(codes.get(cast(int, kind), ""))
                if definition is not None:
                    pieces = gathered.setdefault((cast(int, kind), str(period)), [])
                    pieces.append(self._stored(definition, part))
        for (kind, period), pieces in gathered.items():
            name = column_name(codes[kind], parse_period(period) if period else None)
            self._change(name, pl.concat(pieces))
            pieces.clear()

    def _chunks(self) -> Iterator[pl.DataFrame]:
        """The current facts that are new to the base, as long tables."""
        if not self.base.fact_id:
            ids = self.ids.get_column(ENTERPRISE)
            for start in range(0, len(ids), CHUNK):
                part = ids.slice(start, CHUNK)
                yield copied(f"c.enterprise_id BETWEEN {part[0]} AND {part[-1]}")
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(max(id), 0) FROM policies_fact")
            last = int(cursor.fetchone()[0])
        for start in range(self.base.fact_id, last, CHUNK * 20):
            yield copied(f"f.id > {start} AND f.id <= {start + CHUNK * 20}")

    def _stored(self, definition: FactDefinition, part: pl.DataFrame) -> pl.DataFrame:
        """The values of a kind in their snapshot type, with as-of day and the number of the source."""
        for source in part.get_column("source").unique():
            if source not in self.sources:
                self.sources.append(source)
        numbers = part.get_column("source").replace_strict(
            self.sources, list(range(len(self.sources))), return_dtype=pl.UInt16
        )
        value = stored_column(definition, part)
        columns = [
            part.get_column("enterprise").alias(ENTERPRISE),
            value.alias(VALUE),
            part.get_column("as_of").alias(AS_OF),
        ]
        return pl.DataFrame([*columns, numbers.alias(SOURCE)])

    def _change(self, name: str, changed: pl.DataFrame) -> None:
        """The column with the changed values in place of those it had."""
        joined = self.ids.join(changed, on=ENTERPRISE, how="left", maintain_order="left").drop(ENTERPRISE)
        if name in self.columns:
            before = self.parts.read(self.columns[name])
            both = pl.concat(
                [joined, before.rename({one: f"{one}/" for one in before.columns})], how="horizontal_extend"
            )
            is_new = pl.col(SOURCE).is_not_null()
            joined = both.select(
                pl.when(is_new).then(pl.col(one)).otherwise(pl.col(f"{one}/")).alias(one) for one in before.columns
            )
        self.columns[name] = self.parts.write(joined)

    def replace(self, prefix: str, columns: Iterable[pl.DataFrame]) -> None:
        """All columns of the prefix are these (tables of enterprise and value, the value named as the column)."""
        self.columns = {name: file for name, file in self.columns.items() if not name.startswith(prefix)}
        for column in columns:
            name = column.columns[1]
            joined = self.ids.join(column, on=ENTERPRISE, how="left", maintain_order="left")
            self.columns[name] = self.parts.write(joined.select(pl.col(name).alias(VALUE)))

    def manifest(self, marks: Marks) -> Manifest:
        return Manifest(
            key=marks.key,
            rows=self.ids.height,
            columns=self.columns,
            fact_id=marks.fact_id if marks.settled else self.base.fact_id,
            enterprise_id=int(self.ids.get_column(ENTERPRISE)[-1]) if self.ids.height else 0,
            marks=marks.others,
            words=marks.words,
            sources=tuple(self.sources),
            transaction=marks.transaction,
        )


def copied(where: str) -> pl.DataFrame:
    """The current facts of a condition (made of numbers only) as a long table, fetched in one stream."""
    content = io.BytesIO()
    with connection.cursor() as cursor, cast(Any, cursor).copy(_COPY.format(where=where)) as copy:
        for block in copy:
            content.write(block)
    if not content.tell():
        return pl.DataFrame(schema=_COPIED)
    content.seek(0)
    table = pl.read_csv(content, has_header=False, schema=_COPIED)
    return table.with_columns(pl.col("period").fill_null(""))


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
                    "keys": list(one.keys),
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
