"""Which enterprises are one holder: each with those it followed, under former numbers or as their successor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from policies.registry.models import Enterprise, FormerNumber, NumberKind

SAME_HOLDER = (NumberKind.FORMER, NumberKind.PREDECESSOR)
"""The numbers under which an enterprise is still the same holder; one merged into it is looked at by a person."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Which enterprises followed which: by the later one's id, the earlier ones that stand in the registry.

    `lines`: by id, everybody of the same line; who followed nobody and was followed by nobody is not in it.
    """

    before: Mapping[int, tuple[int, ...]]
    lines: Mapping[int, frozenset[int]] = field(init=False)

    def __post_init__(self) -> None:
        lines: dict[int, frozenset[int]] = {}
        for later, earlier in self.before.items():
            tied = frozenset({later, *earlier})
            whole = tied.union(*(lines.get(one, tied) for one in tied))
            lines |= dict.fromkeys(whole, whole)
        object.__setattr__(self, "lines", lines)

    def line(self, enterprise_id: int) -> frozenset[int]:
        """Everybody of the enterprise's line, itself included."""
        return self.lines.get(enterprise_id) or frozenset({enterprise_id})

    def holder(self, enterprise_id: int) -> int:
        """The one that stands for the whole line: the same for everybody of it."""
        return min(self.line(enterprise_id))

    def key(self, enterprise_id: int) -> str:
        """The scope key of the enterprise: it bears the number of the first of its line."""
        seen = {enterprise_id}
        while earlier := [one for one in self.before.get(enterprise_id, ()) if one not in seen]:
            enterprise_id = min(earlier)
            seen.add(enterprise_id)
        return f"enterprise:{enterprise_id}"

    def keys(self, enterprise_id: int) -> frozenset[str]:
        """The keys under which anybody of its line may hold a grant, however long ago the line was entered."""
        return frozenset(f"enterprise:{one}" for one in self.line(enterprise_id))


def lineage() -> Lineage:
    """The lines of the registry as it stands."""
    holder = Enterprise.objects.filter(party__uscc=OuterRef("number")).values("pk")[:1]
    followed = FormerNumber.objects.filter(kind__in=SAME_HOLDER).annotate(earlier=Subquery(holder))
    found: dict[int, list[int]] = {}
    for later, earlier in followed.exclude(earlier=None).values_list("enterprise_id", "earlier"):
        if later != earlier:
            found.setdefault(later, []).append(earlier)
    return Lineage({later: tuple(earlier) for later, earlier in found.items()})


def holder_of(column: str, line: Lineage) -> Any:
    """SQL for the holder of the enterprise that a column names."""
    if not line.lines:
        return F(column)
    members = sorted(line.lines)
    place = Func(_numbers(members), F(column), function="array_position")
    holders = _numbers([line.holder(one) for one in members])
    found = Func(holders, place, template="(%(expressions)s]", arg_joiner=")[", output_field=BigIntegerField())
    return Coalesce(found, F(column), output_field=BigIntegerField())


def _numbers(values: Sequence[int]) -> Value:
    return Value(list(values), output_field=ArrayField(BigIntegerField()))


def of_outer_line(rows: QuerySet[Any], line: Lineage) -> QuerySet[Any]:
    """Those of the rows whose enterprise is of the outer row's line; the outer rows bear their `holder`."""
    if not line.lines:
        return rows.filter(enterprise=OuterRef("enterprise"))
    rows = rows.alias(of_holder=holder_of("enterprise_id", line))
    kin = Q(enterprise__in=sorted(line.lines), of_holder=OuterRef("holder"))
    return rows.filter(Q(enterprise=OuterRef("enterprise")) | kin)
