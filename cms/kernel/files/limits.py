"""Stops an upload that announces more than the house accepts before its body is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from cms.kernel.files.services import TooLarge
from cms.kernel.middleware import problem, refusal_page

FORM_ALLOWANCE = 1024 * 1024


class UploadLimitMiddleware:
    """Answers 413 with a sentence when a request's body is larger than the upload limit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on, or refuses it unread."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdigit() and int(announced) > settings.UPLOAD_LIMIT_BYTES + FORM_ALLOWANCE:
            refusal = TooLarge(limit=settings.UPLOAD_LIMIT_BYTES // (1024 * 1024))
            return problem(refusal) if request.path.startswith("/api/") else refusal_page(request, refusal)
        return self.get_response(request)
