"""Steps of the year: each has a moment, a key of its own, and is lived at most once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.transaction import atomic

from cms.demo.models import LivedStep
from cms.kernel.clock import SHANGHAI, business_now


@dataclass(frozen=True, slots=True)
class Step:
    """Something somebody does at a moment; where something falls due by itself (`falls_due`), the house ticks first."""

    at: datetime
    key: str
    act: Callable[[], object]
    falls_due: bool = False


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of a day in the county."""
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def lived_keys() -> set[str]:
    """The keys of every step lived so far."""
    return set(LivedStep.objects.values_list("key", flat=True))


@atomic
def live(step: Step) -> None:
    """The step was lived, and the database knows it: both or neither."""
    step.act()
    LivedStep.objects.create(key=step.key, lived_at=business_now())


def ordered(steps: Iterable[Step]) -> list[Step]:
    """The steps by moment; those of one moment in the order given."""
    return sorted(steps, key=lambda step: step.at)
