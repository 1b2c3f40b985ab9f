"""How each dataclass of the tree is written as JSON, read off its annotations, for reader, writer and schema."""

import types
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Union, get_args, get_origin, get_type_hints

from policies.rules import conditions, expressions, tables
from policies.rules.comparisons import Word
from policies.rules.nodes import CLAUSE
from policies.rules.periods import PeriodRef

EXPRESSIONS: dict[str, type] = {node.TAG: node for node in get_args(expressions.Expression)}
CONDITIONS: dict[str, type] = {node.TAG: node for node in get_args(conditions.Condition)}
_NAMES = {**vars(tables), **vars(expressions), **vars(conditions)}
_EXPRESSION_TYPES = frozenset(EXPRESSIONS.values())
_CONDITION_TYPES = frozenset(CONDITIONS.values())
SCALARS = (str, int, bool, Decimal, Fraction, date, Word, PeriodRef)


@dataclass(frozen=True, slots=True)
class Shape:
    """`form`: scalar, choice, node, exact (one kind of node), record, list; `inner`: what a list holds."""

    form: str
    type: Any
    inner: "Shape | None" = None


@dataclass(frozen=True, slots=True)
class Member:
    """One field of a dataclass: the Python name, the JSON key, its shape; `needed`: there is no default."""

    name: str
    key: str
    shape: Shape
    needed: bool
    default: Any


def _shape(hint: Any) -> Shape:
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [part for part in get_args(hint) if part is not type(None)]
        if len(kinds) == 1:
            return _shape(kinds[0])
        return Shape("node", "expression" if set(kinds) <= _EXPRESSION_TYPES else "condition")
    if get_origin(hint) is tuple:
        return Shape("list", tuple, _shape(get_args(hint)[0]))
    if hint in _EXPRESSION_TYPES or hint in _CONDITION_TYPES:
        return Shape("exact", hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Shape("choice", hint)
    if hint in SCALARS:
        return Shape("scalar", hint)
    if is_dataclass(hint):
        return Shape("record", hint)
    raise TypeError(f"no JSON form for {hint}")


def members(kind: Any) -> tuple[Member, ...]:
    """The fields of one of the tree's dataclasses with their JSON form; a node's clause stands beside its tag."""
    if kind not in _MEMBERS:
        _MEMBERS[kind] = _members(kind)
    return _MEMBERS[kind]


def _members(kind: Any) -> tuple[Member, ...]:
    if kind is expressions.FactAt:
        return (Member("text", "text", Shape("scalar", str), needed=True, default=None),)
    hints = get_type_hints(kind, localns=_NAMES)
    return tuple(
        Member(
            field.name,
            _KEYS.get(field.name, field.name),
            _shape(hints[field.name]),
            field.default is MISSING,
            None if field.default is MISSING else field.default,
        )
        for field in fields(kind)
        if field.name != CLAUSE
    )


_MEMBERS: dict[Any, tuple[Member, ...]] = {}
_KEYS = {"word": "is", "start": "from", "start_is": "from_is", "version": "rule"}


def inline_field(kind: type) -> str | None:
    """The one field written without its own key, if the node has such."""
    return getattr(kind, "INLINE", None)
