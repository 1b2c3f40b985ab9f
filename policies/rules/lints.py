"""What is allowed but should be looked at before publication: gaps, cliffs, taxes, missing sources."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from policies.rules import conditions as c
from policies.rules import expressions as x
from policies.rules import tables as t
from policies.rules.facts import FactDefinition, Kind, Vocabulary
from policies.rules.line_lints import line_lints
from policies.rules.money_lints import money_lints
from policies.rules.payment_lints import payment_lints
from policies.rules.problems import Problem, Severity, pointer, problem
from policies.rules.reaching import may_hold_together, row_covers
from policies.rules.syntax import Rule
from policies.rules.table_kinds import CONSTANTS
from policies.rules.walking import walk

WARNING, REVIEW = Severity.WARNING, Severity.REVIEW


def lints(rule: Rule, vocabulary: Vocabulary) -> list[Problem]:
    """All lints of a rule that has no errors, in the order of their places."""
    found: list[Problem] = []
    for node, path in walk(rule):
        if isinstance(node, t.Tiers):
            found.extend(_tiers(node, path))
        elif isinstance(node, t.Pairs):
            found.extend(_pairs(node, path))
        elif isinstance(node, t.Grid):
            found.extend(_axis(node.rows, f"{path}/rows"))
            found.extend(_axis(node.columns, f"{path}/columns"))
        elif isinstance(node, t.Ladder):
            found.extend(_ladder(node, path))
        elif isinstance(node, (c.AllOf, c.AnyOf, c.NoneOf)):
            found.extend(_group(node, path))
        elif isinstance(node, x.Growth) and vocabulary[node.of].kind is Kind.RATIO:
            found.append(problem("growth_of_ratio", path, WARNING))
        found.extend(line_lints(node, path, vocabulary))
    found.extend(_facts(rule, vocabulary))
    found.extend(_rule(rule))
    found.extend(money_lints(rule, vocabulary))
    return list(dict.fromkeys(found))


def _number(node: x.Expression | None) -> Decimal:
    value = getattr(node, "value", None)
    return value if isinstance(value, Decimal) else Decimal(0)


def _tiers(node: t.Tiers, path: str) -> Iterator[Problem]:
    """Gaps and overlaps between bands with ends, bands out of order, and amounts that jump or fall at a start."""
    for index in range(1, len(node.bands)):
        before, band, here = node.bands[index - 1], node.bands[index], f"{path}/bands/{index}"
        start = _number(band.start)
        if start <= _number(before.start):
            yield problem("band_order", here, number=index + 1)
            continue
        if before.until is not None:
            end = _number(before.until)
            if end > start or (end == start and before.until_is.includes and band.start_is.includes):
                yield problem("band_overlap", here, number=index + 1)
            elif end < start or (not before.until_is.includes and not band.start_is.includes):
                yield problem("band_gap", here, number=index + 1)
        if _number(band.then) < _number(before.then):
            yield problem("band_falls", here, WARNING, number=index + 1)
        elif node.mode is t.TierMode.WHOLE_RATE and node.on is None and _number(band.then) > _number(before.then):
            below, above = start * _number(before.then), start * _number(band.then)
            yield problem("band_cliff", here, WARNING, number=index + 1, below=_plain(below), above=_plain(above))
    last = len(node.bands) - 1
    if last >= 0 and node.bands[last].until is not None:
        yield problem("band_ends", f"{path}/bands/{last}/until", WARNING, end=_plain(_number(node.bands[last].until)))


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _pairs(node: t.Pairs, path: str) -> Iterator[Problem]:
    """Rows that an earlier row always shadows, and rows that may both match where only one may."""
    for later in range(1, len(node.rows)):
        for earlier in range(later):
            one, other = node.rows[earlier].tests, node.rows[later].tests
            here = f"{path}/rows/{later}"
            if node.hit is t.Hit.FIRST and row_covers(one, other):
                yield problem("pairs_unreachable", here, WARNING, number=later + 1)
                break
            if node.hit is t.Hit.UNIQUE and may_hold_together(
                [*zip(node.measures, one, strict=True), *zip(node.measures, other, strict=True)]
            ):
                yield problem("pairs_overlap", here, number=earlier + 1, other=later + 1)


def _axis(bands: tuple[t.AxisBand, ...], path: str) -> Iterator[Problem]:
    """Starts out of order, where the last one reached would not be the highest; codes that an earlier band has."""
    for index in range(1, len(bands)):
        before, band, here = bands[:index], bands[index], f"{path}/{index}"
        if band.start is not None and before[-1].start is not None and _number(band.start) <= _number(before[-1].start):
            yield problem("axis_order", here, number=index + 1)
        for code in band.codes:
            if any(code.startswith(earlier) for one in before for earlier in one.codes):
                yield problem("axis_shadowed", f"{here}/codes", WARNING, number=index + 1, code=code)


def _ladder(node: t.Ladder, path: str) -> Iterator[Problem]:
    for index in range(1, len(node.steps)):
        if _number(node.steps[index].amount) <= _number(node.steps[index - 1].amount):
            yield problem("ladder_falls", f"{path}/steps/{index}", WARNING, step=node.steps[index].step)


def _group(node: c.AllOf | c.AnyOf | c.NoneOf, path: str) -> Iterator[Problem]:
    """The same condition twice, and comparisons that exclude each other."""
    for index, part in enumerate(node.parts):
        if part in node.parts[:index]:
            yield problem("same_condition_twice", pointer(path, index), WARNING)
    if isinstance(node, c.AllOf):
        tests = [(part.left, t.Test(part.word, part.right)) for part in node.parts if isinstance(part, c.Compare)]
        if not may_hold_together(tests):
            yield problem("never_true", path)


def _facts(rule: Rule, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Facts without a source, and rewards that rest on taxes or on the registered place; each fact once."""
    told: set[str] = set()
    for node, path in walk(rule):
        if isinstance(node, x.Divide) and not isinstance(node.parts[1], CONSTANTS):
            yield problem("may_divide_by_zero", path, WARNING)
        for code in _codes_of(node):
            definition: FactDefinition | None = vocabulary.get(code)
            if definition is None or code in told:
                continue
            told.add(code)
            if not definition.source:
                yield problem("no_source", path, label=definition.label)
            if definition.tax_linked:
                yield problem("tax_linked", path, REVIEW, label=definition.label)
            if definition.place_linked:
                yield problem("place_linked", path, REVIEW, label=definition.label)


def _codes_of(node: Any) -> Iterator[str]:
    if isinstance(node, x.FactAt):
        yield node.code
    elif isinstance(node, (x.Growth, x.OverPeriods, x.Lines, x.SeriesOn, t.Ladder, c.FirstEver)):
        yield node.of
    elif isinstance(node, c.Listed):
        yield node.on_list
    elif isinstance(node, c.Catalogued):
        yield node.catalogue


def _rule(rule: Rule) -> Iterator[Problem]:
    if not rule.budget_line and rule.amount is not None:
        yield problem("no_budget_line", "/budget_line", WARNING)
    yield from payment_lints(rule)
    if not rule.family and any(isinstance(node, (x.Received, t.Ladder, c.Awarded)) for node, _ in walk(rule)):
        yield problem("no_family", "/family", WARNING)
