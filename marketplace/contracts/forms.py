"""Forms of contracts: filing, and correcting what was filed wrongly."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import business_today
from cms.kernel.fields import DayField, UsccField, YuanField
from cms.kernel.models import Party


class ContractForm(forms.Form):
    """What the signed paper says, typed from it."""

    agency = UsccField(label=_("合同相对方统一社会信用代码"), help_text=_("按合同文本填写，系统与中选结果逐项核对。"))
    amount = YuanField(label=_("合同金额（元）"))
    owner = UsccField(label=_("合同业主单位统一社会信用代码"))
    service_days = forms.IntegerField(label=_("合同服务期限（天）"), min_value=1, max_value=3650)
    signed_on = DayField(label=_("签订日期"))
    document = forms.FileField(label=_("合同文本"), required=False, help_text=_("签字盖章的合同扫描件，PDF。"))

    def clean_agency(self) -> Party:
        """The party of the code."""
        return self._party("agency")

    def clean_owner(self) -> Party:
        """The party of the code."""
        return self._party("owner")

    def _party(self, name: str) -> Party:
        party = Party.objects.filter(uscc=self.cleaned_data[name]).first()
        if party is None:
            raise forms.ValidationError(_("未找到此信用代码的单位，请核对。"))
        return party

    def clean_signed_on(self) -> object:
        """A contract is not signed tomorrow."""
        signed_on = self.cleaned_data["signed_on"]
        if signed_on > business_today():
            raise forms.ValidationError(_("签订日期不能晚于今天。"))
        return signed_on


class CorrectionForm(forms.Form):
    """The right amount of a filed contract, and on what grounds."""

    amount = YuanField(label=_("正确的合同金额（元）"))
    grounds = forms.CharField(
        label=_("更正依据"),
        max_length=300,
        help_text=_("写明错误的原因和核实的材料。更正前后的金额都会记入办理轨迹。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
