"""What follows from an opening and from a draw: the need is evaluated."""

from cms.kernel.errands import errand
from marketplace.selection.models import Draw
from marketplace.selection.services import evaluate_need as evaluate


@errand()
def evaluate_need(need_id: int) -> None:
    """The method's answer is on record."""
    evaluate(need_id=need_id)


@errand()
def evaluate_drawn_need(draw_id: int) -> None:
    """The draw was held: its need is evaluated again."""
    evaluate(need_id=Draw.objects.values_list("need_id", flat=True).get(pk=draw_id))
