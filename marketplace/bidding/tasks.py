"""What bidding owes because of events of needs."""

from django.db.transaction import atomic

from cms.kernel.errands import errand
from cms.kernel.states import locked
from marketplace.bidding.custody import box_for
from marketplace.bidding.opening import open_need
from marketplace.needs.models import Need
from marketplace.needs.states import NeedState


@errand()
def prepare_box(need_id: int) -> None:
    """The custodian keeps a key for the need and knows its deadline."""
    with atomic():
        need = locked(Need, need_id)
        if need.state == NeedState.POSTED:
            box_for(need)


@errand(outward=True)
def open_if_due(need_id: int) -> None:
    """The need is opened when its opening time has come; otherwise the tick will do it."""
    open_need(need_id=need_id)
