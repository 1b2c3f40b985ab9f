"""Experts are listed, drawn in public under numbers, replaced by the next when they recuse, and agree by silence."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from cms.kernel.errands import run_due, tick
from cms.kernel.errors import NotAllowed, Refused, WrongState
from cms.kernel.models import Event
from cms.kernel.roles import Role
from marketplace.catalogue.models import ServiceCategory
from marketplace.experts.errors import (
    HoldsNoExpertRole,
    ListedAlready,
    ReasonMissing,
    RecusedAlready,
    SpecialityMissing,
)
from marketplace.experts.models import Expert
from marketplace.experts.queries import listed_experts
from marketplace.experts.services import change_specialities, list_expert, relist_expert, rest_expert, state_recusal
from marketplace.needs.states import Method
from marketplace.selection.drawing import record_public_number
from marketplace.selection.errors import BadPanelSize, ExpertMustRecuse, MustBeDrawn, TooFewExperts
from marketplace.selection.models import Draw, Panel, Seat
from marketplace.selection.panel_drawing import draw_panel
from marketplace.selection.panel_queries import eligible_experts
from marketplace.selection.scoring import agree_scores, declare, seat_expert, sign_scores, start_scoring
from marketplace.selection.states import PanelState, SeatState
from tests.conftest import Clock
from tests.marketplace.awards.journeys import opened
from tests.marketplace.selection.test_panels import SCHEME, handed_in, points
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db
NUMBER = "03 09 11 20 28 31 + 07"


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(date(2023, 3, 1))
    return market()


def refused(refusal: type[Refused], act: Callable[[], object]) -> None:
    before = Event.objects.count()
    with pytest.raises(refusal):
        act()
    assert Event.objects.count() == before


def listed(town: Market, count: int) -> list[Expert]:
    """So many experts of the market's category."""
    people = [town.person(f"专家{number}", Role.EXPERT, town.department) for number in range(count)]
    kinds = [town.service_type.category]
    return [list_expert(user=person, specialities=kinds, by=town.supervisor) for person in people]


def scored(town: Market, clock: Clock) -> Panel:
    need, _agencies = opened(town, clock, ["60000", "66000", "71000"], method=Method.SCORED, particulars=SCHEME)
    return need.panel


def drawn(town: Market, clock: Clock, panel: Panel, size: int = 3) -> Draw:
    """The draw of the panel was announced and held, and its errands have run."""
    draw = draw_panel(panel_id=panel.pk, size=size, by=town.supervisor)
    clock.set(draw.drawn_at)
    record_public_number(draw_id=draw.pk, number=NUMBER, by=town.supervisor)
    run_due()
    draw.refresh_from_db()
    return draw


def test_an_entry_has_a_number_a_speciality_and_a_verified_person(town: Market) -> None:
    first, second = listed(town, 2)
    assert (first.number, second.number) == ("E0001", "E0002")
    kinds = [town.service_type.category]
    layman = town.person("外行", Role.OWNER, town.department)
    refused(HoldsNoExpertRole, lambda: list_expert(user=layman, specialities=kinds, by=town.supervisor))
    refused(ListedAlready, lambda: list_expert(user=first.user, specialities=kinds, by=town.supervisor))
    refused(SpecialityMissing, lambda: change_specialities(expert_id=first.pk, specialities=[], by=town.supervisor))
    refused(NotAllowed, lambda: change_specialities(expert_id=first.pk, specialities=kinds, by=first.user))
    refused(ReasonMissing, lambda: rest_expert(expert_id=first.pk, reason=" ", by=town.supervisor))
    rest_expert(expert_id=first.pk, reason="出国进修", by=town.supervisor)
    assert list(listed_experts(kinds[0])) == [second]
    refused(WrongState, lambda: rest_expert(expert_id=first.pk, reason="再次", by=town.supervisor))
    relist_expert(expert_id=first.pk, reason="已回国", by=town.supervisor)
    other = ServiceCategory.objects.create(code="ZZ", name="其他类")
    change_specialities(expert_id=second.pk, specialities=[other], by=town.supervisor)
    assert list(listed_experts(kinds[0])) == [first]


def test_who_recuses_from_a_party_works_for_it_or_acts_for_it_is_not_in_the_draw(town: Market, clock: Clock) -> None:
    experts = listed(town, 6)
    panel = scored(town, clock)
    bidder = panel.need.opened_bids.order_by("pk")[0].party
    state_recusal(expert_id=experts[0].pk, party=bidder, reason="近三年内任职", by=experts[0].user)
    refused(
        RecusedAlready, lambda: state_recusal(expert_id=experts[0].pk, party=bidder, reason="又", by=town.supervisor)
    )
    refused(NotAllowed, lambda: state_recusal(expert_id=experts[1].pk, party=bidder, reason="他", by=experts[0].user))
    Expert.objects.filter(pk=experts[1].pk).update(employer=town.owner.party)
    assert [one.pk for one in eligible_experts(panel)] == [one.pk for one in experts[2:]]
    refused(TooFewExperts, lambda: draw_panel(panel_id=panel.pk, size=5, by=town.supervisor))
    refused(BadPanelSize, lambda: draw_panel(panel_id=panel.pk, size=4, by=town.supervisor))
    refused(NotAllowed, lambda: draw_panel(panel_id=panel.pk, size=3, by=town.clerk))
    draw = drawn(town, clock, panel)
    assert [entry["label"] for entry in draw.record["entries"]] == [one.number for one in experts[2:]]


def test_a_recusal_on_the_register_counts_however_the_expert_was_asked(town: Market, clock: Clock) -> None:
    experts = listed(town, 2)  # too few for a draw: they are asked by name
    panel = scored(town, clock)
    bidder = panel.need.opened_bids.order_by("pk")[0].party
    seat = seat_expert(panel_id=panel.pk, expert=experts[0].user, by=town.supervisor)
    for expert in experts:
        state_recusal(expert_id=expert.pk, party=bidder, reason="持有股份", by=expert.user)
    refused(ExpertMustRecuse, lambda: seat_expert(panel_id=panel.pk, expert=experts[1].user, by=town.supervisor))
    told = declare(seat_id=seat.pk, by=seat.expert, must_recuse=False)
    assert (told.state, told.reason) == (SeatState.RECUSED, bidder.name)


def test_those_drawn_are_seated_in_order_and_the_next_follows_who_recuses(town: Market, clock: Clock) -> None:
    numbers = {one.user_id: one.number for one in listed(town, 5)}
    panel = scored(town, clock)
    evaluations = panel.need.evaluations.count()
    ranking = drawn(town, clock, panel).record["ranking"]
    seats = list(panel.seats.order_by("pk"))
    assert [numbers[seat.expert_id] for seat in seats] == ranking[:3]
    declare(seat_id=seats[1].pk, by=seats[1].expert, must_recuse=True, reason="曾参与该项目论证")
    run_due()
    late = panel.seats.latest("pk")
    assert numbers[late.expert_id] == ranking[3]
    assert panel.need.evaluations.count() == evaluations  # a draw of experts says nothing about offers
    for seat in (seats[0], seats[2], late):
        declare(seat_id=seat.pk, by=seat.expert, must_recuse=False)
    assert start_scoring(panel_id=panel.pk, by=town.supervisor).state == PanelState.SCORING


def test_nobody_is_picked_by_name_while_the_register_can_fill_the_panel(town: Market, clock: Clock) -> None:
    experts = listed(town, 3)
    panel = scored(town, clock)
    refused(MustBeDrawn, lambda: seat_expert(panel_id=panel.pk, expert=experts[0].user, by=town.supervisor))
    drawn(town, clock, panel)
    refused(WrongState, lambda: draw_panel(panel_id=panel.pk, size=3, by=town.supervisor))
    for seat in panel.seats.order_by("pk")[:1]:
        declare(seat_id=seat.pk, by=seat.expert, must_recuse=True, reason="亲属在报价单位任职")
    run_due()
    substitute = town.person("替补专家", Role.EXPERT, town.department)
    assert seat_expert(panel_id=panel.pk, expert=substitute, by=town.supervisor).state == SeatState.SEATED


def signing(town: Market, clock: Clock) -> tuple[Panel, list[Seat]]:
    """A drawn panel that has agreed and signs."""
    listed(town, 3)
    panel = scored(town, clock)
    drawn(town, clock, panel)
    seats = [declare(seat_id=one.pk, by=one.expert, must_recuse=False) for one in panel.seats.order_by("pk")]
    start_scoring(panel_id=panel.pk, by=town.supervisor)
    handed_in(panel, seats)
    agree_scores(panel_id=panel.pk, by=seats[0].expert, points=points(panel), minutes="一致。")
    panel.refresh_from_db()
    return panel, seats


def test_an_expert_who_is_silent_past_the_day_has_agreed(town: Market, clock: Clock) -> None:
    panel, seats = signing(town, clock)
    sign_scores(seat_id=seats[0].pk, by=seats[0].expert)
    sign_scores(seat_id=seats[1].pk, by=seats[1].expert, dissent="第二家方案偏差较大。")
    assert panel.sign_until is not None
    clock.set(panel.sign_until - timedelta(seconds=1))
    tick()
    panel.refresh_from_db()
    assert panel.state == PanelState.SIGNING
    clock.set(panel.sign_until)
    tick()
    panel.refresh_from_db()
    silent = Seat.objects.get(pk=seats[2].pk)
    assert (panel.state, silent.is_deemed, silent.dissent) == (PanelState.SETTLED, True, "")
    assert not Seat.objects.get(pk=seats[0].pk).is_deemed
    told = Event.objects.get(name="seat.deemed_signed")
    assert "第五十三条" in told.data["basis"]


def test_dissents_of_the_most_are_not_outvoted_by_silence(town: Market, clock: Clock) -> None:
    panel, seats = signing(town, clock)
    for seat in seats[:2]:
        sign_scores(seat_id=seat.pk, by=seat.expert, dissent="不同意。")
    assert panel.sign_until is not None
    clock.set(panel.sign_until)
    tick()
    panel.refresh_from_db()
    assert panel.state == PanelState.CONSENSUS
    assert not panel.seats.filter(is_deemed=True).exists()
