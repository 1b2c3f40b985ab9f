"""The market of the town that is walked: needs of each kind, what became of them, and the desks of oversight."""

from datetime import date, timedelta
from typing import Any

from cms.kernel.access import PERMISSIONS, Act
from cms.kernel.clock import business_now, business_today, move_clock
from cms.kernel.errands import run_due, tick
from cms.kernel.models import User
from cms.kernel.money import yuan
from cms.kernel.roles import Role
from marketplace.agencies.models import Agency
from marketplace.agencies.professionals import state_professional
from marketplace.awards.models import Award
from marketplace.awards.services import award_need
from marketplace.bidding.consents import set_passphrase
from marketplace.bidding.exchanging import propose_exchange
from marketplace.bidding.models import OpenedPaper
from marketplace.bidding.packs import NO_FILES, Files
from marketplace.bidding.services import submit_bid
from marketplace.clues.models import Clue
from marketplace.clues.services import ask_party, open_case
from marketplace.contracts.services import file_contract
from marketplace.credit.rules import Reason
from marketplace.credit.services import note_fact
from marketplace.disputes.services import raise_award_objection
from marketplace.guarantees.services import list_old_deposit, register_guarantee
from marketplace.guarantees.states import GuaranteeForm, GuaranteeKind
from marketplace.needs.changes import ask_question
from marketplace.needs.models import MethodChange, Need
from marketplace.needs.opener_models import Opener, OpenerExchange
from marketplace.needs.openers import name_openers
from marketplace.needs.particulars import Criterion, Particulars
from marketplace.needs.services import close_due_needs, fail_need, post_need, repost_need
from marketplace.needs.states import Method, OpenerState
from marketplace.selection.models import Auction, Draw, Panel, PriceQuestion
from tests.marketplace.worlds import Market, professional
from tests.policies.officers import a_department, a_person

OPENS_ON = date(2023, 2, 1)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def market_things(place: Market, agency: Agency) -> dict[str, Any]:
    """Needs at every stage: drafted, taking bids, drawn, auctioned, scored, with a low price, awarded, contracted."""
    change = failed_twice(place)
    rivals = [place.agency(f"测绘公司{number}") for number in (1, 2)]
    signed, won, drawn = place.need(), place.need(), place.need(method=Method.DRAW)
    turns = Particulars(step_fen=100_00)
    scheme = Particulars(criteria=(Criterion("技术方案", 70),), papers_mb=1)
    auctioned = place.need(method=Method.REVERSE_AUCTION, particulars=turns)
    scored, low = place.need(method=Method.SCORED, particulars=scheme), place.need()
    run_due()
    for need in (signed, won, drawn, auctioned, scored, low):
        first = 12_000 if need == low else 52_000
        for price, bidder in zip((first, 60_000, 58_000), (agency, *rivals), strict=True):
            offer(place, need, bidder, 80_000 if need == drawn else price)
    move_clock(drawn.closes_at)
    tick()
    run_due()
    awards = [award_need(need_id=need.pk, by=place.clerk) for need in (signed, won)]
    contract = file_contract(
        award_id=awards[0].pk, agency=agency.party, amount=awards[0].price, signed_on=business_today(), by=place.clerk
    )
    need, draft = place.need(), place.draft()
    run_due()
    offer(place, need, agency, 50_000)
    return {
        "agency": agency,
        "admission": agency.admissions.get(),
        "professional": state_professional(agency_id=agency.pk, person=professional(), by=place.agent(agency)),
        "owner": place.owner,
        "need": need,
        "draft": draft,
        "award": awards[1],
        "contract": contract,
        "draw": Draw.objects.get(need=drawn),
        "auction": Auction.objects.get(need=auctioned),
        "panel": Panel.objects.get(need=scored),
        "paper": OpenedPaper.objects.get(bid__need=scored, bid__party=agency.party),
        "clarification": ask_question(need_id=need.pk, text="成果坐标系是什么？", by=place.agent(agency)),
        "method_change": change,
        "low_price": PriceQuestion.objects.get(need=low),
    }


def oversight_things(place: Market, award: Award) -> dict[str, Any]:
    """A clue that waits, and one in a case in which the winner and the owner are asked."""
    parties = (award.party, place.owner.party)
    waiting, looked_into = (
        Clue.objects.create(indicator="R003", need=award.need, fingerprint=name, found_at=business_now())
        for name in ("waiting", "looked into")
    )
    looked_into.parties.set(parties)
    case = open_case(clue_ids=[looked_into.pk], by=place.supervisor)
    asked, owner_asked = (
        ask_party(case_id=case.pk, party=party, question="请说明", by=place.supervisor) for party in parties
    )
    return after_the_award(place, award) | {
        "clue": waiting,
        "case": case,
        "question": asked,
        "owner_question": owner_asked,
    }


def after_the_award(place: Market, award: Award) -> dict[str, Any]:
    """An objection of the winner's, a fact that may cost it points, its bid bond, and an old deposit."""
    agent = place.agent(award.party.agency)
    return {
        "dispute": raise_award_objection(award_id=award.pk, party=award.party, grounds="评分有误", by=agent),
        "credit_case": note_fact(party=award.party, reason=Reason.LATE_SIGNING, facts="逾期", by=place.supervisor),
        "guarantee": register_guarantee(
            need_id=award.need_id,
            party=award.party,
            kind=GuaranteeKind.BID,
            form=GuaranteeForm.CASH,
            number="收 1",
            amount=yuan(1600),
            by=place.clerk,
        ),
        "deposit": list_old_deposit(
            project="老项目", payer="某公司", amount=yuan(500), received_on=OPENS_ON, by=place.supervisor
        ),
    }


def named_openers(place: Market, people: list[User]) -> dict[int, int]:
    """By person, the opener of a large need that these and three supervisors from elsewhere are to open together."""
    others = [a_person(Role.SUPERVISOR, a_department(f"县第{number}监督组")) for number in range(3)]
    for person in (*people, *others):
        set_passphrase(passphrase="一句足够长的大额项目开启口令", by=person)
    draft = place.draft(ceiling="1200000.00", splitting_note="不属于工程建设项目")
    named = [person.memberships.filter(role__in=PERMISSIONS[Act.OPEN_BIDS]).get() for person in (*people, *others)]
    reserve = a_person(Role.SUPERVISOR, a_department("县候补监督组"))
    set_passphrase(passphrase="一句足够长的大额项目开启口令", by=reserve)
    standby = [reserve.memberships.get()]
    openers = name_openers(need_id=draft.pk, named=named, standby=standby, by=place.clerk)
    post_need(need_id=draft.pk, by=place.clerk, declares_recusal=True)
    return {one.user_id: one.pk for one in openers}


def proposed_exchange(place: Market, openers: dict[int, int]) -> OpenerExchange:
    """One of these openers is to be exchanged for the standby of their need."""
    standby = Opener.objects.get(state=OpenerState.STANDBY)
    return propose_exchange(
        leaving_id=max(set(openers.values()) - {standby.pk}), coming_id=standby.pk, reason="住院", by=place.supervisor
    )


def failed_twice(place: Market) -> MethodChange:
    """A need nobody bid for twice, drafted a third time with another method."""
    need = place.need()
    for method in (Method.LOWEST_PRICE, Method.DRAW):
        move_clock(need.closes_at)
        close_due_needs()
        fail_need(need_id=need.pk, reason="有效报价不足三家")
        need = repost_need(
            need_id=need.pk,
            review_note="已复核条款",
            closes_at=need.closes_at + timedelta(days=5),
            method=method,
            by=place.clerk,
        )
        if method == Method.LOWEST_PRICE:
            post_need(need_id=need.pk, by=place.clerk, declares_recusal=True)
    return MethodChange.objects.get(need=need)


def offer(place: Market, need: Need, bidder: Agency, price: int) -> None:
    """A sealed bid of so many yuan, with a file where the notice asks for files."""
    files = Files([("plan.pdf", PDF)]) if need.special.papers_mb else NO_FILES
    by = place.agent(bidder)
    submit_bid(need_id=need.pk, agency=bidder, price=yuan(price), proposal="按期完成。", files=files, by=by)
