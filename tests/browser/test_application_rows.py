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


def values(page: Page, field: str) -> list[str]:
    """What stands in a column."""
    found: list[str] = page.eval_on_selector_all(f".rows [name$='-{field}']", "cells => cells.map(cell => cell.value)")
    return found


def test_rows_are_written_pasted_taken_away_and_saved_by_keyboard_alone(
    draft: Application, visit: Callable[..., Visitor]
) -> None:
    visitor = visit()
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(draft, visitor)
    tab_to(page, f"#id_{NAME}-0-person")
    for person in ("340826199001010010", "340826199001010020", "340826199001010030", "", "x"):
        page.keyboard.type(person)
        page.keyboard.press("Enter")
    assert values(page, "person")[4:] == ["x", ""]  # Enter in the last row added one
    tab_to(page, f"#id_{NAME}-0-hired_on", "Shift+Tab")
    page.evaluate("block => navigator.clipboard.writeText(block)", BLOCK)
    page.keyboard.press("Control+V")
    assert values(page, "hired_on")[:3] == ["2022-05-06", "2022-07-01", ""]
    assert values(page, "category")[:3] == ["graduate", "other", ""]
    tab_to(page, "tr:nth-child(5) [data-rows-remove]")
    page.keyboard.press("Enter")
    assert len(values(page, "person")) == 5
    assert page.inner_text("[data-rows-count]") == "3"
    tab_to(page, "button[value=save]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    [fact] = DeclaredFact.objects.all()
    assert [len(line) for line in fact.value] == [4, 4, 1]
    assert fact.text.reveal().split("\n")[1] == "340826199001010020\t2022-07-01\t8\tother"
    assert visitor.complaints == []


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
