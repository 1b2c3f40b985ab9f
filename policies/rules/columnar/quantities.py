"""Exact fractions of columns: integers over integers in 64 or 128 bits, with bounds that rule out overflow."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

import polars as pl

from policies.rules.comparisons import Operator

NARROW = 2**62  # what surely fits in Int64
WIDE = 2**126  # what surely fits in Int128


class NotInColumns(Exception):
    """The rule, or a part of it, is beyond the column engine; the scalar evaluation must do it. Says why."""


@dataclass(frozen=True)
class Quantity:
    """top / (scale × under), with |top| ≤ bound, scale a positive constant, 0 < under ≤ under_bound (or no under).

    Null in `top` or `under` is: unknown.
    """

    top: pl.Expr
    bound: int
    scale: int = 1
    under: pl.Expr | None = None
    under_bound: int = 1
    constant: Fraction | None = None


def literal(value: Fraction) -> Quantity:
    """A constant."""
    return Quantity(whole(value.numerator), abs(value.numerator), value.denominator, constant=value)


def whole(value: int) -> pl.Expr:
    """A constant integer, in 64 bits where it fits."""
    return pl.lit(value, dtype=pl.Int64 if abs(value) < NARROW else pl.Int128)


UNKNOWN = Quantity(pl.lit(None, dtype=pl.Int64), 0)


def _room(top: pl.Expr, bound: int) -> pl.Expr:
    """The expression in a type that has room for results up to `bound`."""
    if bound >= WIDE:
        raise NotInColumns("数值过大，超出128位整数的范围")
    return top if bound < NARROW else top.cast(pl.Int128)


def _times(top: pl.Expr, bound: int, factor: int) -> pl.Expr:
    return top if factor == 1 else _room(top, bound * factor) * whole(factor)


def _aligned(one: Quantity, other: Quantity) -> tuple[pl.Expr, pl.Expr, int, int, int]:
    """Both tops over one denominator: (top, top, scale, bound, bound)."""
    scale = lcm(one.scale, other.scale)
    tops, bounds = [], []
    for mine, others in ((one, other), (other, one)):
        factor = scale // mine.scale
        bound = mine.bound * factor * others.under_bound
        top = _times(_room(mine.top, bound), mine.bound, factor)
        tops.append(top if others.under is None else top * _room(others.under, bound))
        bounds.append(bound)
    return tops[0], tops[1], scale, bounds[0], bounds[1]


def _unders(one: Quantity, other: Quantity) -> tuple[pl.Expr | None, int]:
    bound = one.under_bound * other.under_bound
    if one.under is None or other.under is None:
        return one.under if other.under is None else other.under, bound
    return _room(one.under, bound) * _room(other.under, bound), bound


def add(one: Quantity, other: Quantity) -> Quantity:
    """The exact sum."""
    left, right, scale, bound, other_bound = _aligned(one, other)
    total = bound + other_bound
    under, under_bound = _unders(one, other)
    return Quantity(_room(left, total) + _room(right, total), total, scale, under, under_bound)


def negative(one: Quantity) -> Quantity:
    """The exact opposite."""
    if one.constant is not None:
        return literal(-one.constant)
    return Quantity(whole(0) - one.top, one.bound, one.scale, one.under, one.under_bound)


def multiply(one: Quantity, other: Quantity) -> Quantity:
    """The exact product."""
    bound, scale = one.bound * other.bound, one.scale * other.scale
    under, under_bound = _unders(one, other)
    constant = None if one.constant is None or other.constant is None else one.constant * other.constant
    if constant is not None:
        return literal(constant)
    for fixed, free in ((one, other), (other, one)):
        if fixed.constant is not None:  # shorten 3/200 × x/100 by what the numbers share
            shared = gcd(abs(fixed.constant.numerator) or 1, free.scale)
            factor = fixed.constant.numerator // shared
            top = _room(free.top, free.bound * max(abs(factor), 1)) * whole(factor)
            return Quantity(top, free.bound * abs(factor), fixed.scale * (free.scale // shared), under, under_bound)
    return Quantity(_room(one.top, bound) * _room(other.top, bound), bound, scale, under, under_bound)


def divide(one: Quantity, other: Quantity) -> Quantity:
    """The exact quotient; null where the divisor is 0."""
    if other.constant is not None:
        return UNKNOWN if other.constant == 0 else multiply(one, literal(1 / other.constant))
    above, below = other.top > 0, other.top < 0
    sign = pl.when(above).then(whole(other.scale)).when(below).then(whole(-other.scale))
    size = pl.when(above).then(other.top).when(below).then(whole(0) - other.top)
    inverse = Quantity(sign, other.scale, 1, size, max(other.bound, 1))
    if other.under is not None:
        bound = other.scale * other.under_bound
        inverse = Quantity(_room(inverse.top, bound) * _room(other.under, bound), bound, 1, size, max(other.bound, 1))
    return multiply(one, inverse)


def growth(now: Quantity, base: Quantity) -> Quantity:
    """(now − base) / base; null where the base is not above 0. Both must be plain columns of one scale."""
    rise = add(now, negative(base))
    positive = base.top > 0
    return Quantity(
        pl.when(positive).then(rise.top), rise.bound, 1, pl.when(positive).then(base.top), max(base.bound, 1)
    )


def compared(one: Quantity, operator: Operator, other: Quantity) -> pl.Expr:
    """The exact comparison; null where either side is."""
    left, right, _, _, _ = _aligned(one, other)
    tests = {
        Operator.GE: left >= right,
        Operator.GT: left > right,
        Operator.LE: left <= right,
        Operator.LT: left < right,
        Operator.EQ: left == right,
        Operator.NE: left != right,
    }
    if one.constant is not None and other.constant is not None:
        return pl.lit(operator.holds(one.constant, other.constant))
    return tests[operator]


def extreme(parts: Sequence[Quantity], *, highest: bool) -> Quantity:
    """The highest or lowest; null where any part is."""
    return reduce(lambda one, other: _extreme(one, other, highest=highest), parts)


def _extreme(one: Quantity, other: Quantity, *, highest: bool) -> Quantity:
    left, right, scale, bound, other_bound = _aligned(one, other)
    top_bound = max(bound, other_bound)
    left, right = _room(left, top_bound), _room(right, top_bound)
    under, under_bound = _unders(one, other)
    chosen_one = pl.max_horizontal(left, right) if highest else pl.min_horizontal(left, right)
    top = pl.when(left.is_not_null() & right.is_not_null()).then(chosen_one)
    return Quantity(top, top_bound, scale, under, under_bound)


def whole_steps(of: Quantity, step: Quantity) -> Quantity:
    """How many whole steps fit; null where the step is not above 0."""
    if step.constant is not None and step.constant <= 0:
        return UNKNOWN
    left, right, _, bound, other_bound = _aligned(of, step)
    room = max(bound, other_bound)
    right = pl.when(right > 0).then(right) if step.constant is None else right
    steps = bound if step.constant is None else int(of.bound / (of.scale * step.constant)) + 1
    return Quantity(_room(left, room) // _room(right, room), min(bound, steps))


def chosen(cases: Sequence[tuple[pl.Expr, Quantity]], otherwise: Quantity) -> Quantity:
    """The quantity of the first true case; null where an earlier case is unknown."""
    every = [quantity for _, quantity in cases] + [otherwise]
    scale = reduce(lcm, (quantity.scale for quantity in every))
    bound = max(quantity.bound * (scale // quantity.scale) for quantity in every)
    tops = [_room(_times(quantity.top, quantity.bound, scale // quantity.scale), bound) for quantity in every]
    conditions = [condition for condition, _ in cases]
    top = first_true(conditions, tops)
    if all(quantity.under is None for quantity in every):
        return Quantity(top, bound, scale)
    under_bound = max(quantity.under_bound for quantity in every)
    unders = [_room(whole(1) if quantity.under is None else quantity.under, under_bound) for quantity in every]
    return Quantity(top, bound, scale, first_true(conditions, unders), under_bound)


def first_true(conditions: Sequence[pl.Expr], values: Sequence[pl.Expr]) -> pl.Expr:
    """The value beside the first true condition, the last value when none is; null where an earlier one is null."""
    found = values[-1]
    for condition, value in zip(reversed(conditions), reversed(values[:-1]), strict=True):
        found = pl.when(condition).then(value).when(condition.is_not_null()).then(found)
    return found


def guarded(quantity: Quantity, known: pl.Expr) -> Quantity:
    """The quantity where `known` is true, null elsewhere."""
    return Quantity(
        pl.when(known).then(quantity.top), quantity.bound, quantity.scale, quantity.under, quantity.under_bound
    )


def fen_half_up(quantity: Quantity) -> pl.Expr:
    """Yuan to whole fen, half up, as Int64."""
    shared = gcd(200, quantity.scale)
    factor, scale = 200 // shared, quantity.scale // shared  # ⌊(200 t + s u) / (2 s u)⌋ with 200 and s shortened
    bound = quantity.bound * factor + scale * quantity.under_bound
    under = whole(scale) if quantity.under is None else _room(quantity.under, bound) * whole(scale)
    top = _times(_room(quantity.top, 2 * bound), quantity.bound, factor) + under
    result = top // (under * 2)
    if (quantity.bound * 100) // quantity.scale >= 2**63:
        raise NotInColumns("金额过大，超出64位整数的范围")
    return result.cast(pl.Int64)
