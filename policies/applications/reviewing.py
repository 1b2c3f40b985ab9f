"""The department's side: return with reasons, opinions of co-departments, refusal, approval; all within its days."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db.models import QuerySet
from django.db.transaction import atomic
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit, last_day, last_day_before, until, working_days_between
from cms.kernel.clock import business_now, business_today
from cms.kernel.display import comma_text
from cms.kernel.errors import WrongState
from cms.kernel.money import to_fen
from cms.kernel.people.models import Membership, MembershipState, User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.applications.errors import (
    AmountAboveCeiling,
    AmountFixed,
    DissentUnanswered,
    HandedInAgain,
    OpinionsMissing,
    OwnApplication,
    RankedOnly,
    ReasonsMissing,
    StatementsUnchecked,
)
from policies.applications.facts import applied_day, fact_label, verdict_with
from policies.applications.models import Application, Correction, DeclaredFact, Opinion
from policies.applications.rules import application_rule
from policies.applications.services import refuse_unless_met
from policies.applications.states import ApplicationState
from policies.catalogue.states import ShortageRule
from policies.grants.applying import Asked, grant_asked
from policies.matching.alone import keep_alone
from policies.registry.kinds import vocabulary
from policies.rules.periods import parse_period
from policies.rules.verdicts import Verdict


def refuse_own(application: Application, by: User) -> None:
    """Nothing; raises OwnApplication for a person who belongs to the enterprise, in whatever role."""
    party = application.enterprise.party
    if Membership.objects.filter(user=by, party=party, state=MembershipState.ACTIVE).exists():
        raise OwnApplication(enterprise=party.name)


def for_decision(application_id: int, by: User) -> Application:
    """The application, held, for somebody of its lead department. Raises NotAllowed, OwnApplication."""
    application = locked(Application, application_id, "version__policy__lead_department", "enterprise__party")
    require(by, Act.DECIDE_APPLICATION, application.version.policy.lead_department)
    refuse_own(application, by)
    return application


@atomic
def return_application(*, application_id: int, corrections: Mapping[str, str], by: User) -> Application:
    """The enterprise has it back with a reason for each field; the department's clock rests meanwhile, and the working
    days it has left are kept (the day of the return is its own).

    Raises NotAllowed, OwnApplication, ReasonsMissing, WrongState.
    """
    application = for_decision(application_id, by)
    wanted = {field: reason.strip() for field, reason in corrections.items() if reason.strip()}
    if not wanted:
        raise ReasonsMissing
    now, today = business_now(), business_today()
    values = {
        "correct_until": correction_ends(today),
        "decide_until": None,
        "counted_from": today,
        "counted_days": _days_left(application, today),
    }
    advance(application, ApplicationState.RETURNED, by=by, values=values, fields=sorted(wanted))
    Correction.objects.bulk_create(
        [
            Correction(
                application=application,
                round=application.round,
                field=field[:100],
                reason=reason[:500],
                made_by=by,
                made_at=now,
            )
            for field, reason in wanted.items()
        ]
    )
    return application


def correction_ends(returned_on: date) -> datetime:
    """The exclusive end of the days that an enterprise has to correct what was returned on the day."""
    days = application_rule(returned_on).correction_days
    return until(last_day(returned_on, days, DayUnit.WORKING, day_one_counts=False))


def _days_left(application: Application, today: date) -> int:
    if application.decide_until is None:
        return application.version.decide_days
    return working_days_between(today, last_day_before(application.decide_until))


@atomic
def give_opinion(*, opinion_id: int, agrees: bool, text: str, by: User) -> Opinion:
    """The co-department has said yes or no, and why; once a round.

    Raises NotAllowed, OwnApplication, ReasonsMissing, WrongState when it was given or the round is over.
    """
    opinion = locked(Opinion, opinion_id, "department")
    require(by, Act.GIVE_OPINION, opinion.department)
    application = locked(Application, opinion.application_id, "enterprise__party")
    refuse_own(application, by)
    if not text.strip():
        raise ReasonsMissing
    is_open = application.state == ApplicationState.SUBMITTED and opinion.round == application.round
    if opinion.given_at is not None or not is_open:
        raise WrongState(noun=application._meta.verbose_name, state=application.state_label)
    opinion.agrees, opinion.text, opinion.given_by, opinion.given_at = agrees, text.strip()[:1000], by, business_now()
    opinion.save(update_fields=["agrees", "text", "given_by", "given_at"])
    record("opinion.given", about=application, by=by, opinion=opinion.pk, agrees=agrees)
    return opinion


@atomic
def refuse_application(*, application_id: int, reason: str, by: User) -> Application:
    """The benefit is not granted, for `reason`; the enterprise may apply anew. Raises NotAllowed, OwnApplication,
    ReasonsMissing, WrongState."""
    application = for_decision(application_id, by)
    if not reason.strip():
        raise ReasonsMissing
    advance(application, ApplicationState.REFUSED, by=by, values=decided(by, reason))
    return application


@atomic
def approve_application(
    *,
    application_id: int,
    by: User,
    checked: Collection[int] = (),
    amount: Money | None = None,
    reason: str = "",
    seen_round: int | None = None,
) -> Application:
    """The benefit is granted: a grant with frozen facts and verdict, its amount reserved; confirmation and notice
    follow as the policy orders. Where the policy ranks, the application waits for its rank instead.

    `checked`: the stated facts that were compared with their papers, all of them; `amount` only where the rule gives
    a ceiling; `seen_round`: which submission the officer had before him, where a page may have become old. Raises
    NotAllowed, OwnApplication, HandedInAgain, OpinionsMissing, DissentUnanswered, StatementsUnchecked, NotQualified,
    FactsMissing, AmountAboveCeiling, AmountFixed, ReasonsMissing (an amount is cut without a word), GrantedBefore,
    PersonGrantedBefore, BudgetExhausted, WrongState.
    """
    application = for_decision(application_id, by)
    if application.state != ApplicationState.SUBMITTED:
        raise WrongState(noun=application._meta.verbose_name, state=application.state_label)
    if seen_round is not None and seen_round != application.round:
        raise HandedInAgain
    refuse_without_opinions(application, reason)
    _check_facts(application, checked, by)
    verdict = verdict_for(application)
    refuse_unless_met(application.version, verdict)
    values = decided(by, reason)
    if application.version.shortage_rule == ShortageRule.RANKED:
        if amount is not None:
            raise RankedOnly(policy=application.version.title_zh)
        advance(application, ApplicationState.SHORTLISTED, by=by, values=values | {"decide_until": None})
        return application
    fen = granted_fen(verdict, amount)
    if fen < (verdict.amount_fen or 0) and not reason.strip():
        raise ReasonsMissing
    match = keep_alone(version=application.version, enterprise=application.enterprise, verdict=verdict)
    asked = Asked(match, fen, project=application.project_number)
    decision = grant_asked(version_id=application.version_id, asked=[asked], by=by)
    grant = decision.grants.get()
    values |= {"match": match, "grant": grant}
    advance(application, ApplicationState.GRANTED, by=by, values=values, grant=grant.pk, amount_fen=fen)
    return application


def verdict_for(application: Application) -> Verdict:
    """What the rule says of it now, on the state's facts and what the enterprise states."""
    applied_on = applied_day(application)
    return verdict_with(application.version, application.enterprise, application.facts.all(), applied_on)


def decided(by: User | None, reason: str) -> dict[str, object]:
    """The columns of an application that is decided now."""
    return {"decided_by": by, "decided_at": business_now(), "reason": reason.strip()[:1000]}


def granted_fen(verdict: Verdict, amount: Money | None) -> int:
    """The fen to grant: the rule's, or under a ceiling the officer's. Raises AmountAboveCeiling, AmountFixed."""
    ceiling = verdict.amount_fen or 0
    if amount is None:
        return ceiling
    fen = to_fen(amount)
    told = f"{ceiling // 100:,}.{ceiling % 100:02}"
    if not verdict.needs_decision and fen != ceiling:
        raise AmountFixed(amount=told)
    if not 0 < fen <= ceiling:
        raise AmountAboveCeiling(ceiling=told)
    return fen


def opinions_of(application: Application) -> QuerySet[Opinion]:
    """The opinions of the present round."""
    found = application.opinions.filter(round=application.round)
    return found.select_related("department", "given_by").order_by("pk")


def refuse_without_opinions(application: Application, reason: str) -> None:
    """Nothing; raises OpinionsMissing, or DissentUnanswered where one disagrees and no reason is given."""
    opinions = list(opinions_of(application))
    if silent := [one.department.name for one in opinions if one.given_at is None]:
        raise OpinionsMissing(departments=comma_text().join(silent))
    against = [one.department.name for one in opinions if one.agrees is False]
    if against and not reason.strip():
        raise DissentUnanswered(departments=comma_text().join(against))


def _check_facts(application: Application, checked: Collection[int], by: User) -> None:
    words, stated = vocabulary(), list(application.facts.order_by("pk"))
    left = [fact for fact in stated if fact.pk not in checked and fact.checked_at is None]
    if left:
        told = [
            fact_label(words[fact.code], parse_period(fact.period) if fact.period else None)
            for fact in left
            if fact.code in words
        ]
        raise StatementsUnchecked(facts=comma_text().join(told))
    DeclaredFact.objects.filter(application=application, checked_at=None).update(
        checked_by=by, checked_at=business_now()
    )
