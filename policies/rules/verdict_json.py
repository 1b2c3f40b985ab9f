"""A verdict as JSON: what is stored beside a match and printed by the command."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from policies.rules.telling.values import plain
from policies.rules.values import Missing, Seen
from policies.rules.verdicts import Trace, Verdict


def verdict_to_json(verdict: Verdict, *, values: bool = True) -> dict[str, Any]:
    """The verdict in plain JSON values; fractions as decimal text (endless ones to six places, with an ellipsis).

    Without `values`, facts are named only and what was compared is left out, for whoever keeps their values beside the
    verdict.
    """
    said = _seen if values else _named
    yuan = {"amount": _yuan(verdict.amount_fen)} if values else {}
    return {
        "rule": verdict.rule_code,
        "outcome": verdict.outcome.value,
        **yuan,
        "period": str(verdict.period) if verdict.period else None,
        "channel": verdict.channel.value,
        "amount_fen": verdict.amount_fen,
        "unrounded": _value(verdict.unrounded),
        "amount_range_fen": [verdict.amount_range.low, verdict.amount_range.high] if verdict.amount_range else None,
        "missing": [_missing(missing) for missing in verdict.missing],
        "steps": list(verdict.steps),
        "keys": list(verdict.keys),
        "rank": _value(verdict.rank),
        "plan": [
            {
                "payee": one.payee,
                "fen": one.fen,
                "fiscal_year": one.fiscal_year,
                "years_later": one.years_later,
                "has_condition": one.when is not None,
                "levels": dict(one.levels),
            }
            for one in verdict.plan
        ],
        "needs_decision": verdict.needs_decision,
        "reviews": [{"zh": reason.zh, "en": reason.en} for reason in verdict.reviews],
        "near_miss": {"path": verdict.near_miss.path, "short_by": _value(verdict.near_miss.short_by)}
        if verdict.near_miss
        else None,
        "notes": [
            {"kind": note.kind.value, "number": note.number, "before": _value(note.before), "after": _value(note.after)}
            for note in verdict.notes
        ],
        "amount_facts": [said(seen) for seen in verdict.amount_seen],
        "trace": _trace(verdict.trace, said, values),
    }


def _trace(trace: Trace, said: Callable[[Seen], Any], values: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"path": trace.path, "truth": trace.truth.value}
    if trace.node.clause:
        told["clause"] = trace.node.clause
    if values and (trace.left is not None or trace.right is not None):
        told |= {"left": _value(trace.left), "right": _value(trace.right)}
    if trace.seen:
        told["facts"] = [said(seen) for seen in trace.seen]
    if trace.missing:
        told["missing"] = [_missing(missing) for missing in trace.missing]
    if trace.parts:
        told["parts"] = [_trace(part, said, values) for part in trace.parts]
    return told


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else f"{fen // 100}.{fen % 100:02}"


def _named(seen: Seen) -> str:
    return seen.name


def _seen(seen: Seen) -> dict[str, Any]:
    as_of = seen.as_of.isoformat() if seen.as_of else None
    return {"fact": seen.name, "value": _value(seen.value), "source": seen.source, "as_of": as_of}


def _missing(missing: Missing) -> dict[str, str]:
    return {"fact": missing.name, "lack": missing.lack.value}


def _value(value: Any) -> Any:
    if isinstance(value, (Fraction, Decimal)):
        return plain(value).replace(",", "")
    return value.isoformat() if isinstance(value, date) else value
