"""Keyset paging: a page starts after a row, not at a number: it costs the same anywhere and never skips a row.

A list view names its orders; the first is the usual one. Each order is a list of fields that ends in a unique one;
none of them may be null (wrap a nullable one in Coalesce and annotate it). ``?sort=KEY`` chooses an order,
``?sort=-KEY`` turns it round.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model, Q, QuerySet
from django.http import QueryDict
from djmoney.money import Money

M = TypeVar("M", bound=Model)
Orders = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """The rows of one page, and the cursors of its neighbours ("" where there is none)."""

    rows: list[M]
    before: str
    after: str
    sort: str
    total: int | None = None


def page_of(rows: QuerySet[M], params: QueryDict, *, orders: Orders, size: int = 30, counted: bool = False) -> Page[M]:
    """The page that `params` (sort, after, before) asks for; a damaged address gives the first page."""
    sort, fields = chosen_order(params.get("sort", ""), orders)
    total = rows.count() if counted else None
    backwards = "before" in params and "after" not in params
    cursor = params.get("before" if backwards else "after", "")
    walked = turned(fields) if backwards else fields
    beyond = rows_beyond(rows, walked, cursor)
    found = list((rows if beyond is None else rows.filter(beyond)).order_by(*walked)[: size + 1])
    if beyond is None and backwards:
        return page_of(rows, QueryDict(f"sort={sort}"), orders=orders, size=size, counted=counted)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    before = after = ""
    if found and (more if backwards else beyond is not None):
        before = cursor_of(found[0], fields)
    if found and (backwards or more):
        after = cursor_of(found[-1], fields)
    return Page(found, before, after, sort, total)


def chosen_order(sort: str, orders: Orders) -> tuple[str, list[str]]:
    """The asked order, or the first one."""
    key = sort.removeprefix("-")
    if key not in orders:
        sort = key = next(iter(orders))
    fields = list(orders[key])
    return sort, turned(fields) if sort.startswith("-") else fields


def turned(fields: Sequence[str]) -> list[str]:
    """The same order the other way round."""
    return [name[1:] if name.startswith("-") else f"-{name}" for name in fields]


def cursor_of(row: Model, fields: Sequence[str]) -> str:
    """The place of a row in an order, as text for an address."""
    places = [value_at(row, name.removeprefix("-")) for name in fields]
    return urlsafe_b64encode(json.dumps(places, cls=DjangoJSONEncoder).encode()).decode().rstrip("=")


def value_at(row: Model, name: str) -> object:
    """The row's value along a path such as ``party__name``; money by its amount."""
    value: Any = row
    for step in name.split("__"):
        value = getattr(value, step)
    return value.amount if isinstance(value, Money) else value


def rows_beyond(rows: QuerySet[M], fields: Sequence[str], cursor: str) -> Q | None:
    """What holds for the rows after the cursor: greater in the first field, or equal there and greater in the next …"""
    places = read_cursor(rows, fields, cursor)
    if places is None:
        return None
    beyond, equal = Q(), Q()
    for name, place in zip(fields, places, strict=True):
        column = name.removeprefix("-")
        test = "lt" if name.startswith("-") else "gt"
        beyond |= equal & Q(**{f"{column}__{test}": place})
        equal &= Q(**{column: place})
    return beyond


def read_cursor(rows: QuerySet[M], fields: Sequence[str], cursor: str) -> list[object] | None:
    """The values in a cursor, or None when it is absent, damaged, or of another order."""
    if not cursor:
        return None
    try:
        places = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if "\0" in "".join(map(str, places)):
            return None
        columns = [column_of(rows, name.removeprefix("-")) for name in fields]
        return [column.to_python(place) for column, place in zip(columns, places, strict=True)]
    except (ValueError, TypeError, OverflowError, RecursionError, ValidationError):
        return None


def column_of(rows: QuerySet[M], name: str) -> "Field[Any, Any]":
    """The model field (or the annotation's output field) along a path."""
    annotation = rows.query.annotations.get(name)
    if annotation is not None:
        output: Field[Any, Any] = annotation.output_field
        return output
    model: Any = rows.model
    field: Any = None
    for step in name.split("__"):
        field = model._meta.pk if step == "pk" else model._meta.get_field(step)
        model = field.related_model
    if field is None:
        raise FieldDoesNotExist(name)
    target: Field[Any, Any] = getattr(field, "target_field", field)
    return target
