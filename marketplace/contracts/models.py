"""Contract: what owner and agency signed for an award, as filed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.money import money_field, to_fen
from cms.kernel.states import Stateful
from marketplace.awards.models import Award
from marketplace.awards.savings import SavingsFigure
from marketplace.contracts.states import CONTRACT_MOVES, ContractState
from marketplace.needs.models import Procurement


class Contract(Stateful):
    """A filed contract; the deal that savings count. With it its procurement is completed."""

    MOVES = CONTRACT_MOVES
    NOUN = "contract"

    state = models.CharField(_("状态"), max_length=30, choices=ContractState.choices, default=ContractState.FILED)
    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="contract", verbose_name=_("中选结果"))
    procurement = models.OneToOneField(
        Procurement, on_delete=models.PROTECT, related_name="contract", verbose_name=_("采购项目")
    )
    amount: Money = money_field(_("合同金额"))
    ceiling: Money = money_field(_("最高限价"))
    signed_on = models.DateField(_("签订日期"))
    filed_at = models.DateTimeField(_("备案时间"))
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(
        "kernel.StoredFile",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("合同文本"),
    )

    objects: "models.Manager[Contract]" = models.Manager()

    class Meta:
        verbose_name = _("合同")
        verbose_name_plural = _("合同")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0) & models.Q(amount__lte=models.F("ceiling")),
                name="a_contract_is_within_its_ceiling",
            )
        ]
        indexes = [models.Index(fields=["filed_at"], name="contracts_by_filing")]

    def __str__(self) -> str:
        return str(self.procurement)

    @property
    def figure(self) -> SavingsFigure:
        """What this contract saves against the ceiling."""
        return SavingsFigure.of(ceiling_fen=to_fen(self.ceiling), deal_fen=to_fen(self.amount))
