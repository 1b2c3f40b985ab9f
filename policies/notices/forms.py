"""What is said against a line of a notice, and the department's answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.fields import YuanField
from policies.notices.models import Notice, NoticeLine


class ObjectionForm(forms.Form):
    """A named objection to one line, with its grounds and, where there is any, evidence."""

    line = forms.ModelChoiceField(label=_("有异议的企业"), queryset=NoticeLine.objects.none(), empty_label=_("请选择"))
    name = forms.CharField(
        label=_("您的姓名或单位名称"),
        max_length=60,
        help_text=_("须实名，不受理匿名异议；姓名和联系方式加密保存，不对外公开。"),
    )
    contact = forms.CharField(label=_("联系电话或邮箱"), max_length=100)
    grounds = forms.CharField(label=_("异议理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    evidence = forms.FileField(label=_("证明材料"), required=False, help_text=_("PDF 或图片。"))

    def __init__(self, *args: Any, notice: Notice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["line"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = notice.lines.order_by("pk")


class AnswerForm(forms.Form):
    """The department's decision on an objection, with its written answer."""

    outcome = forms.ChoiceField(
        label=_("处理结果"),
        choices=[
            ("rejected", _("异议不成立，继续兑付")),
            ("corrected", _("异议成立，更正金额后再次公示")),
            ("upheld", _("异议成立，撤销兑付")),
        ],
        widget=forms.RadioSelect,
    )
    amount = YuanField(label=_("更正后的金额"), required=False, help_text=_("仅更正金额时填写。"))
    answer = forms.CharField(label=_("处理意见"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))

    def clean(self) -> dict[str, Any]:
        """A corrected amount is given with a correction, and only then."""
        entered = super().clean() or {}
        if entered.get("outcome") == "corrected" and entered.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("请填写更正后的金额。"))
        return entered
