"""The lives of a payment, of an attempt to make it, and of a break between our books and the bank's."""

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class PaymentState(models.TextChoices):
    """The life of one instalment of a grant to one payee."""

    DRAFTED = "drafted", _("待编批")  # may be put into a batch
    LOCKED = "locked", _("待复核")  # its content is fixed by a hash
    APPROVED = "approved", _("待签发")  # a second person checked it
    RELEASED = "released", _("支付中")  # a third person let it go; its attempt is on the way
    SETTLED = "settled", _("已到账")  # on the bank's statement
    CLOSED = "closed", _("已归档")  # the day it was settled on is closed without breaks
    FAILED = "failed", _("支付未成功")  # certainly not paid; the money is reserved again
    RETURNED = "returned", _("银行退票")  # paid and come back
    CORRECTING = "correcting", _("账户更正中")  # waits for a verified account
    HELD = "held", _("已暂缓支付")  # kept back with a reason
    FROZEN = "frozen", _("冻结待查")  # our books and the bank's contradict each other
    CANCELLED = "cancelled", _("已撤销")  # will not be paid; the reservation is released


PAYMENT_MOVES: Final[Moves] = {
    PaymentState.DRAFTED: {PaymentState.LOCKED, PaymentState.HELD, PaymentState.CANCELLED, PaymentState.FROZEN},
    PaymentState.LOCKED: {PaymentState.APPROVED, PaymentState.DRAFTED, PaymentState.FROZEN},
    PaymentState.APPROVED: {PaymentState.RELEASED, PaymentState.DRAFTED, PaymentState.FROZEN},
    PaymentState.RELEASED: {PaymentState.SETTLED, PaymentState.FAILED, PaymentState.HELD, PaymentState.FROZEN},
    PaymentState.SETTLED: {PaymentState.CLOSED, PaymentState.RETURNED, PaymentState.FROZEN},
    PaymentState.CLOSED: {PaymentState.RETURNED, PaymentState.FROZEN},
    PaymentState.FAILED: {PaymentState.DRAFTED, PaymentState.CORRECTING, PaymentState.FROZEN},
    PaymentState.RETURNED: {PaymentState.CORRECTING, PaymentState.FROZEN},
    PaymentState.CORRECTING: {PaymentState.DRAFTED, PaymentState.CANCELLED, PaymentState.FROZEN},
    PaymentState.HELD: {PaymentState.DRAFTED, PaymentState.FROZEN},
    # two people's way out, to where the payment's attempts say it stands
    PaymentState.FROZEN: {
        PaymentState.SETTLED,
        PaymentState.RELEASED,
        PaymentState.RETURNED,
        PaymentState.FAILED,
        PaymentState.HELD,
    },
}
PAID: Final = (PaymentState.SETTLED, PaymentState.CLOSED)
EDITABLE: Final = (PaymentState.DRAFTED,)
CANCELLABLE: Final = (PaymentState.DRAFTED, PaymentState.CORRECTING)  # by two people; nothing of it is under way
REDIRECTABLE: Final = (PaymentState.CORRECTING, PaymentState.HELD)  # the account may be another one, nothing else
WAITING: Final = (
    PaymentState.DRAFTED,
    PaymentState.FAILED,
    PaymentState.RETURNED,
    PaymentState.CORRECTING,
    PaymentState.HELD,
    PaymentState.FROZEN,
)
"""On somebody's desk, and few at any time: what workbenches ask for."""


class HoldReason(models.TextChoices):
    """Why a payment waits, where no person wrote a reason: kept as a code, told in the reader's language."""

    NO_ACCOUNT = "no_account", _("收款账户已失效或未核实")
    NOT_READY = "not_ready", _("兑付事项状态已变化")
    CHANGED = "changed", _("决定之后情况有变")  # what changed is kept as structure beside it


class AttemptState(models.TextChoices):
    """The life of one instruction to the bank under one end-to-end id."""

    QUEUED = "queued", _("待发送")  # nothing has left the house
    SUBMITTING = "submitting", _("发送中")  # committed before the wire; may or may not have left
    ACCEPTED = "accepted", _("银行已受理")  # the bank echoed our id and amount
    UNKNOWN = "unknown", _("结果待查")  # no usable answer: neither paid nor unpaid
    MANUAL_REVIEW = "manual_review", _("人工核查")  # the bank's books contradict themselves
    SETTLED = "settled", _("已入账")  # on a statement
    RETURNED = "returned", _("已退票")  # a later statement gave it back
    REJECTED = "rejected", _("确认未付")  # definitely refused, or two people saw a complete statement without it
    CANCELLED = "cancelled", _("发送前已撤销")  # taken from the queue


ATTEMPT_MOVES: Final[Moves] = {
    AttemptState.QUEUED: {AttemptState.SUBMITTING, AttemptState.CANCELLED},
    AttemptState.SUBMITTING: {
        AttemptState.ACCEPTED,
        AttemptState.REJECTED,
        AttemptState.UNKNOWN,
        AttemptState.SETTLED,
    },
    # a complete statement without it takes an acceptance back
    AttemptState.ACCEPTED: {AttemptState.SETTLED, AttemptState.UNKNOWN, AttemptState.MANUAL_REVIEW},
    AttemptState.UNKNOWN: {
        AttemptState.ACCEPTED,
        AttemptState.SETTLED,
        AttemptState.REJECTED,
        AttemptState.MANUAL_REVIEW,
    },
    AttemptState.MANUAL_REVIEW: {AttemptState.SETTLED, AttemptState.REJECTED},
    AttemptState.SETTLED: {AttemptState.RETURNED},
    AttemptState.REJECTED: {AttemptState.SETTLED},  # a late success that two people have looked into
}
ON_THE_WIRE: Final = (
    AttemptState.SUBMITTING,
    AttemptState.ACCEPTED,
    AttemptState.UNKNOWN,
    AttemptState.MANUAL_REVIEW,
)
LIVE: Final = (AttemptState.QUEUED, *ON_THE_WIRE, AttemptState.SETTLED)
UNDER_WAY: Final = (AttemptState.QUEUED, AttemptState.SUBMITTING, AttemptState.UNKNOWN)
"""To be claimed, waited for or asked about: what workers look for, slice by slice."""


class Step(models.TextChoices):
    """The three steps of a batch, by three people."""

    LOCK = "lock", _("经办")
    APPROVE = "approve", _("复核")
    COUNTERSIGN = "countersign", _("会签")  # one more signature for each tier of the amount asks for
    RELEASE = "release", _("签发")


class BatchStage(models.TextChoices):
    """Where a batch stands; derived from its approvals and payments, never stored."""

    DRAFTED = "drafted", _("编制中")
    LOCKED = "locked", _("待复核")
    APPROVED = "approved", _("待签发")
    RELEASED = "released", _("支付中")
    FINISHED = "finished", _("已办结")
    DISSOLVED = "dissolved", _("已退回经办")


class ClawbackState(models.TextChoices):
    """The life of a demand for money that should not have been paid."""

    PROPOSED = "proposed", _("待复核")
    DEMANDED = "demanded", _("追缴中")  # the enterprise has been told
    RECOVERED = "recovered", _("已追回")  # on the bank's statement
    DROPPED = "dropped", _("不予追缴")


CLAWBACK_MOVES: Final[Moves] = {
    ClawbackState.PROPOSED: {ClawbackState.DEMANDED, ClawbackState.DROPPED},
    ClawbackState.DEMANDED: {ClawbackState.RECOVERED, ClawbackState.DROPPED},
}


class BroughtState(models.TextChoices):
    """The life of a statement that a person brought as a file: another confirms that it is the bank's."""

    BROUGHT = "brought", _("待确认")  # read and found sound; nothing of it is in our books
    CONFIRMED = "confirmed", _("已确认入账")  # a second person held it against the bank's; it is imported
    DECLINED = "declined", _("已退回")  # it is not the bank's, or a mistake


BROUGHT_MOVES: Final[Moves] = {BroughtState.BROUGHT: {BroughtState.CONFIRMED, BroughtState.DECLINED}}


class BreakKind(models.TextChoices):
    """How our books and the bank's can differ."""

    OURS_NOT_THEIRS = "ours_not_theirs", _("我方有、银行无")  # sent, and absent from the complete statement of its day
    THEIRS_NOT_OURS = "theirs_not_ours", _("银行有、我方无")  # money moved that we never ordered: fraud alarm
    AMOUNT = "amount", _("金额不符")
    ACCOUNT = "account", _("收款账户不符")
    DUPLICATE = "duplicate", _("重复支付")  # one end-to-end id paid more than once
    LATE_SUCCESS = "late_success", _("认定未付后又付款")  # paid after we had concluded that it was not
    STRAY_RETURN = "stray_return", _("退票无对应付款")  # a return of nothing we paid


class BreakState(models.TextChoices):
    """The life of a break: one person explains, another confirms."""

    OPEN = "open", _("待处理")
    PROPOSED = "proposed", _("待复核")
    EXPLAINED = "explained", _("已核销")


class Remedy(models.TextChoices):
    """What follows from a break, once two people agree on it."""

    NOTED = "noted", _("仅作说明，无需调账")
    UNPAID = "unpaid", _("认定未付，款项退回预留")
    PAID = "paid", _("认定已付，按银行记录入账")
    RECOVERED = "recovered", _("错付款项已追回或冲正")
    CLAWBACK = "clawback", _("认定为追缴事项的回款")


# The first is the usual one. What the bank paid in another amount is never called paid: it is recovered first.
REMEDIES: Final[Mapping[str, tuple[Remedy, ...]]] = {
    BreakKind.OURS_NOT_THEIRS: (Remedy.UNPAID,),
    BreakKind.THEIRS_NOT_OURS: (Remedy.NOTED, Remedy.RECOVERED),
    BreakKind.AMOUNT: (Remedy.RECOVERED,),
    BreakKind.ACCOUNT: (Remedy.RECOVERED, Remedy.PAID),
    BreakKind.DUPLICATE: (Remedy.RECOVERED,),
    BreakKind.LATE_SUCCESS: (Remedy.PAID, Remedy.RECOVERED),
    BreakKind.STRAY_RETURN: (Remedy.NOTED, Remedy.UNPAID, Remedy.RECOVERED, Remedy.CLAWBACK),
}
BREAK_MOVES: Final[Moves] = {
    BreakState.OPEN: {BreakState.PROPOSED},
    BreakState.PROPOSED: {BreakState.EXPLAINED, BreakState.OPEN},
}
