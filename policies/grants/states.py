"""The lives of a decision and of a grant."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class DecisionState(models.TextChoices):
    """The life of one act by which a department decides on the matches of a run."""

    DRAWN_UP = "drawn_up", _("待公示")  # notice first: names and amounts due are about to be shown
    ASKING = "asking", _("企业确认中")  # the enterprises are asked to confirm amount and account
    FIXED = "fixed", _("金额已核定")  # confirmations are closed, amounts are final, money is reserved
    NOTICED = "noticed", _("公示中")  # names and amounts are shown in public
    FINISHED = "finished", _("公示结束")  # what remained uncontested is ready to be paid
    EMPTY = "empty", _("无可兑付对象")  # nobody confirmed, or every grant was taken back before its notice


# Confirm first: asking → fixed → noticed → finished. Notice first: drawn up → noticed → asking → fixed → finished,
# with a second notice between the last two when amounts differ from those shown.
DECISION_MOVES: Moves = {
    DecisionState.DRAWN_UP: {DecisionState.NOTICED, DecisionState.EMPTY},
    DecisionState.ASKING: {DecisionState.FIXED, DecisionState.EMPTY},
    DecisionState.FIXED: {DecisionState.NOTICED, DecisionState.FINISHED},
    DecisionState.NOTICED: {DecisionState.ASKING, DecisionState.FINISHED},
}


class GrantState(models.TextChoices):
    """The life of what one enterprise is to receive under one benefit for one period."""

    TO_NOTICE = "to_notice", _("待公示")  # notice first: the department has decided; nobody is asked yet
    DECIDED = "decided", _("待企业确认")  # the enterprise is asked
    CONFIRMED = "confirmed", _("企业已确认")  # amount and account confirmed
    FIXED = "fixed", _("金额已核定")  # the amount is final and reserved on the budget line
    NOTICED = "noticed", _("公示中")  # shown in public
    CONTESTED = "contested", _("异议处理中")  # an objection is open; only this grant waits
    READY = "ready", _("待支付")  # nothing stands between it and a payment batch
    PAID = "paid", _("已兑付")  # every payment of it is settled by the bank's statement
    LAPSED = "lapsed", _("逾期放弃")  # the enterprise stayed silent until the deadline
    WITHDRAWN = "withdrawn", _("已撤销")  # an objection was upheld, or the department took it back
    RECLAIMED = "reclaimed", _("已追缴")  # paid, demanded back and recovered in full


GRANT_MOVES: Moves = {
    GrantState.TO_NOTICE: {GrantState.NOTICED, GrantState.WITHDRAWN},
    GrantState.DECIDED: {GrantState.CONFIRMED, GrantState.LAPSED, GrantState.WITHDRAWN},
    GrantState.CONFIRMED: {GrantState.FIXED, GrantState.WITHDRAWN},
    GrantState.FIXED: {GrantState.NOTICED, GrantState.READY, GrantState.WITHDRAWN},
    GrantState.NOTICED: {GrantState.CONTESTED, GrantState.DECIDED, GrantState.READY, GrantState.WITHDRAWN},
    # a corrected amount goes back to be shown again
    GrantState.CONTESTED: {
        GrantState.NOTICED,
        GrantState.DECIDED,
        GrantState.READY,
        GrantState.TO_NOTICE,
        GrantState.FIXED,
        GrantState.WITHDRAWN,
    },
    GrantState.READY: {GrantState.PAID, GrantState.WITHDRAWN},
    GrantState.LAPSED: {GrantState.DECIDED},
    # what the bank gave back is paid again, or never
    GrantState.PAID: {GrantState.RECLAIMED, GrantState.READY},
}
DEAD = (GrantState.LAPSED, GrantState.WITHDRAWN, GrantState.RECLAIMED)
AMOUNT_FINAL = (GrantState.FIXED, GrantState.READY, GrantState.PAID)
NOT_ASKED_YET = (GrantState.TO_NOTICE, GrantState.NOTICED, GrantState.CONTESTED)


class PersonState(models.TextChoices):
    """The life of what is known of a person whom a grant pays."""

    GIVEN = "given", _("待核实")  # named by the enterprise or its department, checked by nobody
    VERIFIED = "verified", _("已核实")  # a second person checked name, identity and card; payments may use it
    RETIRED = "retired", _("已停用")  # replaced, or found wrong


PERSON_MOVES: Moves = {
    PersonState.GIVEN: {PersonState.VERIFIED, PersonState.RETIRED},
    PersonState.VERIFIED: {PersonState.RETIRED},
}


class PayeeState(models.TextChoices):
    """The life of the word about whom a policy's rule means by a payee that is not the enterprise."""

    NAMED = "named", _("待复核")  # by one reviewer of the department; nothing is paid to it
    CONFIRMED = "confirmed", _("已生效")  # a second one agreed: lists closed from now on pay it
    RETIRED = "retired", _("已停用")  # another was named in its place, or it was not agreed to


PAYEE_MOVES: Moves = {
    PayeeState.NAMED: {PayeeState.CONFIRMED, PayeeState.RETIRED},
    PayeeState.CONFIRMED: {PayeeState.RETIRED},
}


class InstalmentState(models.TextChoices):
    """The life of one instalment of a grant to one payee, until a payment is made of it."""

    PLANNED = "planned", _("待到期")  # reserved on its lines; its fiscal year has not begun
    CARRIED = "carried", _("已结转，待安排资金")  # money was short: waits for the lines of the next year
    DOUBTFUL = "doubtful", _("待部门核实")  # due, but its condition does not hold on the facts of today
    DUE = "due", _("已到期")  # to be paid
    STOPPED = "stopped", _("已停付")  # will not be paid; what was reserved is available again


INSTALMENT_MOVES: Moves = {
    InstalmentState.PLANNED: {InstalmentState.DUE, InstalmentState.DOUBTFUL, InstalmentState.STOPPED},
    InstalmentState.CARRIED: {InstalmentState.PLANNED, InstalmentState.STOPPED},
    InstalmentState.DOUBTFUL: {InstalmentState.DUE, InstalmentState.STOPPED},
}
PENDING = (InstalmentState.PLANNED, InstalmentState.CARRIED, InstalmentState.DOUBTFUL)
HOLDS_MONEY = (InstalmentState.PLANNED, InstalmentState.DOUBTFUL, InstalmentState.DUE)


class EndReason(models.TextChoices):
    """Why a grant ended, where no person wrote a reason: kept as a code, told in the reader's language."""

    SILENT = "silent", _("逾期未确认")
    NO_ACCOUNT = "no_account", _("没有已核实的收款账户")
    MONEY_GONE = "money_gone", _("预算资金不足")
    RANKED_OUT = "ranked_out", _("按择优排序，资金或名额已由名次在前的企业用完")
    PAYMENTS_CANCELLED = "payments_cancelled", _("支付已全部撤销")


class Means(models.TextChoices):
    """How an enterprise was contacted."""

    MESSAGE = "message", _("站内消息和邮件")  # a reminder of the house itself
    PHONE = "phone", _("电话")
    VISIT = "visit", _("上门")
    LETTER = "letter", _("书面函件")
    MAIL = "mail", _("电子邮件")


class Outcome(models.TextChoices):
    """What came of a contact."""

    SENT = "sent", _("已送达")
    REACHED = "reached", _("已联系到经办人")
    NOT_REACHED = "not_reached", _("无人接听或应答")
    WRONG_CONTACT = "wrong_contact", _("联系方式有误")
