"""The page of given-up errands."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.paging import page_of
from cms.kernel.parking.queries import parked_errands
from cms.kernel.parking.services import resume_errand


@door(Act.RESUME_ERRAND)
def parked(request: HouseRequest) -> HttpResponse:
    """Every errand that was given up, with what went wrong; the latest first."""
    page = page_of(parked_errands(), request.GET, orders={"latest": ("-parked_at", "-pk")}, counted=True)
    return render(request, "kernel/parking/parked.html", {"page": page})


@door(Act.RESUME_ERRAND)
@require_POST
def resume(request: HouseRequest, errand_id: int) -> HttpResponseBase:
    """One errand is done after all."""
    resume_errand(errand_id=errand_id, by=request.user)
    messages.success(request, _("已恢复，任务将在数秒内重新执行；如再次失败会重新列出。"))
    return redirect("kernel:parked_errands")
