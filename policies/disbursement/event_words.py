"""Events of the money's way in words: what the trail calls `grant.ready` is 兑付事项：待支付 to its reader."""

from typing import Final

from django.utils.translation import gettext_lazy

from policies.disbursement.states import (
    AttemptState,
    BatchStage,
    BreakState,
    BroughtState,
    ClawbackState,
    PaymentState,
)
from policies.grants import event_words
from policies.grants.states import PersonState
from policies.notices.states import NoticeState, ObjectionState

WORDS: Final[event_words.Words] = {
    **event_words.WORDS,
    "notice.published": gettext_lazy("公示已发布"),
    "objection.received": gettext_lazy("收到异议"),
    "silent_list.published": gettext_lazy("公告未确认名单"),
    "named_person.given": gettext_lazy("登记个人收款人"),
    "named_person.refused": gettext_lazy("个人收款人未通过核实"),
    "payment.drifted": gettext_lazy("锁定前核验发现变化，暂缓支付"),
    "payment.redirected": gettext_lazy("改付至收款单位的其他账户"),
    "payment.cancellation_proposed": gettext_lazy("提请撤销支付"),
    "payment.cancellation_declined": gettext_lazy("不予撤销支付"),
    "payment.file_taken": gettext_lazy("下载支付档案"),
    "batch.drafted": gettext_lazy("编制批次"),
    "batch.locked": gettext_lazy("经办锁定批次"),
    "batch.approved": gettext_lazy("复核通过"),
    "batch.countersigned": gettext_lazy("会签"),
    "batch.released": gettext_lazy("签发"),
    "batch.sent_back": gettext_lazy("退回经办"),
    "statement.imported": gettext_lazy("银行对账单已导入"),
    "brought_statement.brought": gettext_lazy("提交对账单文件"),
    "break.found": gettext_lazy("发现对账差异"),
    "break.declined": gettext_lazy("退回差异说明"),
    "clawback.proposed": gettext_lazy("提请追缴"),
    "day.closed": gettext_lazy("办理日结"),
}
STATES: Final[event_words.States] = {
    **event_words.STATES,
    "notice": (gettext_lazy("公示"), NoticeState),
    "objection": (gettext_lazy("异议"), ObjectionState),
    "payment": (gettext_lazy("支付事项"), PaymentState),
    "attempt": (gettext_lazy("银行指令"), AttemptState),
    "batch": (gettext_lazy("支付批次"), BatchStage),
    "break": (gettext_lazy("对账差异"), BreakState),
    "named_person": (gettext_lazy("个人收款人"), PersonState),
    "brought_statement": (gettext_lazy("对账单文件"), BroughtState),
    "clawback": (gettext_lazy("追缴事项"), ClawbackState),
}


def event_told(name: str) -> str:
    """The event in the reader's language; its own name where it is none of the money's way."""
    return event_words.told(name, WORDS, STATES)
