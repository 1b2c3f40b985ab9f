"""Interest on balances in columns: lines cut at every day on which one of the same enterprise begins or ends."""

from dataclasses import dataclass

import polars as pl

from policies.rules.columnar.ground import LineView, field_column
from policies.rules.columnar.lines import ROW, everywhere, laid_out
from policies.rules.columnar.quantities import WIDE, NotInColumns, Quantity
from policies.rules.expressions import Accrued
from policies.rules.interest import MOST_BALANCES

LONGEST = 4 * 10**4
"""Days that a reckoning can span."""
NOTHING = pl.lit(0, dtype=pl.Int128)
MOST_PIECES = 2 * MOST_BALANCES * MOST_BALANCES


@dataclass(frozen=True)
class InterestStep:
    """The sum over lines and spans of days of bearing balance × rate × days; null where something is not known."""

    name: str
    of: str
    since: str
    until: str
    view: LineView
    passing: pl.Expr
    ends: tuple[pl.Expr, pl.Expr]
    balance: pl.Expr
    rate: pl.Expr
    cap: pl.Expr | None

    def added(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with the interest, times all scales, as a column."""
        cap = pl.lit(None, dtype=pl.Int128) if self.cap is None else self.cap.cast(pl.Int128)
        window = frame.select(
            pl.int_range(pl.len(), dtype=pl.UInt32).alias(ROW),
            first=everywhere(self.ends[0]),
            end=everywhere(self.ends[1].dt.offset_by("1d")),
            cap=everywhere(cap),
            count=pl.col(self.of).list.len(),
        )
        lines = laid_out(frame, self.of, self.view).select(
            ROW,
            passes=everywhere(self.passing),
            since=pl.col(field_column(self.since)),
            until=pl.col(field_column(self.until)),
            balance=everywhere(self.balance).cast(pl.Int128).clip(lower_bound=NOTHING),
            rate=everywhere(self.rate).cast(pl.Int128),
        )
        lines = lines.with_row_index("line").join(window, on=ROW).filter(pl.col("count") <= MOST_BALANCES)
        needed = pl.any_horizontal(pl.col("since", "balance", "rate").is_null())
        bad = lines.filter(pl.col("passes").is_null() | (pl.col("passes") & needed)).select(ROW).unique()
        found = self._reckoned(lines.filter("passes"))
        known = pl.all_horizontal(pl.col("first", "end", "count").is_not_null()) & (pl.col("count") <= MOST_BALANCES)
        if self.cap is not None:
            known &= pl.col("cap").is_not_null()
        whole = window.join(found, on=ROW, how="left", maintain_order="left")
        whole = whole.join(bad.with_columns(bad=True), on=ROW, how="left", maintain_order="left")
        result = pl.when(known & pl.col("bad").is_null()).then(pl.col("interest").fill_null(NOTHING))
        return frame.with_columns(whole.select(result.alias(self.name)).get_column(self.name))

    def _reckoned(self, lines: pl.DataFrame) -> pl.DataFrame:
        """By row, the interest of the lines that pass."""
        since = pl.min_horizontal(pl.max_horizontal("since", "first"), "end")
        until = pl.max_horizontal(pl.min_horizontal(pl.coalesce("until", "end"), "end"), since)
        inside = lines.with_columns(since=since, until=until)
        days = pl.concat([inside.select(ROW, day="since"), inside.select(ROW, day="until")]).unique().sort(ROW, "day")
        spans = days.with_columns(stop=pl.col("day").shift(-1).over(ROW)).drop_nulls("stop")
        pieces = inside.join(spans, on=ROW).filter(
            (pl.col("since") <= pl.col("day")) & (pl.col("stop") <= pl.col("until"))
        )
        pieces = pieces.sort(ROW, "day", "line")
        bearing = pl.col("balance")
        if self.cap is not None:
            room = pl.max_horizontal("cap", NOTHING)
            bearing = pl.min_horizontal("filled", room) - pl.min_horizontal(pl.col("filled") - pl.col("balance"), room)
            pieces = pieces.with_columns(filled=pl.col("balance").cum_sum().over(ROW, "day"))
        length = (pl.col("stop") - pl.col("day")).dt.total_days().cast(pl.Int128)
        return pieces.group_by(ROW).agg(interest=(bearing * pl.col("rate") * length).sum())


def interest_step(
    name: str,
    node: Accrued,
    view: LineView,
    passing: pl.Expr,
    ends: tuple[pl.Expr, pl.Expr],
    balance: Quantity,
    rate: Quantity,
    cap: Quantity | None,
) -> tuple[InterestStep, Quantity]:
    """The step, and the quantity it comes to. NotInColumns where exact integers would not hold it."""
    if balance.under is not None or rate.under is not None or (cap is not None and cap.under is not None):
        raise NotInColumns("计息的余额、利率和限额不能含除法")
    bound = balance.bound * rate.bound * LONGEST * MOST_PIECES
    top = None
    if cap is not None:
        if cap.scale != balance.scale and balance.scale % cap.scale:
            raise NotInColumns("计息的限额比余额更细")
        top = cap.top.cast(pl.Int128) * (balance.scale // cap.scale)
        bound = min(bound, cap.bound * (balance.scale // cap.scale) * rate.bound * LONGEST * MOST_PIECES)
    if bound >= WIDE:
        raise NotInColumns("数值过大，超出128位整数的范围")
    step = InterestStep(name, node.of, node.since, node.until, view, passing, ends, balance.top, rate.top, top)
    return step, Quantity(pl.col(name), bound, balance.scale * rate.scale * int(node.basis))
