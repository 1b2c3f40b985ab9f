"""Errands: tasks owed because of an event, kept in the same transaction; Celery only wakes them.

Inward errands (database work) do their work and are marked done in one transaction: exactly once.
Outward errands (bank, mail) are claimed, the claim is committed, and only then they talk: at least once.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.kernel.dues import parts_due
from cms.kernel.errors import Refused
from cms.kernel.trail import Event, listen

logger = logging.getLogger(__name__)

MOST_TRIES = 8
RECORDS: Final = "records"
"""The queue of what is told, counted and published afterwards and decides nothing: it never delays money."""

Work = Callable[[int], None]


class Errand(models.Model):
    """One task owed about one subject; done once `done_at` is set, given up when `parked_at` is."""

    task = models.CharField(_("任务"), max_length=200)
    subject_id = models.BigIntegerField()
    event = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="+")
    queue = models.CharField(max_length=30, default="default")
    run_at = models.DateTimeField(default=timezone.now)
    woken_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    parked_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    objects: "models.Manager[Errand]" = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["run_at", "id"], name="errand_due", condition=models.Q(done_at=None, parked_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.task}({self.subject_id})"


@dataclass(frozen=True, slots=True)
class Kind:
    """How a task is run."""

    name: str
    work: Work
    outward: bool
    queue: str


class Announce(Protocol):
    """Wakes whoever runs errands: told the errand and its queue after commit."""

    def __call__(self, errand_id: int, queue: str) -> None: ...


@dataclass(slots=True)
class Wiring:
    """What is in force in this process: the table, the parts of a tick, and who is woken."""

    when: dict[str, tuple[str, ...]] | None = None
    every_tick: tuple[Callable[[], object], ...] = ()
    announce: Announce | None = None


_kinds: dict[str, Kind] = {}
wiring = Wiring()


def lease() -> timedelta:
    """How long an outward errand is its claimer's alone; after that the claimer counts as dead."""
    return timedelta(seconds=settings.ERRAND_LEASE_SECONDS)


def wake_again() -> timedelta:
    """After how long a message that woke nobody counts as lost."""
    return timedelta(seconds=settings.ERRAND_WAKE_AGAIN_SECONDS)


class NoWiring(RuntimeError):
    """The house was started without its wiring table."""


def errand(*, outward: bool = False, queue: str = "default") -> Callable[[Work], Work]:
    """Registers a function of one id as a task that can be owed."""

    def register(work: Work) -> Work:
        name = f"{work.__module__}.{work.__qualname__}"
        _kinds[name] = Kind(name, work, outward, queue)
        return work

    return register


def name_of(work: Work) -> str:
    """The name under which `work` is owed; raises KeyError when it was never registered with @errand."""
    name = f"{work.__module__}.{work.__qualname__}"
    return _kinds[name].name


def wire(
    when: Mapping[str, Sequence[Work]], every_tick: Sequence[Callable[[], object]], announce: Announce | None = None
) -> None:
    """The house's wiring is in force: which tasks each event owes, and what each tick does."""
    wiring.when = {event: tuple(name_of(work) for work in tasks) for event, tasks in when.items()}
    wiring.every_tick = tuple(every_tick)
    wiring.announce = announce
    listen(owe_for)


def owe_for(event: Event) -> None:
    """Writes the errands that the wiring table owes for `event`; raises NoWiring when there is no table."""
    if wiring.when is None:
        raise NoWiring("cms.wiring was not loaded")
    for name in wiring.when.get(event.name, ()):
        _write(_kinds[name], event.subject_id, event, None)


def owe(work: Work, subject_id: int, *, run_at: datetime | None = None) -> Errand:
    """`work(subject_id)` is owed, from `run_at` (real time) or at once, if this transaction commits."""
    return _write(_kinds[name_of(work)], subject_id, None, run_at)


def _write(kind: Kind, subject_id: int, event: Event | None, run_at: datetime | None) -> Errand:
    announce, now = wiring.announce, timezone.now()
    owed = Errand.objects.create(
        task=kind.name,
        subject_id=subject_id,
        event=event,
        queue=kind.queue,
        run_at=run_at or now,
        woken_at=now if announce is not None and run_at is None else None,
    )
    if run_at is None:
        announce_again(owed)
    return owed


def announce_again(owed: Errand) -> None:
    """Whoever runs errands is woken for `owed` if this transaction commits."""
    announce = wiring.announce
    if announce is not None:

        def wake() -> None:  # a function, not a partial: Django names it when the broker is away
            announce(owed.pk, owed.queue)

        transaction.on_commit(wake, robust=True)


def open_errands() -> "models.QuerySet[Errand]":
    """Errands neither done nor given up."""
    return Errand.objects.filter(done_at=None, parked_at=None)


def due_errands(queues: Collection[str] | None = None) -> "models.QuerySet[Errand]":
    """Open errands whose time has come and that nobody holds, oldest first."""
    now = timezone.now()
    due = open_errands().filter(run_at__lte=now).exclude(lease_until__gt=now).order_by("run_at", "id")
    return due if queues is None else due.filter(queue__in=queues)


def run(errand_id: int) -> bool:
    """Runs one errand if it is still owed and nobody else holds it; returns whether it was done now.

    A failing errand, or one whose task is known no longer, is tried again with growing delays and is parked, with its
    error, after MOST_TRIES; it keeps no other waiting.
    """
    task = Errand.objects.filter(pk=errand_id).values_list("task", flat=True).first()
    return task is not None and _run(errand_id, task)


def _run(errand_id: int, task: str) -> bool:
    try:
        kind = _kinds[task]
        return _run_outward(errand_id, kind) if kind.outward else _run_inward(errand_id, kind)
    except Exception as failure:
        _note_failure(errand_id, failure)
        if not isinstance(failure, Refused):
            logger.exception("errand %s failed", task)
        return False


def _held(errand_id: int) -> Errand | None:
    return (
        open_errands()
        .select_for_update(skip_locked=True, no_key=True)
        .filter(pk=errand_id, run_at__lte=timezone.now())
        .exclude(lease_until__gt=timezone.now())
        .first()
    )


def _run_inward(errand_id: int, kind: Kind) -> bool:
    with transaction.atomic():
        owed = _held(errand_id)
        if owed is None:
            return False
        kind.work(owed.subject_id)
        Errand.objects.filter(pk=errand_id).update(done_at=timezone.now(), tries=models.F("tries") + 1, error="")
    return True


def _run_outward(errand_id: int, kind: Kind) -> bool:
    with transaction.atomic():
        owed = _held(errand_id)
        if owed is None:
            return False
        Errand.objects.filter(pk=errand_id).update(lease_until=timezone.now() + lease())
    kind.work(owed.subject_id)
    Errand.objects.filter(pk=errand_id).update(
        done_at=timezone.now(), lease_until=None, tries=models.F("tries") + 1, error=""
    )
    return True


def _note_failure(errand_id: int, failure: Exception) -> None:
    with transaction.atomic():
        owed = open_errands().select_for_update(no_key=True).filter(pk=errand_id).first()
        if owed is None:  # whoever took it over after our lease has done it
            return
        owed.tries += 1
        owed.error = f"{type(failure).__name__}: {failure}"[:2000]
        owed.lease_until = None
        owed.run_at = timezone.now() + timedelta(seconds=min(2**owed.tries, 300))
        if owed.tries >= MOST_TRIES:
            owed.parked_at = timezone.now()
        owed.save(update_fields=["tries", "error", "lease_until", "run_at", "parked_at"])


def run_due(queues: Collection[str] | None = None, *, limit: int = 100_000) -> int:
    """Runs due errands in this process until none is left (or `limit` were run); returns how many were done."""
    done = 0
    while done < limit:
        batch = list(due_errands(queues).values_list("pk", "task")[:200])
        finished = sum(_run(pk, task) for pk, task in batch)
        done += finished
        if not finished:
            break
    return done


def sweep(limit: int = 500) -> int:
    """Wakes due errands again whose message may have been lost; returns how many."""
    if wiring.announce is None:
        return 0
    now = timezone.now()
    unheard = (
        models.Q(woken_at=None) | models.Q(woken_at__lt=models.F("run_at")) | models.Q(woken_at__lt=now - wake_again())
    )
    forgotten = list(due_errands().filter(unheard).values_list("pk", "queue")[:limit])
    Errand.objects.filter(pk__in=[pk for pk, _queue in forgotten]).update(woken_at=now)
    for pk, queue in forgotten:
        wiring.announce(pk, queue)
    return len(forgotten)


def tick() -> None:
    """Everything time-driven that fell due is done, on the business clock; one part's failure does not stop the
    others."""
    failures = []
    for part in parts_due(wiring.every_tick):
        try:
            part()
        except Exception as failure:
            logger.exception("tick: %s failed", getattr(part, "__qualname__", part))
            failures.append(failure)
    sweep()
    if failures:
        raise ExceptionGroup("tick", failures)
