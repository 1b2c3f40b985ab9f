"""Pages of panels: the supervisor seats experts; an expert declares, scores alone, agrees and signs."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.errors import Refused, Sentence
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from marketplace.needs.particulars import Particulars
from marketplace.selection.forms import (
    DeclarationForm,
    MinutesForm,
    PanelSizeForm,
    ScoreForm,
    SeatForm,
    SignatureForm,
)
from marketplace.selection.models import Panel, Seat
from marketplace.selection.panel_drawing import draw_panel
from marketplace.selection.panel_queries import (
    all_panels,
    eligible_experts,
    experts,
    own_seats,
    register_can_fill,
    sheets_of,
)
from marketplace.selection.paper_queries import blind_papers
from marketplace.selection.scoring import (
    NumberedOffer,
    agree_scores,
    chair_of,
    declare,
    hand_in_scores,
    offers_to_score,
    seat_expert,
    sign_scores,
    start_scoring,
)
from marketplace.selection.states import DrawPurpose, PanelState, SeatState


@door(Act.SUPERVISE_MARKET)
def panels(request: HouseRequest) -> HttpResponse:
    """The panels by stage; those to be seated first."""
    state = request.GET.get("state", PanelState.SEATING)
    found = all_panels()
    tabs: list[tuple[str, Sentence, int, bool]] = [
        (f"?state={each.value}", each.label, found.filter(state=each).count(), each == state) for each in PanelState
    ]
    page = page_of(found.filter(state=state), request.GET, orders={"latest": ("-pk",)}, counted=True)
    return render(request, "marketplace/selection/panels.html", {"page": page, "tabs": tabs})


@door(Act.SUPERVISE_MARKET)
def panel(request: HouseRequest, panel_id: int) -> HttpResponseBase:
    """One panel: seat experts, and start the scoring once all have declared. Its members stay unnamed in public."""
    found = get_object_or_404(all_panels(), pk=panel_id)
    form = SeatForm(request.POST if "seat" in request.POST else None, experts=experts())
    size = PanelSizeForm(request.POST if "draw" in request.POST else None)
    if request.method == "POST":
        try:
            if "start" in request.POST:
                start_scoring(panel_id=found.pk, by=request.user)
                messages.success(request, _("评审已开始，各位专家可以独立评分。"))
                return redirect("marketplace:panel", found.pk)
            if size.is_valid():
                draw_panel(panel_id=found.pk, size=size.cleaned_data["size"], by=request.user)
                messages.success(request, _("抽取已公告，公开号码产生后登记，专家即按顺位产生。"))
                return redirect("marketplace:panel", found.pk)
            if form.is_valid():
                seat_expert(panel_id=found.pk, expert=form.cleaned_data["expert"], by=request.user)
                return redirect("marketplace:panel", found.pk)
        except Refused as refusal:
            tell(form, refusal) if form.is_bound else messages.error(request, str(refusal))
    seats = found.seats.select_related("expert").order_by("pk")
    by_name = found.state == PanelState.SEATING and not register_can_fill(found)
    context = {
        "panel": found,
        "need": found.need,
        "seats": seats,
        "draw": found.need.draws.filter(purpose=DrawPurpose.EXPERTS).first(),
        "able": len(eligible_experts(found)) if found.state == PanelState.SEATING else 0,
        "form": form if by_name else None,
        "size": size if found.state == PanelState.SEATING and found.size is None and not seats else None,
    }
    return render(request, "marketplace/selection/panel.html", context, status=422 if form.errors else 200)


@door(Act.SCORE_OFFERS)
def my_seats(request: HouseRequest) -> HttpResponse:
    """The panels I serve on, the latest first."""
    page = page_of(own_seats(request.user), request.GET, orders={"latest": ("-pk",)}, counted=True)
    return render(request, "marketplace/selection/seats.html", {"page": page})


@door(Act.SCORE_OFFERS)
def seat(request: HouseRequest, seat_id: int) -> HttpResponseBase:
    """What my seat asks of me now: declare, score, agree as the chair, or sign."""
    mine = get_object_or_404(own_seats(request.user), pk=seat_id)
    act = _step(mine)
    return STEPS[act](request, mine)


def _step(mine: Seat) -> str:
    stage = mine.panel.state
    if mine.state != SeatState.DECLARED:
        return "declare" if mine.state == SeatState.SEATED and stage == PanelState.SEATING else "wait"
    if stage == PanelState.SCORING and not mine.sheets.exists():
        return "score"
    if stage == PanelState.CONSENSUS and chair_of(mine.panel).pk == mine.pk:
        return "agree"
    if stage == PanelState.SIGNING and mine.signed_at is None:
        return "sign"
    return "wait"


def _page(request: HouseRequest, mine: Seat, step: str, form: Any = None, **more: Any) -> HttpResponse:
    context = {"seat": mine, "panel": mine.panel, "need": mine.panel.need, "step": step, "form": form} | more
    if "lines" in more:
        context["numbered"] = blind_papers(mine.panel)
    wrong = bool(form is not None and form.errors) or any(one.errors for _offer, one in more.get("lines", []))
    return render(request, "marketplace/selection/seat.html", context, status=422 if wrong else 200)


def _declare(request: HouseRequest, mine: Seat) -> HttpResponseBase:
    form = DeclarationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        try:
            declare(
                seat_id=mine.pk,
                by=request.user,
                must_recuse=entered["declares"] == "recuse",
                reason=entered["reason"],
            )
        except Refused as refusal:
            tell(form, refusal)
        else:
            return redirect("marketplace:seat", mine.pk)
    bidders = mine.panel.need.opened_bids.select_related("party").order_by("party__name")
    return _page(request, mine, "declare", form, bidders=bidders)


Lines = list[tuple[NumberedOffer, ScoreForm]]


def _lines(request: HouseRequest, mine: Seat, *, with_remark: bool, initial: dict[int, Any] | None = None) -> Lines:
    """A form for each offer, with earlier points filled in."""
    criteria = Particulars.read(mine.panel.need.particulars).criteria
    return [
        (
            offer,
            ScoreForm(
                request.POST or None,
                prefix=f"offer{offer.number}",  # the bid's own number would tell in which order they came
                criteria=criteria,
                with_remark=with_remark,
                initial=(initial or {}).get(offer.bid.pk),
            ),
        )
        for offer in offers_to_score(mine.panel)
    ]


def _all_valid(forms: Iterable[Form]) -> bool:
    """Whether every form is valid; each is looked at, so that each shows what is wrong with it."""
    return False not in {form.is_valid() for form in forms}


def _score(request: HouseRequest, mine: Seat) -> HttpResponseBase:
    lines = _lines(request, mine, with_remark=True)
    if request.method == "POST" and _all_valid(form for _offer, form in lines):
        hand_in_scores(
            seat_id=mine.pk,
            by=request.user,
            points={offer.bid.pk: form.points for offer, form in lines},
            remarks={offer.bid.pk: form.cleaned_data["remark"] for offer, form in lines},
        )
        messages.success(request, _("独立评分已提交。全部专家提交后进入合议。"))
        return redirect("marketplace:seat", mine.pk)
    return _page(request, mine, "score", lines=lines)


def _agree(request: HouseRequest, mine: Seat) -> HttpResponseBase:
    sheets = sheets_of(mine.panel)
    lines = _lines(request, mine, with_remark=False)
    form = MinutesForm(request.POST or None)
    if request.method == "POST" and _all_valid([*(one for _offer, one in lines), form]):
        try:
            agree_scores(
                panel_id=mine.panel_id,
                by=request.user,
                points={offer.bid.pk: one.points for offer, one in lines},
                minutes=form.cleaned_data["minutes"],
            )
        except Refused as refusal:
            tell(form, refusal)
        else:
            return redirect("marketplace:seat", mine.pk)
    return _page(request, mine, "agree", form, lines=lines, sheets=sheets)


def _sign(request: HouseRequest, mine: Seat) -> HttpResponseBase:
    form = SignatureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sign_scores(seat_id=mine.pk, by=request.user, dissent=form.cleaned_data["dissent"])
        messages.success(request, _("已签署。"))
        return redirect("marketplace:seat", mine.pk)
    return _page(request, mine, "sign", form, agreed=_agreed(mine.panel))


def _wait(request: HouseRequest, mine: Seat) -> HttpResponseBase:
    return _page(request, mine, "wait", agreed=_agreed(mine.panel) if mine.signed_at else [])


def _agreed(panel: Panel) -> list[tuple[int, list[str], str]]:
    """Of each offer its number, the agreed points in order, and their sum."""
    by_bid = {one.bid_id: one.points for one in panel.agreed.all()}
    return [
        (offer.number, [line[key] for key in sorted(line, key=int)], str(sum(map(Decimal, line.values()))))
        for offer in offers_to_score(panel)
        if (line := by_bid.get(offer.bid.pk))
    ]


STEPS: dict[str, Callable[[HouseRequest, Seat], HttpResponseBase]] = {
    "declare": _declare,
    "score": _score,
    "agree": _agree,
    "sign": _sign,
    "wait": _wait,
}
