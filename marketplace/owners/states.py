"""The life of an owner's admission."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class OwnerState(models.TextChoices):
    """The life of an owner on the market."""

    APPLIED = "applied", _("待审核")
    RETURNED = "returned", _("退回补正")
    ADMITTED = "admitted", _("已入驻")  # may post needs
    REFUSED = "refused", _("未通过")
    SUSPENDED = "suspended", _("已暂停")
    UNCONFIRMED = "unconfirmed", _("未作年度确认")  # may post again as soon as it confirms its entry


OWNER_MOVES: Moves = {
    OwnerState.APPLIED: {OwnerState.ADMITTED, OwnerState.RETURNED, OwnerState.REFUSED},
    OwnerState.RETURNED: {OwnerState.APPLIED},
    OwnerState.REFUSED: {OwnerState.APPLIED},
    OwnerState.ADMITTED: {OwnerState.SUSPENDED, OwnerState.UNCONFIRMED},
    OwnerState.UNCONFIRMED: {OwnerState.ADMITTED, OwnerState.SUSPENDED},
    OwnerState.SUSPENDED: {OwnerState.ADMITTED},
}
