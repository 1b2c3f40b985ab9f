"""From the typed tree to its one canonical JSON form, and the hash of a rule's content."""

import hashlib
import json
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from policies.rules.comparisons import Word
from policies.rules.conditions import Condition
from policies.rules.expressions import Expression, FactAt
from policies.rules.nodes import CLAUSE
from policies.rules.periods import PeriodRef
from policies.rules.reading import MOST_PLACES
from policies.rules.shapes import Shape, inline_field, members
from policies.rules.syntax import Rule


def to_json(part: Any) -> Any:
    """The JSON form of a rule, a node, or any part of one; fields that have their default are left out."""
    if isinstance(part, (tuple, list)):
        return [to_json(one) for one in part]
    if isinstance(part, StrEnum):
        return part.value
    if isinstance(part, (Decimal, Fraction)):
        return share_text(part) if isinstance(part, Fraction) else format(part, "f")
    if isinstance(part, date):
        return part.isoformat()
    if isinstance(part, (Word, PeriodRef)):
        return part.text
    if part is None or isinstance(part, (str, int)):
        return part
    tag = getattr(part, "TAG", None)
    if tag is None:
        return _fields(part)
    return {tag: _body(part), CLAUSE: part.clause} if part.clause else {tag: _body(part)}


def share_text(share: Fraction) -> str:
    """A share in its one written form: the decimal where one of eight places is exact, else the reduced fraction."""
    scaled = share * 10**MOST_PLACES
    if scaled.denominator > 1:
        return f"{share.numerator}/{share.denominator}"
    plain = Decimal(scaled.numerator).scaleb(-MOST_PLACES).normalize()
    return format(plain, "f")


def _body(node: Any) -> Any:
    name = inline_field(type(node))
    if name is None:
        return _fields(node)
    if isinstance(node, FactAt):
        return node.text
    member = next(member for member in members(type(node)) if member.name == name)
    return _shaped(member.shape, getattr(node, name))


def _shaped(shape: Shape, value: Any) -> Any:
    """Where only one kind of node may stand, its body alone is written."""
    if shape.form == "exact" and value is not None:
        return _body(value)
    if shape.form == "list" and shape.inner is not None and isinstance(value, tuple):
        return [_shaped(shape.inner, one) for one in value]
    return to_json(value)


def _fields(record: Any) -> dict[str, Any]:
    written = {}
    for member in members(type(record)):
        value = getattr(record, member.name)
        if member.needed or value != member.default:
            written[member.key] = _shaped(member.shape, value)
    return written


def canonical_text(part: Rule | Condition | Expression) -> str:
    """The canonical JSON text: sorted keys, no spaces, plain Unicode; equal trees that name equal clauses, and only
    those, have equal texts."""
    return _text(to_json(part))


def judged_text(part: Condition | Expression) -> str:
    """The canonical text without clauses: what two nodes that judge alike have in common."""
    return _text(_uncited(to_json(part)))


def _text(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _uncited(document: Any) -> Any:
    if isinstance(document, list):
        return [_uncited(one) for one in document]
    if isinstance(document, dict):
        return {key: _uncited(value) for key, value in document.items() if key != CLAUSE}
    return document


def content_hash(rule: Rule) -> str:
    """SHA-256 (hex) of the canonical text: what a published version is sealed with."""
    return hashlib.sha256(canonical_text(rule).encode()).hexdigest()
