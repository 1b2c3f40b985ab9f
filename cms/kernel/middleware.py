"""Turns a refusal into a page (or, for the API, a problem document), and refuses what nobody can have typed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
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
    path = referer.removeprefix(prefix) if referer.startswith(prefix + "/") else "/desk/"
    return "/" + path.lstrip("/")


def problem(refusal: Refused) -> JsonResponse:
    """The refusal as an RFC 9457 problem document."""
    body: dict[str, object] = {"type": f"urn:zhida:{refusal.code}", "title": str(refusal), "status": refusal.status}
    if isinstance(refusal, FieldsRefused):
        body["fields"] = {name: [str(line) for line in lines] for name, lines in refusal.fields.items()}
    return JsonResponse(body, status=refusal.status, content_type=PROBLEM)


def wants_problem(request: HttpRequest) -> bool:
    """Whether a program asks: it calls the API, or says that it prefers a problem document to a page."""
    return request.path.startswith("/api/") or request.get_preferred_type(["text/html", PROBLEM]) == PROBLEM


def answer(request: HttpRequest, refusal: Refused) -> HttpResponseBase:
    """The refusal as whoever asks can read it."""
    return problem(refusal) if wants_problem(request) else refusal_page(request, refusal)


class RefusalMiddleware:
    """Answers a Refused that left a view; anything else is a bug and goes on its way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """The refusal's page or problem document; None for any other exception."""
        return answer(request, exception) if isinstance(exception, Refused) else None


class Unreadable(Refused):
    """What was sent holds a NUL: no keyboard types one, and the database keeps none."""

    sentence = _("提交的内容含有无法识别的字符。")
    who_can = _("请返回删去从其他软件粘贴的不可见字符后重新提交；若由链接进入，请核对链接是否完整。")
    status = 400


class ReadableMiddleware:
    """Answers Unreadable for a NUL in the address or in a form, before a view or the database meets it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on when its address can be read."""
        if "\0" in request.path or holds_nul(request.GET):
            return answer(request, Unreadable())
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Nothing for a form that can be read; what other servers send raw is left to its view."""
        is_form = request.method == "POST" and not getattr(view, "csrf_exempt", False)
        return answer(request, Unreadable()) if is_form and holds_nul(request.POST) else None


def holds_nul(sent: QueryDict) -> bool:
    """Whether a NUL stands in any name or value."""
    return any("\0" in text for name, values in sent.lists() for text in (name, *map(str, values)))


class PageExpired(Refused):
    """A form came without its session's token: the session ended while the person was filling it in."""

    sentence = _("页面已过期，刚才提交的内容还没有办理。")
    who_can = _("请返回填写的页面再提交一次，已填写的内容还在；如已退出登录，请先在新窗口重新登录。")
    status = 403


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose session expired."""
    return refusal_page(request, PageExpired())
