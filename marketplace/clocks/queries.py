"""The facts of a need that its clocks depend on, and the alarms as people look at them."""

from datetime import date, datetime

from django.db.models import QuerySet

from cms.kernel.clock import SHANGHAI
from marketplace.awards.models import Award
from marketplace.clocks.models import Alarm
from marketplace.clocks.moments import DisputeFacts, NeedFacts
from marketplace.contracts.models import Contract
from marketplace.contracts.states import ContractState
from marketplace.disputes.models import Dispute
from marketplace.disputes.queries import awarded_on, examined, rule_of
from marketplace.disputes.states import DisputeKind
from marketplace.guarantees.queries import holds_bid_bonds


def day_of(moment: datetime | None) -> date | None:
    """The legal day of a moment."""
    return moment.astimezone(SHANGHAI).date() if moment else None


def facts_of(award: Award) -> NeedFacts:
    """What the clocks of the award's need depend on, as it stands."""
    contract = Contract.objects.filter(award=award).first()
    return NeedFacts(
        rule=rule_of(award),
        awarded_on=awarded_on(award),
        is_ended=award.is_ended,
        signed_on=contract.signed_on if contract else None,
        filed_on=day_of(contract.filed_at) if contract else None,
        deliver_by=contract.deliver_by if contract and contract.state != ContractState.ENDED else None,
        delivered_on=contract.delivered_on if contract else None,
        holds_bonds=holds_bid_bonds(award.need_id),
        disputes=tuple(_dispute(one) for one in _disputes(award)),
    )


def _disputes(award: Award) -> "QuerySet[Dispute]":
    return Dispute.objects.filter(award=award).prefetch_related("examinations").order_by("pk")


def _dispute(one: Dispute) -> DisputeFacts:
    return DisputeFacts(
        is_complaint=one.kind == DisputeKind.COMPLAINT,
        raised_on=one.raised_at.astimezone(SHANGHAI).date(),
        accepted_on=day_of(one.accepted_at),
        ended_on=day_of(one.decided_at),
        suspends=one.suspends,
        examined=examined(one),
    )


def alarms(*, standing: bool = True) -> "QuerySet[Alarm]":
    """Alarms, the longest overdue first; those that stand, or those that ended."""
    found = Alarm.objects.select_related("need__procurement__owner__party").order_by("due_at", "pk")
    return found.filter(ended_at__isnull=standing)
