"""The values of tables: tiers in four modes, pairs, grids, ladders, caps."""

from datetime import date
from fractions import Fraction

from policies.rules import expressions as x
from policies.rules import tables as t
from policies.rules.scalar.expressions import Expressions
from policies.rules.scalar.ground import OWN, Lacking
from policies.rules.values import Award, Lack, Missing, Relation, Value
from policies.rules.verdicts import Note, NoteKind

_CAP_WITHIN = {
    t.CapScope.PERIOD: x.Within.PERIOD,
    t.CapScope.YEAR: x.Within.YEAR,
    t.CapScope.LIFETIME: x.Within.EVER,
    t.CapScope.SHARED: x.Within.PERIOD,
}


class Tables(Expressions):
    """Adds the value of every table to the plain expressions."""

    def _tiers(self, node: t.Tiers) -> Value:
        measure = self.number(node.of)
        if node.mode is t.TierMode.MARGINAL_RATE:
            return self._marginal(node, measure)
        reached = self._band(node, measure)
        if reached is None:
            self.notes.append(Note(NoteKind.BELOW_BANDS))
            return Fraction(0)
        self.notes.append(Note(NoteKind.BAND, number=reached + 1))
        then = self.number(node.bands[reached].then)
        if node.mode is t.TierMode.FIXED:
            return then
        base = measure if node.on is None else self.number(node.on)
        if node.mode is t.TierMode.WHOLE_RATE:
            return base * then
        step = self.number(node.step) if node.step is not None else Fraction(0)
        if step <= 0:
            raise Lacking(Missing("step", None, Lack.ZERO_DIVISOR))
        return base // step * then

    def _band(self, node: t.Tiers, measure: Fraction) -> int | None:
        """The last band whose start is reached and whose end, if it has one, is not passed."""
        reached = None
        for index, band in enumerate(node.bands):
            if band.start_is.operator.holds(measure, self.number(band.start)) and (
                band.until is None or band.until_is.operator.holds(measure, self.number(band.until))
            ):
                reached = index
        return reached

    def _marginal(self, node: t.Tiers, measure: Fraction) -> Fraction:
        """Each band's rate on the part of the measure above its start and up to the next; 0 below the first band.

        A start above 0 of the first band is an entrance: once it is reached, the first rate counts from 0.
        """
        starts = [self.number(band.start) for band in node.bands]
        if not node.bands[0].start_is.operator.holds(measure, starts[0]):
            self.notes.append(Note(NoteKind.BELOW_BANDS))
            return Fraction(0)
        total, floor = Fraction(0), Fraction(0)
        for index, band in enumerate(node.bands):
            ceiling = starts[index + 1] if index + 1 < len(starts) else measure
            total += self.number(band.then) * max(min(measure, ceiling) - floor, Fraction(0))
            floor = ceiling
        return total

    def _pairs(self, node: t.Pairs) -> Value:
        measures = self.numbers(node.measures)
        matching = [row for row in node.rows if self._row_holds(row.tests, measures)]
        if not matching:
            self.notes.append(Note(NoteKind.BELOW_BANDS))
            return Fraction(0)
        if node.hit is t.Hit.UNIQUE and len(matching) > 1:
            raise Lacking(Missing("pairs", None, Lack.SEVERAL_ROWS))
        if node.hit in (t.Hit.FIRST, t.Hit.UNIQUE):
            self.notes.append(Note(NoteKind.BAND, number=node.rows.index(matching[0]) + 1))
            return self.number(matching[0].then)
        found = self.numbers(tuple(row.then for row in matching))
        return {t.Hit.MAX: max(found), t.Hit.MIN: min(found), t.Hit.SUM: sum(found, Fraction(0))}[node.hit]

    def _row_holds(self, tests: tuple[t.Test, ...], measures: list[Fraction]) -> bool:
        values = self.numbers(tuple(test.value for test in tests))
        return all(
            test.word.operator.holds(measure, value)
            for test, measure, value in zip(tests, measures, values, strict=True)
        )

    def _grid(self, node: t.Grid) -> Value:
        row, column = self._axis(node.down, node.rows), self._axis(node.across, node.columns)
        if row is None or column is None:
            self.notes.append(Note(NoteKind.BELOW_BANDS))
            return Fraction(0)
        return self.number(node.cells[row][column])

    def _axis(self, of: x.Expression, bands: tuple[t.AxisBand, ...]) -> int | None:
        value = self.value(of)
        reached = None
        for index, band in enumerate(bands):
            if isinstance(value, str):
                if reached is None and self.lies_under(value, of, band.codes):
                    reached = index
            elif band.start is not None and band.start_is.operator.holds(value, self.number(band.start)):
                reached = index
        return reached

    def _ladder(self, node: t.Ladder) -> Value:
        newly = self.newly_reached(node)
        paid = self.awards(node.family)
        if not newly:
            return Fraction(0)
        amounts = [self.number(step.amount) for step in node.steps]
        top = max(newly)
        self.notes.append(Note(NoteKind.LADDER, number=top + 1))
        self.steps.extend(node.steps[index].step for index in (newly if node.mode is t.LadderMode.STACK else [top]))
        if node.mode is t.LadderMode.STACK:
            return sum((amounts[index] for index in newly), Fraction(0))
        if node.mode is t.LadderMode.TOP_UP_DIFFERENCE:
            return max(amounts[top] - sum((Fraction(award.amount) for award in paid), Fraction(0)), Fraction(0))
        return self._highest_only(node, top, amounts, paid)

    def _highest_only(self, node: t.Ladder, top: int, amounts: list[Fraction], paid: list[Award]) -> Fraction:
        rank = {step.step: index for index, step in enumerate(node.steps)}
        if any(rank.get(award.step, -1) >= top for award in paid):
            return Fraction(0)
        return Fraction(0) if paid and node.after_lower is t.AfterLower.NOTHING else amounts[top]

    def newly_reached(self, node: t.Ladder) -> list[int]:
        """The steps whose first line is dated in the assessed period and that no award names yet."""
        if self.assessed is None:
            raise Lacking(Missing(node.of, None, Lack.NO_PERIOD))
        first: dict[str, date] = {}
        for line in self.lines(node.of):
            step, day = line.get(node.step_field), line.get(node.date_field)
            if step is None or day is None:
                raise Lacking(Missing(f"{node.of}.{node.date_field if day is None else node.step_field}"))
            if not isinstance(day, date):
                raise Lacking(Missing(f"{node.of}.{node.date_field}", None, Lack.WRONG_KIND))
            first[str(step)] = min(day, first.get(str(step), day))
        awarded = {award.step for award in self.awards(node.family)}
        return [
            index
            for index, step in enumerate(node.steps)
            if step.step in first and step.step not in awarded and self.assessed.contains(first[step.step])
        ]

    def _cap(self, node: t.Cap) -> Value:
        amount, limit = self.numbers((node.of, node.limit))
        if node.scope is not t.CapScope.ITEM:
            relations = {*OWN, Relation.CO_PAYEE} if node.scope is t.CapScope.SHARED else OWN
            earlier = self.awards_within(node.family or "", _CAP_WITHIN[node.scope], relations)
            limit -= sum((Fraction(award.amount) for award in earlier), Fraction(0))
        capped = max(min(amount, limit), Fraction(0))
        if capped < amount:
            self.notes.append(Note(NoteKind.CAPPED, before=amount, after=capped))
        return capped


Tables.VALUES.update(
    {t.Tiers: Tables._tiers, t.Pairs: Tables._pairs, t.Grid: Tables._grid, t.Ladder: Tables._ladder, t.Cap: Tables._cap}
)
