"""Two people who do the same at once: both have read before either writes, and what each was refused with."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, connection
from django.db.models import Model

from cms.kernel.errors import Refused

Fetch = Callable[..., Any]


def at_once(act: Callable[[], object], *, people: int = 2) -> list[type[Exception]]:
    """The refusals of so many people who act at the same time, the database's own among them."""
    refusals: list[type[Exception]] = []

    def person() -> None:
        try:
            act()
        except (Refused, IntegrityError) as refusal:
            refusals.append(type(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=person) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


def meeting_after(fetch: Fetch, of: type[Model]) -> Fetch:
    """The same fetch, after which two people have read a row `of` a model before either writes.

    Under a lock the second cannot come: the first goes on after a second. Without it they do meet, however slowly.
    """
    meet = threading.Barrier(2, timeout=30 if fetch is without_lock else 1)

    def fetch_and_wait(model: type[Model], pk: int, *beside: str) -> Any:
        row = fetch(model, pk, *beside)
        if model is of:
            try:
                meet.wait()
            except threading.BrokenBarrierError:
                return row
        return row

    return fetch_and_wait


def without_lock(model: type[Any], pk: int, *_beside: str) -> Any:
    """The row, read by whoever likes: what `locked` is without its lock."""
    return model.objects.get(pk=pk)
