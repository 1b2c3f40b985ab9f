"""What is owed because of events of owners: the owner is told."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import PERMISSIONS, Act
from cms.kernel.clock import business_today
from cms.kernel.errands import RECORDS, errand
from cms.kernel.messages.services import notify
from cms.kernel.models import Membership, Party, User
from cms.kernel.people.models import MembershipState
from marketplace.owners.clocks import confirmation_due_on
from marketplace.owners.models import Owner


def _people(act: Act, party: Party | None = None) -> "QuerySet[User]":
    held = Membership.objects.filter(state=MembershipState.ACTIVE, role__in=PERMISSIONS[act])
    held = held.filter(party=party) if party is not None else held
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


@errand(queue=RECORDS)
def remind_of_owner(owner_id: int) -> None:
    """The department's reviewers know that an owner's application is due."""
    owner = Owner.objects.select_related("party", "department").get(pk=owner_id)
    for reviewer in _people(Act.REVIEW_ADMISSION, owner.department):
        notify(
            user=reviewer,
            subject=_("业主入驻审核即将到期：%(owner)s"),
            body=_("“%(owner)s”申请业主入驻，审核期限为 %(due_on)s，请及时办理。"),
            link=reverse("marketplace:review_owner", args=[owner.pk]),
            owner=owner.party.name,
            due_on=owner.due_on.isoformat(),
        )


@errand(queue=RECORDS)
def escalate_owner(owner_id: int) -> None:
    """The supervisors know that the review of an owner is overdue, and whose."""
    owner = Owner.objects.select_related("party", "department").get(pk=owner_id)
    for supervisor in _people(Act.SUPERVISE_MARKET):
        notify(
            user=supervisor,
            subject=_("业主入驻审核超期：%(department)s"),
            body=_("“%(owner)s”申请业主入驻，审核期限 %(due_on)s 已过，请督促办理。"),
            link=reverse("marketplace:overdue_owners"),
            department=owner.department.name,
            owner=owner.party.name,
            due_on=owner.due_on.isoformat(),
        )


@errand(queue=RECORDS)
def ask_owner_to_confirm(owner_id: int) -> None:
    """The owner knows until when to confirm its entry."""
    owner = Owner.objects.select_related("party").get(pk=owner_id)
    notify(
        party=owner.party,
        subject=_("请作业主年度确认"),
        body=_("请于 %(due_on)s 前登录确认本年度业主信息，逾期暂停发布需求，确认后即行恢复。"),
        link=reverse("marketplace:my_owner"),
        due_on=confirmation_due_on(owner.asked_year or business_today().year).isoformat(),
    )


@errand(queue=RECORDS)
def tell_owner(owner_id: int) -> None:
    """The owner finds a message about where its admission stands."""
    owner = Owner.objects.select_related("party").get(pk=owner_id)
    notify(
        party=owner.party,
        subject=_("业主入驻状态变化"),
        body=_("贵单位的业主入驻状态变为“%(state)s”。%(reason)s"),
        link=reverse("marketplace:my_owner"),
        state=owner.state_label,
        reason=owner.reason,
    )
