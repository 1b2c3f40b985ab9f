"""The nine methods once more, by nothing but links, keys and clicks of their four roles in a real browser.

The stories are those of `tests.stories.test_each_method`; here a person reaches each page by a link on the page before,
fills in what stands there and presses its button. A field, a link or a button that is missing fails the story.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings as house
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page
from pytest_django import Settings

from cms.kernel.models import User
from marketplace.needs.models import Need
from marketplace.needs.states import Method
from marketplace.selection.models import Draw
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.worlds import market
from tests.stories import test_each_method as stories
from tests.stories.test_each_method import Stage

pytestmark = pytest.mark.browser

FROM_A_LIST = {
    "new_need": "my_needs",
    "evaluation": "my_awards",
    "record_number": "draws",
    "justify_price": "my_results",
    "panel": "panels",
    "seat": "my_seats",
    "edit_need": "my_needs",
    "opening_passphrase": "openings",
    "consent": "openings",
}
"""Pages that a link on one of the person's lists leads to."""
FROM_ITS_PAGE = {
    "bid": "need",
    "judge_price": "evaluation",
    "choose_agency": "evaluation",
    "undercut": "auction",
    "name_openers": "edit_need",
}
"""Pages that a link on another page of the same thing leads to."""
BUTTONS_OF = {"pass_turn": "auction"}
"""Acts that are a button of another page."""


@dataclass
class Clicks(Stage):
    """The stage of the stories, where everybody has a window of a real browser."""

    chromium: Browser = field(kw_only=True)
    site: str = field(kw_only=True)
    windows: dict[int, Page] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def window(self, person: User) -> Page:
        """The person's window, signed in."""
        if person.pk not in self.windows:
            context = self.chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-hans")
            name = house.SESSION_COOKIE_NAME
            session = self.browser(person).cookies[name].value
            context.add_cookies([{"name": name, "value": session, "url": self.site}])
            page = context.new_page()
            page.on("pageerror", lambda fault: self.faults.append(str(fault)))
            self.windows[person.pk] = page
        return self.windows[person.pk]

    def reads(self, person: User, address: str) -> str:
        """What the person reads at an address."""
        window = self.window(person)
        answer = window.goto(self.site + address, wait_until="load")
        assert answer is not None
        assert answer.ok, (address, answer.status)
        return window.content()

    def does(self, person: User, page: str, *args: object, **entered: object) -> None:
        """The person goes to a page by its link, fills in what stands there, presses its button, and it is taken."""
        window, address = self.window(person), reverse(f"marketplace:{page}", args=args)
        self._go(person, page, address, args)
        form = _form(window, address, list(entered))
        button = form.locator("button[type=submit]").first
        for name, value in entered.items():
            named = form.locator(f'button[name="{name}"]')
            if named.count():
                button = named.first
            else:
                _enter(form, name, value)
        with window.expect_navigation() as turned:
            button.click()
        assert turned.value.ok, window.locator("main").inner_text()[:2000]
        assert window.locator(".error-summary").count() == 0

    def _go(self, person: User, page: str, address: str, args: tuple[object, ...]) -> None:
        window = self.window(person)
        if page in BUTTONS_OF:
            self.sees(person, BUTTONS_OF[page], *args)
            return
        if page in FROM_A_LIST:
            self.sees(person, FROM_A_LIST[page])
        else:
            self.sees(person, FROM_ITS_PAGE[page], *args)
        with window.expect_navigation():
            window.locator(f'main a[href="{address}"]').first.click()

    def draws(self, need: Need) -> Draw:
        """The supervisor records the number, and the clerk's own browser finds the published order."""
        draw = super().draws(need)
        self.window(self.town.clerk).wait_for_selector("[data-draw][data-outcome=right]")
        return draw

    def leave(self) -> None:
        """Everybody closes the window."""
        for window in self.windows.values():
            window.context.close()


def _form(window: Page, address: str, names: list[str]) -> Locator:
    """The form of the page that goes to the address and has all the fields."""
    here = window.url.split("?")[0].endswith(address)
    for form in window.locator("main form").all():
        to = form.get_attribute("action")
        if (to == address or (here and not to)) and all(form.locator(f'[name="{name}"]').count() for name in names):
            return form
    raise AssertionError(f"no form of {window.url} has {names}")


def _enter(form: Locator, name: str, value: object) -> None:
    """One field, as a person fills it in."""
    inputs = form.locator(f'[name="{name}"]')
    kind = inputs.first.evaluate("one => one.type")
    if isinstance(value, list):
        for one in value:
            form.locator(f'[name="{name}"][value="{one}"]').check()
    elif kind in {"radio", "checkbox"}:
        (inputs.first if value == "on" else form.locator(f'[name="{name}"][value="{value}"]')).check()
    elif kind == "select-one":
        inputs.first.select_option(str(value))
    elif isinstance(value, SimpleUploadedFile):
        paper = {"name": str(value.name), "mimeType": "application/pdf", "buffer": value.read()}
        inputs.first.set_input_files(paper)  # type: ignore[arg-type]  # a dictionary of the driver's own
    else:
        inputs.first.fill(str(value))


@pytest.fixture
def clicks(
    committed_db: CommittedDatabase, clock: Clock, settings: Settings, tmp_path: Path, chromium: Browser, site: str
) -> Iterator[Clicks]:
    """Monday morning, 6 March 2023."""
    settings.CUSTODIAN_ROOT = str(tmp_path / "custodian")
    clock.set(date(2023, 3, 6))
    stage = Clicks(market(), clock, chromium=chromium, site=site)
    yield stage
    stage.leave()


STORIES: dict[str, Callable[[Stage], None]] = {
    "lowest price": stories.test_sealed_lowest_price,
    "openers": stories.test_two_of_three_openers_open_a_large_need,
    "low price explained": stories.test_an_abnormally_low_price_is_explained_and_judged,
    "discount rates": stories.test_discount_rates,
    "draw": stories.test_random_draw,
    "direct": stories.test_direct_choice,
    "reverse auction": stories.test_reverse_auction,
    "average price": stories.test_average_price,
    "scored": partial(stories.test_scored_and_invited, method=Method.SCORED),
    "invited": partial(stories.test_scored_and_invited, method=Method.INVITED),
    "separation": stories.test_evaluation_award_separation,
    "credit preferred": stories.test_credit_preferred,
}


@pytest.mark.parametrize("story", STORIES)
def test_each_method_runs_by_clicks_alone(clicks: Clicks, story: str) -> None:
    STORIES[story](clicks)
    assert clicks.faults == []
