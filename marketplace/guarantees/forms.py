"""Forms of guarantees and old deposits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.fields import DayField, YuanField
from cms.kernel.models import Party
from marketplace.guarantees.states import GuaranteeForm, GuaranteeKind
from marketplace.needs.models import Need


class GuaranteeEntry(forms.Form):
    """What a guarantee or deposit says, for a need of the owner."""

    kind = forms.ChoiceField(label=_("种类"), choices=GuaranteeKind.choices)
    form = forms.ChoiceField(
        label=_("形式"), choices=GuaranteeForm.choices, help_text=_("提供保函的，不得要求改交现金。")
    )
    party = forms.ModelChoiceField(label=_("提供单位"), queryset=Party.objects.none())
    number = forms.CharField(label=_("保函（凭证）编号"), max_length=60)
    issuer = forms.CharField(label=_("出具机构"), max_length=100, required=False)
    payer_account = forms.CharField(
        label=_("付款账号"),
        max_length=40,
        required=False,
        help_text=_("交纳现金或购买保函所用的账户；仅用于核查关联关系，系统只保存不可还原的校验值。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    amount = YuanField(label=_("金额（元）"), help_text=_("投标保证不超过限价的 2%，履约保证不超过中选价的 10%。"))
    valid_until = DayField(label=_("有效期至"), required=False)

    def __init__(self, *args: Any, need: Need, **options: Any) -> None:
        super().__init__(*args, **options)
        bidders = Party.objects.filter(opened_bids__need=need).distinct().order_by("name")
        self.fields["party"].queryset = bidders  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """Giving a guarantee back, or claiming on it."""

    RETURN, CLAIM = "return", "claim"

    how = forms.ChoiceField(
        label=_("办理"), choices=[(RETURN, _("退还")), (CLAIM, _("索赔"))], widget=forms.RadioSelect, initial=RETURN
    )
    reason = forms.CharField(label=_("说明"), max_length=300, required=False)


class DepositForm(forms.Form):
    """One old deposit."""

    project = forms.CharField(label=_("项目名称"), max_length=200)
    payer = forms.CharField(label=_("缴纳单位"), max_length=200)
    amount = YuanField(label=_("金额（元）"))
    received_on = DayField(label=_("缴纳日期"))


class ProgressForm(forms.Form):
    """What was done to reach the payer, or the voucher of the payment back."""

    progress = forms.CharField(label=_("联系情况"), max_length=500, required=False)
    voucher = forms.CharField(
        label=_("退款凭证号"), max_length=60, required=False, help_text=_("填写后即登记为已清退。")
    )
