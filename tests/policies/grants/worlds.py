"""A policy with money on its line, enterprises that qualify, and the reviewer who decides; all made by services."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cms.kernel.clock import business_now, move_clock
from cms.kernel.errands import run_due
from cms.kernel.models import Membership, Party, User
from cms.kernel.money import from_fen
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role
from cms.kernel.secrets import keyed_hash
from policies.budgets.models import BudgetLine
from policies.budgets.services import appropriate
from policies.catalogue.documents import PolicyDocument
from policies.catalogue.services import draft_policy, publish_version
from policies.grants.closing import close_confirmations
from policies.grants.contacting import record_contacts
from policies.grants.instalments import NamedPayee
from policies.grants.models import Decision, Grant
from policies.grants.payees import confirm_payee, name_payee
from policies.grants.queries import asked_grants
from policies.grants.services import confirm_grant, decide_grants
from policies.grants.states import Means, Outcome
from policies.models import BankAccount, Enterprise, Version
from policies.notices.listing import publish_silent_list
from policies.notices.models import Notice
from policies.notices.services import publish_notice
from policies.registry.services import state_facts
from policies.registry.states import AccountState
from tests.policies.budgets.worlds import a_line
from tests.policies.officers import a_person, who_verifies
from tests.policies.worlds import department, enterprise

RULE = {
    "rule": 1,
    "code": "growth",
    "title": {"zh": "营收奖补", "en": "Revenue award"},
    "assessed": {"grain": "year", "lag": 1},
    "who": {"all": [{"compare": {"left": {"fact": "finance.revenue[y]"}, "is": "以上", "right": {"yuan": "1000000"}}}]},
    "amount": {"multiply": [{"fact": "finance.revenue[y]"}, {"ratio": "0.01"}]},
    "channels": {"usual": "no_application"},
}


@dataclass
class World:
    """One live version, its budget line, its lead department's reviewer and the enterprises it found."""

    version: Version
    line: BudgetLine
    reviewer: User
    firms: list[Enterprise]

    def decide(self, **more: Any) -> Decision:
        """The reviewer confirms the matches."""
        return decide_grants(version_id=self.version.pk, by=self.reviewer, **more)

    def grant(self, place: int = 0) -> Grant:
        """The grant of one of the firms."""
        return Grant.objects.get(enterprise=self.firms[place])

    def confirm(self, place: int = 0) -> Grant:
        """The firm's own person confirms."""
        firm = self.firms[place]
        account = BankAccount.objects.get(enterprise=firm)
        by = person_of(firm)
        return confirm_grant(grant_id=self.grant(place).pk, by=by, account_id=account.pk, scale="S")

    def confirm_all(self) -> None:
        """Every firm confirms, in order."""
        for place in range(len(self.firms)):
            self.confirm(place)

    def pays_also(self, who: str, body: Enterprise) -> NamedPayee:
        """One reviewer of the department names whom the rule means, another confirms it."""
        named = name_payee(policy_id=self.version.policy_id, who=who, uscc=body.party.uscc, by=self.reviewer)
        return confirm_payee(payee_id=named.pk, by=self.colleague())

    def colleague(self) -> User:
        """Another reviewer of the lead department."""
        return a_person(Role.REVIEWER, self.version.policy.lead_department)

    def noticed(self) -> Notice:
        """Decided, confirmed by all, fixed and shown in public."""
        decision = self.decide()
        self.confirm_all()
        fixed(decision)
        notice = publish_notice(decision_id=decision.pk, by=None)
        assert notice is not None
        return notice


def silent_contacted(decision: Decision) -> None:
    """Officers try to reach who is silent on three days and then publish the names, whose days pass."""
    silent = list(asked_grants().filter(decision=decision).values_list("pk", flat=True))
    if not silent:
        return
    reviewer = a_person(Role.REVIEWER, decision.version.policy.lead_department)
    for _day in range(3):
        record_contacts(
            decision_id=decision.pk, grant_ids=silent, means=Means.PHONE, outcome=Outcome.NOT_REACHED, by=reviewer
        )
        move_clock(business_now() + timedelta(days=1))
    published = publish_silent_list(decision_id=decision.pk, by=reviewer)
    move_clock(published.closes_at)


def fixed(decision: Decision) -> Decision:
    """The silent are contacted, the days of confirmation pass and the amounts are fixed."""
    silent_contacted(decision)
    move_clock(max(decision.confirm_until, business_now()))
    return close_confirmations(decision_id=decision.pk)


def person_of(firm: Enterprise) -> User:
    """The person who acts for the enterprise, always the same one."""
    held = Membership.objects.filter(party=firm.party, role=Role.ENTERPRISE, state=MembershipState.ACTIVE).first()
    return held.user if held else a_person(Role.ENTERPRISE, firm.party)


def a_firm(serial: int, yuan: int | None, *, has_account: bool = True) -> Enterprise:
    """An enterprise with last year's revenue (None: not known) and a verified account in its own name."""
    firm = enterprise(serial)
    if yuan is not None:
        facts = {("finance.revenue", "2022"): yuan * 100}
        state_facts(enterprise=firm, facts=facts, source="statistics", as_of=date(2023, 1, 20), by=None)
    if has_account:
        number = f"6222000010{serial:06d}"
        BankAccount.objects.create(
            enterprise=firm,
            state=AccountState.VERIFIED,
            account_name=firm.party.name,
            bank_name="中国银行云川支行",
            number=number,
            number_hash=keyed_hash(number),
            source="tests",
            verified_by=who_verifies(),
        )
    return firm


def a_world(
    *,
    fen: int = 10**9,
    revenues: tuple[int, ...] = (2_000_000, 3_000_000),
    lead: Party | None = None,
    first_serial: int = 1,
    code: str = "growth",
    rule: Mapping[str, Any] = RULE,
    firms: list[Enterprise] | None = None,
    **parameters: Any,
) -> World:
    """A live policy that pays one per cent of revenue to each firm, from a line with `fen` on it; `code` is both's."""
    firms = firms or [a_firm(serial, yuan) for serial, yuan in enumerate(revenues, first_serial)]
    maker = a_person(Role.MAKER)
    line = a_line(by=maker, code=code)
    if fen:
        appropriate(line_id=line.pk, amount=from_fen(fen), document="财预〔2023〕1号", by=maker)
    bureau = lead or department()
    policy = draft_policy(code=code, title_zh="营收奖补", lead_department=bureau, by=None)
    document = PolicyDocument(
        title_zh="营收奖补", valid_from=date(2023, 1, 1), rule=dict(rule), budget_line_id=line.pk, **parameters
    )
    version = publish_version(policy_id=policy.pk, by=None, document=document)
    run_due()
    return World(version, line, a_person(Role.REVIEWER, bureau), firms)
