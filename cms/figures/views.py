"""The open dashboard: the county's figures for everybody, by the same functions as the report."""

from collections.abc import Mapping
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from cms.figures.charts import charts
from cms.figures.forms import PeriodForm
from cms.figures.payments import DIMENSIONS, Payments, chart_of, cut, name_of, narrowed, paid_within, total_of
from cms.figures.printed import NAMES, days, kind_label, shown
from cms.figures.report import Figure, figures_of
from cms.kernel.access import Act, HouseRequest, door, public
from cms.kernel.paging import Page, page_of
from policies.disbursement.models import Payment


@public
def dashboard(request: HttpRequest) -> HttpResponse:
    """What was paid, saved and traded, with a chart and a table for each."""
    form = PeriodForm(request.GET)
    periods = form.periods()
    report = figures_of(periods)
    trade = cast("dict[str, dict[str, Figure]]", report["trade"])
    context = {
        "form": form,
        "parts": {
            "policy": (days(periods.policy), rows_of(cast("dict[str, Figure]", report["policy"]))),
            "marketplace": (days(periods.marketplace), rows_of(cast("dict[str, Figure]", report["marketplace"]))),
        },
        "trade_days": days(periods.trade),
        "trade_heads": [NAMES[key] for key in next(iter(trade.values()), {})],
        "trade_rows": [
            (kind_label(code), [shown(key, one) for key, one in row.items()]) for code, row in trade.items()
        ],
        "charts": {name.replace("-", "_"): chart for name, chart in charts(periods).items()},
    }
    return render(request, "figures/dashboard.html", context)


@door(Act.SEE_PAYMENTS)
def payments(request: HouseRequest) -> HttpResponse:
    """What was paid by policy, department, industry, region and month; each group can be cut further, down to its
    payments."""
    form = PeriodForm(request.GET)
    chosen = {by: request.GET[by] for by in DIMENSIONS if request.GET.get(by)}
    left = [by for by in DIMENSIONS if by not in chosen]
    by = request.GET.get("by", "")
    by = by if by in left else next(iter(left), "")
    found = narrowed(paid_within(form.periods().policy), chosen)
    rows = cut(found, by) if by else []
    context = {
        "form": form,
        "days": days(form.periods().policy),
        "total": total_of(found),
        "rows": [(row, address_of(request, chosen | {by: row.key})) for row in rows],
        "chart": chart_of(by, rows) if by else None,
        "dimension": DIMENSIONS[by].label if by else "",
        "tabs": [(address_of(request, chosen, by=one), DIMENSIONS[one].label, None, one == by) for one in left],
        "chosen": [
            (DIMENSIONS[one].label, name_of(one, key), address_of(request, without(chosen, one)))
            for one, key in chosen.items()
        ],
        "page": listed(request, found) if chosen else None,
    }
    return render(request, "figures/payments.html", context)


def listed(request: HttpRequest, found: Payments) -> Page[Payment]:
    """The payments themselves, a page at a time."""
    shown = found.select_related("payee", "grant__policy", "batch")
    return page_of(shown, request.GET, orders={"amount": ("-amount", "pk"), "day": ("settled_on", "pk")}, counted=True)


def without(chosen: Mapping[str, str], by: str) -> dict[str, str]:
    """The choice without one dimension."""
    return {name: key for name, key in chosen.items() if name != by}


def address_of(request: HttpRequest, chosen: Mapping[str, str], *, by: str = "") -> str:
    """This page over the same days with another choice."""
    kept = {name: request.GET[name] for name in ("first", "last") if request.GET.get(name)}
    return "?" + urlencode({**kept, **chosen, **({"by": by} if by else {})})


def rows_of(figures: dict[str, Figure]) -> list[tuple[Promise, str]]:
    """Names and figures as people read them."""
    return [(NAMES[key], shown(key, figure)) for key, figure in figures.items()]
