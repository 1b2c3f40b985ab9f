"""What follows from a decision, and from another calendar: the enterprises are asked, and have their days."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.errands import errand
from cms.kernel.messages.services import notify
from cms.kernel.workdays.recounting import touched_since
from policies.catalogue.states import Order
from policies.grants.closing import minute
from policies.grants.models import Decision, Grant
from policies.grants.queries import silence_agrees
from policies.grants.recounting import recount_confirmations
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

    Nobody is asked under a policy without confirmation, nor before the notice where that comes first.
    """
    decision = Decision.objects.select_related("version").get(pk=decision_id)
    waiting = decision.grants.filter(state=GrantState.DECIDED, asked_at__isnull=False)
    for grant in waiting.select_related("enterprise__party", "version").order_by("pk"):
        _ask(grant)


@errand()
def ask_enterprise(grant_id: int) -> None:
    """The enterprise of one grant, asked by itself, has its message."""
    grant = Grant.objects.filter(pk=grant_id, state=GrantState.DECIDED)
    for asked in grant.select_related("enterprise__party", "version"):
        _ask(asked)


@errand()
def recount_confirmation_days(change_id: int) -> None:
    """Who was asked to confirm within working days has as many as the calendar now says."""
    recount_confirmations(since=touched_since(change_id))


def _ask(grant: Grant) -> None:
    if grant.version.order == Order.NO_CONFIRMATION or grant.confirm_until is None:
        return
    notify(
        party=grant.enterprise.party,
        subject=_("您有一项惠企政策待确认：%(policy)s"),
        body=TOLD if silence_agrees(grant.version) else ASKED,
        link=reverse("policies:benefit", args=[grant.pk]),
        policy=grant.version.title_zh,
        amount=f"{grant.entitled.amount:,.2f}",
        until=minute(grant.confirm_until),
    )
