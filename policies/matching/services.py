"""Versions matched against the registry: a run per version, its matches kept for good with facts and reasons."""

import time
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from django.db import transaction

from cms.kernel.clock import business_now, business_today
from cms.kernel.money import from_fen
from cms.kernel.states import advance
from cms.kernel.trail import events_about, record
from policies.catalogue.documents import sha256
from policies.catalogue.models import Version
from policies.catalogue.queries import executable_versions, rule_of
from policies.catalogue.states import VersionState
from policies.matching.columns import EnginesDisagree, Found, Ground, find, verdicts
from policies.matching.explaining import explanation, facts_seen
from policies.matching.models import Match, MatchRun
from policies.matching.queries import latest_run
from policies.matching.states import RunState, Verdict
from policies.registry.kinds import vocabulary
from policies.registry.known import facts_of, registers
from policies.registry.models import Enterprise
from policies.registry.snapshot import current_snapshot, snapshot_key
from policies.rules.evaluation import evaluate
from policies.rules.syntax import Rule
from policies.rules.verdicts import Verdict as RuleVerdict
from policies.rules.verdicts import VerdictOutcome

NEAR_LOOKED_AT: Final = 600
NEAR_KEPT: Final = 200
LACKING_KEPT: Final = 300
HOLDS: Final = "match_run.holds"
"""The event of a run that was looked at again, on a later snapshot or day, and would be no different."""
OUTCOMES: Final = {
    Verdict.MET: VerdictOutcome.MET,
    Verdict.NEAR: VerdictOutcome.UNMET,
    Verdict.NEEDS_DATA: VerdictOutcome.UNKNOWN,
}


def present_ground() -> Ground:
    """The registry as it stands, on the business day."""
    return Ground(current_snapshot(), business_today(), vocabulary(), registers())


def match_live_versions() -> list[MatchRun]:
    """Every live version with a rule has a run on the registry as it stands; whose inputs are unchanged needs none."""
    key, today = snapshot_key(), business_today()
    versions = [version for version in executable_versions() if not _is_matched(version, key, today)]
    return match_versions(versions) if versions else []


def _is_matched(version: Version, key: str, today: date) -> bool:
    """Whether the run in force was made, or was found to hold, on this snapshot and this day."""
    run = latest_run(version)
    if run is None:
        return False
    if (run.snapshot, run.decided_on) == (key, today):
        return True
    seen = events_about(run).filter(name=HOLDS).order_by("sequence").last()
    return seen is not None and (seen.data["snapshot"], seen.data["day"]) == (key, today.isoformat())


def match_versions(versions: Sequence[Version]) -> list[MatchRun]:
    """A run of each version, save those that would only repeat the last one."""
    ground = present_ground()
    rules = [rule_of(version) for version in versions]
    started = time.perf_counter()
    found = find(rules, ground)
    shared_ms = (time.perf_counter() - started) * 1000 / max(len(rules), 1)
    return [
        run
        for version, rule, one in zip(versions, rules, found, strict=True)
        if (run := _keep(version, rule, one, ground, shared_ms)) is not None
    ]


@transaction.atomic
def _keep(version: Version, rule: Rule, found: Found, ground: Ground, shared_ms: float) -> MatchRun | None:
    """The run with its matches; None when the last run read exactly the same: then its trail says that it still holds.

    Raises EnginesDisagree.
    """
    last = latest_run(version)
    inputs = _inputs(version, found, ground)
    if last is not None and last.inputs == inputs:
        record(HOLDS, about=last, by=None, snapshot=ground.snapshot.key, day=ground.decided_on.isoformat())
        return None
    started = time.perf_counter()
    run = MatchRun.objects.create(
        version=version,
        snapshot=ground.snapshot.key,
        inputs=inputs,
        decided_on=ground.decided_on,
        period=str(found.period or ""),
        examined_count=found.examined,
        met_count=len(found.amounts),
        near_count=len(found.near),
        needs_data_count=len(found.lacking),
        amount=from_fen(sum(found.amounts.values())),
        started_at=business_now(),
    )
    for batch in _batches(_matches(run, rule, found, ground)):
        Match.objects.bulk_create(batch)
    took = shared_ms + (time.perf_counter() - started) * 1000
    advance(run, RunState.DONE, by=None, values={"took_ms": round(took)}, met=run.met_count, snapshot=run.snapshot)
    return run


def _inputs(version: Version, found: Found, ground: Ground) -> str:
    """The hash of all that the run rests on; the day itself counts only for a rule that speaks of it."""
    text = str(version.rule)
    day = ground.decided_on if "decided_on" in text or "applied_on" in text else ""
    return sha256([found.inputs, str(found.period), str(day), repr(ground.registers)])


def _matches(run: MatchRun, rule: Rule, found: Found, ground: Ground) -> Iterator[Match]:
    met = list(found.amounts)
    for pk, said in verdicts(rule, met, ground):
        if (said.amount_fen or 0) != found.amounts[pk]:
            raise EnginesDisagree(f"{run.version}: enterprise {pk}")
        yield _match(run, pk, Verdict.MET, said, ground)
    looked_at = verdicts(rule, found.near[:NEAR_LOOKED_AT], ground)
    for pk, said in sorted(looked_at, key=_distance)[:NEAR_KEPT]:
        yield _match(run, pk, Verdict.NEAR, said, ground)
    for pk, said in verdicts(rule, found.lacking[:LACKING_KEPT], ground):
        yield _match(run, pk, Verdict.NEEDS_DATA, said, ground)


def _distance(one: tuple[int, RuleVerdict]) -> tuple[bool, Fraction]:
    """How far a near miss is off: by number first, as a share of what is asked."""
    near = one[1].near_miss
    if near is None or near.short_by is None:
        return True, Fraction(0)
    asked = next((leaf.right for leaf in one[1].trace.leaves() if leaf.path == near.path), None)
    whole = abs(asked) if isinstance(asked, Fraction) and asked else Fraction(1)
    return False, abs(Fraction(near.short_by)) / whole


def _match(run: MatchRun, enterprise_id: int, verdict: Verdict, said: RuleVerdict, ground: Ground) -> Match:
    if said.outcome is not OUTCOMES[verdict]:
        raise EnginesDisagree(f"{run.version}: enterprise {enterprise_id} {verdict} / {said.outcome}")
    return Match(
        run=run,
        version_id=run.version_id,
        enterprise_id=enterprise_id,
        verdict=verdict,
        amount=from_fen(said.amount_fen or 0) if verdict == Verdict.MET else None,
        channel=said.channel.value,
        period=run.period,
        needs_review=bool(said.reviews) or said.needs_decision,
        facts=facts_seen(said),
        explanation=explanation(said, ground.words),
    )


def _batches(matches: Iterator[Match], size: int = 1000) -> Iterator[list[Match]]:
    batch: list[Match] = []
    for match in matches:
        batch.append(match)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def match_if_live(version_id: int) -> list[MatchRun]:
    """The version has a run, if it is in force and carries a rule."""
    version = Version.objects.select_related("policy").get(pk=version_id)
    if version.state != VersionState.LIVE or not version.is_executable:
        return []
    return match_versions([version])


def verdict_now(version: Version, enterprise: Enterprise) -> RuleVerdict:
    """What the version's rule says of the enterprise on the facts of this moment. ValueError when it has no rule."""
    return evaluate(rule_of(version), facts_of(enterprise), decided_on=business_today(), vocabulary=vocabulary())


def drift(match: Match) -> dict[str, Any]:
    """What changed since the match: facts with their value before and now, the outcome and the amount in fen now."""
    said = verdict_now(match.version, match.enterprise)
    before = {fact["name"]: fact["value"] for fact in match.facts}
    now = {fact["name"]: fact["value"] for fact in facts_seen(said)}
    changed = {name: [before.get(name), now.get(name)] for name in before | now if before.get(name) != now.get(name)}
    return {"facts": changed, "outcome": said.outcome.value, "amount_fen": said.amount_fen}
