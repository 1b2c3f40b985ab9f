"""A market with a need of every kind at the moment when its page has most to show, and who looks at it."""

from dataclasses import dataclass
from datetime import timedelta

from cms.kernel.clock import business_now, move_clock
from cms.kernel.errands import run_due, tick
from cms.kernel.models import User
from cms.kernel.money import yuan
from cms.kernel.roles import Role
from marketplace.agencies.models import Agency
from marketplace.bidding.services import submit_bid
from marketplace.needs.changes import amend_need, answer_question, ask_question
from marketplace.needs.models import Need
from marketplace.needs.particulars import Criterion, Particulars
from marketplace.needs.states import Method
from marketplace.selection.models import PriceQuestion, Seat
from marketplace.selection.scoring import declare, seat_expert, start_scoring
from tests.marketplace.worlds import Market

NAMES = ("近山测绘地理信息有限公司", "平川工程测量院有限公司", "高岭勘测设计有限责任公司")
SCHEME = Particulars(price_points=30, criteria=(Criterion("技术方案", 40), Criterion("项目团队", 30)))
TURNS = Particulars(step_fen=500_00, turn_minutes=10)
PASSWORD = "a-long-password-2023"


@dataclass
class Shown:
    """What there is to look at: pages by name, each with who looks (None: anybody)."""

    pages: dict[str, tuple[User | None, str]]


def shown(town: Market) -> Shown:
    """Everything set up by services; every person can log in."""
    bidders = [town.agency(name) for name in NAMES]
    terms = [
        (Method.REVERSE_AUCTION, {"particulars": TURNS}),
        (Method.SCORED, {"particulars": SCHEME}),
        (Method.LOWEST_PRICE, {}),
    ]
    auctioned, scored, low = [town.need(method=method, **more) for method, more in terms]
    run_due()
    for need in (auctioned, scored, low):
        for bidder, price in zip(bidders, ("70000", "66000", "30000" if need == low else "75000"), strict=True):
            text = "投入两个作业组，二十日内完成外业与内业，成果按二级检查一级验收执行。"
            submit_bid(need_id=need.pk, agency=bidder, by=town.agent(bidder), price=yuan(price), proposal=text)
    move_clock(auctioned.closes_at)
    tick()
    run_due()
    seats = scoring(town, scored)
    open_need = asked_and_changed(town, bidders[0])
    marked = town.draft(description="完成地形图测绘。投标人须为本县注册的企业，且具有本市同类业绩。")
    people = [town.clerk, town.supervisor, town.reviewer, seats[0].expert, *(town.agent(one) for one in bidders)]
    for person in people:
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
    question = PriceQuestion.objects.get(need=low)
    low_bidder = next(town.agent(one) for one in bidders if one.party_id == question.party_id)
    return Shown(
        {
            "post": (town.clerk, "/market/my/needs/new/"),
            "fairness": (town.clerk, f"/market/my/needs/{marked.pk}/fairness/"),
            "need": (None, f"/market/needs/{open_need.pk}/"),
            "auction": (town.agent(bidders[2]), f"/market/auctions/{auctioned.auction.pk}/"),
            "panel": (town.supervisor, f"/market/my/panels/{scored.panel.pk}/"),
            "score": (seats[0].expert, f"/market/my/seats/{seats[0].pk}/"),
            "justify": (low_bidder, f"/market/my/low-prices/{question.pk}/"),
            "judge": (town.clerk, f"/market/my/needs/{low.pk}/low-price/"),
            "evaluation": (town.clerk, f"/market/my/needs/{scored.pk}/evaluation/"),
            "bid": (town.agent(bidders[0]), f"/market/needs/{open_need.pk}/bid/"),
        }
    )


def scoring(town: Market, need: Need) -> list[Seat]:
    """Three experts who have declared and score."""
    experts = [town.person(name, Role.EXPERT, town.department) for name in ("沈专家", "韩专家", "杨专家")]
    seats = [seat_expert(panel_id=need.panel.pk, expert=expert, by=town.supervisor) for expert in experts]
    for seat in seats:
        declare(seat_id=seat.pk, by=seat.expert, must_recuse=False)
    start_scoring(panel_id=need.panel.pk, by=town.supervisor)
    return seats


def asked_and_changed(town: Market, agency: Agency) -> Need:
    """A scored need that takes bids, with a question, an answer and a change."""
    need = town.need(title="城北新区管线测绘", method=Method.SCORED, particulars=SCHEME)
    run_due()
    question = ask_question(need_id=need.pk, text="成果采用何种坐标系？", by=town.agent(agency))
    answer_question(question_id=question.pk, answer="2000 国家大地坐标系。", by=town.clerk)
    closes_at = business_now() + timedelta(days=7)
    amend_need(need_id=need.pk, text="测区面积由 3 平方公里改为 4 平方公里。", closes_at=closes_at, by=town.clerk)
    return need
