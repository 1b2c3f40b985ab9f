"""What happened is published."""

from cms.kernel.errands import RECORDS, errand
from marketplace.opendata.services import publish_contract_events, publish_need_events


@errand(queue=RECORDS)
def publish_need(need_id: int) -> None:
    """The need's events are published."""
    publish_need_events(need_id=need_id)


@errand(queue=RECORDS)
def publish_contract(contract_id: int) -> None:
    """The contract's events are published."""
    publish_contract_events(contract_id=contract_id)
