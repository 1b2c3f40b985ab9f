"""Forms of results: the filter of the public list, the code of a notice, and why an award is given up."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import business_today
from cms.kernel.fields import DayField
from marketplace.catalogue.models import ServiceCategory
from marketplace.needs.rules import offered_methods
from marketplace.trade.forms import LAST_DAY


class ResultFilter(forms.Form):
    """Which results to list."""

    q = forms.CharField(label=_("项目、业主或机构名称"), max_length=60, required=False)
    category = forms.ModelChoiceField(
        label=_("服务类别"),
        queryset=ServiceCategory.objects.order_by("code"),
        to_field_name="code",
        required=False,
        empty_label=_("全部类别"),
    )
    method = forms.ChoiceField(label=_("选取方式"), required=False)
    first = DayField(label=_("确定日期自"), required=False)
    last = DayField(label=_("至"), required=False, validators=[MaxValueValidator(LAST_DAY)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(method.value, method.label) for method in offered_methods(business_today())]
        choices = [("", _("全部方式")), *offered]
        self.fields["method"] = forms.ChoiceField(label=_("选取方式"), required=False, choices=choices)
        self.order_fields(["q", "category", "method", "first", "last"])

    def clean(self) -> dict[str, Any]:
        """The period does not end before it begins."""
        asked = super().clean() or {}
        if asked.get("first") and asked.get("last") and asked["first"] > asked["last"]:
            self.add_error("last", _("结束日期不能早于开始日期。"))
        return asked


class CodeForm(forms.Form):
    """The verification code of an award notice."""

    code = forms.CharField(
        label=_("验证码"),
        max_length=30,
        help_text=_("中选通知书上的 12 位字母和数字。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class GiveUpForm(forms.Form):
    """Why the winner withdraws, knowing what follows."""

    reason = forms.CharField(label=_("放弃理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 4}))
    knows = forms.BooleanField(label=_("本单位已知悉放弃中选的后果，确认放弃。"))


class RedoForm(forms.Form):
    """Why a need is done again instead of taking the next in order."""

    reason = forms.CharField(label=_("重新组织选取的理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 4}))
