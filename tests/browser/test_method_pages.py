"""The pages of the methods in a real browser: no fault axe can find, nothing wider than the window, no complaint."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from cms.kernel.clock import SHANGHAI
from cms.kernel.errands import run_due
from cms.kernel.money import yuan
from marketplace.needs.models import Need
from marketplace.needs.states import Method
from marketplace.selection.auctioning import make_move
from tests.browser.conftest import Visitor, axe_faults, overflow
from tests.browser.market_stage import PASSWORD, shown
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.browser


@pytest.fixture
def town(committed_db: CommittedDatabase, clock: Clock, settings: Settings, tmp_path: Path) -> Market:
    """A market on Monday 6 March 2023, whose keys lie in a folder of the test's own."""
    settings.CUSTODIAN_ROOT = str(tmp_path / "custodian")
    clock.set(datetime(2023, 3, 6, 9, tzinfo=SHANGHAI))
    return market()


@pytest.mark.parametrize(("width", "language"), [(1440, "zh-hans"), (390, "en")])
def test_every_page_of_the_methods_is_sound(
    town: Market, visit: Callable[..., Visitor], width: int, language: str
) -> None:
    faults: dict[str, object] = {}
    visitors: dict[int, Visitor] = {}
    for name, (person, path) in shown(town).pages.items():
        key = person.pk if person else 0
        if key not in visitors:
            visitors[key] = visit(width, language)
            if person is not None:
                visitors[key].log_in(str(person.email), PASSWORD)
        page = visitors[key].open(path)
        wrong = axe_faults(page), max(0, overflow(page)), visitors[key].complaints
        if wrong != ([], 0, []):
            faults[name] = wrong
        page.close()
    assert faults == {}


def test_the_auction_moves_on_in_an_open_browser(town: Market, visit: Callable[..., Visitor]) -> None:
    pages = shown(town).pages
    auction = Need.objects.get(method=Method.REVERSE_AUCTION).auction
    page = visit().open(pages["auction"][1])
    assert "平川工程测量院有限公司" in page.inner_text("#auction tbody tr:first-child")
    mover = pages["auction"][0]
    assert mover is not None
    make_move(auction_id=auction.pk, party=auction.turn, price=yuan("60000"), by=mover)
    run_due()
    page.wait_for_selector("#auction tbody tr:first-child:has-text('60,000.00')", timeout=15_000)
    assert "高岭勘测设计有限责任公司" in page.inner_text("#auction tbody tr:first-child")


def test_the_form_shows_only_what_the_method_asks_for(town: Market, visit: Callable[..., Visitor]) -> None:
    person, path = shown(town).pages["post"]
    assert person is not None
    visitor = visit()
    visitor.log_in(str(person.email), PASSWORD)
    page = visitor.open(path)
    assert not page.is_visible("#id_criteria")
    page.select_option("#id_method", "scored")
    assert page.is_visible("#id_criteria")
    assert not page.is_visible("#id_step")
    page.select_option("#id_method", "reverse_auction")
    assert page.is_visible("#id_step")
    assert not page.is_visible("#id_criteria")
