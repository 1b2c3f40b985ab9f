"""What follows from a finished round and from a call."""

from cms.kernel.errands import errand
from policies.outreach.calling import tell_called
from policies.outreach.services import tell_of_round


@errand()
def tell_subscribers(round_id: int) -> None:
    """Who wished to hear of a new eligibility that the round found has been told."""
    tell_of_round(round_id=round_id)


@errand()
def tell_those_lacking(call_id: int) -> None:
    """The enterprises that lack the fact have been asked for it."""
    tell_called(call_id=call_id)
