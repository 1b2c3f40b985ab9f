"""What the accounts library asks of the house about second factors: sealed secrets, names, and the QR code."""

import io

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.kernel.people.models import User
from cms.kernel.second_factor.queries import factors_of, is_official_under_guard
from cms.kernel.secrets import decrypt, encrypt

BINDING = "mfa_authenticator.data"


class HouseAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps secrets under the house's field keys, and the last factor of who must have one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "unverified_email": gettext_lazy("请先验证电子邮箱，再启用二次验证。"),
        "cannot_delete_authenticator": gettext_lazy("您的岗位须使用二次验证，不能停用最后一种验证方式。"),
        "incorrect_code": gettext_lazy("验证码不正确，请核对后重新填写。"),
    }

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return encrypt(text, bound_to=BINDING)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret behind what is stored. Raises Undecryptable."""
        return decrypt(encrypted_text, bound_to=BINDING)

    def get_totp_issuer(self) -> str:
        """How the entry is headed in the authenticator app."""
        return f"{settings.WAGTAIL_SITE_NAME} {settings.COUNTY_NAME}"

    def build_totp_svg(self, url: str) -> str:
        """The QR code, black on white in either colour scheme."""
        drawn = io.BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=5, border=3, light="#fff", dark="#000")
        return drawn.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether the factor may be given up: the last one of who must have one may not."""
        user: User = authenticator.user
        is_last = not factors_of(user).exclude(pk=authenticator.pk).exists()
        return not (settings.SECOND_FACTOR_REQUIRED and is_last and is_official_under_guard(user))

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        """The name a new security key is offered."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("安全密钥 %(number)s") % {"number": number}
