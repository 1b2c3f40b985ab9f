"""The life of a contract."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class ContractState(models.TextChoices):
    """The life of a filed contract."""

    FILED = "filed", _("已备案")  # compared with its award and filed
    DELIVERED = "delivered", _("已验收")  # the owner accepted what was delivered
    ENDED = "ended", _("已提前终止")  # no figure counts it any more


CONTRACT_MOVES: Moves = {ContractState.FILED: {ContractState.DELIVERED, ContractState.ENDED}}


class EndGround(models.TextChoices):
    """Why a contract ends before it is performed, with the article it rests on."""

    AGREED = "agreed", _("双方协商一致（民法典第五百六十二条）")
    IMPOSSIBLE = "impossible", _("不可抗力致使不能实现合同目的（民法典第五百六十三条）")
    AGENCY_BREACH = "agency_breach", _("中介机构违约（民法典第五百六十三条）")
    OWNER_BREACH = "owner_breach", _("业主单位违约（民法典第五百六十三条）")
    AT_WILL = "at_will", _("业主单位作为定作人任意解除（民法典第七百八十七条）")


class EndWay(models.TextChoices):
    """How a contract comes to its early end."""

    AGREEMENT = "agreement", _("协商终止")  # ends once the other side agrees
    NOTICE = "notice", _("单方通知解除")  # ends when its period passes without an objection
    RULING = "ruling", _("裁判或仲裁终止")  # ends with the decision that supervision put on record


AGREEABLE = (EndGround.AGREED, EndGround.IMPOSSIBLE, EndGround.AGENCY_BREACH, EndGround.OWNER_BREACH)
"""On what both sides may end a contract together."""

GROUNDS_OF_OWNER = (EndGround.IMPOSSIBLE, EndGround.AGENCY_BREACH, EndGround.AT_WILL)
GROUNDS_OF_AGENCY = (EndGround.IMPOSSIBLE, EndGround.OWNER_BREACH)
"""On what one side alone may give notice: never on its own breach."""

RULED_GROUNDS = (EndGround.IMPOSSIBLE, EndGround.AGENCY_BREACH, EndGround.OWNER_BREACH, EndGround.AT_WILL)
"""What a court or an arbitral body may find."""
