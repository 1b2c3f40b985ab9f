"""Pages of complaints and reports: making one, following it by number and code, and handling it."""

from typing import Final

from django.contrib import messages
from django.db.transaction import atomic
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door, public
from cms.kernel.errors import Refused
from cms.kernel.files.services import store_file
from cms.kernel.forms import tell
from cms.kernel.knocking.services import knock, origin_of
from cms.kernel.paging import page_of
from cms.kernel.people.models import User
from cms.kernel.secrets import read_secret
from cms.kernel.states import Vanished
from policies.notices.forms import FollowForm, HandleForm, PetitionForm
from policies.notices.petitioning import (
    accept_petition,
    answer_petition,
    decline_petition,
    own_petition,
    petitions_for,
    raise_petition,
)
from policies.notices.petitions import Petition, PetitionKind, PetitionState

HANDLERS: Final = {PetitionKind.COMPLAINT: Act.HANDLE_COMPLAINT, PetitionKind.REPORT: Act.HANDLE_REPORT}
"""Whose eyes the evidence is for; who handed it in is not written beside it, logged in or not."""


@public
def new_petition(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A complaint or a report is made; its number and code are shown once."""
    if kind not in PetitionKind.values:
        raise Vanished
    form = PetitionForm(request.POST or None, request.FILES or None, kind=kind, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        knock("petition", origin=origin_of(request))
        entered = dict(form.cleaned_data)
        try:
            upload = entered.pop("evidence")
            with atomic():
                evidence = store_file(upload=upload, by=None, kept_for=HANDLERS[PetitionKind(kind)]) if upload else None
                petition, code = raise_petition(kind=kind, evidence=evidence, **entered)
        except Refused as refusal:
            tell(form, refusal)
        else:
            return render(request, "policies/notices/petition_made.html", {"petition": petition, "code": code})
    context = {"form": form, "kind": PetitionKind(kind), "is_named": kind == PetitionKind.COMPLAINT}
    return render(request, "policies/notices/new_petition.html", context, status=422 if form.errors else 200)


@public
def follow_petition(request: HttpRequest) -> HttpResponse:
    """What became of a complaint or a report, for who has its number and code."""
    form = FollowForm(request.POST or None)
    found: Petition | None = None
    if request.method == "POST" and form.is_valid():
        knock("petition_followed", origin=origin_of(request))
        try:
            found = own_petition(**form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
    context = {"form": form, "petition": found}
    return render(request, "policies/notices/follow_petition.html", context, status=404 if form.errors else 200)


def _queue(request: HouseRequest, kind: PetitionKind) -> HttpResponse:
    """Those of one kind that the person may handle: the nearest clock first."""
    state = request.GET.get("state", "")
    found = petitions_for(request.user).filter(kind=kind)
    if state in PetitionState.values:
        found = found.filter(state=state)
    page = page_of(found, request.GET, orders={"due": ("accept_by", "pk")}, counted=True)
    tabs = [("?", _("全部"), None, not state)]
    tabs += [(f"?state={each.value}", str(each.label), None, each == state) for each in PetitionState]
    return render(request, "policies/notices/petitions.html", {"page": page, "tabs": tabs, "kind": kind})


@door(Act.HANDLE_COMPLAINT)
def complaints(request: HouseRequest) -> HttpResponse:
    """The complaints about my department."""
    return _queue(request, PetitionKind.COMPLAINT)


@door(Act.HANDLE_REPORT)
def reports(request: HouseRequest) -> HttpResponse:
    """The reports of money obtained unlawfully."""
    return _queue(request, PetitionKind.REPORT)


@door(Act.HANDLE_COMPLAINT)
def complaint(request: HouseRequest, petition_id: int) -> HttpResponseBase:
    """One complaint, its clock, and what is done about it."""
    return _handle(request, petition_id, PetitionKind.COMPLAINT)


@door(Act.HANDLE_REPORT)
def report(request: HouseRequest, petition_id: int) -> HttpResponseBase:
    """One report, its clock, and what is done about it."""
    return _handle(request, petition_id, PetitionKind.REPORT)


def _handle(request: HouseRequest, petition_id: int, kind: PetitionKind) -> HttpResponseBase:
    shown = petitions_for(request.user).filter(pk=petition_id, kind=kind).first()
    if shown is None:
        raise Vanished
    form = HandleForm(request.POST or None, state=shown.state)
    if request.method == "POST" and form.is_valid():
        try:
            _handled(shown, form, request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已办理，提出人可凭受理号和查询码查看。"))
            return redirect(request.path)
    is_open = shown.state in (PetitionState.RECEIVED, PetitionState.ACCEPTED)
    context = who_petitions(request.user, shown) | {"petition": shown, "form": form if is_open else None, "kind": kind}
    return render(request, "policies/notices/petition.html", context, status=422 if form.errors else 200)


def _handled(shown: Petition, form: HandleForm, by: User) -> Petition:
    answer = form.cleaned_data["answer"]
    match form.cleaned_data["act"]:
        case "accept":
            return accept_petition(petition_id=shown.pk, by=by)
        case "decline":
            return decline_petition(petition_id=shown.pk, by=by, reason=answer)
        case _:
            return answer_petition(petition_id=shown.pk, by=by, answer=answer)


@atomic
def who_petitions(user: User, shown: Petition) -> dict[str, str]:
    """The petitioner's name and contact in full, where given; the trail says who read them."""
    return {
        "name": read_secret(shown.name, about=shown, by=user, field="name") if shown.name else "",
        "contact": read_secret(shown.contact, about=shown, by=user, field="contact") if shown.contact else "",
    }
