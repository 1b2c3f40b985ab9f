"""A verdict of the rule language as JSON kept with a match: values, sources and reasons, in no human language."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from policies.rules.values import Missing, Seen
from policies.rules.verdicts import NearMiss, Note, Trace, Verdict


def plain(value: Any) -> Any:
    """The value in JSON: exact numbers and days as text."""
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return format(exact.normalize() if exact else Decimal(0), "f")
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def facts_seen(verdict: Verdict) -> list[dict[str, Any]]:
    """The facts the verdict rests on, each once, with source and as-of day."""
    seen = {one.name: one for one in (*_seen(verdict.trace), *verdict.amount_seen)}
    return [
        {
            "name": name,
            "code": one.code,
            "period": str(one.period or ""),
            "value": plain(one.value),
            "source": one.source,
            "as_of": plain(one.as_of),
        }
        for name, one in seen.items()
    ]


def _seen(trace: Trace) -> Iterator[Seen]:
    for leaf in trace.leaves():
        yield from leaf.seen


def explanation(verdict: Verdict) -> dict[str, Any]:
    """Everything else the verdict says; parts that are empty are left out."""
    said = {
        "outcome": verdict.outcome.value,
        "trace": _trace(verdict.trace),
        "unrounded": plain(verdict.unrounded),
        "missing": _missing(verdict.missing),
        "range": [verdict.amount_range.low, verdict.amount_range.high] if verdict.amount_range else None,
        "near": _near(verdict.near_miss),
        "notes": [_note(note) for note in verdict.notes],
        "reviews": [{"zh": label.zh, "en": label.en} for label in verdict.reviews],
        "needs_decision": verdict.needs_decision,
        "steps": list(verdict.steps),
    }
    return {name: value for name, value in said.items() if value not in (None, [], False)}


def _trace(trace: Trace) -> dict[str, Any]:
    said: dict[str, Any] = {"path": trace.path, "truth": trace.truth.value}
    if trace.parts:
        said["parts"] = [_trace(part) for part in trace.parts]
    if trace.left is not None:
        said["left"] = plain(trace.left)
    if trace.right is not None:
        said["right"] = plain(trace.right)
    if trace.seen:
        said["facts"] = [one.name for one in trace.seen]
    if trace.missing:
        said["missing"] = [one.name for one in trace.missing]
    return said


def _missing(missing: Iterable[Missing]) -> list[dict[str, str]]:
    return [
        {"name": one.name, "code": one.code, "period": str(one.period or ""), "lack": one.lack.value} for one in missing
    ]


def _near(near: NearMiss | None) -> dict[str, Any] | None:
    return None if near is None else {"path": near.path, "short_by": plain(near.short_by)}


def _note(note: Note) -> dict[str, Any]:
    said = {"kind": note.kind.value, "number": note.number, "before": plain(note.before), "after": plain(note.after)}
    return {name: value for name, value in said.items() if value not in (None, 0)}
