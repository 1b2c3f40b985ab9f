"""Whether comparisons with constants can hold together, and whether one row of a table implies another."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from policies.rules.comparisons import Operator
from policies.rules.expressions import Expression
from policies.rules.tables import Test

_LOWER = (Operator.GE, Operator.GT, Operator.EQ)
_UPPER = (Operator.LE, Operator.LT, Operator.EQ)


def may_hold_together(tests: Iterable[tuple[Expression, Test]]) -> bool:
    """False only when some measure can surely not pass all its tests with constants at once."""
    by_measure: dict[Expression, list[Test]] = {}
    for measure, test in tests:
        by_measure.setdefault(measure, []).append(test)
    return all(_not_empty(found) for found in by_measure.values())


def _not_empty(tests: list[Test]) -> bool:
    lows = [
        (constant, test.word.operator is Operator.GT)
        for test in tests
        if test.word.operator in _LOWER and (constant := constant_of(test.value)) is not None
    ]
    highs = [
        (constant, test.word.operator is Operator.LT)
        for test in tests
        if test.word.operator in _UPPER and (constant := constant_of(test.value)) is not None
    ]
    return not any(
        low > high or (low == high and (low_open or high_open))
        for low, low_open in lows
        for high, high_open in highs
        if type(low) is type(high)
    )


def row_covers(one: tuple[Test, ...], other: tuple[Test, ...]) -> bool:
    """Whether everything that passes the second row passes the first as well."""
    return all(_implied(test, by) for test, by in zip(one, other, strict=True))


def _implied(test: Test, by: Test) -> bool:
    """Whether passing `by` implies passing `test`: both bound from one side, and `test` is the wider."""
    mine, others = constant_of(test.value), constant_of(by.value)
    if mine is None or others is None or type(mine) is not type(others):
        return False
    operator, strict = test.word.operator, by.word.operator
    if operator in (Operator.GE, Operator.GT) and strict in _LOWER:
        return bool(others > mine or (others == mine and (operator is Operator.GE or strict is Operator.GT)))
    if operator in (Operator.LE, Operator.LT) and strict in _UPPER:
        return bool(others < mine or (others == mine and (operator is Operator.LE or strict is Operator.LT)))
    return test.word.operator is strict and mine == others


def constant_of(node: Expression) -> Any:
    """The value of a literal number or day; None for anything else."""
    value = getattr(node, "value", None)
    return value if isinstance(value, (Decimal, date)) else None
