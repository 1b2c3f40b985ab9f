"""Events of a grant and its decision in words: what the trail calls `grant.ready` is 兑付事项：待支付 to its reader."""

from collections.abc import Mapping
from typing import Final, TypeAlias

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cms.kernel.display import colon_text
from policies.grants.states import DecisionState, GrantState, InstalmentState

Words: TypeAlias = Mapping[str, Promise]
States: TypeAlias = Mapping[str, tuple[Promise, type[TextChoices]]]

WORDS: Final[Words] = {
    "decision.made": gettext_lazy("兑付名单已由部门确认"),
    "decision.contacted": gettext_lazy("登记联系企业"),
    "decision.recounted": gettext_lazy("工作日安排有变，确认期限重新计算"),
    "decision.held_up": gettext_lazy("确认期满未能核定"),
    "decision.grants_ready": gettext_lazy("金额未变，无须再次公示，进入支付"),
    "decision.instalments_due": gettext_lazy("分期到期"),
    "grant.held_up": gettext_lazy("逾期后未能核定"),
    "grant.corrected": gettext_lazy("更正金额"),
    "grant.shown_again": gettext_lazy("按更正金额再次公示"),
    "grant.given_back": gettext_lazy("银行退票，等待再次支付"),
}
STATES: Final[States] = {
    "decision": (gettext_lazy("兑付名单"), DecisionState),
    "grant": (gettext_lazy("兑付事项"), GrantState),
    "instalment": (gettext_lazy("分期"), InstalmentState),
}


def told(name: str, words: Words = WORDS, states: States = STATES) -> str:
    """The event in the reader's language; its own name where neither table knows it."""
    if name in words:
        return str(words[name])
    noun, _dot, state = name.partition(".")
    label, choices = states.get(noun) or states.get(noun.removesuffix("s")) or (None, None)
    if label is None or choices is None or state not in choices.values:
        return name
    return colon_text(str(label)) + str(choices(state).label)
