"""What falls due: one question to the database tells which parts of a tick have anything to do.

A part that was told `due_when` is called only when that is so; one that was not is called at every tick. What fell due
is done row by row: one that cannot be done keeps none of the others waiting.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models import Q
from django.db.models.expressions import Combinable, Func
from django.db.models.sql import Query

logger = logging.getLogger(__name__)

Part = Callable[[], object]
Condition = Callable[[], Combinable | Q]

_conditions: dict[Part, Condition] = {}


class DueNow(Func):
    """The business clock's moment, read once for the whole question."""

    template = "(SELECT business_now())"
    output_field = models.DateTimeField()

    def __init__(self, **extra: Any) -> None:
        super().__init__(**extra)


class DueToday(Func):
    """The business clock's day in Asia/Shanghai, read once for the whole question."""

    template = "(SELECT (business_now() AT TIME ZONE 'Asia/Shanghai')::date)"
    output_field = models.DateField()

    def __init__(self, **extra: Any) -> None:
        super().__init__(**extra)


def due_when(condition: Condition) -> Callable[[Part], Part]:
    """The part of a tick has nothing to do unless the condition holds.

    The condition may hold too often, never too seldom. Its text is made once in a process, so it takes the time from
    the database (DueNow, DueToday).
    """

    def register(part: Part) -> Part:
        _conditions[part] = condition
        return part

    return register


def parts_due(parts: Sequence[Part]) -> Iterator[Part]:
    """Each part that has something to do when its turn comes, in the order given.

    It is asked anew after each: one may make work for the next.
    """
    following = 0
    while following < len(parts):
        holding = _holding(tuple(parts))
        due = next((place for place in range(following, len(parts)) if holding[place]), None)
        if due is None:
            return
        following = due + 1
        yield parts[due]


def _holding(parts: tuple[Part, ...]) -> Sequence[bool]:
    """Of each part whether it has something to do now: one query."""
    asked = [part for part in parts if part in _conditions]
    if not asked:
        return [True] * len(parts)
    with connection.cursor() as cursor:
        cursor.execute(*_question(tuple(asked)))
        answers = dict(zip(asked, cursor.fetchone(), strict=True))
    return [answers.get(part, True) for part in parts]


def each_due(acts: Iterable[Callable[[], int]]) -> int:
    """Each act that fell due is done, in a transaction of its own; returns the sum of what they returned.

    One that fails leaves nothing behind and keeps none of the others. Raises ExceptionGroup of the failures at the end.
    """
    done, failures = 0, []
    for act in acts:
        try:
            done += act()
        except Exception as failure:
            logger.exception("due: %s failed", _named(act))
            failures.append(failure)
    if failures:
        kinds = ", ".join(sorted({type(failure).__name__ for failure in failures}))
        raise ExceptionGroup(f"{len(failures)} of what fell due: {kinds}", failures)
    return done


def _named(act: Callable[[], int]) -> str:
    """The act as the log may name it: its function and the numbers of rows, never a text, which may be a person's."""
    function, given = (act.func, act.args) if isinstance(act, partial) else (act, ())
    rows = ", ".join(str(one) for one in given if isinstance(one, int))
    return f"{getattr(function, '__qualname__', 'act')}({rows})"


@cache
def _question(parts: tuple[Part, ...]) -> tuple[str, tuple[Any, ...]]:
    """The text and the parameters of the question after these parts' conditions, one column each."""
    query = Query(None)
    for place, part in enumerate(parts):
        query.add_annotation(_conditions[part](), f"part_{place}")
    text, parameters = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return text, tuple(parameters)
