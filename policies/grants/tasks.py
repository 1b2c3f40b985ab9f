"""What follows from a decision: the enterprises are asked."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errands import errand
from cms.kernel.messages.services import notify
from policies.grants.models import Decision
from policies.grants.states import GrantState


@errand()
def ask_enterprises(decision_id: int) -> None:
    """Every enterprise of the decision has a message that says what it is owed and until when to confirm."""
    decision = Decision.objects.select_related("version").get(pk=decision_id)
    waiting = decision.grants.filter(state=GrantState.DECIDED).select_related("enterprise__party")
    for grant in waiting.order_by("pk"):
        notify(
            party=grant.enterprise.party,
            subject=_("您有一项惠企政策待确认：%(policy)s"),
            body=_(
                "经部门数据比对，贵单位符合“%(policy)s”的兑付条件，应兑金额 %(amount)s 元。"
                "请于 %(until)s 前确认金额、企业划型和收款账户，逾期视为自愿放弃。"
            ),
            link=f"/benefits/{grant.pk}/",
            policy=decision.version.title_zh,
            amount=f"{grant.entitled.amount:,.2f}",
            until=f"{decision.confirm_until:%Y-%m-%d %H:%M}",
        )
