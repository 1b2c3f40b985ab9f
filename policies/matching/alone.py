"""One enterprise judged by itself because it applied: the verdict is frozen as a match of a run of one."""

from cms.kernel.clock import business_now
from cms.kernel.money import from_fen
from policies.catalogue.models import Version
from policies.matching.explaining import explanation, facts_seen
from policies.matching.models import Match, MatchRun
from policies.matching.states import RunState, Verdict
from policies.registry.models import Enterprise
from policies.rules.verdicts import Verdict as RuleVerdict
from policies.rules.verdicts import VerdictOutcome

NO_SNAPSHOT = "alone"


def keep_alone(*, version: Version, enterprise: Enterprise, verdict: RuleVerdict) -> Match:
    """The verdict that the enterprise qualifies stands as a match, with the facts and reasons it rests on.

    The run has one enterprise and is never the version's run in force. ValueError for any other verdict.
    """
    if verdict.outcome is not VerdictOutcome.MET:
        raise ValueError(f"{version} is not fulfilled by enterprise {enterprise.pk}")
    now, amount = business_now(), from_fen(verdict.amount_fen or 0)
    period = str(verdict.period or "")
    run = MatchRun.objects.create(
        state=RunState.ALONE,
        version=version,
        snapshot=NO_SNAPSHOT,
        decided_on=now.date(),
        period=period,
        examined_count=1,
        met_count=1,
        amount=amount,
        started_at=now,
    )
    return Match.objects.create(
        run=run,
        version=version,
        enterprise=enterprise,
        verdict=Verdict.MET,
        amount=amount,
        channel=verdict.channel.value,
        period=period,
        needs_review=bool(verdict.reviews) or verdict.needs_decision,
        facts=facts_seen(verdict),
        explanation=explanation(verdict),
    )
