"""Between what an amount must lie while some of its facts are missing."""

from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import TypeAlias

from policies.rules import expressions as x
from policies.rules import tables as t
from policies.rules.scalar.conditions import Conditions
from policies.rules.scalar.ground import Lacking
from policies.rules.verdicts import Truth

End: TypeAlias = Fraction | None


@dataclass(frozen=True, slots=True)
class Range:
    """A closed interval; None: open at that end."""

    low: End
    high: End


ANYTHING = Range(None, None)
ZERO = Fraction(0)


def range_of(ground: Conditions, node: x.Expression) -> Range:
    """The interval that every completion of the missing facts stays in; conservative, never too narrow."""
    try:
        value = ground.number(node)
    except Lacking:
        return _open_range(ground, node)
    return Range(value, value)


def _open_range(ground: Conditions, node: x.Expression) -> Range:
    if isinstance(node, t.Choose):
        return _choose(ground, node)
    if isinstance(node, t.Cap):
        return _cap(ground, node)
    if isinstance(node, t.Tiers):
        return _tiers(ground, node)
    if isinstance(node, t.Pairs):
        return _union(
            [Range(ZERO, ZERO), *(range_of(ground, row.then) for row in node.rows)], node.hit is not t.Hit.SUM
        )
    if isinstance(node, t.Grid):
        return _union([Range(ZERO, ZERO), *(range_of(ground, cell) for row in node.cells for cell in row)])
    if isinstance(node, (x.Add, x.Multiply, x.Highest, x.Lowest, x.Subtract)):
        return _arithmetic(node, [range_of(ground, part) for part in node.parts])
    if isinstance(node, x.Received):
        return Range(ZERO, None)
    return ANYTHING


def _choose(ground: Conditions, node: t.Choose) -> Range:
    """The branches that may still be the one."""
    possible = []
    for branch in node.branches:
        truth = ground.truth(branch.when).truth
        if truth is not Truth.FALSE:
            possible.append(range_of(ground, branch.then))
        if truth is Truth.TRUE:
            return _union(possible)
    return _union([*possible, range_of(ground, node.otherwise)])


def _cap(ground: Conditions, node: t.Cap) -> Range:
    of, limit = range_of(ground, node.of), range_of(ground, node.limit)
    highs = [high for high in (of.high, limit.high) if high is not None]
    known = node.scope is t.CapScope.ITEM and of.low is not None and limit.low is not None
    low = max(min(of.low, limit.low), ZERO) if known and of.low is not None and limit.low is not None else ZERO
    return Range(low, max(min(highs), ZERO) if highs else None)


def _tiers(ground: Conditions, node: t.Tiers) -> Range:
    thens = _union([Range(ZERO, ZERO), *(range_of(ground, band.then) for band in node.bands)])
    if node.mode is t.TierMode.FIXED:
        return thens
    if node.mode is t.TierMode.WHOLE_RATE:
        base = range_of(ground, node.of if node.on is None else node.on)
        return _product([base, thens])
    return ANYTHING


def _arithmetic(node: x.Add | x.Multiply | x.Highest | x.Lowest | x.Subtract, parts: list[Range]) -> Range:
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    if isinstance(node, x.Multiply):
        return _product(parts)
    if isinstance(node, x.Add):
        return Range(_sum(lows), _sum(highs))
    if isinstance(node, x.Subtract):
        return Range(_difference(lows[0], _sum(highs[1:])), _difference(highs[0], _sum(lows[1:])))
    some_low, some_high = [low for low in lows if low is not None], [high for high in highs if high is not None]
    if isinstance(node, x.Highest):
        return Range(max(some_low) if some_low else None, max(some_high) if len(some_high) == len(highs) else None)
    return Range(min(some_low) if len(some_low) == len(lows) else None, min(some_high) if some_high else None)


def _product(parts: list[Range]) -> Range:
    """Of ranges that do not go below 0; anything otherwise."""
    if any(part.low is None or part.low < 0 for part in parts):
        return ANYTHING
    highs = [part.high for part in parts if part.high is not None]
    return Range(
        prod([part.low or ZERO for part in parts], start=Fraction(1)),
        prod(highs, start=Fraction(1)) if len(highs) == len(parts) else None,
    )


def _union(parts: list[Range], one_of_them: bool = True) -> Range:
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    some_low, some_high = [low for low in lows if low is not None], [high for high in highs if high is not None]
    low = min(some_low) if len(some_low) == len(lows) else None
    if len(some_high) < len(highs):
        return Range(low, None)
    return Range(low, max(some_high) if one_of_them else sum(some_high, ZERO))


def _sum(ends: list[End]) -> End:
    known = [end for end in ends if end is not None]
    return sum(known, ZERO) if len(known) == len(ends) else None


def _difference(one: End, other: End) -> End:
    return None if one is None or other is None else one - other
