"""The models of this wing, as a table of contents: each room keeps its own."""

from policies.catalogue.models import Policy, Version
from policies.matching.models import Match, MatchRun
from policies.registry.facts import CurrentFact, Fact, FactImport, FactKind
from policies.registry.models import (
    AwardRecord,
    BankAccount,
    CatalogueEntry,
    Enterprise,
    FormerNumber,
    ListMembership,
    SeriesPoint,
)

__all__ = [
    "AwardRecord",
    "BankAccount",
    "CatalogueEntry",
    "CurrentFact",
    "Enterprise",
    "Fact",
    "FactImport",
    "FactKind",
    "FormerNumber",
    "ListMembership",
    "Match",
    "MatchRun",
    "Policy",
    "SeriesPoint",
    "Version",
]
