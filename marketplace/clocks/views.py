"""The page of alarms: what was let pass, by whom, since when."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.paging import page_of
from marketplace.clocks.queries import alarms as found_alarms


@door(Act.SUPERVISE_MARKET)
def alarms(request: HouseRequest) -> HttpResponse:
    """Alarms that stand, the longest overdue first, and those that ended."""
    standing = request.GET.get("list") != "ended"
    page = page_of(found_alarms(standing=standing), request.GET, orders={"due": ("due_at", "pk")}, counted=True)
    tabs = [("?", _("未解除"), None, standing), ("?list=ended", _("已解除"), None, not standing)]
    return render(request, "marketplace/clocks/alarms.html", {"page": page, "tabs": tabs})
