"""The life of a credit case; nothing is decided before the party was told beforehand (事前约谈告知)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class CreditState(models.TextChoices):
    """The life of a credit case."""

    FOUND = "found", _("待约谈")  # somebody found a fact that costs points
    INTERVIEWED = "interviewed", _("已约谈告知")  # the party was told facts, points and its rights; it may reply
    DECIDED = "decided", _("已扣分")
    DROPPED = "dropped", _("不予扣分")
    APPEALED = "appealed", _("申诉中")
    CONFIRMED = "confirmed", _("维持扣分")
    REVOKED = "revoked", _("撤销扣分")


CREDIT_MOVES: Moves = {
    CreditState.FOUND: {CreditState.INTERVIEWED, CreditState.DROPPED},
    CreditState.INTERVIEWED: {CreditState.DECIDED, CreditState.DROPPED},
    CreditState.DECIDED: {CreditState.APPEALED},
    CreditState.APPEALED: {CreditState.CONFIRMED, CreditState.REVOKED},
}
COUNTED = frozenset({CreditState.DECIDED, CreditState.APPEALED, CreditState.CONFIRMED})
"""The states in which points are taken: an appeal does not suspend them."""
