"""What is kept with a match, and how it is told again: the facts with source and date, the verdict, and its reasons."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from policies.rules.conditions import AllOf, AnyOf, Condition, NoneOf
from policies.rules.explanation import explain
from policies.rules.facts import NUMERIC, Kind, Label, Vocabulary
from policies.rules.payments import has_plan, payment_plan
from policies.rules.periods import Period, parse_period
from policies.rules.syntax import Channel, Rule
from policies.rules.values import Lack, Missing, Seen
from policies.rules.verdict_json import verdict_to_json
from policies.rules.verdicts import (
    AmountRange,
    NearMiss,
    Note,
    NoteKind,
    PlannedPayment,
    Trace,
    Truth,
    Verdict,
    VerdictOutcome,
)


def facts_seen(verdict: Verdict) -> list[dict[str, Any]]:
    """The facts the verdict rests on, each once, with source and as-of day; values as exact text."""
    return _kept((*_seen(verdict.trace), *verdict.amount_seen))


def facts_seen_in(trace: Trace) -> list[dict[str, Any]]:
    """The facts that a condition rests on, in the same form."""
    return _kept(_seen(trace))


def _kept(found: Iterable[Seen]) -> list[dict[str, Any]]:
    seen = {one.name: one for one in found}
    return [
        {
            "name": name,
            "code": one.code,
            "period": str(one.period or ""),
            "value": one.value if isinstance(one.value, bool) else str(one.value),
            "source": one.source,
            "as_of": one.as_of.isoformat() if one.as_of else None,
        }
        for name, one in seen.items()
    ]


def _seen(trace: Trace) -> Iterator[Seen]:
    for leaf in trace.leaves():
        yield from leaf.seen


def explanation(verdict: Verdict) -> dict[str, Any]:
    """The verdict as JSON, facts by name: their values are kept beside it. `exact`: fractions that have no end."""
    near = verdict.near_miss.short_by if verdict.near_miss else None
    ends = [[_text(note.before), _text(note.after)] for note in verdict.notes]
    exact = {"unrounded": _text(verdict.unrounded), "short_by": _text(near), "notes": ends, "rank": _text(verdict.rank)}
    return verdict_to_json(verdict, values=False) | {"exact": exact}


def _text(value: Fraction | int | None) -> str | int | None:
    return str(value) if isinstance(value, Fraction) else value


def told(
    rule: Rule, facts: list[dict[str, Any]], kept: Mapping[str, Any], language: str, words: Vocabulary
) -> list[tuple[int, str]]:
    """The lines that explain a kept verdict of the rule: how far set in, and the text."""
    return [(line.depth, line.text) for line in explain(_Recalled(rule, facts, kept, words).verdict(), language, words)]


class _Recalled:
    """A verdict as it was, from what was kept of it and the (immutable) rule."""

    def __init__(self, rule: Rule, facts: list[dict[str, Any]], kept: Mapping[str, Any], words: Vocabulary) -> None:
        self.rule, self.kept, self.words = rule, kept, words
        self.facts = {fact["name"]: self._seen(fact) for fact in facts}
        self.nodes = dict(_nodes(rule.who, "/who"))

    def verdict(self) -> Verdict:
        kept, near, exact = self.kept, self.kept.get("near_miss"), self.kept["exact"]
        period, amount_range = kept.get("period"), kept.get("amount_range_fen")
        return Verdict(
            rule_code=kept["rule"],
            outcome=VerdictOutcome(kept["outcome"]),
            trace=self._trace(kept["trace"]),
            period=parse_period(period) if period else None,
            channel=Channel(kept["channel"]),
            amount_fen=kept["amount_fen"],
            unrounded=_number(exact["unrounded"]),
            amount_range=AmountRange(*amount_range) if amount_range else None,
            missing=tuple(_missing(one) for one in kept["missing"]),
            amount_seen=tuple(self.facts[name] for name in kept["amount_facts"] if name in self.facts),
            notes=tuple(
                Note(NoteKind(note["kind"]), note["number"], *(_number(end) for end in ends))
                for note, ends in zip(kept["notes"], exact["notes"], strict=True)
            ),
            reviews=tuple(Label(reason["zh"], reason["en"]) for reason in kept["reviews"]),
            needs_decision=kept["needs_decision"],
            near_miss=NearMiss(near["path"], self.nodes[near["path"]], _by(exact["short_by"])) if near else None,
            steps=tuple(kept["steps"]),
            keys=tuple(kept.get("keys", ())),
            plan=self._plan(),
        )

    def _plan(self) -> tuple[PlannedPayment, ...]:
        fen, period = self.kept["amount_fen"], _period(self.kept.get("period") or "")
        return payment_plan(self.rule, fen, period) if fen and has_plan(self.rule) else ()

    def _trace(self, kept: Mapping[str, Any]) -> Trace:
        return Trace(
            path=kept["path"],
            node=self.nodes[kept["path"]],
            truth=Truth(kept["truth"]),
            parts=tuple(self._trace(part) for part in kept.get("parts", ())),
            seen=tuple(self.facts[name] for name in kept.get("facts", ()) if name in self.facts),
            missing=tuple(_missing(one) for one in kept.get("missing", ())),
        )

    def _seen(self, fact: Mapping[str, Any]) -> Seen:
        code, text = fact["code"], fact["value"]
        definition = self.words.get(code)
        value: Any = text
        if definition is None or definition.kind in (Kind.ITEMS, Kind.CATALOGUE):
            value = int(text) if str(text).isdigit() else text
        elif definition.kind in NUMERIC or definition.kind is Kind.SERIES:
            value = Decimal(text)
        elif definition.kind is Kind.DATE:
            value = date.fromisoformat(text)
        as_of = date.fromisoformat(fact["as_of"]) if fact["as_of"] else None
        return Seen(code, _period(fact["period"]), value, fact["source"], as_of)


def _nodes(node: Condition, path: str) -> Iterator[tuple[str, Condition]]:
    """Every condition by the path its trace has."""
    here = f"{path}/{node.TAG}"
    yield here, node
    if isinstance(node, (AllOf, AnyOf, NoneOf)):
        for index, part in enumerate(node.parts):
            yield from _nodes(part, f"{here}/{index}")


def _period(text: str) -> Period | None:
    return parse_period(text) if text else None


def _missing(kept: Mapping[str, str]) -> Missing:
    code, _, rest = kept["fact"].partition("[")
    return Missing(code, _period(rest.removesuffix("]")), Lack(kept["lack"]))


def _number(kept: str | None) -> Fraction | None:
    return None if kept is None else Fraction(kept)


def _by(kept: str | int | None) -> Fraction | int | None:
    return Fraction(kept) if isinstance(kept, str) else kept
