"""What lies on the desks when the year is over: something for every role to do next, begun by services as all the rest.

Applications lie there too (cms.demo.director.applicants). From DESKS_FROM on the money desks work slowly: a batch waits
for the releaser, one for the checker, and payments wait for the maker.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from django.core.files.base import ContentFile

from cms.demo.director.agenda import Step, at
from cms.demo.director.market import Market
from cms.demo.director.subsidies import Subsidies
from cms.demo.director.town import Town, authorisation, known_person
from cms.demo.generator.county import COUNTY_CODE
from cms.demo.generator.identity import ENTERPRISE, INSTITUTION, uscc
from cms.demo.generator.owners import OwnerInput
from cms.demo.generator.policies import PolicyInput, policies
from cms.kernel.clock import business_today
from cms.kernel.files.services import store_file
from cms.kernel.people.models import PartyKind
from cms.kernel.people.services import claim_membership, register_party
from cms.kernel.roles import Role
from cms.pages.policy import PolicyPage
from cms.pages.services import rewrite_policy_page, submit_policy_page
from marketplace.agencies.models import Admission, Agency
from marketplace.agencies.services import CertificateInput, apply_for_service
from marketplace.catalogue.models import ServiceType
from policies.disbursement.queries import batches_at, waiting_payments
from policies.disbursement.services import approve_batch, draft_batch, lock_batch
from policies.disbursement.states import BatchStage
from policies.grants.models import Grant
from policies.grants.states import GrantState
from policies.notices.models import Notice
from policies.notices.objecting import raise_objection
from policies.notices.states import NoticeState

DESKS_FROM: Final = date(2023, 9, 21)
REDRAFTED, RESUBMITTED = "MX-2023", "BG-2023"


class Desks:
    """The last steps of the year; nothing of it is in the printed reports."""

    def __init__(self, town: Town, market: Market, subsidies: Subsidies) -> None:
        self.town, self.market, self.subsidies = town, market, subsidies

    def agenda(self) -> Iterator[Step]:
        """All steps that are known beforehand."""
        day = date(2023, 9, 26)
        yield Step(at(day, 10), "an agency applies for one more service", self.agency_applies)
        yield Step(at(day, 11), "an owner applies", partial(self.market.owner_applies, self.new_owner()))
        yield Step(at(day, 15), "somebody asks to act for an enterprise", self.somebody_claims)
        yield Step(at(day, 16), "a policy is rewritten", partial(self.rewrite, REDRAFTED))
        yield Step(at(day, 17), "a policy is rewritten and handed in", self.rewrite_and_submit)
        yield Step(at(date(2023, 9, 27), 10), "somebody objects", self.object)

    def routine(self, day: date) -> list[Step]:
        """An ordinary day, and from DESKS_FROM on one on which the money desks leave something lying."""
        steps = self.subsidies.routine(day)
        if day < DESKS_FROM or not steps:
            return steps
        steps = [step for step in steps if not step.key.startswith("batch ")]
        return [
            *steps,
            Step(at(day, 11), f"batch {day} drafted slowly", self.draft_half),
            Step(at(day, 14), f"batch {day} checked slowly", self.check_one),
        ]

    def agency_applies(self) -> None:
        """An agency that is on the market applies for a service of the industry department's, or of any other's."""
        agency = Agency.objects.order_by("pk")[0]
        held = Admission.objects.filter(agency=agency).values("service_type")
        wanted = ServiceType.objects.exclude(pk__in=held).exclude(department=None).order_by("pk")[0]
        paper = CertificateInput(
            name="工程咨询单位资信证书",
            number="皖2023-0926",
            issuer="省发展和改革委员会",
            grade="乙级",
            valid_until=date(2026, 9, 25),
        )
        apply_for_service(
            agency=agency, service_type=wanted, certificates=[paper], by=self.market.agent(agency.party.uscc)
        )

    @staticmethod
    def new_owner() -> OwnerInput:
        """A school that wants to procure too."""
        return OwnerInput(
            uscc=uscc(INSTITUTION, COUNTY_CODE, 926, family="MB9"),
            name="云川县第二中学",
            kind=PartyKind.INSTITUTION,
            department="education",
            is_public_organ=False,
            uses_public_funds=True,
            contact_name="方晓芸",
            contact_mobile="19900009261",
            contact_email="second-school@owner.example",
            applied_on=date(2023, 9, 26),
            reviewed_on=date(2023, 10, 9),
        )

    def somebody_claims(self) -> None:
        """A person asks to act for an enterprise; the administrator has not looked at the paper yet."""
        party = register_party(
            uscc=uscc(ENTERPRISE, COUNTY_CODE, 926, family="MB9"), name="云川县徽云茶业有限公司", by=None
        )
        user = known_person(name="汪德明", email="wang.deming@qiye.example", mobile="19900009262")
        paper = ContentFile(authorisation(party, user.name), name="authorisation.pdf")
        proof = store_file(upload=paper, by=user, party=party)
        claim_membership(user=user, party=party, role=Role.ENTERPRISE, proof=proof)

    def rewrite(self, code: str) -> PolicyPage:
        """An editor words the summary of a public policy anew; what is public stands."""
        wanted: PolicyInput = next(policy for policy in policies() if policy.code == code)
        text = replace(self.subsidies.text(wanted), summary=f"{wanted.summary_zh.rstrip('。')}，申报材料一次告知。")
        page = PolicyPage.objects.get(code=code)
        return rewrite_policy_page(page=page, by=self.town.officer(Role.EDITOR), data=text)

    def rewrite_and_submit(self) -> None:
        """The new wording of another policy waits for its lead department."""
        submit_policy_page(self.rewrite(RESUBMITTED), self.town.officer(Role.EDITOR))

    def object(self) -> None:
        """A citizen objects to one line of an open notice."""
        for notice in Notice.objects.filter(state=NoticeState.OPEN).order_by("-pk")[:1]:
            line = Grant.objects.filter(decision=notice.decision, state=GrantState.NOTICED).order_by("pk").first()
            if line is not None:
                raise_objection(
                    notice_id=notice.pk,
                    grant_id=line.pk,
                    name="周正平",
                    contact="19900009263",
                    grounds="该企业的设备于上年度购置，请核实是否属于本年度奖补范围。",
                )

    def draft_half(self) -> None:
        """While fewer than two batches wait, the maker puts half of what waits into one more and locks it."""
        waiting = list(waiting_payments().values_list("pk", flat=True))
        under_way = batches_at(BatchStage.LOCKED, BatchStage.APPROVED).count()
        if len(waiting) > 1 and under_way < 2:
            maker = self.town.officer(Role.MAKER)
            title = f"{business_today():%Y年%m月%d日}惠企资金兑付"
            batch = draft_batch(by=maker, title=title, payment_ids=waiting[: len(waiting) // 2])
            lock_batch(batch_id=batch.pk, by=maker)

    def check_one(self) -> None:
        """A second person checks a batch unless one waits for the releaser already."""
        locked = batches_at(BatchStage.LOCKED).order_by("pk").first()
        if locked is not None and not batches_at(BatchStage.APPROVED).exists():
            approve_batch(batch_id=locked.pk, by=self.town.officer(Role.CHECKER))
