"""The small town that is walked: everything an address of ours can name, built by services; and its people."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.signing import Signer

from cms.kernel.calendar import until
from cms.kernel.clock import business_now, business_today, move_clock
from cms.kernel.errands import Errand
from cms.kernel.files.services import store_file
from cms.kernel.jobs.services import start_job
from cms.kernel.messages.services import notify
from cms.kernel.models import Export, Membership, User
from cms.kernel.money import yuan
from cms.kernel.people.services import claim_membership
from cms.kernel.roles import Role
from marketplace.experts.services import list_expert
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
from tests.house.market_town import PDF, market_things, named_openers, oversight_things, proposed_exchange
from tests.marketplace.worlds import Market, market
from tests.policies.applications.worlds import a_world as applied_world
from tests.policies.grants.worlds import RULE, World, a_world, person_of
from tests.policies.officers import a_department, a_party, a_person
from tests.policies.registry.worlds import a_conflict, a_contest, current_fact
from tests.policies.worlds import csv_file, uscc

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
