"""Guarantee (what secures a bid or a contract) and OldDeposit (cash of earlier years to be given back)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.models import Party
from cms.kernel.money import money_field, yuan
from cms.kernel.states import Stateful
from marketplace.guarantees.states import (
    DEPOSIT_MOVES,
    GUARANTEE_MOVES,
    DepositState,
    GuaranteeForm,
    GuaranteeKind,
    GuaranteeState,
)
from marketplace.needs.models import Need


class Guarantee(Stateful):
    """A guarantee or deposit of one party for one need."""

    MOVES = GUARANTEE_MOVES
    NOUN = "guarantee"
    TONES = {"held": "info", "returned": "success", "claimed": "danger"}

    state = models.CharField(_("状态"), max_length=30, choices=GuaranteeState.choices, default=GuaranteeState.HELD)
    kind = models.CharField(_("种类"), max_length=20, choices=GuaranteeKind.choices)
    form = models.CharField(_("形式"), max_length=20, choices=GuaranteeForm.choices)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="guarantees", verbose_name=_("采购需求"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("提供单位"))
    number = models.CharField(_("保函（凭证）编号"), max_length=60)
    issuer = models.CharField(_("出具机构"), max_length=100, blank=True)
    amount: Money = money_field(_("金额"))
    valid_until = models.DateField(_("有效期至"), null=True, blank=True, help_text=_("含当日；现金不填"))
    # A keyed digest of the account it was paid from: payers in common are seen, the number is not kept.
    payer_digest = models.CharField(max_length=64, blank=True, editable=False)
    received_at = models.DateTimeField(_("登记时间"))
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("退还（索赔）时间"), null=True, blank=True)
    ended_reason = models.CharField(_("说明"), max_length=300, blank=True)

    objects: "models.Manager[Guarantee]" = models.Manager()

    class Meta:
        verbose_name = _("保函与保证金")
        verbose_name_plural = _("保函与保证金")
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "number"],
                condition=~models.Q(form=GuaranteeForm.CASH.value),
                name="a_guarantee_is_registered_once",
            ),
            # Each owner numbers its own receipts; that it uses none for two needs is looked at in `services`.
            models.UniqueConstraint(
                fields=["need", "number"],
                condition=models.Q(form=GuaranteeForm.CASH.value),
                name="a_cash_receipt_is_registered_once_for_a_need",
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=yuan(0)), name="a_guarantee_has_an_amount"),
            models.CheckConstraint(
                condition=models.Q(form=GuaranteeForm.CASH.value) | models.Q(valid_until__isnull=False),
                name="a_guarantee_ends_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["form", "received_at"], name="guarantees_by_form_and_day")]

    def __str__(self) -> str:
        return self.number


class OldDeposit(Stateful):
    """Cash taken in earlier years and never given back, with what was done to find who it belongs to."""

    MOVES = DEPOSIT_MOVES
    NOUN = "old_deposit"
    TONES = {"listed": "warning", "contacted": "info", "returned": "success"}

    state = models.CharField(_("状态"), max_length=30, choices=DepositState.choices, default=DepositState.LISTED)
    project = models.CharField(_("项目名称"), max_length=200)
    payer = models.CharField(_("缴纳单位"), max_length=200)
    amount: Money = money_field(_("金额"))
    received_on = models.DateField(_("缴纳日期"))
    progress = models.CharField(_("联系情况"), max_length=500, blank=True)
    returned_on = models.DateField(_("清退日期"), null=True, blank=True)
    voucher = models.CharField(_("退款凭证号"), max_length=60, blank=True)

    objects: "models.Manager[OldDeposit]" = models.Manager()

    class Meta:
        verbose_name = _("历史沉淀保证金")
        verbose_name_plural = _("历史沉淀保证金")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "payer", "received_on", "amount"], name="an_old_deposit_is_listed_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=DepositState.RETURNED.value)
                | (models.Q(returned_on__isnull=False) & ~models.Q(voucher="")),
                name="a_returned_deposit_has_its_voucher",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} · {self.payer}"
