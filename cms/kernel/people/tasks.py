"""What is owed because of events of memberships: the person is told."""

from collections.abc import Mapping
from typing import Final

from django.db.models import Exists, QuerySet
from django.db.transaction import atomic
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import business_now
from cms.kernel.dues import due_when
from cms.kernel.errands import RECORDS, errand
from cms.kernel.messages.services import notify, notify_each
from cms.kernel.people.models import Membership, MembershipState

TOLD: Final[Mapping[str, tuple[Promise, Promise]]] = {
    MembershipState.ACTIVE: (
        _("身份已开通：%(unit)s"),
        _("您已可代表“%(unit)s”办事，请登录后在工作台办理。"),
    ),
    MembershipState.REFUSED: (
        _("身份申请未通过：%(unit)s"),
        _("您代表“%(unit)s”的申请未通过核验，理由：%(reason)s。补正后可以重新申请。"),
    ),
    MembershipState.CONTESTED: (
        _("身份有异议：%(unit)s"),
        _("您代表“%(unit)s”的身份有异议，核实期间暂停使用，理由：%(reason)s。如有疑问请联系系统管理员。"),
    ),
    MembershipState.ENDED: (
        _("身份已终止：%(unit)s"),
        _("您代表“%(unit)s”的身份已终止，理由：%(reason)s。如有疑问请联系系统管理员。"),
    ),
}

TOLD_AT_ONCE: Final = 500
"""How many people one part of a tick tells of their new roles."""


def _to_tell() -> "QuerySet[Membership]":
    return Membership.objects.filter(state=MembershipState.ACTIVE, told_at=None)


@due_when(lambda: Exists(_to_tell()))
@atomic
def tell_new_members() -> int:
    """Whoever was appointed, or whose claim was accepted, knows it; all of them together, part of every tick."""
    found = _to_tell().select_related("user", "party").select_for_update(of=("self",), skip_locked=True)
    new = list(found.order_by("pk")[:TOLD_AT_ONCE])
    subject, body = TOLD[MembershipState.ACTIVE]
    notify_each(
        [(one.user, {"unit": one.party.name}) for one in new],
        subject=subject,
        body=body,
        link=reverse("kernel:my_roles"),
    )
    return Membership.objects.filter(pk__in=[one.pk for one in new]).update(told_at=business_now())


@errand(queue=RECORDS)
def tell_member(membership_id: int) -> None:
    """The person knows what became of their role."""
    membership = Membership.objects.select_related("user", "party").get(pk=membership_id)
    if membership.state in TOLD:
        subject, body = TOLD[membership.state]
        notify(
            user=membership.user,
            subject=subject,
            body=body,
            link=reverse("kernel:my_roles"),
            unit=membership.party.name,
            reason=membership.reason,
        )
