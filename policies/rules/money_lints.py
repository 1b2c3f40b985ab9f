"""Lints of a rule's numbers: below nothing, finer than a fen, rates above the whole, percent signs forgotten."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import prod
from typing import Any, Final

from policies.rules import conditions as c
from policies.rules import expressions as x
from policies.rules import tables as t
from policies.rules.facts import Kind, Vocabulary
from policies.rules.problems import Problem, Severity, pointer, problem
from policies.rules.syntax import Rule
from policies.rules.walking import walk

WARNING = Severity.WARNING
FEN: Final = -2
"""The exponent of the smallest sum that can be paid."""
HIGHEST_SHARE: Final = Decimal(10)
"""A ratio above 1000 % that something is compared with was probably meant in per cent."""
RATED: Final = (t.TierMode.WHOLE_RATE, t.TierMode.MARGINAL_RATE)


def money_lints(rule: Rule, vocabulary: Vocabulary) -> Iterator[Problem]:
    """The lints of all numbers of the rule."""
    if rule.amount is not None:
        yield from _results(rule.amount, "/amount")
        if isinstance(rule.amount, (x.Yuan, x.Ratio, x.Number)) and rule.amount.value == 0:
            yield problem("nothing_to_pay", "/amount")
    yield from _fine_constants(rule)
    for node, path in walk(rule):
        if isinstance(node, t.Cap):
            yield from _cap(node, path)
        elif isinstance(node, t.Tiers) and node.mode in RATED:
            yield from _rates(node, path)
        elif isinstance(node, x.Multiply):
            yield from _factors(node, path, vocabulary)
        elif isinstance(node, c.Compare):
            yield from _compared(node.left, node.right, pointer(path, "right"), vocabulary)
        elif isinstance(node, (t.Pairs, c.PairsHold)):
            yield from _tested(node, path, vocabulary)


def _results(node: Any, path: str) -> Iterator[Problem]:
    """Constants below zero wherever an expression may come to just them."""
    here = pointer(path, getattr(node, "TAG", ""))
    if isinstance(node, (x.Yuan, x.Ratio, x.Number)):
        if node.value < 0:
            yield problem("negative_amount", here, found=node.value)
        return
    for part, place in _outcomes(node, here):
        yield from _results(part, place)


def _outcomes(node: Any, path: str) -> Iterator[tuple[Any, str]]:
    """What an expression may come to, or is made of, with its place; of differences nothing is said."""
    if isinstance(node, (x.Add, x.Multiply, x.Highest, x.Lowest)):
        yield from ((part, pointer(path, index)) for index, part in enumerate(node.parts))
    elif isinstance(node, t.Choose):
        yield from ((one.then, f"{path}/branches/{index}/then") for index, one in enumerate(node.branches))
        yield node.otherwise, f"{path}/otherwise"
    elif isinstance(node, t.Tiers):
        yield from ((one.then, f"{path}/bands/{index}/then") for index, one in enumerate(node.bands))
    elif isinstance(node, t.Pairs):
        yield from ((one.then, f"{path}/rows/{index}/then") for index, one in enumerate(node.rows))
    elif isinstance(node, t.Grid):
        for down, row in enumerate(node.cells):
            yield from ((cell, f"{path}/cells/{down}/{across}") for across, cell in enumerate(row))
    elif isinstance(node, t.Ladder):
        yield from ((one.amount, f"{path}/steps/{index}/amount") for index, one in enumerate(node.steps))
    elif isinstance(node, t.Cap):
        yield node.of, f"{path}/of"


def _fine_constants(rule: Rule) -> Iterator[Problem]:
    """Sums that no ledger can hold; a price per piece or per hour is a factor, and may be finer."""
    if rule.pool is not None and rule.pool.limit is not None and _is_fine(rule.pool.limit):
        yield problem("pool_finer_than_fen", "/pool/limit", found=rule.pool.limit)
    if rule.within_group.cap is not None and _is_fine(rule.within_group.cap):
        yield problem("pool_finer_than_fen", "/within_group/cap", found=rule.within_group.cap)
    prices = {id(part) for node, _path in walk(rule) if isinstance(node, x.Multiply) for part in node.parts}
    for node, path in walk(rule):
        if isinstance(node, x.Yuan) and id(node) not in prices and _is_fine(node.value):
            yield problem("finer_than_fen", path, WARNING, found=node.value)


def _is_fine(yuan: Decimal) -> bool:
    exponent = yuan.as_tuple().exponent
    return isinstance(exponent, int) and exponent < FEN


def _cap(node: t.Cap, path: str) -> Iterator[Problem]:
    if isinstance(node.limit, x.Yuan) and node.limit.value <= 0:
        yield problem("cap_of_nothing", pointer(path, "limit"), found=node.limit.value)


def _rates(node: t.Tiers, path: str) -> Iterator[Problem]:
    """Bands that pay more than the whole of what they are a share of."""
    for index, band in enumerate(node.bands):
        here = f"{path}/bands/{index}/then"
        if isinstance(band.then, x.Number) and band.then.value > 1:
            yield problem("percent_forgotten", here, WARNING, found=band.then.value)
        elif isinstance(band.then, x.Ratio) and band.then.value > 1:
            yield problem("rate_above_whole", here, WARNING, percent=_percent(band.then.value))


def _factors(node: x.Multiply, path: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Rates that together exceed the whole, and a plain number above one on money that an enterprise has on file."""
    whole = prod((part.value for part in node.parts if isinstance(part, x.Ratio)), start=Decimal(1))
    if whole > 1:
        yield problem("rate_above_whole", path, WARNING, percent=_percent(whole))
    if any(_is_money(part, vocabulary) for part in node.parts):
        for index, part in enumerate(node.parts):
            if isinstance(part, x.Number) and part.value >= 2:
                yield problem("percent_forgotten", pointer(path, index), WARNING, found=part.value)


def _compared(left: Any, right: Any, path: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A ratio held against a number of per cents without their sign."""
    if not _is_ratio(left, vocabulary):
        return
    most = {x.Number: Decimal(1), x.Ratio: HIGHEST_SHARE}.get(type(right))
    if most is not None and right.value > most:
        yield problem("percent_forgotten", path, WARNING, found=right.value)


def _tested(node: t.Pairs | c.PairsHold, path: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    rows: Sequence[t.PairRow | c.PairTests] = node.rows
    for index, row in enumerate(rows):
        for column, (measure, test) in enumerate(zip(node.measures, row.tests, strict=True)):
            yield from _compared(measure, test.value, f"{path}/rows/{index}/tests/{column}/value", vocabulary)


def _is_ratio(node: Any, vocabulary: Vocabulary) -> bool:
    if isinstance(node, (x.FactAt, x.OverPeriods)):
        return vocabulary[node.code if isinstance(node, x.FactAt) else node.of].kind is Kind.RATIO
    return isinstance(node, (x.Growth, x.SeriesOn))


def _is_money(node: Any, vocabulary: Vocabulary) -> bool:
    return isinstance(node, x.FactAt) and vocabulary[node.code].kind is Kind.MONEY


def _percent(value: Decimal) -> str:
    return format((value * 100).normalize(), "f")
