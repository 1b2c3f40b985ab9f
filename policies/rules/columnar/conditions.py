"""Every condition compiled to a Boolean column, null for unknown; Polars' own AND, OR and NOT are Kleene's."""

from collections.abc import Callable
from typing import Any, ClassVar

import polars as pl

from policies.rules import conditions as c
from policies.rules.columnar import quantities as q
from policies.rules.columnar.expressions import covers as within
from policies.rules.columnar.ground import AWARDS, SPANS, Days, Texts, column_type
from policies.rules.columnar.lines import OnListThen
from policies.rules.columnar.quantities import NotInColumns, Quantity
from policies.rules.columnar.tables import Tables, covers, lies_under
from policies.rules.comparisons import Operator
from policies.rules.expressions import Code, Merged
from policies.rules.facts import Kind
from policies.rules.facts_file import Span
from policies.rules.values import Missing, Relation
from policies.rules.writing import canonical_text

NOT_KNOWN = pl.lit(None, dtype=pl.Boolean)


class Conditions(Tables):
    """Adds the columns of conditions: what the engine can do of the language."""

    TRUTHS: ClassVar[dict[type, Callable[[Any, Any], pl.Expr]]] = {}

    def truth(self, node: c.Condition) -> pl.Expr:
        """The Boolean column of a condition."""
        return self.TRUTHS[type(node)](self, node)

    def _all(self, node: c.AllOf) -> pl.Expr:
        return both([self.truth(part) for part in node.parts])

    def _any(self, node: c.AnyOf) -> pl.Expr:
        return either([self.truth(part) for part in node.parts])

    def _none(self, node: c.NoneOf) -> pl.Expr:
        return neither([self.truth(part) for part in node.parts])

    def _compare(self, node: c.Compare) -> pl.Expr:
        left, right = self.compiled(node.left), self.compiled(node.right)
        if isinstance(left, Quantity) and isinstance(right, Quantity):
            return q.compared(left, node.word.operator, right)
        if isinstance(left, Days) and isinstance(right, Days):
            if left.constant is not None and right.constant is not None:
                return pl.lit(node.word.operator.holds(left.constant, right.constant))
            return _tested(left.column, node.word.operator, right.column)
        if isinstance(left, Texts) and isinstance(right, Texts):
            if isinstance(node.right, Code) and node.word.operator in (Operator.EQ, Operator.NE):
                same = left.column.is_in(self.meant(node.left, (node.right.value,)))
                return same if node.word.operator is Operator.EQ else ~same
            return _tested(left.column, node.word.operator, right.column)
        raise NotInColumns("两边不是同一种量")

    def _text(self, node: Any) -> pl.Expr:
        return self.texts(node).column

    def _one_of(self, node: c.OneOf) -> pl.Expr:
        column = self._text(node.of)
        return column.is_in(self.meant(node.of, node.codes)) if node.codes else _no_where_known(column)

    def _starts_with(self, node: c.StartsWith) -> pl.Expr:
        return lies_under(self._text(node.of), self.cover(node.of, node.codes, node.code_set))

    def _listed(self, node: c.Listed) -> pl.Expr:
        on = self.days(node.on)
        column = self.raw(node.on_list, SPANS)
        if on.constant is not None:
            return column.list.eval(covers(on.constant)).list.any()
        day = f"!{canonical_text(node.on)}@{self.assessed or ''}/day"
        steps = self.columns.steps if self.line is None else self.line.steps
        steps[day] = on.column
        steps[f"{day}/{node.on_list}"] = OnListThen(f"{day}/{node.on_list}", node.on_list, day)
        return pl.col(f"{day}/{node.on_list}")

    def _catalogued(self, node: c.Catalogued) -> pl.Expr:
        on, code = self.days(node.on), self._text(node.of)
        if on.constant is not None:
            found = self.world.catalogue(node.catalogue, on.constant)
            return (
                NOT_KNOWN if isinstance(found, Missing) else lies_under(code, self.cover(node.of, tuple(found.value)))
            )
        by_span: dict[tuple[Any, Any], list[str]] = {}
        for span in self.world.spans(node.catalogue):
            by_span.setdefault((span.start, span.end), []).append(span.value)
        if not by_span:
            return NOT_KNOWN
        hits = [
            lies_under(code, self.cover(node.of, tuple(codes))) & within(Span(*ends), on.column)
            for ends, codes in by_span.items()
        ]
        return pl.when(on.column.is_not_null()).then(either(hits))

    def _holds(self, node: c.Holds) -> pl.Expr:
        found = self.compiled(node.of)
        if not isinstance(found, pl.Expr):
            raise NotInColumns("这里需要是否")
        return found

    def _known(self, node: c.Known) -> pl.Expr:
        columns = []
        for fact in node.facts:
            found = self.compiled(fact)
            columns.append(
                found.top if isinstance(found, Quantity) else found if isinstance(found, pl.Expr) else found.column
            )
        present = pl.all_horizontal(column.is_not_null() for column in columns) if columns else pl.lit(True)
        return pl.when(present).then(pl.lit(True))

    def _pairs_hold(self, node: c.PairsHold) -> pl.Expr:
        measures = self.numbers(node.measures)
        return either(
            [
                both(
                    [
                        q.compared(measure, test.word.operator, self.number(test.value))
                        for measure, test in zip(measures, row.tests, strict=True)
                    ]
                )
                for row in node.rows
            ]
        )

    def _awarded(self, node: c.Awarded) -> pl.Expr:
        left_out = {Relation.CO_PAYEE} if node.merged is Merged.COUNTS else {Relation.CO_PAYEE, Relation.MERGED}
        relations = tuple(relation.value for relation in Relation if relation not in left_out)
        passing = self.award_passes(node.within, relations, node.step, node.level)
        column = self.raw(f"awards:{node.family}", AWARDS)
        return NOT_KNOWN if passing is None else column.list.eval(passing).list.any()

    def _first_ever(self, node: c.FirstEver) -> pl.Expr:
        definition = self.vocabulary[node.of]
        period = self.period(node.period)
        if period is None or definition.kind is not Kind.ITEMS:
            return NOT_KNOWN
        column = self.raw(node.of, column_type(definition))
        days = column.list.eval(pl.element().struct.field(node.date_field))
        in_it = days.list.min().is_between(period.first_day, period.last_day)
        every_known = ~days.list.eval(pl.element().is_null()).list.any()
        return pl.when(column.list.len() == 0).then(pl.lit(False)).when(every_known).then(in_it)

    def _assessing(self, node: c.Assessing) -> pl.Expr:
        if self.assessed is None:
            return NOT_KNOWN
        return pl.lit(any(self.period(period) == self.assessed for period in node.periods))


def both(parts: list[pl.Expr]) -> pl.Expr:
    """Kleene's AND; of none: false."""
    return pl.all_horizontal(parts) if parts else pl.lit(False)


def either(parts: list[pl.Expr]) -> pl.Expr:
    """Kleene's OR; of none: false."""
    return pl.any_horizontal(parts) if parts else pl.lit(False)


def neither(parts: list[pl.Expr]) -> pl.Expr:
    """Kleene's NOR; of none: false."""
    return ~pl.any_horizontal(parts) if parts else pl.lit(False)


def _no_where_known(column: pl.Expr) -> pl.Expr:
    return pl.when(column.is_not_null()).then(pl.lit(False))


def _tested(left: pl.Expr, operator: Operator, right: pl.Expr) -> pl.Expr:
    return {
        Operator.GE: left >= right,
        Operator.GT: left > right,
        Operator.LE: left <= right,
        Operator.LT: left < right,
        Operator.EQ: left == right,
        Operator.NE: left != right,
    }[operator]


Conditions.TRUTHS.update(
    {
        c.AllOf: Conditions._all,
        c.AnyOf: Conditions._any,
        c.NoneOf: Conditions._none,
        c.Compare: Conditions._compare,
        c.OneOf: Conditions._one_of,
        c.StartsWith: Conditions._starts_with,
        c.Listed: Conditions._listed,
        c.Catalogued: Conditions._catalogued,
        c.Holds: Conditions._holds,
        c.Known: Conditions._known,
        c.PairsHold: Conditions._pairs_hold,
        c.Awarded: Conditions._awarded,
        c.FirstEver: Conditions._first_ever,
        c.Assessing: Conditions._assessing,
    }
)
