"""The page of periodical reports, and their files."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from cms.kernel.access import public
from cms.kernel.charts import Chart, Kind, Series
from cms.kernel.clock import business_today
from cms.kernel.display import day_text
from cms.kernel.exports.tables import csv_text, download
from cms.kernel.files.content import XLSX
from cms.kernel.money import from_fen
from marketplace.oversight.evaluations import monthly_evaluation
from marketplace.oversight.figures import marketplace_figures
from marketplace.oversight.forms import MonthForm, ReportForm
from marketplace.oversight.periods import Period, Span, month_of
from marketplace.oversight.reports import (
    CUTS,
    MOST_BARS,
    Report,
    kind_name,
    marketplace_rows,
    report_of,
    report_pdf,
    report_workbook,
    trade_csv,
    trade_rows,
)
from marketplace.oversight.savings import Dimension


@public
def report(request: HttpRequest) -> HttpResponse:
    """A month's, quarter's, half-year's or year's report, or that of any days: on the page or as a file."""
    form = ReportForm(request.GET)
    if not form.is_valid():
        return render(request, "marketplace/oversight/report.html", {"filter": form}, status=422)
    period, span = form.period()
    made = report_of(period, span)
    match request.GET.get("file"):
        case "xlsx":
            return download(report_workbook(made), name=f"{_name(period)}.xlsx", media_type=XLSX)
        case "pdf":
            return download(report_pdf(made, title(span)), name=f"{_name(period)}.pdf", media_type="application/pdf")
        case "trade.csv":
            return download(trade_csv(made.trades), name="trade.csv", media_type="text/csv; charset=utf-8")
        case "marketplace.csv":
            rows = marketplace_rows(marketplace_figures(period))
            text = csv_text(["figure", "label_zh", "value", "unit"], rows)
            return download(text, name="marketplace.csv", media_type="text/csv; charset=utf-8")
    return render(request, "marketplace/oversight/report.html", _context(request, form, made, span))


@public
def evaluations(request: HttpRequest) -> HttpResponse:
    """What owners said of agencies in a month, with their credit."""
    form = ReportForm(request.GET)
    month = (
        month_of(form.cleaned_data.get("day") or business_today()) if form.is_valid() else month_of(business_today())
    )
    context = {"filter": MonthForm(initial={"day": month.last}), "month": month, "rows": monthly_evaluation(month)}
    return render(request, "marketplace/oversight/evaluations.html", context)


def title(span: str) -> str:
    """What the report is called."""
    name = Span(span).label if span in Span.values else _("报告")
    return _("中介超市与公共资源交易%(span)s") % {"span": name}


def _name(period: Period) -> str:
    return f"report-{period.first.isoformat()}-{period.last.isoformat()}"


def _context(request: HttpRequest, form: ReportForm, made: Report, span: str) -> dict[str, object]:
    return {
        "filter": form,
        "report": made,
        "title": title(span),
        "days": f"{day_text(made.period.first)} — {day_text(made.period.last)}",
        "trade_rows": [[row[0], kind_name(row), *row[2:]] for row in trade_rows(made.trades)],
        "cuts": [
            (cut, [(one, *_amounts(one.figure.ceiling_fen, one.figure.deal_fen, one.figure.saved_fen),
                    _drill(made.period, cut, one.key)) for one in made.cuts[cut]])
            for cut in CUTS
        ],
        "charts": [(cut.value, _chart(made, cut)) for cut in (Dimension.MONTH, Dimension.CATEGORY) if made.cuts[cut]],
        "files": [(name, _file_address(request, name)) for name in ("pdf", "xlsx", "trade.csv", "marketplace.csv")],
    }  # fmt: skip


def _amounts(*fens: int) -> tuple[object, ...]:
    return tuple(from_fen(fen) for fen in fens)


def _drill(period: Period, cut: Dimension, key: str) -> str:
    """The address of the savings page that shows what a line is made of."""
    query = QueryDict(mutable=True)
    query.update({"first": period.first.isoformat(), "last": period.last.isoformat(), cut.value: key})
    return query.urlencode()


def _file_address(request: HttpRequest, name: str) -> str:
    query = request.GET.copy()
    query["file"] = name
    return f"{request.path}?{query.urlencode()}"


def _chart(made: Report, cut: Dimension) -> Chart:
    shown = list(made.cuts[cut])[: None if cut is Dimension.MONTH else MOST_BARS]
    return Chart(
        title=_("按%(by)s") % {"by": cut.label},
        categories=[one.name for one in shown],
        series=[
            Series(_("成交额"), [from_fen(one.figure.deal_fen).amount for one in shown]),
            Series(_("节约资金"), [from_fen(one.figure.saved_fen).amount for one in shown]),
        ],
        kind=Kind.STACKED,
        axis=cut.label,
    )
