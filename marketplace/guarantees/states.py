"""The life of a guarantee and of an old deposit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class GuaranteeKind(models.TextChoices):
    """What is secured."""

    BID = "bid", _("投标（报价）保证")
    PERFORMANCE = "performance", _("履约保证")


class GuaranteeForm(models.TextChoices):
    """In which form: a guarantee of a bank, insurer or guarantor is accepted everywhere in place of cash."""

    ELECTRONIC = "electronic", _("电子保函")
    PAPER = "paper", _("纸质保函")
    CASH = "cash", _("现金保证金")


class GuaranteeState(models.TextChoices):
    """The life of a guarantee."""

    HELD = "held", _("有效持有")
    RETURNED = "returned", _("已退还")
    CLAIMED = "claimed", _("已索赔")


GUARANTEE_MOVES: Moves = {GuaranteeState.HELD: {GuaranteeState.RETURNED, GuaranteeState.CLAIMED}}


class DepositState(models.TextChoices):
    """The life of an old deposit that was never given back."""

    LISTED = "listed", _("待联系")
    CONTACTED = "contacted", _("已联系")
    RETURNED = "returned", _("已清退")


DEPOSIT_MOVES: Moves = {
    DepositState.LISTED: {DepositState.CONTACTED, DepositState.RETURNED},
    DepositState.CONTACTED: {DepositState.RETURNED},
}
