"""What follows from a decision: the enterprises are asked."""

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cms.kernel.errands import errand
from cms.kernel.messages.services import notify
from policies.catalogue.states import Order
from policies.grants.models import Decision
from policies.grants.services import silence_agrees
from policies.grants.states import GrantState

ASKED = _(
    "经部门数据比对，贵单位符合“%(policy)s”的兑付条件，应兑金额 %(amount)s 元。"
    "请于 %(until)s 前确认金额、企业划型和收款账户，逾期视为自愿放弃。"
)
TOLD = _(
    "经部门数据比对，贵单位符合“%(policy)s”的兑付条件，应兑金额 %(amount)s 元。"
    "请于 %(until)s 前确认金额、企业划型和收款账户，逾期视为同意。"
)


@errand()
def ask_enterprises(decision_id: int) -> None:
    """Every enterprise of the decision has a message that says what it is owed and until when to confirm.

    Nobody is asked under a policy without confirmation.
    """
    decision = Decision.objects.select_related("version").get(pk=decision_id)
    if decision.version.order == Order.NO_CONFIRMATION:
        return
    waiting = decision.grants.filter(state=GrantState.DECIDED).select_related("enterprise__party")
    for grant in waiting.order_by("pk"):
        notify(
            party=grant.enterprise.party,
            subject=_("您有一项惠企政策待确认：%(policy)s"),
            body=TOLD if silence_agrees(decision.version) else ASKED,
            link=reverse("policies:benefit", args=[grant.pk]),
            policy=decision.version.title_zh,
            amount=f"{grant.entitled.amount:,.2f}",
            until=f"{localtime(decision.confirm_until):%Y-%m-%d %H:%M}",
        )
