"""Handing in a bid with files: whatever they weigh, the browser sends one length."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from cms.kernel.clock import SHANGHAI
from cms.kernel.errands import run_due
from marketplace.bidding.papers import MB
from marketplace.needs.particulars import Particulars
from tests.browser.conftest import Visitor, axe_faults
from tests.browser.market_stage import PASSWORD
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.bidding.files import pdf
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.browser
SLACK = 64
"""Bytes by which two lengths may differ: a token or a boundary is no business of ours."""


@pytest.fixture
def town(committed_db: CommittedDatabase, clock: Clock, settings: Settings, tmp_path: Path) -> Market:
    """A market on Monday 6 March 2023, whose keys lie in a folder of the test's own."""
    settings.CUSTODIAN_ROOT = str(tmp_path / "custodian")
    clock.set(datetime(2023, 3, 6, 9, tzinfo=SHANGHAI))
    return market()


def sent(visitor: Visitor, address: str, files: list[Path]) -> int:
    """How many bytes the browser sends when these files are handed in."""
    page = visitor.open(address)
    assert axe_faults(page) == []
    page.fill("#id_price", "60000")
    page.check("#id_agrees")
    if files:
        page.set_input_files("#id_business", files)
    with page.expect_request(lambda request: request.method == "POST") as posted:
        page.click("main button[type=submit]")
    page.wait_for_url("**/my-bid/")
    return int(posted.value.all_headers()["content-length"])


def test_a_bid_without_files_and_one_full_of_them_are_sent_in_one_length(
    town: Market, visit: Callable[..., Visitor], tmp_path: Path
) -> None:
    need, agency = town.need(particulars=Particulars(papers_mb=1)), town.agency("甲")
    run_due()
    agent = town.agent(agency)
    agent.set_password(PASSWORD)
    agent.save()
    visitor = visit()
    visitor.log_in(str(agent.email), PASSWORD)
    full = [tmp_path / "一份很长的文件名.pdf", tmp_path / "b.pdf"]
    for path, size in zip(full, (MB // 2, 1000), strict=True):
        path.write_bytes(pdf() + b"%" * size)
    empty, loaded = (sent(visitor, f"/market/needs/{need.pk}/bid/", files) for files in ([], full))
    assert empty > MB
    assert abs(empty - loaded) <= SLACK
