"""Grants that are ready to be paid, and the people who pay them.

What stands before a ready grant belongs to other rooms and is written directly here; from the reservation on,
everything is done by services.
"""

import datetime as dt
from dataclasses import dataclass
from itertools import count

from cms.kernel.clock import business_now
from cms.kernel.models import Party, User
from cms.kernel.money import from_fen
from cms.kernel.roles import Role
from cms.kernel.secrets import keyed_hash
from policies.budgets.models import BudgetLine
from policies.budgets.services import Posting, post
from policies.budgets.states import TransferKind
from policies.catalogue.models import Policy, Version
from policies.disbursement.drafting import draft_payments
from policies.disbursement.models import Batch, Payment
from policies.disbursement.services import approve_batch, draft_batch, lock_batch, release_batch
from policies.grants.models import Decision, Grant
from policies.grants.states import DecisionState, GrantState
from policies.matching.models import Match, MatchRun
from policies.registry.models import BankAccount, Enterprise
from policies.registry.states import AccountState
from tests.policies.budgets.worlds import a_line
from tests.policies.officers import a_department, a_person, a_uscc, who_verifies

FEN = 120_000
_accounts = count(6222_0000_1000_0000)


@dataclass
class County:
    """Three finance officers, a reviewer, a budget line and a policy whose grants are ready."""

    maker: User
    checker: User
    releaser: User
    line: BudgetLine
    decision: Decision

    def grants(self, number: int, *, fen: int = FEN) -> list[Grant]:
        """So many enterprises, each with a verified account and a ready grant, their money reserved."""
        parties = Party.objects.bulk_create(
            [Party(uscc=a_uscc(), name=f"直达机械{n}有限公司") for n in range(number)], batch_size=2000
        )
        enterprises = Enterprise.objects.bulk_create([Enterprise(party=party) for party in parties])
        by = who_verifies()
        accounts = BankAccount.objects.bulk_create([verified(one, next(_accounts), by) for one in enterprises])
        run, version = self.decision.run, self.decision.version
        matches = Match.objects.bulk_create(
            [
                Match(run=run, version=version, enterprise=one, verdict="met", amount=from_fen(fen), channel="at_once")
                for one in enterprises
            ]
        )
        grants = Grant.objects.bulk_create(
            [
                Grant(
                    state=GrantState.READY,
                    decision=self.decision,
                    policy=version.policy,
                    version=version,
                    match=match,
                    enterprise=account.enterprise,
                    budget_line=self.line,
                    scope_key=f"enterprise:{account.enterprise_id}",
                    period="2023",
                    entitled=from_fen(fen),
                    amount=from_fen(fen),
                    account=account,
                )
                for match, account in zip(matches, accounts, strict=True)
            ]
        )
        post(
            [Posting(TransferKind.RESERVE, self.line.pk, fen, f"grant:{g.pk}:reserve", f"grant:{g.pk}") for g in grants]
        )
        return grants

    def payments(self, number: int, *, fen: int = FEN) -> list[Payment]:
        """So many payments waiting for a batch."""
        grants = self.grants(number, fen=fen)
        return draft_payments(Grant.objects.filter(pk__in=[grant.pk for grant in grants]))

    def locked(self, number: int = 2) -> Batch:
        """A batch of so many payments that waits for the checker."""
        payments = self.payments(number)
        batch = draft_batch(by=self.maker, title="第一批", payment_ids=[payment.pk for payment in payments])
        return lock_batch(batch_id=batch.pk, by=self.maker)

    def approved(self, number: int = 2) -> Batch:
        """A batch that waits for the releaser."""
        return approve_batch(batch_id=self.locked(number).pk, by=self.checker)

    def released(self, number: int = 2) -> Batch:
        """A batch on its way to the bank."""
        return release_batch(batch_id=self.approved(number).pk, by=self.releaser)

    def pay_again(self, payment_ids: list[int]) -> Batch:
        """Drafted payments approved and released in a new batch by all three."""
        batch = draft_batch(by=self.maker, title="补发", payment_ids=payment_ids)
        lock_batch(batch_id=batch.pk, by=self.maker)
        approve_batch(batch_id=batch.pk, by=self.checker)
        return release_batch(batch_id=batch.pk, by=self.releaser)


def verified(enterprise: Enterprise, number: int, by: User | None = None) -> BankAccount:
    """An unsaved verified account of the enterprise in its registered name."""
    return BankAccount(
        state=AccountState.VERIFIED,
        enterprise=enterprise,
        account_name=enterprise.party.name,
        bank_name="中国银行云川支行",
        bank_code="104100000004",
        number=str(number),
        number_hash=keyed_hash(str(number)),
        source="tests",
        verified_by=by or who_verifies(),
    )


def a_county(*, fen: int = 10**9) -> County:
    """A county with so much on its budget line."""
    treasury = a_department("县财政局")
    maker, checker, releaser = (a_person(role, treasury) for role in (Role.MAKER, Role.CHECKER, Role.RELEASER))
    line = a_line(fen=fen, by=maker)
    now = business_now()
    policy = Policy.objects.create(
        code="P-01",
        title_zh="制造业升级奖补",
        lead_department=treasury,
        benefit_class="subsidy",
        level="county",
        channel="no_application",
        created_at=now,
    )
    version = Version.objects.create(
        state="live",
        policy=policy,
        number=1,
        title_zh=policy.title_zh,
        text_hash="0" * 64,
        benefit_class="subsidy",
        level="county",
        channel="no_application",
        valid_from=dt.date(2023, 1, 1),
        published_at=now,
    )
    run = MatchRun.objects.create(
        state="done", version=version, snapshot="s", decided_on=now.date(), period="2023", started_at=now
    )
    decision = Decision.objects.create(
        state=DecisionState.FINISHED,
        version=version,
        run=run,
        budget_line=line,
        decided_by=a_person(Role.REVIEWER, treasury),
        decided_at=now,
        confirm_until=now,
    )
    return County(maker, checker, releaser, line, decision)
