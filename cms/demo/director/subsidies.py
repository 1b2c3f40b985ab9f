"""The policies' year: budgets, department files, policies on line, and each grant from the match to the bank."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localtime

from cms.demo.director.agenda import Step, at
from cms.demo.director.codes import enter_codes
from cms.demo.director.town import Town
from cms.demo.generator.cases import saved_cases
from cms.demo.generator.department_files import DepartmentFile, write_department_files
from cms.demo.generator.enterprises import Enterprise as EnterpriseInput
from cms.demo.generator.enterprises import enterprises
from cms.demo.generator.layouts import LAYOUTS, MONTHLY
from cms.demo.generator.policies import PolicyInput, policies, rule_document
from cms.demo.generator.pools import POOLS, DemandBelowPools
from cms.demo.generator.seeds import dice
from cms.demo.generator.workdays import after, is_worked
from cms.kernel.calendar import DayUnit
from cms.kernel.clock import business_now, business_today
from cms.kernel.money import from_fen, to_fen
from cms.kernel.roles import Role
from cms.pages.services import PolicyText, approve_policy_page, submit_policy_page, write_policy_page
from cms.pages.site import policy_library, setup_site
from policies.budgets.models import BudgetLine
from policies.budgets.services import appropriate, open_line
from policies.catalogue.documents import DECIDE_DAYS
from policies.catalogue.models import Version
from policies.catalogue.states import (
    BenefitClass,
    Channel,
    LapseRule,
    Level,
    OncePer,
    Order,
    ShortageRule,
    VersionState,
)
from policies.disbursement.models import Batch
from policies.disbursement.queries import batches_at, waiting_payments
from policies.disbursement.services import approve_batch, draft_batch, lock_batch, release_batch
from policies.disbursement.states import BatchStage
from policies.grants.contacting import record_contacts
from policies.grants.models import Contact, Decision, Grant
from policies.grants.queries import asked_grants, undecided_matches, usable_accounts
from policies.grants.services import confirm_grant, decide_grants
from policies.grants.settling import Settled
from policies.grants.states import DecisionState, GrantState, Means, Outcome
from policies.matching.queries import matches_to_decide
from policies.notices.listing import publish_silent_list
from policies.registry.filed_accounts import filed_accounts, verify_filed_accounts
from policies.registry.mapping import Column, FileMapping
from policies.registry.queries import imports_with_accounts
from policies.registry.services import check_import, queue_import, receive_file
from policies.registry.states import ImportState

FIRST_FILES = date(2023, 2, 1)
FIRST_CALL_AFTER = 2
"""Days after being asked before a silent enterprise is rung up; three calls and three working days of the published
list have to fit into the days it has."""
LOOKED_AT = "经核对申报年度数据，按规则测算金额核定"
SILENT_SHARE = 0.02
"""How many of those asked never answer."""
LARGE_COUNTY = 10_000
"""From this size on some may stay silent; in a smaller one every yuan of demand is needed."""


class Subsidies:
    """Turns the generator's inputs into steps, and knows what people do on an ordinary working day."""

    def __init__(self, town: Town, *, size: int, folder: Path) -> None:
        self.town, self.size, self.folder = town, size, folder
        self.county = tuple(enterprises(town.seed, size))
        self.contacts = {one.uscc: one for one in self.county if one.member is not None}

    def agenda(self) -> Iterator[Step]:
        """All steps that are known beforehand."""
        yield Step(at(date(2023, 1, 1), 8, 30), "site", self.set_up_site)
        yield Step(at(date(2023, 1, 1), 8, 40), "code sets", partial(enter_codes, self.town))
        yield Step(at(date(2023, 1, 3), 10), "budgets", self.open_budgets)
        yield from self._imports()
        for policy in policies():
            day = policy.published_on
            yield Step(at(day, 9, 10), f"policy {policy.code} written", partial(self.write, policy))
            yield Step(at(day, 14, 40), f"policy {policy.code} published", partial(self.publish, policy))

    def set_up_site(self) -> None:
        """Home, library, review and groups stand."""
        administrator = self.town.officer(Role.ADMINISTRATOR)
        setup_site(administrator, legal_department=self.town.department("justice"))

    def open_budgets(self) -> None:
        """Every line that a policy names is open, and the county's appropriation for it is in the books."""
        maker = self.town.officer(Role.MAKER)
        for policy in policies():
            if policy.budget_line and not BudgetLine.objects.filter(code=policy.budget_line).exists():
                line = open_line(
                    fiscal_year=2023,
                    code=policy.budget_line,
                    name=policy.title_zh,
                    department=self.town.department(policy.lead_department),
                    by=maker,
                )
                if policy.appropriation_fen:
                    appropriate(
                        line_id=line.pk,
                        amount=from_fen(policy.appropriation_fen),
                        document=f"云财预〔2023〕{line.pk}号",
                        by=maker,
                    )

    def _imports(self) -> Iterator[Step]:
        for number, layout in enumerate(LAYOUTS):
            day = max(layout.as_of + timedelta(days=1), FIRST_FILES)
            yield Step(at(day, 10, number), f"file {layout.name}", partial(self.bring, [layout.name], None))
            if any((column.target or "").startswith("account.") for column in layout.columns):
                yield Step(at(day, 15, number), f"accounts of {layout.name}", self.verify_accounts)
        for month in (3, 4, 5, 6, 7, 8, 9):
            day = date(2023, month, 1)
            yield Step(at(day, 7), f"credit files {month}", partial(self.bring, MONTHLY, day - timedelta(days=1)))

    def bring(self, names: Sequence[str], as_of: date | None) -> None:
        """Departments hand in these files; each is tried, looked at, and let in."""
        folder = self.folder / f"{as_of or 'first'}"
        written = write_department_files(folder, county=self.county, only=names, as_of=as_of)
        for file in written:
            self._bring(file, as_of)

    def _bring(self, file: DepartmentFile, as_of: date | None) -> None:
        layout = file.layout
        officer = self.town.officer(Role.EDITOR)
        columns = tuple(Column(c.header, c.target, c.period, c.unit) for c in layout.columns)
        with file.path.open("rb") as content:
            received = receive_file(
                source=layout.source,
                name=file.path.name,
                content=content,
                as_of=as_of or layout.as_of,
                by=officer,
                mapping=FileMapping(columns, layout.complete),
            )
        check_import(import_id=received.pk, by=officer)
        queue_import(import_id=received.pk, by=officer)

    def verify_accounts(self) -> None:
        """A second officer holds the accounts that came in files against the department's own list."""
        for one in imports_with_accounts().filter(state=ImportState.IMPORTED).order_by("pk"):
            if filed_accounts(one).exists():
                verify_filed_accounts(import_id=one.pk, by=self.town.officer(Role.REVIEWER))

    def text(self, policy: PolicyInput) -> PolicyText:
        """What the editor types into the page."""
        line = BudgetLine.objects.filter(code=policy.budget_line).first() if policy.budget_line else None
        return PolicyText(
            code=policy.code,
            title=policy.title_zh,
            title_en=policy.title_en,
            summary=policy.summary_zh,
            summary_en=policy.summary_en,
            body="\n".join(policy.paragraphs),
            lead_department=self.town.department(policy.lead_department),
            document_number=policy.document_number,
            contact=policy.contact,
            valid_from=policy.valid_from,
            last_day=policy.last_day,
            benefit_class=BenefitClass(policy.benefit_class),
            level=Level(policy.level),
            channel=Channel(policy.channel),
            notice_days=policy.notice[0],
            notice_unit=DayUnit(policy.notice[1]),
            confirm_days=policy.confirm[0],
            confirm_unit=DayUnit(policy.confirm[1]),
            lapse_rule=LapseRule(policy.lapse_rule),
            order=Order(policy.order),
            budget_line=line,
            shortage_rule=ShortageRule(policy.shortage_rule) if policy.shortage_rule else None,
            exclusive_group=policy.exclusive_group,
            once_per=OncePer(policy.once_per),
            co_departments=[self.town.department(code) for code in policy.co_departments],
            decide_days=policy.within_days or DECIDE_DAYS,
            apply_until=policy.apply_until,
            evidence="\n".join(policy.evidence),
            rule=rule_document(policy) if policy.is_executable else None,
            cases=saved_cases(policy),
        )

    def write(self, policy: PolicyInput) -> None:
        """An editor writes the page and hands it in for review."""
        editor = self.town.officer(Role.EDITOR)
        page = write_policy_page(by=editor, index=policy_library(), data=self.text(policy))
        submit_policy_page(page, editor)

    def publish(self, policy: PolicyInput) -> None:
        """The lead department and the legal reviewers approve; with that the page and its rule are public."""
        page = policy_library().get_children().get(slug=policy.code.lower()).specific
        lead = self.town.officer(Role.REVIEWER, policy.lead_department)
        page = approve_policy_page(page, lead)
        approve_policy_page(page, self.town.officer(Role.REVIEWER, "justice", 1))

    def routine(self, day: date) -> list[Step]:
        """What people do on an ordinary working day, when there is something to do."""
        if not is_worked(day):
            return []
        return [
            Step(at(day, 9, 30), f"decisions {day}", self.decide),
            *self._answers(day),
            Step(at(day, 10, 30), f"silent contacted {day}", self.contact),
            Step(at(day, 11), f"batch {day} drafted", self.draft),
            Step(at(day, 14), f"batch {day} checked", self.check),
            Step(at(day, 16), f"batch {day} released", self.release),
        ]

    def decide(self) -> None:
        """Each lead department confirms what was found at least three days ago for its policies without application."""
        pools = {policy.code for policy in policies() if policy.is_pool}
        live = Version.objects.filter(state=VersionState.LIVE, policy__code__in=pools).select_related("policy")
        for version in live.exclude(decisions__isnull=False):
            ripe = version.published_at + timedelta(days=3) <= business_now()
            if ripe and matches_to_decide(version).exists():
                left_to_people = undecided_matches(version).filter(needs_review=True)
                decide_grants(
                    version_id=version.pk,
                    by=self.town.reviewer(version.policy.lead_department),
                    settled={one.pk: Settled(to_fen(one.due), LOOKED_AT) for one in left_to_people},
                )

    def _answers(self, day: date) -> Iterator[Step]:
        waiting = Grant.objects.filter(state=GrantState.DECIDED, decision__state=DecisionState.ASKING)
        for grant in waiting.select_related("enterprise__party", "decision").order_by("pk"):
            moment = self.answers_at(grant)
            if moment is not None and moment.date() == day:
                yield Step(moment, f"grant {grant.pk} confirmed", partial(self.confirm, grant.pk))

    def answers_at(self, grant: Grant) -> datetime | None:
        """When the enterprise confirms: on a working day of its own within the days it has; None for the silent."""
        if grant.asked_at is None or grant.confirm_until is None:
            return None
        throws = dice(self.town.seed, "answer", grant.enterprise.party.uscc, grant.policy_id)
        if self.size >= LARGE_COUNTY and throws.random() < SILENT_SHARE:
            return None
        day = after(localtime(grant.asked_at).date(), throws.randint(1, 6))
        moment = at(day, throws.randint(9, 16), throws.randint(0, 59))
        return moment if moment < grant.confirm_until else None

    def confirm(self, grant_id: int) -> None:
        """Somebody of the enterprise signs up, is verified, and confirms amount, scale and account; without a usable
        account nothing can be confirmed, and the grant will lapse."""
        grant = Grant.objects.select_related("enterprise__party").get(pk=grant_id)
        party = grant.enterprise.party
        account = usable_accounts(grant.enterprise_id, party.name).first()
        one = self.contacts.get(party.uscc)
        if account is None or one is None:
            return
        clerk = self.town.representative(
            party=party, role=Role.ENTERPRISE, name=one.legal_person, email=address(one), mobile=one.contact_mobile
        )
        scale = grant.enterprise.computed_scale or grant.enterprise.declared_scale or "S"
        confirm_grant(grant_id=grant_id, by=clerk, account_id=account.pk, scale=scale)

    def contact(self) -> None:
        """From the fourth day on each lead department rings up who is silent, every other day, and then publishes
        their names."""
        for decision in Decision.objects.filter(state=DecisionState.ASKING).select_related("version__policy"):
            silent = list(asked_grants().filter(decision=decision, listed_until=None).order_by("pk"))
            waited = (business_now() - silent[0].asked_at).days if silent and silent[0].asked_at else 0
            if waited < FIRST_CALL_AFTER or self._called_lately(decision):
                continue
            reviewer = self.town.reviewer(decision.version.policy.lead_department)
            reached = [grant.pk for grant in silent if grant.contact_days < settings.CONTACTS_BEFORE_LAPSE]
            if reached:
                means, outcome = Means.PHONE, Outcome.NOT_REACHED
                record_contacts(decision_id=decision.pk, grant_ids=reached, means=means, outcome=outcome, by=reviewer)
            else:
                publish_silent_list(decision_id=decision.pk, by=reviewer)

    @staticmethod
    def _called_lately(decision: Decision) -> bool:
        since = business_today() - timedelta(days=1)
        return Contact.objects.filter(grant__decision=decision, by__isnull=False, made_on__gte=since).exists()

    def draft(self) -> None:
        """The maker puts what is ready into a batch and locks it."""
        if waiting_payments().exists():
            maker = self.town.officer(Role.MAKER)
            batch = draft_batch(by=maker, title=f"{business_today():%Y年%m月%d日}惠企资金兑付")
            lock_batch(batch_id=batch.pk, by=maker)

    def check(self) -> None:
        """A second person checks what is locked."""
        for batch in self._at(BatchStage.LOCKED):
            approve_batch(batch_id=batch.pk, by=self.town.officer(Role.CHECKER))

    def release(self) -> None:
        """A third person lets it go to the bank."""
        for batch in self._at(BatchStage.APPROVED):
            release_batch(batch_id=batch.pk, by=self.town.officer(Role.RELEASER))

    @staticmethod
    def _at(stage: BatchStage) -> list[Batch]:
        return list(batches_at(stage).order_by("pk"))

    def refuse_small_county(self) -> None:
        """Nothing, when every pool that was shared had more demand than it held. Raises DemandBelowPools otherwise."""
        for policy in policies():
            if policy.appropriation_fen is None:
                continue
            decision = Decision.objects.filter(version__policy__code=policy.code).first()
            due = to_fen(decision.fixed_amount) if decision is not None and decision.fixed_amount is not None else 0
            if due < policy.appropriation_fen:
                pool = next(each for each in POOLS if each.policy == policy.code)
                raise DemandBelowPools(self.size, pool, due)


def address(one: EnterpriseInput) -> str:
    """The e-mail address of an enterprise's clerk."""
    return f"{one.uscc.lower()}@qiye.example"
