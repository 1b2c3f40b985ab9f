"""Turns a refusal into a page (or, for the API, a problem document)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import SignedOut
from cms.kernel.errors import FieldsRefused, Refused

PROBLEM = "application/problem+json"


def refusal_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page that tells the person what was refused, who can do it or when, and the way back."""
    again = isinstance(refusal, PageExpired | SignedOut)
    context = {"refusal": refusal, "sentence": str(refusal), "remedy": refusal.remedy(), "back": back_to(request)}
    context |= {"again": again}
    return render(request, "errors/refused.html", context, status=refusal.status)


def back_to(request: HttpRequest) -> str:
    """The page the person came from when it is ours, else the workbench."""
    referer = request.headers.get("Referer", "")
    prefix = f"{request.scheme}://{request.get_host()}"
    return referer.removeprefix(prefix) if referer.startswith(prefix + "/") else "/desk/"


def problem(refusal: Refused) -> JsonResponse:
    """The refusal as an RFC 9457 problem document."""
    body: dict[str, object] = {"type": f"urn:zhida:{refusal.code}", "title": str(refusal), "status": refusal.status}
    if isinstance(refusal, FieldsRefused):
        body["fields"] = {name: [str(line) for line in lines] for name, lines in refusal.fields.items()}
    return JsonResponse(body, status=refusal.status, content_type=PROBLEM)


def wants_problem(request: HttpRequest) -> bool:
    """Whether a program asks: it calls the API, or says that it prefers a problem document to a page."""
    return request.path.startswith("/api/") or request.get_preferred_type(["text/html", PROBLEM]) == PROBLEM


class RefusalMiddleware:
    """Answers a Refused that left a view; anything else is a bug and goes on its way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """The refusal's page or problem document; None for any other exception."""
        if not isinstance(exception, Refused):
            return None
        return problem(exception) if wants_problem(request) else refusal_page(request, exception)


class PageExpired(Refused):
    """A form came without its session's token: the session ended while the person was filling it in."""

    sentence = _("页面已过期，刚才提交的内容还没有办理。")
    who_can = _("请返回填写的页面再提交一次，已填写的内容还在；如已退出登录，请先在新窗口重新登录。")
    status = 403


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose session expired."""
    return refusal_page(request, PageExpired())
