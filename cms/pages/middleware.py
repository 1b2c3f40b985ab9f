"""Every act in the Wagtail admin is one transaction; what the house refuses there is told to the editor in place."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from cms.kernel.errors import Refused
from cms.kernel.middleware import back_to

View = Callable[..., HttpResponseBase]
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class EditorsTransaction:
    """Wraps the views of the Wagtail admin that change something; the last of the middlewares."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.prefix = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """The view's answer, or, when it was refused, the way back to the form with the sentence on it."""
        if request.method not in CHANGING or not request.path.startswith(self.prefix):
            return None
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except Refused as refusal:
            return told(request, refusal)


def told(request: HttpRequest, refusal: Refused) -> HttpResponseBase:
    """The refusal's sentence, as a message on the page the editor came from, or as JSON where a script asked."""
    sentence = " ".join(part for part in (str(refusal), refusal.remedy()) if part)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        body = {"success": False, "error_code": refusal.code, "error_message": sentence}
        return JsonResponse(body, status=refusal.status)
    messages.error(request, sentence)
    back = back_to(request)
    return HttpResponseRedirect(back if back.startswith(reverse("wagtailadmin_home")) else reverse("wagtailadmin_home"))
