"""The business clock: every legal moment reads it, in Python and in SQL; technical time stays real.

It is the real time unless settings.BUSINESS_CLOCK_MOVABLE lets the demo or a test move it: then a
single row holds either the shift from real time or the moment at which it stands still.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, models
from django.db.models.expressions import Func
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused
from cms.kernel.reading import once

SHANGHAI = ZoneInfo("Asia/Shanghai")


class ClockImmovable(Refused):
    """This place runs on real time."""

    sentence = _("本系统使用真实时间，不能调整业务时钟。")


class ClockBackwards(Refused):
    """The business clock only moves forward."""

    sentence = _("业务时钟只能向前调整：现在为 %(now)s，不能调到 %(to)s。")


class BusinessClock(models.Model):
    """One row at most: how far business time stands from real time, or where it stands still."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    shift = models.DurationField(default=timedelta(0))
    frozen_at = models.DateTimeField(null=True, blank=True)

    objects: "models.Manager[BusinessClock]" = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_business_clock")]

    def __str__(self) -> str:
        return str(self.frozen_at or self.shift)


class BusinessNow(Func):
    """The business clock as an SQL expression; read after a lock it tells the moment after the lock."""

    template = "business_now()"
    output_field = models.DateTimeField()

    def __init__(self, **extra: Any) -> None:
        super().__init__(**extra)


_standing: list[datetime] = []
"""The moment at which the clock stands, in a process that alone moves it; empty elsewhere."""


@contextmanager
def alone_with_the_clock() -> Iterator[None]:
    """In the block this process alone moves the clock (the demo's director), so that reading it asks nobody."""
    _standing[:] = [business_now()]
    try:
        yield
    finally:
        _standing.clear()


def business_now() -> datetime:
    """The legal moment, aware, in Asia/Shanghai. Under a movable clock one query, else none: a page that is
    only read has one moment."""
    if not settings.BUSINESS_CLOCK_MOVABLE:
        return timezone.now().astimezone(SHANGHAI)
    return _standing[0] if _standing else _moved_now()


@once
def _moved_now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT business_now()")
        moment: datetime = cursor.fetchone()[0]
    return moment.astimezone(SHANGHAI)


def business_today() -> date:
    """The legal day in Asia/Shanghai."""
    return business_now().date()


def move_clock(to: datetime, *, frozen: bool = True) -> datetime:
    """The business clock stands at `to` (frozen) or runs on from it; returns the moment.

    Raises ClockImmovable where the clock is real, ClockBackwards when `to` is in its past.
    """
    if not settings.BUSINESS_CLOCK_MOVABLE:
        raise ClockImmovable
    now = business_now()
    if to < now and BusinessClock.objects.exists():
        raise ClockBackwards(now=now.isoformat(), to=to.isoformat())
    set_to = BusinessClock(id=1, frozen_at=to if frozen else None, shift=to - timezone.now())
    BusinessClock.objects.bulk_create(
        [set_to], update_conflicts=True, unique_fields=["id"], update_fields=["frozen_at", "shift"]
    )
    if _standing:
        _standing[0] = to.astimezone(SHANGHAI)
    return to.astimezone(SHANGHAI)


def let_clock_run() -> datetime:
    """The business clock runs on from where it stands, and one that runs already goes on; returns the moment.

    Raises ClockImmovable where the clock is real.
    """
    if not settings.BUSINESS_CLOCK_MOVABLE:
        raise ClockImmovable
    standing = BusinessClock.objects.values_list("frozen_at", flat=True).first()
    return business_now() if standing is None else move_clock(standing, frozen=False)
