"""Whatever happens after an award moves the need's clock."""

from django.utils.translation import gettext as _

from cms.kernel.errands import RECORDS, errand
from marketplace.awards.models import Award
from marketplace.clocks.services import follow
from marketplace.contracts.models import Contract
from marketplace.contracts.states import EndGround, EndWay
from marketplace.credit.rules import Reason
from marketplace.credit.services import note_fact
from marketplace.disputes.models import Dispute
from marketplace.guarantees.models import Guarantee


@errand(queue=RECORDS)
def follow_need(need_id: int) -> None:
    """The need's clock is right."""
    follow(need_id=need_id)


@errand(queue=RECORDS)
def follow_contract(contract_id: int) -> None:
    """The clock of the contract's need is right."""
    follow(need_id=Contract.objects.values_list("award__need", flat=True).get(pk=contract_id))


@errand()
def note_late_delivery(contract_id: int) -> None:
    """An agency whose work was accepted after its day has a credit case that waits for its interview."""
    contract = Contract.objects.select_related("award__party", "procurement").get(pk=contract_id)
    if contract.deliver_by is None or contract.delivered_on is None or contract.delivered_on <= contract.deliver_by:
        return
    facts = _("逾期交付：%(title)s。期限 %(due)s，验收 %(done)s。") % {
        "title": contract.procurement.title,
        "due": contract.deliver_by.isoformat(),
        "done": contract.delivered_on.isoformat(),
    }
    source = f"contract:{contract.pk}:late"
    note_fact(party=contract.award.party, reason=Reason.LATE_DELIVERY, facts=facts, by=None, source=source)


@errand()
def note_breach(contract_id: int) -> None:
    """An agency whose breach ended its contract, by notice or ruling, has a credit case that waits for its interview.

    What both sides agreed on is settled between them and costs nothing.
    """
    contract = Contract.objects.select_related("award__party", "procurement").get(pk=contract_id)
    end = contract.ends.filter(agreed=True, ground=EndGround.AGENCY_BREACH).exclude(way=EndWay.AGREEMENT).first()
    if end is None:
        return
    facts = _("违约致合同解除：%(title)s。%(way)s：%(reason)s") % {
        "title": contract.procurement.title,
        "way": " ".join(part for part in (end.get_way_display(), end.ruled_by, end.ruling_number) if part),
        "reason": end.reason,
    }
    source = f"contract:{contract.pk}:breach"
    note_fact(party=contract.award.party, reason=Reason.BREACH, facts=facts, by=None, source=source)


@errand(queue=RECORDS)
def follow_dispute(dispute_id: int) -> None:
    """The clock of the dispute's need is right."""
    follow(need_id=Dispute.objects.values_list("award__need", flat=True).get(pk=dispute_id))


@errand(queue=RECORDS)
def follow_guarantee(guarantee_id: int) -> None:
    """The clock of the guarantee's need is right."""
    follow(need_id=Guarantee.objects.values_list("need", flat=True).get(pk=guarantee_id))


@errand()
def note_given_up_award(award_id: int) -> None:
    """A withdrawn winner has a credit case that waits for its interview."""
    award = Award.objects.select_related("party", "need__procurement").get(pk=award_id)
    facts = _("中选后放弃：%(title)s。理由：%(reason)s") % {"title": award.need.title, "reason": award.ended_reason}
    source = f"award:{award.pk}:given_up"
    note_fact(party=award.party, reason=Reason.GAVE_UP, facts=facts, by=None, source=source)
