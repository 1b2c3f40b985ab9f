"""Pages of disputes: raising one, following it, answering and deciding it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.db.transaction import atomic
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door, may
from cms.kernel.clock import business_today
from cms.kernel.errors import Refused
from cms.kernel.files.services import store_file
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from cms.kernel.trail import events_about
from marketplace.awards.queries import all_awards
from marketplace.disputes.examining import begin_examination, end_examination
from marketplace.disputes.forms import AcceptanceForm, AnswerForm, DisputeForm, ExaminationEndForm, ExaminationForm
from marketplace.disputes.models import Dispute
from marketplace.disputes.queries import (
    complaints,
    disputes,
    disputes_for_party,
    disputes_of_owner,
    may_be_complained_about,
    objections_for_owner,
    rule_of,
)
from marketplace.disputes.services import (
    accept_complaint,
    answer_award_objection,
    decide_complaint,
    raise_award_objection,
    raise_complaint,
    refuse_complaint,
    withdraw_dispute,
)
from marketplace.disputes.states import DisputeKind, DisputeState

ORDERS = {"due": ("due_on", "pk")}


@door(Act.RAISE_DISPUTE)
def object_to_award(request: HouseRequest, award_id: int) -> HttpResponseBase:
    """My agency objects to a result of a need in which it bid."""
    award = get_object_or_404(all_awards(), pk=award_id)
    form = DisputeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            with atomic():
                made = raise_award_objection(
                    award_id=award.pk,
                    party=request.membership.party,
                    grounds=form.cleaned_data["grounds"],
                    evidence=_evidence(request, form),
                    by=request.user,
                )
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("异议已提出，已通知业主单位。"))
            return redirect("marketplace:dispute", made.pk)
    context = {"award": award, "form": form, "rule": rule_of(award)}
    return render(request, "marketplace/disputes/object.html", context, status=422 if form.errors else 200)


def _evidence(request: HouseRequest, form: Form) -> Any:
    upload = form.cleaned_data["evidence"]
    return store_file(upload=upload, by=request.user, party=request.membership.party) if upload else None


@door(Act.RAISE_DISPUTE)
def complain(request: HouseRequest, dispute_id: int) -> HttpResponseBase:
    """My agency complains about the answer to its objection."""
    objection = get_object_or_404(disputes_for_party(request.user), pk=dispute_id)
    form = DisputeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            with atomic():
                made = raise_complaint(
                    objection_id=objection.pk,
                    grounds=form.cleaned_data["grounds"],
                    evidence=_evidence(request, form),
                    by=request.user,
                )
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("投诉已提出。"))
            return redirect("marketplace:dispute", made.pk)
    context = {"award": objection.award, "objection": objection, "form": form, "rule": rule_of(objection.award)}
    return render(request, "marketplace/disputes/object.html", context, status=422 if form.errors else 200)


@door(Act.RAISE_DISPUTE)
def my_disputes(request: HouseRequest) -> HttpResponse:
    """What my agency raised."""
    return _list(request, disputes_for_party(request.user), _("我的异议与投诉"))


@door(Act.ANSWER_OBJECTION)
def own_objections(request: HouseRequest) -> HttpResponse:
    """The objections my unit is to answer."""
    return _list(request, objections_for_owner(request.user), _("待答复的异议"))


@door(Act.SUPERVISE_MARKET)
def all_complaints(request: HouseRequest) -> HttpResponse:
    """Every complaint."""
    return _list(request, complaints(), _("投诉处理"))


def _list(request: HouseRequest, found: "QuerySet[Dispute]", title: str) -> HttpResponse:
    state = request.GET.get("state", "")
    tabs = [("?", _("全部"), None, state not in DisputeState.values)]
    tabs += [(f"?state={each.value}", str(each.label), None, each == state) for each in DisputeState]
    page = page_of(found.filter(state=state) if state in DisputeState.values else found, request.GET, orders=ORDERS)
    context = {"page": page, "tabs": tabs, "title": title, "today": business_today()}
    return render(request, "marketplace/disputes/list.html", context)


def visible_to(request: HouseRequest, dispute_id: int) -> Dispute:
    """The dispute, for who raised it, the owner whose result it is about, and supervision; 404 for others."""
    own = disputes_for_party(request.user) | disputes_of_owner(request.user)
    sees_all = may(request.user, Act.SUPERVISE_MARKET) or may(request.user, Act.SEE_ALL)
    return get_object_or_404(disputes() if sees_all else own, pk=dispute_id)


@door(Act.SEE_DISPUTES)
def dispute(request: HouseRequest, dispute_id: int) -> HttpResponseBase:
    """One dispute, and what the reader can do about it."""
    found = visible_to(request, dispute_id)
    return _page(request, found, _form_for(request, found))


def _form_for(request: HouseRequest, found: Dispute, data: Any = None) -> Form | None:
    """The form of the act that the reader can do now."""
    owner = found.award.need.owner.party
    if found.kind == DisputeKind.OBJECTION and found.is_live and may(request.user, Act.ANSWER_OBJECTION, owner):
        return AnswerForm(data)
    if found.kind == DisputeKind.COMPLAINT and found.is_live and may(request.user, Act.SUPERVISE_MARKET):
        if found.running_examination is not None:
            return None
        return AcceptanceForm(data) if found.state == DisputeState.RECEIVED else AnswerForm(data)
    return None


def _examination_form_for(request: HouseRequest, found: Dispute, data: Any = None) -> Form | None:
    """The form by which supervision records that an examination began, or that the running one ended."""
    is_examined = found.kind == DisputeKind.COMPLAINT and found.state == DisputeState.ACCEPTED
    if not is_examined or not may(request.user, Act.SUPERVISE_MARKET):
        return None
    return ExaminationForm(data) if found.running_examination is None else ExaminationEndForm(data)


def _page(request: HouseRequest, found: Dispute, form: Form | None, examination: Form | None = None) -> HttpResponse:
    is_own = may(request.user, Act.RAISE_DISPUTE, found.party)
    context = {
        "dispute": found,
        "form": form,
        "examination_form": examination or _examination_form_for(request, found),
        "today": business_today(),
        "steps": [{"what": _step(one.name), "when": one.happened_at, "by": one.by} for one in events_about(found)],
        "may_complain": is_own and may_be_complained_about(found, business_today()),
        "may_withdraw": is_own and found.is_live,
    }
    status = 422 if any(one is not None and one.errors for one in (form, examination)) else 200
    return render(request, "marketplace/disputes/dispute.html", context, status=status)


def _step(name: str) -> str:
    names = {
        "dispute.raised": _("提出"),
        "dispute.examination_begun": _("开始检验、检测、鉴定或者专家评审"),
        "dispute.examination_ended": _("检验、检测、鉴定或者专家评审结束"),
    }
    labels = {f"dispute.{each.value}": str(each.label) for each in DisputeState}
    return (labels | names).get(name, name)


@door(Act.SEE_DISPUTES)
@require_POST
def handle(request: HouseRequest, dispute_id: int) -> HttpResponseBase:
    """The owner answers an objection; supervision accepts, refuses or decides a complaint."""
    found = visible_to(request, dispute_id)
    form = _form_for(request, found, request.POST)
    if form is None or not form.is_valid():
        return _page(request, found, form)
    said = form.cleaned_data
    try:
        if found.kind == DisputeKind.OBJECTION:
            answer_award_objection(dispute_id=found.pk, by=request.user, **said)
        elif "accepts" not in said:
            decide_complaint(dispute_id=found.pk, by=request.user, **said)
        elif said["accepts"]:
            accept_complaint(dispute_id=found.pk, by=request.user)
        else:
            refuse_complaint(dispute_id=found.pk, answer=said["answer"], by=request.user)
    except Refused as refusal:
        tell(form, refusal)
        return _page(request, found, form)
    messages.success(request, _("已办理并通知对方。"))
    return redirect("marketplace:dispute", found.pk)


@door(Act.SUPERVISE_MARKET)
@require_POST
def examine(request: HouseRequest, dispute_id: int) -> HttpResponseBase:
    """Supervision records that an examination began, or that the running one ended."""
    found = visible_to(request, dispute_id)
    form = _examination_form_for(request, found, request.POST)
    if form is None or not form.is_valid():
        return _page(request, found, _form_for(request, found), form)
    act = begin_examination if isinstance(form, ExaminationForm) else end_examination
    try:
        act(dispute_id=found.pk, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        tell(form, refusal)
        return _page(request, found, _form_for(request, found), form)
    messages.success(request, _("已登记并通知各方。"))
    return redirect("marketplace:dispute", found.pk)


@door(Act.RAISE_DISPUTE)
@require_POST
def withdraw(request: HouseRequest, dispute_id: int) -> HttpResponseBase:
    """My agency takes its objection or complaint back."""
    found = get_object_or_404(disputes_for_party(request.user), pk=dispute_id)
    withdraw_dispute(dispute_id=found.pk, by=request.user)
    messages.success(request, _("已撤回。"))
    return redirect("marketplace:dispute", found.pk)
