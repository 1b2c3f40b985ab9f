"""The kinds of tables, and what cannot be right about their shape."""

from typing import Any

from policies.rules import expressions as x
from policies.rules import tables as t
from policies.rules.facts import Kind
from policies.rules.kinds import PlainKinds, alike
from policies.rules.problems import pointer
from policies.rules.wording.terms import KINDS

CONSTANTS = (x.Yuan, x.Ratio, x.Number, x.Day, x.Code)


class TableKinds(PlainKinds):
    """Adds the kinds of tables to those of plain expressions."""

    def constant(self, node: x.Expression, wanted: Kind | None, path: str) -> None:
        """Checks that a bound is a constant of the measure's kind."""
        if not isinstance(node, CONSTANTS):
            self.fault("not_constant", path)
            return
        found = self.kind(node, path)
        if wanted is not None and found is not None and not alike(found, wanted):
            self.fault("mixed_kinds", path, left=KINDS[wanted], right=KINDS[found])

    def _tiers(self, node: t.Tiers, path: str) -> Kind | None:
        measure = self.numeric([(node.of, pointer(path, "of"))], path)
        base = measure if node.on is None else self.numeric([(node.on, pointer(path, "on"))], path)
        if not node.bands:
            self.fault("empty_table", pointer(path, "bands"))
        for index, band in enumerate(node.bands):
            here = f"{path}/bands/{index}"
            self.constant(band.start, measure, pointer(here, "from"))
            if band.until is not None:
                self.constant(band.until, measure, pointer(here, "until"))
        thens = self.numeric([(band.then, f"{path}/bands/{index}/then") for index, band in enumerate(node.bands)], path)
        if node.mode is t.TierMode.STEP:
            if node.step is None:
                self.fault("step_missing", path)
            else:
                self.constant(node.step, base, pointer(path, "step"))
                if getattr(node.step, "value", 1) <= 0:
                    self.fault("step_not_positive", pointer(path, "step"))
        if node.mode in (t.TierMode.FIXED, t.TierMode.STEP):
            return thens
        if thens is Kind.MONEY:
            self.fault("wrong_kind", pointer(path, "bands"), wanted=KINDS[Kind.RATIO], found=KINDS[Kind.MONEY])
        return base

    def _pairs(self, node: t.Pairs, path: str) -> Kind | None:
        self.tests(node.measures, [row.tests for row in node.rows], path)
        return self.numeric([(row.then, f"{path}/rows/{index}/then") for index, row in enumerate(node.rows)], path)

    def tests(self, measures: tuple[x.Expression, ...], rows: list[tuple[t.Test, ...]], path: str) -> None:
        """Checks the rows of a table over several measures."""
        kinds = [self.kind(measure, f"{path}/measures/{index}") for index, measure in enumerate(measures)]
        if not rows or not measures:
            self.fault("empty_table", pointer(path, "rows"))
        for number, tests in enumerate(rows):
            here = f"{path}/rows/{number}/tests"
            if len(tests) != len(measures):
                self.fault("ragged_table", here, wanted=len(measures), found=len(tests))
            for column, (test, kind) in enumerate(zip(tests, kinds, strict=False)):
                self.constant(test.value, kind, f"{here}/{column}/value")

    def _grid(self, node: t.Grid, path: str) -> Kind | None:
        self._axis(node.down, node.rows, pointer(path, "down"), pointer(path, "rows"))
        self._axis(node.across, node.columns, pointer(path, "across"), pointer(path, "columns"))
        if len(node.cells) != len(node.rows):
            self.fault("ragged_table", pointer(path, "cells"), wanted=len(node.rows), found=len(node.cells))
        for number, line in enumerate(node.cells):
            if len(line) != len(node.columns):
                self.fault("ragged_table", f"{path}/cells/{number}", wanted=len(node.columns), found=len(line))
        cells = [(cell, f"{path}/cells/{i}/{j}") for i, line in enumerate(node.cells) for j, cell in enumerate(line)]
        return self.numeric(cells, path)

    def _axis(self, of: x.Expression, bands: tuple[t.AxisBand, ...], of_path: str, path: str) -> None:
        kind = self.kind(of, of_path)
        if not bands:
            self.fault("empty_table", path)
        for index, band in enumerate(bands):
            here = pointer(path, index)
            if kind in (Kind.CODE, Kind.TEXT):
                if not band.codes:
                    self.fault("missing_key", here, key="codes")
            elif band.start is None:
                self.fault("missing_key", here, key="from")
            else:
                self.constant(band.start, kind, pointer(here, "from"))

    def _ladder(self, node: t.Ladder, path: str) -> Kind | None:
        self.assessed_needed(path)
        if not node.steps:
            self.fault("empty_table", pointer(path, "steps"))
        outer, self.line = self.line, self.definition(node.of, pointer(path, "of"), Kind.ITEMS)
        steps = self.field(node.step_field, pointer(path, "step_field")) if self.line else None
        if self.line:
            self.field(node.date_field, pointer(path, "date_field"))
        self.line = outer
        for index, step in enumerate(node.steps):
            if steps and steps.choices and step.step not in steps.choices:
                self.fault(
                    "ladder_step_unknown",
                    f"{path}/steps/{index}/step",
                    step=step.step,
                    items=node.of,
                    known=", ".join(steps.choices),
                )
        self.numeric([(step.amount, f"{path}/steps/{index}/amount") for index, step in enumerate(node.steps)], path)
        return Kind.MONEY

    def _cap(self, node: t.Cap, path: str) -> Kind | None:
        if node.scope is not t.CapScope.ITEM:
            if not node.family:
                self.fault("cap_without_family", path, scope=node.scope.value)
            if node.scope is not t.CapScope.LIFETIME:
                self.assessed_needed(pointer(path, "scope"))
        return self.numeric([(node.of, pointer(path, "of")), (node.limit, pointer(path, "limit"))], path)


FINDERS: dict[type, Any] = {
    t.Tiers: TableKinds._tiers,
    t.Pairs: TableKinds._pairs,
    t.Grid: TableKinds._grid,
    t.Ladder: TableKinds._ladder,
    t.Cap: TableKinds._cap,
}
TableKinds.FINDERS.update(FINDERS)
