"""The trail of anything: what was done to it, by whom, and whether the chain of hashes holds; and finding the thing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, Q
from django.urls import reverse

from cms.kernel.models import Event, Party, User
from cms.kernel.states import Vanished
from cms.kernel.trail import broken_links, events_about, type_of
from marketplace.awards.models import Award
from policies.applications.models import Application
from policies.disbursement.models import Batch, Payment
from policies.grants.models import Grant

FOUND_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Trail:
    """A thing's events, oldest first, and those whose hash or link does not hold."""

    thing: Model
    kind: str
    events: list[Event]
    broken: list[Event]

    @property
    def is_sound(self) -> bool:
        """Whether every event is as it was written, in its place."""
        return not self.broken


def trail_of(kind: str, pk: int) -> Trail:
    """The trail of the thing of a kind (app_label.model). Raises Vanished when there is no such thing."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError) as unknown:
        raise Vanished from unknown
    thing = model._base_manager.filter(pk=pk).first()
    if thing is None:
        raise Vanished
    events = list(events_about(thing))
    return Trail(thing, str(model._meta.verbose_name), events, broken_links(events))


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that a search found, and the address of its trail."""

    kind: str
    name: str
    address: str


def search(words: str) -> list[Found]:
    """Payments, grants, batches, awards, parties and people that the words name; at most twenty of a kind."""
    words = words.strip()
    if not words:
        return []
    named = Q(payee_name__icontains=words) | Q(payee__uscc=words) | Q(attempts__end_to_end_id=words)
    found: list[Iterable[Model]] = [
        Payment.objects.filter(named).distinct().order_by("-pk")[:FOUND_AT_MOST],
        Grant.objects.filter(Q(enterprise__party__name__icontains=words) | Q(enterprise__party__uscc=words))
        .select_related("policy", "enterprise__party")
        .order_by("-pk")[:FOUND_AT_MOST],
        Application.objects.filter(Q(enterprise__party__name__icontains=words) | Q(enterprise__party__uscc=words))
        .select_related("version", "enterprise__party")
        .order_by("-pk")[:FOUND_AT_MOST],
        Batch.objects.filter(number=words)[:FOUND_AT_MOST],
        Award.objects.filter(
            Q(need__procurement__title__icontains=words) | Q(party__name__icontains=words) | Q(code=words)
        ).order_by("-pk")[:FOUND_AT_MOST],
        Party.objects.filter(Q(name__icontains=words) | Q(uscc=words)).order_by("pk")[:FOUND_AT_MOST],
        User.objects.filter(Q(name__icontains=words) | Q(email=words) | Q(mobile=words)).order_by("pk")[:FOUND_AT_MOST],
    ]
    return [_found(thing) for things in found for thing in things]


def _found(thing: Model) -> Found:
    address = reverse("workbench:trail", args=[type_of(thing), thing.pk])
    return Found(str(thing._meta.verbose_name), str(thing), address)
