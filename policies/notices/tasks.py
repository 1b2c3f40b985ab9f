"""What follows from fixed amounts: they are shown in public."""

from cms.kernel.errands import errand
from policies.notices.services import publish_notice


@errand()
def open_notice(decision_id: int) -> None:
    """The decision's names and amounts are public from today."""
    publish_notice(decision_id=decision_id, by=None)
