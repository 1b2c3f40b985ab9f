"""Forms of a contract on its way: a change, a milestone, a payment, a rating."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.fields import DayField, YuanField

MARKS = [(mark, str(mark)) for mark in (5, 4, 3, 2, 1)]


class ChangeForm(forms.Form):
    """The new amount or delivery day."""

    amount = YuanField(label=_("变更后金额（元）"), help_text=_("累计增加超过 10% 的，监督部门会收到标记。"))
    deliver_by = DayField(label=_("变更后交付期限"), required=False)
    reason = forms.CharField(label=_("变更理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class MilestoneForm(forms.Form):
    """A step of delivery."""

    name = forms.CharField(label=_("节点"), max_length=100)
    due_on = DayField(label=_("计划完成日期"))
    amount = YuanField(label=_("对应付款（元）"), required=False)


class PaymentForm(forms.Form):
    """A payment made."""

    amount = YuanField(label=_("付款金额（元）"))
    paid_on = DayField(label=_("付款日期"))
    voucher = forms.CharField(label=_("凭证号"), max_length=60)


def _mark(label: object) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=MARKS, coerce=int)  # type: ignore[arg-type]


class RatingForm(forms.Form):
    """Marks from 1 to 5, 5 being the best."""

    quality = _mark(_("质量（机构）或资料齐备（业主）"))
    punctuality = _mark(_("按期"))
    conduct = _mark(_("配合与廉洁"))
    comment = forms.CharField(label=_("评语"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))
