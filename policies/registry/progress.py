"""How far a department's file is while a worker reads it: told beside its transaction, into which nobody else sees."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

from django.core.files.base import ContentFile

from policies.registry.facts import FactImport

Watch: TypeAlias = Callable[[int], None]
"""Told the rows read so far."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The rows read so far, and how many there are; 0 while the file is read for the first time and nobody knows."""

    done: int
    total: int


def report_rows(one: FactImport, done: int) -> None:
    """Whoever asks is told that so many rows of the file have been read."""
    storage, name = one.rejects.storage, _name(one)
    storage.delete(name)
    storage.save(name, ContentFile(str(done).encode()))


def reporting(one: FactImport) -> Watch:
    """Reports each number of rows it is told."""

    def watch(done: int) -> None:
        report_rows(one, done)

    return watch


def progress_of(one: FactImport) -> Progress | None:
    """How far the file is; None where nobody is reading it, or nothing was told yet."""
    storage, name = one.rejects.storage, _name(one)
    with suppress(FileNotFoundError), storage.open(name) as file:
        told = file.read()
        return Progress(int(told), one.row_count) if told.isdigit() else None
    return None


def forget_progress(one: FactImport) -> None:
    """Nobody is reading the file any more."""
    one.rejects.storage.delete(_name(one))


def _name(one: FactImport) -> str:
    return f"progress/{one.pk}"
