"""How many rows each of several questions finds, and their earliest moment: all in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows there are, and the earliest of their moments or days, if any was asked for."""

    count: int = 0
    earliest: datetime | date | None = None


def tallied(questions: Sequence[tuple[QuerySet[Any], str]]) -> list[Tally]:
    """For each question (its rows, and the column whose earliest value is wanted, or "") what it finds, in order."""
    parts: list[str] = []
    params: list[Any] = []
    for place, (rows, column) in enumerate(questions):
        try:
            inner, given = rows.order_by().values_list("pk", *([column] if column else [])).query.sql_with_params()
        except EmptyResultSet:
            continue
        earliest, names = ("MIN(since)::text", "(pk, since)") if column else ("NULL", "(pk)")
        parts.append(f"SELECT {place}, COUNT(*), {earliest} FROM ({inner}) AS asked{names}")  # noqa: S608 - Django wrote it
        params += given
    found = dict.fromkeys(range(len(questions)), Tally())
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            found |= {place: Tally(count, _parsed(earliest)) for place, count, earliest in cursor.fetchall()}
    return list(found.values())


def _parsed(text: str | None) -> datetime | date | None:
    """PostgreSQL writes a day as ten characters, a moment as more."""
    if text is None:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
