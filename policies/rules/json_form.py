"""JSON text into a plain document, exact and strict: decimals stay decimals, and no key stands twice in one object."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any


def load_json(text: str, parse_constant: Callable[[str], Any] | None = None) -> Any:
    """The document of a JSON text; `parse_constant` is asked about NaN and Infinity, as in the standard library.

    Raises ValueError (for a key that stands twice, too, where the last would win unseen) and RecursionError.
    """
    return json.loads(text, parse_float=Decimal, parse_constant=parse_constant, object_pairs_hook=_each_once)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        raise ValueError(f"key twice: {next(key for key in keys if keys.count(key) > 1)}")
    return found
