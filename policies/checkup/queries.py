"""The check-up of one enterprise: every policy in force, on the facts of this moment, in a fixed number of queries."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from cms.kernel.clock import business_today
from policies.catalogue.models import Version
from policies.catalogue.queries import live_versions
from policies.catalogue.states import OncePer
from policies.checkup.findings import Finding, finding_of, parsed_rule
from policies.checkup.states import Standing
from policies.grants.models import Grant
from policies.grants.states import DEAD, GrantState
from policies.registry.kinds import vocabulary
from policies.registry.known import facts_of
from policies.registry.models import Enterprise
from policies.rules.evaluation import assessed_period

ORDER = list(Standing)


def versions_to_check() -> QuerySet[Version]:
    """The versions in force, each with its policy, its department and its page."""
    return live_versions().select_related("policy__page")


def checkup_of(enterprise: Enterprise, language: str) -> list[Finding]:
    """How the enterprise stands under every policy in force; what it can have first, the largest amount first."""
    today, words, facts = business_today(), vocabulary(), facts_of(enterprise)
    grants = live_grants_of(enterprise)
    found = [
        finding_of(version, facts, on=today, words=words, language=language, grant=held_under(version, grants, today))
        for version in versions_to_check()
    ]
    return in_order(found)


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """What can be had first, the largest amount first."""
    return sorted(_with_rivals(findings), key=_place)


def _with_rivals(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings; of several that can be had in one exclusive group, each names another one."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.version.exclusive_group and finding.standing in (Standing.MET, Standing.HELD):
            groups.setdefault(finding.version.exclusive_group, []).append(finding)
    for finding in findings:
        rivals = [one for one in groups.get(finding.version.exclusive_group, ()) if one is not finding]
        is_had = finding.standing in (Standing.MET, Standing.HELD)
        yield replace(finding, beside=rivals[0].version.title) if rivals and is_had else finding


def _place(finding: Finding) -> tuple[int, int, str]:
    amount = finding.estimate.high or 0 if finding.estimate else 0
    return ORDER.index(finding.standing), -amount, finding.version.policy.code


def finding_for(version: Version, enterprise: Enterprise, language: str) -> Finding:
    """How the enterprise stands under one version."""
    today = business_today()
    grant = held_under(version, live_grants_of(enterprise), today)
    return finding_of(version, facts_of(enterprise), on=today, words=vocabulary(), language=language, grant=grant)


def live_grants_of(enterprise: Enterprise) -> list[Grant]:
    """What the enterprise receives or received, the newest first."""
    return list(Grant.objects.filter(enterprise=enterprise).exclude(state__in=DEAD).order_by("-pk"))


def held_under(version: Version, grants: Sequence[Grant], on: date) -> Grant | None:
    """The grant that already gives the version's benefit: for the period assessed on the day, or for good.

    Of a benefit given once a step, one that is not paid yet: paid steps are known to the rule itself.
    """
    own = [grant for grant in grants if grant.policy_id == version.policy_id]
    if version.once_per == OncePer.STEP:
        own = [grant for grant in own if grant.state != GrantState.PAID]
    elif own and version.once_per != OncePer.ENTERPRISE and version.rule is not None:
        period = str(assessed_period(parsed_rule(version).assessed, on) or "")
        own = [grant for grant in own if grant.period == period]
    return own[0] if own else None


def counts_of(findings: Sequence[Finding]) -> dict[Standing, int]:
    """How many policies there are of each standing."""
    counted = Counter(finding.standing for finding in findings)
    return {standing: counted[standing] for standing in Standing}
