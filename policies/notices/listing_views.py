"""Pages of published lists of the silent."""

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door, public
from cms.kernel.clock import business_now
from cms.kernel.paging import page_of
from cms.kernel.states import Vanished
from policies.grants.queries import decisions_of
from policies.notices.listing import publish_silent_list
from policies.notices.models import SilentList


@public
def silent_lists(request: HttpRequest) -> HttpResponse:
    """Every published list, the latest first."""
    found = SilentList.objects.select_related("decision__version__policy__lead_department")
    page = page_of(found, request.GET, orders={"latest": ("-published_on", "-pk")}, counted=True)
    return render(request, "policies/notices/silent_lists.html", {"page": page})


@public
def silent_list(request: HttpRequest, list_id: int) -> HttpResponse:
    """One list: the names, until when they may confirm, and how."""
    found = SilentList.objects.select_related("decision__version__policy__lead_department")
    shown = get_object_or_404(found, pk=list_id)
    put_off = shown.lines.aggregate(ends=Max("grant__listed_until"))["ends"]
    ends = max(shown.closes_at, put_off or shown.closes_at)
    context = {"list": shown, "lines": shown.lines.order_by("pk"), "closes_at": ends, "is_open": business_now() < ends}
    return render(request, "policies/notices/silent_list.html", context)


@door(Act.PUBLISH_NOTICE)
@require_POST
def publish(request: HouseRequest, decision_id: int) -> HttpResponseBase:
    """The names of one list of my department that were contacted often enough are public from today."""
    if not decisions_of(request.user).filter(pk=decision_id).exists():
        raise Vanished
    published = publish_silent_list(decision_id=decision_id, by=request.user)
    messages.success(request, _("名单已公告。"))
    return redirect("policies:silent_list", published.pk)
