"""Forms of openers: their passphrase, set and given, and who takes whose place."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from marketplace.needs.opener_models import Opener


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


class StandbyChoice(forms.ModelChoiceField[Opener]):
    """A standby by name and unit."""

    def label_from_instance(self, obj: Any) -> str:
        """What stands beside the button."""
        return f"{obj.user.name} · {obj.party.name}"


class ExchangeForm(forms.Form):
    """Who takes an opener's place, and why."""

    reason = forms.CharField(
        label=_("更换原因"),
        max_length=300,
        help_text=_("例如：因病住院、调离岗位。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, standbys: "QuerySet[Opener]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coming"] = StandbyChoice(label=_("候补开启人"), queryset=standbys, widget=forms.RadioSelect)
        self.order_fields(["coming", "reason"])
