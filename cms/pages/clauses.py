"""The text of a policy with what the rule asks for beside each clause, and how the reader's enterprise stands there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText, get_text_for_indexing

from cms.pages.reading import Branch, in_english, nested
from policies.catalogue.models import Version
from policies.checkup.clauses import Asked, ClauseStanding, asked_by_clause, standing_by_clause
from policies.checkup.findings import Finding, parsed_rule
from policies.registry.kinds import vocabulary
from policies.rules.citing import Clause, Clauses, Paragraph, clause_name, clauses_in
from policies.rules.syntax import Rule

if TYPE_CHECKING:
    from cms.pages.policy import PolicyPage


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one clause of the text; `name`: the clause in the reader's language; `standing`: None for a
    reader who acts for no enterprise."""

    clause: Clause
    name: str
    asked: Sequence[Sequence[Branch]]
    amount: str
    standing: ClauseStanding | None


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of the text, as it is shown, with what stands beside the clauses that begin in it."""

    shown: SafeString
    beside: Sequence[Beside]


def paragraphs_of(stream: StreamValue) -> Iterator[Paragraph]:
    """The paragraphs of a text, each with the number of the block it stands in."""
    for number, block in enumerate(stream):
        source = get_text_for_indexing(block.value.source) if isinstance(block.value, RichText) else str(block.value)
        for line in source.splitlines():
            if line.strip():
                yield Paragraph(number, line, block.block_type == "heading")


def clauses_of(stream: StreamValue) -> Clauses:
    """The clauses of a text."""
    return clauses_in(paragraphs_of(stream))


def passages(page: "PolicyPage", version: Version | None, finding: Finding | None) -> list[Passage]:
    """The text that the reader sees, block by block, with what the rule in `version` says of its clauses.

    Clauses are numbered in the Chinese text. The English stands beside it block by block; where the blocks of the two
    differ in number, what would stand beside them stands at the end.
    """
    text = page.body_en if in_english() and page.body_en else page.body
    notes = list(_beside(page, version, finding)) if version is not None and version.rule is not None else []
    shown = [_shown(block) for block in text]
    fits = len(shown) == len(page.body)
    last = len(shown) - 1
    return [
        Passage(one, [note for note in notes if (note.clause.block if fits else last) == at])
        for at, one in enumerate(shown)
    ]


def _shown(block: Any) -> SafeString:
    return format_html("<h3>{}</h3>", block.value) if block.block_type == "heading" else SafeString(block.render())


def _beside(page: "PolicyPage", version: Version, finding: Finding | None) -> Iterator[Beside]:
    """What is said of each clause that the rule names and the text has, in the order of the text."""
    rule: Rule = parsed_rule(version)
    language, words = "en" if in_english() else "zh", vocabulary()
    asked = asked_by_clause(rule, language, words)
    if not asked:
        return
    verdict = finding.verdict if finding is not None else None
    standings = standing_by_clause(rule, verdict, language, words) if verdict is not None else {}
    clauses = clauses_of(page.body)
    named: list[tuple[Clause, str]] = [(clause, name) for name in asked if (clause := clauses.find(name)) is not None]
    for clause, name in sorted(named, key=lambda one: one[0].block):
        one: Asked = asked[name]
        called = clause_name(clause.name, language)
        yield Beside(clause, called, [nested(lines) for lines in one.conditions], one.amount, standings.get(name))
