"""Each role logs in, sees what waits, and does its next step, by nothing but clicks and keys in a real browser."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.files.base import ContentFile
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from cms.kernel.clock import SHANGHAI, move_clock
from cms.kernel.errands import run_due, tick
from cms.kernel.files.services import store_file
from cms.kernel.models import Membership, User
from cms.kernel.people.services import claim_membership
from cms.kernel.roles import Role
from cms.pages.policy import PolicyPage
from cms.pages.services import PolicyText, write_policy_page
from cms.pages.site import policy_library, setup_site
from marketplace.needs.models import Need
from marketplace.needs.states import Method
from marketplace.selection.models import Draw
from policies.disbursement.models import Batch
from policies.disbursement.queries import stage_of
from policies.disbursement.states import BatchStage
from policies.grants.models import Decision, Grant
from policies.grants.states import GrantState
from tests.browser.conftest import Visitor
from tests.databases import Workshop
from tests.house.market_town import PDF, offer
from tests.marketplace.worlds import market
from tests.policies.disbursement.worlds import a_county
from tests.policies.grants.worlds import a_world, person_of
from tests.policies.officers import a_department, a_party, a_person

pytestmark = pytest.mark.browser
PASSWORD = "a long password"
OPENS = datetime.combine(date(2023, 3, 1), time(9), SHANGHAI)


@dataclass(frozen=True)
class Town:
    """The running site and who logs in as what."""

    site: str
    people: dict[Role, User]


@pytest.fixture(scope="module")
def town(
    workshop: Workshop, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    """A town in which something waits for everybody; each test does another's step, so all share it."""
    folder = tmp_path_factory.mktemp("town")
    folders = {"SNAPSHOT_ROOT": f"{folder}/s", "CUSTODIAN_ROOT": f"{folder}/c", "MEDIA_ROOT": f"{folder}/m"}
    with django_db_blocker.unblock(), workshop.cloned(), override_settings(**folders):
        people = everybody()
        for user in people.values():
            user.set_password(PASSWORD)
            user.save()
        server = LiveServerThread("127.0.0.1", StaticFilesHandler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        yield Town(f"http://127.0.0.1:{server.port}", people)
        server.terminate()


def everybody() -> dict[Role, User]:
    """The people of the town, each with something to do: built by services, from 1 March 2023 on."""
    move_clock(OPENS)
    agent, clerk, supervisor = in_the_market()
    county = a_county()
    county.payments(2)
    county.locked(1)
    county.approved(1)
    asked, undecided = a_world(code="asked", first_serial=6001), a_world(code="undecided", first_serial=7001)
    asked.decide()
    run_due()
    administrator = a_person(Role.ADMINISTRATOR)
    claimant, editor = a_person(Role.OWNER), a_person(Role.EDITOR)
    proof = store_file(upload=ContentFile(PDF, name="authorisation.pdf"), by=claimant)
    claim_membership(user=claimant, party=a_party("云川县茶业有限公司"), role=Role.ENTERPRISE, proof=proof)
    setup_site(administrator, legal_department=a_department("县司法局"))
    lead = undecided.version.policy.lead_department
    text = PolicyText(code="WATER", title="节水改造奖补办法", lead_department=lead, valid_from=date(2023, 4, 1))
    write_policy_page(by=editor, index=policy_library(), data=text)
    return {
        Role.ENTERPRISE: person_of(asked.firms[0]),
        Role.AGENCY: agent,
        Role.OWNER: clerk,
        Role.EDITOR: editor,
        Role.REVIEWER: undecided.reviewer,
        Role.MAKER: county.maker,
        Role.CHECKER: county.checker,
        Role.RELEASER: county.releaser,
        Role.SUPERVISOR: supervisor,
        Role.AUDITOR: a_person(Role.AUDITOR),
        Role.ADMINISTRATOR: administrator,
    }


def in_the_market() -> tuple[User, User, User]:
    """An agency that may bid, an owner with a result to confirm, a supervisor with a number to record."""
    place = market()
    agencies = [place.agency(f"测绘公司{number}") for number in (1, 2, 3)]
    ranked, drawn = place.need(), place.need(method=Method.DRAW, title="城西片区地形图测绘")
    run_due()
    for need in (ranked, drawn):
        for price, bidder in zip((52_000, 60_000, 58_000), agencies, strict=True):
            offer(place, need, bidder, 80_000 if need == drawn else price)
    move_clock(drawn.closes_at)
    tick()
    run_due()
    move_clock(Draw.objects.get(need=drawn).drawn_at)
    place.need(title="城北片区地形图测绘")
    run_due()
    return place.agent(agencies[0]), place.clerk, place.supervisor


@pytest.fixture
def desk_of(chromium: Browser, town: Town) -> Iterator[Callable[[Role], Page]]:
    """The first page of a role's person after logging in."""
    contexts = []

    def enter(role: Role) -> Page:
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-hans")
        contexts.append(context)
        return Visitor(context, town.site).log_in(town.people[role].email or "", PASSWORD)

    yield enter
    for context in contexts:
        context.close()


def go(page: Page, *names: str) -> Page:
    """Follow links of the page's main part, one after another, by what they are called."""
    for name in names:
        with page.expect_navigation():
            page.locator("main").get_by_role("link", name=name).first.click()
    return page


def press(page: Page, name: str) -> None:
    """Press a button of the page's main part."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name).first.click()


def test_a_visitor_reads_a_need_and_is_asked_to_log_in_to_take_part(chromium: Browser, town: Town) -> None:
    context = chromium.new_context(locale="zh-hans")
    page = Visitor(context, town.site).open("/market/")
    go(page, "城北片区地形图测绘")
    expect(page.locator("main")).to_contain_text("报价密封中")
    go(page, "登录后参与")
    expect(page).to_have_url(re.compile("/accounts/login/"))
    context.close()


def test_an_enterprise_confirms_what_it_is_owed(desk_of: Callable[[Role], Page]) -> None:
    page = go(desk_of(Role.ENTERPRISE), "待确认的权益", "营收奖补")
    page.get_by_label("小型").check()
    page.locator("input[name=account]").first.check()
    page.locator("input[name=agrees]").check()
    press(page, "确认金额与账户")
    expect(page.locator("main")).to_contain_text("企业已确认")
    assert Grant.objects.filter(state=GrantState.CONFIRMED).count() == 1


def test_an_agency_seals_a_bid(desk_of: Callable[[Role], Page]) -> None:
    page = go(desk_of(Role.AGENCY), "可报价的需求", "城北片区地形图测绘", "参与报价")
    page.fill("#id_price", "50000")
    page.check("#id_agrees")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("SHA-256")


def test_an_owner_confirms_the_winner_that_the_method_found(desk_of: Callable[[Role], Page]) -> None:
    page = go(desk_of(Role.OWNER), "已开启待确定中选的需求", "城南片区地形图测绘", "查看评选结果")
    press(page, "确认并公布中选结果")
    expect(page.locator("main")).to_contain_text("测绘公司1")
    assert Need.objects.filter(state="awarded").count() == 1


def test_an_editor_hands_a_draft_in_for_review(desk_of: Callable[[Role], Page]) -> None:
    page = go(desk_of(Role.EDITOR), "未提交的政策草稿")
    go(page, "节水改造奖补办法")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("button[name=action-submit]").click()
    page.wait_for_load_state()
    assert PolicyPage.objects.get().current_workflow_state is not None


def test_a_department_decides_what_was_matched(desk_of: Callable[[Role], Page]) -> None:
    page = go(desk_of(Role.REVIEWER), "待确认兑付名单的政策", "营收奖补")
    press(page, "确认名单并通知企业")
    expect(page.locator("main")).to_contain_text("营收奖补")
    assert Decision.objects.filter(version__policy__code="undecided").count() == 1


def test_a_maker_puts_what_waits_into_a_batch_and_locks_it(desk_of: Callable[[Role], Page]) -> None:
    page = go(desk_of(Role.MAKER), "待编批的款项")
    page.fill("#id_title", "三月第一批")
    press(page, "编入全部 2 笔")
    press(page, "核对无误，锁定并提交复核")
    assert stage_of(Batch.objects.get(title="三月第一批")) is BatchStage.LOCKED


@pytest.mark.parametrize(
    ("role", "waits", "step", "becomes"),
    [
        (Role.CHECKER, "待复核的批次", "复核通过，提交签发", BatchStage.APPROVED),
        (Role.RELEASER, "待签发的批次", "签发，发往银行", BatchStage.RELEASED),
    ],
)
def test_a_second_and_a_third_person_sign(
    desk_of: Callable[[Role], Page], role: Role, waits: str, step: str, becomes: BatchStage
) -> None:
    page = go(desk_of(role), waits)
    page.locator("main table a").last.click()
    page.wait_for_load_state()
    press(page, step)
    number = page.locator("h1").inner_text().split()[0]
    assert stage_of(Batch.objects.get(number=number)) is becomes


def test_a_supervisor_records_the_public_number_of_a_draw(desk_of: Callable[[Role], Page]) -> None:
    page = go(desk_of(Role.SUPERVISOR), "待登记号码的抽取")
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name="登记号码", exact=True).click()
    for field in ("#id_number", "#id_again"):
        page.fill(field, "03 09 11 20 28 31 + 07")
    press(page, "登记并公布顺位")
    page.wait_for_selector("[data-draw][data-outcome=right]")


def test_an_auditor_finds_a_batch_and_reads_its_trail(desk_of: Callable[[Role], Page]) -> None:
    page = go(desk_of(Role.AUDITOR), "轨迹查询")
    page.locator("main input[name=q]").fill("ZF2023-0001")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
    go(page, "ZF2023-0001")
    expect(page.locator("main")).to_contain_text("哈希链校验通过")
    expect(page.locator("main")).to_contain_text("batch.locked")


def test_an_administrator_verifies_who_may_act_for_a_firm(desk_of: Callable[[Role], Page]) -> None:
    page = go(desk_of(Role.ADMINISTRATOR), "待核验的经办人身份")
    press(page, "核验通过")
    expect(page.locator("main")).to_contain_text("已核验通过")
    assert Membership.objects.get(party__name="云川县茶业有限公司").state == "active"
