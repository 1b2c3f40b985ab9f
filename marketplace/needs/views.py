"""Pages of needs: the public list, and an owner's own needs from draft to re-posting."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.db.transaction import atomic
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door, public
from cms.kernel.clock import business_now
from cms.kernel.errors import Refused, Sentence
from cms.kernel.files.services import store_file
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from marketplace.catalogue.models import ServiceType
from marketplace.needs.errors import OwnerNotAdmitted
from marketplace.needs.forms import CancelForm, ExtendForm, NeedFilter, NeedForm, RepostForm, filled_from
from marketplace.needs.models import Need, NeedTemplate
from marketplace.needs.openers import wants_openers
from marketplace.needs.posting import check_note, check_twin, unanswered, year_with
from marketplace.needs.queries import needs_for_owner, public_needs
from marketplace.needs.services import (
    attach_document,
    cancel_need,
    change_draft,
    draft_need,
    extend_need,
    post_need,
    repost_need,
)
from marketplace.needs.states import NeedState
from marketplace.owners.models import Owner
from marketplace.owners.queries import owner_of
from marketplace.owners.states import OwnerState

ORDERS = {"closing": ("-closes_at", "-pk"), "ceiling": ("-ceiling", "-pk")}


@public
def need_list(request: HttpRequest) -> HttpResponse:
    """What owners ask for, searched and filtered by the address; the latest closing first."""
    form = NeedFilter(request.GET)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    category = asked.get("category")
    found = public_needs(
        text=asked.get("q", ""),
        category=category.code if category else "",
        method=asked.get("method", ""),
        state=asked.get("state", ""),
    )
    page = page_of(found, request.GET, orders=ORDERS, counted=True)
    return render(request, "marketplace/needs/list.html", {"filter": form, "page": page})


@door(Act.SEE_OWN_NEEDS)
def my_needs(request: HouseRequest) -> HttpResponse:
    """My unit's needs by stage, the latest first."""
    mine = needs_for_owner(request.user)
    counts = dict(mine.order_by().values_list("state").annotate(Count("pk")))
    state = request.GET.get("state", "")
    found = mine.filter(state=state) if state else mine
    page = page_of(found, request.GET, orders={"latest": ("-pk",)}, counted=True)
    tabs: list[tuple[str, Sentence, int, bool]] = [("?", _("全部"), sum(counts.values()), not state)]
    tabs += [(f"?state={each.value}", each.label, counts.get(each, 0), each == state) for each in NeedState]
    owner = owner_of(request.membership.party)
    context = {"page": page, "tabs": tabs, "may_post": owner is not None and owner.state == OwnerState.ADMITTED}
    return render(request, "marketplace/needs/mine.html", context)


def _owner(request: HouseRequest) -> Owner:
    """My unit as an owner. Raises OwnerNotAdmitted when it never applied."""
    owner = owner_of(request.membership.party)
    if owner is None:
        raise OwnerNotAdmitted(owner=request.membership.party.name, state=_("未申请入驻"))
    return owner


@door(Act.POST_NEED)
def new_need(request: HouseRequest) -> HttpResponseBase:
    """A new need on one page: kept as a draft, or posted."""
    return _edit(request, _owner(request), None)


@door(Act.POST_NEED)
def edit_need(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """A draft of my unit, changed or posted."""
    need = get_object_or_404(needs_for_owner(request.user), pk=need_id)
    if need.state != NeedState.DRAFT:
        return redirect("marketplace:need", need.pk)
    return _edit(request, need.owner, need)


def _edit(request: HouseRequest, owner: Owner, need: Need | None) -> HttpResponseBase:
    initial = filled_from(need) if need else _from_template(request.GET.get("type", ""))
    form = NeedForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            kept = _keep(request, owner, need, form)
        except Refused as refusal:
            tell(form, refusal)
        else:
            if kept.state == NeedState.DRAFT and "draft" not in request.POST and wants_openers(kept):
                messages.warning(request, _("该项目金额较大，须先指定开启人，草稿已保存。"))
                return redirect("marketplace:name_openers", kept.pk)
            if kept.state == NeedState.DRAFT and "draft" not in request.POST:
                messages.warning(request, _("公平竞争审查有提示，草稿已保存，请逐处处理后发布。"))
                return redirect("marketplace:fairness", kept.pk)
            if kept.state == NeedState.DRAFT:
                messages.success(request, _("草稿已保存，仅本单位可见。"))
                return redirect("marketplace:edit_need", kept.pk)
            messages.success(request, _("需求已发布。截止前任何人都看不到报价和报价单位。"))
            return redirect("marketplace:need", kept.pk)
    context = {
        "form": form,
        "need": need,
        "has_openers": need is not None and (need.openers.exists() or wants_openers(need)),
        "templates": NeedTemplate.objects.select_related("service_type"),
        "documents": need.documents.select_related("file") if need else [],
    }
    return render(request, "marketplace/needs/edit.html", context, status=422 if form.errors else 200)


def _from_template(code: str) -> dict[str, object]:
    """What a new draft of the service type begins with; nothing where there is no template."""
    kind = ServiceType.objects.filter(code=code, department__isnull=False).first()
    template = NeedTemplate.objects.filter(service_type=kind).first() if kind else None
    known = {name: getattr(template, name) for name in ("description", "criteria", "service_days")} if template else {}
    return known | ({"service_type": kind} if kind else {})


@atomic
def _keep(request: HouseRequest, owner: Owner, need: Need | None, form: NeedForm) -> Need:
    """The draft says what the form says and, unless only saved, is posted; all or nothing."""
    terms = form.terms()
    if need is None:
        kept = draft_need(owner=owner, terms=terms, by=request.user)
    else:
        kept = change_draft(need_id=need.pk, terms=terms, by=request.user)
    upload = form.cleaned_data["document"]
    if upload:
        file = store_file(upload=upload, by=request.user, party=owner.party)
        attach_document(need_id=kept.pk, file=file, by=request.user)
    if "draft" in request.POST:
        return kept
    now = business_now()
    check_note(kept, year_with(kept, owner, now), now)
    if unanswered(kept, now) or wants_openers(kept):
        return kept
    posted = post_need(need_id=kept.pk, by=request.user, declares_recusal=form.cleaned_data["declares_recusal"])
    check_twin(posted)
    return posted


@door(Act.POST_NEED)
def cancel(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """Withdraw a need of my unit, with the reason."""
    need = get_object_or_404(needs_for_owner(request.user), pk=need_id)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_need(need_id=need.pk, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("需求已取消。"))
            return redirect("marketplace:my_needs")
    return _act_page(request, need, form, _("取消采购需求"))


@door(Act.SUPERVISE_MARKET)
def end_selection(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """Withdraw a need whose bids are open, with the reason: its owner cannot."""
    need = get_object_or_404(public_needs(), pk=need_id)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_need(need_id=need.pk, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("选取已终止，已公开理由。"))
            return redirect("marketplace:need", need.pk)
    return _act_page(request, need, form, _("终止选取"))


@door(Act.POST_NEED)
def extend(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """Give agencies more time for a need of my unit."""
    need = get_object_or_404(needs_for_owner(request.user), pk=need_id)
    form = ExtendForm(request.POST or None, initial={"closes_at": need.closes_at})
    if request.method == "POST" and form.is_valid():
        try:
            extend_need(need_id=need.pk, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("截止时间已延后。"))
            return redirect("marketplace:need", need.pk)
    return _act_page(request, need, form, _("延长报价时间"))


@door(Act.POST_NEED)
def repost(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """Draft the next posting of a failed or cancelled need of my unit."""
    need = get_object_or_404(needs_for_owner(request.user), pk=need_id)
    form = RepostForm(request.POST or None, initial={"ceiling": need.ceiling, "method": need.method})
    if request.method == "POST" and form.is_valid():
        try:
            again = repost_need(need_id=need.pk, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已生成新一次发布的草稿，请核对后发布。"))
            return redirect("marketplace:edit_need", again.pk)
    return _act_page(request, need, form, _("重新发布"))


def _act_page(request: HouseRequest, need: Need, form: Any, name: str) -> HttpResponse:
    context = {"need": need, "form": form, "act": name}
    return render(request, "marketplace/needs/act.html", context, status=422 if form.errors else 200)
