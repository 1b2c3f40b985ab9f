"""The rule editor in the Wagtail admin: a clause written from nothing, nothing lost on a round trip, live answers."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from cms.pages.models import PolicyPage
from cms.pages.services import fresh
from policies.registry.code_sets import enter_carried
from policies.rules.clauses import clause, clause_names
from policies.rules.shapes import CONDITIONS, EXPRESSIONS
from policies.rules.writing import to_json
from tests.browser.conftest import Visitor
from tests.cms.pages.worlds import World, a_world
from tests.policies.rules.drawn import Drawer

pytestmark = pytest.mark.browser
PASSWORD = "a long password"
CANONICAL = """async (rule) => {
  const { canonicalText } = await import("/static/authoring/document.js");
  const { editor } = document.querySelector("[data-rule-editor]").workshop;
  editor.changed = () => {};
  editor.load(rule);
  editor.root.querySelectorAll("details").forEach((one) => { one.open = true; });
  for (const control of editor.root.querySelectorAll("input:not([role=combobox]):not([type=checkbox]), textarea")) {
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const lost = [];
  const walk = (value, path) => {
    if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}/${key}`);
    } else {
      const whole = path.slice(0, path.lastIndexOf("/"));
      const shown = [path, whole].some((one) => editor.root.querySelector(`[data-path="${CSS.escape(one)}"]`));
      if (!shown && path !== "/rule") lost.push(path);
    }
  };
  walk(rule, "");
  return { same: canonicalText(editor.saved()) === canonicalText(rule), lost, saved: editor.saved() };
}"""

SET_WHO = """(who) => {
  const { editor } = document.querySelector("[data-rule-editor]").workshop;
  editor.put("/who", who);
}"""


@pytest.fixture
def world(site: str) -> World:
    made = a_world()
    made.editor.set_password(PASSWORD)
    made.editor.save()
    return made


@pytest.fixture
def writer(world: World, visit: Callable[..., Visitor]) -> Visitor:
    visitor = visit(1280)
    visitor.log_in(world.editor.email, PASSWORD)
    return visitor


def opened(visitor: Visitor, page: PolicyPage) -> Page:
    """The page's editor at its rule."""
    shown = visitor.open(f"/admin/pages/{page.pk}/edit/#tab-兑现规则")
    shown.get_by_role("tab", name="兑现规则").click()
    shown.wait_for_selector("[data-rule-editor][data-awake]")
    return shown


def cited(part: Any) -> Any:
    """The rule with a clause at every node."""
    if isinstance(part, list):
        return [cited(one) for one in part]
    if not isinstance(part, dict):
        return part
    inner = {key: 3 if key == "rule" else cited(value) for key, value in part.items()}
    tag = next(iter(part), "")
    return inner | {"clause": "第一条"} if len(part) == 1 and tag in {**CONDITIONS, **EXPRESSIONS} else inner


def test_no_rule_loses_anything_in_the_editor(world: World, writer: Visitor) -> None:
    shown = opened(writer, world.draft())
    shown.wait_for_selector(".re-section")
    rules = [to_json(clause(name)) for name in clause_names()]
    rules += [to_json(Drawer(Random(seed)).rule()) for seed in range(60)]
    rules += [cited(rule) for rule in rules[:8]]
    wrong = [found for rule in rules if not (found := shown.evaluate(CANONICAL, rule))["same"] or found["lost"]]
    assert wrong == []
    assert [said for said in writer.complaints if "404" not in said] == []


def place(shown: Page, path: str) -> Locator:
    """The control at a place of the rule."""
    return shown.locator(f'[data-path="{path}"]')


def choose_fact(shown: Page, path: str, words: str) -> None:
    """Finds a fact by typing and takes the first one that fits."""
    place(shown, path).fill(words)
    place(shown, path).press("Enter")


def add(shown: Page, to: str, what: str) -> None:
    """Adds an optional part at a place."""
    shown.locator(f'select[data-add-to="{to}"]').select_option(what)


def test_the_three_tiers_of_the_technical_renovation_clause_are_written_from_nothing(
    world: World, writer: Visitor
) -> None:
    wanted: Any = to_json(clause("c05"))
    page = world.draft(rule=None, code="C05", title=wanted["title"]["zh"], title_en=wanted["title"]["en"])
    shown = opened(writer, page)
    write_three_tiers(shown, wanted)
    shown.wait_for_function("document.querySelector('[data-text] textarea').value.startsWith('rule: ')")
    shown.get_by_role("button", name="保存草稿").click()
    shown.wait_for_url("**/edit/**", wait_until="networkidle")
    assert fresh(page).get_latest_revision_as_object().rule == wanted | {
        "rule": 4
    }  # what is written today is of the present version
    assert complaints(writer) == []


def write_three_tiers(shown: Page, wanted: Any) -> None:
    """Everything of the clause, by keyboard and mouse, from an empty editor."""
    shown.locator("[data-start]").click()
    add(shown, "about", "family")
    place(shown, "/family").fill(wanted["family"])
    add(shown, "about", "text")
    place(shown, "/text").fill(wanted["text"])
    # who: one condition, found by typing; the word is the text's own
    shown.locator('[data-add-to="/who/all"]').press("Enter")
    choose_fact(shown, "/who/all/0/compare/left/fact", "设备 工业和信息化局")
    place(shown, "/who/all/0/compare/right/yuan").fill("500")
    place(shown, "/who/all/0/compare/is").select_option("以上")
    # how much: three tiers under a cap
    shown.locator('[data-add-to="/amount"]').press("Enter")
    shown.locator('[data-kind-of="/amount"]').select_option("tiers")
    choose_fact(shown, "/amount/tiers/of/fact", "equipment")
    place(shown, "/amount/tiers/mode").select_option("whole_rate")
    for at, (start, rate) in enumerate([("500", "1.5"), ("3000", "1.8"), ("5000", "2")]):
        if at:
            shown.locator('[data-add-to="/amount/tiers/bands"]').press("Enter")
        place(shown, f"/amount/tiers/bands/{at}/from/yuan").fill(start)
        if not at:
            shown.locator('[data-kind-of="/amount/tiers/bands/0/then"]').select_option("ratio")
        place(shown, f"/amount/tiers/bands/{at}/then/ratio").fill(rate)
    shown.locator('[data-node="/amount"] > .re-head select[aria-label="包入…"]').select_option("cap")
    place(shown, "/amount/cap/limit/yuan").fill("100")
    # the rest of it
    add(shown, "cycle", "once_per")
    place(shown, "/once_per").select_option("project")
    shown.locator('[data-section="more"] > summary').click()
    add(shown, "more", "pool")
    for name, value in (("limit", "20000000"), ("shortage", "")):
        add(shown, "/pool", name)
        if value:
            place(shown, f"/pool/{name}").fill(value)
    place(shown, "/pool/shortage").select_option("pro_rata")
    add(shown, "more", "declared")
    shown.locator('button[data-add-to="/declared"]').press("Enter")
    for part in ("point", "chosen"):
        for language in ("zh", "en"):
            place(shown, f"/declared/0/{part}/{language}").fill(wanted["declared"][0][part][language])
    add(shown, "more", "budget_line")
    place(shown, "/budget_line").fill(wanted["budget_line"])


def test_industries_are_taken_from_the_code_set_by_keyboard_and_stand_by_name(world: World, writer: Visitor) -> None:
    enter_carried()
    page = world.draft(rule=None)
    shown = opened(writer, page)
    shown.locator("[data-start]").click()
    shown.locator('[data-add-to="/who/all"]').press("Enter")
    choose_fact(shown, "/who/all/0/compare/left/fact", "所属行业")
    box = place(shown, "/who/all/0/starts_with/codes")
    option = shown.locator(".re-codes [role=option]")
    box.press("ArrowDown")
    option.filter(has_text="住宿和餐饮业").wait_for()
    for _row in range(8):
        box.press("ArrowDown")
    box.press("ArrowRight")
    shown.locator(".re-option--way", has_text="住宿和餐饮业").wait_for()
    box.press("ArrowDown")
    box.press("Enter")  # 62 餐饮业
    shown.locator(".re-chip", has_text="餐饮业").wait_for()
    box.fill("零售")
    option.filter(has_text="零售业").first.wait_for()
    box.press("Enter")
    shown.locator(".re-chip", has_text="零售业").wait_for()
    box.press("Escape")
    box.fill("3911、40")
    option.or_(shown.locator(".re-codes [role=presentation]")).first.wait_for()
    box.press("Escape")
    box.press("Enter")
    shown.locator(".re-chip", has_text="仪器仪表制造业").wait_for()
    assert shown.locator(".re-chip code").all_inner_texts() == ["62", "52", "3911", "40"]
    shown.get_by_role("button", name="删除 零售业").click()
    shown.locator(".re-told", has_text="餐饮业").wait_for()
    assert saved(shown, page).rule["who"]["all"][0]["starts_with"]["codes"] == ["62", "3911", "40"]
    assert complaints(writer) == []


def complaints(writer: Visitor) -> list[str]:
    """What the browser complained of, but for an autosave that pressing save overtook: it is told that it is late."""
    return [said for said in writer.complaints if "404" not in said and "400" not in said]


def saved(shown: Page, page: PolicyPage) -> Any:
    """The page's latest draft after pressing save."""
    shown.get_by_role("button", name="保存草稿").click()
    shown.wait_for_url("**/edit/**", wait_until="networkidle")
    return fresh(page).get_latest_revision_as_object()


def test_a_condition_names_its_clause_out_of_those_that_the_text_has(world: World, writer: Visitor) -> None:
    rule: Any = to_json(clause("c05"))
    page = world.draft(rule=rule, body="# 标准\n第一条 按设备投入奖补。\n第二条 公示七日。")
    shown = opened(writer, page)
    place(shown, "/who/all/0/clause").fill("第九条")
    shown.locator(".re-problem--warning", has_text="正文里没有“第九条”").wait_for()
    offered = shown.locator("#re-clauses option").evaluate_all("all => all.map((one) => one.value)")
    assert offered == ["标准", "第一条", "第二条"]
    place(shown, "/who/all/0/clause").fill("第一条")
    place(shown, "/amount/clause").fill("第一条")
    shown.locator(".re-told", has_text="设备投资在500万元以上〔第一条〕").wait_for()
    shown.wait_for_function("document.querySelector('[data-text] textarea').value.split('clause: 第一条').length === 3")
    kept = saved(shown, page).rule
    assert (kept["rule"], kept["who"]["all"][0]["clause"], kept["amount"]["clause"]) == (3, "第一条", "第一条")
    assert complaints(writer) == []


def test_lines_lists_and_awards_of_a_case_are_typed_into_tables(world: World, writer: Visitor) -> None:
    page = world.draft(
        rule=to_json(clause("c17")),
        cases=[{"name": "甲", "given": {"on": "2024-10-31", "facts": {}}, "outcome": "met"}],
    )
    shown = opened(writer, page)
    adding = shown.locator("select[data-add-dated]")
    adding.select_option("items:cert.held")
    shown.locator('[data-add-row-to="items:cert.held"]').click()
    row = shown.locator('[data-dated="items:cert.held"] tbody tr')
    row.get_by_label("认定类型").select_option("prov_srdi")
    row.get_by_label("认定日期").fill("2024-05-01")
    adding.select_option("awards:")
    shown.locator("[data-add-row-to^='awards:']").click()
    award = shown.locator("[data-dated^='awards:'] tbody tr")
    award.get_by_label("金额").fill("150000")
    award.get_by_label("兑现日期").fill("2022-09-01")
    award.get_by_label("兑给").select_option("former_number")
    adding.select_option("lists:list.county_50")
    given = saved(shown, page).cases[0]["given"]
    assert given["items"] == {"cert.held": [{"step": "prov_srdi", "awarded_on": "2024-05-01"}]}
    family = str(to_json(clause("c17"))["family"])
    assert given["awards"] == {family: [{"amount": "150000", "awarded_on": "2022-09-01", "relation": "former_number"}]}
    assert given["lists"] == {"list.county_50": []}
    assert complaints(writer) == []


def test_a_code_compared_with_and_the_step_of_an_award_are_chosen_by_name(world: World, writer: Visitor) -> None:
    enter_carried()
    page = world.draft(rule=None)
    shown = opened(writer, page)
    shown.locator("[data-start]").click()
    parts = [
        {"compare": {"left": {"fact": "enterprise.scale"}, "is": "等于", "right": {"code": ""}}},
        {"compare": {"left": {"fact": "enterprise.industry"}, "is": "等于", "right": {"code": ""}}},
        {"awarded": {"family": "专精特新", "step": ""}},
    ]
    shown.evaluate(SET_WHO, {"all": parts})
    scale = place(shown, "/who/all/0/compare/right/code")
    scale.select_option(label="小型")
    box = place(shown, "/who/all/1/compare/right/code")
    box.fill("餐饮")
    shown.locator(".re-codes [role=option]", has_text="餐饮业").first.wait_for()
    box.press("Enter")
    shown.locator(".re-chip", has_text="餐饮业").wait_for()
    place(shown, "/who/all/2/awarded/step").fill("prov_srdi")
    kept = saved(shown, page).rule["who"]["all"]
    assert [one["compare"]["right"] for one in kept[:2]] == [{"code": "S"}, {"code": "62"}]
    assert kept[2]["awarded"]["step"] == "prov_srdi"
    assert complaints(writer) == []
