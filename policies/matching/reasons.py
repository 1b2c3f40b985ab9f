"""A match's kept reasons, arranged for a page: the tree of conditions, the near miss, and what is missing from whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from cms.kernel.display import semicolon_text
from policies.catalogue.queries import rule_of
from policies.matching.explaining import told as retold
from policies.matching.models import Match
from policies.registry.kinds import department_label, vocabulary
from policies.rules.facts import Vocabulary

TRUTHS: Final = {"✓": "true", "✗": "false", "?": "unknown"}
NEAR: Final = ("只差一项：", "One condition away: ")


@dataclass(slots=True)
class Reason:
    """One condition in plain words, what it came to, where its facts come from, and its parts."""

    verdict: str
    text: str
    source: str = ""
    children: "list[Reason]" = field(default_factory=list)


def told(match: Match, language: str, words: Vocabulary | None = None) -> list[tuple[int, str]]:
    """The lines that explain the match: how far set in, and the text."""
    known = words if words is not None else vocabulary()
    return retold(rule_of(match.version), match.facts, match.explanation, language, known)


def reasons(match: Match, language: str) -> list[Reason]:
    """The conditions of the match as a tree."""
    return tree_of(told(match, language))


def tree_of(lines: Iterable[tuple[int, str]]) -> list[Reason]:
    """The conditions as a tree; a fact's value, source and day stand under the condition that looked at it."""
    top: list[Reason] = []
    open_at: list[tuple[int, Reason]] = []
    for depth, text in lines:
        mark, _, words = text.partition(" ")
        if mark in TRUTHS:
            while open_at and open_at[-1][0] >= depth:
                open_at.pop()
            reason = Reason(TRUTHS[mark], words)
            (open_at[-1][1].children if open_at else top).append(reason)
            open_at.append((depth, reason))
        elif open_at and depth > open_at[-1][0]:
            last = open_at[-1][1]
            last.source = f"{last.source}{semicolon_text()}{text}" if last.source else text
    return top


def amount_lines(match: Match, language: str) -> list[str]:
    """How the amount came about, line by line: what is told between the outcome and the first condition."""
    lines = []
    for depth, text in told(match, language):
        if text[:1] in TRUTHS:
            break
        if depth:
            lines.append(text)
    return lines


def near_miss(match: Match, language: str) -> str:
    """The one condition that failed, and by how much; empty when there is none."""
    return near_in(told(match, language))


def near_in(lines: Iterable[tuple[int, str]]) -> str:
    """The one condition that failed, as the lines tell it; empty when they tell of none."""
    for _, text in lines:
        for beginning in NEAR:
            if text.startswith(beginning):
                return text.removeprefix(beginning)
    return ""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A fact that is missing, and the department that keeps it."""

    fact: str
    department: str


def lacking(match: Match, language: str, words: Vocabulary | None = None) -> list[Lacking]:
    """What is missing for a verdict, and whom to ask."""
    names = [str(missing["fact"]) for missing in match.explanation.get("missing", [])]
    return gaps(names, language, words if words is not None else vocabulary())


def gaps(names: Iterable[str], language: str, known: Vocabulary) -> list[Lacking]:
    """The facts of these names (`finance.revenue[2022]`), each once, with the departments that keep them."""
    found = []
    for code in dict.fromkeys(name.partition("[")[0] for name in names):
        definition = known.get(code)
        name = definition.label.in_language(language[:2]) if definition else code
        source = department_label(definition.source, language[:2]) if definition else ""
        found.append(Lacking(name, source))
    return found
