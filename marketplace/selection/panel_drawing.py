"""Drawing a panel from the register of experts, in public and under numbers, and filling places that fall free.

The draw is the same that finds winners: list, future public number and committed code are announced first, so nobody
can pick a panel; the numbers say nothing about who the experts are.
"""

from django.db.transaction import atomic

from cms.kernel.access import Act, require
from cms.kernel.errors import WrongState
from cms.kernel.models import User
from cms.kernel.states import locked
from cms.kernel.trail import record
from marketplace.selection.drawing import announce_draw
from marketplace.selection.errors import BadPanelSize, TooFewExperts, WrongStage
from marketplace.selection.methods.draw import Entry
from marketplace.selection.models import Draw, Panel, Seat
from marketplace.selection.panel_queries import drawn_and_free, eligible_experts
from marketplace.selection.panel_rules import SMALLEST_PANEL
from marketplace.selection.states import DrawPurpose, PanelState, SeatState


@atomic
def draw_panel(*, panel_id: int, size: int, by: User) -> Draw:
    """The draw of `size` experts among all who can judge the need's offers is announced.

    Raises NotAllowed, WrongStage, WrongState once drawn or seated by name, BadPanelSize, TooFewExperts.
    """
    require(by, Act.SUPERVISE_MARKET)
    panel = locked(Panel, panel_id, "need__procurement__service_type__category", "need__procurement__owner")
    if panel.state != PanelState.SEATING:
        raise WrongStage(state=panel.state_label)
    if panel.size is not None or panel.seats.exists():
        raise WrongState(noun=panel._meta.verbose_name, state=panel.state_label)
    if size < SMALLEST_PANEL or size % 2 == 0:
        raise BadPanelSize(least=SMALLEST_PANEL)
    able = eligible_experts(panel)
    if len(able) < size:
        raise TooFewExperts(count=len(able), wanted=size)
    draw = announce_draw(panel.need, DrawPurpose.EXPERTS, [Entry(expert.number) for expert in able])
    if draw is None:
        raise WrongState(noun=panel._meta.verbose_name, state=panel.state_label)
    panel.size = size
    panel.save(update_fields=["size"])
    record("panel.drawing", about=panel, by=by, need=panel.need_id, draw=draw.pk, size=size)
    return draw


@atomic
def seat_those_drawn(*, panel_id: int) -> list[Seat]:
    """Every place of the panel that is free has the next of those drawn, as long as there is one."""
    panel = locked(Panel, panel_id, "need__procurement__service_type__category", "need__procurement__owner")
    if panel.size is None or panel.state != PanelState.SEATING:
        return []
    free = panel.size - panel.seats.exclude(state=SeatState.RECUSED).count()
    seats = [Seat.objects.create(panel=panel, expert=expert.user) for expert in drawn_and_free(panel)[: max(free, 0)]]
    for seat in seats:
        record("seat.seated", about=seat, by=None, need=panel.need_id)
    return seats
