"""The small town that is walked: everything an address of ours can name, built by services; and its people."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.signing import Signer

from cms.kernel.access import PERMISSIONS, Act
from cms.kernel.calendar import until
from cms.kernel.clock import business_now, business_today, move_clock
from cms.kernel.errands import Errand, run_due, tick
from cms.kernel.files.services import store_file
from cms.kernel.jobs.services import start_job
from cms.kernel.messages.services import notify
from cms.kernel.models import Export, Membership, User
from cms.kernel.money import yuan
from cms.kernel.people.services import claim_membership
from cms.kernel.roles import Role
from marketplace.agencies.models import Agency
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
from marketplace.experts.services import list_expert
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
from marketplace.selection.scoring import seat_expert
from policies.applications.ranking import name_reviewers
from policies.catalogue.states import ShortageRule
from policies.disbursement.bringing import bring_statement
from policies.disbursement.clawbacks import Clawback
from policies.disbursement.gateways.protocol import BankEntry, BankStatement
from policies.disbursement.models import Payment
from policies.disbursement.services import draft_batch
from policies.disbursement.settlement import import_statement
from policies.disbursement.statements import Break, Statement
from policies.disbursement.tiers import propose_tier
from policies.disbursement.uploads import COLUMNS
from policies.grants.models import Decision, Grant
from policies.models import Enterprise
from policies.notices.models import SilentList
from policies.notices.objecting import raise_objection
from policies.notices.petitioning import raise_petition
from policies.notices.services import close_notice
from policies.outreach.queries import SALT
from policies.outreach.services import subscribe
from policies.registry.accounts import give_account
from policies.registry.pushing import issue_key
from policies.registry.services import check_import, receive_file
from tests.marketplace.worlds import Market, market
from tests.policies.applications.worlds import a_world as applied_world
from tests.policies.grants.worlds import RULE, World, a_world, person_of
from tests.policies.officers import a_department, a_party, a_person
from tests.policies.registry.worlds import a_conflict, a_contest, current_fact
from tests.policies.worlds import csv_file, uscc

OPENS_ON = date(2023, 2, 1)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
OPENING = (Role.OWNER, Role.REVIEWER, Role.SUPERVISOR, Role.AUDITOR)
OUTSIDERS = (Role.ENTERPRISE, Role.AGENCY, Role.OWNER)
Things = dict[str, list[Any]]


@dataclass(frozen=True)
class Town:
    """Its people (by role, and their strangers: the same role for another party), and what stands in addresses."""

    own: Mapping[Role, User]
    strangers: Mapping[Role, User]
    shared: Things
    personal: Mapping[Role, Things]

    def named(self, thing: str, role: Role) -> list[Any]:
        """What names the thing in an address: the one of the role's own person where everybody has one."""
        return self.personal[role].get(thing) or self.shared[thing]


def a_town() -> Town:
    """Built by services, from 1 February 2023 on."""
    place = market()
    world = a_world(lead=place.department, first_serial=5001)
    agency = place.agency("云川测绘")
    things = policy_things(world) | market_things(place, agency)
    things |= oversight_things(place, things["award"])
    own = {role: a_person(role, place.department) for role in Role} | {
        Role.ENTERPRISE: person_of(world.firms[0]),
        Role.AGENCY: place.agent(agency),
        Role.OWNER: place.clerk,
        Role.REVIEWER: world.reviewer,
    }
    things |= money_things(own, things["grant"])
    things["personal_grant"] = a_personal_grant(place, world.firms[0])
    things["seat"] = seat_expert(panel_id=things["panel"].pk, expert=own[Role.EXPERT], by=place.supervisor)
    kinds = [place.service_type.category]
    things["listed_expert"] = list_expert(user=own[Role.EXPERT], specialities=kinds, by=place.supervisor)
    claim = claim_membership(
        user=a_person(Role.OWNER), party=a_party(), role=Role.OWNER, proof=a_file(own[Role.ENTERPRISE])
    )
    firm, administrator = world.firms[0], own[Role.ADMINISTRATOR]
    things |= {
        "conflict": a_conflict(firm),
        "fact": current_fact(firm),
        "contest": a_contest(firm),
        "source_key": issue_key(source="tax", by=administrator)[0],
    }
    things |= {"claim": claim, "job": start_job(title="导入", by=own[Role.EDITOR])}
    things |= said_in_public(own, things["decision"])
    things["wish"] = subscribe(enterprise=firm, policy=None, by=own[Role.ENTERPRISE])
    things |= applied_for(place, firm, own[Role.EXPERT])
    openers = named_openers(place, [own[role] for role in OPENING])
    shared = {name: [thing.pk] for name, thing in things.items()} | {"opener": [min(openers.values())]}
    shared |= {"exchangeable": [min(openers.values())], "exchange": [proposed_exchange(place, openers).pk]}
    shared |= {"service_type": [place.service_type.code], "trail": ["policies.batch", things["batch"].pk]}
    shared |= {"petition_kind": ["complaint"], "policy_code": ["growth"], "errand": [Errand.objects.latest("pk").pk]}
    shared["colleague"] = [administrator.memberships.get().pk]
    shared |= {"wish_token": [Signer(salt=SALT).sign(things["wish"].pk)]}
    shared["scored_paper"] = [things["score"].pk, things["scored_paper"].pk]
    personal = {role: personal_things(user) for role, user in own.items()}
    for role in OPENING:
        personal[role]["opener"] = [openers[own[role].pk]]
    for role in OUTSIDERS:
        unit = own[role].memberships.latest("pk").party
        personal[role]["colleague"] = [a_person(role, unit).memberships.get().pk]
    personal[Role.OWNER]["question"] = [things["owner_question"].pk]
    return Town(own, strangers_of(own), shared, personal)


def strangers_of(own: Mapping[Role, User]) -> dict[Role, User]:
    """For every role somebody who holds it for a party that has nothing to do with the town's things."""
    return {role: a_person(role, a_party() if role in OUTSIDERS else a_department(f"县{role.label}局")) for role in own}


def a_file(user: User) -> Any:
    """A paper that the person handed in."""
    return store_file(upload=ContentFile(PDF, name="authorisation.pdf"), by=user)


def personal_things(user: User) -> Things:
    """What everybody has of their own: a message, a membership and a file."""
    message = notify(user=user, subject="办理提醒", body="请办理。")
    membership = Membership.objects.filter(user=user).latest("pk")
    export = Export.objects.create(
        report="payments", form="csv", language="zh-hans", by=user, job=start_job(title="导出", by=user)
    )
    export.content.save("payments.csv", ContentFile(b"1"))
    return {
        "message": [message.pk],
        "membership": [membership.pk],
        "file": [a_file(user).pk],
        "export": [export.pk],
    }


def policy_things(world: World) -> dict[str, Any]:
    """From a department's file to a ready grant, with a notice, an objection and an account to verify."""
    notice = world.noticed()
    objection = raise_objection(
        notice_id=notice.pk, grant_id=world.grant(1).pk, name="李群", contact="13800000000", grounds="有处罚"
    )
    move_clock(notice.closes_at)
    close_notice(notice_id=notice.pk)
    firm = world.firms[0]
    account = give_account(
        enterprise=firm, account_name=firm.name, bank_name="农商行", number="6222020200112233", by=person_of(firm)
    )
    return {
        "grant": world.grant(0),
        "decision": notice.decision,
        "version": world.version,
        "match_round": world.version.runs.get().round,
        "notice": notice,
        "objection": objection,
        "enterprise": firm,
        "account": account,
        "line": world.line,
        "import": a_tried_import(world.reviewer),
    }


def said_in_public(own: Mapping[Role, User], decision: Decision) -> Things:
    """A complaint and a report about the department, and a list of the silent."""
    department = decision.version.policy.lead_department
    details = {"department": department, "grounds": "办理超时", "name": "李群", "contact": "13800000000"}
    today = business_today()
    published = SilentList.objects.create(
        decision=decision, published_on=today, last_day=today, closes_at=until(today), published_by=own[Role.REVIEWER]
    )
    return {
        "complaint": raise_petition(kind="complaint", **details)[0],
        "report": raise_petition(kind="report", **details)[0],
        "silent_list": published,
    }


def applied_for(place: Market, firm: Enterprise, expert: User) -> Things:
    """An application that waits to be scored, and one on which the department owes its opinion."""
    ranked = applied_world(
        lead=place.department, firm=firm, code="ranked", papers="方案", shortage_rule=ShortageRule.RANKED
    )
    led = applied_world(lead=a_department("县统计局"), others=[place.department], firm=firm, code="led")
    application = ranked.approve(ranked.submitted(revenue=""))
    name_reviewers(version_id=ranked.version.pk, reviewers=[expert, a_person(Role.EXPERT)], by=ranked.reviewer)
    return {
        "application": application,
        "ranked_version": ranked.version,
        "score": application.scores.get(reviewer=expert),
        "scored_paper": application.papers.get().file,
        "opinion": led.submitted(revenue="").opinions.get(),
    }


def a_tried_import(by: User) -> Any:
    """A department's file of which one row is good and one is not."""
    rows = [["统一社会信用代码", "2022年营业收入（万元）"], [uscc(5001), "10"], [uscc(5002), "多"]]
    content = io.BytesIO(csv_file(rows, "gb18030").getvalue())
    received = receive_file(source="statistics", name="a.csv", content=content, as_of=business_today(), by=by)
    return check_import(import_id=received.pk, by=by)[0]


def money_things(own: Mapping[Role, User], grant: Grant) -> dict[str, Any]:
    """A payment in a batch, and a statement with an entry that is not ours."""
    payment = Payment.objects.get(grant=grant)
    batch = draft_batch(by=own[Role.MAKER], title="第一批", payment_ids=[payment.pk])
    stranger = BankEntry("E1", "payment", 100, True, "X1", "6222000012345678", "某公司", "")
    import_statement(BankStatement(settings.BANK_ACCOUNT, business_today(), 1000, 900, True, (stranger,)))
    return {
        "payment": payment,
        "batch": batch,
        "break": Break.objects.get(),
        "statement": Statement.objects.get(),
        "brought": bring_statement(body=the_day_before(), by=own[Role.MAKER]),
        "tier": propose_tier(over=yuan(100), countersigns=1, by=own[Role.RELEASER]),
        "clawback": Clawback.objects.create(
            payment=payment, amount=yuan(1), reason="错发", proposed_by=own[Role.MAKER], proposed_at=business_now()
        ),
    }


def a_personal_grant(place: Market, firm: Enterprise) -> Grant:
    """A grant of the firm of which a person gets a share."""
    payees = [{"who": "enterprise", "share": "0.9"}, {"who": "person", "share": "0.1"}]
    rule = RULE | {"code": "personal", "payees": payees}
    a_world(lead=place.department, firms=[firm], code="personal", rule=rule).decide()
    return Grant.objects.get(enterprise=firm, policy__code="personal")


def the_day_before() -> bytes:
    """The bank's CSV of a day without entries."""
    opening = dict.fromkeys(COLUMNS, "") | {
        "账号": settings.BANK_ACCOUNT, "日期": f"{business_today() - timedelta(days=1)}", "余额": "10.00"
    }  # fmt: skip
    return "\r\n".join([",".join(COLUMNS), ",".join(opening.values())]).encode()


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
