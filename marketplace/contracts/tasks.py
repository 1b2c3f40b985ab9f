"""What a word about an early end owes: the other side is asked, and both learn what became of it."""

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cms.kernel.errands import errand
from cms.kernel.messages.services import notify
from marketplace.contracts.models import Contract
from marketplace.contracts.states import EndWay


@errand()
def ask_about_end(contract_id: int) -> None:
    """The other side of the contract knows that it is asked to agree."""
    contract = Contract.objects.select_related("award__party", "procurement__owner__party").get(pk=contract_id)
    end = contract.ends.exclude(way=EndWay.RULING).order_by("-pk")[0]
    notify(
        party=contract.award.party if end.by_owner else contract.procurement.owner.party,
        subject=_("对方提出提前终止合同：%(title)s"),
        body=_("“%(title)s”的合同对方提出提前终止，请查看事由和结算金额并答复。答复前合同继续履行。"),
        link=reverse("marketplace:end_contract", args=[contract.pk]),
        title=contract.procurement.title,
    )


@errand()
def tell_of_notice(contract_id: int) -> None:
    """The other side of the contract knows that it ends by notice, and until when it may object."""
    contract = Contract.objects.select_related("award__party", "procurement__owner__party").get(pk=contract_id)
    end = contract.ends.filter(way=EndWay.NOTICE).order_by("-pk")[0]
    until = localtime(end.takes_effect_at or end.proposed_at)
    notify(
        party=contract.award.party if end.by_owner else contract.procurement.owner.party,
        subject=_("对方通知解除合同：%(title)s"),
        body=_("“%(title)s”的合同对方通知解除，请查看事由和结算金额。有异议的，须在 %(until)s 前提出；逾期合同终止。"),
        link=reverse("marketplace:end_contract", args=[contract.pk]),
        title=contract.procurement.title,
        until=until.strftime("%Y-%m-%d %H:%M"),
    )


@errand()
def tell_of_withdrawal(contract_id: int) -> None:
    """The side to which notice was given knows that it was taken back."""
    contract = Contract.objects.select_related("award__party", "procurement__owner__party").get(pk=contract_id)
    end = contract.ends.filter(withdrawn_at__isnull=False).order_by("-pk")[0]
    notify(
        party=contract.award.party if end.by_owner else contract.procurement.owner.party,
        subject=_("对方撤回解除通知：%(title)s"),
        body=_("“%(title)s”的合同对方已撤回解除通知，合同继续履行。"),
        link=reverse("marketplace:end_contract", args=[contract.pk]),
        title=contract.procurement.title,
    )


@errand()
def tell_of_end(contract_id: int) -> None:
    """Both sides know the answer."""
    contract = Contract.objects.select_related("award__party", "procurement__owner__party").get(pk=contract_id)
    for party in (contract.award.party, contract.procurement.owner.party):
        notify(
            party=party,
            subject=_("合同提前终止的结果：%(title)s"),
            body=_("“%(title)s”提前终止一事已有结果，合同状态为“%(state)s”。"),
            link=reverse("marketplace:end_contract", args=[contract.pk]),
            title=contract.procurement.title,
            state=contract.state_label,
        )
