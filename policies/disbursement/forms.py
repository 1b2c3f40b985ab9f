"""What is entered about batches, payments and breaks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.fields import YuanField
from policies.disbursement.errors import ReasonTooLong
from policies.disbursement.states import BatchStage, PaymentState, Remedy


class BatchForm(forms.Form):
    """A new batch: its name; which payments is chosen in the table beside it."""

    title = forms.CharField(label=_("批次名称"), max_length=200)


class TierForm(forms.Form):
    """How many must countersign a batch above a total; 0 ends the tier of that total."""

    over = YuanField(label=_("批次合计超过（元）"))
    countersigns = forms.IntegerField(label=_("须会签人数"), min_value=0, max_value=5)


class ClawbackForm(forms.Form):
    """How much is demanded back, and why."""

    amount = YuanField(label=_("追缴金额（元）"))
    reason = forms.CharField(label=_("追缴理由"), max_length=300)


class BatchFilter(forms.Form):
    """Which batches are listed."""

    stage = forms.ChoiceField(label=_("阶段"), required=False, choices=[("", _("全部")), *BatchStage.choices])


LONGEST_REASON = 300


class ReasonForm(forms.Form):
    """Why something is sent back, held, stopped or cancelled, or what a break is."""

    reason = forms.CharField(label=_("理由"), max_length=LONGEST_REASON, required=False)


def said_in(form: forms.Form, name: str) -> str:
    """What was written in a field that may stay empty. Raises ReasonTooLong for what does not fit: never cut, and never
    taken for nothing."""
    if not form.is_valid() and name in form.errors:
        raise ReasonTooLong(most=LONGEST_REASON)
    said: str = form.cleaned_data.get(name, "")
    return said


class PaymentFilter(forms.Form):
    """Which payments are listed."""

    state = forms.ChoiceField(label=_("状态"), required=False, choices=[("", _("全部")), *PaymentState.choices])
    q = forms.CharField(label=_("收款单位或端到端标识"), required=False, max_length=60)


class BreakForm(forms.Form):
    """What one officer says of a break: what it is, what is to follow, and what proves it."""

    reason = forms.CharField(label=_("处理说明"), max_length=LONGEST_REASON, required=False)
    remedy = forms.ChoiceField(label=_("处理方式"), required=False, choices=Remedy.choices)
    evidence = forms.FileField(label=_("佐证材料"), required=False)
    clawback = forms.IntegerField(label=_("追缴事项"), required=False)


class AdviceForm(forms.Form):
    """Number and code of a payment advice."""

    number = forms.CharField(label=_("回单编号"), max_length=20)
    code = forms.CharField(label=_("验证码"), max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"}))
