"""Walks every node of a rule with its place, whatever the node is."""

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any

from policies.rules.expressions import FactAt
from policies.rules.periods import PeriodRef
from policies.rules.problems import pointer
from policies.rules.shapes import inline_field, members


def parts(node: Any, path: str) -> Iterator[tuple[Any, str]]:
    """The dataclass values directly inside a node or record, each with its JSON pointer; `path` points at its body."""
    inline = inline_field(type(node))
    for member in members(type(node)) if is_dataclass(node) else ():
        value = getattr(node, member.name)
        yield from _inside(value, path if member.name == inline else pointer(path, member.key))


def _inside(value: Any, path: str) -> Iterator[tuple[Any, str]]:
    if isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _inside(one, pointer(path, index))
    elif is_dataclass(value):
        yield value, path


def walk(node: Any, path: str = "") -> Iterator[tuple[Any, str]]:
    """The node and everything inside it, outermost first; the pointer of a node ends with its tag."""
    tag = getattr(node, "TAG", None)
    here = path if tag is None else pointer(path, tag)
    yield node, here
    for part, place in parts(node, here):
        yield from walk(part, place)


def periods_in(node: Any) -> Iterator[PeriodRef]:
    """Every period pointer inside a node."""
    for part, _ in walk(node):
        if isinstance(part, PeriodRef):
            yield part
        elif isinstance(part, FactAt) and part.period is not None:
            yield part.period
