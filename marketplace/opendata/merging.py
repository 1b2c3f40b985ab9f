"""Merging releases into the compiled release of a record, by the rules of the standard's merging page (1.1).

Later values win; objects merge field by field; arrays of objects with ids merge id by id; other arrays are replaced;
null takes a value away. `id`, `date` and `tag` are the compiled release's own.
"""

from collections.abc import Sequence
from typing import Any

from marketplace.opendata.bodies import Body


def compiled(releases: Sequence[Body]) -> Body:
    """The state after all releases, which come oldest first. Raises ValueError for none."""
    if not releases:
        raise ValueError("a record has at least one release")
    state: Body = {}
    for release in releases:
        state = merged(state, {key: part for key, part in release.items() if key not in ("id", "date", "tag")})
    last = releases[-1]
    return {"id": f"{last['ocid']}-{last['date']}", "date": last["date"], "tag": ["compiled"]} | state


def merged(before: Any, after: Any) -> Any:
    """What holds once `after` came to `before`."""
    if isinstance(before, dict) and isinstance(after, dict):
        kept = {key: part for key, part in before.items() if key not in after}
        changed = {key: merged(before.get(key), part) for key, part in after.items() if part is not None}
        return kept | changed
    if _has_ids(before) and _has_ids(after):
        by_id = {part["id"]: part for part in before}
        for part in after:
            by_id[part["id"]] = merged(by_id.get(part["id"], {}), part)
        return list(by_id.values())
    return after


def _has_ids(part: Any) -> bool:
    return isinstance(part, list) and bool(part) and all(isinstance(one, dict) and "id" in one for one in part)
