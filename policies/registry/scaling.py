"""The computed scale class beside the declared one, kept true whenever a fact it rests on changes."""

from collections.abc import Collection, Sequence
from typing import Final

from django.db import connection

from policies.registry.models import Enterprise
from policies.registry.scales import scale_class

INDICATORS: Final = ("hr.employees", "finance.revenue", "finance.assets")
# Of each enterprise the values of its latest year that has any.
_LATEST: Final = """
SELECT e.id, e.industry, e.computed_scale,
       (array_agg(f.scaled ORDER BY c.period DESC) FILTER (WHERE k.code = 'hr.employees'))[1],
       (array_agg(f.scaled ORDER BY c.period DESC) FILTER (WHERE k.code = 'finance.revenue'))[1],
       (array_agg(f.scaled ORDER BY c.period DESC) FILTER (WHERE k.code = 'finance.assets'))[1]
FROM policies_enterprise e
JOIN policies_currentfact c ON c.enterprise_id = e.id
JOIN policies_factkind k ON k.id = c.kind_id AND k.code = ANY(%(codes)s)
JOIN policies_fact f ON f.id = c.fact_id
WHERE %(ids)s::bigint[] IS NULL OR e.id = ANY(%(ids)s)
GROUP BY e.id
"""


def compute_scales(codes: Collection[str], enterprise_ids: Sequence[int] | None = None) -> None:
    """`computed_scale` follows the 2017 rules for all enterprises (or these), if one of the codes bears on it."""
    if not set(codes) & {*INDICATORS, "enterprise.industry"}:
        return
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, {"codes": list(INDICATORS), "ids": list(enterprise_ids) if enterprise_ids else None})
        rows = cursor.fetchall()
    changed: dict[str, list[int]] = {}
    for pk, industry, before, employees, revenue, assets in rows:
        found = scale_class(industry, employees=employees, revenue_fen=revenue, assets_fen=assets) or ""
        if found != before:
            changed.setdefault(found, []).append(pk)
    for found, pks in changed.items():
        Enterprise.objects.filter(pk__in=pks).update(computed_scale=found)
