"""WHAT HAPPENS NEXT: which tasks each event owes, and what every tick looks at. Read this file first.

Services write events and never name tasks; this table is the only place where the two meet.
"""

from collections.abc import Callable, Sequence

from cms.kernel.celery_tasks import announce
from cms.kernel.errands import Work, wire

WHEN: dict[str, Sequence[Work]] = {}

EVERY_TICK: tuple[Callable[[], object], ...] = ()


def connect() -> None:
    """The table is in force."""
    wire(WHEN, EVERY_TICK, announce)
