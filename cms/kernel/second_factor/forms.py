"""Forms on which a code is typed: the library's, with the words of the house."""

from typing import Any, Final

from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.knocking.errors import TooOften
from cms.kernel.knocking.services import DAY, Limit, admit, knock
from cms.kernel.second_factor.adapter import HouseAdapter

TYPED: Final = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "spellcheck": "false"}
ONCE: Final = Limit(count=1, seconds=DAY)
ANY_CODE = _("验证器应用显示的 6 位数字；设备不在身边时，填写一个未使用过的恢复码。")


class OneUse(BaseAuthenticateForm):  # type: ignore[misc]
    """A code counts once, whichever server it is typed at, and is not guessed (RFC 6238, 5.2; RFC 4226, 7.3)."""

    def clean_code(self) -> str:
        """The code, if it is right and new. Raises TooOften."""
        knock("second_factor", person=self.user.pk)
        code: str = super().clean_code()
        try:
            admit("code", f"{self.user.pk}:{code}", [ONCE])
        except TooOften as used:
            raise HouseAdapter().validation_error("incorrect_code") from used
        return code


class CodeForm(OneUse, AuthenticateForm):  # type: ignore[misc]
    """The code that is asked for when logging in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("验证码"), max_length=12, help_text=ANY_CODE, widget=forms.TextInput(attrs=TYPED)
        )


class CodeAgainForm(OneUse, ReauthenticateForm):  # type: ignore[misc]
    """The code that is asked for once more, or by a session that has not shown one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("验证码"), max_length=12, help_text=ANY_CODE, widget=forms.TextInput(attrs=TYPED)
        )


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]
    """The code that proves that the app holds the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("验证码"),
            max_length=12,
            help_text=_("扫码后应用显示的 6 位数字。"),
            widget=forms.TextInput(attrs=TYPED),
        )


class KeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new security key, under a name by which its owner knows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("密钥名称")


class KeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("密钥名称")
