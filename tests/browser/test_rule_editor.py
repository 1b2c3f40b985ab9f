"""The rule editor in the Wagtail admin: a clause written from nothing, nothing lost on a round trip, live answers."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from cms.pages.models import PolicyPage
from cms.pages.services import fresh
from policies.rules.clauses import clause, clause_names
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


def test_no_rule_loses_anything_in_the_editor(world: World, writer: Visitor) -> None:
    shown = opened(writer, world.draft())
    shown.wait_for_selector(".re-section")
    rules = [to_json(clause(name)) for name in clause_names()]
    rules += [to_json(Drawer(Random(seed)).rule()) for seed in range(60)]
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
        "rule": 3
    }  # what is written today is of the present version
    assert [said for said in writer.complaints if "404" not in said] == []


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
