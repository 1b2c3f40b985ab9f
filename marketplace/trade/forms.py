"""Forms of trading: the period of its statistics, and one closed trade."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import business_today
from cms.kernel.fields import DayField, YuanField
from marketplace.trade.models import Kind

LAST_DAY = date(2999, 12, 31)


class PeriodForm(forms.Form):
    """From which day to which, both counted; the year so far unless said otherwise."""

    first = DayField(label=_("开始日期"))
    last = DayField(label=_("结束日期"), validators=[MaxValueValidator(LAST_DAY)])

    def __init__(self, data: Any = None, **options: Any) -> None:
        today = business_today()
        asked = data.copy() if data is not None else {}
        asked["first"] = asked.get("first") or today.replace(month=1, day=1).isoformat()
        asked["last"] = asked.get("last") or today.isoformat()
        super().__init__(asked, **options)

    def clean(self) -> dict[str, Any]:
        """The period does not end before it begins."""
        asked = super().clean() or {}
        if asked.get("first") and asked.get("last") and asked["first"] > asked["last"]:
            self.add_error("last", _("结束日期不能早于开始日期。"))
        return asked


class TradeForm(forms.Form):
    """One closed trade; what its kind demands is checked by the service."""

    kind = forms.ChoiceField(label=_("交易类别"), choices=Kind.choices)
    name = forms.CharField(label=_("项目名称"), max_length=200)
    base = YuanField(label=_("最高限价或底价（元）"), help_text=_("采购类填最高限价，出让类填底价。"))
    deal = YuanField(label=_("成交价（元）"))
    area_m2 = forms.DecimalField(
        label=_("面积（平方米）"), max_digits=14, decimal_places=2, required=False, help_text=_("土地交易必填。")
    )
    closed_on = DayField(label=_("成交日期"))
