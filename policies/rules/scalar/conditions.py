"""The truth of conditions in Kleene's three values, each with the facts it looked at."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, cast

from policies.rules import conditions as c
from policies.rules.comparisons import Operator
from policies.rules.expressions import Code, Expression, Field, Lines, LineTake, Merged
from policies.rules.scalar.ground import Lacking
from policies.rules.scalar.tables import Tables
from policies.rules.values import Missing, Relation, Value
from policies.rules.verdicts import Trace, Truth


def both(truths: Sequence[Truth]) -> Truth:
    """Kleene's AND of several; of none: FALSE, for an empty group matches nobody."""
    if not truths or Truth.FALSE in truths:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.TRUE


def either(truths: Sequence[Truth]) -> Truth:
    """Kleene's OR of several; of none: FALSE."""
    if Truth.TRUE in truths:
        return Truth.TRUE
    return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.FALSE


def negated(truth: Truth) -> Truth:
    """Kleene's NOT."""
    return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}[truth]


def neither(truths: Sequence[Truth]) -> Truth:
    """Kleene's NOR of several; of none: FALSE, for an empty group matches nobody."""
    return negated(either(truths)) if truths else Truth.FALSE


class Conditions(Tables):
    """Adds the truth of every condition: the whole language."""

    GROUPS: ClassVar[dict[type, Callable[[Sequence[Truth]], Truth]]] = {
        c.AllOf: both,
        c.AnyOf: either,
        c.NoneOf: neither,
    }
    LEAVES: ClassVar[dict[type, Callable[[Any, Any], bool]]] = {}

    def truth(self, node: c.Condition, path: str = "") -> Trace:
        """The truth of a condition with its trace; a missing fact makes it UNKNOWN, never an error."""
        if isinstance(node, (c.AllOf, c.AnyOf, c.NoneOf)):
            return self._group(node, f"{path}/{node.TAG}")
        looked, here = self.looked, f"{path}/{node.TAG}"
        number = None if looked is None else looked.numbers.get(id(node))
        if looked is None or number is None:
            return self._leaf(node, here)
        kept = looked.found.get((number, self.assessed))
        if kept is None:
            kept = looked.found[number, self.assessed] = self._leaf(node, here)
            return kept
        self.seen.extend(kept.seen)
        if kept.path == here and kept.node is node:
            return kept
        return Trace(here, node, kept.truth, (), kept.left, kept.right, kept.seen, kept.missing)

    def _leaf(self, node: c.Condition, path: str) -> Trace:
        outer, self.seen = self.seen, []
        left = right = None
        try:
            if isinstance(node, c.Compare):
                left, right = self._sides(node)
                truth = Truth.TRUE if self._compared(node, left, right) else Truth.FALSE
            else:
                truth = Truth.TRUE if self.LEAVES[type(node)](self, node) else Truth.FALSE
            missing: tuple[Missing, ...] = ()
        except Lacking as lacking:
            truth, missing = Truth.UNKNOWN, lacking.missing
        looked_at, self.seen = tuple(dict.fromkeys(self.seen)), outer
        self.seen.extend(looked_at)
        return Trace(path, node, truth, (), left, right, looked_at, missing)

    def _group(self, node: c.AllOf | c.AnyOf | c.NoneOf, path: str) -> Trace:
        parts = tuple(self.truth(part, f"{path}/{index}") for index, part in enumerate(node.parts))
        truth = self.GROUPS[type(node)]([part.truth for part in parts])
        missing: tuple[Missing, ...] = ()
        if truth is Truth.UNKNOWN:
            named = (one for part in parts if part.truth is Truth.UNKNOWN for one in part.missing)
            missing = tuple(dict.fromkeys(named))
        return Trace(path, node, truth, parts, missing=missing)

    def _sides(self, node: c.Compare) -> tuple[Value, Value]:
        """Both compared values; Lacking names what is missing on either side."""
        found: list[Value] = []
        missing: list[Missing] = []
        for side in (node.left, node.right):
            try:
                found.append(self.value(side))
            except Lacking as lacking:
                missing.extend(lacking.missing)
        if missing:
            raise Lacking(*missing)
        return found[0], found[1]

    def _compared(self, node: c.Compare, left: Value, right: Value) -> bool:
        operator = node.word.operator
        if isinstance(node.right, Code) and operator in (Operator.EQ, Operator.NE):
            return self.is_one_of(left, node.left, (node.right.value,)) is (operator is Operator.EQ)
        return operator.holds(left, right)

    def _text(self, node: Expression) -> str:
        return cast(str, self.value(node))

    def _one_of(self, node: c.OneOf) -> bool:
        return self.is_one_of(self._text(node.of), node.of, node.codes)

    def _starts_with(self, node: c.StartsWith) -> bool:
        return self.lies_under(self._text(node.of), node.of, node.codes, node.code_set)

    def _listed(self, node: c.Listed) -> bool:
        return self.in_list(node.on_list, self.day(node.on))

    def _catalogued(self, node: c.Catalogued) -> bool:
        code = self._text(node.of)
        return self.lies_under(code, node.of, self.catalogue(node.catalogue, self.day(node.on)))

    def _holds(self, node: c.Holds) -> bool:
        return self.value(node.of) is True

    def _known(self, node: c.Known) -> bool:
        missing: list[Missing] = []
        for fact in node.facts:
            try:
                self.value(fact)
            except Lacking as lacking:
                missing.extend(lacking.missing)
        if missing:
            raise Lacking(*missing)
        return True

    def _pairs_hold(self, node: c.PairsHold) -> bool:
        """Kleene's OR over the rows, each the AND of its tests, so that one undefined measure need not decide."""
        rows = [
            c.AllOf(
                tuple(
                    c.Compare(measure, test.word, test.value)
                    for measure, test in zip(node.measures, row.tests, strict=True)
                )
            )
            for row in node.rows
        ]
        trace = self.truth(c.AnyOf(tuple(rows)))
        if trace.truth is Truth.UNKNOWN:
            raise Lacking(*trace.missing)
        return trace.truth is Truth.TRUE

    def _awarded(self, node: c.Awarded) -> bool:
        relations = [relation for relation in Relation if relation is not Relation.CO_PAYEE]
        found = [
            award
            for award in self.awards_within(node.family, node.within, relations)
            if node.step in (None, award.step) and node.level in (None, award.level)
        ]
        own = [award for award in found if award.relation is not Relation.MERGED]
        if node.merged is Merged.REVIEW and len(found) > len(own):
            self.reviews_raised.append("merged_predecessor_was_paid")
        return bool(found if node.merged is Merged.COUNTS else own)

    def _first_ever(self, node: c.FirstEver) -> bool:
        """No line at all is not a first time: it is false."""
        period = self.period(node.period, node.of)
        if not self.lines(node.of):
            return False
        first = self.value(Lines(node.of, LineTake.MIN, Field(node.date_field)))
        return period.contains(cast(Any, first))

    def _assessing(self, node: c.Assessing) -> bool:
        if self.assessed is None:
            raise Lacking(Missing("assessed"))
        return any(self.period(period) == self.assessed for period in node.periods)


Conditions.LEAVES.update(
    {
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
