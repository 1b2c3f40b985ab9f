"""The life of a need, and the words its notice is written in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class NeedState(models.TextChoices):
    """The life of one posting."""

    DRAFT = "draft", _("草稿")  # only its owner sees it
    POSTED = "posted", _("报名报价中")  # sealed bids are taken until closes_at
    CLOSED = "closed", _("已截止待开启")  # nothing is taken any more, nothing is known yet
    OPENED = "opened", _("已开启评选中")  # all prices are known to everybody at once
    AWARDED = "awarded", _("已中选")
    FAILED = "failed", _("流选")  # too few, or nobody left; may be posted again within the procurement
    CANCELLED = "cancelled", _("已取消")


NEED_MOVES: Moves = {
    NeedState.DRAFT: {NeedState.POSTED, NeedState.CANCELLED},
    NeedState.POSTED: {NeedState.CLOSED, NeedState.CANCELLED},
    NeedState.CLOSED: {NeedState.OPENED, NeedState.FAILED, NeedState.CANCELLED},
    NeedState.OPENED: {NeedState.AWARDED, NeedState.FAILED, NeedState.CANCELLED},
    NeedState.AWARDED: {NeedState.OPENED, NeedState.FAILED, NeedState.CANCELLED},
}

PUBLIC_STATES = frozenset(NeedState) - {NeedState.DRAFT}
ENDED_WITHOUT_AWARD = frozenset({NeedState.FAILED, NeedState.CANCELLED})


class MethodChangeState(models.TextChoices):
    """The life of a change of method after a second failure."""

    REQUESTED = "requested", _("待审批")
    APPROVED = "approved", _("已同意")
    REFUSED = "refused", _("未同意")


METHOD_CHANGE_MOVES: Moves = {
    MethodChangeState.REQUESTED: {MethodChangeState.APPROVED, MethodChangeState.REFUSED},
}


class OpenerState(models.TextChoices):
    """Whether a named opener has agreed to the opening of a large need."""

    NAMED = "named", _("待到场")  # the need cannot be opened before enough of them agreed
    CONSENTED = "consented", _("已同意开启")
    STANDBY = "standby", _("候补")  # holds a share that counts once it takes somebody's place
    EXCHANGED = "exchanged", _("已更换")  # its share is destroyed


OPENER_MOVES: Moves = {
    OpenerState.NAMED: {OpenerState.CONSENTED, OpenerState.EXCHANGED},
    OpenerState.STANDBY: {OpenerState.NAMED},
}


class ExchangeState(models.TextChoices):
    """Whether a second supervisor agreed to the exchange of an opener."""

    PROPOSED = "proposed", _("待复核")
    AGREED = "agreed", _("已更换")
    REFUSED = "refused", _("未予更换")


EXCHANGE_MOVES: Moves = {ExchangeState.PROPOSED: {ExchangeState.AGREED, ExchangeState.REFUSED}}


class Method(models.TextChoices):
    """How the winner is found; the same codes as the arithmetic in selection.methods."""

    DIRECT = "direct", _("直接选取")
    DRAW = "draw", _("随机抽取")
    LOWEST_PRICE = "lowest_price", _("竞价（最低价）")
    REVERSE_AUCTION = "reverse_auction", _("竞价（多轮）")
    AVERAGE_PRICE = "average_price", _("均价选取")
    SCORED = "scored", _("综合评分")
    CREDIT_PREFERRED = "credit_preferred", _("信用择优")
    INVITED = "invited", _("邀请选取")
    SEPARATION = "separation", _("评定分离")


class Tie(models.TextChoices):
    """Who comes first of equals; fixed by the notice, never chosen afterwards."""

    EARLIEST = "earliest", _("送达较早者优先")
    DRAW = "draw", _("公开抽取")
    TECHNICAL = "technical", _("技术分较高者优先，仍相同的公开抽取")
    LOWER_PRICE = "lower_price", _("报价较低者优先，仍相同的公开抽取")
    COMMITTEE = "committee", _("由定标委员会确定")


class TooFew(models.TextChoices):
    """What follows when fewer valid offers came than the method needs."""

    REPOST = "repost", _("流选，复核条款后重新发布")
    SEALED = "sealed", _("两家以上的改按密封最低价选取，否则流选")
    WIDEN = "widen", _("流选，扩大邀请范围后重新发布")
    FAIL = "fail", _("选取终止，可改用其他方式")


class Quote(models.TextChoices):
    """What bidders state."""

    AMOUNT = "amount", _("报价金额")
    DISCOUNT = "discount", _("下浮率")


class Regime(models.TextChoices):
    """Under whose clocks and words a need runs."""

    MARKET = "market", _("中介超市")
    TENDER = "tender", _("依法必须招标")
    GOVERNMENT = "government", _("政府采购")


class BarReason(models.TextChoices):
    """Why a party may not take part in a need."""

    WROTE_SPECIFICATION = "wrote_specification", _("参与编制本项目需求文件")
    HANDLES_NEED = "handles_need", _("代理本项目采购事务")
    AFFILIATED = "affiliated", _("与业主单位存在隶属或利害关系")
    GAVE_UP = "gave_up", _("曾放弃本项目中选资格")
    LOST_AWARD = "lost_award", _("曾被取消本项目中选资格")


FORMER_WINNERS = (BarReason.GAVE_UP, BarReason.LOST_AWARD)
"""Who had an award of the procurement and has it no more."""
