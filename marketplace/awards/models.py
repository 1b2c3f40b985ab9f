"""Award: who won a need, for how much, against which ceiling."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.models import Party
from cms.kernel.money import money_field, to_fen
from cms.kernel.states import Stateful
from marketplace.awards.savings import SavingsFigure
from marketplace.awards.states import AWARD_MOVES, ENDED, AwardState
from marketplace.bidding.models import OpenedBid
from marketplace.needs.legal_clocks import regime_rule
from marketplace.needs.models import Need
from marketplace.selection.models import Evaluation


def new_code() -> str:
    """A code by which anybody can verify an award notice: 60 random bits in 12 letters and digits."""
    alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
    return "".join(secrets.choice(alphabet) for _ in range(12))


class Award(Stateful):
    """The result of a need; the ceiling is kept as it was, so that the saving never changes afterwards."""

    MOVES = AWARD_MOVES
    NOUN = "award"
    TONES = {AwardState.REVOKED.value: "danger"}

    state = models.CharField(_("状态"), max_length=30, choices=AwardState.choices, default=AwardState.STANDING)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="awards", verbose_name=_("采购需求"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="awards", verbose_name=_("中选机构"))
    bid = models.ForeignKey(OpenedBid, on_delete=models.PROTECT, related_name="+")
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    ceiling: Money = money_field(_("最高限价"))
    price: Money = money_field(_("中选价"))
    code = models.CharField(_("验证码"), max_length=12, unique=True, default=new_code)
    awarded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    awarded_at = models.DateTimeField(_("确定时间"))
    ended_reason = models.CharField(_("弃选理由"), max_length=300, blank=True)

    objects: "models.Manager[Award]" = models.Manager()

    class Meta:
        verbose_name = _("中选结果")
        verbose_name_plural = _("中选结果")
        constraints = [
            models.UniqueConstraint(
                fields=["need"],
                condition=~models.Q(state__in=[state.value for state in ENDED]),
                name="one_award_per_need",
            ),
            models.CheckConstraint(
                condition=models.Q(price__gt=0) & models.Q(price__lte=models.F("ceiling")),
                name="an_award_is_within_its_ceiling",
            ),
        ]
        indexes = [models.Index(fields=["-awarded_at"], name="awards_newest_first")]

    def __str__(self) -> str:
        return f"{self.need}: {self.party}"

    @property
    def number(self) -> str:
        """The number of the award notice (中选通知书)."""
        return f"{self.need.code}-ZX{self.pk}"

    @property
    def days_to_sign(self) -> int:
        """Calendar days from the notice to the contract, by the dated rule of the need's regime."""
        return regime_rule(self.need.regime, localtime(self.awarded_at).date()).signing.days

    @property
    def is_ended(self) -> bool:
        """Whether it was given up or taken back."""
        return self.state in ENDED

    @property
    def figure(self) -> SavingsFigure:
        """What this award saves."""
        return SavingsFigure.of(ceiling_fen=to_fen(self.ceiling), deal_fen=to_fen(self.price))
