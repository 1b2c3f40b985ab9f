"""Contract (what owner and agency signed for an award, as filed), and what happens on its way."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.money import money_field, to_fen
from cms.kernel.states import Stateful
from marketplace.awards.models import Award
from marketplace.awards.savings import SavingsFigure
from marketplace.contracts.states import CONTRACT_MOVES, ContractState, EndGround, EndWay
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
    # What the amount came to after the changes so far: the one that savings count.
    current_amount: Money = money_field(_("现合同金额"))
    deliver_by = models.DateField(_("交付期限"), null=True, blank=True)
    ceiling: Money = money_field(_("最高限价"))
    signed_on = models.DateField(_("签订日期"))
    delivered_on = models.DateField(_("验收日期"), null=True, blank=True)
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
        return SavingsFigure.of(ceiling_fen=to_fen(self.ceiling), deal_fen=to_fen(self.current_amount))


class ContractChange(models.Model):
    """A change of a filed contract, numbered: its amount, its delivery day, or both."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="changes", verbose_name=_("合同"))
    number = models.PositiveSmallIntegerField(_("第几次变更"))
    amount: Money = money_field(_("变更后金额"))
    amount_before: Money = money_field(_("变更前金额"))
    deliver_by = models.DateField(_("变更后交付期限"), null=True, blank=True)
    reason = models.CharField(_("变更理由"), max_length=500)
    is_over_tenth = models.BooleanField(_("累计增加超过 10%"), default=False)
    document = models.ForeignKey(
        "kernel.StoredFile",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("补充协议"),
    )
    made_at = models.DateTimeField(_("登记时间"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: "models.Manager[ContractChange]" = models.Manager()

    class Meta:
        verbose_name = _("合同变更")
        verbose_name_plural = _("合同变更")
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="changes_of_a_contract_are_numbered"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="a_changed_amount_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {self.number}"


class EarlyEnd(models.Model):
    """One side's word that a contract is to end before it is performed, and what became of it.

    `settled_amount` is what is owed for the work done, within the contract. By agreement it ends once the other side
    agrees; by notice when `takes_effect_at` passes without an objection (`agreed` False); by a ruling once a second
    supervisor found it recorded as it was given (`answered_by`).
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="ends", verbose_name=_("合同"))
    way = models.CharField(_("终止方式"), max_length=20, choices=EndWay.choices, default=EndWay.AGREEMENT)
    ground = models.CharField(_("终止事由"), max_length=20, choices=EndGround.choices)
    reason = models.CharField(_("情况说明"), max_length=500)
    takes_effect_at = models.DateTimeField(_("通知生效时间"), null=True, blank=True)
    ruled_by = models.CharField(_("裁判或仲裁机构"), max_length=100, blank=True)
    ruling_number = models.CharField(_("裁判或仲裁文书号"), max_length=100, blank=True)
    ruled_on = models.DateField(_("文书生效日期"), null=True, blank=True)
    settled_amount: Money = money_field(_("已完成部分结算金额"))
    by_owner = models.BooleanField(_("由业主单位提出"))
    document = models.ForeignKey(
        "kernel.StoredFile",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("终止协议"),
    )
    proposed_at = models.DateTimeField(_("提出时间"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed = models.BooleanField(_("对方是否同意"), null=True)
    # A notice taken back before it took effect counts as not agreed to.
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    answer = models.CharField(_("对方意见"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: "models.Manager[EarlyEnd]" = models.Manager()

    class Meta:
        verbose_name = _("提前终止")
        verbose_name_plural = _("提前终止")
        constraints = [
            models.UniqueConstraint(
                fields=["contract"],
                condition=models.Q(agreed=True) | (models.Q(agreed__isnull=True) & ~models.Q(way=EndWay.RULING.value)),
                name="one_end_of_a_contract_is_open_or_agreed",
            ),
            # A ruling that waits for its second supervisor stands beside a word that waits for the other side.
            models.UniqueConstraint(
                fields=["contract"],
                condition=models.Q(agreed__isnull=True, way=EndWay.RULING.value),
                name="one_ruling_of_a_contract_waits",
            ),
            models.CheckConstraint(
                condition=~models.Q(way=EndWay.RULING.value)
                | models.Q(answered_by=None)
                | ~models.Q(answered_by=models.F("proposed_by")),
                name="two_people_record_a_ruling",
            ),
            models.CheckConstraint(condition=models.Q(settled_amount__gte=0), name="a_settlement_is_not_negative"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(agreed=False, way=EndWay.NOTICE.value),
                name="only_a_notice_without_effect_is_withdrawn",
            ),
            models.CheckConstraint(
                condition=~models.Q(way=EndWay.NOTICE.value) | models.Q(takes_effect_at__isnull=False),
                name="a_notice_says_when_it_takes_effect",
            ),
            models.CheckConstraint(
                condition=~models.Q(way=EndWay.RULING.value)
                | (~models.Q(ruling_number="") & ~models.Q(ruled_by="") & models.Q(ruled_on__isnull=False)),
                name="a_ruling_has_number_body_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} ×"


class Milestone(models.Model):
    """A step of delivery with its day, and the part of the price that falls due with it."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="milestones", verbose_name=_("合同"))
    name = models.CharField(_("节点"), max_length=100)
    due_on = models.DateField(_("计划完成日期"))
    amount: Money | None = money_field(_("对应付款"), null=True, blank=True)
    done_on = models.DateField(_("实际完成日期"), null=True, blank=True)

    objects: "models.Manager[Milestone]" = models.Manager()

    class Meta:
        verbose_name = _("履约节点")
        verbose_name_plural = _("履约节点")

    def __str__(self) -> str:
        return self.name


class ContractPayment(models.Model):
    """What the owner paid under a contract, as it recorded it."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="payments", verbose_name=_("合同"))
    amount: Money = money_field(_("付款金额"))
    paid_on = models.DateField(_("付款日期"))
    voucher = models.CharField(_("凭证号"), max_length=60)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: "models.Manager[ContractPayment]" = models.Manager()

    class Meta:
        verbose_name = _("合同付款")
        verbose_name_plural = _("合同付款")
        constraints = [
            models.UniqueConstraint(fields=["contract", "voucher"], name="a_payment_is_recorded_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="a_contract_payment_is_positive"),
        ]

    def __str__(self) -> str:
        return self.voucher


class Rating(models.Model):
    """What one side of a delivered contract says of the other, from 1 to 5; public at once."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="ratings", verbose_name=_("合同"))
    by_owner = models.BooleanField(_("业主评价机构"))
    quality = models.PositiveSmallIntegerField(_("质量（机构）或资料齐备（业主）"))
    punctuality = models.PositiveSmallIntegerField(_("按期"))
    conduct = models.PositiveSmallIntegerField(_("配合与廉洁"))
    comment = models.CharField(_("评语"), max_length=500, blank=True)
    rated_at = models.DateTimeField(_("评价时间"))
    rated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: "models.Manager[Rating]" = models.Manager()

    class Meta:
        verbose_name = _("履约评价")
        verbose_name_plural = _("履约评价")
        constraints = [
            models.UniqueConstraint(fields=["contract", "by_owner"], name="each_side_rates_once"),
            models.CheckConstraint(
                condition=models.Q(quality__range=(1, 5), punctuality__range=(1, 5), conduct__range=(1, 5)),
                name="ratings_go_from_one_to_five",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {'→' if self.by_owner else '←'}"

    @property
    def tenths(self) -> int:
        """The mean of the three in tenths, half-up: 43 for 4.3."""
        return (2 * 10 * (self.quality + self.punctuality + self.conduct) + 3) // 6
