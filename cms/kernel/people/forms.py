"""Forms about people: logging in with an e-mail address or a mobile number, claiming a role."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.people.models import PartyKind, validate_uscc
from cms.kernel.people.services import CLAIMABLE
from cms.kernel.roles import Role


class EmailOrMobileLoginForm(LoginForm):  # type: ignore[misc]
    """Log in with either contact and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("电子邮箱或手机号码"),
            max_length=254,
            widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
        )
        self.fields["password"].label = _("密码")
        self.order_fields(["login", "password", "remember"])

    def user_credentials(self) -> dict[str, str]:
        """The login as typed, for the backend that knows both kinds."""
        return {"username": self.cleaned_data["login"], "password": self.cleaned_data["password"]}


class ClaimForm(forms.Form):
    """Ask to act for a party, with the stamped authorisation."""

    uscc = forms.CharField(
        label=_("统一社会信用代码"),
        max_length=18,
        validators=[validate_uscc],
        widget=forms.TextInput(attrs={"data-uscc": ""}),
    )
    party_name = forms.CharField(label=_("单位名称"), max_length=200, help_text=_("须与营业执照或法人证书一致。"))
    kind = forms.ChoiceField(label=_("单位类型"), choices=PartyKind.choices)
    role = forms.ChoiceField(
        label=_("申请的身份"), choices=[(role.value, role.label) for role in Role if role in CLAIMABLE]
    )
    proof = forms.FileField(label=_("授权书"), help_text=_("加盖公章的 PDF、PNG 或 JPEG，不超过 50 MB。"))


class ReasonForm(forms.Form):
    """A reason, in words."""

    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
