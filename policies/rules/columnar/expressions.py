"""Every plain expression of the language compiled to columns."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any, ClassVar, cast

import polars as pl

from policies.rules import expressions as x
from policies.rules import tables as t
from policies.rules.columnar import quantities as q
from policies.rules.columnar.ground import (
    AWARDS,
    MOST_LINES,
    NO_DAY,
    Compiled,
    Days,
    LineView,
    Terrain,
    Texts,
    column_type,
    field_column,
)
from policies.rules.columnar.interest import interest_step
from policies.rules.columnar.lines import FromLines
from policies.rules.columnar.quantities import NotInColumns, Quantity
from policies.rules.conditions import Condition
from policies.rules.facts_file import Span
from policies.rules.periods import shifted_day
from policies.rules.scalar.expressions import elapsed
from policies.rules.scalar.ground import OWN
from policies.rules.values import Missing, Relation
from policies.rules.writing import canonical_text

OWN_NAMES = tuple(sorted(relation.value for relation in OWN))


STEPS = (
    x.Highest,
    x.Lowest,
    t.Cap,
    t.Choose,
    t.Tiers,
    t.Pairs,
    t.Grid,
    t.Ladder,
    x.Divide,
    x.Growth,
    x.WholeSteps,
    x.OverPeriods,
    x.Received,
)


class Expressions(Terrain):
    """Adds to the terrain the columns of every expression that is not a table."""

    COMPILERS: ClassVar[dict[type, Callable[[Any, Any], Compiled]]] = {}

    def compiled(self, node: x.Expression) -> Compiled:
        """The columns of an expression; NotInColumns when the engine cannot do it."""
        found = self.COMPILERS[type(node)](self, node)
        if isinstance(found, Quantity) and isinstance(node, STEPS) and found.constant is None:
            return self._stepped(node, found)
        return found

    def _stepped(self, node: x.Expression, found: Quantity) -> Quantity:
        """The same quantity computed beforehand as a column of its own, so that nesting does not repeat it."""
        name = f"!{canonical_text(node)}@{self.assessed or ''}"
        steps = self.columns.steps if self.line is None else self.line.steps
        steps[name] = found.top
        if found.under is not None:
            steps[f"{name}/"] = found.under
        return replace(found, top=pl.col(name), under=None if found.under is None else pl.col(f"{name}/"))

    def number(self, node: x.Expression) -> Quantity:
        found = self.compiled(node)
        if not isinstance(found, Quantity):
            raise NotInColumns("这里需要数")
        return found

    def numbers(self, parts: tuple[x.Expression, ...]) -> list[Quantity]:
        return [self.number(part) for part in parts]

    def days(self, node: x.Expression) -> Days:
        found = self.compiled(node)
        if not isinstance(found, Days):
            raise NotInColumns("这里需要日期")
        return found

    def texts(self, node: x.Expression) -> Texts:
        found = self.compiled(node)
        if not isinstance(found, Texts):
            raise NotInColumns("这里需要代码")
        return found

    def truth(self, node: Condition) -> pl.Expr:
        """The Boolean column of a condition; the class that adds conditions gives it."""
        raise NotImplementedError

    def _literal(self, node: x.Yuan | x.Ratio | x.Number) -> Compiled:
        return q.literal(Fraction(node.value))

    def _day(self, node: x.Day) -> Compiled:
        return Days(pl.lit(node.value), node.value)

    def _code(self, node: x.Code) -> Compiled:
        return Texts(pl.lit(node.value), node.value)

    def _fact(self, node: x.FactAt) -> Compiled:
        return self.fact(node.code, node.period)

    def _field(self, node: x.Field) -> Compiled:
        return self.field(node.name)

    def _shifted(self, node: x.ShiftedDay) -> Compiled:
        of = self.days(node.of)
        if of.constant is not None:
            try:
                day = shifted_day(of.constant, years=node.years, months=node.months, days=node.days)
            except ValueError:
                return Days(NO_DAY)
            return Days(pl.lit(day), day)
        return Days(of.column.dt.offset_by(f"{node.years * 12 + node.months}mo").dt.offset_by(f"{node.days}d"))

    def _elapsed(self, node: x.Elapsed) -> Compiled:
        since, until = self.days(node.since), self.days(node.until)
        if since.constant is not None and until.constant is not None:
            return q.literal(Fraction(elapsed(since.constant, until.constant, node.unit)))
        if node.unit is x.Unit.DAYS:
            return Quantity((until.column - since.column).dt.total_days(), 10**7)
        first, last = since.column.dt, until.column.dt
        months = (last.year().cast(pl.Int64) - first.year()) * 12 + (last.month().cast(pl.Int64) - first.month())
        corresponding = pl.min_horizontal(first.day(), last.month_end().dt.day())
        months -= (last.day() < corresponding).cast(pl.Int64)
        return Quantity(months if node.unit is x.Unit.MONTHS else months // 12, 10**6)

    def _add(self, node: x.Add) -> Compiled:
        return reduce(q.add, self.numbers(node.parts))

    def _subtract(self, node: x.Subtract) -> Compiled:
        first, *others = self.numbers(node.parts)
        return reduce(q.add, (q.negative(other) for other in others), first)

    def _multiply(self, node: x.Multiply) -> Compiled:
        return reduce(q.multiply, self.numbers(node.parts))

    def _divide(self, node: x.Divide) -> Compiled:
        over, under = self.numbers(node.parts)
        return q.divide(over, under)

    def _highest(self, node: x.Highest) -> Compiled:
        return q.extreme(self.numbers(node.parts), highest=True)

    def _lowest(self, node: x.Lowest) -> Compiled:
        return q.extreme(self.numbers(node.parts), highest=False)

    def _whole_steps(self, node: x.WholeSteps) -> Compiled:
        return q.whole_steps(self.number(node.of), self.number(node.step))

    def _growth(self, node: x.Growth) -> Compiled:
        return q.growth(self.number(x.FactAt(node.of, node.at)), self.number(x.FactAt(node.of, node.base)))

    def _over_periods(self, node: x.OverPeriods) -> Compiled:
        first, last = self.period(node.first), self.period(node.last)
        if first is None or last is None or first > last:
            return q.UNKNOWN
        found: list[Quantity] = []
        while first <= last and len(found) < 400:
            part = self.plain(node.of, first)
            if not isinstance(part, Quantity):
                raise NotInColumns("这里需要数")
            found.append(part)
            first = first.shifted(1)
        if node.take in (x.Gathering.MAX, x.Gathering.MIN):
            return q.extreme(found, highest=node.take is x.Gathering.MAX)
        total = reduce(q.add, found)
        return total if node.take is x.Gathering.SUM else q.multiply(total, q.literal(Fraction(1, len(found))))

    def _lines(self, node: x.Lines) -> Compiled:
        """Gathered beforehand in a table of lines; of lines inside lines, the inner ones are the enterprise's too."""
        definition, enclosing = self.vocabulary[node.of], self.line
        self.line = None
        self.raw(node.of, column_type(definition))
        self.line = view = LineView(definition)
        passing = pl.lit(True) if node.where is None else self.truth(node.where)
        if node.unused is not None and node.distinct is not None:
            passing &= self._unused(node.unused, pl.col(field_column(node.distinct)), node.used_by)
        counting = node.each is None or node.take is x.LineTake.COUNT
        each = q.literal(Fraction(1)) if counting else self.compiled(cast(x.Expression, node.each))
        self.line = enclosing
        if isinstance(each, Quantity) and each.under is not None:
            raise NotInColumns("明细内不能做除法")
        taken = each.top if isinstance(each, Quantity) else each.column if isinstance(each, (Days, Texts)) else each
        key = None if node.distinct is None else pl.col(field_column(node.distinct))
        wide = isinstance(each, Quantity) and _gathered_bound(node.take, each) >= q.NARROW * 2
        taken = taken.cast(pl.Int128) if wide else taken
        name = f"!{canonical_text(node)}@{self.assessed or ''}"
        self.columns.steps[name] = FromLines(name, node.of, view, passing, taken, node.take, key)
        if enclosing is not None:
            enclosing.outer.add(name)
        if isinstance(each, Quantity):
            return Quantity(pl.col(name), _gathered_bound(node.take, each), each.scale)
        return Days(pl.col(name)) if isinstance(each, Days) else Texts(pl.col(name))

    def _unused(self, family: str, key: pl.Expr, used_by: x.UsedBy) -> pl.Expr:
        """Whether no award used the key of the line up; a line without a key is judged as one that passes."""
        found = self.world.used(family)
        if isinstance(found, Missing):
            return pl.lit(None, dtype=pl.Boolean)
        used = key.is_in(sorted(found.value)) if found.value else pl.lit(False)
        if used_by is x.UsedBy.OTHERS:
            column = self.raw(f"awards:{family}", AWARDS)
            award = pl.element().struct.field
            own = pl.when(award("relation").is_in(OWN_NAMES)).then(award("keys"))
            keys = column.list.eval(own.explode()).list.drop_nulls()
            used = pl.when(column.is_not_null()).then(used & ~keys.list.contains(key))
        return ~pl.when(key.is_null()).then(pl.lit(False)).otherwise(used)

    def _interest(self, node: x.Accrued) -> Compiled:
        """Reckoned beforehand in a table of lines and days."""
        definition, enclosing = self.vocabulary[node.of], self.line
        self.line = None
        first, last = self.days(node.first).column, self.days(node.last).column
        cap = None if node.principal_cap is None else self.number(node.principal_cap)
        self.raw(node.of, column_type(definition))
        self.line = view = LineView(definition)
        passing = pl.lit(True) if node.where is None else self.truth(node.where)
        balance, rate = self.number(node.balance), self.number(node.rate)
        self.line = enclosing
        name = f"!{canonical_text(node)}@{self.assessed or ''}"
        step, found = interest_step(name, node, view, passing, (first, last), balance, rate, cap)
        self.columns.steps[name] = step
        if enclosing is not None:
            enclosing.outer.add(name)
        return found

    def _series(self, node: x.SeriesOn) -> Compiled:
        on = self.days(node.on)
        if on.constant is not None:
            return self.series(node.of, on.constant)
        spans = sorted(self.world.spans(node.of), key=lambda span: span.start or date.min, reverse=True)
        cases = [(covers(span, on.column), q.literal(Fraction(span.value))) for span in spans]
        return q.guarded(q.chosen(cases, q.UNKNOWN), on.column.is_not_null()) if cases else q.UNKNOWN

    def _received(self, node: x.Received) -> Compiled:
        return self.received(node.family, node.within, OWN_NAMES, step=node.step, level=node.level)

    def received(
        self,
        family: str,
        within: x.Within,
        relations: tuple[str, ...],
        *,
        step: str | None = None,
        level: str | None = None,
    ) -> Quantity:
        """The sum of earlier awards, in fen; null where the history is not known."""
        column = self.raw(f"awards:{family}", AWARDS)
        passing = self.award_passes(within, relations, step, level)
        if passing is None:
            return q.UNKNOWN
        amounts = column.list.eval(pl.when(passing).then(pl.element().struct.field("amount")).otherwise(0))
        return Quantity(amounts.list.sum(), 10**17, 100)

    def award_passes(
        self, within: x.Within, relations: tuple[str, ...], step: str | None, level: str | None
    ) -> pl.Expr | None:
        """Whether the award looked at is meant; None when there is no assessed period to say it."""
        award = pl.element().struct.field
        passing = award("relation").is_in(relations)
        if step is not None:
            passing &= award("step") == step
        if level is not None:
            passing &= award("level") == level
        if within is x.Within.EVER:
            return passing
        if self.assessed is None:
            return None
        recorded = award("period") != ""
        if within is x.Within.YEAR:
            year = (
                pl.when(recorded)
                .then(award("period").str.head(4))
                .otherwise(award("awarded_on").dt.year().cast(pl.String))
            )
            return passing & (year == str(self.assessed.year))
        in_it = award("awarded_on").is_between(self.assessed.first_day, self.assessed.last_day)
        return passing & pl.when(recorded).then(award("period") == str(self.assessed)).otherwise(in_it)

    def _choose(self, node: t.Choose) -> Compiled:
        cases = [(self.truth(branch.when), self.number(branch.then)) for branch in node.branches]
        return q.chosen(cases, self.number(node.otherwise)) if cases else self.number(node.otherwise)


def _gathered_bound(take: x.LineTake, each: Quantity) -> int:
    return each.bound if take in (x.LineTake.MAX, x.LineTake.MIN) else each.bound * MOST_LINES


def covers(span: Span, day: pl.Expr) -> pl.Expr:
    """Whether the day lies in the span; null where the day is not known."""
    after = day.is_not_null() if span.start is None else day >= span.start
    return after if span.end is None else after & (day <= span.end)


CO_PAYEES = tuple(sorted((*OWN_NAMES, Relation.CO_PAYEE.value)))
Expressions.COMPILERS.update(
    {
        x.Yuan: Expressions._literal,
        x.Ratio: Expressions._literal,
        x.Number: Expressions._literal,
        x.Day: Expressions._day,
        x.Code: Expressions._code,
        x.FactAt: Expressions._fact,
        x.Field: Expressions._field,
        x.Moment: Expressions.moment,
        x.ShiftedDay: Expressions._shifted,
        x.Elapsed: Expressions._elapsed,
        x.Add: Expressions._add,
        x.Subtract: Expressions._subtract,
        x.Multiply: Expressions._multiply,
        x.Divide: Expressions._divide,
        x.Highest: Expressions._highest,
        x.Lowest: Expressions._lowest,
        x.WholeSteps: Expressions._whole_steps,
        x.Growth: Expressions._growth,
        x.OverPeriods: Expressions._over_periods,
        x.Lines: Expressions._lines,
        x.Accrued: Expressions._interest,
        x.SeriesOn: Expressions._series,
        x.Received: Expressions._received,
        t.Choose: Expressions._choose,
    }
)
