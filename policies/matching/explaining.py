"""What is kept with a match: the facts with source and date, the verdict, and its reasons in plain words."""

from collections.abc import Iterator
from typing import Any, Final

from policies.rules.explanation import explain
from policies.rules.facts import Vocabulary
from policies.rules.values import Seen
from policies.rules.verdict_json import verdict_to_json
from policies.rules.verdicts import Trace, Verdict

LANGUAGES: Final = ("zh", "en")


def facts_seen(verdict: Verdict) -> list[dict[str, Any]]:
    """The facts the verdict rests on, each once, with source and as-of day; values as exact text."""
    seen = {one.name: one for one in (*_seen(verdict.trace), *verdict.amount_seen)}
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


def explanation(verdict: Verdict, words: Vocabulary) -> dict[str, Any]:
    """The verdict as JSON, with `told`: by language, lines of [depth, text], as the house explained it that day."""
    told = {language: [[line.depth, line.text] for line in explain(verdict, language, words)] for language in LANGUAGES}
    return verdict_to_json(verdict) | {"told": told}
