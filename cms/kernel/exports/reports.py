"""What may be exported: each room describes its lists, `cms/wiring.py` puts them on offer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import QuerySet

from cms.kernel.access import Act, may
from cms.kernel.errors import Sentence
from cms.kernel.exports.sheets import Cell
from cms.kernel.people.models import User
from cms.kernel.states import Vanished


class Rows(Protocol):
    """Whatever can be counted and read in portions: a queryset, or a list that is worked out while it is read."""

    def count(self) -> int:
        """How many rows there are."""
        ...

    def iterator(self, chunk_size: int) -> Iterator[Any]:
        """The rows, so many read at a time."""
        ...


@dataclass(frozen=True, slots=True)
class Column:
    """A head and what stands beneath it."""

    head: Sentence
    value: Callable[[Any], Cell]


@dataclass(frozen=True, slots=True)
class Report:
    """A list that those who may `act` take away as a file: `rows` are what that person may see.

    `rows` takes the person and the given parameters (`first` and `last` day as ISO text, or nothing). A list that
    `is_listed` not on the page of exports is asked for on the page of the thing it is about.
    """

    name: str
    title: Sentence
    about: Sentence
    act: Act
    columns: Sequence[Column]
    rows: Callable[[User, Mapping[str, str]], QuerySet[Any] | Rows]
    is_listed: bool = True


_offered: dict[str, Report] = {}


def offer(reports: Sequence[Report]) -> None:
    """These lists, and no others, may be exported."""
    _offered.clear()
    _offered.update({report.name: report for report in reports})


def report_named(name: str) -> Report:
    """The list of that name. Raises Vanished."""
    if name not in _offered:
        raise Vanished
    return _offered[name]


def reports_for(user: User) -> list[Report]:
    """The lists that the person may export on the page of exports, as they are offered."""
    return [report for report in _offered.values() if report.is_listed and may(user, report.act)]
