"""Forms of statistics: a period and by what savings are cut, and which report is asked for."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import business_today
from cms.kernel.fields import DayField
from marketplace.oversight.periods import Period, Span, span_at
from marketplace.oversight.savings import Dimension
from marketplace.trade.forms import LAST_DAY, PeriodForm


class SavingsForm(PeriodForm):
    """A period, the dimension looked at, and the values already chosen, which travel along unseen."""

    by = forms.ChoiceField(label=_("统计口径"), choices=Dimension.choices, required=False)

    def __init__(self, data: Any = None, **options: Any) -> None:
        asked = data.copy() if data is not None else {}
        if asked.get("by") not in Dimension.values:
            asked["by"] = Dimension.CATEGORY.value
        super().__init__(asked, **options)
        for dimension in Dimension:
            if asked.get(dimension.value):
                self.fields[dimension.value] = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    @property
    def chosen(self) -> dict[str, str]:
        """The chosen value of each narrowed dimension."""
        return {each.value: self.cleaned_data[each.value] for each in Dimension if self.cleaned_data.get(each.value)}


FIRST_DAY = date(2000, 1, 1)
DAYS = (MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY))


class MonthForm(forms.Form):
    """A month, by any of its days."""

    day = DayField(label=_("月份（其中任意一天）"), required=False, validators=DAYS)


class ReportForm(forms.Form):
    """A kind of report and a day in it (the month that ended last, unless said otherwise), or any days."""

    span = forms.ChoiceField(label=_("报告"), choices=[*Span.choices, ("", _("自定起止日期"))], required=False)
    day = DayField(label=_("所在日期"), required=False, validators=DAYS)
    first = DayField(label=_("开始日期"), required=False, validators=DAYS)
    last = DayField(label=_("结束日期"), required=False, validators=DAYS)

    def __init__(self, data: Any = None, **options: Any) -> None:
        asked = data.copy() if data is not None else {}
        if not asked.get("first") and not asked.get("last"):
            asked["span"] = asked.get("span") or Span.MONTH.value
            asked["day"] = asked.get("day") or (business_today().replace(day=1) - timedelta(days=1)).isoformat()
        super().__init__(asked, **options)

    def clean(self) -> dict[str, Any]:
        """Any days come as two, and do not end before they begin."""
        asked = super().clean() or {}
        if not asked.get("span"):
            first, last = asked.get("first"), asked.get("last")
            if not first or not last:
                self.add_error(None, _("请同时填写起止日期。"))
            elif first > last:
                self.add_error("last", _("结束日期不能早于开始日期。"))
        return asked

    def period(self) -> tuple[Period, str]:
        """The days asked for, and the kind of report they make ("" for any days)."""
        asked = self.cleaned_data
        if asked.get("span"):
            return span_at(asked["span"], asked.get("day") or business_today()), asked["span"]
        return Period(asked["first"], asked["last"]), ""
