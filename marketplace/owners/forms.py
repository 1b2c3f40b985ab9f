"""Forms of owners and of those who review them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party


class OwnerForm(forms.Form):
    """What an owner says about itself."""

    department = forms.ModelChoiceField(
        label=_("主管部门"), queryset=Party.objects.filter(is_department=True).order_by("name")
    )
    uses_public_funds = forms.BooleanField(label=_("采购使用财政性资金"), required=False, initial=True)
    is_public_organ = forms.BooleanField(label=_("本单位是行政机关或履行行政职能"), required=False)
    contact_name = forms.CharField(label=_("联系人"), max_length=60)
    contact_mobile = forms.CharField(label=_("联系电话"), max_length=20)


class OwnerDecisionForm(forms.Form):
    """What a reviewer writes beside a decision."""

    reason = forms.CharField(
        label=_("审核意见"),
        max_length=500,
        required=False,
        help_text=_("退回或不予通过时必填，申请单位可以看到。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
