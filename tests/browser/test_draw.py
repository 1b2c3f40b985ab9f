"""A draw recomputed by the reader's own browser: right as published, wrong as soon as one figure was changed."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from cms.kernel.clock import SHANGHAI
from cms.kernel.errands import run_due
from marketplace.needs.states import Method
from marketplace.selection.drawing import record_public_number
from marketplace.selection.models import Draw
from tests.browser.conftest import Visitor, axe_faults, overflow
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.awards.journeys import opened
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.browser


@pytest.fixture
def town(committed_db: CommittedDatabase, clock: Clock, settings: Settings, tmp_path: Path) -> Market:
    """A market on 1 March 2023, whose keys lie in a folder of the test's own."""
    settings.CUSTODIAN_ROOT = str(tmp_path / "custodian")
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


@pytest.fixture
def announced(town: Market, clock: Clock) -> Draw:
    """A draw among three that waits for its public number."""
    need, _agencies = opened(town, clock, ["80000.00"] * 3, method=Method.DRAW)
    return Draw.objects.get(need=need)


@pytest.fixture
def held(announced: Draw, town: Market, clock: Clock) -> Draw:
    """The same draw after its number came out."""
    clock.set(announced.drawn_at)
    draw = record_public_number(draw_id=announced.pk, number="03 09 11 20 28 31 + 07", by=town.supervisor)
    run_due()
    return draw


@pytest.mark.parametrize(("width", "language", "scheme"), [(1440, "zh-hans", "light"), (390, "en", "dark")])
def test_the_browser_finds_the_published_order_by_itself(
    held: Draw, visit: Callable[..., Visitor], width: int, language: str, scheme: str
) -> None:
    visitor = visit(width, language, scheme)
    page = visitor.open(f"/market/draws/{held.pk}/")
    page.wait_for_selector("[data-draw][data-outcome=right]")
    assert page.inner_text("[data-figure=ranking] [data-value]") == " > ".join(held.record["ranking"])
    assert page.inner_text("[data-figure=seed] [data-value]") == held.record["seed"]
    assert visitor.complaints == []
    assert axe_faults(page) == []
    assert overflow(page) <= 0


def test_before_the_draw_the_browser_checks_the_announcement(announced: Draw, visit: Callable[..., Visitor]) -> None:
    page = visit().open(f"/market/draws/{announced.pk}/")
    page.wait_for_selector("[data-draw][data-outcome=right]")
    digest = page.inner_text("[data-figure=announcement_sha256] [data-value]")
    assert digest == announced.record["announcement_sha256"]
    assert not page.locator("[data-figure=ranking]").is_visible()


@pytest.mark.parametrize("figure", ["label", "ranking", "entries", "number", "code"])
def test_a_record_that_was_changed_is_found_out(held: Draw, visit: Callable[..., Visitor], figure: str) -> None:
    record = held.record
    if figure == "ranking":
        record["ranking"] = record["ranking"][::-1]
    if figure == "label":
        record["entries"][0]["label"] = record["entries"][0]["label"][:-1] + "Z"
    if figure == "entries":
        record["entries"][0]["weight"] = 2
    if figure == "number":
        record["public_number"]["value"] = "3 9 11 20 28 31 8"
    if figure == "code":
        record["chain"]["code"] = "00" * 32
    Draw.objects.filter(pk=held.pk).update(record=record)
    page = visit().open(f"/market/draws/{held.pk}/")
    page.wait_for_selector("[data-draw][data-outcome=wrong]")
    assert page.locator("[data-verdict][data-color=danger]").count() > 0
