"""Under which numbers an enterprise answers for what happened: those it had or took over, and theirs in turn."""

from collections.abc import Sequence
from typing import Final

from django.db import connection

from policies.registry.models import NumberKind

LONGEST_CHAIN: Final = 12
"""How many steps back are followed: more changes of number than any enterprise has seen, and an end to a ring."""
# Ties by strength: the weakest of a way counts for it, and of several ways to one number the strongest.
_TIES: Final = (NumberKind.FORMER, NumberKind.PREDECESSOR, NumberKind.MERGED)
_ANSWERED: Final = """
WITH RECURSIVE answered(enterprise_id, number, tie, steps) AS (
    SELECT enterprise_id, number, array_position(%(ties)s::text[], kind::text), 1
    FROM policies_formernumber WHERE %(ids)s::bigint[] IS NULL OR enterprise_id = ANY(%(ids)s)
  UNION
    SELECT a.enterprise_id, f.number, greatest(a.tie, array_position(%(ties)s::text[], f.kind::text)), a.steps + 1
    FROM answered a
    JOIN kernel_party p ON p.uscc = a.number
    JOIN policies_enterprise e ON e.party_id = p.id AND e.id <> a.enterprise_id
    JOIN policies_formernumber f ON f.enterprise_id = e.id
    WHERE a.steps < %(longest)s
)
SELECT a.enterprise_id, a.number, min(a.tie)
FROM answered a JOIN policies_enterprise e ON e.id = a.enterprise_id JOIN kernel_party p ON p.id = e.party_id
WHERE a.number <> p.uscc GROUP BY a.enterprise_id, a.number ORDER BY a.enterprise_id, a.number
"""


def answered_numbers(enterprise_ids: Sequence[int] | None = None) -> list[tuple[int, str, NumberKind]]:
    """Of these enterprises (or all): each number they answer for, and by what tie; asked in one statement.

    An enterprise that was renumbered twice answers for the first number too, where the second stands in the registry
    with a former number of its own.
    """
    ids = None if enterprise_ids is None else list(enterprise_ids)
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERED, {"ids": ids, "ties": [kind.value for kind in _TIES], "longest": LONGEST_CHAIN})
        return [(pk, number, _TIES[tie - 1]) for pk, number, tie in cursor.fetchall()]
