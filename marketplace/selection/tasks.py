"""What follows from an opening, a draw, an auction and a panel: the need is evaluated, and bidders are asked."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cms.kernel.errands import errand
from cms.kernel.messages.services import notify
from marketplace.selection.models import Auction, Draw, Panel, PriceQuestion
from marketplace.selection.services import evaluate_need as evaluate


@errand()
def evaluate_need(need_id: int) -> None:
    """The method's answer is on record."""
    evaluate(need_id=need_id)


@errand()
def evaluate_drawn_need(draw_id: int) -> None:
    """The draw was held: its need is evaluated again."""
    evaluate(need_id=Draw.objects.values_list("need_id", flat=True).get(pk=draw_id))


@errand()
def evaluate_auctioned_need(auction_id: int) -> None:
    """Nobody undercuts any more: the auction's need is evaluated again."""
    evaluate(need_id=Auction.objects.values_list("need_id", flat=True).get(pk=auction_id))


@errand()
def evaluate_scored_need(panel_id: int) -> None:
    """The panel has settled: its need is evaluated again."""
    evaluate(need_id=Panel.objects.values_list("need_id", flat=True).get(pk=panel_id))


@errand()
def ask_about_price(question_id: int) -> None:
    """The bidder of an abnormally low price knows that it has to explain it, and until when."""
    question = PriceQuestion.objects.select_related("need__procurement", "party").get(pk=question_id)
    notify(
        party=question.party,
        subject=_("请说明报价理由：%(title)s"),
        body=_("贵单位在“%(title)s”的报价明显偏低，请于 %(until)s 前提交书面说明和证明材料，逾期视为无法说明。"),
        link=reverse("marketplace:justify_price", args=[question.pk]),
        title=question.need.title,
        until=date_format(localtime(question.answer_until), "DATETIME_FORMAT"),
    )
