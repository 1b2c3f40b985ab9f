"""While a page is only read, what is the same for the whole page is asked of the database once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")
R = TypeVar("R")
_kept: ContextVar[dict[tuple[Any, ...], Any] | None] = ContextVar("kept", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Inside, every question marked `once` is answered from what it was answered first."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once(ask: Callable[P, R]) -> Callable[P, R]:
    """A question that a page being read asks once for the same (hashable) arguments; everywhere else it asks each time.

    The answer is shared: whoever gets it does not change it.
    """

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        kept = _kept.get()
        if kept is None:
            return ask(*args, **kwargs)
        key = (ask, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = ask(*args, **kwargs)
        return cast(R, kept[key])

    return asked


class ReadingMiddleware:
    """A GET or HEAD reads; whatever else arrives may write, and asks anew each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on."""
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with reading():
            return self.get_response(request)
