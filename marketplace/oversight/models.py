"""What is kept so that statistics need not read every contract: each contract as it was counted, and sums by month."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party
from marketplace.contracts.models import Contract
from marketplace.owners.models import Owner


class CountedContract(models.Model):
    """A contract as statistics count it now: what was added to the sums for it, and is taken out again when it changes.

    Amounts are integer fen; category and service type are the catalogue's codes, which never change.
    """

    contract = models.OneToOneField(
        Contract, primary_key=True, on_delete=models.PROTECT, related_name="counted", verbose_name=_("合同")
    )
    filed_on = models.DateField(_("备案日期"))
    category = models.CharField(_("服务类别"), max_length=10)
    service_type = models.CharField(_("服务事项"), max_length=10)
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="+", verbose_name=_("业主单位"))
    agency = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("中介机构"))
    method = models.CharField(_("选取方式"), max_length=30)
    ceiling_fen = models.BigIntegerField(_("最高限价（分）"))
    deal_fen = models.BigIntegerField(_("成交额（分）"))

    objects: "models.Manager[CountedContract]" = models.Manager()

    class Meta:
        verbose_name = _("计入统计的合同")
        verbose_name_plural = _("计入统计的合同")
        indexes = [
            models.Index(fields=["filed_on"], name="counted_by_day"),
            models.Index(fields=["category", "filed_on"], name="counted_by_category"),
            models.Index(fields=["service_type", "filed_on"], name="counted_by_type"),
            models.Index(fields=["owner", "filed_on"], name="counted_by_owner"),
            models.Index(fields=["agency", "filed_on"], name="counted_by_agency"),
            models.Index(fields=["method", "filed_on"], name="counted_by_method"),
        ]

    def __str__(self) -> str:
        return str(self.contract_id)


class SavingsSum(models.Model):
    """The sum of the contracts of one month, or one year, that share one value of a dimension.

    The empty dimension holds all of them. Years are also summed by the values of two dimensions (`dimension` before
    `other`, in the alphabet's order). `month` is the first day of the month or year.
    """

    dimension = models.CharField(_("统计口径"), max_length=10, blank=True)
    key = models.CharField(_("取值"), max_length=40, blank=True)
    other = models.CharField(_("第二统计口径"), max_length=10, blank=True)
    other_key = models.CharField(_("第二取值"), max_length=40, blank=True)
    month = models.DateField(_("月份"))
    is_year = models.BooleanField(_("全年"), default=False)
    count = models.BigIntegerField(_("合同数"))
    ceiling_fen = models.BigIntegerField(_("最高限价（分）"))
    deal_fen = models.BigIntegerField(_("成交额（分）"))

    objects: "models.Manager[SavingsSum]" = models.Manager()

    class Meta:
        verbose_name = _("节约汇总")
        verbose_name_plural = _("节约汇总")
        constraints = [
            models.UniqueConstraint(
                fields=["dimension", "key", "other", "other_key", "is_year", "month"],
                name="one_sum_per_values_and_time",
            ),
        ]
        indexes = [
            models.Index(fields=["is_year", "dimension", "other", "key", "month"], name="sums_by_first_value"),
            models.Index(fields=["is_year", "dimension", "other", "other_key", "month"], name="sums_by_second_value"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.key} {self.month:%Y-%m}"
