"""Periods under way when the working calendar changes: what is counted anew, and what stays as it was told."""

from datetime import datetime

from cms.kernel.calendar import until
from cms.kernel.clock import business_now
from cms.kernel.workdays.models import DayChange


def touched_since(change_id: int) -> datetime:
    """From which end on a period may be touched by the change: one that is over before the day is not."""
    return until(DayChange.objects.values_list("day", flat=True).get(pk=change_id))


def is_moved(before: datetime, after: datetime, *, may_shorten: bool) -> bool:
    """Whether a period that was to end at `before` ends at `after` from now on.

    What has ended stays ended, and nothing ends at once. The days of whoever was told of them (an enterprise, the
    public) are put off only: `may_shorten` is for a department's own days, which the law counts.
    """
    now = business_now()
    return before > now and (after > before or (may_shorten and now < after < before))
