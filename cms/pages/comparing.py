"""Two revisions side by side: a rule is compared as people read it, a case by its name and its verdict."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, diff_text
from wagtail.admin.panels import FieldPanel

from cms.pages.reading import in_english
from policies.registry.kinds import vocabulary
from policies.rules.checking import errors_of
from policies.rules.explanation import describe
from policies.rules.problems import FaultyRule
from policies.rules.reading import rule_from_json
from policies.rules.verdicts import VerdictOutcome
from policies.rules.wording.sentences import OUTCOMES


def told_rule(document: Any) -> list[str]:
    """The rule in plain words, a line each, set in by ideographic spaces; one line for a rule that cannot be told."""
    if document is None:
        return []
    words = vocabulary()
    try:
        rule = rule_from_json(document)
    except FaultyRule:
        return [_("规则尚未写完")]
    if errors_of(rule, words):
        return [_("规则有错误，暂不能说明")]
    language = "en" if in_english() else "zh"
    return ["　" * line.depth + line.text for line in describe(rule, language, words)]


def told_cases(cases: Any) -> list[str]:
    """Each saved case as a line."""
    language = "en" if in_english() else "zh"
    return [" · ".join(part for part in _parts(one, language) if part) for one in cases or () if isinstance(one, dict)]


def _parts(one: dict[str, Any], language: str) -> Iterator[str]:
    yield str(one.get("name", ""))
    outcome = one.get("outcome")
    yield OUTCOMES[VerdictOutcome(outcome)].in_language(language) if outcome in list(VerdictOutcome) else ""
    yield str(one.get("amount", ""))
    yield str(one.get("given", ""))


def line_diff(before: Sequence[str], after: Sequence[str]) -> list[SafeString]:
    """The lines of both, what differs marked within the line where one takes another's place."""
    found = []
    for change, i, until_i, j, until_j in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if change == "replace" and until_i - i == until_j - j:
            pairs = zip(before[i:until_i], after[j:until_j], strict=True)
            found += [diff_text(old, new).to_html() for old, new in pairs]
            continue
        shown = before[i:until_i] if change == "equal" else []
        found += [format_html("{}", line) for line in shown]
        if change != "equal":
            found += [format_html('<span class="deletion">{}</span>', line) for line in before[i:until_i]]
            found += [format_html('<span class="addition">{}</span>', line) for line in after[j:until_j]]
    return found


class LinesComparison(FieldComparison):
    """A field compared line by line."""

    def lines(self, value: Any) -> list[str]:
        """The value as lines."""
        raise NotImplementedError

    def htmldiff(self) -> SafeString:
        """Both, with what differs marked."""
        lines = line_diff(self.lines(self.val_a), self.lines(self.val_b))
        return format_html_join("", "<div>{}</div>", ((line,) for line in lines))


class RuleComparison(LinesComparison):
    """A rule in plain words."""

    def lines(self, value: Any) -> list[str]:
        """The rule, told."""
        return told_rule(value)


class CasesComparison(LinesComparison):
    """Saved cases, one a line."""

    def lines(self, value: Any) -> list[str]:
        """The cases, told."""
        return told_cases(value)


class RulePanel(FieldPanel):
    """The rule's panel."""

    def get_comparison_class(self) -> type[FieldComparison]:
        """In plain words."""
        return RuleComparison


class CasesPanel(FieldPanel):
    """The saved cases' panel."""

    def get_comparison_class(self) -> type[FieldComparison]:
        """One a line."""
        return CasesComparison


class DirectPublishingPanel(FieldPanel):
    """The tick without which nobody publishes past the review; shown to those alone who can."""

    def get_comparison_class(self) -> type[FieldComparison] | None:
        """A tick is no part of what is compared."""
        return None

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel of one request."""

        def is_shown(self) -> bool:
            """Whether the person has the button at all: everybody else's draft goes through the review."""
            return bool(self.request and self.request.user.is_superuser and super().is_shown())
