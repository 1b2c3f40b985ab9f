"""A rule that is being written: read as far as it goes, judged, told in plain words, tried on its cases."""

from dataclasses import dataclass, field, replace
from typing import Any

from policies.rules.checking import check
from policies.rules.citing import Clauses, Paragraph, clauses_in
from policies.rules.explanation import describe
from policies.rules.facts import Vocabulary
from policies.rules.problems import FaultyRule, Problem, Severity, problem
from policies.rules.reading import rule_from_json
from policies.rules.saved_cases import run_cases
from policies.rules.syntax import Channel, Once, Rule
from policies.rules.wording.parts import CHOICE_NAMES
from policies.rules.writing import to_json
from policies.rules.yaml_form import full_form, load_yaml, rule_to_yaml

LONGEST_TEXT = 200_000
MOST_PARAGRAPHS = 400
LONGEST_PARAGRAPH = 400


@dataclass(slots=True)
class Draft:
    """What was posted: the tree as far as it could be parsed, the rule if it can be read, and what is wrong.

    `on_its_page`: the rule as publishing would write it, with what it leaves to its page.
    """

    document: Any = None
    rule: Rule | None = None
    problems: list[Problem] = field(default_factory=list)
    clauses: Clauses | None = None
    on_its_page: Rule | None = None

    @property
    def canonical(self) -> Any:
        """The canonical JSON of a readable rule, else the tree as it was written, None when there is none."""
        return to_json(self.rule) if self.rule is not None else self.document

    @property
    def yaml(self) -> str:
        """The YAML of a readable rule; empty otherwise."""
        return rule_to_yaml(self.rule) if self.rule is not None else ""

    @property
    def is_sound(self) -> bool:
        """Whether the rule can be evaluated."""
        return self.rule is not None and not any(one.severity is Severity.ERROR for one in self.problems)


def drafted(body: dict[str, Any], words: Vocabulary) -> Draft:
    """The draft a request speaks of: `rule` a tree, or `text` its YAML or JSON; neither: an empty draft."""
    draft = Draft(document=body.get("rule"), clauses=posted_clauses(body.get("body")))
    text = body.get("text")
    try:
        if isinstance(text, str):
            if not text.strip():
                return Draft(clauses=draft.clauses)
            draft.document = full_form(load_yaml(text[:LONGEST_TEXT]))
        if draft.document is None:
            return draft
        draft.rule = rule_from_json(full_form(draft.document))
        draft.on_its_page = _on_its_page(draft.rule, draft.document, body)
        found = [one for one in check(draft.rule, words, draft.clauses) if one.code not in _answered_by_page(body)]
        draft.problems = [*found, *_against_page(draft, body)]
    except FaultyRule as faulty:
        draft.problems = list(faulty.problems)
    return draft


def _on_its_page(rule: Rule, document: Any, body: dict[str, Any]) -> Rule:
    """The rule with how often and by which channel the form around it says, where it says neither itself."""
    said = document if isinstance(document, dict) else {}
    once_per, channel = str(body.get("once_per")), str(body.get("channel"))
    if "once_per" not in said and once_per in list(Once):
        rule = replace(rule, once_per=Once(once_per))
    if "usual" not in (said.get("channels") or {}) and channel in list(Channel):
        rule = replace(rule, channels=replace(rule.channels, usual=Channel(channel)))
    return rule


def _answered_by_page(body: dict[str, Any]) -> set[str]:
    """The problems of a rule by itself that the form around it has answered."""
    return {"no_budget_line"} if body.get("budget_line") else set()


def _against_page(draft: Draft, body: dict[str, Any]) -> list[Problem]:
    """What the rule says otherwise than the form around it: publishing would refuse it."""
    scopes = CHOICE_NAMES["once_per"]
    said = draft.document.get("once_per") if isinstance(draft.document, dict) else None
    page = body.get("once_per")
    if said is None or said == page or not isinstance(page, str) or page not in scopes:
        return []
    return [problem("scope_contradicts", "/once_per", Severity.WARNING, page=scopes[page], rule=scopes[said])]


def posted_clauses(raw: Any) -> Clauses | None:
    """The clauses of the text that the page's form holds; None when the request says nothing of the text."""
    if not isinstance(raw, list):
        return None
    parts = [one for one in raw[:MOST_PARAGRAPHS] if isinstance(one, dict)]
    return clauses_in(
        Paragraph(at, str(one.get("text", ""))[:LONGEST_PARAGRAPH], bool(one.get("heading")))
        for at, one in enumerate(parts)
    )


def told_clauses(draft: Draft) -> list[dict[str, str]]:
    """The clauses there are to name, each with its beginning."""
    found = draft.clauses.found if draft.clauses is not None else ()
    return [{"name": clause.name, "text": clause.text[:40]} for clause in found]


def told_problem(one: Problem, language: str) -> dict[str, str]:
    """A problem with its place, in one language."""
    return {
        "code": one.code,
        "path": one.path,
        "severity": one.severity.value,
        "message": one.message.in_language(language),
        "remedy": one.remedy.in_language(language),
    }


def told_lines(draft: Draft, words: Vocabulary, language: str) -> list[dict[str, Any]]:
    """The rule in plain words, each line with the place it tells; nothing while the rule names unknown facts."""
    if draft.on_its_page is None or not draft.is_sound:
        return []
    lines = describe(draft.on_its_page, language, words)
    return [{"text": line.text, "depth": line.depth, "path": line.path} for line in lines]


def told_cases(draft: Draft, cases: Any, words: Vocabulary, language: str) -> list[dict[str, Any]]:
    """How each saved case comes out under a rule that can be evaluated; none otherwise."""
    if draft.rule is None or not draft.is_sound or not cases:
        return []
    return [
        {
            "holds": result.holds,
            "expected": result.expected.in_language(language),
            "found": result.found.in_language(language),
            "problems": [told_problem(one, language) for one in result.problems],
        }
        for result in run_cases(draft.rule, cases, words)
    ]
