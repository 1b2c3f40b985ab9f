"""Pages of trading: the public statistics by kind, and entering closed trades."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from djmoney.money import Money

from cms.kernel.access import Act, HouseRequest, door, public
from cms.kernel.charts import Chart, Series
from cms.kernel.charts import Kind as ChartKind
from cms.kernel.errors import Refused, Sentence
from cms.kernel.forms import tell
from cms.kernel.money import from_fen
from cms.kernel.paging import page_of
from marketplace.trade.forms import PeriodForm, TradeForm
from marketplace.trade.models import Kind
from marketplace.trade.queries import trade_figures, trades_between
from marketplace.trade.rates import KINDS, Side, TradeFigure
from marketplace.trade.services import enter_trade

ORDERS = {"closed": ("-closed_on", "-pk"), "deal": ("-deal", "-pk")}


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind of trade in the statistics, as a table row."""

    code: str
    label: Sentence
    figure: TradeFigure

    @property
    def amounts(self) -> tuple[Money, Money, Money]:
        """Ceilings or reserves, deals, and the difference."""
        figure = self.figure
        return from_fen(figure.base_fen), from_fen(figure.deal_fen), from_fen(figure.difference_fen)

    @property
    def percent(self) -> str | None:
        """The rate as the county prints it."""
        return self.figure.percent(KINDS[self.code].percent_places)


@public
def trade(request: HttpRequest) -> HttpResponse:
    """Public resource trading by kind in a period, with what each saved or gained, down to the single trade."""
    form = PeriodForm(request.GET)
    if not form.is_valid():
        return render(request, "marketplace/trade/trade.html", {"filter": form}, status=422)
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    figures = trade_figures(first, last)
    lines = [KindLine(code, Kind(code).label, figure) for code, figure in figures.items()]
    kind = request.GET.get("kind", "")
    context = {
        "filter": form,
        "buying": [line for line in lines if line.figure.side is Side.BUY],
        "selling": [line for line in lines if line.figure.side is Side.SELL],
        "count": sum(figure.count for figure in figures.values()),
        "deal_fen": sum(figure.deal_fen for figure in figures.values()),
        "chart": _chart(figures),
    }
    if kind in Kind.values:
        context["kind"] = Kind(kind)
        context["has_area"] = KINDS[kind].has_area
        context["page"] = page_of(
            trades_between(first, last).filter(kind=kind), request.GET, orders=ORDERS, counted=True
        )
    return render(request, "marketplace/trade/trade.html", context)


def _chart(figures: Mapping[str, TradeFigure]) -> Chart:
    bases = [from_fen(figure.base_fen).amount for figure in figures.values()]
    deals = [from_fen(figure.deal_fen).amount for figure in figures.values()]
    return Chart(
        title=_("各类交易的限价（底价）与成交价"),
        categories=[Kind(code).label for code in figures],
        series=[Series(_("限价或底价"), bases), Series(_("成交价"), deals)],
        kind=ChartKind.BAR,
        axis=_("交易类别"),
    )


@door(Act.ENTER_TRADE)
def trades(request: HouseRequest) -> HttpResponseBase:
    """Enter a closed trade; what was entered stands beneath, the latest first."""
    form = TradeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = enter_trade(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("已登记：%(name)s。") % {"name": made.name})
            return redirect("marketplace:trades")
    page = page_of(trades_between().select_related("entered_by"), request.GET, orders=ORDERS, counted=True)
    context = {"form": form, "page": page}
    return render(request, "marketplace/trade/entry.html", context, status=422 if form.errors else 200)
