"""What publishing a draft would change: the rule in plain words, and who enters, who leaves, whose amount changes."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.authoring.simulating import Named, compared, named_changes
from cms.pages.comparing import line_diff, told_rule
from cms.pages.publishing import document_of
from policies.catalogue.errors import ChannelContradicts, ScopeContradicts
from policies.catalogue.models import Version
from policies.catalogue.queries import live_version
from policies.catalogue.services import by_channel, by_scope
from policies.matching.services import present_ground
from policies.matching.simulation import Difference, difference
from policies.rules.checking import check
from policies.rules.columns import NotInColumns
from policies.rules.problems import FaultyRule, Problem, Severity
from policies.rules.reading import rule_from_json
from policies.rules.syntax import Rule
from policies.rules.writing import to_json

if TYPE_CHECKING:
    from cms.pages.policy import PolicyPage


@dataclass(slots=True)
class Effect:
    """What a reviewer must see before a draft goes public.

    `standing`: the version in force, None for a policy that was never public. `changed`: on the registry as it stands,
    None for a policy of text alone or a rule that cannot be simulated. `concerns`: what a person must agree to. No
    lines of rule or text where nothing of it changes.
    """

    standing: Version | None
    rule_lines: list[SafeString] = field(default_factory=list)
    text_lines: list[SafeString] = field(default_factory=list)
    changed: Difference | None = None
    named: list[Named] = field(default_factory=list)
    concerns: list[tuple[str, str]] = field(default_factory=list)


def effect_of(page: "PolicyPage") -> Effect:
    """The effect of publishing the page's latest draft now; nothing is written."""
    draft: PolicyPage = page.get_latest_revision_as_object()
    standing = live_version(draft.family) if draft.family else None
    before = told_rule(standing.rule) if standing else []
    effect = Effect(standing, _changes(before, told_rule(_as_published(draft))))
    effect.text_lines = _changes(standing.text.split("\n") if standing else [], document_of(draft).text.split("\n"))
    rule = _readable(draft)
    if rule is None:
        return effect
    ground = present_ground()
    language = "en" if (get_language() or "").startswith("en") else "zh"
    problems = check(rule, ground.words)
    effect.concerns = [_told(one, language) for one in problems if one.severity is not Severity.WARNING]
    if any(one.severity is Severity.ERROR for one in problems):
        return effect
    try:
        effect.changed = compared(standing, rule, ground) or difference(None, rule, ground)
    except NotInColumns:
        return effect
    effect.named = named_changes(effect.changed)
    return effect


def _changes(before: list[str], after: list[str]) -> list[SafeString]:
    return line_diff(before, after) if before != after else []


def _as_published(draft: "PolicyPage") -> object:
    """The draft's rule as it would be frozen: with the page's channel and scope, unless it contradicts them."""
    rule = _readable(draft)
    if rule is None:
        return draft.rule
    document = document_of(draft)
    try:
        return to_json(by_scope(by_channel(rule, document), document))
    except (ChannelContradicts, ScopeContradicts):
        return draft.rule


def _readable(draft: "PolicyPage") -> Rule | None:
    try:
        return rule_from_json(draft.rule) if draft.rule is not None else None
    except FaultyRule:
        return None


def _told(one: Problem, language: str) -> tuple[str, str]:
    return one.severity.value, f"{one.message.in_language(language)} {one.remedy.in_language(language)}"
