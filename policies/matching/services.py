"""Versions matched against the registry: a run per version, its matches kept for good with facts and reasons."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from cms.kernel.clock import business_today
from policies.catalogue.models import Version
from policies.catalogue.queries import executable_versions, rule_of
from policies.catalogue.states import VersionState
from policies.matching.columns import Ground, Together
from policies.matching.explaining import facts_seen
from policies.matching.models import Match, MatchRun
from policies.matching.queries import latest_inputs
from policies.matching.rounds import Due, begin_round
from policies.registry.kinds import vocabulary
from policies.registry.known import facts_of, registers, registers_to_json
from policies.registry.models import Enterprise
from policies.registry.snapshot import current_snapshot
from policies.rules.evaluation import assessed_period, evaluate
from policies.rules.prefixes import rests_on_codes
from policies.rules.syntax import Rule
from policies.rules.verdicts import Verdict as RuleVerdict
from policies.rules.walking import walk


def present_ground() -> Ground:
    """The registry as it stands, on the business day."""
    return Ground(current_snapshot(), business_today(), vocabulary(), registers())


def match_live_versions() -> list[MatchRun]:
    """Every live version that reads anything new has a run on the registry as it stands; the others need none."""
    return match_versions(list(executable_versions()))


def match_versions(versions: Sequence[Version]) -> list[MatchRun]:
    """A run of each version has begun, save of those whose run in force, or on its way, rests on just the same."""
    if not versions:
        return []
    ground, known = present_ground(), latest_inputs(versions)
    together = Together([rule_of(version) for version in versions], ground)
    due = []
    for index, version in enumerate(versions):
        rule = together.rules[index]
        period = str(assessed_period(rule.assessed, ground.decided_on) or "")
        inputs = _inputs(version, rule, together.columns(index), period, ground)
        if known.get(version.pk) != inputs:
            due.append(Due(version, inputs, period))
    return begin_round(due, ground) if due else []


def _inputs(version: Version, rule: Rule, columns: Sequence[str], period: str, ground: Ground) -> str:
    """The hash of all that a run rests on; the day itself counts only for a rule that speaks of it."""
    text = str(version.rule)
    day = str(ground.decided_on) if "decided_on" in text or "applied_on" in text else ""
    token = ground.snapshot.token(columns, ground.decided_on, ground.words)
    said = json.dumps([version.pk, token, period, day, _registers_named(rule, ground)], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _registers_named(rule: Rule, ground: Ground) -> dict[str, Any]:
    """The catalogues and series that the rule speaks of, with all their entries; and how the codes it names changed."""
    named = {getattr(part, name, None) for part, _place in walk(rule) for name in ("of", "catalogue")}
    named = {one for one in named if isinstance(one, str)}
    kept = registers_to_json(ground.registers)
    families = {getattr(part, "unused", None) for part, _place in walk(rule)}
    kept["catalogues"] |= {f"used:{family}": kept["keys_used"].get(family, []) for family in families if family}
    codes = {one for one in named if isinstance(one, str)} | {f"used:{family}" for family in families}
    said = {
        part: {code: kept[part][code] for code in sorted(codes & set(kept[part]))} for part in ("catalogues", "figures")
    }
    history = ground.registers.history
    changes = [str(one) for one in history.in_force(ground.decided_on)] if rests_on_codes(rule, ground.words) else []
    return said | ({"codes": changes} if changes else {})


def match_if_live(version_id: int) -> list[MatchRun]:
    """The version has a run, if it is in force and carries a rule."""
    version = Version.objects.select_related("policy").get(pk=version_id)
    if version.state != VersionState.LIVE or not version.is_executable:
        return []
    return match_versions([version])


def verdict_now(version: Version, enterprise: Enterprise) -> RuleVerdict:
    """What the version's rule says of the enterprise on the facts of this moment. ValueError when it has no rule."""
    return evaluate(rule_of(version), facts_of(enterprise), decided_on=business_today(), vocabulary=vocabulary())


def drift(match: Match, said: RuleVerdict) -> dict[str, Any]:
    """What changed since the match by what the rule says now: facts with their value before and now, the outcome and
    the amount in fen now."""
    before = {fact["name"]: fact["value"] for fact in match.facts}
    now = {fact["name"]: fact["value"] for fact in facts_seen(said)}
    changed = {name: [before.get(name), now.get(name)] for name in before | now if before.get(name) != now.get(name)}
    return {"facts": changed, "outcome": said.outcome.value, "amount_fen": said.amount_fen}
