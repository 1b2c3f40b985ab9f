"""Pages of results: the public list, one award, verifying a notice, an owner's decision, an agency's own results."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door, is_offered, may, public
from cms.kernel.errors import Refused, Sentence
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from marketplace.awards.forms import CodeForm, GiveUpForm, RedoForm, ResultFilter
from marketplace.awards.notice_paper import notice_pdf
from marketplace.awards.queries import (
    all_awards,
    award_by_code,
    awards_for_agency,
    awards_for_owner,
    needs_to_decide,
    own_results,
    public_awards,
    total,
)
from marketplace.awards.services import award_need, give_up_award, redo_need
from marketplace.awards.states import ENDED, AwardState
from marketplace.bidding.queries import opened_bids
from marketplace.needs.queries import needs_for_owner
from marketplace.needs.states import NeedState
from marketplace.needs.timeline import steps_of
from marketplace.selection.panel_queries import questions_to
from marketplace.selection.queries import current_evaluation, told

ORDERS = {"awarded": ("-awarded_at", "-pk"), "ceiling": ("-ceiling", "-pk"), "price": ("-price", "-pk")}


@public
def results(request: HttpRequest) -> HttpResponse:
    """Who won what, newest first, filtered by the address, with the sums of what is listed."""
    form = ResultFilter(request.GET)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    category = asked.get("category")
    found = public_awards(
        text=asked.get("q", ""),
        category=category.code if category else "",
        method=asked.get("method", ""),
        first=asked.get("first"),
        last=asked.get("last"),
    )
    page = page_of(found, request.GET, orders=ORDERS, counted=True)
    return render(request, "marketplace/awards/results.html", {"page": page, "filter": form, "sum": total(found)})


@public
def award(request: HttpRequest, award_id: int) -> HttpResponse:
    """One award: winner, price, ceiling, saving, the ranking with its reasons, and the contract when it is filed."""
    found = get_object_or_404(all_awards().select_related("evaluation"), pk=award_id)
    context = {
        "award": found,
        "told": told(found.evaluation),
        "bids": opened_bids(found.need),
        "contract": getattr(found, "contract", None),
        "draws": found.need.draws.order_by("pk"),
        "steps": steps_of(found.need),
        "may_revoke": found.state == AwardState.STANDING and may(request.user, Act.SUPERVISE_MARKET),
        "may_object": is_offered(request, Act.RAISE_DISPUTE),
    }
    return render(request, "marketplace/awards/award.html", context)


@public
def notice(request: HttpRequest, award_id: int) -> HttpResponse:
    """The award notice as a paper to print, with the code by which anybody can verify it; none of one given up."""
    found = get_object_or_404(public_awards(), pk=award_id)
    address = request.build_absolute_uri(f"{reverse('marketplace:verify_award')}?code={found.code}")
    return render(request, "marketplace/awards/notice.html", {"award": found, "address": address})


@public
def notice_file(request: HttpRequest, award_id: int) -> HttpResponse:
    """The award notice as a PDF; none of an award given up."""
    found = get_object_or_404(public_awards(), pk=award_id)
    address = request.build_absolute_uri(f"{reverse('marketplace:verify_award')}?code={found.code}")
    headers = {"Content-Disposition": f'attachment; filename="{found.number}.pdf"'}
    return HttpResponse(notice_pdf(found, address), content_type="application/pdf", headers=headers)


@public
def verify(request: HttpRequest) -> HttpResponse:
    """Whether an award notice is genuine: what the register says under its code."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    found = award_by_code(form.cleaned_data["code"]) if form.is_valid() else None
    context = {"form": form, "award": found, "was_asked": form.is_bound and form.is_valid()}
    return render(request, "marketplace/awards/verify.html", context)


@door(Act.AWARD_NEED)
def evaluation(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """What the method found on a need of my unit, with every reason; confirming it makes the award."""
    need = get_object_or_404(needs_for_owner(request.user), pk=need_id)
    if request.method == "POST":
        made = award_need(need_id=need.pk, by=request.user)
        messages.success(request, _("中选结果已确定并公布，已通知全部报价单位。"))
        return redirect("marketplace:award", made.pk)
    found = current_evaluation(need)
    context = {
        "need": need,
        "evaluation": found,
        "told": told(found) if found else None,
        "judgements": need.price_judgements.select_related("party", "judged_by"),
        "draws": need.draws.order_by("pk"),
        "may_redo": need.state == NeedState.OPENED and need.awards.filter(state__in=ENDED).exists(),
        "award": all_awards().filter(need=need).exclude(state__in=ENDED).first(),
    }
    return render(request, "marketplace/awards/evaluation.html", context)


@door(Act.AWARD_NEED)
def redo(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """My unit has a need posted again after its winner withdrew."""
    need = get_object_or_404(needs_for_owner(request.user), pk=need_id)
    form = RedoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            redo_need(need_id=need.pk, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("本次选取已终止，请复核条款后重新发布。"))
            return redirect("marketplace:repost_need", need.pk)
    context = {"need": need, "form": form, "act": _("重新组织选取")}
    return render(request, "marketplace/needs/act.html", context, status=422 if form.errors else 200)


@door(Act.AWARD_NEED)
def my_awards(request: HouseRequest) -> HttpResponse:
    """The results of my unit's needs: to be decided, to be signed, signed, given up."""
    mine = awards_for_owner(request.user)
    waiting = needs_to_decide(request.user)
    which = request.GET.get("list", "decide")
    tabs: list[tuple[str, Sentence, int, bool]] = [("?", _("待确定"), waiting.count(), which not in AwardState.values)]
    tabs += [(f"?list={s.value}", s.label, mine.filter(state=s).count(), s == which) for s in AwardState]
    context: dict[str, Any] = {"tabs": tabs}
    if which in AwardState.values:
        orders = {"awarded": ("-awarded_at", "-pk")}
        context["page"] = page_of(mine.filter(state=which), request.GET, orders=orders, counted=True)
    else:
        orders = {"opened": ("opens_at", "pk")}
        context["waiting"] = page_of(waiting, request.GET, orders=orders, counted=True)
    return render(request, "marketplace/awards/mine.html", context)


@door(Act.SUBMIT_BID)
def my_results(request: HouseRequest) -> HttpResponse:
    """What came of my agency's bids."""
    party = request.membership.party
    questions = questions_to(request.user).filter(party=party, need__state=NeedState.OPENED).order_by("answer_until")
    context = {"results": own_results(party), "party": party, "questions": questions}
    return render(request, "marketplace/awards/my_results.html", context)


@door(Act.SUBMIT_BID)
def give_up(request: HouseRequest, award_id: int) -> HttpResponseBase:
    """My agency gives up an award, told beforehand what follows."""
    found = get_object_or_404(awards_for_agency(request.user), pk=award_id)
    form = GiveUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            give_up_award(award_id=found.pk, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已放弃中选。业主单位将从后续顺位中确定中选机构。"))
            return redirect("marketplace:my_results")
    context = {"award": found, "form": form}
    return render(request, "marketplace/awards/give_up.html", context, status=422 if form.errors else 200)
