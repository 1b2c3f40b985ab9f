"""The values of plain expressions: arithmetic, growth, ages, sums over lines, earlier awards."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import Any, ClassVar, cast

from policies.rules import expressions as x
from policies.rules import tables as t
from policies.rules.conditions import Condition
from policies.rules.interest import MOST_BALANCES, Balance, accrued
from policies.rules.periods import shifted_day, whole_months, whole_years
from policies.rules.scalar.ground import Ground, Lacking
from policies.rules.values import Lack, Line, Missing, Value
from policies.rules.verdicts import Trace, Truth


@lru_cache(maxsize=4096)
def constant(value: Decimal) -> Fraction:
    """The exact fraction of a literal."""
    return Fraction(value)


def elapsed(since: date, until: date, unit: x.Unit) -> int:
    """Completed years, months or days between two days."""
    if unit is x.Unit.DAYS:
        return (until - since).days
    return whole_years(since, until) if unit is x.Unit.YEARS else whole_months(since, until)


class Expressions(Ground):
    """Adds to the ground the value of every expression that is not a table; `value` raises Lacking."""

    VALUES: ClassVar[dict[type, Callable[[Any, Any], Value]]] = {}

    def value(self, node: x.Expression) -> Value:
        """The value of an expression; Lacking names what is missing."""
        return self.VALUES[type(node)](self, node)

    def number(self, node: x.Expression) -> Fraction:
        """The value of an expression that the checker knows to be a number."""
        found = self.value(node)
        if not isinstance(found, Fraction):
            raise Lacking(Missing(_name(node), None, Lack.WRONG_KIND))
        return found

    def day(self, node: x.Expression) -> date:
        """The value of an expression that the checker knows to be a day."""
        found = self.value(node)
        if not isinstance(found, date):
            raise Lacking(Missing(_name(node), None, Lack.WRONG_KIND))
        return found

    def numbers(self, parts: tuple[x.Expression, ...]) -> list[Fraction]:
        """The values of all parts; Lacking names everything that is missing, not only the first."""
        found: list[Fraction] = []
        missing: list[Missing] = []
        for part in parts:
            try:
                found.append(self.number(part))
            except Lacking as lacking:
                missing.extend(lacking.missing)
        if missing:
            raise Lacking(*missing)
        return found

    def truth(self, node: Condition, path: str = "") -> Trace:
        """The truth of a condition; the class that adds conditions says it."""
        raise NotImplementedError

    def _literal(self, node: x.Yuan | x.Ratio | x.Number) -> Value:
        return constant(node.value)

    def _plain(self, node: x.Day | x.Code) -> Value:
        return node.value

    def _fact(self, node: x.FactAt) -> Value:
        return self.fact(node.code, node.period)

    def _field(self, node: x.Field) -> Value:
        return self.field_value(node.name)

    def _shifted(self, node: x.ShiftedDay) -> Value:
        try:
            return shifted_day(self.day(node.of), years=node.years, months=node.months, days=node.days)
        except ValueError as error:
            raise Lacking(Missing("day", None, Lack.NO_PERIOD)) from error

    def _elapsed(self, node: x.Elapsed) -> Value:
        return Fraction(elapsed(self.day(node.since), self.day(node.until), node.unit))

    def _add(self, node: x.Add) -> Value:
        return sum(self.numbers(node.parts), Fraction(0))

    def _subtract(self, node: x.Subtract) -> Value:
        first, *others = self.numbers(node.parts)
        return first - sum(others, Fraction(0))

    def _multiply(self, node: x.Multiply) -> Value:
        return prod(self.numbers(node.parts), start=Fraction(1))

    def _divide(self, node: x.Divide) -> Value:
        over, under = self.numbers(node.parts)
        if not under:
            raise Lacking(Missing(_name(node.parts[1]), None, Lack.ZERO_DIVISOR))
        return over / under

    def _highest(self, node: x.Highest) -> Value:
        return max(self.numbers(node.parts))

    def _lowest(self, node: x.Lowest) -> Value:
        return min(self.numbers(node.parts))

    def _whole_steps(self, node: x.WholeSteps) -> Value:
        of, step = self.numbers((node.of, node.step))
        if step <= 0:
            raise Lacking(Missing(_name(node.step), None, Lack.ZERO_DIVISOR))
        return Fraction(of // step)

    def _growth(self, node: x.Growth) -> Value:
        now, base = self.numbers((x.FactAt(node.of, node.at), x.FactAt(node.of, node.base)))
        if base <= 0:
            raise Lacking(Missing(node.of, self.period(node.base), Lack.BASE_NOT_POSITIVE))
        return (now - base) / base

    def _over_periods(self, node: x.OverPeriods) -> Value:
        first, last = self.period(node.first, node.of), self.period(node.last, node.of)
        found: list[Fraction] = []
        missing: list[Missing] = []
        here = first
        while here <= last and len(found) + len(missing) < 400:
            try:
                found.append(cast(Fraction, self.fact_of(node.of, here)))
            except Lacking as lacking:
                missing.extend(lacking.missing)
            here = here.shifted(1)
        if missing or not found:
            raise Lacking(*missing or (Missing(node.of, first, Lack.NO_PERIOD),))
        if node.take is x.Gathering.AVERAGE:
            return sum(found, Fraction(0)) / len(found)
        return {x.Gathering.SUM: sum(found, Fraction(0)), x.Gathering.MAX: max(found), x.Gathering.MIN: min(found)}[
            node.take
        ]

    def _lines(self, node: x.Lines) -> Value:
        passing = self._passing(node)
        if node.take is x.LineTake.COUNT:
            return Fraction(len(passing))
        each = node.each
        found = [self._of_line(node.of, line, lambda: self.value(cast(x.Expression, each))) for line in passing]
        if node.take is x.LineTake.SUM:
            return sum(cast(list[Fraction], found), Fraction(0))
        if not found:
            raise Lacking(Missing(node.of, None, Lack.NO_LINES))
        return (max if node.take is x.LineTake.MAX else min)(cast(list[Fraction], found))

    def _passing(self, node: x.Lines) -> list[Line]:
        """The lines that meet `where`, the first of each `distinct`; Lacking when one line cannot be judged.

        A line that is used up does not count whatever else is missing about it.
        """
        passing: list[Line] = []
        met: set[Value] = set()
        for line in self.lines(node.of):
            used_up = self._used_up(node, line)
            if used_up is True or not self._meets(node, line):
                continue
            if isinstance(used_up, Lacking):
                raise used_up
            if node.distinct is not None:
                key = self._of_line(node.of, line, lambda: self.field_value(cast(str, node.distinct)))
                if key in met:
                    continue
                met.add(key)
            passing.append(line)
        if node.unused is not None:
            self.keys.extend(sorted(str(key) for key in met))
        return passing

    def _meets(self, node: x.Lines | x.Accrued, line: Line) -> bool:
        """Whether the line meets `where`; Lacking when that cannot be said."""
        if node.where is None:
            return True
        where = node.where
        trace = self._of_line(node.of, line, lambda: self.truth(where))
        if trace.truth is Truth.UNKNOWN:
            raise Lacking(*trace.missing)
        return bool(trace.truth is Truth.TRUE)

    def _used_up(self, node: x.Lines, line: Line) -> "bool | Lacking":
        """Whether an earlier award used the line's key up, or what is missing to say so."""
        key = line.get(node.distinct or "")
        if node.unused is None or key is None:
            return False
        try:
            return key in self.used(node.unused, node.used_by)
        except Lacking as lacking:
            return lacking

    def _of_line(self, code: str, line: Line, find: Callable[[], Any]) -> Any:
        outer = self.line, self.line_definition
        self.line, self.line_definition = line, self.vocabulary[code]
        try:
            return find()
        finally:
            self.line, self.line_definition = outer

    def _interest(self, node: x.Accrued) -> Value:
        first, last = self.day(node.first), self.day(node.last)
        cap = None if node.principal_cap is None else self.number(node.principal_cap)
        lines = self.lines(node.of)
        if len(lines) > MOST_BALANCES:
            raise Lacking(Missing(node.of, None, Lack.TOO_MANY_LINES))
        balances = []
        for line in lines:
            if not self._meets(node, line):
                continue
            balances.append(self._of_line(node.of, line, lambda: self._balance(node, last)))
        return accrued(balances, first, last, cap, int(node.basis))

    def _balance(self, node: x.Accrued, last: date) -> Balance:
        """The balance of the line looked at; a missing end is after the last day that counts."""
        since, still = self.day(x.Field(node.since)), (self.line or {}).get(node.until) is None
        until = max(last + timedelta(days=1), since) if still else self.day(x.Field(node.until))
        amount, rate = self.numbers((node.balance, node.rate))
        return Balance(since, until, max(amount, Fraction(0)), rate)

    def _series(self, node: x.SeriesOn) -> Value:
        return self.series(node.of, self.day(node.on))

    def _received(self, node: x.Received) -> Value:
        found = self.awards_within(node.family, node.within)
        return sum(
            (
                Fraction(award.amount)
                for award in found
                if node.step in (None, award.step) and node.level in (None, award.level)
            ),
            Fraction(0),
        )

    def _choose(self, node: t.Choose) -> Value:
        for branch in node.branches:
            trace = self.truth(branch.when)
            if trace.truth is Truth.UNKNOWN:
                raise Lacking(*trace.missing)
            if trace.truth is Truth.TRUE:
                return self.value(branch.then)
        return self.value(node.otherwise)


def _name(node: x.Expression) -> str:
    return node.text if isinstance(node, x.FactAt) else node.TAG


Expressions.VALUES.update(
    {
        x.Yuan: Expressions._literal,
        x.Ratio: Expressions._literal,
        x.Number: Expressions._literal,
        x.Day: Expressions._plain,
        x.Code: Expressions._plain,
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
