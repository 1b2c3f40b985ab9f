"""Pages of what happens to a need besides posting: questions, amendments, the fair-competition check, subscriptions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.clock import business_now
from cms.kernel.errors import Refused
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from marketplace.catalogue.models import ServiceType
from marketplace.catalogue.queries import service_types
from marketplace.needs.change_forms import (
    AmendForm,
    AnswerForm,
    MethodDecisionForm,
    QuestionForm,
    SubscriptionForm,
    TemplateForm,
)
from marketplace.needs.changes import (
    amend_need,
    answer_fairness,
    answer_question,
    ask_question,
    decide_method_change,
    subscribe,
    write_template,
)
from marketplace.needs.fairness import findings
from marketplace.needs.models import MethodChange, Need, NeedTemplate, Question, Subscription
from marketplace.needs.objecting import object_to_documents
from marketplace.needs.posting import texts_of
from marketplace.needs.queries import needs_for_owner, public_needs
from marketplace.needs.states import MethodChangeState


def _act(
    request: HouseRequest, need: Need, form: Form, name: str, do: Callable[[dict[str, Any]], object], done: str
) -> HttpResponseBase:
    """A page with one form: what was entered is done and told, or the refusal stands in the form."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, done)
            return redirect("marketplace:need", need.pk)
    context = {"need": need, "form": form, "act": name}
    return render(request, "marketplace/needs/act.html", context, status=422 if form.errors else 200)


@door(Act.SUBMIT_BID)
def ask(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """A question about a need that takes bids; nobody learns who asked."""
    need = get_object_or_404(public_needs(), pk=need_id)

    def do(entered: dict[str, Any]) -> object:
        return ask_question(need_id=need.pk, by=request.user, **entered)

    form = QuestionForm(request.POST or None)
    return _act(request, need, form, _("提出问题"), do, _("问题已公开，业主单位答复后显示在公告中。"))


@door(Act.SUBMIT_BID)
def object_to(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """An objection to the documents of a need that takes bids; nobody learns whose."""
    need = get_object_or_404(public_needs(), pk=need_id)

    def do(entered: dict[str, Any]) -> object:
        return object_to_documents(need_id=need.pk, by=request.user, **entered)

    form = QuestionForm(request.POST or None)
    return _act(request, need, form, _("对采购文件提出异议"), do, _("异议已公开，业主单位须在法定期限内答复。"))


@door(Act.POST_NEED)
def answer(request: HouseRequest, question_id: int) -> HttpResponseBase:
    """My unit's answer to a question."""
    mine = needs_for_owner(request.user)
    question = get_object_or_404(Question.objects.select_related("need"), pk=question_id, need__in=mine.order_by())

    def do(entered: dict[str, Any]) -> object:
        return answer_question(question_id=question.pk, by=request.user, **entered)

    form = AnswerForm(request.POST or None)
    name = _("答复：%(text)s") % {"text": question.text}
    return _act(request, question.need, form, name, do, _("答复已公开。"))


@door(Act.POST_NEED)
def amend(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """A change of a posted need of my unit."""
    need = get_object_or_404(needs_for_owner(request.user), pk=need_id)

    def do(entered: dict[str, Any]) -> object:
        return amend_need(need_id=need.pk, by=request.user, **entered)

    form = AmendForm(request.POST or None, initial={"closes_at": need.closes_at})
    return _act(request, need, form, _("发布变更公告"), do, _("变更公告已发布，已通知订阅和受邀的机构。"))


@door(Act.POST_NEED)
def fairness(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """What the fair-competition check marks in a draft of my unit; each is answered with a reason, or rewritten."""
    need = get_object_or_404(needs_for_owner(request.user).filter(posted_at=None), pk=need_id)
    found = findings(texts_of(need), on=business_now().date())
    wrong = ""
    if request.method == "POST":
        reasons = {finding.key: str(request.POST.get(finding.key, "")) for finding in found}
        try:
            need = answer_fairness(need_id=need.pk, reasons=reasons, by=request.user)
        except Refused as refusal:
            wrong = str(refusal)
        else:
            messages.success(request, _("审查处理已保存，可以返回发布。"))
            return redirect("marketplace:edit_need", need.pk)
    lines = [(finding, need.fairness.get(finding.key, {}).get("reason", "")) for finding in found]
    context = {"need": need, "lines": lines, "wrong": wrong}
    return render(request, "marketplace/needs/fairness.html", context, status=422 if wrong else 200)


@door(Act.SUBMIT_BID)
def subscriptions(request: HouseRequest) -> HttpResponseBase:
    """Of which service types my agency hears."""
    party = request.membership.party
    held = Subscription.objects.filter(party=party).values_list("service_type", flat=True)
    form = SubscriptionForm(request.POST or None, initial={"service_types": list(held)})
    if request.method == "POST" and form.is_valid():
        subscribe(party=party, service_types=list(form.cleaned_data["service_types"]), by=request.user)
        messages.success(request, _("订阅已更新。"))
        return redirect("marketplace:subscriptions")
    return render(request, "marketplace/needs/subscriptions.html", {"form": form, "party": party})


@door(Act.SUPERVISE_MARKET)
def method_changes(request: HouseRequest) -> HttpResponse:
    """The changes of method that wait for approval, and those decided."""
    state = request.GET.get("state", MethodChangeState.REQUESTED)
    found = MethodChange.objects.select_related("need__procurement__owner__party")
    tabs = [
        (f"?state={each.value}", each.label, found.filter(state=each).count(), each == state)
        for each in MethodChangeState
    ]
    page = page_of(found.filter(state=state), request.GET, orders={"latest": ("-pk",)}, counted=True)
    return render(request, "marketplace/needs/method_changes.html", {"page": page, "tabs": tabs})


@door(Act.SUPERVISE_MARKET)
def decide_change(request: HouseRequest, change_id: int) -> HttpResponseBase:
    """One change of method: what failed, what is wanted instead and why; the supervisor decides."""
    change = get_object_or_404(MethodChange.objects.select_related("need__procurement__owner__party"), pk=change_id)
    form = MethodDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        try:
            decide_method_change(
                change_id=change.pk,
                is_approved=entered["decision"] == "approve",
                note=entered["note"],
                by=request.user,
            )
        except Refused as refusal:
            tell(form, refusal)
        else:
            return redirect("marketplace:method_changes")
    context = {"change": change, "need": change.need, "form": form}
    return render(request, "marketplace/needs/method_change.html", context, status=422 if form.errors else 200)


@door(Act.MANAGE_CATALOGUE)
def templates(request: HouseRequest) -> HttpResponse:
    """The service types, and which have a template."""
    written = set(NeedTemplate.objects.values_list("service_type", flat=True))
    lines = [(kind, kind.pk in written) for kind in service_types()]
    return render(request, "marketplace/needs/templates.html", {"lines": lines})


@door(Act.MANAGE_CATALOGUE)
def template(request: HouseRequest, code: str) -> HttpResponseBase:
    """The template of one service type."""
    kind = get_object_or_404(ServiceType, code=code)
    known = NeedTemplate.objects.filter(service_type=kind).first()
    initial = {name: getattr(known, name) for name in TemplateForm.base_fields} if known else None
    form = TemplateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        write_template(service_type=kind, by=request.user, **form.cleaned_data)
        messages.success(request, _("模板已保存。"))
        return redirect(reverse("marketplace:need_templates"))
    context = {"kind": kind, "form": form}
    return render(request, "marketplace/needs/template.html", context, status=422 if form.errors else 200)
