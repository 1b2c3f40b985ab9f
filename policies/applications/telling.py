"""Why the rule says no, in the reader's words: the conditions that fail, the value each found and from whom."""

from django.utils.translation import get_language

from cms.kernel.display import semicolon_text
from policies.catalogue.models import Version
from policies.catalogue.queries import rule_of
from policies.registry.kinds import vocabulary
from policies.rules.explanation import Line, describe, explain
from policies.rules.verdicts import Verdict

MARKS = ("✓ ", "✗ ", "? ")
FAILED = "✗ "
MOST = 3


def explained(verdict: Verdict) -> list[Line]:
    """The verdict line by line in the reader's language."""
    return explain(verdict, "en" if (get_language() or "").startswith("en") else "zh", vocabulary())


def failing(version: Version, verdict: Verdict) -> str:
    """The conditions that fail, at most three, each with the value that was found; the rule's own words if none does
    by itself (nothing is due)."""
    lines = explained(verdict)
    found = []
    for place, line in enumerate(lines):
        if line.text.startswith(FAILED) and not _has_parts(lines, place):
            found.append(f"{line.text.removeprefix(FAILED)}{_value(lines, place)}")
    if not found:
        found = [line.text for line in lines[:1]] or [one.text for one in describe(rule_of(version), "zh")[:1]]
    return semicolon_text().join(dict.fromkeys(found[:MOST]))


def _has_parts(lines: list[Line], place: int) -> bool:
    below = lines[place + 1 : place + 2]
    return bool(below) and below[0].depth > lines[place].depth and below[0].text.startswith(MARKS)


def _value(lines: list[Line], place: int) -> str:
    below = lines[place + 1 : place + 2]
    if not below or below[0].depth <= lines[place].depth or below[0].text.startswith(MARKS):
        return ""
    zh = not (get_language() or "").startswith("en")
    return f"（{below[0].text}）" if zh else f" ({below[0].text})"
