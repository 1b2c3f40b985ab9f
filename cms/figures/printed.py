"""The report as a person reads it in a terminal: tables with names, numbers and units."""

from decimal import Decimal
from typing import Final, cast

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rich.console import Console
from rich.table import Table

from cms.figures.report import Figure, Report, ReportPeriods
from cms.kernel.display import NOTHING, amount_text, count_text, is_chinese
from marketplace.oversight.periods import Period
from marketplace.trade.rates import KINDS

PAPER_WIDTH: Final = 140

NAMES: Final[dict[str, Promise]] = {
    "policies_entered": gettext_lazy("录入政策（项）"),
    "no_application_paid_fen": gettext_lazy("免申即享已兑付（元）"),
    "agencies_admitted": gettext_lazy("入驻中介机构（家）"),
    "owners_admitted": gettext_lazy("入驻业主单位（家）"),
    "procurements_completed": gettext_lazy("完成采购（项）"),
    "procurements_pending": gettext_lazy("在办采购（项）"),
    "deal_amount_fen": gettext_lazy("成交金额（元）"),
    "saved_amount_fen": gettext_lazy("节约金额（元）"),
    "savings_rate": gettext_lazy("节资率（百分比）"),
    "service_categories": gettext_lazy("服务类别（类）"),
    "service_types": gettext_lazy("服务事项（项）"),
    "service_types_regular": gettext_lazy("机构充足的服务事项（项）"),
    "service_types_short": gettext_lazy("机构不足的服务事项（项）"),
    "count": gettext_lazy("数量"),
    "base_fen": gettext_lazy("基准金额（元）"),
    "deal_fen": gettext_lazy("成交金额（元）"),
    "difference_fen": gettext_lazy("节约或增值（元）"),
    "rate_percent": gettext_lazy("比率（百分比）"),
    "area_m2": gettext_lazy("面积（平方米）"),
}


def shown(key: str, figure: Figure) -> str:
    """A figure as people read it: fen as yuan, counts with separators, the rest as it is."""
    if figure is None:
        return NOTHING
    if key.endswith("_fen"):
        return amount_text(Decimal(figure) / 100)
    return count_text(figure) if isinstance(figure, int) else figure


def kind_label(code: str) -> str:
    """The name of a kind of trade in the reader's language."""
    return KINDS[code].label_zh if is_chinese() else KINDS[code].label_en


def days(period: Period) -> str:
    """The period with its first and its last day."""
    return _("%(first)s 至 %(last)s") % {"first": period.first.isoformat(), "last": period.last.isoformat()}


def print_report(report: Report, periods: ReportPeriods, console: Console) -> None:
    """The three parts stand on the console, no figure cut short: a console too narrow for all columns gets lists."""
    for title, part, period in (
        (_("惠企政策"), "policy", periods.policy),
        (_("中介超市"), "marketplace", periods.marketplace),
    ):
        console.print(f"{title}  {days(period)}", style="bold")
        console.print(_list(cast("dict[str, Figure]", report[part])))
    console.print(f"{_('公共资源交易')}  {days(periods.trade)}", style="bold")
    trades = cast("dict[str, dict[str, Figure]]", report["trade"])
    side_by_side = _trade_table(trades)
    needed = console.measure(side_by_side, options=console.options.update(width=PAPER_WIDTH)).maximum
    if needed <= console.width:
        console.print(side_by_side)
        return
    for code, figures in trades.items():
        console.print(kind_label(code))
        console.print(_list(figures))


def _list(figures: dict[str, Figure]) -> Table:
    table = Table()
    table.add_column(_("指标"))
    table.add_column(_("数值"), justify="right", no_wrap=True)
    for key, figure in figures.items():
        table.add_row(str(NAMES[key]), shown(key, figure))
    return table


def _trade_table(trades: dict[str, dict[str, Figure]]) -> Table:
    table = Table()
    table.add_column(_("类别"), no_wrap=True)
    for key in next(iter(trades.values()), {}):
        table.add_column(str(NAMES[key]), justify="right", no_wrap=True)
    for code, row in trades.items():
        table.add_row(kind_label(code), *(shown(key, figure) for key, figure in row.items()))
    return table
