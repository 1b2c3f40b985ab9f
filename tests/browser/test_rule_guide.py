"""Whoever has the guide (docs/RULES.md) alone writes the technical-renovation clause, from the desk to the review."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page

from cms.pages.models import PolicyPage
from cms.pages.services import fresh
from policies.rules.clauses import clause
from policies.rules.writing import to_json
from tests.browser.conftest import Visitor
from tests.cms.pages.worlds import World, a_world
from tests.conftest import Clock
from tests.policies.worlds import enterprise

pytestmark = pytest.mark.browser
PASSWORD = "a long password"
TIERS = (("500", "1.5"), ("3000", "1.8"), ("5000", "2"))
CASES = (("29999999.99", "450000.00"), ("49999999.99", "900000.00"), ("80000000", "1000000.00"))


@pytest.fixture
def world(clock: Clock, site: str) -> World:
    clock.set(date(2023, 6, 30))
    made = a_world()
    made.editor.set_password(PASSWORD)
    made.editor.save()
    enterprise(1, project__equipment_investment=3_000_000_000)
    enterprise(2, project__equipment_investment=499_999_999)
    return made


def test_the_guide_leads_from_the_desk_to_the_review(world: World, visit: Callable[..., Visitor]) -> None:
    visitor = visit(1280)
    page = new_policy(visitor.log_in(world.editor.email, PASSWORD), world)
    write_rule(page)
    page.wait_for_selector(".re-simulation .re-figures")
    assert page.locator(".re-simulation .re-figures div").first.inner_text().split() == ["符合条件", "1"]
    assert "享受次数：每个项目一次" in page.inner_text(".re-told")
    assert "预算" not in page.inner_text(".re-problems")
    add_cases(page)
    page.get_by_role("button", name="保存草稿").click()
    page.wait_for_url("**/edit/**", wait_until="networkidle")
    page.get_by_role("button", name="更多动作").click()
    page.get_by_role("button", name="提交给政策发布审核").click()
    page.wait_for_load_state("networkidle")
    written = fresh(PolicyPage.objects.get())
    kept = written.get_latest_revision_as_object()
    wanted = to_json(clause("c05"))
    assert (kept.rule["who"], kept.rule["amount"]) == (wanted["who"], wanted["amount"])
    assert [(one["given"]["facts"]["project.equipment_investment"], one["amount"]) for one in kept.cases] == list(CASES)
    assert (kept.slug, kept.lead_department, kept.budget_line) == ("ys-tech", world.lead, world.line)
    assert written.workflow_in_progress


def new_policy(page: Page, world: World) -> Page:
    """Step 1: the way to a new page, and what is asked of it before its rule."""
    page.get_by_role("link", name="政策编写").first.click()
    page.get_by_role("button", name="页面", exact=True).or_(page.get_by_role("link", name="页面", exact=True)).click()
    page.get_by_role("link", name="政策库", exact=True).first.click()
    page.get_by_role("link", name="添加子页面").first.click()
    page.locator("#id_title").fill("沂水县技术改造奖补办法")
    page.get_by_role("tab", name="基本信息").click()
    page.locator("#id_code").fill("YS-TECH")
    chosen(page, "选择 单位", world.lead.name)
    dated(page.locator("#id_valid_from"), "2023-07-01")
    page.get_by_role("tab", name="兑现参数").click()
    chosen(page, "选择 预算项目", "技改专项")
    page.locator("#id_once_per").select_option(label="每个项目一次")
    page.get_by_role("tab", name="兑现规则").click()
    page.get_by_role("button", name="新建规则").click()
    return page


def dated(field: Locator, day: str) -> None:
    """A day stands in the field, as after a pick; Wagtail's calendar, which opens a moment late, is never asked for."""
    field.evaluate(
        "(field, day) => { field.value = day; field.dispatchEvent(new Event('change', {bubbles: true})); }", day
    )


def chosen(page: Page, ask: str, name: str) -> None:
    """What is picked in the window that opens."""
    page.get_by_role("button", name=ask).click()
    page.locator(".modal tbody a", has_text=name).click()
    page.locator(".modal").wait_for(state="detached")


def write_rule(page: Page) -> None:
    """Steps 2 and 3: who, and how much. After each button the next word is typed where the cursor already stands."""
    who, amount = page.locator("[data-section=who]"), page.locator("[data-section=amount]")
    who.get_by_role("button", name="添加条件", exact=True).click()
    page.keyboard.type("设备")
    page.keyboard.press("Enter")
    who.get_by_label("用词").select_option(label="以上（≥）")
    who.get_by_label("右边", exact=True).fill("500")
    amount.get_by_role("button", name="设定金额").click()
    amount.get_by_label("金额 类型").select_option(label="分档")
    page.keyboard.type("设备投资")
    page.keyboard.press("Enter")
    amount.get_by_label("计算方式").select_option(label="按全额")
    for number, (start, rate) in enumerate(TIERS, start=1):
        if number > 1:
            amount.get_by_role("button", name="添加一档").click()
        amount.get_by_label(f"起 {number}", exact=True).fill(start)
        if number == 1:
            amount.get_by_label(f"得 {number} 类型").select_option(label="比例")
        amount.get_by_label(f"得 {number}", exact=True).fill(rate)
    amount.get_by_label("包入…").first.select_option(label="封顶")
    amount.get_by_label("上限", exact=True).fill("100")


def add_cases(page: Page) -> None:
    """Step 7: three of the clause's vectors, each of which comes out."""
    for number, (given, amount) in enumerate(CASES):
        page.get_by_role("button", name="添加案例").click()
        case(page, number).get_by_role("button", name="带出规则用到的数据项").click()
        case(page, number).get_by_label("设备投资").fill(given)
        case(page, number).get_by_label("应得金额（元，可不填）").fill(amount)
        case(page, number).locator("[data-result].is-held").wait_for()


def case(page: Page, number: int) -> Locator:
    """The form of a saved case."""
    return page.locator(".re-case").nth(number)
