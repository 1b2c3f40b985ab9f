"""What waits for those outside the offices: enterprises, agencies and owners."""

from datetime import timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import business_now, business_today
from cms.kernel.people.models import Membership
from cms.workbench.sources import Rows, Source
from marketplace.agencies.models import Admission
from marketplace.agencies.queries import standing_admissions
from marketplace.agencies.states import AdmissionState
from marketplace.awards.models import Award
from marketplace.awards.states import AwardState
from marketplace.bidding.queries import UNOPENED, needs_to_bid_for
from marketplace.needs.models import Need, Question
from marketplace.needs.queries import needs_for_owner
from marketplace.needs.states import ENDED_WITHOUT_AWARD, NeedState
from marketplace.selection.panel_queries import questions_to
from policies.applications.queries import applications_to_correct, own_applications
from policies.applications.states import ApplicationState
from policies.disbursement.models import Payment
from policies.disbursement.states import HoldReason, PaymentState
from policies.grants.naming_persons import grants_without_person
from policies.grants.queries import grants_to_confirm, own_grants

SOON: Final = timedelta(days=30)


def _failed_without_successor(acting: Membership) -> Rows:
    later = Need.objects.filter(procurement=OuterRef("procurement"), pk__gt=OuterRef("pk"))
    failed = needs_for_owner(acting.user).filter(state=NeedState.FAILED)
    return failed.filter(~Exists(later.exclude(state__in=ENDED_WITHOUT_AWARD)))


def _own_payments(acting: Membership) -> Rows:
    stuck = Q(state__in=(PaymentState.RETURNED, PaymentState.CORRECTING))
    return Payment.objects.filter(stuck | Q(state=PaymentState.HELD, note=HoldReason.NO_ACCOUNT), payee=acting.party)


def _standing_awards(acting: Membership) -> Rows:
    owned = Award.objects.filter(need__procurement__owner__party=acting.party)
    return owned.filter(state=AwardState.STANDING)


ENTERPRISE: Final = (
    Source(
        _("待确认的权益"),
        lambda acting: grants_to_confirm(acting.user).filter(enterprise__party=acting.party),
        "confirm_until",
        "policies:benefits",
        is_deadline=True,
    ),
    Source(
        _("退回补正的申报件"),
        lambda acting: applications_to_correct(acting.user).filter(enterprise__party=acting.party),
        "correct_until",
        "policies:own_applications",
        is_deadline=True,
    ),
    Source(
        _("未提交的申报草稿"),
        lambda acting: own_applications(acting.user).filter(
            enterprise__party=acting.party, state=ApplicationState.DRAFT
        ),
        "begun_at",
        "policies:own_applications",
    ),
    Source(
        _("待登记个人收款人的权益"),
        lambda acting: grants_without_person(own_grants(acting.user).filter(enterprise__party=acting.party)),
        "asked_at",
        "policies:benefits",
    ),
    Source(_("退回或待更正账户的款项"), _own_payments, "drafted_at", "policies:own_payments"),
)
AGENCY: Final = (
    Source(
        _("可报价的需求"),
        lambda acting: needs_to_bid_for(acting.party),
        "closes_at",
        "marketplace:my_bids",
        is_deadline=True,
    ),
    Source(
        _("退回补正的入驻申请"),
        lambda acting: Admission.objects.filter(agency__party=acting.party, state=AdmissionState.RETURNED),
        "applied_at",
        "marketplace:my_agency",
    ),
    Source(
        _("即将到期的资质"),
        lambda acting: standing_admissions().filter(
            agency__party=acting.party, valid_until__lte=business_today() + SOON
        ),
        "valid_until",
        "marketplace:my_agency",
        is_deadline=True,
    ),
    Source(
        _("待说明理由的低价"),
        lambda acting: questions_to(acting.user).filter(
            party=acting.party, answered_at=None, answer_until__gt=business_now()
        ),
        "answer_until",
        "marketplace:my_results",
        is_deadline=True,
    ),
    Source(
        _("已中选待签约"),
        lambda acting: Award.objects.filter(party=acting.party, state=AwardState.STANDING),
        "awarded_at",
        "marketplace:my_results",
    ),
)
OWNER: Final = (
    Source(
        _("未发布的需求草稿"),
        lambda acting: needs_for_owner(acting.user).filter(
            state=NeedState.DRAFT, procurement__owner__party=acting.party
        ),
        "closes_at",
        "marketplace:my_needs",
        "?state=draft",
        is_deadline=True,
    ),
    Source(
        _("已开启待确定中选的需求"),
        lambda acting: needs_for_owner(acting.user).filter(
            state=NeedState.OPENED, procurement__owner__party=acting.party
        ),
        "opens_at",
        "marketplace:my_needs",
        "?state=opened",
    ),
    Source(
        _("待答复的提问和异议"),
        lambda acting: Question.objects.filter(
            need__procurement__owner__party=acting.party, need__state__in=UNOPENED, answered_at=None
        ),
        "asked_at",
        "marketplace:my_needs",
    ),
    Source(_("已中选待合同备案"), _standing_awards, "awarded_at", "marketplace:my_awards"),
    Source(_("流选待重新发布的需求"), _failed_without_successor, "closes_at", "marketplace:my_needs", "?state=failed"),
)
