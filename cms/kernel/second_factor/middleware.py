"""The gate: who must show a second factor gets to see nothing else until this session has shown it."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cms.kernel.middleware import answer
from cms.kernel.people.models import User
from cms.kernel.second_factor.errors import SecondFactorMissing
from cms.kernel.second_factor.queries import factors_of, has_shown, is_asked

ALWAYS_OPEN: Final = frozenset(
    {"mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout", "set_language"}
)
OPEN_TO_ENROL: Final = ("account_", "mfa_")
"""Addresses, by how their name begins, that somebody needs who has no factor yet: the enrolment, and their e-mail."""


class SecondFactorMiddleware:
    """Where second factors are required, leads officials to enrol at their first login and to show it at every one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """Nothing for who may go on; else the way to the second factor, or a refusal of what was sent."""
        user = request.user
        if not settings.SECOND_FACTOR_REQUIRED or not isinstance(user, User):
            return None
        address = (request.resolver_match and request.resolver_match.url_name) or ""
        if address in ALWAYS_OPEN or not is_asked(user, getattr(view, "door", None)) or has_shown(request, user):
            return None
        is_enrolled = factors_of(user).exists()
        if not is_enrolled and address.startswith(OPEN_TO_ENROL):
            return None
        if request.method not in {"GET", "HEAD"}:
            return answer(request, SecondFactorMissing())
        if not is_enrolled:
            messages.warning(request, _("您的岗位办理资金、开标或权限事项，须先启用二次验证，再办理业务。"))
            return HttpResponseRedirect(reverse("mfa_index"))
        return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")
