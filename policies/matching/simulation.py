"""What a rule would find if it were in force: whom, whom nearly, who lacks data, and what it would cost.

Pure arithmetic over a frozen snapshot: nothing is written. Polars is used here; see the rule language's columns for
what that asks of processes that fork.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from policies.matching.columns import Ground
from policies.registry.snapshot import ENTERPRISE
from policies.rules.columns import RuleMatches, compile_rules, match, missing_columns
from policies.rules.syntax import Rule

SPLITS: Final = {"industry": "enterprise.industry", "region": "enterprise.region", "scale": "enterprise.scale"}
DIGITS: Final = {"industry": 2, "region": 9}
MET_SHOWN, NEAR_SHOWN, LACKING_SHOWN = 4, 3, 3
SHOWN: Final = MET_SHOWN + NEAR_SHOWN + LACKING_SHOWN
FEN: Final = "fen"
LISTED: Final = 50
"""So many enterprises of each sort a difference names."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many enterprises of one code qualify, and what they would get, in fen. `code`: empty where it is missing."""

    code: str
    count: int
    fen: int


@dataclass(frozen=True, slots=True)
class Lacking:
    """A column of the snapshot that is empty for so many of those who cannot be judged."""

    column: str
    count: int


@dataclass(frozen=True, slots=True)
class Simulation:
    """What one rule finds on one snapshot. Ids are of enterprises; amounts in fen.

    `smallest`, `median`, `largest`: of the amounts, 0 without any. `splits`: by `SPLITS`, the largest amount first.
    """

    examined: int
    met: int
    near: int
    lacking: int
    fen: int
    smallest: int = 0
    median: int = 0
    largest: int = 0
    splits: dict[str, tuple[Share, ...]] = field(default_factory=dict)
    gaps: tuple[Lacking, ...] = ()
    met_examples: tuple[int, ...] = ()
    near_examples: tuple[int, ...] = ()
    lacking_examples: tuple[int, ...] = ()

    @property
    def unmet(self) -> int:
        """How many do not qualify, near misses included."""
        return self.examined - self.met - self.lacking


@dataclass(frozen=True, slots=True)
class Changed:
    """An enterprise and what it gets before and after; None: nothing."""

    enterprise_id: int
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Who enters, who leaves and whose amount changes when one rule takes another's place; totals in fen.

    The lists hold the largest changes only; the counts are of all.
    """

    fen_before: int
    fen_after: int
    kept: int
    enters: int
    leaves: int
    changes: int
    entering: tuple[Changed, ...] = ()
    leaving: tuple[Changed, ...] = ()
    changing: tuple[Changed, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether everybody gets what they got."""
        return not (self.enters or self.leaves or self.changes)


def found(
    rules: Sequence[Rule], ground: Ground, extra: Sequence[str] = (), near: Collection[int] = ()
) -> tuple[list[RuleMatches], pl.DataFrame]:
    """The rules' matches, with near misses for the rules at the places `near`, and the frame they were found in with
    `extra` columns. NotInColumns as compile_rules."""
    compiled = compile_rules(rules, decided_on=ground.decided_on, registers=ground.registers, vocabulary=ground.words)
    wanted = dict.fromkeys((*compiled.columns.wanted, *extra))
    frame = ground.snapshot.frame(wanted, ground.decided_on, ground.words)
    return match(compiled, frame, near_misses=near), frame


def simulate(rule: Rule, ground: Ground) -> Simulation:
    """What the (checked) rule finds. Raises NotInColumns for a rule beyond the column engine."""
    [matches], frame = found([rule], ground, tuple(SPLITS.values()), near=(0,))
    return _simulation(matches, frame)


def simulate_beside(before: Rule, rule: Rule, ground: Ground) -> tuple[Simulation, Difference]:
    """What the rule finds, and what changes when it takes the place of `before`; both judged at once. NotInColumns."""
    [old, new], frame = found([before, rule], ground, tuple(SPLITS.values()), near=(1,))
    return _simulation(new, frame), _difference(old, new, frame, LISTED)


def _simulation(matches: RuleMatches, frame: pl.DataFrame) -> Simulation:
    ids = frame.get_column(ENTERPRISE)
    amounts = matches.amounts.fill_null(0).cast(pl.Int64)
    ordered = amounts.sort()
    near = matches.near if matches.near is not None else matches.rows.clear()
    lacking = matches.verdict.is_null().arg_true()
    return Simulation(
        examined=len(ids),
        met=len(matches.rows),
        near=len(near),
        lacking=len(lacking),
        fen=int(amounts.sum()),
        smallest=_at(ordered, 0),
        median=_at(ordered, len(ordered) // 2),
        largest=_at(ordered, -1),
        splits=_splits(matches, frame, amounts),
        gaps=_gaps(matches, frame, lacking),
        met_examples=_spread(ids, matches.rows, amounts, ordered),
        near_examples=_first(ids, near, NEAR_SHOWN),
        lacking_examples=_first(ids, lacking, LACKING_SHOWN),
    )


def _at(ordered: pl.Series, place: int) -> int:
    return int(ordered[place]) if len(ordered) else 0


def _splits(matches: RuleMatches, frame: pl.DataFrame, amounts: pl.Series) -> dict[str, tuple[Share, ...]]:
    """Those who qualify by industry (two digits), region (township) and scale, the largest amount first."""
    present = {name: column for name, column in SPLITS.items() if column in frame.columns}
    due = pl.Series(FEN, [None], dtype=pl.Int64).new_from_index(0, frame.height).scatter(matches.rows, amounts)
    met = frame.lazy().select(present.values()).with_columns(due).filter(pl.col(FEN).is_not_null())
    asked = [met.group_by(column).agg(pl.len(), pl.col(FEN).sum()) for column in present.values()]
    found = pl.collect_all(asked)
    return {name: _shares(table, DIGITS.get(name)) for name, table in zip(present, found, strict=True)}


def _shares(table: pl.DataFrame, digits: int | None) -> tuple[Share, ...]:
    """A table of code, count and sum, by the first digits of the code."""
    sums: dict[str, tuple[int, int]] = {}
    for code, count, fen in table.iter_rows():
        short = (code or "")[:digits]
        before = sums.get(short, (0, 0))
        sums[short] = before[0] + count, before[1] + fen
    shares = (Share(code, count, fen) for code, (count, fen) in sums.items())
    return tuple(sorted(shares, key=lambda one: (-one.fen, -one.count, one.code)))


def _gaps(matches: RuleMatches, frame: pl.DataFrame, rows: pl.Series) -> tuple[Lacking, ...]:
    """Which columns are empty for those who cannot be judged, the most frequent first."""
    if not len(rows):
        return ()
    empty = missing_columns(matches, frame, rows)
    counts = [Lacking(name, int(empty.get_column(name).sum())) for name in empty.columns]
    return tuple(sorted((one for one in counts if one.count), key=lambda one: (-one.count, one.column))[:8])


def _spread(ids: pl.Series, rows: pl.Series, amounts: pl.Series, ordered: pl.Series) -> tuple[int, ...]:
    """Examples of those who qualify: the largest amount, one above the middle, the middle, and the smallest."""
    if not len(rows):
        return ()
    last = len(ordered) - 1
    wanted = [ordered[place] for place in (last, last * 2 // 3, last // 2, 0)]
    places = dict.fromkeys(amounts.index_of(amount) for amount in wanted)
    first = [*places, *(place for place in range(MET_SHOWN) if place not in places and place <= last)]
    return tuple(ids.gather(rows.gather(first[:MET_SHOWN])).to_list())


def _first(ids: pl.Series, rows: pl.Series, most: int) -> tuple[int, ...]:
    return tuple(ids.gather(rows.head(most)).to_list())


def difference(before: Rule | None, after: Rule | None, ground: Ground, most: int = LISTED) -> Difference:
    """What changes when `after` takes the place of `before` (None: no rule). Raises NotInColumns."""
    matches, frame = found([rule for rule in (before, after) if rule is not None], ground)
    old = matches[0] if before is not None else None
    new = matches[-1] if after is not None else None
    return _difference(old, new, frame, most)


def _difference(before: RuleMatches | None, after: RuleMatches | None, frame: pl.DataFrame, most: int) -> Difference:
    """What changes row by row: both were found in the frame."""
    old, new = pl.col("before"), pl.col("after")
    rows = frame.select(ENTERPRISE).with_columns(_due(before, frame, "before"), _due(after, frame, "after"))
    entering = rows.filter(old.is_null() & new.is_not_null())
    leaving = rows.filter(old.is_not_null() & new.is_null())
    both = rows.filter(old.is_not_null() & new.is_not_null())
    changing = both.filter(old != new)
    return Difference(
        fen_before=int(rows.get_column("before").sum()),
        fen_after=int(rows.get_column("after").sum()),
        kept=both.height,
        enters=entering.height,
        leaves=leaving.height,
        changes=changing.height,
        entering=_largest(entering, new, most),
        leaving=_largest(leaving, old, most),
        changing=_largest(changing, (new - old).abs(), most),
    )


def _due(matches: RuleMatches | None, frame: pl.DataFrame, name: str) -> pl.Series:
    """Who is met, with the amount (0 for a rule without one); null for everybody else."""
    due = pl.Series(name, [None], dtype=pl.Int64).new_from_index(0, frame.height)
    return due if matches is None else due.scatter(matches.rows, matches.amounts.fill_null(0).cast(pl.Int64))


def _largest(rows: pl.DataFrame, size: pl.Expr, most: int) -> tuple[Changed, ...]:
    """The largest, those of one size in the order of the rows; only what may be among them is sorted."""
    sized = rows.with_columns(size=size)
    if sized.height > most:
        least = sized.get_column("size").top_k(most).min()
        above = sized.filter(pl.col("size") > least)
        sized = pl.concat([above, sized.filter(pl.col("size") == least).head(most - above.height)])
    picked = sized.sort("size", descending=True, maintain_order=True)
    return tuple(Changed(*row) for row in picked.select(ENTERPRISE, "before", "after").iter_rows())
