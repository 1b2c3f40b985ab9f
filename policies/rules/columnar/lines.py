"""Steps that look at dated lines: laid out as a table with one row per line, judged there, gathered per enterprise."""

from dataclasses import dataclass

import polars as pl

from policies.rules.columnar.ground import Gathering, LineView, field_column
from policies.rules.expressions import LineTake

ROW = "_row"
HERE = "_here"
_EMPTY = {LineTake.SUM: 0, LineTake.COUNT: 0}


def stepped(frame: pl.DataFrame, steps: "dict[str, pl.Expr | Gathering]") -> pl.DataFrame:
    """The table with the steps as columns, in their order."""
    for name, step in steps.items():
        if isinstance(step, pl.Expr):
            frame = frame.with_columns(everywhere(step).alias(name))
        else:
            frame = step.added(frame)
    return frame


def everywhere(expression: pl.Expr) -> pl.Expr:
    """The expression as long as the table, also when it comes down to a constant."""
    return pl.when(pl.col(HERE)).then(expression)


def laid_out(frame: pl.DataFrame, of: str, view: LineView) -> pl.DataFrame:
    """One row per line: the number of the enterprise's row, the line's fields, the wanted columns beside it."""
    outer = sorted(view.outer - {of})
    lines = frame.lazy().select(pl.int_range(pl.len(), dtype=pl.UInt32).alias(ROW), HERE, of, *outer)
    lines = lines.filter(pl.col(of).list.len() > 0).explode(of)
    fields = [pl.col(of).struct.field(name).alias(field_column(name)) for name in view.definition.fields or {}]
    return stepped(lines.with_columns(fields).collect(), view.steps)


@dataclass(frozen=True)
class FromLines:
    """One value from the lines that pass; null when the lines, or one that matters, cannot be judged."""

    name: str
    of: str
    view: LineView
    passing: pl.Expr
    taken: pl.Expr
    take: LineTake
    key: pl.Expr | None

    def added(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with the gathered value as a column."""
        lines = laid_out(frame, self.of, self.view)
        judged = lines.select(
            ROW,
            passes=everywhere(self.passing),
            value=everywhere(self.taken),
            key=everywhere(pl.lit(True) if self.key is None else self.key),
        )
        unjudged = pl.col("passes").is_null() | (pl.col("passes") & pl.col("key").is_null())
        bad = judged.lazy().filter(unjudged).select(ROW)
        passing = judged.lazy().filter("passes")
        kept = passing if self.key is None else passing.unique([ROW, "key"], keep="first", maintain_order=True)
        found = kept.group_by(ROW).agg(
            pl.when(pl.col("value").null_count() == 0).then(self._one(pl.col("value"))).alias(self.name)
        )
        every = frame.lazy().select(
            pl.int_range(pl.len(), dtype=pl.UInt32).alias(ROW), known=pl.col(self.of).is_not_null()
        )
        whole = every.join(found.with_columns(some=True), on=ROW, how="left", maintain_order="left")
        whole = whole.join(bad.unique().with_columns(bad=True), on=ROW, how="left", maintain_order="left")
        value = pl.when(pl.col("some").is_null()).then(_EMPTY.get(self.take)).otherwise(pl.col(self.name))
        result = pl.when(pl.col("known") & pl.col("bad").is_null()).then(value)
        return frame.with_columns(whole.select(result.alias(self.name)).collect().get_column(self.name))

    def _one(self, value: pl.Expr) -> pl.Expr:
        return {
            LineTake.SUM: value.sum(),
            LineTake.COUNT: value.len().cast(pl.Int64),
            LineTake.MAX: value.max(),
            LineTake.MIN: value.min(),
        }[self.take]


@dataclass(frozen=True)
class OnListThen:
    """Whether each enterprise is on the list on its own day, which stands in a column."""

    name: str
    on_list: str
    day: str

    def added(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with the answer as a column; null where the day or the list is not known."""
        rows = frame.lazy().select(pl.int_range(pl.len(), dtype=pl.UInt32).alias(ROW), self.on_list, self.day)
        spans = rows.filter(pl.col(self.on_list).list.len() > 0).explode(self.on_list)
        start, end = (pl.col(self.on_list).struct.field(name) for name in ("from", "until"))
        day = pl.col(self.day)
        on = spans.filter((start.is_null() | (start <= day)) & (end.is_null() | (day <= end))).select(ROW).unique()
        known = pl.col(self.on_list).is_not_null() & day.is_not_null()
        whole = rows.join(on.with_columns(on=True), on=ROW, how="left", maintain_order="left")
        answer = whole.select(pl.when(known).then(pl.col("on").is_not_null()).alias(self.name)).collect()
        return frame.with_columns(answer.get_column(self.name))
