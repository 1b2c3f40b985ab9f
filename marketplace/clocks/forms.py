"""The form by which supervision takes an award back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RevokeForm(forms.Form):
    """Why an award is taken back."""

    reason = forms.CharField(
        label=_("取消理由"),
        max_length=300,
        help_text=_("写明成立的异议、投诉，或者逾期未签订合同的情况，随结果公开。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
