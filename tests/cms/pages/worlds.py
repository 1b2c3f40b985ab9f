"""A small site with its people, for the tests of the public pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cms.kernel.models import Party, User
from cms.kernel.roles import Role
from cms.pages.groups import sync_groups
from cms.pages.models import PolicyIndexPage, PolicyPage
from cms.pages.services import PolicyText, approve_policy_page, submit_policy_page, write_policy_page
from cms.pages.site import policy_library, setup_site
from policies.budgets.models import BudgetLine
from policies.budgets.services import open_line
from tests.policies.worlds import department, officer

OPENING = date(2023, 2, 1)
RULE: Mapping[str, Any] = {
    "rule": 1,
    "code": "technical-renovation",
    "title": {"zh": "技术改造奖补", "en": "Technical renovation"},
    "who": {"all": [{"holds": "enterprise.is_private"}]},
    "amount": {"yuan": "50000"},
}
FAULTY: Mapping[str, Any] = {**RULE, "who": {"all": []}}


@dataclass(frozen=True)
class World:
    """The site, the lead and the legal department, and who works there."""

    library: PolicyIndexPage
    lead: Party
    legal: Party
    editor: User
    reviewer: User
    lawyer: User
    line: BudgetLine

    def text(self, **changes: Any) -> PolicyText:
        """A policy that can be published."""
        plain = {
            "code": "tech",
            "title": "技术改造奖补",
            "title_en": "Technical renovation grant",
            "summary": "设备投资达标的企业免申即享。",
            "body": "# 支持对象\n在本县登记的民营企业。\n# 标准\n每家 5 万元。",
            "body_en": "Private enterprises registered in the county.",
            "lead_department": self.lead,
            "valid_from": date(2023, 1, 1),
            "rule": RULE,
            "budget_line": self.line,
        }
        return PolicyText(**plain | changes)

    def draft(self, **changes: Any) -> PolicyPage:
        """A written page."""
        return write_policy_page(by=self.editor, index=self.library, data=self.text(**changes))

    def submitted(self, **changes: Any) -> PolicyPage:
        """A page under review."""
        page = self.draft(**changes)
        submit_policy_page(page, self.editor)
        return page

    def approved(self, page: PolicyPage) -> PolicyPage:
        """The page after both reviews."""
        approve_policy_page(page, self.reviewer)
        return approve_policy_page(page, self.lawyer)

    def published(self, **changes: Any) -> PolicyPage:
        """A public page."""
        return self.approved(self.submitted(**changes))


def site_officer(role: Role, party: Party, name: str = "王敏") -> User:
    """An officer whose groups follow the role."""
    user = officer(role, party, name=name)
    sync_groups(user)
    return user


def a_world() -> World:
    """The site stands and nobody has written anything yet."""
    lead, legal = department(), department("云川县司法局", 2)
    setup_site(legal_department=legal)
    maker = officer(Role.MAKER)
    return World(
        library=policy_library(),
        lead=lead,
        legal=legal,
        editor=site_officer(Role.EDITOR, department("云川县数据资源管理局", 3)),
        reviewer=site_officer(Role.REVIEWER, lead, "李强"),
        lawyer=site_officer(Role.REVIEWER, legal, "赵婷"),
        line=open_line(fiscal_year=2023, code="2150899-01", name="技改专项", department=lead, by=maker),
    )
