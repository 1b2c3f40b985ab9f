"""Pages of the register of experts: the supervisor's list and entries, and an expert's own recusals."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from marketplace.experts.forms import ExpertForm, RecusalForm, RestForm, SpecialitiesForm
from marketplace.experts.models import Expert
from marketplace.experts.queries import all_experts, expert_of
from marketplace.experts.services import (
    change_specialities,
    list_expert,
    relist_expert,
    rest_expert,
    state_recusal,
)
from marketplace.experts.states import ExpertState


@door(Act.SUPERVISE_MARKET)
def experts(request: HouseRequest) -> HttpResponseBase:
    """The register, and a new entry."""
    form = ExpertForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        try:
            made = list_expert(
                user=entered["user"],
                employer=entered["uscc"],
                title=entered["title"],
                specialities=list(entered["specialities"]),
                by=request.user,
            )
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已入库，编号 %(number)s。") % {"number": made.number})
            return redirect("marketplace:experts")
    text = request.GET.get("q", "").replace("\0", "").strip()
    page = page_of(all_experts(text=text), request.GET, orders={"number": ("number", "pk")}, counted=True)
    context = {"page": page, "form": form, "q": text}
    return render(request, "marketplace/experts/list.html", context, status=422 if form.errors else 200)


@door(Act.SUPERVISE_MARKET)
def expert(request: HouseRequest, expert_id: int) -> HttpResponseBase:
    """One entry: its specialities, recusals, and whether it can be drawn."""
    found = get_object_or_404(all_experts(), pk=expert_id)
    what = next((name for name in ACTS if f"{name}_set" in request.POST), None)
    if request.method == "POST" and what is None:
        raise Http404
    forms = {name: kind(request.POST if name == what else None) for name, (kind, _act) in ACTS.items()}
    if what is not None and forms[what].is_valid():
        try:
            ACTS[what][1](found, forms[what].cleaned_data, request.user)
        except Refused as refusal:
            tell(forms[what], refusal)
        else:
            messages.success(request, _("已办理。"))
            return redirect("marketplace:expert", found.pk)
    if what != "specialities":
        forms["specialities"] = SpecialitiesForm(initial={"specialities": found.specialities.all()})
    wrong = any(form.errors for form in forms.values())
    context = {"expert": found, "forms": forms, "recusals": found.recusals.select_related("party")}
    return render(request, "marketplace/experts/expert.html", context, status=422 if wrong else 200)


def _change(found: Expert, entered: dict[str, Any], by: Any) -> object:
    return change_specialities(expert_id=found.pk, specialities=list(entered["specialities"]), by=by)


def _rest(found: Expert, entered: dict[str, Any], by: Any) -> object:
    act = rest_expert if found.state == ExpertState.LISTED else relist_expert
    return act(expert_id=found.pk, reason=entered["reason"], by=by)


def _recuse(found: Expert, entered: dict[str, Any], by: Any) -> object:
    return state_recusal(expert_id=found.pk, party=entered["uscc"], reason=entered["reason"], by=by)


ACTS: dict[str, tuple[Callable[..., Any], Callable[[Expert, dict[str, Any], Any], object]]] = {
    "specialities": (SpecialitiesForm, _change),
    "rest": (RestForm, _rest),
    "recuse": (RecusalForm, _recuse),
}


@door(Act.SCORE_OFFERS)
def my_recusals(request: HouseRequest) -> HttpResponseBase:
    """My entry on the register, and whom I step aside for."""
    mine = expert_of(request.user)
    form = RecusalForm(request.POST or None) if mine is not None else None
    if request.method == "POST" and mine is not None and form is not None and form.is_valid():
        try:
            _recuse(mine, form.cleaned_data, request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已登记，涉及该单位的项目不再抽取您。"))
            return redirect("marketplace:my_recusals")
    context = {"expert": mine, "form": form, "recusals": mine.recusals.select_related("party") if mine else []}
    wrong = form is not None and form.errors
    return render(request, "marketplace/experts/mine.html", context, status=422 if wrong else 200)
