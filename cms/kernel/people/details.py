"""What a person tells about themselves when signing up; apart from forms.py because allauth's forms import it."""

from typing import Any

from allauth.core import context
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.kernel.knocking.services import knock, origin_of
from cms.kernel.people.models import User


class SignupDetailsForm(forms.Form):
    """What a person tells besides e-mail address and password when signing up."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    mobile = forms.RegexField(
        label=_("手机号码"),
        help_text=_("可用于登录。"),
        regex=r"^1[3-9]\d{9}$",
        required=False,
        error_messages={"invalid": _("请填写 11 位手机号码。")},
    )

    def clean_mobile(self) -> str | None:
        """The number, if nobody else has it."""
        mobile = self.cleaned_data["mobile"] or None
        if mobile and User.objects.filter(mobile=mobile).exists():
            raise forms.ValidationError(_("该手机号码已被使用。"))
        return mobile

    def clean(self) -> dict[str, Any] | None:
        """What was entered, from an address that has not signed up too often. Raises TooOften."""
        entered = super().clean()
        knock("signup", origin=origin_of(context.request))
        return entered

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keeps name and mobile on the new user."""
        user.name = self.cleaned_data["name"]
        user.mobile = self.cleaned_data["mobile"]
        user.save(update_fields=["name", "mobile"])
