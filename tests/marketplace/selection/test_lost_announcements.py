"""A draw whose announcement was lost with its transaction: made again, in time under its name, later under one that
says so."""

from datetime import date

import pytest
from django.db.transaction import atomic, set_rollback

from cms.kernel.clock import business_now
from cms.kernel.errands import run_due
from marketplace.bidding.opening import open_need
from marketplace.needs.models import Need
from marketplace.needs.services import close_due_needs
from marketplace.needs.states import Method
from marketplace.selection import drawing
from marketplace.selection.codes import OtherPool
from marketplace.selection.drawing import next_drawing, record_public_number
from marketplace.selection.models import Draw
from marketplace.selection.services import evaluate_need
from marketplace.selection.verify_draw import faults
from tests.conftest import Clock
from tests.marketplace.awards.journeys import bid
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
NUMBER = "03 09 11 20 28 31 + 07"


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on Wednesday 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def lost(world: Market, clock: Clock) -> Need:
    """An opened need whose draw was announced by a transaction that came to nothing."""
    need = world.need(method=Method.DRAW)
    run_due()
    for name in ("近山测绘", "平川测绘", "高岭测绘"):
        bid(world, need, world.agency(name), None)
    clock.set(need.closes_at)
    close_due_needs()
    open_need(need_id=need.pk)
    with atomic():
        evaluate_need(need_id=need.pk)
        set_rollback(True)
    assert not Draw.objects.exists()
    return need


def held(world: Market, clock: Clock, need: Need) -> Draw:
    """The need's draw, announced again and held."""
    evaluate_need(need_id=need.pk)
    draw = Draw.objects.get(need=need)
    clock.set(draw.drawn_at)
    return record_public_number(draw_id=draw.pk, number=NUMBER, by=world.supervisor)


def test_before_the_number_it_is_the_same_draw(world: Market, clock: Clock) -> None:
    need = lost(world, clock)
    draw = held(world, clock, need)
    assert (draw.name, draw.record["chain"]["index"], faults(draw.record)) == (need.code, 1, [])


def test_past_the_number_it_is_another_under_a_name_that_says_so(world: Market, clock: Clock) -> None:
    need = lost(world, clock)
    clock.set(next_drawing(business_now()))
    draw = held(world, clock, need)
    assert (draw.name, draw.record["chain"]["index"], faults(draw.record)) == (f"{need.code}/again-1", 2, [])


def test_control_under_its_own_name_alone_it_is_refused_for_ever(
    world: Market, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    need = lost(world, clock)
    clock.set(next_drawing(business_now()))
    monkeypatch.setattr(drawing, "MOST_TRIES", 1)
    with pytest.raises(OtherPool):
        evaluate_need(need_id=need.pk)
    assert not Draw.objects.exists()
