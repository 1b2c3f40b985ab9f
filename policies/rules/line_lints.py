"""Lints of line items, metered use, interest and ladders: what counts twice, for ever, or not at all."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from policies.rules import conditions as c
from policies.rules import expressions as x
from policies.rules import tables as t
from policies.rules.facts import FactDefinition, Kind, Vocabulary
from policies.rules.problems import Problem, Severity, pointer, problem
from policies.rules.reaching import constant_of
from policies.rules.walking import walk

WARNING = Severity.WARNING
HIGHEST_RATE: Final = Decimal("0.36")
"""Above this yearly rate a percent sign was probably forgotten."""
TIME_KINDS: Final = (Kind.DATE,)


def line_lints(node: Any, path: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    """The lints of one node, if it is of these kinds."""
    if isinstance(node, x.Lines):
        yield from _lines(node, path, vocabulary.get(node.of))
    elif isinstance(node, x.Accrued):
        yield from _interest(node, path)
    elif isinstance(node, t.Ladder):
        yield from _ladder(node, path)


def _lines(node: x.Lines, path: str, definition: FactDefinition | None) -> Iterator[Problem]:
    """Lines of all times, lines that may repeat a person, and an amount that is never looked at."""
    fields = (definition.fields if definition else None) or {}
    dated = {name for name, one in fields.items() if one.kind in TIME_KINDS}
    if dated and not dated & set(_fields(node.where)):
        yield problem("lines_of_all_times", path, WARNING, fields="、".join(sorted(dated)))
    persons = [name for name in fields if name == "person"]
    if persons and node.distinct is None and node.take in (x.LineTake.COUNT, x.LineTake.SUM):
        yield problem("person_may_repeat", path, WARNING)
    if node.take is x.LineTake.COUNT and node.each is not None:
        yield problem("idle_each", pointer(path, "each"), WARNING)
    if node.unused is None and node.used_by is not x.UsedBy.ANYBODY:
        yield problem("idle_used_by", pointer(path, "used_by"), WARNING)


def _fields(where: c.Condition | None) -> Iterator[str]:
    for part, _place in walk(where) if where is not None else ():
        if isinstance(part, x.Field):
            yield part.name


def _interest(node: x.Accrued, path: str) -> Iterator[Problem]:
    """Days in the wrong order, a rate that is no yearly rate, a principal that bears nothing."""
    first, last = constant_of(node.first), constant_of(node.last)
    if first is not None and last is not None and first > last:
        yield problem("interest_days", pointer(path, "last"))
    rate = constant_of(node.rate)
    if isinstance(rate, Decimal) and rate > HIGHEST_RATE:
        yield problem("interest_rate_high", pointer(path, "rate"), WARNING, rate=f"{rate * 100:f}")
    if isinstance(rate, Decimal) and rate <= 0:
        yield problem("interest_nothing", pointer(path, "rate"))
    cap = None if node.principal_cap is None else constant_of(node.principal_cap)
    if isinstance(cap, Decimal) and cap <= 0:
        yield problem("interest_nothing", pointer(path, "principal_cap"))
    if node.since == node.until:
        yield problem("interest_days", pointer(path, "until"))


def _ladder(node: t.Ladder, path: str) -> Iterator[Problem]:
    """A step named twice, and a word on lower steps that the mode never asks for."""
    seen: set[str] = set()
    for index, step in enumerate(node.steps):
        if step.step in seen:
            yield problem("ladder_step_twice", f"{path}/steps/{index}/step", step=step.step)
        seen.add(step.step)
    if node.after_lower is not t.AfterLower.PAYS and node.mode is not t.LadderMode.HIGHEST_ONLY:
        yield problem("idle_after_lower", pointer(path, "after_lower"), WARNING)
