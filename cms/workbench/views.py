"""The workbench: what waits for the person, in the role they act under; and the trail of anything, for auditors."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import redirect, render

from cms.kernel.access import Act, HouseRequest, PersonRequest, acting_membership, door, may, signed_in
from cms.kernel.paging import page_of
from cms.workbench.refused import reason_told, refused_by_hour, source_told
from cms.workbench.trails import search, trail_of
from cms.workbench.waiting import waiting_for


@signed_in
def home(request: PersonRequest) -> HttpResponse:
    """My first screen: what waits for me, how many, since when; whoever has no role yet is led to asking for one."""
    membership = acting_membership(request, Act.USE_WORKBENCH)
    if membership is None:
        return redirect("kernel:my_roles")
    entered = cast(HouseRequest, request)
    entered.membership = membership
    every = waiting_for(membership)
    context = {
        "waiting": [one for one in every if one.count],
        "clear": [one for one in every if not one.count],
        "may_find": may(request.user, Act.SEE_TRAIL),
    }
    return render(request, "workbench/home.html", context)


@door(Act.SEE_TRAIL)
def find(request: HouseRequest) -> HttpResponse:
    """Find a payment, an award, a batch, a party or a person, to read its trail."""
    words = request.GET.get("q", "").strip()
    return render(request, "workbench/find.html", {"words": words, "found": search(words)})


@door(Act.SEE_TRAIL)
def trail(request: HouseRequest, kind: str, pk: int) -> HttpResponse:
    """Everything that was done to one thing, with the proof that nothing was altered."""
    return render(request, "workbench/trail.html", {"trail": trail_of(kind, pk)})


@door(Act.SEE_REFUSED)
def refused(request: HouseRequest) -> HttpResponse:
    """Messages from outside that were refused, by hour and kind: a flood is one row with its number."""
    page = page_of(refused_by_hour(), request.GET, orders={"latest": ("-hour", "-pk")}, counted=True)
    rows = [(one, source_told(one.boundary), reason_told(one.reason)) for one in page.rows]
    return render(request, "workbench/refused.html", {"page": page, "rows": rows})
