"""Tables compiled to columns: tiers in four modes, pairs, grids, ladders, caps."""

from datetime import date
from fractions import Fraction
from functools import reduce

import polars as pl

from policies.rules import expressions as x
from policies.rules import tables as t
from policies.rules.codes import Cover
from policies.rules.columnar import quantities as q
from policies.rules.columnar.expressions import CO_PAYEES, OWN_NAMES, Expressions
from policies.rules.columnar.ground import AWARDS, Compiled, Texts, column_type
from policies.rules.columnar.quantities import NotInColumns, Quantity

ZERO = q.literal(Fraction(0))
_CAP_WITHIN = {
    t.CapScope.PERIOD: x.Within.PERIOD,
    t.CapScope.YEAR: x.Within.YEAR,
    t.CapScope.LIFETIME: x.Within.EVER,
    t.CapScope.SHARED: x.Within.PERIOD,
}


def known(quantity: Quantity) -> pl.Expr:
    """Whether the quantity is known."""
    return (
        quantity.top.is_not_null()
        if quantity.under is None
        else quantity.top.is_not_null() & quantity.under.is_not_null()
    )


class Tables(Expressions):
    """Adds the columns of tables to the plain expressions."""

    def _tiers(self, node: t.Tiers) -> Compiled:
        measure = self.number(node.of)
        if node.mode is t.TierMode.MARGINAL_RATE:
            return self._marginal(node, measure)
        cases = [(self._in_band(measure, band), self._band_value(node, measure, band)) for band in reversed(node.bands)]
        return q.chosen(cases, ZERO)

    def _in_band(self, measure: Quantity, band: t.Band) -> pl.Expr:
        reached = q.compared(measure, band.start_is.operator, self.constant(band.start))
        if band.until is None:
            return reached
        return reached & q.compared(measure, band.until_is.operator, self.constant(band.until))

    def _band_value(self, node: t.Tiers, measure: Quantity, band: t.Band) -> Quantity:
        then = self.number(band.then)
        if node.mode is t.TierMode.FIXED:
            return then
        base = measure if node.on is None else self.number(node.on)
        if node.mode is t.TierMode.WHOLE_RATE:
            return q.multiply(base, then)
        return q.multiply(q.whole_steps(base, ZERO if node.step is None else self.number(node.step)), then)

    def _marginal(self, node: t.Tiers, measure: Quantity) -> Quantity:
        starts = [self.constant(band.start) for band in node.bands]
        parts, floor = [], ZERO
        for index, band in enumerate(node.bands):
            top = q.extreme([measure, starts[index + 1]], highest=False) if index + 1 < len(starts) else measure
            inside = q.extreme([q.add(top, q.negative(floor)), ZERO], highest=True)
            parts.append(q.multiply(self.number(band.then), inside))
            floor = starts[index + 1] if index + 1 < len(starts) else floor
        entered = q.compared(measure, node.bands[0].start_is.operator, starts[0])
        return q.chosen([(entered, reduce(q.add, parts))], ZERO)

    def constant(self, node: x.Expression) -> Quantity:
        found = self.number(node)
        if found.constant is None:
            raise NotInColumns("表格的界限不是定值")
        return found

    def _pairs(self, node: t.Pairs) -> Compiled:
        measures = self.numbers(node.measures)
        hits = [
            pl.all_horizontal(
                q.compared(measure, test.word.operator, self.constant(test.value))
                for measure, test in zip(measures, row.tests, strict=True)
            )
            for row in node.rows
        ]
        thens = [self.number(row.then) for row in node.rows]
        all_known = pl.all_horizontal(known(measure) for measure in measures)
        return q.guarded(self._hit(node.hit, hits, thens), all_known)

    def _hit(self, policy: t.Hit, hits: list[pl.Expr], thens: list[Quantity]) -> Quantity:
        if policy is t.Hit.SUM:
            return reduce(q.add, (q.chosen([(hit, then)], ZERO) for hit, then in zip(hits, thens, strict=True)))
        cases = list(zip(hits, thens, strict=True))
        if policy in (t.Hit.MAX, t.Hit.MIN):
            values = [then.constant for then in thens]
            if None in values:
                raise NotInColumns("命中方式为最高或最低的表格只能写定值")
            cases.sort(key=lambda case: case[1].constant or 0, reverse=policy is t.Hit.MAX)
        found = q.chosen(cases, ZERO)
        if policy is not t.Hit.UNIQUE:
            return found
        return q.guarded(found, pl.sum_horizontal(hit.cast(pl.Int32) for hit in hits) <= 1)

    def _grid(self, node: t.Grid) -> Compiled:
        rows, down_known = self._axis(node.down, node.rows)
        columns, across_known = self._axis(node.across, node.columns)
        cases = [
            (rows[i] & columns[j], self.number(cell))
            for i, line in enumerate(node.cells)
            for j, cell in enumerate(line)
        ]
        return q.guarded(q.chosen(cases, ZERO), down_known & across_known)

    def _axis(self, of: x.Expression, bands: tuple[t.AxisBand, ...]) -> tuple[list[pl.Expr], pl.Expr]:
        """For every band whether it is the one: the first of codes, the last of numbers reached; and what is known."""
        measure = self.compiled(of)
        if isinstance(measure, Texts):
            reached = [lies_under(measure.column, self.cover(of, band.codes)) for band in bands]
            return [_alone(hit, reached[:index]) for index, hit in enumerate(reached)], measure.column.is_not_null()
        if not isinstance(measure, Quantity):
            raise NotInColumns("表格的轴只能是数或代码")
        hits = [
            pl.lit(False)
            if band.start is None
            else q.compared(measure, band.start_is.operator, self.constant(band.start))
            for band in bands
        ]
        return [_alone(hit, hits[index + 1 :]) for index, hit in enumerate(hits)], known(measure)

    def _cap(self, node: t.Cap) -> Compiled:
        amount, limit = self.numbers((node.of, node.limit))
        if node.scope is not t.CapScope.ITEM:
            relations = CO_PAYEES if node.scope is t.CapScope.SHARED else OWN_NAMES
            earlier = self.received(node.family or "", _CAP_WITHIN[node.scope], relations)
            limit = q.add(limit, q.negative(earlier))
        return q.extreme([q.extreme([amount, limit], highest=False), ZERO], highest=True)

    def _ladder(self, node: t.Ladder) -> Compiled:
        newly, known_all = self._newly_reached(node)
        amounts = self.numbers(tuple(step.amount for step in node.steps))
        nothing = ~pl.any_horizontal(newly)
        priced = nothing | pl.all_horizontal(known(amount) for amount in amounts)
        value = self._climbed(node, newly, amounts)
        return q.guarded(value, known_all & priced)

    def _climbed(self, node: t.Ladder, newly: list[pl.Expr], amounts: list[Quantity]) -> Quantity:
        """What the newly reached steps are worth, by the ladder's mode."""
        steps = list(zip(newly, amounts, strict=True))
        if node.mode is t.LadderMode.STACK:
            return reduce(q.add, (q.chosen([step], ZERO) for step in steps))
        if node.mode is t.LadderMode.TOP_UP_DIFFERENCE:
            paid = self.received(node.family, x.Within.EVER, OWN_NAMES)
            left = [(reached, q.add(amount, q.negative(paid))) for reached, amount in reversed(steps)]
            return q.extreme([q.chosen(left, ZERO), ZERO], highest=True)
        cases = []
        for index, (reached, amount) in reversed(list(enumerate(steps))):
            cases += [(reached & self._used_up(node, index), ZERO), (reached, amount)]
        return q.chosen(cases, ZERO)

    def _used_up(self, node: t.Ladder, top: int) -> pl.Expr:
        """Whether this step or a higher one was paid already; any step, where a lower one uses the ladder up."""
        rank = {step.step: index for index, step in enumerate(node.steps)}
        if node.after_lower is t.AfterLower.NOTHING:
            return self._paid(node.family, pl.lit(True))
        return self._paid(node.family, _award("step").is_in([step for step, at in rank.items() if at >= top]))

    def _paid(self, family: str, meant: pl.Expr) -> pl.Expr:
        """Whether an award of the family under the enterprise's own numbers is meant; null where none are known."""
        own = _award("relation").is_in(OWN_NAMES) & meant
        return self.raw(f"awards:{family}", AWARDS).list.eval(own).list.any()

    def _newly_reached(self, node: t.Ladder) -> tuple[list[pl.Expr], pl.Expr]:
        """For every step whether its first line lies in the assessed period, unpaid; and where all of it is known."""
        if self.assessed is None:
            return [pl.lit(False)] * len(node.steps), pl.lit(False)
        definition = self.vocabulary[node.of]
        lines = self.raw(node.of, column_type(definition))
        step, day = (pl.element().struct.field(name) for name in (node.step_field, node.date_field))
        first, last = self.assessed.first_day, self.assessed.last_day
        newly = []
        for one in node.steps:
            earliest = lines.list.eval(pl.when(step == one.step).then(day)).list.min()
            paid = self._paid(node.family, _award("step") == one.step)
            newly.append(earliest.is_between(first, last).fill_null(value=False) & ~paid.fill_null(value=False))
        history = self.raw(f"awards:{node.family}", AWARDS)
        judged = ~lines.list.eval(step.is_null() | day.is_null()).list.any()
        return newly, lines.is_not_null() & history.is_not_null() & judged


def _award(name: str) -> pl.Expr:
    return pl.element().struct.field(name)


def _alone(hit: pl.Expr, others: list[pl.Expr]) -> pl.Expr:
    return hit & ~pl.any_horizontal(others) if others else hit


def lies_under(column: pl.Expr, cover: Cover) -> pl.Expr:
    """Whether the code is covered; null where it is not known."""
    said = cover.said
    if said.get("") and all(said.values()):
        return column.is_not_null() | pl.lit(None, dtype=pl.Boolean)
    heads = {length: column.str.head(length) for length in cover.lengths}
    if all(said.values()):
        hits = [heads[length].is_in([one for one in said if len(one) == length]) for length in sorted(heads)]
        return pl.any_horizontal(hits) if hits else pl.when(column.is_not_null()).then(pl.lit(False))
    found = pl.lit(False)
    for length in reversed(cover.lengths):
        for holds in (True, False):
            some = [one for one, is_in in said.items() if len(one) == length and is_in is holds]
            found = pl.when(heads[length].is_in(some)).then(pl.lit(holds)).otherwise(found) if some else found
    return pl.when(column.is_not_null()).then(found)


def covers(day: date) -> pl.Expr:
    """Inside a list of spans: whether the span covers the day."""
    span = pl.element().struct.field
    return (span("from").is_null() | (span("from") <= day)) & (span("until").is_null() | (span("until") >= day))


Tables.COMPILERS.update(
    {t.Tiers: Tables._tiers, t.Pairs: Tables._pairs, t.Grid: Tables._grid, t.Ladder: Tables._ladder, t.Cap: Tables._cap}
)
