"""The trail: append-only, hash-chained events of what was done to each thing, and the door that writes them."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import SHANGHAI

if TYPE_CHECKING:
    from cms.kernel.people.models import User

FIRST_HASH = "0" * 64


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """Triggers by which the database refuses to change, delete or truncate a table's rows."""
    return [
        pgtrigger.Protect(name=f"{name}_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name=f"{name}_no_truncate",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func="RAISE EXCEPTION 'append-only table: TRUNCATE is refused';",
        ),
    ]


class Event(models.Model):
    """Something that happened to one thing; chained by hash to the event before it on the same thing."""

    name = models.CharField(_("事件"), max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    sequence = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("经办人")
    )
    happened_at = models.DateTimeField(_("业务时间"))
    recorded_at = models.DateTimeField(auto_now_add=True)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects: "models.Manager[Event]" = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "sequence"], name="events_of_a_thing_are_numbered"
            )
        ]
        indexes = [
            models.Index(fields=["name", "happened_at"]),
            GinIndex(fields=["data"], opclasses=["jsonb_path_ops"], name="events_by_what_they_name"),
        ]
        triggers = append_only("event")

    def __str__(self) -> str:
        return f"{self.name} #{self.subject_id}"

    def computed_hash(self) -> str:
        """SHA-256 over the canonical encoding (version 1) of this event and its predecessor's hash."""
        canonical = json.dumps(
            {
                "v": 1,
                "name": self.name,
                "subject": [self.subject_type, self.subject_id],
                "sequence": self.sequence,
                "by": self.by_id,
                "at": self.happened_at.timestamp().hex(),
                "data": self.data,
                "previous": self.previous_hash,
            },
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
        return hashlib.sha256(canonical.encode()).hexdigest()


# The lock first; the second statement looks at what is there once it is held, at the clock as well.
_LAST_LINK = """
SELECT pg_advisory_xact_lock(hashtext(%(type)s), %(lock)s);
SELECT business_now(), last.sequence, last.hash
FROM (SELECT) AS always
LEFT JOIN (
    SELECT sequence, hash FROM kernel_event WHERE subject_type = %(type)s AND subject_id = %(id)s
    ORDER BY sequence DESC LIMIT 1
) AS last ON true
"""

# The same for many things of one type; the locks are taken in the order given.
_LAST_LINKS = """
SELECT pg_advisory_xact_lock(hashtext(%(type)s), (id %% 2147483648)::int) FROM unnest(%(ids)s::bigint[]) AS thing(id);
SELECT business_now(), thing.id, last.sequence, last.hash
FROM unnest(%(ids)s::bigint[]) AS thing(id)
LEFT JOIN LATERAL (
    SELECT sequence, hash FROM kernel_event WHERE subject_type = %(type)s AND subject_id = thing.id
    ORDER BY sequence DESC LIMIT 1
) AS last ON true
"""

Link = tuple[datetime, int, str]  # the moment; number and hash of the thing's last event
Listener = Callable[[Event], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """From now on `listener` hears each event within the transaction that writes it (errands do)."""
    if listener not in _listeners:
        _listeners.append(listener)


def type_of(thing: models.Model) -> str:
    """The name under which a thing's events are kept: app_label.model."""
    return thing._meta.label_lower


def record(name: str, *, about: models.Model, by: "User | None", **data: Any) -> Event:
    """An event stands on the trail of `about`, in the caller's transaction, and its errands are owed.

    `data` is JSON of ids, hashes and whole numbers, never personal data or sealed prices. Events of one
    thing are serialised by an advisory lock until the transaction ends.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{name} must be recorded in the transaction of what it tells")
    subject_type, subject_id = type_of(about), int(about.pk)
    event = _chained(name, (subject_type, subject_id), _last_link(subject_type, subject_id), by, data)
    event.save(force_insert=True)
    for listener in _listeners:
        listener(event)
    return event


def record_each(
    name: str, *, about: Sequence[models.Model], by: "User | None", data: Mapping[int, Mapping[str, Any]]
) -> list[Event]:
    """As `record` for each of many things of one type, with each one's own `data` by its id: three statements for all.

    Each event holds a lock of the server's table until the transaction ends: of more than some thousand, take a part.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{name} must be recorded in the transaction of what it tells")
    if not about:
        return []
    subject_type, ids = type_of(about[0]), sorted(int(thing.pk) for thing in about)
    events = [
        _chained(name, (subject_type, subject_id), link, by, data.get(subject_id, {}))
        for subject_id, link in _last_links(subject_type, ids).items()
    ]
    Event.objects.bulk_create(events, batch_size=2000)
    for event in events:
        for listener in _listeners:
            listener(event)
    return events


def _chained(name: str, subject: tuple[str, int], link: Link, by: "User | None", data: Mapping[str, Any]) -> Event:
    """The event, not saved yet, that follows the thing's last one."""
    moment, sequence, previous_hash = link
    event = Event(
        name=name,
        subject_type=subject[0],
        subject_id=subject[1],
        sequence=sequence + 1,
        by=by,
        happened_at=moment,
        data=dict(data),
        previous_hash=previous_hash,
    )
    event.hash = event.computed_hash()
    return event


def _last_links(subject_type: str, ids: Sequence[int]) -> dict[int, Link]:
    """Of each thing the moment, and the number and hash of its last event (0 and FIRST_HASH before the first), locked;
    in the order of the ids."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST_LINKS, {"type": subject_type, "ids": list(ids)})
        cursor.nextset()
        rows = {pk: (moment, sequence or 0, last or FIRST_HASH) for moment, pk, sequence, last in cursor.fetchall()}
    return {pk: (rows[pk][0].astimezone(SHANGHAI), *rows[pk][1:]) for pk in ids}


def _last_link(subject_type: str, subject_id: int) -> Link:
    """The moment, and the number and hash of the thing's last event (0 and FIRST_HASH before the first), locked."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST_LINK, {"type": subject_type, "lock": subject_id % 2**31, "id": subject_id})
        cursor.nextset()
        moment, sequence, last_hash = cursor.fetchone()
    return moment.astimezone(SHANGHAI), sequence or 0, last_hash or FIRST_HASH


def events_about(thing: models.Model) -> models.QuerySet[Event]:
    """The trail of one thing, oldest first, with the people who acted."""
    return (
        Event.objects.filter(subject_type=type_of(thing), subject_id=thing.pk).select_related("by").order_by("sequence")
    )


def broken_links(events: Sequence[Event]) -> list[Event]:
    """The events of one thing (oldest first) whose hash or link does not hold."""
    previous, broken = FIRST_HASH, []
    for event in events:
        if event.previous_hash != previous or event.hash != event.computed_hash():
            broken.append(event)
        previous = event.hash
    return broken
