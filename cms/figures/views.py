"""The open dashboard: the county's figures for everybody, by the same functions as the report."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from cms.figures.charts import charts
from cms.figures.forms import PeriodForm
from cms.figures.printed import NAMES, days, kind_label, shown
from cms.figures.report import Figure, figures_of
from cms.kernel.access import public


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


def rows_of(figures: dict[str, Figure]) -> list[tuple[Promise, str]]:
    """Names and figures as people read them."""
    return [(NAMES[key], shown(key, figure)) for key, figure in figures.items()]
