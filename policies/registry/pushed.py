"""A department's signed push as a table: JSON of enterprises and their facts, read like any other file of it.

    {"as_of": "2023-05-31", "rows": [{"uscc": "…", "name": "…", "as_of": "…",
      "facts": {"finance.revenue[2022]": "1234.50", "enterprise.industry": "3484"},
      "lines": {"cert.held": [{"step": "hi_tech", "awarded_on": "2021-11-03"}]}}]}

Amounts are in yuan. Each enterprise gives one row of facts, and one more for each of its dated lines.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, Any, Final, NoReturn

from policies.registry.errors import PushUnreadable
from policies.registry.mapping import AS_OF, NAME, USCC, Column, FileMapping

SUFFIX: Final = ".push.json"
_IDENTITY: Final = (USCC, NAME, AS_OF)
_KEYS: Final = frozenset({*_IDENTITY, "facts", "lines"})

Row = list[str]


@dataclass(frozen=True, slots=True)
class Push:
    """What was pushed: the day its data are of, its columns, and its rows with their numbers (the header is line 1)."""

    as_of: date
    header: Row
    rows: list[Row]

    def mapping(self) -> FileMapping:
        """Every column is what its name says: CODE, CODE[PERIOD] or CODE/FIELD."""
        return FileMapping(tuple(_column(name) for name in self.header))

    def numbered(self) -> Iterator[tuple[int, Row]]:
        """The rows as `sheets` gives them."""
        return ((number, row) for number, row in enumerate(self.rows, start=2))


def _column(name: str) -> Column:
    code, _bracket, period = name.partition("[")
    return Column(name, code, period.removesuffix("]"))


def read_push(file: IO[bytes]) -> Push:
    """The push in the file. Raises PushUnreadable, which says where it is not as agreed."""
    file.seek(0)
    try:
        given = json.loads(file.read(), parse_float=str, parse_int=str, parse_constant=_no_number)
    except (ValueError, RecursionError) as fault:
        raise PushUnreadable(place="$") from fault
    if not isinstance(given, dict) or not isinstance(given.get("rows"), list) or not given["rows"]:
        raise PushUnreadable(place="$.rows")
    entries = [_entry(place, entry) for place, entry in enumerate(given["rows"])]
    header = [*_IDENTITY, *sorted({name for entry in entries for row in entry for name in row} - set(_IDENTITY))]
    rows = [[row.get(name, "") for name in header] for entry in entries for row in entry]
    return Push(_as_of(given.get("as_of")), header, rows)


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _as_of(text: Any) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError) as fault:
        raise PushUnreadable(place="$.as_of") from fault


def _entry(place: int, entry: Any) -> list[dict[str, str]]:
    """The rows of one enterprise: its facts, then each of its lines."""
    where = f"$.rows[{place}]"
    if not isinstance(entry, dict) or not entry.keys() <= _KEYS:
        raise PushUnreadable(place=where)
    facts, lines = entry.get("facts", {}), entry.get("lines", {})
    if not isinstance(facts, dict) or not isinstance(lines, dict):
        raise PushUnreadable(place=where)
    identity = {name: _text(f"{where}.{name}", entry.get(name)) for name in _IDENTITY}
    rows = [identity | {code: _text(f"{where}.facts.{code}", value) for code, value in facts.items()}] if facts else []
    for code, of_code in lines.items():
        at = f"{where}.lines.{code}"
        if not isinstance(of_code, list) or not all(isinstance(line, dict) for line in of_code):
            raise PushUnreadable(place=at)
        rows += [identity | _line(at, code, line) for line in of_code]
    return rows


def _line(place: str, code: str, line: Mapping[str, Any]) -> dict[str, str]:
    return {f"{code}/{name}": _text(f"{place}.{name}", value) for name, value in line.items()}


def _text(place: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"  # as a clerk writes it in a cell; see cells.YES and NO
    if isinstance(value, str):
        return value
    raise PushUnreadable(place=place[:200])
