"""Policies entered, versions published and taken out of force; publishing is one act, whatever door it comes by."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import partial

from django.db import models, transaction
from django.db.models import Exists
from django.utils.translation import get_language

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.dues import DueToday, due_when, each_due
from cms.kernel.models import Party, User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.catalogue.documents import PolicyDocument
from policies.catalogue.errors import (
    AlreadyOver,
    ApplicationTermsWrong,
    BudgetLineMissing,
    CaseFails,
    ChannelContradicts,
    EndsBeforeItBegins,
    NotADepartment,
    NothingNew,
    RuleFaulty,
    ScopeContradicts,
)
from policies.catalogue.grouping import check_group, grouped
from policies.catalogue.models import Policy, Version
from policies.catalogue.states import BenefitClass, Channel, Level, OncePer, VersionState
from policies.registry.kinds import vocabulary
from policies.rules.checking import errors_of
from policies.rules.problems import FaultyRule
from policies.rules.reading import rule_from_json
from policies.rules.saved_cases import run_cases
from policies.rules.syntax import Channel as RuleChannel
from policies.rules.syntax import Once, Rule
from policies.rules.writing import to_json


@transaction.atomic
def draft_policy(
    *,
    code: str,
    title_zh: str,
    lead_department: Party,
    by: User | None,
    title_en: str = "",
    benefit_class: BenefitClass = BenefitClass.SUBSIDY,
    level: Level = Level.COUNTY,
    channel: Channel = Channel.NO_APPLICATION,
    document_number: str = "",
    contact: str = "",
    co_departments: Collection[Party] = (),
) -> Policy:
    """The policy `code` stands in the register with these particulars; entering it again corrects them.

    Raises NotAllowed, NotADepartment.
    """
    if by is not None:
        require(by, Act.WRITE_POLICY)
    if not lead_department.is_department:
        raise NotADepartment(party=lead_department.name)
    values = {
        "title_zh": title_zh,
        "title_en": title_en,
        "lead_department": lead_department,
        "benefit_class": benefit_class,
        "level": level,
        "channel": channel,
        "document_number": document_number,
        "contact": contact,
    }
    policy, is_new = Policy.objects.update_or_create(
        code=code, defaults=values, create_defaults=values | {"created_at": business_now()}
    )
    policy.co_departments.set(party for party in co_departments if party != lead_department)
    record("policy.drafted" if is_new else "policy.corrected", about=policy, by=by)
    return policy


@transaction.atomic
def publish_version(*, policy_id: int, by: User | None, document: PolicyDocument) -> Version:
    """The document is frozen as the policy's next version, in force at once or from its first day on.

    Raises NotAllowed, NothingNew, GroupContradicted, and what `checked` refuses.
    """
    if by is not None:
        require(by, Act.PUBLISH_POLICY)
    policy = locked(Policy, policy_id)
    document = checked(document, business_today())
    last = policy.versions.order_by("-number").first()
    if last is not None and is_same(last, document):
        raise NothingNew(number=last.number)
    version = Version.objects.create(
        policy=policy,
        number=last.number + 1 if last else 1,
        state=VersionState.SCHEDULED,
        published_at=business_now(),
        published_by=by,
        supersedes=last,
        **document.columns(),
    )
    check_group(version)
    for waiting in policy.versions.filter(state=VersionState.SCHEDULED).exclude(pk=version.pk):
        advance(waiting, VersionState.SUPERSEDED, by=by)
    record("version.frozen", about=version, by=by, rule_hash=version.rule_hash, text_hash=version.text_hash)
    if version.valid_from <= business_today():
        put_in_force(version, by=by)
    return version


def checked(document: PolicyDocument, today: date) -> PolicyDocument:
    """The document with its rule in canonical form, whose usual channel and scope are the document's.

    Raises RuleFaulty for a rule that cannot be read or must not be published, CaseFails when a saved case does not come
    out, ChannelContradicts, ScopeContradicts, BudgetLineMissing, AlreadyOver, EndsBeforeItBegins,
    ApplicationTermsWrong, GroupNamedTwice.
    """
    if document.last_day is not None and document.last_day < document.valid_from:
        raise EndsBeforeItBegins(last_day=document.last_day, valid_from=document.valid_from)
    if document.last_day is not None and document.last_day < today:
        raise AlreadyOver(last_day=document.last_day)
    if document.apply_from and document.apply_until and document.apply_until < document.apply_from:
        raise ApplicationTermsWrong(first=document.apply_from, last=document.apply_until)
    if document.rule is None:
        return document
    try:
        rule = rule_from_json(dict(document.rule))
    except FaultyRule as faulty:
        raise RuleFaulty(faulty.problems) from faulty
    rule = by_scope(by_channel(rule, document), document)
    words = vocabulary()
    if errors := errors_of(rule, words):
        raise RuleFaulty(errors)
    for result in run_cases(rule, document.cases, words):
        if not result.holds:
            language = get_language() or "zh"
            expected, found = result.expected.in_language(language), result.found.in_language(language)
            raise CaseFails(name=result.name, expected=expected, found=found)
    if document.benefit_class == BenefitClass.SUBSIDY and document.budget_line_id is None:
        raise BudgetLineMissing
    return replace(grouped(document, rule), rule=to_json(rule))


def by_channel(rule: Rule, document: PolicyDocument) -> Rule:
    """The rule with the document's channel as its usual one: a policy has one channel, and the page names it.

    Raises ChannelContradicts for a rule that names another.
    """
    named = ((document.rule or {}).get("channels") or {}).get("usual")
    if named is not None and named != document.channel.value:
        raise ChannelContradicts(page=document.channel.label, rule=Channel(named).label)
    return replace(rule, channels=replace(rule.channels, usual=RuleChannel(document.channel.value)))


def by_scope(rule: Rule, document: PolicyDocument) -> Rule:
    """The rule with the document's scope: how often a benefit is given stands in one place, and that is the page.

    Raises ScopeContradicts for a rule that names another.
    """
    named = (document.rule or {}).get("once_per")
    if named is not None and named != document.once_per.value:
        raise ScopeContradicts(page=document.once_per.label, rule=OncePer(named).label)
    return replace(rule, once_per=Once(document.once_per.value))


def is_same(version: Version, document: PolicyDocument) -> bool:
    """Whether the version, still standing, says exactly what the document says; the cases prove, they say nothing."""
    standing = version.state in {VersionState.LIVE, VersionState.SCHEDULED}
    said = {name: value for name, value in document.columns().items() if name != "cases"}
    return standing and all(getattr(version, name) == value for name, value in said.items())


def put_in_force(version: Version, *, by: User | None) -> None:
    """The version is live, in the place of the one before it; matching follows from the event."""
    for before in Version.objects.select_for_update(no_key=True).filter(
        policy_id=version.policy_id, state=VersionState.LIVE
    ):
        advance(before, VersionState.SUPERSEDED, by=by)
    advance(version, VersionState.LIVE, by=by, event="version.published")


@transaction.atomic
def withdraw_version(*, version_id: int, by: User | None, reason: str) -> Version:
    """The version is out of force before its time; what was decided under it stands. Raises NotAllowed."""
    if by is not None:
        require(by, Act.PUBLISH_POLICY)
    version = locked(Version, version_id)
    advance(version, VersionState.WITHDRAWN, by=by, reason=reason)
    return version


@due_when(lambda: Exists(_due_versions()))
def open_due_versions() -> int:
    """Every tick: versions whose first day has come are in force; returns how many."""
    return each_due(partial(_open_if_due, pk) for pk in _due_versions().order_by("pk").values_list("pk", flat=True))


def _due_versions() -> "models.QuerySet[Version]":
    return Version.objects.filter(state=VersionState.SCHEDULED, valid_from__lte=DueToday())


@transaction.atomic
def _open_if_due(version_id: int) -> bool:
    version = locked(Version, version_id)
    if version.state != VersionState.SCHEDULED:
        return False
    put_in_force(version, by=None)
    return True


@due_when(lambda: Exists(_over_versions()))
def expire_due_policies() -> int:
    """Every tick: versions whose last day is over are out of force; returns how many."""
    return each_due(partial(_expire_if_over, pk) for pk in _over_versions().order_by("pk").values_list("pk", flat=True))


def _over_versions() -> "models.QuerySet[Version]":
    return Version.objects.filter(state=VersionState.LIVE, last_day__lt=DueToday())


@transaction.atomic
def _expire_if_over(version_id: int) -> bool:
    version = locked(Version, version_id)
    if version.state != VersionState.LIVE:
        return False
    advance(version, VersionState.EXPIRED, by=None)
    return True
