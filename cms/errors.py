"""The pages for what went wrong outside our refusals: each says what happened, what to do, and the way back."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAGES: dict[int, tuple[Promise, Promise, Promise]] = {
    400: (_("请求有误"), _("系统无法识别这次请求。"), _("请返回上一页重新操作；若由链接进入，请核对链接是否完整。")),
    403: (
        _("没有权限"),
        _("您当前的身份不能查看此页面。"),
        _("如有其他身份，请在右上角切换；或联系本单位管理员开通。"),
    ),
    404: (_("找不到页面"), _("该页面不存在，可能已下线或地址有误。"), _("可以从首页搜索政策或采购项目。")),
    413: (_("文件过大"), _("上传的内容超过上限（单个文件不超过 50 MB）。"), _("请压缩或拆分后重新上传。")),
    429: (
        _("操作过于频繁"),
        _("短时间内操作次数过多，已暂停受理。"),
        _("请 15 分钟后再试；如非本人操作，请及时修改密码。"),
    ),
}


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page of one status."""
    heading, sentence, remedy = PAGES[status]
    context = {"heading": heading, "sentence": sentence, "remedy": remedy, "status": status}
    return render(request, "errors/page.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when more was sent than we take."""
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return error_page(request, 404)


def too_many(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """429, for the login guard."""
    return error_page(request, 429)


def broken(request: HttpRequest) -> HttpResponse:
    """500; touches neither the database nor the session."""
    return render(None, "errors/500.html", status=500)
