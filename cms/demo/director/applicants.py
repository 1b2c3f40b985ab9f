"""Who has to do something to get a benefit: clicks in September, applications with their reviews, a ranking.

The policies that are paid without application were settled by the end of June; these begin in August, when the county
gives them money. Some are left lying for the desks: one before its reviewer, one returned, one overdue, one granted
and waiting for its enterprise.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from django.core.files.base import ContentFile
from django.db.models import QuerySet

from cms.demo.director.agenda import Step, at
from cms.demo.director.subsidies import Subsidies, address
from cms.demo.director.town import Town, authorisation
from cms.kernel.models import Party, User
from cms.kernel.money import from_fen, to_fen
from cms.kernel.roles import Role
from policies.applications.completing import WHOLE, Said, papers_wanted, save_draft, wanted_of
from policies.applications.models import Application
from policies.applications.ordering import shortlisted
from policies.applications.ranking import rank_applications
from policies.applications.reviewing import approve_application, give_opinion, opinions_of, return_application
from policies.applications.services import Project, begin_application, claim_at_once, submit_application
from policies.applications.states import ApplicationState
from policies.budgets.services import appropriate
from policies.catalogue.models import Version
from policies.catalogue.states import VersionState
from policies.grants.queries import usable_accounts
from policies.matching.queries import current_matches
from policies.registry.facts import CurrentFact
from policies.registry.models import Enterprise

CLICKED: Final = ("ZX-2023", "YF-2023")
WITHIN_DAYS, DECLARED, RANKED = "JQ-2023", "JS-2023", "BG-2023"
APPLIED_FOR: Final = {"ZX-2023": None, "YF-2023": None, WITHIN_DAYS: None, DECLARED: 2_000_000_00, RANKED: 2_500_000_00}
"""The policies that get money, in fen; None: what their matches ask for."""
AT_MOST: Final = 8
"""How many enterprises apply under one policy."""
EQUIPMENT: Final = ("project.equipment_investment", "")
STATED: Final = "680万元"


class Applicants:
    """The steps of enterprises and departments about applications."""

    def __init__(self, town: Town, subsidies: Subsidies) -> None:
        self.town, self.subsidies = town, subsidies

    def agenda(self) -> Iterator[Step]:
        """All steps that are known beforehand."""
        for code, fen in APPLIED_FOR.items():
            yield Step(at(date(2023, 8, 21), 10), f"{code} funded", partial(self.fund, code, fen))
        yield Step(at(date(2023, 8, 23), 9, 20), "somebody applies with facts of its own", self.apply_declaring)
        yield Step(at(date(2023, 8, 24), 9, 20), "benchmark projects apply", partial(self.apply, RANKED, 0, AT_MOST))
        yield Step(at(date(2023, 8, 28), 15), "opinions on them", self.give_opinions)
        yield Step(at(date(2023, 8, 30), 10), "the applications are reviewed", partial(self.approve, RANKED, AT_MOST))
        yield Step(at(date(2023, 8, 31), 10), "the stated facts are checked", partial(self.approve, DECLARED, 1))
        yield Step(at(date(2023, 9, 1), 9, 40), "the first click", partial(self.click, "ZX-2023", 0, 5))
        yield Step(at(date(2023, 9, 4), 9, 20), "robots are applied for", partial(self.apply, WITHIN_DAYS, 0, 5))
        yield Step(at(date(2023, 9, 4), 11), "benchmark projects are ranked", self.rank)
        yield Step(at(date(2023, 9, 5), 9, 20), "one more that will lie", partial(self.apply, WITHIN_DAYS, 5, 6))
        yield Step(at(date(2023, 9, 6), 15), "opinions on robots", self.give_opinions)
        yield Step(at(date(2023, 9, 11), 10), "robots are approved", partial(self.approve, WITHIN_DAYS, 5))
        yield Step(at(date(2023, 9, 14), 9, 40), "more click", partial(self.click, "ZX-2023", 5, 15))
        yield Step(at(date(2023, 9, 25), 9, 40), "others click", partial(self.click, "YF-2023", 0, AT_MOST))
        yield Step(at(date(2023, 9, 25), 10), "two more apply", partial(self.apply, WITHIN_DAYS, 6, 8))
        yield Step(at(date(2023, 9, 26), 10), "one is returned", self.give_back)
        yield Step(at(date(2023, 9, 27), 15), "an opinion on the last", partial(self.give_opinions, 1))
        yield Step(
            at(date(2023, 9, 28), 10), "one is granted and asked", partial(self.approve, WITHIN_DAYS, 1, latest=True)
        )

    def fund(self, code: str, fen: int | None) -> None:
        """The county appropriates the amount, or what the policy's matches ask for."""
        version = self.version(code)
        wanted = fen or sum(to_fen(match.amount) for match in current_matches(version) if match.amount)
        if wanted and version.budget_line is not None:
            appropriate(
                line_id=version.budget_line.pk,
                amount=from_fen(wanted),
                document=f"云财预〔2023〕{200 + version.pk}号",
                by=self.town.officer(Role.MAKER),
            )

    @staticmethod
    def version(code: str) -> Version:
        """The version in force."""
        return Version.objects.select_related("policy", "budget_line").get(policy__code=code, state=VersionState.LIVE)

    def willing(self, code: str) -> list[Enterprise]:
        """Whom the rule finds, as far as somebody can act for it and it has an account; the largest amount first."""
        found = [match.enterprise for match in current_matches(self.version(code)).filter(amount__gt=0)]
        return [one for one in found if self._may_act(one)]

    def _may_act(self, one: Enterprise) -> bool:
        return one.party.uscc in self.subsidies.contacts and usable_accounts(one.pk, one.party.name).exists()

    def clerk(self, party: Party) -> User:
        """Somebody of the enterprise has signed up and was verified."""
        known = self.subsidies.contacts[party.uscc]
        return self.town.representative(
            party=party,
            role=Role.ENTERPRISE,
            name=known.legal_person,
            email=address(known),
            mobile=known.contact_mobile,
        )

    def click(self, code: str, first: int, last: int) -> None:
        """Each of them clicks once, and the rule decides."""
        version = self.version(code)
        for one in self.willing(code)[first:last]:
            account = usable_accounts(one.pk, one.party.name)[0]
            claim_at_once(
                version_id=version.pk,
                enterprise_id=one.pk,
                account_id=account.pk,
                scale=scale_of(one),
                by=self.clerk(one.party),
            )

    def apply(self, code: str, first: int, last: int) -> None:
        """Each of them fills in what is asked and hands in."""
        for one in self.willing(code)[first:last]:
            self.hand_in(code, one)

    def apply_declaring(self) -> None:
        """An enterprise of which no department knows the investment states it itself, with its invoices."""
        known = set(CurrentFact.objects.filter(kind__code=EQUIPMENT[0]).values_list("enterprise_id", flat=True))
        numbers = sorted(self.subsidies.contacts)
        others = Enterprise.objects.filter(party__uscc__in=numbers).exclude(pk__in=known).select_related("party")
        for one in others.order_by("party__uscc"):
            if self._may_act(one):
                self.hand_in(DECLARED, one)
                return

    def hand_in(self, code: str, one: Enterprise) -> None:
        """A whole application: facts that are asked for, papers, account and scale."""
        clerk, account = self.clerk(one.party), usable_accounts(one.pk, one.party.name)[0]
        draft = begin_application(
            version_id=self.version(code).pk, enterprise_id=one.pk, by=clerk, project=project_of(code, one)
        )
        wanted = [fact.key for fact in wanted_of(draft)]
        said = Said(
            facts=dict.fromkeys(wanted, STATED),
            proofs={key: paper(one.party, "证明材料") for key in wanted},
            papers={each.code: paper(one.party, each.zh) for each in papers_wanted(draft) if each.is_needed},
            account_id=account.pk,
            scale=scale_of(one),
        )
        save_draft(application_id=draft.pk, said=said, by=clerk)
        submit_application(application_id=draft.pk, by=clerk)

    def give_opinions(self, last: int | None = None) -> None:
        """Every co-department agrees to what waits for it (to the latest `last` only)."""
        waiting = self.under_review().order_by("-pk" if last else "pk")[: last or None]
        for application in waiting:
            for opinion in opinions_of(application).filter(given_at=None):
                by = self.town.reviewer(opinion.department)
                give_opinion(opinion_id=opinion.pk, agrees=True, text="材料齐全，情况属实，同意。", by=by)

    def approve(self, code: str, most: int, *, latest: bool = False) -> None:
        """The lead department compares the papers and approves so many, in the order they came (or the latest)."""
        waiting = self.under_review().filter(policy__code=code)
        for application in waiting.order_by("-pk" if latest else "pk")[:most]:
            if not opinions_of(application).filter(given_at=None).exists():
                approve_application(
                    application_id=application.pk,
                    by=self.town.reviewer(application.policy.lead_department),
                    checked=list(application.facts.values_list("pk", flat=True)),
                )

    def rank(self) -> None:
        """The benchmark projects are ranked once their days are over."""
        version = self.version(RANKED)
        if shortlisted(version):
            rank_applications(version_id=version.pk, by=self.town.reviewer(version.policy.lead_department))

    def give_back(self) -> None:
        """The first of the newest is returned: a paper cannot be read."""
        for application in self.under_review().order_by("-pk")[1:2]:
            reasons = {f"file-{each.code}": "扫描件不清晰，请重新上传。" for each in papers_wanted(application)[:1]}
            return_application(
                application_id=application.pk,
                corrections=reasons or {WHOLE: "请补充设备安装照片。"},
                by=self.town.reviewer(application.policy.lead_department),
            )

    @staticmethod
    def under_review() -> QuerySet[Application]:
        """What departments have before them."""
        found = Application.objects.filter(state=ApplicationState.SUBMITTED)
        return found.select_related("policy__lead_department")


def project_of(code: str, one: Enterprise) -> Project:
    """What the enterprise calls the one project it has."""
    return Project(f"{code}-{one.party.uscc[-9:]}", f"{one.party.name}技术改造项目")


def scale_of(one: Enterprise) -> str:
    """The scale class the enterprise confirms."""
    return one.computed_scale or one.declared_scale or "S"


def paper(party: Party, name: str) -> "ContentFile[bytes]":
    """A stamped paper of the enterprise's."""
    return ContentFile(authorisation(party, name), name="paper.pdf")
