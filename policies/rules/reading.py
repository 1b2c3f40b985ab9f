"""From JSON to the typed tree, with every fault named at its place; what is not in the language is never guessed at."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, cast

from policies.rules.comparisons import NotAWord
from policies.rules.expressions import FactAt
from policies.rules.json_form import load_json
from policies.rules.nodes import CLAUSE
from policies.rules.periods import NotAPeriod, PeriodRef
from policies.rules.problems import FaultyRule, Problem, pointer, problem
from policies.rules.shapes import CONDITIONS, EXPRESSIONS, Member, Shape, inline_field, members
from policies.rules.syntax import CLAUSES_SINCE, FRACTIONS_SINCE, LANGUAGE_VERSION, READABLE, SINCE, Rule

DEEPEST = 24  # nodes inside nodes
WIDEST = 500  # members of one list
LARGEST = 5000  # nodes of one rule
LONGEST_TEXT = 20_000
LONGEST_CLAUSE = 60
FRACTION = re.compile(r"([0-9]{1,6})/([1-9][0-9]{0,5})")
LARGEST_NUMBER = Decimal(10) ** 15
MOST_PLACES = 8


def rule_from_json(document: Any) -> Rule:
    """The rule a JSON document (already parsed) stands for; FaultyRule with every fault found, each at its place."""
    reader = Reader()
    if isinstance(document, dict):
        if document.get("rule") not in READABLE or isinstance(document["rule"], bool):
            raise FaultyRule([problem("other_version", "/rule", found=document.get("rule"), known=LANGUAGE_VERSION)])
        reader.version = document["rule"]
        for key in SINCE.keys() & document.keys():
            if SINCE[key] > document["rule"]:
                reader.fault("newer_key", pointer("", key), key=key, version=SINCE[key])
    rule = reader.record(Rule, document, "", 0)
    if reader.problems:
        raise FaultyRule(reader.problems)
    return cast(Rule, rule)


def rule_from_text(text: str) -> Rule:
    """The rule a JSON text stands for; FaultyRule as above, also for text that is no JSON."""
    try:
        document = load_json(text, _refuse_constant)
    except (RecursionError, ValueError) as error:
        raise FaultyRule([problem("not_json", "", reason=error)]) from error
    return rule_from_json(document)


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


class Reader:
    """Reads one document; `problems` grows, and a member that could not be read stands as None."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.nodes = 0
        self.version = LANGUAGE_VERSION

    def fault(self, code: str, path: str, /, **named: Any) -> None:
        self.problems.append(problem(code, path, **named))

    def record(self, kind: type, raw: Any, path: str, depth: int) -> Any:
        """A dataclass from an object with one key per field."""
        if not isinstance(raw, dict):
            return self.fault("not_an_object", path, found=_kind_of(raw))
        known = {member.key: member for member in members(kind)}
        for key in raw:
            if key not in known:
                self.fault("unknown_key", pointer(path, key), key=key, known=", ".join(known))
        before = len(self.problems)
        read = {member.name: self._member(member, raw, path, depth) for member in known.values()}
        return kind(**read) if len(self.problems) == before else None

    def _member(self, member: Member, raw: dict[str, Any], path: str, depth: int) -> Any:
        if raw.get(member.key) is None:
            if member.needed:
                self.fault("missing_key", path, key=member.key)
            return member.default
        return self.value(member.shape, raw[member.key], pointer(path, member.key), depth)

    def value(self, shape: Shape, raw: Any, path: str, depth: int) -> Any:
        """Whatever the shape asks for."""
        if shape.form == "node":
            return self.node(shape.type, raw, path, depth + 1)
        if shape.form == "exact":
            return self._body(shape.type, raw, path, depth + 1)
        if shape.form == "list":
            return self._list(cast(Shape, shape.inner), raw, path, depth)
        if shape.form == "record":
            return self.record(shape.type, raw, path, depth)
        if shape.form == "choice":
            if not isinstance(raw, str) or raw not in [choice.value for choice in shape.type]:
                return self.fault("not_a_choice", path, found=raw, known=", ".join(c.value for c in shape.type))
            return shape.type(raw)
        return self._scalar(shape.type, raw, path)

    def node(self, family: str, raw: Any, path: str, depth: int) -> Any:
        """A condition or an expression: an object with one key, which names the node, and perhaps its clause."""
        table = EXPRESSIONS if family == "expression" else CONDITIONS
        self.nodes += 1
        if depth > DEEPEST:
            return self.fault("too_deep", path, limit=DEEPEST)
        if self.nodes > LARGEST:
            return self.fault("too_big", path, limit=LARGEST) if self.nodes == LARGEST + 1 else None
        tags = [tag for tag in raw if tag != CLAUSE] if isinstance(raw, dict) else []
        if len(tags) != 1:
            return self.fault("not_a_node", path, family=family, found=_kind_of(raw))
        tag = tags[0]
        if tag not in table:
            return self.fault("unknown_node", pointer(path, tag), tag=tag, known=", ".join(table))
        found = self._body(table[tag], raw[tag], pointer(path, tag), depth)
        return self._cited(found, raw[CLAUSE], pointer(path, CLAUSE)) if raw.get(CLAUSE) is not None else found

    def _cited(self, node: Any, raw: Any, path: str) -> Any:
        """The node with the clause it comes from."""
        if self.version < CLAUSES_SINCE:
            return self.fault("newer_key", path, key=CLAUSE, version=CLAUSES_SINCE)
        clause = self._scalar(str, raw, path)
        if clause is not None and len(clause) > LONGEST_CLAUSE:
            return self.fault("not_clean", path)
        return replace(node, clause=clause.strip()) if node is not None and clause is not None else None

    def _body(self, kind: type, body: Any, path: str, depth: int) -> Any:
        if kind is FactAt:
            return self._fact(body, path)
        name = inline_field(kind)
        if name is None:
            return self.record(kind, body, path, depth)
        member = next(member for member in members(kind) if member.name == name)
        before = len(self.problems)
        read = self.value(member.shape, body, path, depth)
        return kind(**{name: read}) if len(self.problems) == before else None

    def _list(self, inner: Shape, raw: Any, path: str, depth: int) -> Any:
        if not isinstance(raw, list):
            return self.fault("not_a_list", path, found=_kind_of(raw))
        if len(raw) > WIDEST:
            return self.fault("too_wide", path, found=len(raw), limit=WIDEST)
        return tuple(self.value(inner, part, pointer(path, index), depth) for index, part in enumerate(raw))

    def _fact(self, raw: Any, path: str) -> Any:
        if not isinstance(raw, str):
            return self.fault("not_a_text", path, found=_kind_of(raw))
        code, bracket, rest = raw.partition("[")
        if not bracket:
            return FactAt(code)
        period = self._scalar(PeriodRef, rest.removesuffix("]"), path) if rest.endswith("]") else None
        return FactAt(code, period) if period else self.fault("not_a_period", path, found=raw)

    def _scalar(self, kind: type, raw: Any, path: str) -> Any:
        if kind in (Decimal, int, Fraction):
            return self._share(raw, path) if kind is Fraction else self._number(kind, raw, path)
        if kind is str:
            if not isinstance(raw, str):
                return self.fault("not_a_text", path, found=_kind_of(raw))
            return raw if _is_clean(raw) else self.fault("not_clean", path)
        if not isinstance(raw, str):
            return self.fault("not_a_text", path, found=_kind_of(raw))
        try:
            return date.fromisoformat(raw) if kind is date else kind(raw)
        except NotAWord:
            return self.fault("not_a_word", path, found=raw)
        except NotAPeriod:
            return self.fault("not_a_period", path, found=raw)
        except ValueError:
            return self.fault("not_a_date", path, found=raw)

    def _share(self, raw: Any, path: str) -> Fraction | None:
        """A share: a decimal, or a fraction of two whole numbers."""
        parts = FRACTION.fullmatch(raw) if isinstance(raw, str) else None
        if parts is None:
            number: Decimal | None = self._number(Decimal, raw, path)
            return None if number is None else Fraction(number)
        if self.version < FRACTIONS_SINCE:
            self.fault("newer_key", path, key=raw, version=FRACTIONS_SINCE)
            return None
        return Fraction(int(parts[1]), int(parts[2]))

    def _number(self, kind: type, raw: Any, path: str) -> Any:
        if isinstance(raw, bool) or not isinstance(raw, (str, int, Decimal)):
            return self.fault("not_a_number", path, found=_kind_of(raw))
        number = exact_number(raw)
        if number is None or (kind is int and number != int(number)):
            return self.fault("not_a_number", path, found=raw)
        return int(number) if kind is int else number


def exact_number(raw: str | int | Decimal) -> Decimal | None:
    """The number without trailing zeros; None when it is none, not finite, too large or too fine to be exact."""
    try:
        number = Decimal(raw)
    except (InvalidOperation, ValueError):
        return None
    if not number.is_finite() or abs(number) > LARGEST_NUMBER:
        return None
    if isinstance(raw, str) and (raw != raw.strip() or "_" in raw or not raw.isascii()):
        return None
    plain = number.normalize() if number else Decimal(0)
    exponent = plain.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > MOST_PLACES:
        return None
    return plain.quantize(Decimal(1)) if exponent > 0 else plain


def _is_clean(text: str) -> bool:
    """No NUL, no lone surrogate, not longer than a policy text may be."""
    return len(text) <= LONGEST_TEXT and "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _kind_of(raw: Any) -> str:
    return {dict: "object", list: "list", str: "text", bool: "true/false", type(None): "null"}.get(type(raw), "number")
