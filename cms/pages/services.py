"""A policy page written, submitted, reviewed: the same objects of Wagtail that an editor's clicks move."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import LogContext
from wagtail.models import TaskState, WorkflowState

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit
from cms.kernel.models import Party, User
from cms.pages.blocks import stream_of
from cms.pages.errors import InReview, NotInReview
from cms.pages.models import PolicyIndexPage, PolicyPage
from cms.pages.review import waiting_step
from policies.budgets.models import BudgetLine
from policies.catalogue.documents import DECIDE_DAYS
from policies.catalogue.states import BenefitClass, Channel, LapseRule, Level, OncePer, Order, ShortageRule

TEXTS = frozenset({"body", "body_en"})


@dataclass(frozen=True, kw_only=True)
class PolicyText:
    """What an editor types. `body`: plain lines, those that begin with ``# `` are headings; `evidence`: a paper
    a line (policies.catalogue.evidence)."""

    code: str
    title: str
    lead_department: Party
    valid_from: date
    title_en: str = ""
    summary: str = ""
    summary_en: str = ""
    body: str = ""
    body_en: str = ""
    document_number: str = ""
    contact: str = ""
    benefit_class: BenefitClass = BenefitClass.SUBSIDY
    level: Level = Level.COUNTY
    channel: Channel = Channel.NO_APPLICATION
    last_day: date | None = None
    online_at: datetime | None = None
    offline_at: datetime | None = None
    notice_days: int = 7
    notice_unit: DayUnit = DayUnit.WORKING
    confirm_days: int = 15
    confirm_unit: DayUnit = DayUnit.CALENDAR
    lapse_rule: LapseRule = LapseRule.LAPSE
    order: Order = Order.CONFIRM_FIRST
    budget_line: BudgetLine | None = None
    shortage_rule: ShortageRule | None = None
    exclusive_group: str = ""
    once_per: OncePer = OncePer.ENTERPRISE_PERIOD
    co_departments: Sequence[Party] = ()
    decide_days: int = DECIDE_DAYS
    apply_from: date | None = None
    apply_until: date | None = None
    evidence: str = ""
    rule: Mapping[str, Any] | None = None
    cases: Sequence[Mapping[str, Any]] = ()
    slug: str = field(default="")

    def values(self) -> dict[str, Any]:
        """The fields of the page."""
        found = {name: getattr(self, name) for name in self.__dataclass_fields__}
        found |= {name: stream_of(getattr(self, name)) for name in TEXTS}
        found["rule"] = dict(self.rule) if self.rule is not None else None
        found |= {"cases": list(self.cases), "co_departments": list(self.co_departments)}
        return found | {"shortage_rule": self.shortage_rule or "", "slug": self.slug or slugify(self.code)}


@transaction.atomic
def write_policy_page(*, by: User, index: PolicyIndexPage, data: PolicyText) -> PolicyPage:
    """A draft of the policy's page stands in the library, nothing of it public. Raises NotAllowed, ValidationError."""
    require(by, Act.WRITE_POLICY)
    with LogContext(user=by):
        page = PolicyPage(**data.values(), live=False, has_unpublished_changes=True, owner=by)
        index.add_child(instance=page)
        page.save_revision(user=by, log_action=True, clean=True)
    return page


@transaction.atomic
def rewrite_policy_page(*, page: PolicyPage, by: User, data: PolicyText) -> PolicyPage:
    """The page has a new draft revision; what is public stands as it was. Raises NotAllowed, ValidationError."""
    require(by, Act.WRITE_POLICY)
    draft: PolicyPage = fresh(page).get_latest_revision_as_object()
    for name, value in data.values().items():
        setattr(draft, name, value)
    with LogContext(user=by):
        draft.save_revision(user=by, log_action=True, clean=True)
    return fresh(page)


@transaction.atomic
def submit_policy_page(page: PolicyPage, by: User) -> TaskState:
    """The page's latest draft waits for its first review; returns the step it waits at.

    Raises NotAllowed, InReview.
    """
    require(by, Act.WRITE_POLICY)
    page = fresh(page)
    returned = page.current_workflow_state
    if returned is not None and returned.status != WorkflowState.STATUS_NEEDS_CHANGES:
        raise InReview(page=page.title)
    with LogContext(user=by):
        if returned is None:
            page.get_workflow().start(page, by)
        else:
            returned.resume(user=by)
    step: TaskState = fresh(page).current_workflow_task_state
    return step


@transaction.atomic
def approve_policy_page(page: PolicyPage, by: User, comment: str = "") -> PolicyPage:
    """The step that waits is approved; after the last one the page is public and its version frozen, or nothing moved.

    Raises NotInReview, NotTheReviewer, SamePersonTwice, and what publishing refuses (cms.pages.publishing.freeze).
    """
    decide(page, by, "approve", comment)
    return fresh(page)


@transaction.atomic
def return_policy_page(page: PolicyPage, by: User, comment: str) -> PolicyPage:
    """The step that waits sends the draft back to its editor with the comment. Raises as approving does."""
    decide(page, by, "reject", comment)
    return fresh(page)


def decide(page: PolicyPage, by: User, action: str, comment: str) -> None:
    """The waiting step is decided by the person, as by a click in the admin."""
    step = waiting_step(fresh(page))
    if step is None:
        raise NotInReview(page=page.title)
    with LogContext(user=by):
        step.task.specific.on_action(step.specific, by, action, comment=comment)


def fresh(page: PolicyPage) -> PolicyPage:
    """The page as it stands in the database now."""
    found: PolicyPage = PolicyPage.objects.get(pk=page.pk)
    return found
