"""Rules as YAML, in which amounts, shares and comparisons may be written the short way: `ui.months 不低于 12`."""

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

import yaml

from policies.rules.comparisons import SYMBOLS, WORDS
from policies.rules.nodes import CLAUSE
from policies.rules.problems import FaultyRule, problem
from policies.rules.reading import exact_number, rule_from_json
from policies.rules.shapes import CONDITIONS, EXPRESSIONS, Shape, inline_field, members
from policies.rules.syntax import Rule
from policies.rules.writing import to_json

_UNITS = {"元": Decimal(1), "万元": Decimal(10) ** 4, "亿元": Decimal(10) ** 8}
_SHARES = {"%": Decimal(100), "‰": Decimal(1000)}
_QUANTITY = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)(万元|亿元|元|%|‰)")
_FACT = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+(?:\[[^\]\s]+\])?")
_COMPARISON = re.compile(r"(\S+)\s+(\S+)\s+(\S+)")


class _Loader(yaml.SafeLoader):
    """Safe and exact: numbers with a point stay decimal, dates and `on` stay text; no aliases, no key twice."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("alias")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        keys = [key.value for key, _ in node.value]
        if len(keys) > len(set(map(str, keys))):
            raise yaml.YAMLError(f"key twice: {next(key for key in keys if keys.count(key) > 1)}")
        return super().construct_mapping(node, deep)


def _decimal(loader: _Loader, node: Any) -> Decimal:
    try:
        return Decimal(loader.construct_scalar(node))
    except InvalidOperation as error:
        raise yaml.YAMLError(f"{node.value}") from error


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$"), list("-0123456789")
)
_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)


def load_yaml(text: str) -> Any:
    """The plain document of a YAML text, floats as Decimal; FaultyRule when it is no YAML."""
    try:
        loader = _Loader(text)
        return loader.get_single_data()
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise FaultyRule([problem("not_yaml", "", reason=" ".join(str(error).split()))]) from error


def rule_from_yaml(text: str) -> Rule:
    """The rule a YAML text stands for; FaultyRule with every fault at its place."""
    return rule_from_json(full_form(load_yaml(text)))


def full_form(document: Any) -> Any:
    """The JSON form of a document in which short forms may stand."""
    return _lengthen(Shape("record", Rule), document, 0)


def _lengthen(shape: Shape, raw: Any, depth: int) -> Any:
    if depth > 100:
        return raw
    if isinstance(raw, int) and shape.form == "scalar" and shape.type not in (int, Decimal, Fraction):
        return str(raw)
    if shape.form == "scalar" and shape.type in (Decimal, Fraction) and isinstance(raw, str):
        return next(iter(long_expression(raw).values())) if _QUANTITY.fullmatch(raw) else raw
    if shape.form == "list" and shape.inner is not None and isinstance(raw, list):
        return [_lengthen(shape.inner, one, depth + 1) for one in raw]
    if shape.form == "record" and isinstance(raw, dict):
        known = {member.key: member.shape for member in members(shape.type)}
        return {
            str(key): _lengthen(known[key], value, depth + 1) if key in known else value for key, value in raw.items()
        }
    if shape.form == "node":
        return _long_node(shape.type, raw, depth)
    return raw


def _long_node(family: str, raw: Any, depth: int) -> Any:
    tag = _tag_of(raw)
    if tag:
        body, cited = raw[tag], {key: value for key, value in raw.items() if key == CLAUSE}
        kind = (EXPRESSIONS if family == "expression" else CONDITIONS).get(tag)
        if kind is None:
            return raw
        if tag == "compare" and isinstance(body, str):
            long = _long_comparison(body)
            return long | cited if isinstance(long, dict) else raw
        name = inline_field(kind)
        shape = Shape("record", kind) if name is None else _field_shape(kind, name)
        return {tag: _lengthen(shape, body, depth + 1), **cited}
    if family == "expression":
        return long_expression(raw)
    return _long_comparison(raw) if isinstance(raw, str) else raw


def _tag_of(raw: Any) -> str:
    """The key that names a node, beside which its clause may stand; empty for what is no node."""
    tags = [key for key in raw if key != CLAUSE] if isinstance(raw, dict) else []
    return str(tags[0]) if len(tags) == 1 else ""


def _field_shape(kind: type, name: str) -> Shape:
    return next((member.shape for member in members(kind) if member.name == name), Shape("scalar", str))


def long_expression(raw: Any) -> Any:
    """`500万元`, `1.5%`, `12`, `2025-12-31`, `finance.revenue[y]` or a code as a node."""
    if isinstance(raw, (int, Decimal)) and not isinstance(raw, bool):
        return {"number": str(raw)}
    if not isinstance(raw, str):
        return raw
    quantity = _QUANTITY.fullmatch(raw)
    if quantity:
        number, unit = Decimal(quantity[1].replace(",", "")), quantity[2]
        node = ("yuan", number * _UNITS[unit]) if unit in _UNITS else ("ratio", number / _SHARES[unit])
        return {node[0]: format(node[1], "f")}
    if exact_number(raw) is not None:
        return {"number": raw}
    if re.fullmatch(r"\d{4}-\d\d-\d\d", raw):
        return {"date": raw}
    if raw in ("decided_on", "applied_on", "period_start", "period_end"):
        return {"day": raw}
    return {"fact": raw} if _FACT.fullmatch(raw) else {"field": raw[1:]} if raw.startswith(".") else {"code": raw}


def _long_comparison(raw: str) -> Any:
    found = _COMPARISON.fullmatch(raw.strip())
    if found and (found[2] in SYMBOLS or found[2] in WORDS):
        word = SYMBOLS.get(found[2], found[2])
        return {"compare": {"left": long_expression(found[1]), "is": word, "right": long_expression(found[3])}}
    return {"holds": raw} if _FACT.fullmatch(raw) else raw


def rule_to_yaml(rule: Rule) -> str:
    """The rule as YAML in short forms; reading it gives an equal rule."""
    return yaml.safe_dump(_short(to_json(rule)), allow_unicode=True, sort_keys=False, width=110)


def _short(raw: Any) -> Any:
    if isinstance(raw, list):
        return [_short(one) for one in raw]
    if not isinstance(raw, dict):
        return raw
    if CLAUSE in raw:
        return _short_cited(raw, _tag_of(raw))
    if len(raw) == 1:
        tag, body = next(iter(raw.items()))
        if tag == "holds":
            return body
        if tag == "compare":
            left, right = _short(body["left"]), _short(body["right"])
            if isinstance(left, str) and isinstance(right, str) and " " not in left + right and left and right:
                short = f"{left} {body['is']} {right}"
                return (
                    short
                    if _long_comparison(short) == {"compare": body}
                    else {tag: {**body, "left": left, "right": right}}
                )
        short_node = _short_value(tag, body)
        if short_node is not None and long_expression(short_node) == raw:
            return short_node
    return {key: _short(value) for key, value in raw.items()}


def _short_cited(raw: dict[str, Any], tag: str) -> Any:
    """A node with its clause: the tag stays, what it holds is short where it can be read back."""
    short = _short({tag: raw[tag]})
    if isinstance(short, dict):
        return {**short, CLAUSE: raw[CLAUSE]}
    return {tag: short if tag in ("compare", "yuan", "ratio") else raw[tag], CLAUSE: raw[CLAUSE]}


def _short_value(tag: str, body: Any) -> str | None:
    if not isinstance(body, str):
        return None
    if tag == "yuan":
        return _short_money(Decimal(body))
    if tag == "ratio":
        return f"{format((Decimal(body) * 100).normalize() + 0, 'f')}%"
    return {"number": body, "date": body, "day": body, "fact": body, "field": f".{body}", "code": body}.get(tag)


def _short_money(yuan: Decimal) -> str:
    for unit in ("亿元", "万元"):
        part = yuan / _UNITS[unit]
        if part and part == part.to_integral_value():
            return f"{part:f}{unit}"
    return f"{yuan:f}元"
