"""Within what a benefit is given once: the enterprise with everybody it followed, and the persons it is paid for."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from policies.catalogue.models import Version
from policies.catalogue.states import OncePer
from policies.grants.models import Grant
from policies.grants.states import DEAD
from policies.matching.models import Match
from policies.registry.models import Enterprise, FormerNumber, NumberKind

SAME_HOLDER = (NumberKind.FORMER, NumberKind.PREDECESSOR)
"""The numbers under which an enterprise is still the same holder; one merged into it is looked at by a person."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Which enterprises followed which: by the later one's id, the earlier ones that stand in the registry."""

    before: Mapping[int, tuple[int, ...]]

    def key(self, enterprise_id: int) -> str:
        """The scope key of the enterprise: it bears the number of the first of its line."""
        seen = {enterprise_id}
        while earlier := [one for one in self.before.get(enterprise_id, ()) if one not in seen]:
            enterprise_id = min(earlier)
            seen.add(enterprise_id)
        return f"enterprise:{enterprise_id}"

    def keys(self, enterprise_id: int) -> frozenset[str]:
        """The keys under which anybody of its line may hold a grant, however long ago the line was entered."""
        ties = [{later, *earlier} for later, earlier in self.before.items()]
        line = {enterprise_id}
        while more := [tie for tie in ties if tie & line and not tie <= line]:
            line = line.union(*more)
        return frozenset(f"enterprise:{one}" for one in line)


def lineage() -> Lineage:
    """The lines of the registry as it stands."""
    holder = Enterprise.objects.filter(party__uscc=OuterRef("number")).values("pk")[:1]
    followed = FormerNumber.objects.filter(kind__in=SAME_HOLDER).annotate(earlier=Subquery(holder))
    found: dict[int, list[int]] = {}
    for later, earlier in followed.exclude(earlier=None).values_list("enterprise_id", "earlier"):
        if later != earlier:
            found.setdefault(later, []).append(earlier)
    return Lineage({later: tuple(earlier) for later, earlier in found.items()})


def period_key(version: Version, period: str) -> str:
    """The period in which the benefit is given once; empty where it is given once for ever."""
    return "" if version.once_per == OncePer.ENTERPRISE else period


def held_scopes(version: Version) -> set[tuple[str, str]]:
    """Scope and period of every grant of the version's family that is neither lapsed nor withdrawn."""
    live = Grant.objects.filter(policy_id=version.policy_id).exclude(state__in=DEAD)
    return set(live.values_list("scope_key", "period"))


def persons_of(match: Match) -> frozenset[str]:
    """The persons, invoices or machines that the match is paid for."""
    return frozenset(match.explanation.get("keys") or ())


def persons_held(version: Version) -> set[str]:
    """Those for which a live grant of the version's family stands, paid or not yet."""
    live = Grant.objects.filter(policy_id=version.policy_id, match__explanation__has_key="keys")
    lists = live.exclude(state__in=DEAD).exclude(match__explanation__keys=[])
    return {key for keys in lists.values_list("match__explanation__keys", flat=True) for key in keys or ()}
