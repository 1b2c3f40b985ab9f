"""Pages of selection: a draw that anybody can recompute, its public number, and the judgement on a low price."""

from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door, public
from cms.kernel.clock import business_now
from cms.kernel.errors import Refused, Sentence
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from marketplace.needs.queries import needs_for_owner
from marketplace.selection import verify_draw
from marketplace.selection.drawing import record_public_number
from marketplace.selection.forms import PriceJudgementForm, PublicNumberForm
from marketplace.selection.models import Draw
from marketplace.selection.queries import all_draws, current_evaluation, draws_waiting, entrants, told
from marketplace.selection.services import judge_low_price
from marketplace.selection.states import DrawState

SCRIPT = Path(verify_draw.__file__)


def record_name(found: Draw) -> str:
    """What the published record is called once it is downloaded."""
    return f"DRAW-{found.name.replace('/', '-')}.json"


@public
def draw(request: HttpRequest, draw_id: int) -> HttpResponse:
    """A draw: every input that decides it, and after the draw its order, recomputed by the reader's own browser."""
    found = get_object_or_404(all_draws(), pk=draw_id)
    context = {"draw": found, "record": found.record, "entrants": entrants(found), "file_name": record_name(found)}
    return render(request, "marketplace/selection/draw.html", context)


@public
def draw_record(request: HttpRequest, draw_id: int) -> JsonResponse:
    """The draw's published record, as `verify_draw.py` reads it."""
    found = get_object_or_404(all_draws(), pk=draw_id)
    answer = JsonResponse(found.record, json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="{record_name(found)}"'
    return answer


@public
def draw_script(request: HttpRequest) -> FileResponse:
    """The script that recomputes a record independently of this site."""
    return FileResponse(SCRIPT.open("rb"), as_attachment=True, filename=SCRIPT.name, content_type="text/x-python")


@door(Act.SUPERVISE_MARKET)
def draws(request: HouseRequest) -> HttpResponse:
    """The draws: those whose public number is out and waits to be recorded, those announced, those held."""
    now = business_now()
    lists = {
        "due": draws_waiting(now),
        "announced": all_draws().filter(state=DrawState.ANNOUNCED, drawn_at__gt=now),
        "held": all_draws().filter(state=DrawState.HELD),
    }
    names: dict[str, Sentence] = {"due": _("待登记号码"), "announced": _("号码未产生"), "held": _("已抽取")}
    which = request.GET.get("list", "due")
    which = which if which in lists else "due"
    order = ("-drawn_at", "-pk") if which == "held" else ("drawn_at", "pk")
    page = page_of(lists[which], request.GET, orders={"drawn": order}, counted=True)
    tabs = [(f"?list={name}", names[name], rows.count(), name == which) for name, rows in lists.items()]
    return render(request, "marketplace/selection/draws.html", {"page": page, "tabs": tabs, "which": which})


@door(Act.SUPERVISE_MARKET)
def record_number(request: HouseRequest, draw_id: int) -> HttpResponseBase:
    """The public number is entered twice, and the draw is held."""
    found = get_object_or_404(all_draws(), pk=draw_id)
    if found.state != DrawState.ANNOUNCED:
        return redirect("marketplace:draw", found.pk)
    form = PublicNumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_public_number(draw_id=found.pk, number=form.cleaned_data["number"], by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("号码已登记，抽取结果已公布，任何人都可以验算。"))
            return redirect("marketplace:draw", found.pk)
    context = {"draw": found, "record": found.record, "form": form, "is_out": found.drawn_at <= business_now()}
    return render(request, "marketplace/selection/number.html", context, status=422 if form.errors else 200)


@door(Act.AWARD_NEED)
def judge_price(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """The bidder of an abnormally low price was asked; my unit judges the answer."""
    need = get_object_or_404(needs_for_owner(request.user), pk=need_id)
    evaluation = current_evaluation(need)
    view = told(evaluation) if evaluation is not None else None
    asked = next((line for line in view.asked if line.party), None) if view else None
    if view is None or asked is None or asked.party is None or view.outcome != "awaits_justification":
        return redirect("marketplace:evaluation", need.pk)
    form = PriceJudgementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_accepted = form.cleaned_data["decision"] == "accept"
        try:
            judge_low_price(
                need_id=need.pk,
                party=asked.party,
                is_accepted=is_accepted,
                grounds=form.cleaned_data["grounds"],
                by=request.user,
            )
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("审查意见已记录，评选结果已重新计算。"))
            return redirect("marketplace:evaluation", need.pk)
    question = need.price_questions.filter(party=asked.party).select_related("file").first()
    may_judge = question is None or question.answered_at is not None or question.answer_until <= business_now()
    context = {"need": need, "asked": asked, "told": view, "form": form, "question": question, "may_judge": may_judge}
    return render(request, "marketplace/selection/judge.html", context, status=422 if form.errors else 200)
