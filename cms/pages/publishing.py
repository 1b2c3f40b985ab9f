"""The seam between the site and the catalogue: a policy page is public if and only if its version was frozen with it.

Every door of Wagtail by which a page goes public or is taken off (create, edit, workflow, bulk action, schedule, API)
ends in `PolicyPage.save()`. There, in the transaction of that very row, the change is recognised by comparing the row
with what is stored, and the catalogue is told. If it refuses, the row is not written.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.log_actions import get_active_log_context

from cms.kernel.access import Act, may
from cms.kernel.calendar import DayUnit
from cms.kernel.models import User
from cms.pages.blocks import plain_text
from cms.pages.clauses import clauses_of
from cms.pages.errors import CodeFixed, CodeTaken, OnlyByRevision
from policies.catalogue.documents import PolicyDocument
from policies.catalogue.errors import NothingNew, RuleFaulty
from policies.catalogue.evidence import papers_from_lines
from policies.catalogue.models import Policy, Version
from policies.catalogue.services import draft_policy, publish_version, withdraw_version
from policies.catalogue.states import (
    BenefitClass,
    Channel,
    LapseRule,
    Level,
    OncePer,
    Order,
    ShortageRule,
    VersionState,
)
from policies.rules.citing import citing_lints
from policies.rules.reading import rule_from_json

if TYPE_CHECKING:
    from cms.pages.policy import PolicyPage


@dataclass(frozen=True, slots=True)
class Stored:
    """How the page stands in the database before it is saved."""

    live: bool = False
    live_revision_id: int | None = None


def goes_public(before: Stored, page: "PolicyPage") -> bool:
    """Whether saving `page` puts a text before the public that was not there."""
    return page.live and (not before.live or before.live_revision_id != page.live_revision_id)


def goes_off(before: Stored, page: "PolicyPage") -> bool:
    """Whether saving `page` takes its text from the public."""
    return before.live and not page.live


def acting_user() -> User | None:
    """Who is at work: the person of the admin request or of the service; None for the house itself."""
    user = get_active_log_context().user
    return user if isinstance(user, User) else None


def freeze(page: "PolicyPage") -> None:
    """What the page says is a version of its policy; called in the transaction that makes the page public.

    A page that says exactly what the version in force says (only a picture was changed) makes no version. Raises what
    publish_version raises, OnlyByRevision, CodeTaken, CodeFixed; RuleFaulty also for a clause that the text lacks.
    """
    if page.live_revision is None or str(page.live_revision.object_id) != str(page.pk):
        raise OnlyByRevision
    page.family = entered(page)
    try:
        publish_version(policy_id=page.family.pk, by=acting_user(), document=document_of(page))
    except NothingNew:
        return
    check_clauses(page)


def check_clauses(page: "PolicyPage") -> None:
    """Every clause that a node of the rule names stands in the page's text: an enterprise is never told of an article
    that nobody can read. Raises RuleFaulty with the place of each that does not.
    """
    if page.rule is None:
        return
    if lost := citing_lints(rule_from_json(page.rule), clauses_of(page.body)):
        raise RuleFaulty(lost)


def entered(page: "PolicyPage") -> Policy:
    """The policy of the page, its particulars as the page says. Raises CodeTaken, CodeFixed, NotADepartment."""
    check_code(page)
    author = page.live_revision.user if page.live_revision else None
    return draft_policy(
        code=page.code,
        title_zh=page.title,
        title_en=page.title_en,
        lead_department=page.lead_department,
        benefit_class=BenefitClass(page.benefit_class),
        level=Level(page.level),
        channel=Channel(page.channel),
        document_number=page.document_number,
        contact=page.contact,
        co_departments=list(page.co_departments.all()),
        by=author if may(author, Act.WRITE_POLICY) else None,
    )


def check_code(page: "PolicyPage") -> None:
    """The page's code is its own and the one it was first published under. Raises CodeTaken, CodeFixed."""
    if page.family is not None and page.family.code != page.code:
        raise CodeFixed(code=page.family.code)
    other = type(page).objects.filter(family__code=page.code).exclude(pk=page.pk).first()
    if other is not None:
        raise CodeTaken(code=page.code, page=other.title)


def document_of(page: "PolicyPage") -> PolicyDocument:
    """What publishing the page would freeze."""
    parts = (page.summary, plain_text(page.body), page.summary_en, plain_text(page.body_en))
    return PolicyDocument(
        title_zh=page.title,
        title_en=page.title_en,
        text="\n\n".join(part for part in parts if part),
        rule=page.rule,
        benefit_class=BenefitClass(page.benefit_class),
        level=Level(page.level),
        channel=Channel(page.channel),
        valid_from=page.valid_from,
        last_day=page.last_day,
        notice_days=page.notice_days,
        notice_unit=DayUnit(page.notice_unit),
        confirm_days=page.confirm_days,
        confirm_unit=DayUnit(page.confirm_unit),
        lapse_rule=LapseRule(page.lapse_rule),
        order=Order(page.order),
        budget_line_id=page.budget_line_id,
        shortage_rule=ShortageRule(page.shortage_rule) if page.shortage_rule else None,
        exclusive_group=page.exclusive_group,
        once_per=OncePer(page.once_per),
        cases=page.cases or (),
        decide_days=page.decide_days,
        apply_from=page.apply_from,
        apply_until=page.apply_until,
        evidence=papers_from_lines(page.evidence),
    )


def withdraw(page: "PolicyPage") -> None:
    """No version of the page's policy is in force or waits; called in the transaction that takes the page off."""
    if page.family is None:
        return
    standing = Version.objects.filter(policy=page.family, state__in=[VersionState.LIVE, VersionState.SCHEDULED])
    for version in standing.order_by("pk"):
        withdraw_version(version_id=version.pk, by=acting_user(), reason="page taken off")
