"""Messages from outside that were refused at the boundary: kept as they came, as far as there is room for them.

Whoever can reach a door can send to it without end. Of each kind of refusal the first of an hour are kept, with the
fingerprint of what came; those after them are counted, so that a flood takes one row an hour and is still seen.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import connection, models
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.kernel.trail import append_only

KEPT_AN_HOUR: Final = 20


class RefusedMessage(models.Model):
    """A message from outside that was refused at the boundary, kept as it came; its refusal changed nothing else."""

    boundary = models.CharField(_("来源"), max_length=60)
    reason = models.CharField(_("拒收原因"), max_length=300)
    body_hash = models.CharField(max_length=64)
    body_size = models.PositiveIntegerField()
    excerpt = models.TextField(blank=True)
    received_at = models.DateTimeField(auto_now_add=True)

    objects: "models.Manager[RefusedMessage]" = models.Manager()

    class Meta:
        triggers = append_only("refused_message")

    def __str__(self) -> str:
        return f"{self.boundary}: {self.reason}"


class RefusedCount(models.Model):
    """How many messages were refused at one boundary for one reason within one hour (real time), kept or not."""

    boundary = models.CharField(_("来源"), max_length=60)
    reason = models.CharField(_("拒收原因"), max_length=300)
    hour = models.DateTimeField(_("时段"))
    count = models.PositiveIntegerField(_("拒收次数"))

    objects: "models.Manager[RefusedCount]" = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["boundary", "reason", "hour"], name="refusals_of_an_hour_are_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.boundary}: {self.reason} × {self.count}"


_COUNTED: Final = """
INSERT INTO kernel_refusedcount AS counted (boundary, reason, hour, count) VALUES (%s, %s, %s, 1)
ON CONFLICT (boundary, reason, hour) DO UPDATE SET count = counted.count + 1
RETURNING count
"""


@atomic
def refuse_message(*, boundary: str, reason: str, body: bytes, excerpt: Mapping[str, Any] | None = None) -> None:
    """A refused outside message is counted, and kept while it is among the first of its kind in this hour.

    In a transaction of its own; call it after the refusing one has rolled back.
    """
    reason, moment = reason[:300], timezone.now()
    if _counted(boundary, reason, moment.replace(minute=0, second=0, microsecond=0)) > KEPT_AN_HOUR:
        return
    RefusedMessage.objects.create(
        boundary=boundary,
        reason=reason,
        body_hash=hashlib.sha256(body).hexdigest(),
        body_size=len(body),
        excerpt=json.dumps(dict(excerpt or {}), ensure_ascii=False)[:2000],
    )


def _counted(boundary: str, reason: str, hour: datetime) -> int:
    """How many there were of the kind in the hour, this one among them."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [boundary, reason, hour])
        count: int = cursor.fetchone()[0]
    return count
