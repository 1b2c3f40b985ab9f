"""The JSON Schema of the rule language, generated from the tree's dataclasses and published as `rule-4.json`.

`rule-1.json` to `rule-3.json` are the schemas of its earlier versions, whose documents are still read.
"""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files
from typing import Any

from policies.rules.comparisons import WORDS, Word
from policies.rules.expressions import FactAt
from policies.rules.nodes import CLAUSE
from policies.rules.periods import PeriodRef
from policies.rules.shapes import CONDITIONS, EXPRESSIONS, Shape, inline_field, members
from policies.rules.syntax import LANGUAGE_VERSION, Rule

FACT = r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*(\[[^\[\]\s]+\])?$"
PERIOD = r"^([yqm]([+-]\d{1,3})?(\.(q[1-4]|m(0[1-9]|1[0-2])))?|\d{4}(Q[1-4]|-(0[1-9]|1[0-2]))?)$"
_SCALARS: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d{1,8})?$"},
    Fraction: {"type": "string", "pattern": r"^(\d+(\.\d{1,8})?|\d{1,6}/[1-9]\d{0,5})$"},
    date: {"type": "string", "format": "date"},
    Word: {"enum": sorted(WORDS)},
    PeriodRef: {"type": "string", "pattern": PERIOD},
}


def rule_schema() -> dict[str, Any]:
    """The schema of the canonical form (draft 2020-12)."""
    definitions = {
        "condition": {"oneOf": [_node(tag, kind) for tag, kind in CONDITIONS.items()]},
        "expression": {"oneOf": [_node(tag, kind) for tag, kind in EXPRESSIONS.items()]},
    }
    rule = _record(Rule)
    rule["properties"]["rule"] = {"const": LANGUAGE_VERSION}
    title = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Zhida rule {LANGUAGE_VERSION}"}
    return {**title, **rule, "$defs": definitions}


def published_schema(version: int = LANGUAGE_VERSION) -> dict[str, Any]:
    """The schema of a version of the language as it is published in the package."""
    text = (files(__package__) / f"rule-{version}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _node(tag: str, kind: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {tag: _body(kind), CLAUSE: {"type": "string"}},
        "required": [tag],
        "additionalProperties": False,
        "description": (kind.__doc__ or "").split("\n")[0],
    }


def _body(kind: Any) -> dict[str, Any]:
    if kind is FactAt:
        return {"type": "string", "pattern": FACT}
    name = inline_field(kind)
    if name is None:
        return _record(kind)
    return _shape(next(member.shape for member in members(kind) if member.name == name))


def _record(kind: Any) -> dict[str, Any]:
    found = members(kind)
    return {
        "type": "object",
        "properties": {member.key: _shape(member.shape) for member in found},
        "required": [member.key for member in found if member.needed],
        "additionalProperties": False,
    }


def _shape(shape: Shape) -> dict[str, Any]:
    if shape.form == "node":
        return {"$ref": f"#/$defs/{shape.type}"}
    if shape.form == "list" and shape.inner is not None:
        return {"type": "array", "items": _shape(shape.inner)}
    if shape.form == "choice":
        return {"enum": [choice.value for choice in shape.type]}
    if shape.form in ("exact", "record"):
        return _body(shape.type)
    return _SCALARS[shape.type]
