"""The lives of a public notice and of an objection."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class NoticeState(models.TextChoices):
    """The life of a public notice."""

    OPEN = "open", _("公示中")  # names and amounts are shown; objections are heard
    CLOSED = "closed", _("公示结束")  # its days are over


NOTICE_MOVES: Moves = {NoticeState.OPEN: {NoticeState.CLOSED}}


class ObjectionState(models.TextChoices):
    """The life of an objection."""

    RECEIVED = "received", _("待处理")  # named, with its grounds; the contested grant waits
    UPHELD = "upheld", _("异议成立")  # the grant is withdrawn
    CORRECTED = "corrected", _("异议成立，金额更正")  # the grant is shown again with another amount
    REJECTED = "rejected", _("异议不成立")  # the grant goes on


OBJECTION_MOVES: Moves = {
    ObjectionState.RECEIVED: {ObjectionState.UPHELD, ObjectionState.CORRECTED, ObjectionState.REJECTED}
}


class NoticeReason(models.TextChoices):
    """Why something is shown again: kept as a code, told in the reader's language."""

    SHARED = "shared", _("资金不足，按比例核定后金额变化")
    LATE = "late", _("确认或处理结果晚于整批公示")
    CORRECTED = "corrected", _("异议成立，更正金额")
