"""Publishing a release for each event, numbered in the order in which they become visible."""

from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.transaction import atomic

from cms.kernel.models import Event
from cms.kernel.trail import type_of
from marketplace.contracts.models import Contract
from marketplace.needs.models import Need
from marketplace.opendata.bodies import TAGS, release_body
from marketplace.opendata.models import Release


@atomic
def publish_need_events(*, need_id: int) -> int:
    """Every publishable event of a need has its release; returns how many were made now."""
    need = Need.objects.select_related("procurement__owner__party", "procurement__service_type").get(pk=need_id)
    return _publish(type_of(need), need.pk, need, None)


@atomic
def publish_contract_events(*, contract_id: int) -> int:
    """Every publishable event of a contract has its release; returns how many were made now."""
    contract = Contract.objects.select_related("award__need__procurement__owner__party", "procurement").get(
        pk=contract_id
    )
    return _publish(type_of(contract), contract.pk, contract.award.need, contract)


def _publish(subject_type: str, subject_id: int, need: Need, contract: Contract | None) -> int:
    if not need.is_public:
        return 0
    take_turns()
    told = Event.objects.filter(subject_type=subject_type, subject_id=subject_id, name__in=TAGS)
    fresh = list(told.filter(~Exists(Release.objects.filter(event=OuterRef("pk")))).order_by("sequence"))
    for event in fresh:
        Release.objects.create(
            event=event,
            procurement=need.procurement,
            tag=TAGS[event.name],
            happened_at=event.happened_at,
            body=release_body(event, need, contract),
        )
    return len(fresh)


def take_turns() -> None:
    """From here to its commit this transaction alone publishes, so that numbers are given in the order of commits and
    nobody who has read up to a number can miss a smaller one that was committed late."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('open data'), 0)")


def publish_backlog() -> int:
    """Every publishable event of the house has its release, those of an older installation too; returns how many."""
    unpublished = Event.objects.filter(~Exists(Release.objects.filter(event=OuterRef("pk"))), name__in=TAGS)
    needs = unpublished.filter(subject_type=type_of(Need())).order_by("subject_id").values_list("subject_id", flat=True)
    contracts = unpublished.filter(subject_type=type_of(Contract())).values_list("subject_id", flat=True)
    made = sum(publish_need_events(need_id=pk) for pk in list(needs.distinct()))
    return made + sum(
        publish_contract_events(contract_id=pk) for pk in list(contracts.order_by("subject_id").distinct())
    )
