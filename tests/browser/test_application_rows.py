"""The lines of an application typed by keyboard alone: written, pasted, taken away, refused at the cell, saved."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django import Settings

from policies.applications.models import Application, DeclaredFact
from tests.browser.conftest import Visitor, axe_faults, overflow
from tests.conftest import Clock, CommittedDatabase
from tests.policies.applications.test_what_was_typed import EACH_HIRE
from tests.policies.applications.worlds import a_rule, a_world

pytestmark = pytest.mark.browser
PASSWORD: Final = "a long password"
NAME: Final = "fact-hr_hires"
BLOCK: Final = "招用日期\t参保月数\t人员类别\n2022/5/6\t12\t高校毕业生\n2022年7月1日\t8\t其他\n"
PASTE: Final = """(cell, block) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", block);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def draft(committed_db: CommittedDatabase, clock: Clock, settings: Settings, tmp_path: Path) -> Application:
    """A draft of an enterprise that is paid for each person it hired, of whom the state knows nothing."""
    settings.SNAPSHOT_ROOT = str(tmp_path)
    clock.set(date(2023, 2, 1))
    world = a_world(revenue=2_000_000, rule=a_rule(amount=EACH_HIRE))
    clerk = world.clerk
    clerk.set_password(PASSWORD)
    clerk.save()
    return world.begun()


def opened(draft: Application, visitor: Visitor) -> Page:
    """The form before whoever began it, who has logged in."""
    visitor.log_in(str(draft.begun_by.email), PASSWORD)
    page = visitor.open(reverse("policies:application", args=[draft.pk]))
    page.wait_for_selector("[data-rows-remove]:visible")
    return page


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press the key until the focus is on it."""
    for _step in range(200):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no way by keyboard to {selector}")


def paste(page: Page, block: str, selector: str = f"#id_{NAME}-0-person") -> None:
    """Paste the block into the cell: what the browser tells the page then; the machine's own clipboard is not used."""
    page.eval_on_selector(selector, PASTE, block)


def values(page: Page, field: str) -> list[str]:
    """What stands in a column."""
    found: list[str] = page.eval_on_selector_all(f".rows [name$='-{field}']", "cells => cells.map(cell => cell.value)")
    return found


def test_rows_are_written_pasted_taken_away_and_saved_by_keyboard_alone(
    draft: Application, visit: Callable[..., Visitor]
) -> None:
    visitor = visit()
    page = opened(draft, visitor)
    tab_to(page, f"#id_{NAME}-0-person")
    for person in ("340826199001010010", "340826199001010020", "340826199001010030", "", "x"):
        page.keyboard.type(person)
        page.keyboard.press("Enter")
    assert values(page, "person")[4:] == ["x", ""]  # Enter in the last row added one
    tab_to(page, f"#id_{NAME}-0-hired_on", "Shift+Tab")
    paste(page, BLOCK, f"#id_{NAME}-0-hired_on")
    assert values(page, "hired_on")[:3] == ["2022-05-06", "2022-07-01", ""]
    assert values(page, "category")[:3] == ["graduate", "other", ""]
    tab_to(page, "tr:nth-child(5) [data-rows-remove]")
    page.keyboard.press("Enter")
    assert len(values(page, "person")) == 5
    assert page.inner_text("[data-rows-count]") == "3"
    tab_to(page, "button[value=save]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=草稿已保存")
    [fact] = DeclaredFact.objects.all()
    assert [len(line) for line in fact.value] == [4, 4, 1]
    assert fact.text.reveal().split("\n")[1] == "340826199001010020\t2022-07-01\t8\tother"
    assert visitor.complaints == []


def test_what_was_pasted_is_still_there_after_the_session_ended(
    draft: Application, visit: Callable[..., Visitor]
) -> None:
    visitor = visit()
    page = opened(draft, visitor)
    paste(page, "\n".join(f"P{number}\t2022-05-06\t12\tother" for number in range(8)))
    visitor.context.clear_cookies(name="sessionid")
    page.click("button[value=save]")
    page.wait_for_selector("text=登录已过期")
    visitor.log_in(str(draft.begun_by.email), PASSWORD)
    page.click("a[data-back]")
    page.wait_for_selector("[data-rows-remove]:visible")
    assert values(page, "person")[:8] == [f"P{number}" for number in range(8)]
    page.click("button[value=save]")
    page.wait_for_selector("text=草稿已保存")
    assert len(DeclaredFact.objects.get().value) == 8


def test_a_block_longer_than_the_list_is_told_and_what_fits_is_added_up(visit: Callable[..., Visitor]) -> None:
    page = visit().open("/styleguide/")
    page.wait_for_selector("[data-rows-remove]:visible")
    paste(page, "\n".join(f"2023-03-{day:02}\tsurvey\t1,000" for day in range(1, 26)), "#id_lines-0-day")
    box = page.locator(".rows").first
    assert box.locator("tbody tr").count() == 20
    assert box.locator("[data-rows-sum]").inner_text() == "20,000.00"
    assert "最多 20 行" in box.locator("[data-rows-said]").inner_text()
    assert box.locator("[data-rows-add]").is_disabled()


@pytest.mark.parametrize(("width", "language"), [(1440, "zh-hans"), (390, "en")])
def test_a_refused_cell_is_reached_from_the_summary_and_the_page_fits(
    draft: Application, visit: Callable[..., Visitor], width: int, language: str
) -> None:
    page = opened(draft, visit(width, language))
    page.fill(f"#id_{NAME}-0-insured_months", "many")
    page.click("button[value=save]")
    page.wait_for_selector(".error-summary")
    page.click(f".error-summary a[href='#id_{NAME}-0-insured_months']")
    page.wait_for_selector(f"#id_{NAME}-0-insured_months:focus")
    assert values(page, "insured_months")[0] == "many"
    assert axe_faults(page) == []
    assert overflow(page) <= 0
    assert not DeclaredFact.objects.exists()
