"""What follows from decided lists and fixed amounts, and from another calendar: how long they are shown in public."""

from cms.kernel.errands import errand
from cms.kernel.workdays.recounting import touched_since
from policies.grants.models import Decision
from policies.grants.states import DecisionState
from policies.notices.recounting import recount_notices
from policies.notices.services import publish_late_notice, publish_notice


@errand()
def open_first_notice(decision_id: int) -> None:
    """Where the notice comes before the confirmation, the decision's names and amounts due are public from today."""
    if Decision.objects.get(pk=decision_id).state == DecisionState.DRAWN_UP:
        publish_notice(decision_id=decision_id, by=None)


@errand()
def open_notice(decision_id: int) -> None:
    """The decision's names and amounts are public from today, as far as they were not shown before."""
    publish_notice(decision_id=decision_id, by=None)


@errand()
def open_late_notice(grant_id: int) -> None:
    """A grant fixed by itself is public from today, as far as it was not shown before."""
    publish_late_notice(grant_id=grant_id)


@errand()
def recount_notice_days(change_id: int) -> None:
    """What is public for working days is shown as long as the calendar now says, never shorter than was told."""
    recount_notices(since=touched_since(change_id))
