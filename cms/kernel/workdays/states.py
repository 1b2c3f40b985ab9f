"""The life of a change to the working calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class ChangeState(models.TextChoices):
    """Proposed by one person, decided by another."""

    PROPOSED = "proposed", _("待复核")  # nothing counts by it yet
    APPROVED = "approved", _("已生效")  # the day counts as it says
    REFUSED = "refused", _("未通过")  # it never counted


CHANGE_MOVES: Moves = {ChangeState.PROPOSED: {ChangeState.APPROVED, ChangeState.REFUSED}}
