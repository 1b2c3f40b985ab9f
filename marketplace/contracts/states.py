"""The life of a contract."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class ContractState(models.TextChoices):
    """The life of a filed contract."""

    FILED = "filed", _("已备案")  # compared with its award and filed
    DELIVERED = "delivered", _("已验收")  # the owner accepted what was delivered


CONTRACT_MOVES: Moves = {ContractState.FILED: {ContractState.DELIVERED}}
