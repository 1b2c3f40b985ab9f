"""Forms of an early end: the proposal, a notice, a ruling, and the other side's answer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.fields import DayField, YuanField
from marketplace.contracts.states import AGREEABLE, RULED_GROUNDS, EndGround


class EndForm(forms.Form):
    """Why a contract is to end, and what is owed for the work done."""

    ground = forms.ChoiceField(label=_("终止事由"), choices=[(each.value, each.label) for each in AGREEABLE])
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


class NoticeForm(forms.Form):
    """One side's notice: on what ground, what is owed for the work done, and from when."""

    ground = forms.ChoiceField(label=_("解除事由"))
    reason = forms.CharField(
        label=_("情况说明"),
        max_length=500,
        help_text=_("写明违约或者不可抗力的事实、催告情况和依据，随合同公开。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    settled_amount = YuanField(
        label=_("已完成部分结算金额（元）"), help_text=_("没有完成任何工作的填 0；不得少于已付款，不得超过现合同金额。")
    )
    takes_effect_on = DayField(label=_("通知生效日期"))
    document = forms.FileField(label=_("书面解除通知和送达凭证"), help_text=_("PDF、PNG 或 JPEG 扫描件。"))

    def __init__(self, *args: Any, grounds: Sequence[EndGround], days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.value, each.label) for each in grounds]
        self.fields["ground"] = forms.ChoiceField(label=_("解除事由"), choices=choices)
        self.fields["takes_effect_on"].help_text = _("自通知次日起不少于 %(days)s 天；当日结束前对方可以提出异议。") % {
            "days": days
        }


class RulingForm(forms.Form):
    """What a court or an arbitral body decided."""

    ruled_by = forms.CharField(label=_("裁判或仲裁机构"), max_length=100)
    ruling_number = forms.CharField(
        label=_("裁判或仲裁文书号"), max_length=100, help_text=_("例如（2023）皖1826民初123号。")
    )
    ruled_on = DayField(label=_("文书生效日期"))
    ground = forms.ChoiceField(label=_("认定的终止事由"), choices=[(each.value, each.label) for each in RULED_GROUNDS])
    reason = forms.CharField(
        label=_("裁判要点"), max_length=500, help_text=_("随合同公开。"), widget=forms.Textarea(attrs={"rows": 4})
    )
    settled_amount = YuanField(
        label=_("认定的结算金额（元）"), help_text=_("不得超过现合同金额；少于已付款的，差额由机构退还。")
    )
    document = forms.FileField(label=_("生效文书"), help_text=_("PDF、PNG 或 JPEG 扫描件。"))


class RulingCheckForm(forms.Form):
    """Whether a ruling was recorded as its paper says."""

    decision = forms.ChoiceField(
        label=_("复核结论"),
        choices=[("right", _("与生效文书一致，合同终止")), ("wrong", _("登记有误，不予确认"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("复核意见"),
        max_length=500,
        required=False,
        help_text=_("不予确认的必填。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EndAnswerForm(forms.Form):
    """Whether the other side agrees; to a notice, whether it objects."""

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

    def __init__(self, *args: Any, is_notice: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_notice:
            self.fields["decision"] = forms.ChoiceField(
                label=_("答复"),
                choices=[("agree", _("无异议，同意解除")), ("refuse", _("提出异议"))],
                widget=forms.RadioSelect,
            )
