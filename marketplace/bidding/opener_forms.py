"""Forms of openers: their passphrase, set and given."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PassphraseForm(forms.Form):
    """A new opening passphrase, typed twice."""

    passphrase = forms.CharField(
        label=_("开启口令"),
        min_length=12,
        max_length=200,
        strip=False,
        help_text=_("至少 12 个字符。系统不保存口令，遗忘后无法找回，请妥善保管。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再输入一次"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """Both are the same."""
        if self.cleaned_data["again"] != self.cleaned_data.get("passphrase"):
            raise forms.ValidationError(_("两次输入不一致。"))
        return str(self.cleaned_data["again"])


class ConsentForm(forms.Form):
    """The passphrase with which an opener agrees."""

    passphrase = forms.CharField(
        label=_("开启口令"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    agrees = forms.BooleanField(label=_("本人与本项目报价单位无利害关系，同意现在开启全部报价。"))
