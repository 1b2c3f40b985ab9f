"""Forms about people: logging in with an e-mail address or a mobile number, claiming a role."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.kernel.people.models import Party, PartyKind, User, validate_uscc
from cms.kernel.roles import CLAIMABLE, Role


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


class AppointForm(forms.Form):
    """Who holds which official role from now on; the person has signed up before."""

    login = forms.CharField(
        label=_("电子邮箱或手机号码"), max_length=254, help_text=_("须为本人已注册的账号；未注册的请本人先注册。")
    )
    party = forms.ModelChoiceField(
        label=_("所在部门"), queryset=Party.objects.filter(is_department=True).order_by("name")
    )
    role = forms.ChoiceField(
        label=_("身份"), choices=[(role.value, role.label) for role in Role if role not in CLAIMABLE]
    )

    def clean_login(self) -> User:
        """The active person with this e-mail address or mobile number."""
        login = self.cleaned_data["login"].strip()
        found = User.objects.filter(Q(email__iexact=login) | Q(mobile=login), is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("没有使用该邮箱或手机号码的账号，请核对，或请本人先注册。"))
        return found


class MemberFilter(forms.Form):
    """Whose roles are listed."""

    q = forms.CharField(label=_("姓名、账号或单位"), max_length=60, required=False)
