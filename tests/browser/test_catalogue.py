"""The catalogue, looked at by a browser: accessible, quiet, no wider than the window, alive."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visitor, axe_faults, overflow

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


@pytest.mark.parametrize(("width", "language", "scheme"), [(1440, "zh-hans", "light"), (390, "en", "dark")])
def test_the_catalogue_is_accessible_quiet_and_fits(visit: Visit, width: int, language: str, scheme: str) -> None:
    visitor = visit(width, language, scheme)
    page = visitor.open("/styleguide/")
    assert axe_faults(page) == []
    assert visitor.complaints == []
    assert overflow(page) <= 0


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/no-such-page/"])
def test_an_entrance_is_accessible_and_fits_the_narrowest_phone(visit: Visit, path: str) -> None:
    page = visit(360).open(path)
    assert axe_faults(page) == []
    assert overflow(page) <= 0


def test_charts_are_drawn_and_their_numbers_stand_beneath(visit: Visit) -> None:
    page = visit().open("/styleguide/")
    page.wait_for_selector("#charts canvas")
    assert page.locator("#charts canvas").count() == 3
    page.locator("#charts summary").first.click()
    assert "812,300.00" in page.locator("#charts table").first.inner_text()


def test_a_code_with_a_wrong_check_digit_is_told_while_typing(visit: Visit) -> None:
    page = visit().open("/styleguide/")
    field = page.locator("#id_uscc")
    field.fill("91340100MA2MW0KX1A")
    told = page.locator("#id_uscc + .field__hint")
    assert "校验位不符" in told.inner_text()
    field.fill("9134")
    assert told.inner_text() == "还差 14 位"


def test_a_small_table_sorts_by_amount_in_the_browser(visit: Visit) -> None:
    page = visit().open("/styleguide/")
    page.locator("#dense th.num button").click()
    amounts = page.locator("#dense td.num").all_inner_texts()
    assert amounts == ["9,800.00", "186,000.00", "12,345,678,901.23"]
    assert page.locator("#dense th.num").get_attribute("aria-sort") == "ascending"


def test_the_language_switch_stays_on_the_page(visit: Visit) -> None:
    page = visit().open("/styleguide/")
    page.click("button[name=language]")
    page.wait_for_load_state("networkidle")
    assert page.url.endswith("/styleguide/")
    assert page.get_attribute("html", "lang") == "en"


def test_the_first_tab_stop_is_the_way_past_the_navigation(visit: Visit) -> None:
    page = visit().open("/styleguide/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"


def test_axe_would_have_noticed(visit: Visit) -> None:
    page = visit().open("/accounts/login/")
    page.evaluate("document.querySelector('label[for=id_login]').remove()")
    assert any(fault.startswith("label:") for fault in axe_faults(page))
