"""The registry as columns: what all rules read at once. Refreshed by what changed, never torn while it is read.

Polars is used here; see the rule language's columns for what that asks of processes that fork.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl
from django.conf import settings

from policies.registry.kinds import vocabulary
from policies.registry.parts import AS_OF, SOURCE, VALUE, Manifest, Parts
from policies.registry.refreshing import ENTERPRISE, Marks, present_marks, refreshed, words_mark
from policies.rules.columnar.ground import AWARDS
from policies.rules.facts import Vocabulary

__all__ = ["ENTERPRISE", "Snapshot", "Window", "current_snapshot", "snapshot_key", "snapshot_of_key"]

LISTS: Final = ("awards:", "list.")
"""Columns in which nothing said means: known to be none."""
NO_AWARDS: Final = pl.lit([], dtype=AWARDS)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One frozen state of the registry: `key` names its content."""

    key: str
    manifest: Manifest
    parts: Parts

    @property
    def rows(self) -> int:
        """How many enterprises there are."""
        return self.manifest.rows

    def columns_of(self, codes: Collection[str]) -> list[str]:
        """The names of the columns that hold these facts, of whatever period, and of all lists and awards."""
        names = [name for name in self.manifest.columns if name != ENTERPRISE]
        return [name for name in names if name.partition("[")[0] in codes or name.startswith(LISTS)]

    def frame(
        self,
        columns: Iterable[str],
        decided_on: date,
        words: Vocabulary,
        *,
        start: int = 0,
        length: int | None = None,
    ) -> pl.DataFrame:
        """The enterprises with these columns as far as there are such; values too old on the day are null.

        `start`, `length`: only these rows.
        """
        wanted = [name for name in dict.fromkeys(columns) if name != ENTERPRISE]
        length = self.rows - start if length is None else length
        ids = self.parts.read(self.manifest.columns[ENTERPRISE], None, start, length)
        present = [name for name in wanted if name in self.manifest.columns]
        none = [NO_AWARDS.alias(name) for name in wanted if name not in present and name.startswith("awards:")]
        found = [self._column(name, decided_on, words, start, length) for name in present]
        return pl.concat([ids, *found], how="horizontal_extend").with_columns(
            *(pl.col(name).fill_null(pl.lit([])) for name in present if name.startswith(LISTS)), *none
        )

    def _column(self, name: str, decided_on: date, words: Vocabulary, start: int, length: int) -> pl.DataFrame:
        limit = _limit(name, words)
        needed = [VALUE] if limit is None else [VALUE, AS_OF]
        table = self.parts.read(self.manifest.columns[name], needed, start, length)
        return table.select((pl.col(VALUE) if limit is None else _fresh(decided_on, limit)).alias(name))

    def window(self, start: int = 0, length: int | None = None) -> "Window":
        """These rows, to be looked at one by one."""
        return Window(self, start, self.rows - start if length is None else length)

    def token(self, columns: Iterable[str], decided_on: date, words: Vocabulary) -> str:
        """What these columns hold on the day, as a short text: equal tokens, equal columns.

        A file is named by its content. Of a column whose values go stale, the number of fresh ones is added: with
        the same content and the same number, the same ones are fresh.
        """
        said = [f"rows {self.manifest.columns[ENTERPRISE]}"]
        for name in sorted(set(columns) - {ENTERPRISE}):
            file = self.manifest.columns.get(name, "")
            limit = _limit(name, words)
            fresh = "" if limit is None or not file else self._fresh_count(file, decided_on, limit)
            said.append(f"{name} {file} {fresh}")
        return hashlib.sha256("\n".join(said).encode()).hexdigest()

    def _fresh_count(self, file: str, decided_on: date, limit: int) -> int:
        table = self.parts.read(file, [VALUE, AS_OF])
        return int(table.select(_fresh(decided_on, limit).count()).item())

    def hold(self, holder: str) -> None:
        """The state stays readable until `holder` lets it go."""
        self.parts.hold(self.key, holder)

    def let_go(self, holder: str) -> None:
        """`holder` needs the state no more."""
        self.parts.let_go(self.key, holder)


@dataclass(frozen=True, slots=True)
class Values:
    """A column of some rows: the stored values, their source departments and as-of days; none for lists and awards."""

    stored: list[Any]
    sources: list[str | None] = field(default_factory=list)
    days: list[date | None] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Window:
    """Some rows of a snapshot that follow one another; each column is read once, when it is first asked for."""

    snapshot: Snapshot
    start: int
    length: int
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)

    def ids(self, rows: pl.Series) -> list[int]:
        """The enterprises of these rows (numbers within the snapshot), in their order."""
        return self._table(ENTERPRISE).get_column(ENTERPRISE).gather(rows - self.start).to_list()

    def values(self, columns: Iterable[str], rows: pl.Series) -> dict[str, Values]:
        """For each of the columns that there are, the values of these rows in their order, however old."""
        here = rows - self.start
        return {name: self._values(name, here) for name in columns if name in self.snapshot.manifest.columns}

    def _table(self, name: str) -> pl.DataFrame:
        if name not in self.tables:
            file = self.snapshot.manifest.columns[name]
            self.tables[name] = self.snapshot.parts.read(file, None, self.start, self.length)
        return self.tables[name]

    def _values(self, name: str, rows: pl.Series) -> Values:
        table = self._table(name)
        if table.height < self.length:  # a shorter file ends in nulls
            here = table.select(pl.all().gather(rows.set(rows >= table.height, None)))
        else:
            here = table[rows]
        stored = here.get_column(VALUE).to_list()
        if SOURCE not in here.columns:
            return Values(stored)
        named = self.snapshot.manifest.sources
        sources = [None if number is None else named[number] for number in here.get_column(SOURCE).to_list()]
        return Values(stored, sources, here.get_column(AS_OF).to_list())


def _limit(name: str, words: Vocabulary) -> int | None:
    definition = words.get(name.partition("[")[0])
    return definition.max_age_days if definition else None


def _fresh(decided_on: date, limit: int) -> pl.Expr:
    age = (pl.lit(decided_on) - pl.col(AS_OF)).dt.total_days()
    return pl.when(age <= limit).then(pl.col(VALUE))


def _parts(marks: Marks) -> Parts:
    return Parts(Path(settings.SNAPSHOT_ROOT) / marks.database)


def snapshot_key() -> str:
    """The name of the registry's present content."""
    return present_marks(words_mark(vocabulary())).key


def current_snapshot() -> Snapshot:
    """The snapshot of the registry's present content; what changed since the last one is read if need be."""
    words = vocabulary()
    marks = present_marks(words_mark(words))
    parts = _parts(marks)
    manifest = parts.manifest(marks.key)
    if manifest is None:
        with parts.building():
            manifest = parts.manifest(marks.key) or refreshed(parts, marks, words)
    return Snapshot(manifest.key, manifest, parts)


def snapshot_of_key(key: str) -> Snapshot | None:
    """The snapshot of that name while it is kept."""
    parts = _parts(present_marks(words_mark(vocabulary())))
    manifest = parts.manifest(key)
    return None if manifest is None else Snapshot(key, manifest, parts)
