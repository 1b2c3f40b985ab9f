"""The lives of a draw, of a reverse auction and of a panel of experts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class DrawState(models.TextChoices):
    """The life of a public draw."""

    ANNOUNCED = "announced", _("待抽取")  # list, source of the number and committed code are public
    HELD = "held", _("已抽取")  # number and code are public: anybody can recompute the order


DRAW_MOVES: Moves = {DrawState.ANNOUNCED: {DrawState.HELD}}


class DrawPurpose(models.TextChoices):
    """What a need draws for."""

    ORDER = "order", _("抽取中选顺位")
    WEIGHTED = "weighted", _("按信用加权抽取入围顺位")
    BASE = "base", _("抽取基准价系数")
    TIE = "tie", _("抽取并列顺位")
    EXPERTS = "experts", _("抽取评审专家")


class AuctionState(models.TextChoices):
    """The life of a reverse auction."""

    RUNNING = "running", _("竞价进行中")  # somebody's turn runs
    ENDED = "ended", _("竞价已结束")  # nobody undercuts any more


AUCTION_MOVES: Moves = {AuctionState.RUNNING: {AuctionState.ENDED}}


class PanelState(models.TextChoices):
    """The life of a panel that scores the offers of one need."""

    SEATING = "seating", _("组建中")  # the supervisor seats experts, who declare before they see anything
    SCORING = "scoring", _("独立评分中")  # each expert alone
    CONSENSUS = "consensus", _("合议中")  # all sheets are in; the chair records what was agreed
    SIGNING = "signing", _("签署中")  # each expert signs or dissents
    SETTLED = "settled", _("评审完成")


PANEL_MOVES: Moves = {
    PanelState.SEATING: {PanelState.SCORING},
    PanelState.SCORING: {PanelState.CONSENSUS, PanelState.SEATING},
    PanelState.CONSENSUS: {PanelState.SIGNING},
    PanelState.SIGNING: {PanelState.SETTLED, PanelState.CONSENSUS},
}


class SeatState(models.TextChoices):
    """The life of one expert's seat."""

    SEATED = "seated", _("待作回避声明")  # sees the names of the bidders, no offer
    DECLARED = "declared", _("已声明无需回避")
    RECUSED = "recused", _("已回避")


SEAT_MOVES: Moves = {SeatState.SEATED: {SeatState.DECLARED, SeatState.RECUSED}}


class CommitteeMethod(models.TextChoices):
    """By which recorded method an award committee decides."""

    VOTE = "vote", _("票决定标法")
    PRICE = "price", _("价格竞争定标法")
    DELIBERATION = "deliberation", _("集体议事法")
