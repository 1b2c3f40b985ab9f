"""The county's large need, lived by itself: opened by two of three people, its panel drawn, its bond held."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from cms.demo.director.agenda import Step, ordered
from cms.demo.director.large_need import SCORED_BY, LargeNeed
from cms.demo.director.market import Market
from cms.demo.director.town import Town
from cms.demo.generator.agencies import agencies
from cms.demo.generator.owners import owners
from cms.kernel.errands import run_due, tick
from cms.kernel.money import yuan
from marketplace.bidding.models import OpenedBid, OpenedPaper
from marketplace.experts.models import Expert
from marketplace.guarantees.models import Guarantee
from marketplace.needs.opener_models import Opener
from marketplace.needs.states import OpenerState
from marketplace.selection.models import ScoreSheet, Seat
from tests.conftest import Clock

pytestmark = pytest.mark.django_db
SEED = 2023


def before(market: Market, large: LargeNeed) -> Iterator[Step]:
    """What of the market's year the large need rests on: the catalogue, its owner and its bidders."""
    wanted, named = large.wanted, {bid.agency for bid in large.wanted.postings[-1].bids}
    yield from [step for step in market.agenda() if step.key == "catalogue"]
    for owner in owners(SEED):
        if owner.uscc == wanted.owner:
            yield from market._owner(owner)
    for agency in agencies(SEED):
        if agency.uscc in named:
            yield from [
                step for step in market._agency(agency) if "admitted" not in step.key or wanted.service_type in step.key
            ]


def test_the_large_need_is_opened_together_and_its_panel_is_at_work(
    clock: Clock, settings: Settings, tmp_path: Path
) -> None:
    settings.CUSTODIAN_ROOT = str(tmp_path / "custodian")
    town = Town(SEED)
    market = Market(town)
    large = LargeNeed(town, market)
    steps = ordered([*before(market, large), *large.agenda()])
    clock.set(steps[0].at)
    town.settle()
    for step in steps:
        clock.set(step.at)
        if step.falls_due:
            tick()
        step.act()
        run_due()
    need = large.need()
    assert (need.state, need.ceiling, need.panel.state) == ("opened", yuan("1260000"), "scoring")
    assert Opener.objects.filter(need=need, state=OpenerState.CONSENTED).count() == need.openers_needed == 2
    assert OpenedBid.objects.filter(need=need, fault="").count() >= 3
    assert OpenedPaper.objects.filter(bid__need=need).count() == 2 * OpenedBid.objects.filter(need=need).count()
    assert (Expert.objects.count(), Seat.objects.filter(panel=need.panel).count()) == (5, 3)
    assert ScoreSheet.objects.values("seat").distinct().count() == SCORED_BY
    assert Guarantee.objects.get().need == need
