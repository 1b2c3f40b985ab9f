"""The days that a reader of the dashboard asks for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.figures.report import REPORT_PERIODS, ReportPeriods
from cms.kernel.fields import DayField
from marketplace.oversight.periods import Period


class PeriodForm(forms.Form):
    """From and to, both counted; left empty, each part is shown over the period of its printed report."""

    first = DayField(label=_("从"), required=False)
    last = DayField(label=_("到"), required=False)

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError for half a period or one that ends before it begins."""
        entered = super().clean() or {}
        first, last = entered.get("first"), entered.get("last")
        if bool(first) != bool(last):
            raise ValidationError(_("请同时填写起止日期。"))
        if first and last and last < first:
            raise ValidationError(_("结束日期不能早于开始日期。"))
        return entered

    def periods(self) -> ReportPeriods:
        """The asked days for every part, or the report's own periods."""
        if not self.is_valid() or not self.cleaned_data.get("first"):
            return REPORT_PERIODS
        return ReportPeriods.same(Period(self.cleaned_data["first"], self.cleaned_data["last"]))
