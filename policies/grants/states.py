"""The lives of a decision and of a grant."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class DecisionState(models.TextChoices):
    """The life of one act by which a department decides on the matches of a run."""

    ASKING = "asking", _("企业确认中")  # the enterprises are asked to confirm amount and account
    FIXED = "fixed", _("金额已核定")  # confirmations are closed, amounts are final, money is reserved
    NOTICED = "noticed", _("公示中")  # names and amounts are shown in public
    FINISHED = "finished", _("公示结束")  # what remained uncontested is ready to be paid
    EMPTY = "empty", _("无可兑付对象")  # nobody confirmed


DECISION_MOVES: Moves = {
    DecisionState.ASKING: {DecisionState.FIXED, DecisionState.EMPTY},
    DecisionState.FIXED: {DecisionState.NOTICED},
    DecisionState.NOTICED: {DecisionState.FINISHED},
}


class GrantState(models.TextChoices):
    """The life of what one enterprise is to receive under one benefit for one period."""

    DECIDED = "decided", _("待企业确认")  # the department has decided; the enterprise is asked
    CONFIRMED = "confirmed", _("企业已确认")  # amount and account confirmed
    FIXED = "fixed", _("金额已核定")  # the amount is final and reserved on the budget line
    NOTICED = "noticed", _("公示中")  # shown in public
    CONTESTED = "contested", _("异议处理中")  # an objection is open; only this grant waits
    READY = "ready", _("待支付")  # nothing stands between it and a payment batch
    PAID = "paid", _("已兑付")  # every payment of it is settled by the bank's statement
    LAPSED = "lapsed", _("逾期放弃")  # the enterprise stayed silent until the deadline
    WITHDRAWN = "withdrawn", _("已撤销")  # an objection was upheld, or the department took it back


GRANT_MOVES: Moves = {
    GrantState.DECIDED: {GrantState.CONFIRMED, GrantState.LAPSED, GrantState.WITHDRAWN},
    GrantState.CONFIRMED: {GrantState.FIXED, GrantState.WITHDRAWN},
    GrantState.FIXED: {GrantState.NOTICED, GrantState.WITHDRAWN},
    GrantState.NOTICED: {GrantState.CONTESTED, GrantState.READY, GrantState.WITHDRAWN},
    GrantState.CONTESTED: {GrantState.NOTICED, GrantState.READY, GrantState.WITHDRAWN},
    GrantState.READY: {GrantState.PAID, GrantState.WITHDRAWN},
}
DEAD = (GrantState.LAPSED, GrantState.WITHDRAWN)
AMOUNT_FINAL = (GrantState.FIXED, GrantState.NOTICED, GrantState.CONTESTED, GrantState.READY, GrantState.PAID)
