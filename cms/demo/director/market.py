"""The marketplace's year: agencies and owners admitted, procurements run, trades entered."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from django.db.models import QuerySet

from cms.demo.director.agenda import Step, at
from cms.demo.director.town import Town
from cms.demo.generator.agencies import AgencyInput, TypeApplication, agencies
from cms.demo.generator.catalogue import service_types
from cms.demo.generator.large_need import LARGE
from cms.demo.generator.owners import OwnerInput, owners
from cms.demo.generator.postings import BidInput, PostingInput, ProcurementInput
from cms.demo.generator.procurements import procurements
from cms.demo.generator.seeds import dice
from cms.demo.generator.trades import TradeInput, trades
from cms.demo.generator.workdays import after
from cms.kernel.clock import business_today
from cms.kernel.models import User
from cms.kernel.money import from_fen
from cms.kernel.people.services import register_party
from cms.kernel.roles import Role
from marketplace.agencies.models import Admission, Agency
from marketplace.agencies.services import CertificateInput, admit, apply_for_service, register_agency
from marketplace.awards.models import Award
from marketplace.awards.services import award_need
from marketplace.bidding.services import submit_bid
from marketplace.catalogue.models import ServiceType
from marketplace.catalogue.services import CatalogueRow, load_catalogue
from marketplace.contracts.models import Contract
from marketplace.contracts.services import accept_delivery, file_contract
from marketplace.needs.models import Need, Procurement
from marketplace.needs.services import NeedTerms, draft_need, post_need, repost_need
from marketplace.needs.states import Method
from marketplace.owners.models import Owner
from marketplace.owners.services import admit_owner, apply_as_owner
from marketplace.selection.drawing import next_drawing, record_public_number
from marketplace.selection.models import Draw
from marketplace.selection.states import DrawState
from marketplace.trade.services import enter_trade

REVIEW_NOTE = "已复核需求条款，未设置不合理条件；延长报名时间后重新发布。"


class Market:
    """Turns the generator's inputs into steps; every step calls the services a person's click would call."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.agents: dict[str, str] = {}
        self.clerks: dict[str, str] = {}
        self.known: dict[str, Agency] = {}
        self.types: dict[str, ServiceType] = {}
        self.procurement_ids: dict[int, int] = {}

    def agenda(self) -> Iterator[Step]:
        """All steps of the marketplace, in no particular order."""
        yield Step(at(date(2023, 1, 1), 8), "catalogue", self.load_catalogue)
        for owner in owners(self.town.seed):
            self.clerks[owner.uscc] = owner.contact_email
            yield from self._owner(owner)
        for agency in agencies(self.town.seed):
            self.agents[agency.uscc] = agency.contact_email
            yield from self._agency(agency)
        for procurement in procurements(self.town.seed):
            if procurement.method != LARGE:  # that one has steps of its own (director.large_need)
                yield from self._procurement(procurement)
        for number, trade in enumerate(trades(self.town.seed)):
            yield Step(at(trade.traded_on, 17, 30), f"trade {number}", partial(self.trade, trade))

    def load_catalogue(self) -> None:
        """Categories and types stand, each with its competent department."""
        department = self.town.department
        rows = [
            CatalogueRow(kind.category, kind.category_en, kind.name, kind.name_en, department(kind.department))
            for kind in service_types()
        ]
        load_catalogue(rows=rows, by=None)

    def _owner(self, owner: OwnerInput) -> Iterator[Step]:
        yield Step(at(owner.applied_on, 9, 30), f"owner {owner.uscc} applies", lambda: self.owner_applies(owner))
        yield Step(at(owner.reviewed_on, 15), f"owner {owner.uscc} admitted", lambda: self.owner_admitted(owner))

    def owner_applies(self, owner: OwnerInput) -> None:
        """The owner's clerk signs up, is verified, and applies."""
        party = register_party(uscc=owner.uscc, name=owner.name, kind=owner.kind, by=None)
        clerk = self.town.representative(
            party=party,
            role=Role.OWNER,
            name=owner.contact_name,
            email=owner.contact_email,
            mobile=owner.contact_mobile,
        )
        apply_as_owner(
            party=party,
            department=self.town.department(owner.department),
            by=clerk,
            contact_name=owner.contact_name,
            contact_mobile=owner.contact_mobile,
            uses_public_funds=owner.uses_public_funds,
            is_public_organ=owner.is_public_organ,
        )

    def owner_admitted(self, owner: OwnerInput) -> None:
        """The department's reviewer admits the owner."""
        applied = Owner.objects.get(party__uscc=owner.uscc)
        admit_owner(owner_id=applied.pk, by=self.town.reviewer(applied.department))

    def _agency(self, agency: AgencyInput) -> Iterator[Step]:
        yield Step(at(agency.applied_on, 9), f"agency {agency.uscc} registers", lambda: self.agency_registers(agency))
        for wanted in agency.applications:
            name = f"agency {agency.uscc} {wanted.service_type}"
            applies = partial(self.agency_applies, agency, wanted)
            admitted = partial(self.agency_admitted, agency, wanted)
            yield Step(at(wanted.applied_on, 9, 40), f"{name} applies", applies)
            yield Step(at(wanted.reviewed_on, 16), f"{name} admitted", admitted)

    def agency_registers(self, agency: AgencyInput) -> None:
        """The agency's agent signs up, is verified, and registers the agency."""
        party = register_party(uscc=agency.uscc, name=agency.name, by=None)
        agent = self.town.representative(
            party=party,
            role=Role.AGENCY,
            name=agency.contact_name,
            email=agency.contact_email,
            mobile=agency.contact_mobile,
        )
        register_agency(
            party=party,
            by=agent,
            legal_person=agency.legal_person,
            contact_name=agency.contact_name,
            contact_mobile=agency.contact_mobile,
            address=agency.address,
            introduction=agency.introduction,
        )

    def agency_applies(self, agency: AgencyInput, wanted: TypeApplication) -> None:
        """The agency applies for one service type with its certificates."""
        apply_for_service(
            agency=self.agency(agency.uscc),
            service_type=self.service_type(wanted.service_type),
            certificates=[
                CertificateInput(
                    name=paper.name,
                    number=paper.number,
                    issuer=paper.issuer,
                    grade=paper.grade,
                    valid_until=paper.valid_until,
                )
                for paper in wanted.certificates
            ],
            by=self.agent(agency.uscc),
        )

    def agency_admitted(self, agency: AgencyInput, wanted: TypeApplication) -> None:
        """The type's department admits the agency."""
        admission = Admission.objects.get(
            agency=self.agency(agency.uscc), service_type=self.service_type(wanted.service_type)
        )
        admit(admission_id=admission.pk, by=self.town.officer(Role.REVIEWER, wanted.department))

    def agent(self, uscc: str) -> User:
        """Who acts for the agency."""
        return self.town.person(self.agents[uscc])

    def clerk(self, uscc: str) -> User:
        """Who acts for the owner."""
        return self.town.person(self.clerks[uscc])

    def agency(self, uscc: str) -> Agency:
        """The agency of the party; services read its present state themselves."""
        if uscc not in self.known:
            self.known[uscc] = Agency.objects.select_related("party").get(party__uscc=uscc)
        return self.known[uscc]

    def service_type(self, code: str) -> ServiceType:
        """The service type by the generator's code."""
        if not self.types:
            by_name = {kind.name: kind for kind in ServiceType.objects.select_related("department")}
            self.types = {kind.code: by_name[kind.name] for kind in service_types()}
        return self.types[code]

    def _procurement(self, wanted: ProcurementInput) -> Iterator[Step]:
        name = f"procurement {wanted.number}"
        for round_, posting in enumerate(wanted.postings, start=1):
            yield Step(
                posting.posted_at,
                f"{name} posted {round_}",
                partial(self.post, wanted, posting, round_),
            )
            for bid in posting.bids:
                yield Step(
                    bid.submitted_at,
                    f"{name} bid {round_} {bid.agency}",
                    partial(self.bid, wanted, bid, round_),
                )
            for label, moment in (("closes", posting.closes_at), ("opens", posting.opens_at)):
                yield Step(moment, f"{name} {label} {round_}", nothing, falls_due=True)
        yield from self._ending(wanted, wanted.postings[-1], name)

    def _ending(self, wanted: ProcurementInput, posting: PostingInput, name: str) -> Iterator[Step]:
        if wanted.award_on is None:
            return
        award_at = at(wanted.award_on, 10)
        if wanted.method == Method.DRAW:
            drawn_at = next_drawing(posting.opens_at)
            number_at = at(drawn_at.date() + timedelta(days=1), 9)
            yield Step(number_at, f"{name} number", lambda: self.public_number(wanted))
            award_at = max(award_at, at(after(drawn_at.date(), 1), 10))
        yield Step(award_at, f"{name} awarded", lambda: self.award(wanted))
        if wanted.file_on is not None:
            filed_at = max(at(wanted.file_on, 16, 30), award_at + timedelta(hours=1))
            yield Step(filed_at, f"{name} filed", lambda: self.file(wanted))
            begun = max(wanted.contract_on or filed_at.date(), award_at.date())
            used = dice(self.town.seed, "delivery", str(wanted.number)).randint(50, 85) * wanted.service_days // 100
            delivered_on = after(max(begun + timedelta(days=used), filed_at.date()), 1)
            yield Step(at(delivered_on, 15), f"{name} delivered", lambda: self.deliver(wanted))

    def need(self, wanted: ProcurementInput) -> Need:
        """The latest posting of the procurement, found by its title and owner."""
        return self._postings(wanted).order_by("-round")[0]

    def _postings(self, wanted: ProcurementInput) -> "QuerySet[Need]":
        if wanted.number not in self.procurement_ids:
            found = Procurement.objects.get(title=wanted.title, owner__party__uscc=wanted.owner)
            self.procurement_ids[wanted.number] = found.pk
        return Need.objects.filter(procurement=self.procurement_ids[wanted.number])

    def post(self, wanted: ProcurementInput, posting: PostingInput, round_: int) -> None:
        """The owner posts the need; after a failed posting, the next one of the same procurement."""
        clerk = self.clerk(wanted.owner)
        if round_ == 1:
            terms = NeedTerms(
                service_type=self.service_type(wanted.service_type),
                title=wanted.title,
                description=wanted.description,
                ceiling=from_fen(wanted.ceiling_fen),
                method=Method(wanted.method),
                closes_at=posting.closes_at,
                opens_at=posting.opens_at,
                service_days=wanted.service_days,
                splitting_note=wanted.splitting_note,
            )
            need = draft_need(owner=Owner.objects.get(party__uscc=wanted.owner), terms=terms, by=clerk)
        else:
            need = repost_need(
                need_id=self.need(wanted).pk,
                review_note=REVIEW_NOTE,
                closes_at=posting.closes_at,
                opens_at=posting.opens_at,
                by=clerk,
            )
        post_need(need_id=need.pk, by=clerk, declares_recusal=True)

    def bid(self, wanted: ProcurementInput, bid: BidInput, round_: int) -> None:
        """An agency seals its bid."""
        submit_bid(
            need_id=self._postings(wanted).values_list("pk", flat=True).get(round=round_),
            agency=self.agency(bid.agency),
            price=from_fen(bid.price_fen) if bid.price_fen is not None else None,
            by=self.agent(bid.agency),
        )

    def public_number(self, wanted: ProcurementInput) -> None:
        """A supervisor records the lottery's number the morning after it was drawn."""
        draw = Draw.objects.get(need=self.need(wanted))
        if draw.state == DrawState.ANNOUNCED:
            number = lottery_number(self.town.seed, draw.drawn_at.date())
            record_public_number(draw_id=draw.pk, number=number, by=self.town.officer(Role.SUPERVISOR))

    def award(self, wanted: ProcurementInput) -> None:
        """The owner confirms the winner that the method named."""
        award_need(need_id=self.need(wanted).pk, by=self.clerk(wanted.owner))

    def file(self, wanted: ProcurementInput) -> None:
        """The owner files the signed contract."""
        award = Award.objects.get(need=self.need(wanted))
        signed_on = max(wanted.contract_on or business_today(), award.awarded_at.astimezone().date())
        file_contract(
            award_id=award.pk,
            agency=award.party,
            amount=award.price,
            signed_on=min(signed_on, business_today()),
            by=self.clerk(wanted.owner),
        )

    def deliver(self, wanted: ProcurementInput) -> None:
        """The owner accepts what the agency delivered, in time."""
        contract = Contract.objects.get(award__need=self.need(wanted))
        accept_delivery(contract_id=contract.pk, by=self.clerk(wanted.owner))

    def trade(self, trade: TradeInput) -> None:
        """The trading bureau enters a closed trade."""
        enter_trade(
            kind=trade.kind,
            name=trade.title,
            base=from_fen(trade.base_fen),
            deal=from_fen(trade.deal_fen),
            area_m2=trade.area_m2,
            closed_on=trade.traded_on,
            by=self.town.officer(Role.SUPERVISOR, nth=1),
        )


def nothing() -> None:
    """Nobody does anything: the clock only has to stop here so that the tick sees the moment."""


def lottery_number(seed: int, day: date) -> str:
    """What the demo's public lottery drew on a day: six red balls of 33 in order, one blue ball of 16."""
    throws = dice(seed, "lottery", day.isoformat())
    red = sorted(throws.sample(range(1, 34), 6))
    return f"{' '.join(f'{ball:02d}' for ball in red)} + {throws.randint(1, 16):02d}"
