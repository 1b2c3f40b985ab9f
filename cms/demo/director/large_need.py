"""The county's large need: openers who agree, sealed files, a panel drawn from the register, a bond."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Final

from cms.demo.director.agenda import Step, at
from cms.demo.director.market import Market, lottery_number, nothing
from cms.demo.director.town import Town, known_person, one_page
from cms.demo.generator.large_need import LARGE
from cms.demo.generator.postings import ProcurementInput
from cms.demo.generator.procurements import procurements
from cms.demo.generator.workdays import after
from cms.kernel.models import Party, User
from cms.kernel.money import from_fen
from cms.kernel.people.services import appoint
from cms.kernel.roles import Role
from marketplace.bidding.consents import consent_to_opening, set_passphrase
from marketplace.bidding.packs import Files
from marketplace.bidding.services import submit_bid
from marketplace.experts.services import list_expert
from marketplace.guarantees.services import register_guarantee
from marketplace.guarantees.states import GuaranteeForm, GuaranteeKind
from marketplace.needs.models import Need
from marketplace.needs.openers import candidates, name_openers
from marketplace.needs.particulars import Criterion, Particulars
from marketplace.needs.services import NeedTerms, draft_need, post_need
from marketplace.needs.states import Method
from marketplace.owners.models import Owner
from marketplace.selection.drawing import next_drawing, record_public_number
from marketplace.selection.models import Draw, Panel, Seat
from marketplace.selection.panel_drawing import draw_panel
from marketplace.selection.scoring import declare, hand_in_scores, offers_to_score, start_scoring
from marketplace.selection.states import DrawPurpose

PASSPHRASE: Final = "云川县演示用的开启口令2023"  # noqa: S105  the demo's own; production has no demo
EXPERTS: Final = ("程静远", "鲍怀民", "俞若兰", "洪亦舟", "查文博")
PANEL_SIZE, SCORED_BY = 3, 2
CRITERIA: Final = (Criterion("技术方案", 40), Criterion("项目团队", 20), Criterion("类似业绩", 10))
PROPOSALS: Final = (
    "分三个阶段实施：现状调查、方案比选、成果编制。每阶段设内部校审，关键数据双人复核。",
    "以现有资料为基础补充外业调查，建立统一数据库，成果按规范编制并组织专家咨询后定稿。",
    "采用分区推进、滚动交付的方式，先行提交急需片区成果，全程接受业主单位过程检查。",
    "组建专门项目组驻场服务，按周报告进度，成果提交后提供一年的修改和咨询服务。",
)


class LargeNeed:
    """The steps of the one procurement that the market leaves to several people; it is pending when the year ends."""

    def __init__(self, town: Town, market: Market) -> None:
        self.town, self.market = town, market
        self.wanted: ProcurementInput = next(each for each in procurements(town.seed) if each.method == LARGE)

    def agenda(self) -> Iterator[Step]:
        """From the register of experts to the sheet that one of them has not handed in yet."""
        posting = self.wanted.postings[-1]
        opened_on, drawn_on = posting.opens_at.date(), next_drawing(posting.opens_at).date()
        number_on = drawn_on + timedelta(days=1)
        scored_on = after(number_on, 1)
        before = at(after(posting.posted_at.date(), -1), 16)
        yield Step(before - timedelta(hours=1), "experts are listed", self.list_experts)
        yield Step(before, "openers choose passphrases", self.openers_prepare)
        yield Step(posting.posted_at, "large need posted", self.post)
        for place, bid in enumerate(posting.bids):
            yield Step(bid.submitted_at, f"large need bid {place}", partial(self.bid, place))
        yield Step(posting.closes_at, "large need closes", nothing, falls_due=True)
        yield Step(posting.opens_at, "openers are called", nothing, falls_due=True)
        for place in range(2):
            moment = posting.opens_at + timedelta(minutes=10 * (place + 1))
            yield Step(moment, f"opener {place} agrees", partial(self.agree, place))
        yield Step(at(opened_on, 17), "panel draw announced", self.draw)
        yield Step(at(opened_on, 17, 20), "bid bond registered", self.bond)
        yield Step(at(number_on, 9, 5), "panel drawn", self.number)
        yield Step(at(scored_on, 10), "experts declare", self.declare)
        yield Step(at(scored_on, 14), "scoring begins", self.start)
        yield Step(at(scored_on, 16), "two experts have scored", self.score)

    def need(self) -> Need:
        """The posting."""
        return self.market.need(self.wanted)

    def list_experts(self) -> None:
        """Five people who may judge what the need is about are on the register."""
        category = self.market.service_type(self.wanted.service_type).category
        supervisor = self.town.officer(Role.SUPERVISOR)
        for number, name in enumerate(EXPERTS, start=1):
            user = known_person(name=name, email=f"expert{number}@yunchuan.example", mobile="")
            appoint(user=user, party=self.town.department("data"), role=Role.EXPERT, by=None)
            list_expert(user=user, specialities=[category], by=supervisor, title="高级工程师")

    def openers(self) -> list[User]:
        """Somebody of the owner, of the competent department and of audit."""
        department = self.market.service_type(self.wanted.service_type).department
        if department is None:
            raise LookupError(f"no department for {self.wanted.service_type}")
        clerk = self.market.clerk(self.wanted.owner)
        return [self.town.officer(Role.AUDITOR), self.town.reviewer(department), clerk]

    def openers_prepare(self) -> None:
        """Each opener has a passphrase."""
        for opener in self.openers():
            set_passphrase(passphrase=PASSPHRASE, by=opener)

    def post(self) -> None:
        """The owner's clerk drafts the need, names its openers and posts it."""
        wanted, posting = self.wanted, self.wanted.postings[-1]
        clerk = self.market.clerk(wanted.owner)
        terms = NeedTerms(
            service_type=self.market.service_type(wanted.service_type),
            title=wanted.title,
            description=wanted.description,
            ceiling=from_fen(wanted.ceiling_fen),
            method=Method.SCORED,
            closes_at=posting.closes_at,
            opens_at=posting.opens_at,
            service_days=wanted.service_days,
            splitting_note=wanted.splitting_note,
            particulars=Particulars(price_points=30, criteria=CRITERIA, papers_mb=1),
        )
        need = draft_need(owner=Owner.objects.get(party__uscc=wanted.owner), terms=terms, by=clerk)
        people = {user.pk for user in self.openers()}
        named = {one.user_id: one for one in candidates(need) if one.user_id in people}
        name_openers(need_id=need.pk, named=list(named.values()), by=clerk)
        post_need(need_id=need.pk, by=clerk, declares_recusal=True)

    def bid(self, place: int) -> None:
        """An agency seals its price, its proposal and its files."""
        offered = self.wanted.postings[-1].bids[place]
        agency, text = self.market.agency(offered.agency), PROPOSALS[place % len(PROPOSALS)]
        files = Files([("方案.pdf", one_page(text))], [("报价函.pdf", one_page(f"{agency.party.name} 报价函"))])
        submit_bid(
            need_id=self.need().pk,
            agency=agency,
            price=from_fen(offered.price_fen or 0),
            proposal=text,
            files=files,
            by=self.market.agent(offered.agency),
        )

    def agree(self, place: int) -> None:
        """One of the openers agrees."""
        opener = self.need().openers.get(user=self.openers()[place])
        consent_to_opening(opener_id=opener.pk, passphrase=PASSPHRASE, by=opener.user)

    def draw(self) -> None:
        """The supervisor announces the draw of the panel."""
        panel = Panel.objects.get(need=self.need())
        draw_panel(panel_id=panel.pk, size=PANEL_SIZE, by=self.town.officer(Role.SUPERVISOR))

    def bond(self) -> None:
        """The owner's clerk holds the electronic guarantee of a bidder: two percent of the ceiling at most."""
        need = self.need()
        bidder = Party.objects.get(uscc=self.wanted.postings[-1].bids[0].agency)
        register_guarantee(
            need_id=need.pk,
            party=bidder,
            kind=GuaranteeKind.BID,
            form=GuaranteeForm.ELECTRONIC,
            number="DZBH-2023-0917",
            issuer="云川农村商业银行股份有限公司",
            amount=need.ceiling * Decimal("0.015"),
            valid_until=date(2024, 1, 31),
            by=self.market.clerk(self.wanted.owner),
        )

    def number(self) -> None:
        """A supervisor records the lottery's number, and the experts are drawn."""
        draw = Draw.objects.get(need=self.need(), purpose=DrawPurpose.EXPERTS)
        number = lottery_number(self.town.seed, draw.drawn_at.astimezone().date())
        record_public_number(draw_id=draw.pk, number=number, by=self.town.officer(Role.SUPERVISOR))

    def seats(self) -> list[Seat]:
        """The panel's seats in the order drawn."""
        return list(Seat.objects.filter(panel__need=self.need()).select_related("expert", "panel").order_by("pk"))

    def declare(self) -> None:
        """No expert has anything to step aside for."""
        for seat in self.seats():
            declare(seat_id=seat.pk, by=seat.expert, must_recuse=False)

    def start(self) -> None:
        """The supervisor begins the scoring."""
        panel = Panel.objects.get(need=self.need())
        start_scoring(panel_id=panel.pk, by=self.town.officer(Role.SUPERVISOR))

    def score(self) -> None:
        """Two of the three have scored; the third finds it on the desk."""
        for place, seat in enumerate(self.seats()[:SCORED_BY]):
            points = {
                offer.bid.pk: {
                    str(number): Decimal(criterion.points * (85 - 5 * ((offer.number + place) % 3))) // 50 / 2
                    for number, criterion in enumerate(CRITERIA)
                }
                for offer in offers_to_score(seat.panel)
            }
            hand_in_scores(seat_id=seat.pk, by=seat.expert, points=points)
