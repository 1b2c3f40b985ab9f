"""TradeRecord: one closed trade of public resource trading, as entered."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.money import money_field


class Kind(models.TextChoices):
    """The six kinds of public resource trading; the codes are those of `rates.KINDS`."""

    CONSTRUCTION = "construction", _("建设工程招标")
    GOVERNMENT_PROCUREMENT = "government_procurement", _("政府采购")
    PROPERTY_RIGHTS = "property_rights", _("产权交易")
    RURAL_PROPERTY_RIGHTS = "rural_property_rights", _("农村产权")
    LAND = "land", _("土地交易")
    OTHER = "other", _("其他交易")


class TradeRecord(models.Model):
    """One closed trade: a ceiling and a deal when the public side buys, a reserve and a deal when it sells."""

    kind = models.CharField(_("交易类别"), max_length=30, choices=Kind.choices)
    name = models.CharField(_("项目名称"), max_length=200)
    base: Money = money_field(_("最高限价或底价"))
    deal: Money = money_field(_("成交价"))
    area_m2 = models.DecimalField(_("面积（平方米）"), max_digits=14, decimal_places=2, null=True, blank=True)
    closed_on = models.DateField(_("成交日期"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects: "models.Manager[TradeRecord]" = models.Manager()

    class Meta:
        verbose_name = _("交易记录")
        verbose_name_plural = _("交易记录")
        constraints = [
            models.UniqueConstraint(fields=["kind", "name", "closed_on"], name="a_trade_is_entered_once"),
            models.CheckConstraint(condition=models.Q(base__gt=0) & models.Q(deal__gt=0), name="trades_have_prices"),
            models.CheckConstraint(
                condition=models.Q(area_m2=None) | models.Q(area_m2__gt=Decimal(0)), name="an_area_is_positive"
            ),
        ]
        indexes = [models.Index(fields=["kind", "closed_on"], name="trades_by_kind_and_day")]

    def __str__(self) -> str:
        return self.name
