"""The pages of results, draws, contracts, savings and trades: accessible, quiet, no wider than the window."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django import Settings

from cms.kernel.clock import SHANGHAI, business_now
from cms.kernel.models import User
from cms.kernel.money import yuan
from marketplace.awards.services import award_need
from marketplace.contracts.models import Contract
from marketplace.contracts.services import file_contract
from marketplace.needs.states import Method
from marketplace.selection.models import Draw
from marketplace.trade.services import enter_trade
from tests.browser.conftest import Visitor, axe_faults, overflow
from tests.conftest import Clock, CommittedDatabase
from tests.marketplace.awards.journeys import opened
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.browser
PASSWORD = "a long password"
Addresses = dict[str, list[str]]


@pytest.fixture
def town(committed_db: CommittedDatabase, clock: Clock, settings: Settings, tmp_path: Path) -> Market:
    """A market on 1 March 2023, whose keys lie in a folder of the test's own."""
    settings.CUSTODIAN_ROOT = str(tmp_path / "custodian")
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


@pytest.fixture
def addresses(town: Market, clock: Clock) -> Addresses:
    """By who reads them: the pages of a filed contract, a standing award, two evaluations and a draw."""
    signed, _agencies = opened(town, clock, ["60000.00", "52000.00", "58000.00"])
    award = award_need(need_id=signed.pk, by=town.clerk)
    today = business_now().date()
    file_contract(award_id=award.pk, agency=award.party, amount=award.price, signed_on=today, by=town.clerk)
    contract = Contract.objects.get()
    won, agencies = opened(town, clock, ["60000.00", "51000.00", "58000.00"])
    standing = award_need(need_id=won.pk, by=town.clerk)
    evaluated, _agencies = opened(town, clock, ["60000.00", "52000.00", "58000.00"])
    low, _agencies = opened(town, clock, ["60000.00", "20000.00", "58000.00"])
    drawn, _agencies = opened(town, clock, ["80000.00"] * 3, method=Method.DRAW)
    draw = Draw.objects.get(need=drawn)
    for kind, base, deal in (("construction", 200, 150), ("other", 90, 80)):
        enter_trade(kind=kind, name="县道改造", base=yuan(base), deal=yuan(deal), closed_on=today, by=town.supervisor)
    clock.set(draw.drawn_at)
    people = {"clerk": town.clerk, "agent": town.agent(agencies[1]), "supervisor": town.supervisor}
    for user in people.values():
        user.set_password(PASSWORD)
        user.save()
    pages: dict[str, list[tuple[str, tuple[int, ...]]]] = {
        "": [("results", ()), ("award", (award.pk,)), ("award_notice", (award.pk,)), ("savings", ()), ("trade", ())],
        "clerk": [
            ("my_awards", ()),
            ("evaluation", (evaluated.pk,)),
            ("judge_price", (low.pk,)),
            ("file_contract", (standing.pk,)),
            ("my_contract", (contract.pk,)),
        ],
        "agent": [("my_results", ()), ("give_up_award", (standing.pk,))],
        "supervisor": [
            ("draws", ()),
            ("record_number", (draw.pk,)),
            ("contracts", ()),
            ("correct_contract", (contract.pk,)),
            ("trades", ()),
        ],
    }
    found = {
        people[who].email or "" if who else "": [reverse(f"marketplace:{name}", args=args) for name, args in listed]
        for who, listed in pages.items()
    }
    found[""] += [
        f"{reverse('marketplace:verify_award')}?code={award.code}",
        f"{reverse('marketplace:savings')}?by=month&category=A",
        f"{reverse('marketplace:trade')}?kind=construction",
        reverse("marketplace:need", args=[won.pk]),
    ]
    return found


@pytest.mark.parametrize(("width", "language", "scheme"), [(1440, "zh-hans", "light"), (390, "en", "dark")])
def test_the_pages_are_accessible_quiet_and_fit(
    addresses: Addresses, visit: Callable[..., Visitor], width: int, language: str, scheme: str
) -> None:
    faults = {}
    for login, paths in addresses.items():
        visitor = visit(width, language, scheme)
        if login:
            visitor.log_in(User.objects.get(email=login).email or "", PASSWORD)
        for path in paths:
            page = visitor.open(path)
            assert page.url.endswith(path), page.url
            faults[path] = [*axe_faults(page), *visitor.complaints] + ["too wide"] * (overflow(page) > 0)
            visitor.complaints.clear()
            page.close()
    assert {path: found for path, found in faults.items() if found} == {}
