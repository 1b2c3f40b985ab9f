"""The models of this wing, as a table of contents: each room keeps its own."""

from policies.applications.models import Application, Correction, DeclaredFact, Opinion, Paper, Score
from policies.budgets.models import Account, BudgetLine, Entry, Transfer
from policies.catalogue.models import Policy, Version
from policies.disbursement.clawbacks import Clawback
from policies.disbursement.days import DayClose
from policies.disbursement.inbox import BankNotice
from policies.disbursement.models import Approval, Attempt, Batch, Payment, Slice, StopSwitch
from policies.disbursement.statements import Break, Statement, StatementLine
from policies.disbursement.tiers import ApprovalTier
from policies.grants.instalments import Instalment, NamedPayee
from policies.grants.models import Contact, Decision, Exclusion, Grant
from policies.grants.persons import NamedPerson
from policies.matching.models import Match, MatchRun
from policies.notices.models import Notice, NoticeLine, Objection, SilentLine, SilentList
from policies.notices.petitions import Petition
from policies.outreach.models import Call, CallLine, Subscription, Telling
from policies.registry.codes import CodeChange, CodeEdition, CodeEntry
from policies.registry.conflicts import FactConflict
from policies.registry.contests import FactContest
from policies.registry.facts import CurrentFact, Fact, FactImport, FactKind
from policies.registry.models import (
    AwardRecord,
    AwardRevocation,
    BankAccount,
    CatalogueEntry,
    Enterprise,
    FormerNumber,
    ListMembership,
    SeriesPoint,
)
from policies.registry.pushing import SourceKey

__all__ = [
    "Account",
    "Application",
    "Approval",
    "ApprovalTier",
    "Attempt",
    "AwardRecord",
    "AwardRevocation",
    "BankAccount",
    "BankNotice",
    "Batch",
    "Break",
    "BudgetLine",
    "Call",
    "CallLine",
    "CatalogueEntry",
    "Clawback",
    "CodeChange",
    "CodeEdition",
    "CodeEntry",
    "Contact",
    "Correction",
    "CurrentFact",
    "DayClose",
    "Decision",
    "DeclaredFact",
    "Enterprise",
    "Entry",
    "Exclusion",
    "Fact",
    "FactConflict",
    "FactContest",
    "FactImport",
    "FactKind",
    "FormerNumber",
    "Grant",
    "Instalment",
    "ListMembership",
    "Match",
    "MatchRun",
    "NamedPayee",
    "NamedPerson",
    "Notice",
    "NoticeLine",
    "Objection",
    "Opinion",
    "Paper",
    "Payment",
    "Petition",
    "Policy",
    "Score",
    "SeriesPoint",
    "SilentLine",
    "SilentList",
    "Slice",
    "SourceKey",
    "Statement",
    "StatementLine",
    "StopSwitch",
    "Subscription",
    "Telling",
    "Transfer",
    "Version",
]
