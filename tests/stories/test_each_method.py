"""Each of the nine methods from the owner's form to the award, on the pages that its four roles use."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from cms.demo.director.town import authorisation
from cms.kernel.clock import business_now
from cms.kernel.models import Membership, User
from cms.kernel.money import to_fen, yuan
from cms.kernel.roles import Role
from marketplace.agencies.models import Agency
from marketplace.awards.models import Award
from marketplace.credit.rules import Reason
from marketplace.credit.services import decide_credit, interview, note_fact, reply_to_interview
from marketplace.needs.models import Need
from marketplace.needs.states import Method, NeedState
from marketplace.selection.models import Draw, PriceQuestion
from marketplace.selection.queries import current_evaluation
from marketplace.selection.scoring import offers_to_score
from marketplace.selection.states import DrawState
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market
from tests.stories.world import it_is, the_house_keeps_up

pytestmark = pytest.mark.django_db
CEILING = "80000.00"
NUMBER = {"number": "03 09 11 20 28 31 + 07", "again": "03 09 11 20 28 31 + 07"}
WORDS = "云川县第一位开启人的口令"
SCHEME = {"price_points": "30", "criteria": "技术方案 40\n项目团队 30"}


@dataclass
class Stage:
    """A market with its people, each with a browser of their own."""

    town: Market
    clock: Clock
    browsers: dict[int, Client] = field(default_factory=dict)

    def browser(self, person: User) -> Client:
        """The person's browser, signed in."""
        if person.pk not in self.browsers:
            self.browsers[person.pk] = Client()
            self.browsers[person.pk].force_login(person, "cms.kernel.people.login.EmailOrMobileBackend")
        return self.browsers[person.pk]

    def reads(self, person: User, address: str) -> str:
        """What the person reads at an address."""
        answer = self.browser(person).get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    def sees(self, person: User, page: str, *args: object) -> str:
        """What the person reads on a page of the market."""
        return self.reads(person, reverse(f"marketplace:{page}", args=args))

    def does(self, person: User, page: str, *args: object, **entered: object) -> None:
        """The person fills in a page, and it is taken."""
        answer = self.browser(person).post(reverse(f"marketplace:{page}", args=args), entered)
        assert answer.status_code == 302, answer.content.decode()[:6000]

    def terms(self, method: Method, **special: object) -> dict[str, object]:
        """What the owner's clerk enters for a need."""
        entered: dict[str, object] = {
            "service_type": self.town.service_type.pk,
            "title": f"城南片区地形图测绘（{method.label}）",
            "description": "完成 3 平方公里地形图测绘，提交成果。",
            "ceiling": CEILING,
            "method": method.value,
            "quote": "amount",
            "service_days": "30",
            "closes_at": f"{localtime(business_now() + timedelta(days=5)):%Y-%m-%dT%H:%M}",
            "declares_recusal": "on",
        }
        return entered | special

    def posts(self, method: Method, **special: object) -> Need:
        """The owner's clerk fills in the form and posts the need."""
        self.does(self.town.clerk, "new_need", **self.terms(method, **special))
        need = Need.objects.get(method=method)
        assert need.state == NeedState.POSTED
        the_house_keeps_up()
        return need

    def offers(self, need: Need, agency: Agency, price: str | None, proposal: str = "") -> None:
        """The agency hands in its envelope and finds its receipt."""
        person = self.town.agent(agency)
        offer = ({"price": price} if price else {}) | ({"proposal": proposal} if need.rules["has_panel"] else {})
        self.does(person, "bid", need.pk, agrees="on", **offer)
        assert "回执" in self.sees(person, "my_bid", need.pk)

    def opens(self, need: Need) -> None:
        """The deadline comes, the house closes, opens and evaluates."""
        it_is(self.clock, need.closes_at)

    def draws(self, need: Need) -> Draw:
        """The supervisor records the public number when it is out."""
        draw = Draw.objects.get(need=need, state=DrawState.ANNOUNCED)
        self.clock.set(draw.drawn_at)
        self.does(self.town.supervisor, "record_number", draw.pk, **NUMBER)
        the_house_keeps_up()
        assert "抽取顺位" in self.sees(self.town.clerk, "draw", draw.pk)
        draw.refresh_from_db()
        return draw

    def confirms(self, need: Need) -> Award:
        """The owner confirms whom the method found; everybody can read why."""
        assert "确认并公布中选结果" in self.sees(self.town.clerk, "evaluation", need.pk)
        self.does(self.town.clerk, "evaluation", need.pk)
        the_house_keeps_up()
        award = Award.objects.get(need=need)
        assert award.party.name in Client().get(reverse("marketplace:award", args=[award.pk])).content.decode()
        return award


@pytest.fixture
def stage(db: None, clock: Clock) -> Stage:
    """Monday morning, 6 March 2023."""
    clock.set(date(2023, 3, 6))
    return Stage(market(), clock)


def agencies(stage: Stage, *names: str) -> list[Agency]:
    """Admitted agencies."""
    return [stage.town.agency(name) for name in names]


def offered(stage: Stage, need: Need, bidders: list[Agency], *prices: str) -> None:
    """Everybody's envelope, and the opening."""
    for bidder, price in zip(bidders, prices, strict=True):
        stage.offers(need, bidder, price, proposal=f"投入 {len(bidder.party.name)} 名测绘师，二十日内完成。")
    stage.opens(need)


def test_sealed_lowest_price(stage: Stage) -> None:
    near, fair, dear = agencies(stage, "近山测绘", "平川测绘", "高岭测绘")
    need = stage.posts(Method.LOWEST_PRICE, tie="draw")
    offered(stage, need, [near, fair, dear], "60000", "60000", "71000")
    assert stage.draws(need).purpose == "tie"
    award = stage.confirms(need)
    assert (award.party in {near.party, fair.party}, award.price) == (True, yuan("60000"))


def test_two_of_three_openers_open_a_large_need(stage: Stage) -> None:
    town, bidders = stage.town, agencies(stage, "近山测绘", "平川测绘", "高岭测绘")
    units = (("审计员", Role.AUDITOR, "县审计局"), ("监督员", Role.SUPERVISOR, "县纪委监委"))
    people = [town.clerk, *(town.person(name, role, town.party(unit)) for name, role, unit in units)]
    for person in people:
        stage.does(person, "opening_passphrase", passphrase=WORDS, again=WORDS)
    entered = stage.terms(Method.LOWEST_PRICE, ceiling="1200000.00", splitting_note="不属于工程建设项目")
    stage.does(town.clerk, "new_need", **entered)
    need = Need.objects.get()
    assert need.state == NeedState.DRAFT  # not posted before its openers are named
    named = [Membership.objects.get(user=person).pk for person in people]
    stage.does(town.clerk, "name_openers", need.pk, named=named)
    stage.does(town.clerk, "edit_need", need.pk, **entered)
    the_house_keeps_up()
    need.refresh_from_db()
    offered(stage, need, bidders, "1000000", "900000", "950000")
    for person, prices in ((people[1], 0), (people[2], 3)):
        assert not need.opened_bids.exists()
        stage.does(person, "consent", need.openers.get(user=person).pk, passphrase=WORDS, agrees="on")
        the_house_keeps_up()
        assert need.opened_bids.count() == prices
    award = stage.confirms(need)
    assert (award.party, award.price) == (bidders[1].party, yuan("900000"))


def test_an_abnormally_low_price_is_explained_and_judged(stage: Stage) -> None:
    near, fair, dear = agencies(stage, "近山测绘", "平川测绘", "高岭测绘")
    need = stage.posts(Method.LOWEST_PRICE)
    offered(stage, need, [near, fair, dear], "30000", "60000", "71000")
    question = PriceQuestion.objects.get(need=need)
    assert "请说明报价理由" in stage.reads(stage.town.agent(near), reverse("kernel:inbox"))
    stage.does(stage.town.agent(near), "justify_price", question.pk, answer="已有同区域控制点成果，无需重测。")
    assert "无需重测" in stage.sees(stage.town.clerk, "judge_price", need.pk)
    stage.does(stage.town.clerk, "judge_price", need.pk, decision="accept", grounds="控制点成果属实。")
    assert stage.confirms(need).party == near.party


def test_discount_rates(stage: Stage) -> None:
    bidders = agencies(stage, "近山测绘", "平川测绘", "高岭测绘")
    need = stage.posts(Method.LOWEST_PRICE, quote="discount")
    for bidder, percent in zip(bidders, ("5.25", "12.50", "8"), strict=True):
        stage.does(stage.town.agent(bidder), "bid", need.pk, agrees="on", percent=percent)
    stage.opens(need)
    award = stage.confirms(need)
    assert (award.party, award.price) == (bidders[1].party, yuan("70000"))


def test_random_draw(stage: Stage) -> None:
    bidders = agencies(stage, "近山测绘", "平川测绘", "高岭测绘")
    need = stage.posts(Method.DRAW)
    offered(stage, need, bidders, *[""] * 3)
    draw = stage.draws(need)
    award = stage.confirms(need)
    assert (award.party.uscc, award.price) == (draw.record["ranking"][0], yuan(CEILING))


def test_direct_choice(stage: Stage) -> None:
    [near] = agencies(stage, "近山测绘")
    need = stage.posts(Method.DIRECT, ceiling="20000", named="近山测绘", reason="延续前期测绘，须统一坐标成果。")
    assert "延续前期测绘" in stage.sees(stage.town.supervisor, "need", need.pk)
    offered(stage, need, [near], "19000")
    assert stage.confirms(need).price == yuan("19000")


def test_reverse_auction(stage: Stage) -> None:
    near, fair, dear = agencies(stage, "近山测绘", "平川测绘", "高岭测绘")
    need = stage.posts(Method.REVERSE_AUCTION, step="500", turn_minutes="10")
    offered(stage, need, [near, fair, dear], "70000", "66000", "75000")
    auction = need.auction
    assert auction.turn == dear.party  # the worst speaks first
    assert "轮到贵单位报价" in stage.sees(stage.town.agent(dear), "auction", auction.pk)
    stage.does(stage.town.agent(dear), "undercut", auction.pk, price="65000")
    stage.does(stage.town.agent(near), "pass_turn", auction.pk)
    it_is(stage.clock, business_now() + timedelta(minutes=10))  # the other lets its turn run out
    assert "竞价已结束" in stage.sees(stage.town.clerk, "auction", auction.pk)
    award = stage.confirms(need)
    assert (award.party, award.price) == (dear.party, yuan("65000"))


def test_average_price(stage: Stage) -> None:
    bidders = agencies(stage, *[f"{name}测绘" for name in ("近山", "平川", "高岭", "临江", "沿湖")])
    need = stage.posts(Method.AVERAGE_PRICE, basis="云川县中介超市管理办法（云政办〔2022〕8号）第十五条")
    prices = ("60000", "64000", "66000", "68000", "79000")
    offered(stage, need, bidders, *prices)
    percent = int(stage.draws(need).record["ranking"][0])
    base = 6_600_000 * percent // 100  # the mean of the middle three, without the lowest and the highest
    closest = min(prices, key=lambda price: abs(to_fen(yuan(price)) - base))
    assert stage.confirms(need).price == yuan(closest)


def seated(stage: Stage, need: Need, *names: str) -> list[User]:
    """The supervisor seats experts; each declares, and the scoring begins."""
    panel = need.panel
    department = stage.town.department
    people = [stage.town.person(name, Role.EXPERT, department) for name in names]
    for person in people:
        stage.does(stage.town.supervisor, "panel", panel.pk, seat="1", expert=person.pk)
        seat = panel.seats.get(expert=person)
        assert "方案 1" not in stage.sees(person, "seat", seat.pk)
        stage.does(person, "seat", seat.pk, declares="free")
    stage.does(stage.town.supervisor, "panel", panel.pk, start="1")
    return people


def evaluated(stage: Stage, need: Need, best: Agency) -> None:
    """Three experts score alone, agree and sign; the best gets more for its plan than the rest."""
    people = seated(stage, need, "专家甲", "专家乙", "专家丙")
    panel = need.panel
    bids = list(need.opened_bids.filter(fault=""))
    full = {
        f"offer{offer.number}-c{place}": points
        for offer in offers_to_score(panel)
        for place, points in enumerate(("38", "28") if offer.bid.party_id == best.party_id else ("20", "15"))
    }
    for person in people:
        page = stage.sees(person, "seat", panel.seats.get(expert=person).pk)
        assert "方案 1" in page
        assert not [bid.party.name for bid in bids if bid.party.name in page]
        stage.does(person, "seat", panel.seats.get(expert=person).pk, **full)
    stage.does(people[0], "seat", panel.seats.get(expert=people[0]).pk, minutes="各项评分一致。", **full)
    for person in people:
        dissent = "团队分偏高" if person is people[2] else ""
        stage.does(person, "seat", panel.seats.get(expert=person).pk, dissent=dissent)
    the_house_keeps_up()


@pytest.mark.parametrize("method", [Method.SCORED, Method.INVITED])
def test_scored_and_invited(stage: Stage, method: Method) -> None:
    bidders = agencies(stage, "近山测绘", "平川测绘", "高岭测绘")
    named = {"named": "近山测绘\n平川测绘\n高岭测绘", "reason": "仅此三家具备航测条件。"}
    need = stage.posts(method, **SCHEME, **(named if method == Method.INVITED else {}))
    offered(stage, need, bidders, "60000", "66000", "71000")
    evaluated(stage, need, bidders[2])
    award = stage.confirms(need)
    assert (award.party, award.price) == (bidders[2].party, yuan("71000"))


def test_evaluation_award_separation(stage: Stage) -> None:
    bidders = agencies(stage, "近山测绘", "平川测绘", "高岭测绘")
    need = stage.posts(Method.SEPARATION, basis="省评定分离改革试点办法第六条", **SCHEME)
    offered(stage, need, bidders, "60000", "66000", "71000")
    evaluated(stage, need, bidders[0])
    votes = "王主任 平川测绘\n李科长 平川测绘\n张工 近山测绘"
    minutes = authorisation(stage.town.owner.party, "会议记录")
    stage.does(
        stage.town.clerk,
        "choose_agency",
        need.pk,
        how="vote",
        votes=votes,
        party=bidders[1].party.pk,
        reason="综合实力与价格均衡。",
        minutes=SimpleUploadedFile("minutes.pdf", minutes, "application/pdf"),
    )
    assert stage.confirms(need).party == bidders[1].party


def lose_credit(stage: Stage, agency: Agency, *reasons: Reason) -> None:
    """The agency was interviewed about each fact, replied, and lost its points."""
    for reason in reasons:
        case = note_fact(party=agency.party, reason=reason, facts="经查属实。", by=stage.town.supervisor)
        interview(case_id=case.pk, note="已约谈告知。", by=stage.town.supervisor)
        reply_to_interview(case_id=case.pk, reply="无异议。", by=stage.town.agent(agency))
        decide_credit(case_id=case.pk, takes_points=True, decision="扣分。", by=stage.town.supervisor)


def test_credit_preferred(stage: Stage) -> None:
    bidders = agencies(stage, "近山测绘", "平川测绘", "高岭测绘")
    lose_credit(stage, bidders[0], Reason.FALSE_PAPERS)  # 60 points: under the notice's floor of 70
    lose_credit(stage, bidders[1], Reason.GAVE_UP, Reason.LATE_SIGNING)  # 85 points: two labels instead of three
    need = stage.posts(Method.CREDIT_PREFERRED, short_size="2", credit_floor="70")
    offered(stage, need, bidders, *[""] * 3)
    draw = stage.draws(need)
    assert {entry["label"]: entry["weight"] for entry in draw.record["entries"]} == {
        bidders[1].party.uscc: 2,
        bidders[2].party.uscc: 3,
    }
    assert "85.00" in stage.sees(stage.town.clerk, "draw", draw.pk)
    lose_credit(stage, bidders[2], Reason.GAVE_UP)  # what happens after the evaluation changes no draw
    stage.does(
        stage.town.clerk, "choose_agency", need.pk, party=bidders[2].party.pk, reason="近三年同类项目履约评价最好。"
    )
    found = current_evaluation(need)
    assert found is not None
    assert found.inputs["credit"][bidders[0].party.uscc] == "60.00"
    assert stage.confirms(need).party == bidders[2].party
