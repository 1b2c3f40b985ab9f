"""A policy that is applied for, with money on its line, an enterprise, and everybody who reviews; made by services."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from cms.kernel.errands import run_due
from cms.kernel.models import Party, User
from cms.kernel.money import from_fen
from cms.kernel.roles import Role
from policies.applications.completing import Said, save_draft
from policies.applications.models import Application
from policies.applications.reviewing import approve_application, give_opinion, opinions_of
from policies.applications.services import begin_application, claim_at_once, submit_application
from policies.budgets.models import BudgetLine
from policies.budgets.services import appropriate
from policies.catalogue.documents import PolicyDocument
from policies.catalogue.evidence import papers_from_lines
from policies.catalogue.services import draft_policy, publish_version
from policies.catalogue.states import Channel
from policies.models import BankAccount, Enterprise, Version
from policies.registry.states import AccountState
from tests.policies.budgets.worlds import a_line
from tests.policies.grants.worlds import RULE, a_firm, person_of
from tests.policies.officers import a_department, a_person
from tests.policies.worlds import department

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
REVENUE = ("finance.revenue", "2022")


def a_rule(**changes: Any) -> dict[str, Any]:
    """One per cent of last year's revenue from a million yuan on; it names no channel."""
    plain = {name: part for name, part in RULE.items() if name != "channels"}
    return plain | changes


def pdf(name: str = "evidence.pdf") -> ContentFile:
    """A paper."""
    return ContentFile(PDF, name=name)


@dataclass
class World:
    """A live policy of one channel, its line, and who decides; `firm` is known to nobody but the registry."""

    version: Version
    line: BudgetLine
    reviewer: User
    firm: Enterprise
    co_departments: list[Party] = field(default_factory=list)

    @property
    def clerk(self) -> User:
        """Who acts for the enterprise."""
        return person_of(self.firm)

    def account(self, firm: Enterprise | None = None) -> int:
        """The enterprise's verified account."""
        return BankAccount.objects.get(enterprise=firm or self.firm, state=AccountState.VERIFIED).pk

    def click(self, firm: Enterprise | None = None) -> Application:
        """The enterprise's one click."""
        one = firm or self.firm
        return claim_at_once(
            version_id=self.version.pk, enterprise_id=one.pk, account_id=self.account(one), scale="S", by=person_of(one)
        )

    def begun(self, firm: Enterprise | None = None) -> Application:
        """A draft."""
        one = firm or self.firm
        return begin_application(version_id=self.version.pk, enterprise_id=one.pk, by=person_of(one))

    def written(self, firm: Enterprise | None = None, revenue: str = "200万元", **more: Any) -> Application:
        """A draft with everything in it."""
        one = firm or self.firm
        said = Said(
            facts={REVENUE: revenue} if revenue else {},
            proofs={REVENUE: pdf()} if revenue else {},
            papers={paper["code"]: pdf() for paper in self.version.evidence},
            account_id=self.account(one),
            scale="S",
        )
        return save_draft(application_id=self.begun(one).pk, said=said, by=person_of(one))

    def submitted(self, firm: Enterprise | None = None, revenue: str = "200万元") -> Application:
        """Handed in."""
        one = firm or self.firm
        return submit_application(application_id=self.written(one, revenue).pk, by=person_of(one))

    def opinions(self, application: Application, *, agrees: bool = True) -> None:
        """Every co-department has said so."""
        for opinion in opinions_of(application):
            by = a_person(Role.REVIEWER, opinion.department)
            give_opinion(opinion_id=opinion.pk, agrees=agrees, text="情况属实", by=by)

    def approve(self, application: Application, **more: Any) -> Application:
        """The lead department has compared every paper and grants."""
        checked = list(application.facts.values_list("pk", flat=True))
        return approve_application(application_id=application.pk, by=self.reviewer, checked=checked, **more)


def a_world(
    channel: Channel = Channel.ON_APPLICATION,
    *,
    fen: int = 10**9,
    revenue: int | None = None,
    code: str = "growth",
    serial: int = 1,
    rule: dict[str, Any] | None = None,
    co_departments: int = 0,
    others: Sequence[Party] = (),
    lead: Party | None = None,
    firm: Enterprise | None = None,
    papers: str = "",
    **parameters: Any,
) -> World:
    """A live policy; `revenue` (yuan) is what the state knows of the firm, None: nothing."""
    bureau, maker = lead or department(), a_person(Role.MAKER)
    line = a_line(by=maker, code=code)
    if fen:
        appropriate(line_id=line.pk, amount=from_fen(fen), document="财预〔2023〕1号", by=maker)
    others = [*others, *(a_department(f"县第{number}局") for number in range(co_departments))]
    policy = draft_policy(
        code=code, title_zh="营收奖补", lead_department=bureau, channel=channel, co_departments=others, by=None
    )
    document = PolicyDocument(
        title_zh="营收奖补", valid_from=date(2023, 1, 1), rule=rule or a_rule(), budget_line_id=line.pk,
        channel=channel, evidence=papers_from_lines(papers), **parameters,
    )  # fmt: skip
    firm = firm or a_firm(serial, revenue)
    version = publish_version(policy_id=policy.pk, by=None, document=document)
    run_due()
    return World(version, line, a_person(Role.REVIEWER, bureau), firm, others)
