"""Facts into the database in bulk: staged by COPY, compared with what stands, appended in one statement."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeAlias, cast

from django.db import connection

from policies.registry.rows import column_of
from policies.rules.facts import Vocabulary

StagedFact: TypeAlias = tuple[int, str, str, Any, date]
"""Enterprise id, fact code, period, stored value, as-of date."""

_STAGE: Final = """
CREATE TEMPORARY TABLE IF NOT EXISTS staged_fact (
    enterprise_id bigint, kind_id bigint, period varchar(7), scaled bigint, text varchar(200), flag boolean, day date,
    lines jsonb, as_of date
) ON COMMIT DELETE ROWS
"""
_COLUMNS: Final = ("scaled", "text", "flag", "day", "lines")
_COPY: Final = "COPY staged_fact (enterprise_id, kind_id, period, scaled, text, flag, day, lines, as_of) FROM STDIN"
# A fact that says the same as the current one, of the same source and day, is not said twice.
_APPEND: Final = """
WITH joined AS (
    SELECT s.*, c.fact_id, c.as_of AS stood_as_of,
           f.id IS NOT NULL AND f.source = %(source)s AND f.as_of = s.as_of AND f.scaled IS NOT DISTINCT FROM s.scaled
           AND f.text IS NOT DISTINCT FROM s.text AND f.flag IS NOT DISTINCT FROM s.flag
           AND f.day IS NOT DISTINCT FROM s.day AND f.lines IS NOT DISTINCT FROM s.lines AS is_same
    FROM staged_fact s
    LEFT JOIN policies_currentfact c USING (enterprise_id, kind_id, period)
    LEFT JOIN policies_fact f ON f.id = c.fact_id
)
INSERT INTO policies_fact
    (enterprise_id, kind_id, period, scaled, text, flag, day, lines, source, as_of, batch_id, supersedes_id)
SELECT enterprise_id, kind_id, period, scaled, text, flag, day, lines, %(source)s, as_of, %(batch)s,
       CASE WHEN as_of >= stood_as_of THEN fact_id END
FROM joined WHERE NOT is_same
ORDER BY enterprise_id, kind_id, period
"""
ADDING: Final = 0x5A48_4441
"""The advisory lock that everybody who is adding facts shares until the end of their transaction."""
# Staged facts of another source and value than the standing ones they overtake: both words are kept, a person looks.
_FIND_CONFLICTS: Final = """
INSERT INTO policies_factconflict (state, enterprise_id, kind_id, period, earlier_id, found_at, reason)
SELECT DISTINCT ON (s.enterprise_id, s.kind_id, s.period)
       'open', s.enterprise_id, s.kind_id, s.period, f.id, business_now(), ''
FROM staged_fact s
JOIN policies_currentfact c USING (enterprise_id, kind_id, period)
JOIN policies_fact f ON f.id = c.fact_id
WHERE f.source <> %(source)s AND s.as_of >= c.as_of
  AND (f.scaled, f.text, f.flag, f.day, f.lines) IS DISTINCT FROM (s.scaled, s.text, s.flag, s.day, s.lines)
ON CONFLICT (enterprise_id, kind_id, period) WHERE state = 'open' DO NOTHING
"""
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Stage:
    """Facts on their way into the table: `put` many times, then `append` once, within one transaction."""

    def __init__(self, kinds: Mapping[str, int], vocabulary: Vocabulary) -> None:
        self.kinds = kinds
        self.column = {code: _COLUMNS.index(column_of(d.kind)) for code, d in vocabulary.items() if code in kinds}
        self.staged = 0
        with connection.cursor() as cursor:
            cursor.execute(_STAGE)
            cursor.execute("DELETE FROM staged_fact")

    def put(self, facts: Iterable[StagedFact]) -> None:
        """The facts are staged."""
        block = [self._line(fact) for fact in facts]
        if not block:
            return
        self.staged += len(block)
        with connection.cursor() as cursor, cast(Any, cursor).copy(_COPY) as copy:
            copy.write("".join(block))

    def _line(self, fact: StagedFact) -> str:
        enterprise_id, code, period, value, as_of = fact
        cells = ["\\N"] * len(_COLUMNS)
        cells[self.column[code]] = encoded(value)
        return f"{enterprise_id}\t{self.kinds[code]}\t{period}\t" + "\t".join(cells) + f"\t{as_of}\n"

    def append(self, *, source: str, batch_id: int | None, settles: bool = False) -> int:
        """The staged facts stand, save those that say nothing new; returns how many were added.

        Where they contradict another source, a conflict is open, unless they are what `settles` one.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [ADDING])
            cursor.execute("ANALYZE staged_fact")
            if not settles:
                cursor.execute(_FIND_CONFLICTS, {"source": source})
            cursor.execute(_APPEND, {"source": source, "batch": batch_id})
            added: int = cursor.rowcount
            cursor.execute("DELETE FROM staged_fact")
        return added


def encoded(value: Any) -> str:
    """A stored value in the text form of COPY."""
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, (list, dict)):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value).translate(_ESCAPES)


IDENTITY: Final[Mapping[str, tuple[str, str]]] = {
    "enterprise.type": ("type", "text"),
    "enterprise.licence": ("licence", "text"),
    "enterprise.registered_region": ("registered_region", "text"),
    "enterprise.region": ("operating_region", "text"),
    "enterprise.industry": ("industry", "text"),
    "enterprise.park": ("park", "text"),
    "enterprise.scale": ("declared_scale", "text"),
    "enterprise.founded_on": ("founded_on", "day"),
}


def refresh_faces(codes: Iterable[str], enterprise_ids: Sequence[int] | None = None) -> None:
    """The enterprises' own columns show their current facts of these codes (of all enterprises, or of these)."""
    with connection.cursor() as cursor:
        for code in sorted(set(codes) & IDENTITY.keys()):
            column, value = IDENTITY[code]
            # The names come from the table above, never from a file.
            cursor.execute(
                f"""
                UPDATE policies_enterprise e SET {column} = f.{value}
                FROM policies_currentfact c JOIN policies_fact f ON f.id = c.fact_id
                JOIN policies_factkind k ON k.id = c.kind_id
                WHERE c.enterprise_id = e.id AND k.code = %(code)s AND e.{column} IS DISTINCT FROM f.{value}
                AND (%(ids)s::bigint[] IS NULL OR e.id = ANY(%(ids)s))
                """,  # noqa: S608
                {"code": code, "ids": list(enterprise_ids) if enterprise_ids is not None else None},
            )


def has_identity(codes: Iterable[str]) -> bool:
    """Whether any of the codes is shown in the enterprises' own columns."""
    return bool(set(codes) & IDENTITY.keys())
