"""States: the one way a row is locked and the one way it moves from state to state."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused, WrongState
from cms.kernel.trail import Event, record, record_each

if TYPE_CHECKING:
    from cms.kernel.people.models import User

Moves = Mapping[str, frozenset[str] | set[str]]


class Vanished(Refused):
    """There is no such thing, or no longer."""

    sentence = _("未找到该记录，可能已被移除。")
    status = 404


class CountChanged(Refused):
    """A set that was to move as a whole no longer has the expected number of rows in the right state."""

    sentence = _("应有 %(expected)s 条记录一并办理，实际为 %(found)s 条，请刷新后重试。")


class Stateful(models.Model):
    """A thing with a life: `state` moves along MOVES and only through `advance`."""

    MOVES: ClassVar[Moves] = {}
    NOUN: ClassVar[str] = ""

    state = models.CharField(_("状态"), max_length=30)

    class Meta:
        abstract = True

    @property
    def state_label(self) -> str:
        """The state's name in the reader's language."""
        field = self._meta.get_field("state")
        choices = dict(getattr(field, "flatchoices", ()) or ())
        return str(choices.get(self.state, self.state))


S = TypeVar("S", bound=Stateful)
M = TypeVar("M", bound=models.Model)


def locked(model: type[M], pk: int, *beside: str) -> M:
    """The row `pk`, fetched now and held FOR NO KEY UPDATE until the transaction ends.

    What it refers to along `beside` is read in the same query, and not held. Raises Vanished when there is none,
    RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a row is locked inside a transaction")
    held = model._default_manager.select_for_update(no_key=True, of=("self",)).filter(pk=pk)
    row = (held.select_related(*beside) if beside else held).first()
    if row is None:
        raise Vanished
    return row


def moves_to(model: type[Stateful], to: str) -> list[str]:
    """The states of `model` from which there is a move to `to`."""
    return [str(origin) for origin, targets in model.MOVES.items() if to in targets]


def advance(
    row: S, to: str, *, by: "User | None", values: Mapping[str, Any] | None = None, event: str = "", **data: Any
) -> Event:
    """`row` is now in state `to`, with `values` in its columns, and its trail says so.

    One conditional UPDATE that must count one row; the event is `noun.to` unless `event` names it.
    Raises WrongState when MOVES has no such move from the row's state in the database.
    """
    origins = moves_to(type(row), to)
    changed = (
        type(row)
        ._default_manager.filter(pk=row.pk, state=row.state, state__in=origins)
        .update(state=to, **(values or {}))
    )
    if changed != 1:
        raise WrongState(noun=row._meta.verbose_name, state=row.state_label)
    origin = str(row.state)
    row.refresh_from_db()
    return record(event or f"{row.NOUN}.{to}", about=row, by=by, **({"from": origin} | data))


def advance_all(
    rows: "models.QuerySet[S]",
    to: str,
    *,
    about: models.Model,
    by: "User | None",
    expected: int,
    values: Mapping[str, Any] | None = None,
    event: str = "",
    **data: Any,
) -> Event:
    """All `expected` rows are now in state `to`, or none is; one event on `about` tells it.

    What differs from row to row comes by `of_each`, so that one UPDATE writes each row once.
    Raises CountChanged when the rows that can move are not exactly `expected`.
    """
    model = rows.model
    changed = rows.filter(state__in=moves_to(model, to)).update(state=to, **(values or {}))
    if changed != expected:
        raise CountChanged(expected=expected, found=changed)
    return record(event or f"{model.NOUN}s.{to}", about=about, by=by, **({"count": changed} | data))


def advance_each(
    rows: Sequence[S],
    to: str,
    *,
    by: "User | None",
    values: Mapping[str, Any] | None = None,
    event: str = "",
    data: Mapping[int, Mapping[str, Any]] | None = None,
) -> list[Event]:
    """As `advance` for each of the rows, which the caller holds: each has its own event, with its own `data` by id.

    A few statements, however many rows. All of them move or none does: raises WrongState when MOVES has no such move
    from a row's state, CountChanged when the database has another state.
    """
    if not rows:
        return []
    model, given, changed = type(rows[0]), data or {}, 0
    by_state: dict[str, list[S]] = {}
    for row in rows:
        if row.state not in moves_to(model, to):
            raise WrongState(noun=row._meta.verbose_name, state=row.state_label)
        by_state.setdefault(row.state, []).append(row)
    for origin, same in by_state.items():
        held = model._default_manager.filter(pk__in=[row.pk for row in same], state=origin)
        changed += held.update(state=to, **(values or {}))
    if changed != len(rows):
        raise CountChanged(expected=len(rows), found=changed)
    told = {row.pk: {"from": str(row.state), **given.get(row.pk, {})} for row in rows}
    for row in rows:
        for name, value in {"state": to, **(values or {})}.items():
            setattr(row, name, value)
    return record_each(event or f"{model.NOUN}.{to}", about=rows, by=by, data=told)


def of_each(texts: Mapping[int, str]) -> RawSQL:
    """For `values` of `advance_all`: each row's own text, by its primary key; null where none is given."""
    return RawSQL("%s::jsonb ->> id::text", [json.dumps(texts)], output_field=models.TextField())
