"""Notices and lists of the silent that are public, counted anew when the working calendar changes."""

from datetime import datetime

from django.conf import settings
from django.db.transaction import atomic

from cms.kernel.calendar import DayUnit, last_day, until
from cms.kernel.clock import BusinessNow
from cms.kernel.states import locked
from cms.kernel.trail import record
from cms.kernel.workdays.recounting import is_moved
from policies.grants.contacting import keep_listed_until
from policies.grants.models import Grant
from policies.grants.states import GrantState
from policies.notices.models import Notice, SilentList
from policies.notices.states import NoticeState


def recount_notices(*, since: datetime) -> int:
    """What is public for a number of working days and ends at `since` or later ends later where a day of it is no
    working day after all; never earlier than was said in public. Returns how many notices and lists that are."""
    counted = Notice.objects.filter(state=NoticeState.OPEN, decision__version__notice_unit=DayUnit.WORKING)
    notices = list(counted.filter(closes_at__gte=since).order_by("pk").values_list("pk", flat=True))
    lists = SilentList.objects.filter(closes_at__gte=since, closes_at__gt=BusinessNow()).order_by("pk")
    return sum(map(_recount_notice, notices)) + sum(map(_recount_list, list(lists.values_list("pk", flat=True))))


@atomic
def _recount_notice(notice_id: int) -> bool:
    notice = locked(Notice, notice_id, "decision__version")
    last = last_day(notice.opens_on, notice.decision.version.notice_days, DayUnit.WORKING)
    if notice.state != NoticeState.OPEN or not is_moved(notice.closes_at, until(last), may_shorten=False):
        return False
    Notice.objects.filter(pk=notice.pk).update(last_day=last, closes_at=until(last))
    record("notice.recounted", about=notice, by=None, before=notice.last_day.isoformat(), last_day=last.isoformat())
    return True


@atomic
def _recount_list(list_id: int) -> bool:
    """Until when its enterprises may still confirm; the list itself stays as it was published."""
    published = locked(SilentList, list_id)
    last = last_day(published.published_on, settings.SILENT_LIST_WORKING_DAYS, DayUnit.WORKING)
    named = Grant.objects.filter(pk__in=published.lines.values("grant"), listed_until__gte=published.closes_at)
    ends = dict(named.filter(state=GrantState.DECIDED).values_list("pk", "listed_until"))
    moved = [pk for pk, end in ends.items() if end is not None and is_moved(end, until(last), may_shorten=False)]
    if not moved:
        return False
    keep_listed_until(moved, until(last))
    record("silent_list.recounted", about=published, by=None, grants=len(moved), last_day=last.isoformat())
    return True
