"""The charts of the open dashboard, drawn from the same figures that the report is made of."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from cms.figures.printed import kind_label
from cms.figures.report import ReportPeriods
from cms.figures.sections import UNKNOWN, section_of
from cms.kernel.charts import Chart, Kind, Series, Unit
from cms.kernel.display import told
from marketplace.oversight.periods import Period
from marketplace.oversight.savings import Chosen, Dimension, savings_by
from marketplace.trade.queries import trade_figures
from policies.catalogue.models import Policy
from policies.disbursement.figures import Paid, paid_by_industry, paid_by_month, paid_by_policy, paid_by_region

MOST_POLICIES = 15


def charts(periods: ReportPeriods) -> dict[str, Chart]:
    """Every chart of the dashboard, by the name under which the page shows it."""
    paid = periods.policy
    return {
        "payments-month": paid_months(paid),
        "payments-policy": _paid(_("各政策兑付金额"), _("政策"), by_policy(paid), str),
        "payments-industry": _paid(_("各行业兑付金额"), _("行业"), by_section(paid), str),
        "payments-region": _paid(_("各乡镇（园区）兑付金额"), _("地区"), by_place(paid), str),
        "savings-month": saved_months(periods.marketplace),
        "savings-category": saved_categories(periods.marketplace),
        "trade": trades(periods.trade),
    }


def yuan_of(fen: int) -> Decimal:
    """Fen as yuan."""
    return Decimal(fen) / 100


def months_of(period: Period) -> list[date]:
    """The first day of every month that the period touches."""
    months = range(period.first.year * 12 + period.first.month - 1, period.last.year * 12 + period.last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def month_label(first: date) -> str:
    """A month as the axis names it."""
    return f"{first:%Y-%m}"


def place(code: str) -> str:
    """The township's name in the reader's language; places the county has not named lie outside it."""
    names = settings.COUNTY_PLACES.get(code[:9])
    if names is None:
        return _("县外") if code else str(UNKNOWN)
    return told(*names)


def by_place(period: Period) -> list[Paid]:
    """What was paid in each township, the largest amount first; everything outside the county in one."""
    return _summed((place(row.name), row) for row in paid_by_region(period.first, period.last))


def _summed(named: Iterable[tuple[str, Paid]]) -> list[Paid]:
    sums: dict[str, Paid] = {}
    for name, row in named:
        before = sums.get(name, Paid(name, 0, 0))
        sums[name] = Paid(name, before.count + row.count, before.fen + row.fen)
    return sorted(sums.values(), key=lambda row: -row.fen)


def by_policy(period: Period) -> list[Paid]:
    """What was paid under each policy by its name in the reader's language, the largest amount first."""
    names = dict(Policy.objects.values_list("title_zh", "title_en"))
    return [
        Paid(told(row.name, names.get(row.name, "")), row.count, row.fen)
        for row in paid_by_policy(period.first, period.last)
    ]


def by_section(period: Period) -> list[Paid]:
    """What was paid to each section of industry, the largest amount first."""
    return _summed((str(section_of(row.name)), row) for row in paid_by_industry(period.first, period.last))


def paid_months(period: Period) -> Chart:
    """What was paid month by month: amount and number, months without payments included."""
    paid = {row.name: row for row in paid_by_month(period.first, period.last)}
    rows = [paid.get(month, Paid(month, 0, 0)) for month in months_of(period)] if paid else []
    return Chart(
        title=_("每月兑付"),
        categories=[month_label(row.name) for row in rows],
        series=[
            Series(_("到账金额"), [yuan_of(row.fen) for row in rows]),
            Series(_("笔数"), [row.count for row in rows], unit=Unit.COUNT, line=True),
        ],
        axis=_("月份"),
    )


def _paid(title: str, axis: str, rows: Iterable[Paid], name_of: Callable[[Any], str]) -> Chart:
    shown = list(rows)[:MOST_POLICIES]
    return Chart(
        title=title,
        categories=[name_of(row.name) for row in shown],
        series=[Series(_("到账金额"), [yuan_of(row.fen) for row in shown])],
        kind=Kind.SIDEWAYS,
        axis=axis,
    )


def saved_months(period: Period) -> Chart:
    """Deals and savings month by month, with the savings rate."""
    rows = savings_by(Dimension.MONTH, Chosen.of(period))
    return Chart(
        title=_("每月成交与节约"),
        categories=[row.name for row in rows],
        series=[
            Series(_("成交金额"), [yuan_of(row.figure.deal_fen) for row in rows]),
            Series(_("节约金额"), [yuan_of(row.figure.saved_fen) for row in rows]),
        ],
        kind=Kind.STACKED,
        axis=_("月份"),
    )


def saved_categories(period: Period) -> Chart:
    """Deals and savings of each category of service."""
    rows = savings_by(Dimension.CATEGORY, Chosen.of(period))
    return Chart(
        title=_("各服务类别成交与节约"),
        categories=[row.name for row in rows],
        series=[
            Series(_("成交金额"), [yuan_of(row.figure.deal_fen) for row in rows]),
            Series(_("节约金额"), [yuan_of(row.figure.saved_fen) for row in rows]),
        ],
        kind=Kind.STACKED,
        axis=_("服务类别"),
    )


def trades(period: Period) -> Chart:
    """Base and deal of each kind of trade."""
    figures = trade_figures(period.first, period.last)
    return Chart(
        title=_("各类公共资源交易"),
        categories=[kind_label(code) for code in figures],
        series=[
            Series(_("基准金额"), [yuan_of(figure.base_fen) for figure in figures.values()]),
            Series(_("成交金额"), [yuan_of(figure.deal_fen) for figure in figures.values()]),
        ],
        axis=_("类别"),
    )
