"""The kind of every expression, and everything about it that cannot be right."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from policies.rules import expressions as x
from policies.rules import tables as t
from policies.rules.conditions import Condition
from policies.rules.facts import NUMERIC, FactDefinition, Grain, Kind, Vocabulary
from policies.rules.periods import PeriodRef, fits
from policies.rules.problems import Problem, pointer, problem
from policies.rules.wording.terms import GRAINS, KINDS

_LIKE = {Kind.COUNT: Kind.NUMBER, Kind.TEXT: Kind.CODE}
PLAIN = frozenset({Kind.MONEY, Kind.NUMBER, Kind.RATIO, Kind.COUNT, Kind.TEXT, Kind.FLAG, Kind.DATE, Kind.CODE})


def alike(one: Kind, other: Kind) -> bool:
    """Whether two kinds may be compared, added, or stand for one another: counts and shares are both numbers."""
    kinds = {_LIKE.get(one, one), _LIKE.get(other, other)}
    return len(kinds) == 1 or (kinds == {Kind.NUMBER, Kind.RATIO} and Kind.COUNT not in (one, other))


class Kinds:
    """Works out kinds; `problems` grows with what is wrong."""

    FINDERS: ClassVar[dict[type, Callable[[Any, Any, str], Kind | None]]] = {}

    def __init__(self, vocabulary: Vocabulary, assessed: Grain) -> None:
        self.vocabulary, self.assessed = vocabulary, assessed
        self.problems: list[Problem] = []
        self.line: FactDefinition | None = None

    def fault(self, code: str, path: str, /, **named: Any) -> None:
        self.problems.append(problem(code, path, **named))

    def kind(self, node: x.Expression, path: str) -> Kind | None:
        """The kind of an expression at `path`; None when it has none, and then there is a problem that says why."""
        return self.FINDERS[type(node)](self, node, pointer(path, node.TAG))

    def condition(self, node: Condition, path: str) -> None:
        """Checks a condition inside an expression; the class that checks conditions does it."""
        raise NotImplementedError

    def expect(self, node: x.Expression, wanted: Kind, path: str) -> Kind | None:
        """The kind, with a problem when it is not like the wanted one."""
        found = self.kind(node, path)
        if found is not None and not alike(found, wanted):
            self.fault("wrong_kind", path, wanted=KINDS[wanted], found=KINDS[found])
        return found

    def same(self, parts: Iterable[tuple[x.Expression, str]], path: str) -> Kind | None:
        """The one kind of all parts, with a problem when there are several."""
        found: Kind | None = None
        for part, here in parts:
            kind = self.kind(part, here)
            if kind is None:
                continue
            if found is not None and not alike(found, kind):
                self.fault("mixed_kinds", path, left=KINDS[found], right=KINDS[kind])
                return None
            found = kind if found is None or found is Kind.COUNT else found
        return found

    def numeric(self, parts: Iterable[tuple[x.Expression, str]], path: str) -> Kind | None:
        """As `same`, and the kind must be a number."""
        kind = self.same(parts, path)
        if kind is not None and kind not in NUMERIC:
            self.fault("wrong_kind", path, wanted=KINDS[Kind.NUMBER], found=KINDS[kind])
            return None
        return kind

    def definition(self, code: str, path: str, *kinds: Kind) -> FactDefinition | None:
        """The definition of a fact of one of the kinds; None with a problem otherwise."""
        found = self.vocabulary.get(code)
        if found is None:
            self.fault("unknown_fact", path, code=code)
        elif kinds and found.kind not in kinds:
            self.fault("wrong_kind", path, wanted="、".join(KINDS[kind].zh for kind in kinds), found=KINDS[found.kind])
            return None
        return found

    def period(self, definition: FactDefinition, ref: PeriodRef | None, path: str) -> None:
        """Checks that a fact is asked for a period of its own length, which the assessed period can reach."""
        grain = GRAINS[definition.grain]
        if ref is None and definition.grain is not Grain.NONE:
            self.fault("period_missing", path, code=definition.code, grain=grain)
        elif ref is not None and definition.grain is Grain.NONE:
            self.fault("period_not_wanted", path, code=definition.code)
        elif ref is not None and ref.grain is not definition.grain:
            self.fault("wrong_grain", path, code=definition.code, grain=grain, period=ref)
        if ref is not None:
            self.reach(ref, path)

    def reach(self, ref: PeriodRef, path: str) -> None:
        """Checks that the assessed period is fine enough for the pointer."""
        if ref.needs is not Grain.NONE and self.assessed is Grain.NONE:
            self.fault("needs_assessed_period", path)
        elif not fits(ref, self.assessed):
            self.fault("period_too_fine", path, assessed=GRAINS[self.assessed], period=ref)

    def assessed_needed(self, path: str) -> None:
        if self.assessed is Grain.NONE:
            self.fault("needs_assessed_period", path)

    def field(self, name: str, path: str) -> FactDefinition | None:
        """The definition of a field of the lines looked at."""
        if self.line is None:
            self.fault("field_outside_lines", path, field=name)
            return None
        fields = self.line.fields or {}
        if name not in fields:
            self.fault("unknown_field", path, items=self.line.code, field=name, known=", ".join(fields))
        return fields.get(name)


class PlainKinds(Kinds):
    """The kinds of expressions that are not tables."""

    def _fact(self, node: x.FactAt, path: str) -> Kind | None:
        definition = self.definition(node.code, path, *sorted(PLAIN))
        if definition is None:
            return None
        self.period(definition, node.period, path)
        return definition.kind

    def _field(self, node: x.Field, path: str) -> Kind | None:
        definition = self.field(node.name, path)
        return definition.kind if definition else None

    def _moment(self, node: x.Moment, path: str) -> Kind | None:
        if node.name in (x.MomentName.PERIOD_START, x.MomentName.PERIOD_END):
            self.assessed_needed(path)
        return Kind.DATE

    def _shifted(self, node: x.ShiftedDay, path: str) -> Kind | None:
        self.expect(node.of, Kind.DATE, pointer(path, "of"))
        return Kind.DATE

    def _elapsed(self, node: x.Elapsed, path: str) -> Kind | None:
        self.expect(node.since, Kind.DATE, pointer(path, "since"))
        self.expect(node.until, Kind.DATE, pointer(path, "until"))
        return Kind.COUNT

    def _parts(self, node: Any, path: str) -> list[tuple[x.Expression, str]]:
        least = 1 if isinstance(node, (x.Add, x.Multiply)) else 2
        if len(node.parts) < least or (isinstance(node, x.Divide) and len(node.parts) != 2):
            self.fault("too_few_parts", path, wanted=least, found=len(node.parts))
            return []
        return [(part, pointer(path, index)) for index, part in enumerate(node.parts)]

    def _alike(self, node: Any, path: str) -> Kind | None:
        return self.numeric(self._parts(node, path), path)

    def _multiply(self, node: x.Multiply, path: str) -> Kind | None:
        kinds = [self.numeric([part], path) for part in self._parts(node, path)]
        if kinds.count(Kind.MONEY) > 1:
            self.fault("wrong_product", path, left=KINDS[Kind.MONEY], right=KINDS[Kind.MONEY])
        if Kind.MONEY in kinds:
            return Kind.MONEY
        return Kind.RATIO if Kind.RATIO in kinds and Kind.COUNT not in kinds else Kind.NUMBER

    def _divide(self, node: x.Divide, path: str) -> Kind | None:
        parts = self._parts(node, path)
        if not parts:
            return None
        over, under = (self.numeric([part], path) for part in parts)
        if over is not Kind.MONEY and under is Kind.MONEY:
            self.fault("wrong_product", path, left=KINDS[over or Kind.NUMBER], right=KINDS[Kind.MONEY])
            return None
        return Kind.MONEY if over is Kind.MONEY and under is not Kind.MONEY else Kind.RATIO

    def _whole_steps(self, node: x.WholeSteps, path: str) -> Kind | None:
        self.numeric([(node.of, pointer(path, "of")), (node.step, pointer(path, "step"))], path)
        if isinstance(node.step, (x.Yuan, x.Number, x.Ratio)) and node.step.value <= 0:
            self.fault("step_not_positive", pointer(path, "step"))
        return Kind.COUNT

    def _growth(self, node: x.Growth, path: str) -> Kind | None:
        definition = self.definition(node.of, pointer(path, "of"), *sorted(NUMERIC))
        if definition is not None:
            self.period(definition, node.at, pointer(path, "at"))
            self.period(definition, node.base, pointer(path, "base"))
        return Kind.RATIO

    def _over_periods(self, node: x.OverPeriods, path: str) -> Kind | None:
        definition = self.definition(node.of, pointer(path, "of"), *sorted(NUMERIC))
        if definition is None:
            return None
        self.period(definition, node.first, pointer(path, "first"))
        self.period(definition, node.last, pointer(path, "last"))
        if node.first.needs is node.last.needs and node.first.offset > node.last.offset:
            self.fault("wrong_order", path, first=node.first, last=node.last)
        return definition.kind

    def _lines(self, node: x.Lines, path: str) -> Kind | None:
        outer, self.line = self.line, self.definition(node.of, pointer(path, "of"), Kind.ITEMS)
        kind: Kind | None = Kind.COUNT
        if self.line is not None:
            if node.where is not None:
                self.condition(node.where, pointer(path, "where"))
            if node.distinct is not None:
                key = self.field(node.distinct, pointer(path, "distinct"))
                if node.unused is not None and key is not None and key.kind not in (Kind.TEXT, Kind.CODE):
                    self.fault("wrong_kind", pointer(path, "distinct"), wanted=KINDS[Kind.TEXT], found=KINDS[key.kind])
            elif node.unused is not None:
                self.fault("missing_key", path, key="distinct")
            if node.take is not x.LineTake.COUNT:
                if node.each is None:
                    self.fault("missing_key", path, key="each")
                kind = None if node.each is None else self.kind(node.each, pointer(path, "each"))
        self.line = outer
        return kind

    def _interest(self, node: x.Accrued, path: str) -> Kind | None:
        outer, self.line = self.line, self.definition(node.of, pointer(path, "of"), Kind.ITEMS)
        if self.line is not None:
            for name, key in ((node.since, "since"), (node.until, "until")):
                day = self.field(name, pointer(path, key))
                if day is not None and day.kind is not Kind.DATE:
                    self.fault("wrong_kind", pointer(path, key), wanted=KINDS[Kind.DATE], found=KINDS[day.kind])
            if node.where is not None:
                self.condition(node.where, pointer(path, "where"))
            self.expect(node.balance, Kind.MONEY, pointer(path, "balance"))
            self.expect(node.rate, Kind.RATIO, pointer(path, "rate"))
        self.line = outer
        self.expect(node.first, Kind.DATE, pointer(path, "first"))
        self.expect(node.last, Kind.DATE, pointer(path, "last"))
        if node.principal_cap is not None:
            self.expect(node.principal_cap, Kind.MONEY, pointer(path, "principal_cap"))
        return Kind.MONEY

    def _series(self, node: x.SeriesOn, path: str) -> Kind | None:
        self.definition(node.of, pointer(path, "of"), Kind.SERIES)
        self.expect(node.on, Kind.DATE, pointer(path, "on"))
        return Kind.RATIO

    def _received(self, node: x.Received, path: str) -> Kind | None:
        if node.within is not x.Within.EVER:
            self.assessed_needed(pointer(path, "within"))
        return Kind.MONEY

    def _choose(self, node: t.Choose, path: str) -> Kind | None:
        for index, branch in enumerate(node.branches):
            self.condition(branch.when, f"{path}/branches/{index}/when")
        thens = [(branch.then, f"{path}/branches/{index}/then") for index, branch in enumerate(node.branches)]
        return self.same([*thens, (node.otherwise, pointer(path, "otherwise"))], path)


def _literal(kind: Kind) -> Callable[[Any, Any, str], Kind | None]:
    return lambda _self, _node, _path: kind


Kinds.FINDERS.update(
    {
        x.Yuan: _literal(Kind.MONEY),
        x.Ratio: _literal(Kind.RATIO),
        x.Number: _literal(Kind.NUMBER),
        x.Day: _literal(Kind.DATE),
        x.Code: _literal(Kind.CODE),
        x.FactAt: PlainKinds._fact,
        x.Field: PlainKinds._field,
        x.Moment: PlainKinds._moment,
        x.ShiftedDay: PlainKinds._shifted,
        x.Elapsed: PlainKinds._elapsed,
        x.Add: PlainKinds._alike,
        x.Subtract: PlainKinds._alike,
        x.Highest: PlainKinds._alike,
        x.Lowest: PlainKinds._alike,
        x.Multiply: PlainKinds._multiply,
        x.Divide: PlainKinds._divide,
        x.WholeSteps: PlainKinds._whole_steps,
        x.Growth: PlainKinds._growth,
        x.OverPeriods: PlainKinds._over_periods,
        x.Lines: PlainKinds._lines,
        x.Accrued: PlainKinds._interest,
        x.SeriesOn: PlainKinds._series,
        x.Received: PlainKinds._received,
        t.Choose: PlainKinds._choose,
    }
)
