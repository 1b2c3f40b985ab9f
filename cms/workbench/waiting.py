"""What waits for whom: one table of role × things that wait, each with its count, since when, and where to go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from cms.kernel.calendar import year_to_enter
from cms.kernel.clock import business_today
from cms.kernel.messages.services import messages_for
from cms.kernel.parking.queries import parked_errands
from cms.kernel.people.models import Membership, MembershipState
from cms.kernel.people.queries import contested_memberships
from cms.kernel.roles import Role
from cms.kernel.tallying import Tally, tallied
from cms.pages.policy import PolicyPage
from cms.workbench.applying import APPLICATIONS_OVERDUE, APPLICATIONS_REVIEWED, APPLICATIONS_SCORED, OPINIONS_OVERDUE
from cms.workbench.granting import GRANTS_DECIDED, GRANTS_HELD_UP, SHORT_OF_MONEY
from cms.workbench.outsiders import AGENCY, ENTERPRISE, OWNER, SOON
from cms.workbench.second_people import ACCOUNTS, BROUGHT, CANCELLATIONS, FILED_ACCOUNTS, PAYEES, PERSONS, RULINGS
from cms.workbench.sources import LIBRARY, Source
from marketplace.agencies.queries import AWAITING_REVIEW, admissions_for_reviewer, overdue_admissions
from marketplace.bidding.exchanging import exchanges_waiting
from marketplace.bidding.queries import late_openers, openings_waiting
from marketplace.owners.queries import overdue_owners, owners_for_reviewer
from marketplace.owners.states import OwnerState
from marketplace.selection.panel_queries import own_seats, panels_to_seat
from marketplace.selection.queries import draws_waiting
from marketplace.selection.states import PanelState, SeatState
from policies.catalogue.models import Version
from policies.catalogue.states import VersionState
from policies.disbursement.clawbacks import Clawback
from policies.disbursement.models import Payment
from policies.disbursement.queries import batches_at, batches_to_countersign, open_breaks, waiting_payments
from policies.disbursement.states import BatchStage, BreakKind, BreakState, ClawbackState, PaymentState
from policies.disbursement.tiers import ApprovalTier
from policies.notices.models import Objection
from policies.notices.petitioning import open_petitions
from policies.notices.petitions import PetitionKind
from policies.notices.queries import open_objections
from policies.notices.states import ObjectionState
from policies.registry.doubts import contests, open_conflicts


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the workbench shows of a source: how many, the earliest moment or day, and where to go."""

    label: Promise
    count: int
    moment: datetime | None
    day: date | None
    is_deadline: bool
    address: str


CALENDAR: Final = Source(
    _("节假日安排尚未登记的年度（涉及的期限均为暂定）"),
    lambda acting: Membership.objects.filter(pk__in=[acting.pk] if year_to_enter(business_today()) else []),
    "",
    "wagtailsnippets_kernel_daychange:list",
)
"""One row, the asker's own, while there is such a year."""
EDITOR: Final = (
    Source(
        _("未提交的政策草稿"),
        lambda _acting: PolicyPage.objects.filter(has_unpublished_changes=True),
        "latest_revision_created_at",
        LIBRARY,
    ),
    Source(
        _("审核中的政策"),
        lambda _acting: TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS),
        "started_at",
        "wagtailadmin_reports:workflow",
    ),
    Source(
        _("待生效的政策"),
        lambda _acting: Version.objects.filter(state=VersionState.SCHEDULED),
        "valid_from",
        LIBRARY,
        is_deadline=True,
    ),
    Source(
        _("三十天内到期的政策"),
        lambda _acting: Version.objects.filter(state=VersionState.LIVE, last_day__lte=business_today() + SOON),
        "last_day",
        LIBRARY,
        is_deadline=True,
    ),
    ACCOUNTS,
    FILED_ACCOUNTS,
    CALENDAR,
)
REVIEWER: Final = (
    PERSONS,
    PAYEES,
    *GRANTS_HELD_UP,
    *APPLICATIONS_REVIEWED,
    *GRANTS_DECIDED,
    Source(_("待处理的异议"), lambda acting: open_objections(acting.user), "raised_at", "policies:objections"),
    Source(
        _("待核对的来源矛盾"),
        lambda _acting: open_conflicts(),
        "found_at",
        "policies:conflicts",
    ),
    Source(_("待答复的企业数据异议"), lambda _acting: contests(), "raised_at", "policies:contests"),
    Source(
        _("待办理的投诉"),
        lambda acting: open_petitions(acting.user).filter(kind=PetitionKind.COMPLAINT),
        "accept_by",
        "policies:complaints",
        is_deadline=True,
    ),
    Source(
        _("待审核的机构入驻"),
        lambda acting: admissions_for_reviewer(acting.user).filter(AWAITING_REVIEW),
        "due_on",
        "marketplace:admission_queue",
        is_deadline=True,
    ),
    Source(
        _("待审核的业主入驻"),
        lambda acting: owners_for_reviewer(acting.user).filter(state=OwnerState.APPLIED),
        "due_on",
        "marketplace:owner_queue",
        is_deadline=True,
    ),
    Source(
        _("待审核的政策文稿"),
        lambda acting: TaskState.objects.reviewable_by(acting.user),
        "started_at",
        "wagtailadmin_home",
    ),
    ACCOUNTS,
    FILED_ACCOUNTS,
)
COUNTERSIGN: Final = Source(
    _("待会签的批次"),
    lambda acting: batches_to_countersign(acting.user),
    "drafted_at",
    "policies:batches",
    "?stage=approved",
)
MAKER: Final = (
    BROUGHT,
    *SHORT_OF_MONEY,
    Source(
        _("被暂缓的款项"),
        lambda _acting: Payment.objects.filter(state=PaymentState.HELD),
        "drafted_at",
        "policies:payments",
        "?state=held",
    ),
    Source(
        _("待认领的来款"),
        lambda _acting: open_breaks().filter(kind=BreakKind.STRAY_RETURN, state=BreakState.OPEN),
        "found_at",
        "policies:reconciliation",
    ),
    COUNTERSIGN,
    Source(_("待编批的款项"), lambda _acting: waiting_payments(), "drafted_at", "policies:new_batch"),
    Source(
        _("编制中待锁定的批次"),
        lambda _acting: batches_at(BatchStage.DRAFTED),
        "drafted_at",
        "policies:batches",
        "?stage=drafted",
    ),
    Source(
        _("未成功或退票的款项"),
        lambda _acting: Payment.objects.filter(
            state__in=(PaymentState.FAILED, PaymentState.RETURNED, PaymentState.CORRECTING)
        ),
        "drafted_at",
        "policies:payments",
    ),
    Source(
        _("待说明的对账差异"),
        lambda _acting: open_breaks().filter(state=BreakState.OPEN),
        "found_at",
        "policies:reconciliation",
    ),
)
CHECKER: Final = (
    BROUGHT,
    Source(
        _("待同意的追缴"),
        lambda _acting: Clawback.objects.filter(state=ClawbackState.PROPOSED),
        "proposed_at",
        "policies:clawbacks",
    ),
    Source(
        _("待同意的会签层级"),
        lambda _acting: ApprovalTier.objects.filter(confirmed_at=None),
        "proposed_at",
        "policies:tiers",
    ),
    COUNTERSIGN,
    Source(
        _("待复核的批次"),
        lambda _acting: batches_at(BatchStage.LOCKED),
        "drafted_at",
        "policies:batches",
        "?stage=locked",
    ),
    *CANCELLATIONS,
    Source(
        _("待核销的对账差异"),
        lambda _acting: open_breaks().filter(state=BreakState.PROPOSED),
        "found_at",
        "policies:reconciliation",
    ),
)
RELEASER: Final = (
    COUNTERSIGN,
    Source(
        _("待签发的批次"),
        lambda _acting: batches_at(BatchStage.APPROVED),
        "drafted_at",
        "policies:batches",
        "?stage=approved",
    ),
    Source(
        _("支付中的批次"),
        lambda _acting: batches_at(BatchStage.RELEASED),
        "drafted_at",
        "policies:batches",
        "?stage=released",
    ),
)
SUPERVISOR: Final = (
    *APPLICATIONS_OVERDUE,
    OPINIONS_OVERDUE,
    Source(_("待登记号码的抽取"), lambda _acting: draws_waiting(), "drawn_at", "marketplace:draws"),
    Source(
        _("超期未审的机构入驻"),
        lambda _acting: overdue_admissions(),
        "due_on",
        "marketplace:overdue",
        is_deadline=True,
    ),
    Source(
        _("超期未审的业主入驻"),
        lambda _acting: overdue_owners(),
        "due_on",
        "marketplace:overdue_owners",
        is_deadline=True,
    ),
    Source(_("待组建的评审小组"), lambda _acting: panels_to_seat(), "need__opens_at", "marketplace:panels"),
    Source(_("逾期未到场的开启人"), lambda _acting: late_openers(), "escalated_at", "marketplace:late_openers"),
    Source(
        _("待复核的开启人更换"),
        lambda acting: exchanges_waiting(acting.user),
        "proposed_at",
        "marketplace:opener_exchanges",
    ),
    RULINGS,
    Source(
        _("待办理的举报"),
        lambda acting: open_petitions(acting.user).filter(kind=PetitionKind.REPORT),
        "accept_by",
        "policies:reports",
        is_deadline=True,
    ),
    Source(
        _("处理中的公示异议"),
        lambda _acting: Objection.objects.filter(state=ObjectionState.RECEIVED),
        "raised_at",
        "policies:notices",
    ),
    Source(_("未核销的对账差异"), lambda _acting: open_breaks(), "found_at", "policies:reconciliation"),
)
EXPERT: Final = (
    *APPLICATIONS_SCORED,
    Source(
        _("待作回避声明的评审"),
        lambda acting: own_seats(acting.user).filter(state=SeatState.SEATED, panel__state=PanelState.SEATING),
        "panel__need__opens_at",
        "marketplace:my_seats",
    ),
    Source(
        _("待独立评分的评审"),
        lambda acting: own_seats(acting.user).filter(
            state=SeatState.DECLARED, panel__state=PanelState.SCORING, sheets=None
        ),
        "panel__need__opens_at",
        "marketplace:my_seats",
    ),
    Source(
        _("待签署的评审结果"),
        lambda acting: own_seats(acting.user).filter(
            state=SeatState.DECLARED, panel__state=PanelState.SIGNING, signed_at=None
        ),
        "panel__need__opens_at",
        "marketplace:my_seats",
    ),
)
AUDITOR: Final = (
    Source(_("未核销的对账差异"), lambda _acting: open_breaks(), "found_at", "policies:reconciliation"),
    Source(
        _("冻结待查的款项"),
        lambda _acting: Payment.objects.filter(state=PaymentState.FROZEN),
        "drafted_at",
        "policies:payments",
        "?state=frozen",
    ),
)
ADMINISTRATOR: Final = (
    CALENDAR,
    Source(
        _("待核验的经办人身份"),
        lambda _acting: Membership.objects.filter(state=MembershipState.CLAIMED),
        "claimed_at",
        "kernel:claims",
    ),
    Source(
        _("中止待查的后台任务"),
        lambda _acting: parked_errands(),
        "parked_at",
        "kernel:parked_errands",
    ),
    Source(
        _("有争议的经办身份"),
        lambda _acting: contested_memberships(),
        "claimed_at",
        "kernel:officers",
        "?list=contested",
    ),
)
OPENINGS: Final = Source(
    _("待同意开启的大额项目"),
    lambda acting: openings_waiting(acting.user),
    "need__opens_at",
    "marketplace:openings",
)
EVERYBODY: Final = (
    Source(
        _("未读消息"),
        lambda acting: messages_for(acting.user).filter(Q(party=acting.party) | Q(party=None), read_at=None),
        "sent_at",
        "kernel:inbox",
    ),
)
SOURCES: Final[Mapping[Role, Sequence[Source]]] = {
    Role.ENTERPRISE: ENTERPRISE,
    Role.AGENCY: AGENCY,
    Role.OWNER: (*OWNER, OPENINGS),
    Role.EDITOR: EDITOR,
    Role.REVIEWER: (*REVIEWER, OPENINGS),
    Role.MAKER: MAKER,
    Role.CHECKER: CHECKER,
    Role.RELEASER: RELEASER,
    Role.SUPERVISOR: (*SUPERVISOR, OPENINGS),
    Role.EXPERT: EXPERT,
    Role.AUDITOR: (*AUDITOR, OPENINGS),
    Role.ADMINISTRATOR: ADMINISTRATOR,
}


def waiting_for(acting: Membership) -> list[Waiting]:
    """Everything that may wait for the membership, in the order of its table; counts may be zero."""
    sources = (*SOURCES[Role(acting.role)], *EVERYBODY)
    tallies = tallied([(source.rows(acting), source.column) for source in sources])
    return [_told(source, tally) for source, tally in zip(sources, tallies, strict=True)]


def _told(source: Source, tally: Tally) -> Waiting:
    earliest = tally.earliest
    return Waiting(
        label=source.label,
        count=tally.count,
        moment=earliest if isinstance(earliest, datetime) else None,
        day=earliest if isinstance(earliest, date) and not isinstance(earliest, datetime) else None,
        is_deadline=source.is_deadline,
        address=source.address if tally.count else "",
    )
