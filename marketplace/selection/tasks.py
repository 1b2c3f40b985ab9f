"""What follows from an opening, a draw, an auction and a panel: the need is evaluated, and bidders are asked."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cms.kernel.errands import RECORDS, errand
from cms.kernel.messages.services import notify, notify_each
from cms.kernel.people.models import Membership, MembershipState, User
from cms.kernel.roles import Role
from marketplace.bidding.models import OpenedBid
from marketplace.selection.models import Auction, Draw, Panel, PriceQuestion, Seat
from marketplace.selection.panel_drawing import seat_those_drawn
from marketplace.selection.services import evaluate_need as evaluate
from marketplace.selection.states import DrawPurpose, SeatState


@errand()
def evaluate_need(need_id: int) -> None:
    """The method's answer is on record."""
    evaluate(need_id=need_id)


@errand()
def evaluate_drawn_need(draw_id: int) -> None:
    """The draw was held: its need is evaluated again, or the experts drawn are seated."""
    draw = Draw.objects.get(pk=draw_id)
    if draw.purpose == DrawPurpose.EXPERTS:
        seat_those_drawn(panel_id=Panel.objects.values_list("pk", flat=True).get(need=draw.need_id))
    else:
        evaluate(need_id=draw.need_id)


@errand(queue=RECORDS)
def tell_bidders_of_draw(draw_id: int) -> None:
    """Before the number is out, everybody who acts for a bidder holds the announcement's digest: what is published
    after the draw can be held against it by others than the house. Experts are drawn without a word.
    """
    draw = Draw.objects.select_related("need__procurement").get(pk=draw_id)
    if draw.purpose == DrawPurpose.EXPERTS:
        return
    bidders = OpenedBid.objects.filter(need=draw.need_id).values("party")
    held = Membership.objects.filter(party__in=bidders, role=Role.AGENCY, state=MembershipState.ACTIVE)
    told = {
        "title": draw.need.title,
        "source": draw.record["public_number"]["source"],
        "when": date_format(localtime(draw.drawn_at), "DATETIME_FORMAT"),
        "digest": draw.record["announcement_sha256"],
    }
    notify_each(
        [(user, told) for user in User.objects.filter(memberships__in=held).order_by("pk").distinct()],
        subject=_("公开抽取公告：%(title)s"),
        body=_(
            "“%(title)s”将公开抽取。名单和规则已经公布，号码取自%(source)s，将于 %(when)s 产生。"
            "公告摘要为 %(digest)s，请保存；抽取后公布的记录须与它一致。"
        ),
        link=reverse("marketplace:draw", args=[draw.pk]),
    )


@errand()
def seat_substitute(seat_id: int) -> None:
    """An expert has stepped aside: the next of those drawn takes the place."""
    seat_those_drawn(panel_id=Seat.objects.values_list("panel_id", flat=True).get(pk=seat_id))


@errand()
def ask_expert(seat_id: int) -> None:
    """The expert knows of the seat and what to do first."""
    seat = Seat.objects.select_related("panel__need__procurement", "expert").get(pk=seat_id)
    notify(
        user=seat.expert,
        subject=_("请参加评审：%(title)s"),
        body=_("您被选为“%(title)s”的评审专家，请先作回避声明。名单在中选结果公布前保密。"),
        link=reverse("marketplace:seat", args=[seat.pk]),
        title=seat.panel.need.title,
    )


@errand()
def ask_for_signatures(panel_id: int) -> None:
    """Every expert of the panel knows until when to sign, and what silence means."""
    panel = Panel.objects.select_related("need__procurement").get(pk=panel_id)
    for seat in panel.seats.filter(state=SeatState.DECLARED, signed_at=None).select_related("expert"):
        notify(
            user=seat.expert,
            subject=_("请签署评审结果：%(title)s"),
            body=_("“%(title)s”已完成合议，请于 %(until)s 前签署或书面写明不同意见；逾期未签署的，视为同意。"),
            link=reverse("marketplace:seat", args=[seat.pk]),
            title=panel.need.title,
            until=date_format(localtime(panel.sign_until), "DATETIME_FORMAT") if panel.sign_until else "",
        )


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
