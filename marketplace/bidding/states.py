"""The life of a sealed bid, and what an opened one turned out to be."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class BidState(models.TextChoices):
    """The life of one sealed envelope."""

    SEALED = "sealed", _("已密封")  # counts at opening
    REPLACED = "replaced", _("已被替换")  # the same bidder sealed another
    WITHDRAWN = "withdrawn", _("已撤回")
    OPENED = "opened", _("已开启")
    UNREADABLE = "unreadable", _("无法开启")  # not what was receipted, or not decipherable


BID_MOVES: Moves = {
    BidState.SEALED: {BidState.REPLACED, BidState.WITHDRAWN, BidState.OPENED, BidState.UNREADABLE},
}


class Fault(models.TextChoices):
    """Why an opened bid does not count; blank when it does."""

    RELATED = "related", _("与其他报价单位存在关联关系，双方报价均无效")
    BARRED = "barred", _("属于应当回避或不得参加的单位")
    NOT_ADMITTED = "not_admitted", _("报价时不具备该服务事项的入驻资格")
    CERTIFICATE_EXPIRED = "certificate_expired", _("资质证书在截止日前已到期")
    BAD_PRICE = "bad_price", _("报价不符合公告要求")
