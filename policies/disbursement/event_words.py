"""Events of the money's way in words: what the trail calls `grant.ready` is 兑付事项：待支付 to its reader."""

from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cms.kernel.display import colon_text
from policies.disbursement.states import (
    AttemptState,
    BatchStage,
    BreakState,
    ClawbackState,
    PaymentState,
)
from policies.grants.states import DecisionState, GrantState, InstalmentState
from policies.notices.states import NoticeState, ObjectionState

WORDS: Final[Mapping[str, Promise]] = {
    "decision.made": gettext_lazy("兑付名单已由部门确认"),
    "decision.contacted": gettext_lazy("登记联系企业"),
    "decision.grants_ready": gettext_lazy("金额未变，无须再次公示，进入支付"),
    "decision.instalments_due": gettext_lazy("分期到期"),
    "grant.corrected": gettext_lazy("更正金额"),
    "grant.shown_again": gettext_lazy("按更正金额再次公示"),
    "notice.published": gettext_lazy("公示已发布"),
    "objection.received": gettext_lazy("收到异议"),
    "silent_list.published": gettext_lazy("公告未确认名单"),
    "payment.drifted": gettext_lazy("锁定前核验发现变化，暂缓支付"),
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
    "break.found": gettext_lazy("发现对账差异"),
    "break.declined": gettext_lazy("退回差异说明"),
    "clawback.proposed": gettext_lazy("提请追缴"),
    "day.closed": gettext_lazy("办理日结"),
}
STATES: Final[Mapping[str, tuple[Promise, type[TextChoices]]]] = {
    "decision": (gettext_lazy("兑付名单"), DecisionState),
    "grant": (gettext_lazy("兑付事项"), GrantState),
    "instalment": (gettext_lazy("分期"), InstalmentState),
    "notice": (gettext_lazy("公示"), NoticeState),
    "objection": (gettext_lazy("异议"), ObjectionState),
    "payment": (gettext_lazy("支付事项"), PaymentState),
    "attempt": (gettext_lazy("银行指令"), AttemptState),
    "batch": (gettext_lazy("支付批次"), BatchStage),
    "break": (gettext_lazy("对账差异"), BreakState),
    "clawback": (gettext_lazy("追缴事项"), ClawbackState),
}


def event_told(name: str) -> str:
    """The event in the reader's language; its own name where it is none of the money's way."""
    if name in WORDS:
        return str(WORDS[name])
    noun, _dot, state = name.partition(".")
    label, states = STATES.get(noun) or STATES.get(noun.removesuffix("s")) or (None, None)
    if label is None or states is None or state not in states.values:
        return name
    return colon_text(str(label)) + str(states(state).label)
