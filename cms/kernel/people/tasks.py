"""What is owed because of events of memberships: the person is told."""

from collections.abc import Mapping
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.kernel.errands import RECORDS, errand
from cms.kernel.messages.services import notify
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
