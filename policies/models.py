"""The models of this wing, as a table of contents: each room keeps its own."""

from policies.budgets.models import Account, BudgetLine, Entry, Transfer
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
    "Account",
    "AwardRecord",
    "BankAccount",
    "BudgetLine",
    "CatalogueEntry",
    "CurrentFact",
    "Enterprise",
    "Entry",
    "Fact",
    "FactImport",
    "FactKind",
    "FormerNumber",
    "ListMembership",
    "Match",
    "MatchRun",
    "Policy",
    "SeriesPoint",
    "Transfer",
    "Version",
]
