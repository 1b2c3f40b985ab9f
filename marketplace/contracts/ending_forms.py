"""Forms of an early end: the proposal and the other side's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.fields import YuanField
from marketplace.contracts.states import EndGround


class EndForm(forms.Form):
    """Why a contract is to end, and what is owed for the work done."""

    ground = forms.ChoiceField(label=_("终止事由"), choices=EndGround.choices)
    reason = forms.CharField(
        label=_("情况说明"),
        max_length=500,
        help_text=_("写明已完成的工作、终止的原因和双方的处理意见，随合同公开。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    settled_amount = YuanField(
        label=_("已完成部分结算金额（元）"), help_text=_("没有完成任何工作的填 0；不得少于已付款，不得超过现合同金额。")
    )
    document = forms.FileField(label=_("终止协议或通知"), required=False, help_text=_("PDF、PNG 或 JPEG 扫描件。"))


class EndAnswerForm(forms.Form):
    """Whether the other side agrees."""

    decision = forms.ChoiceField(
        label=_("答复"),
        choices=[("agree", _("同意终止")), ("refuse", _("不同意终止"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("意见"),
        max_length=500,
        required=False,
        help_text=_("不同意的必填。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
