"""The life of an award."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class AwardState(models.TextChoices):
    """The life of an award."""

    STANDING = "standing", _("已中选")  # the winner is to sign
    SIGNED = "signed", _("已签约")  # its contract is filed
    GIVEN_UP = "given_up", _("已弃选")  # the winner withdrew and is barred from the procurement
    REVOKED = "revoked", _("已取消中选")  # supervision took it back; its winner is barred from the procurement


AWARD_MOVES: Moves = {AwardState.STANDING: {AwardState.SIGNED, AwardState.GIVEN_UP, AwardState.REVOKED}}
ENDED = (AwardState.GIVEN_UP, AwardState.REVOKED)
"""An award that is none any more: the next in order has the need, or it is done again."""
