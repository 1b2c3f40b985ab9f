"""What an enterprise does: one click decided by the rule, or an application written, handed in and taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit, last_day, until
from cms.kernel.clock import business_now, business_today
from cms.kernel.display import bracketed_text, comma_text, semicolon_text
from cms.kernel.money import from_fen
from cms.kernel.people.models import User
from cms.kernel.states import Vanished, advance, locked
from cms.kernel.trail import record
from policies.applications.completing import missing_parts
from policies.applications.errors import (
    AnotherIsOpen,
    ApplicationsClosed,
    FactsMissing,
    LinesIncomplete,
    NoApplicationNeeded,
    NotComplete,
    NotQualified,
    OtherChannel,
    ProjectUnnamed,
    WantsAPerson,
)
from policies.applications.facts import applied_day, blank_cells, only_theirs, verdict_with, wanted_facts
from policies.applications.models import Application, Opinion
from policies.applications.queries import open_application
from policies.applications.rules import application_rule
from policies.applications.states import WRITABLE, ApplicationState
from policies.applications.telling import failing
from policies.catalogue.models import Version
from policies.catalogue.states import Channel, OncePer
from policies.grants.applying import Agreed, Asked, confirmed, grant_asked, refuse_if_held
from policies.grants.grouping import locked_group
from policies.grants.scopes import period_key, project_key, project_scope
from policies.matching.alone import keep_alone
from policies.matching.channels import takes_applications, window_of
from policies.registry.lineage import lineage
from policies.registry.models import Enterprise
from policies.rules.verdicts import Verdict, VerdictOutcome


@dataclass(frozen=True, slots=True)
class Project:
    """What the enterprise calls a project, and the number under which it was filed or approved."""

    number: str = ""
    name: str = ""


NO_PROJECT = Project()


@atomic
def claim_at_once(
    *, version_id: int, enterprise_id: int, account_id: int, scale: str, by: User, project: Project = NO_PROJECT
) -> Application:
    """即申即享: the rule decides on the facts of this moment. The grant stands with its facts and verdict frozen, its
    amount reserved, amount and account confirmed; the click was the confirmation.

    Raises NotAllowed, ApplicationsClosed, OtherChannel, NoApplicationNeeded, NotQualified, FactsMissing, WantsAPerson,
    ProjectUnnamed, AnotherIsOpen, GrantedBefore, PersonGrantedBefore, NoBudgetLine, AccountNotUsable, ScaleMissing,
    BudgetExhausted, PoolUsedUp: then nothing stands.
    """
    version, enterprise = _version_and_applicant(version_id, enterprise_id, by)
    version = locked_group(version.pk)  # all of its group at once, in order: two claims never wait for each other
    verdict = verdict_with(version, enterprise, (), business_today())
    _refuse_channel(version, verdict, {Channel.AT_ONCE})
    refuse_unless_met(version, verdict)
    _refuse_undecided(version, verdict)
    project = _project_of(version, project)
    if open_application(version, enterprise, project.number) is not None:
        raise AnotherIsOpen(policy=version.title_zh)
    period = str(verdict.period or "")
    refuse_if_held(version, enterprise, period, verdict.steps, project.number)
    match = keep_alone(version=version, enterprise=enterprise, verdict=verdict)
    application = _begun(version, enterprise, Channel.AT_ONCE, period, by, project)
    agreed = Agreed(account_id=account_id, scale=scale, by=by)
    asked = Asked(match, verdict.amount_fen or 0, agreed, project.number)
    decision = grant_asked(version_id=version.pk, asked=[asked], by=None)
    now, grant = business_now(), decision.grants.get()
    values = {
        "match": match, "grant": grant, "account": grant.account, "scale": scale, "estimate": match.amount,
        "round": 1, "submitted_at": now, "decided_at": now,
    }  # fmt: skip
    advance(application, ApplicationState.GRANTED, by=by, values=values, grant=grant.pk, at_once=True)
    return application


@atomic
def begin_application(*, version_id: int, enterprise_id: int, by: User, project: Project = NO_PROJECT) -> Application:
    """The enterprise has a draft to fill in, where the benefit is given once a project for this one; the one it began
    before, if that is still open.

    Raises NotAllowed, ApplicationsClosed, OtherChannel, NoApplicationNeeded, ProjectUnnamed, NotQualified,
    GrantedBefore.
    """
    version, enterprise = _version_and_applicant(version_id, enterprise_id, by)
    locked(Version, version.pk)
    project = _project_of(version, project)
    standing = open_application(version, enterprise, project.number)
    if standing is not None:
        return standing
    verdict = verdict_with(version, enterprise, (), business_today())
    channel = _refuse_channel(version, verdict, {Channel.WITHIN_DAYS, Channel.ON_APPLICATION})
    refuse_if_unmet(version, verdict)
    period = str(verdict.period or "")
    refuse_if_held(version, enterprise, period, project=project.number)
    application = _begun(version, enterprise, channel, period, by, project)
    record("application.begun", about=application, by=by, version=version.pk)
    return application


@atomic
def submit_application(*, application_id: int, by: User) -> Application:
    """The application lies before the lead department, its days counted from tomorrow; its co-departments are asked.

    A corrected one has the working days that were left when it was returned, at least `least_days`: the time in which
    the enterprise corrects is not the department's, and a return gives it no new period (after the Administrative
    Licensing Law art. 32 and 45: what is lacking is told once, and what waits for others is not counted).

    Raises NotAllowed, WrongState, ApplicationsClosed (a returned one is heard until its own end), LinesIncomplete,
    NotComplete, NotQualified, FactsMissing, GrantedBefore, AccountNotUsable.
    """
    application = locked(Application, application_id, "version__policy", "enterprise__party")
    version, enterprise = application.version, application.enterprise
    require(by, Act.APPLY_FOR_BENEFIT, enterprise.party)
    if application.state not in WRITABLE:
        advance(application, ApplicationState.SUBMITTED, by=by)
    if application.state == ApplicationState.DRAFT:
        refuse_if_closed(version)
    refuse_if_held(version, enterprise, application.period, project=application.project_number)
    stated, today = list(application.facts.all()), business_today()
    verdict = verdict_with(version, enterprise, stated, applied_day(application))
    refuse_if_unmet(version, verdict)
    if blanks := blank_cells(verdict, stated):
        raise LinesIncomplete(blanks)
    if missing := [*[one.label for one in wanted_facts(verdict)], *missing_parts(application, stated)]:
        raise NotComplete(missing=comma_text().join(missing))
    refuse_unless_met(version, verdict)
    confirmed(enterprise, application.account_id, by=by)
    now, days = business_now(), version.decide_days
    if application.counted_days is not None:
        days = max(application.counted_days, application_rule(today).least_days)
    ends = until(last_day(today, days, DayUnit.WORKING, day_one_counts=False))
    values = {
        "round": application.round + 1,
        "submitted_at": application.submitted_at or now,
        "estimate": from_fen(verdict.amount_fen or 0),
        "counted_from": today,
        "counted_days": days,
        "decide_until": ends,
        "correct_until": None,
        "reminded_at": None,
        "escalated_at": None,
    }
    advance(application, ApplicationState.SUBMITTED, by=by, values=values, round=application.round + 1)
    Opinion.objects.bulk_create(
        [
            Opinion(
                application=application,
                round=application.round,
                department=department,
                asked_at=now,
                answer_until=min(ends, opinion_ends(today)),
            )
            for department in application.policy.co_departments.order_by("pk")
        ]
    )
    return application


@atomic
def withdraw_application(*, application_id: int, by: User) -> Application:
    """The enterprise takes its application back; it may apply anew. Raises NotAllowed, WrongState."""
    application = locked(Application, application_id, "enterprise__party")
    require(by, Act.APPLY_FOR_BENEFIT, application.enterprise.party)
    advance(application, ApplicationState.WITHDRAWN, by=by, values={"decided_at": business_now()})
    return application


def opinion_ends(asked_on: date) -> datetime:
    """The exclusive end of the days that a co-department asked on the day has by itself."""
    days = application_rule(asked_on).opinion_days
    return until(last_day(asked_on, days, DayUnit.WORKING, day_one_counts=False))


def refuse_if_closed(version: Version) -> None:
    """Nothing; raises ApplicationsClosed when the version takes no applications today."""
    if not takes_applications(version):
        window = window_of(version)
        raise ApplicationsClosed(policy=version.title_zh, first=window.first, last=window.last or "—")


def refuse_if_unmet(version: Version, verdict: Verdict) -> None:
    """Nothing; raises NotQualified, naming what fails, when the rule says no."""
    if verdict.outcome is VerdictOutcome.UNMET:
        raise NotQualified(policy=version.title_zh, failing=failing(version, verdict))


def refuse_unless_met(version: Version, verdict: Verdict) -> None:
    """Nothing; raises NotQualified, or FactsMissing with each fact and whom to ask, unless the rule says yes."""
    refuse_if_unmet(version, verdict)
    if verdict.outcome is VerdictOutcome.UNKNOWN:
        theirs = [f"{one.label}{bracketed_text(str(one.department))}" for one in only_theirs(verdict)]
        told = [*theirs, *[one.label for one in wanted_facts(verdict)]]
        raise FactsMissing(missing=comma_text().join(told))


def _refuse_undecided(version: Version, verdict: Verdict) -> None:
    """Nothing; raises WantsAPerson where the amount is a ceiling, or the rule names what a person has to look at."""
    language = get_language() or "zh"
    why = [one.in_language(language[:2]) for one in verdict.reviews]
    why += [_("金额在规则测算的上限内核定")] if verdict.needs_decision else []
    if why:
        raise WantsAPerson(policy=version.title_zh, why=semicolon_text().join(why))


def _version_and_applicant(version_id: int, enterprise_id: int, by: User) -> tuple[Version, Enterprise]:
    enterprise = Enterprise.objects.select_related("party").filter(pk=enterprise_id).first()
    version = Version.objects.filter(pk=version_id).select_related("policy").first()
    if version is None or enterprise is None:
        raise Vanished
    require(by, Act.APPLY_FOR_BENEFIT, enterprise.party)
    refuse_if_closed(version)
    return version, enterprise


def _refuse_channel(version: Version, verdict: Verdict, ways: Collection[Channel]) -> Channel:
    """The channel that is open to the enterprise, one of `ways`. Raises NoApplicationNeeded, OtherChannel."""
    channel = Channel(verdict.channel.value)
    if channel == Channel.NO_APPLICATION:
        raise NoApplicationNeeded(policy=version.title_zh)
    if channel not in ways:
        raise OtherChannel(open=channel.label)
    return channel


def _project_of(version: Version, project: Project) -> Project:
    """The project as it is kept; none where the benefit is not given once a project. Raises ProjectUnnamed."""
    if version.once_per != OncePer.PROJECT:
        return NO_PROJECT
    found = Project(project.number.strip()[:40], project.name.strip()[:120])
    if not project_key(found.number) or not found.name:
        raise ProjectUnnamed(policy=version.title_zh)
    return found


def _begun(
    version: Version, enterprise: Enterprise, channel: Channel, period: str, by: User, project: Project
) -> Application:
    holder = lineage().key(enterprise.pk)
    return Application.objects.create(
        version=version,
        policy_id=version.policy_id,
        enterprise=enterprise,
        channel=channel,
        scope_key=project_scope(holder, project.number) if project.number else holder,
        period="" if project.number else period_key(version, period),
        project_number=project.number,
        project_name=project.name,
        begun_by=by,
        begun_at=business_now(),
    )
