"""The county's periodical reports on its marketplace and trading: one table each, for the page, XLSX, CSV and PDF."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.kernel.display import amount_text, as_day, bracketed_text, count_text, day_text, is_chinese
from cms.kernel.exports.sheets import Cell
from cms.kernel.exports.tables import Table, csv_text, workbook
from cms.kernel.money import from_fen
from cms.kernel.papers import typeset
from marketplace.oversight.figures import Figure, marketplace_figures
from marketplace.oversight.periods import Period, Span, span_before, year_earlier
from marketplace.oversight.savings import Chosen, Dimension, Slice, contracts_of, savings_by
from marketplace.trade.models import Kind
from marketplace.trade.queries import trade_figures
from marketplace.trade.rates import KINDS, TradeFigure

TEMPLATE: Final = "marketplace/oversight/papers/report.typ"
MOST_CONTRACTS: Final = 20_000
MOST_BARS: Final = 12
WAN: Final = Decimal(1_000_000)
"""Fen in ten thousand yuan."""

LABELS: Final[Mapping[str, tuple[Promise, str]]] = {
    "agencies_admitted": (_("审核入驻中介机构"), "agencies"),
    "owners_admitted": (_("审核入驻业主单位"), "owners"),
    "procurements_completed": (_("已完成采购"), "procurements"),
    "procurements_pending": (_("待完成采购"), "procurements"),
    "deal_amount": (_("交易金额"), "万元"),
    "saved_amount": (_("节约资金"), "万元"),
    "savings_rate": (_("节资率"), "%"),
    "service_categories": (_("服务类别"), "categories"),
    "service_types": (_("服务类型"), "types"),
    "service_types_regular": (_("满3家可常态化服务"), "types"),
    "service_types_short": (_("不满3家"), "types"),
}
UNITS: Final[Mapping[str, Promise]] = {
    "agencies": _("家"),
    "owners": _("家"),
    "procurements": _("个"),
    "万元": _("万元"),
    "categories": _("类"),
    "types": _("项"),
}
"""What a unit of the county's printed list is called on a page; the percent sign is the same everywhere."""
CUTS: Final = (Dimension.CATEGORY, Dimension.TYPE, Dimension.METHOD, Dimension.OWNER, Dimension.AGENCY, Dimension.MONTH)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of the marketplace: now, in the period before, and a year earlier."""

    key: str
    label: str
    now: str
    before: str
    earlier: str
    unit: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report of a period, with all its figures."""

    period: Period
    before: Period
    earlier: Period
    lines: Sequence[Line]
    trades: Mapping[str, TradeFigure]
    cuts: Mapping[Dimension, Sequence[Slice]]


def report_of(period: Period, span: str = "") -> Report:
    """The report of any days; compared with the period of the same kind before, and with the year before."""
    before = span_before(period, span) if span in Span.values else _just_before(period)
    earlier = year_earlier(period) if span in Span.values else _year_back(period)
    columns = [figure_texts(marketplace_figures(each)) for each in (period, before, earlier)]
    lines = [
        Line(
            key,
            str(label),
            columns[0][key] or "—",
            columns[1][key] or "—",
            columns[2][key] or "—",
            str(UNITS.get(unit, unit)),
        )
        for key, (label, unit) in LABELS.items()
    ]
    chosen = Chosen.of(period)
    return Report(
        period,
        before,
        earlier,
        lines,
        trade_figures(period.first, period.last),
        {cut: savings_by(cut, chosen) for cut in CUTS},
    )


def _just_before(period: Period) -> Period:
    days = period.last - period.first
    last = date.fromordinal(period.first.toordinal() - 1)
    return Period(last - days, last)


def _year_back(period: Period) -> Period:
    return Period(*(_same_day(day.year - 1, day) for day in (period.first, period.last)))


def _same_day(year: int, day: date) -> date:
    return date(year, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def wan(fen: int) -> str:
    """Fen as ten thousand yuan, as the county prints them: `"1873.35"`."""
    return str((Decimal(fen) / WAN).quantize(Decimal("0.01"), ROUND_HALF_UP))


def figure_texts(figures: Mapping[str, Figure]) -> dict[str, str]:
    """The figures as the county prints them; empty where there is none."""
    texts = {key: "" if value is None else str(value) for key, value in figures.items() if not key.endswith("_fen")}
    for key in ("deal_amount", "saved_amount"):
        texts[key] = wan(int(figures[f"{key}_fen"] or 0))
    return texts


def marketplace_rows(figures: Mapping[str, Figure]) -> list[tuple[str, str, str, str]]:
    """The figures in the shape of the county's printed list: figure, Chinese label, value, unit."""
    texts = figure_texts(figures)
    return [(key, _chinese(label), texts[key], unit) for key, (label, unit) in LABELS.items()]


def _chinese(label: Promise) -> str:
    with translation.override("zh-hans"):
        return str(label)


def trade_rows(trades: Mapping[str, TradeFigure]) -> list[list[str]]:
    """The trades in the shape of the county's printed table, with its line of totals."""
    rows = [
        [
            code,
            KINDS[code].label_zh,
            str(figure.side),
            str(figure.count),
            wan(figure.base_fen),
            wan(figure.deal_fen),
            wan(figure.difference_fen),
            figure.percent(KINDS[code].percent_places) or "",
            f"{figure.area_m2:.2f}" if figure.area_m2 is not None else "",
        ]
        for code, figure in trades.items()
    ]
    count = sum(figure.count for figure in trades.values())
    deals = sum(figure.deal_fen for figure in trades.values())
    return [*rows, ["total", "合计", "", str(count), "", wan(deals), "", "", ""]]


TRADE_HEAD: Final = (
    "kind",
    "label_zh",
    "side",
    "count",
    "base_wan",
    "deal_wan",
    "difference_wan",
    "rate_percent",
    "area_m2",
)


def trade_csv(trades: Mapping[str, TradeFigure]) -> str:
    """The table of trades as the county keeps it."""
    return csv_text(TRADE_HEAD, trade_rows(trades))


def report_workbook(report: Report) -> bytes:
    """The report as XLSX: figures, trades, each cut, and every single contract that they are made of."""
    sheets = [
        Table(
            str(_("概览")),
            [str(_("指标")), str(_("本期")), str(_("上期")), str(_("上年同期")), str(_("单位"))],
            [(line.label, line.now, line.before, line.earlier, line.unit) for line in report.lines],
        ),
        Table(str(_("公共资源交易")), list(TRADE_HEAD), trade_rows(report.trades)),
    ]
    sheets += [Table(str(cut.label), _cut_head(cut), _cut_rows(slices)) for cut, slices in report.cuts.items()]
    return workbook([*sheets, Table(str(_("合同明细")), _contract_head(), _contract_rows(report.period))])


def _cut_head(cut: Dimension) -> list[str]:
    return [
        str(cut.label),
        str(_("合同数")),
        str(_("最高限价（元）")),
        str(_("成交额（元）")),
        str(_("节约资金（元）")),
        str(_("节资率（%）")),
    ]


def _cut_rows(slices: Sequence[Slice]) -> list[list[Cell]]:
    return [
        [
            one.name,
            one.figure.count,
            from_fen(one.figure.ceiling_fen).amount,
            from_fen(one.figure.deal_fen).amount,
            from_fen(one.figure.saved_fen).amount,
            Decimal(one.figure.percent() or 0),
        ]
        for one in slices
    ]


def _contract_head() -> list[str]:
    names = (
        _("编号"),
        _("项目名称"),
        _("业主单位"),
        _("中介机构"),
        _("最高限价（元）"),
        _("成交额（元）"),
        _("备案日期"),
    )
    return [str(name) for name in names]


def _contract_rows(period: Period) -> Iterator[list[Cell]]:
    for contract in contracts_of(Chosen.of(period))[:MOST_CONTRACTS]:
        procurement = contract.procurement
        yield [
            procurement.code,
            procurement.title,
            procurement.owner.party.name,
            contract.award.party.name,
            contract.ceiling.amount,
            contract.current_amount.amount,
            as_day(contract.filed_at),
        ]


def report_pdf(report: Report, title: str) -> bytes:
    """The report as a paper."""
    parts: list[dict[str, Any]] = [
        {
            "title": str(_("中介超市")),
            "head": [str(_("指标")), str(_("本期")), str(_("上期")), str(_("上年同期"))],
            "widths": [2, 1, 1, 1],
            "rows": [
                [line.label + bracketed_text(line.unit), line.now, line.before, line.earlier] for line in report.lines
            ],
        },
        {
            "title": str(_("公共资源交易")),
            "head": [str(_("类别")), str(_("宗数")), str(_("限价或底价（万元）")),
                     str(_("成交（万元）")), str(_("差额（万元）")), "%"],
            "widths": [2, 1, 2, 2, 2, 1],
            "rows": [[kind_name(row), *row[3:8]] for row in trade_rows(report.trades)],
        },
    ]  # fmt: skip
    parts += [_pdf_cut(cut, slices) for cut, slices in report.cuts.items() if slices]
    data = {
        "title": title,
        "days": f"{day_text(report.period.first)} — {day_text(report.period.last)}",
        "publisher": settings.COUNTY_NAME if is_chinese() else settings.COUNTY_NAME_EN,
        "lang": (get_language() or "zh")[:2],
        "parts": parts,
    }
    return typeset(TEMPLATE, data)


def kind_name(row: Sequence[str]) -> str:
    """What a row of trades is called in the reader's language: a kind, or the total."""
    return str(Kind(row[0]).label) if row[0] in Kind.values else str(_("合计"))


def _pdf_cut(cut: Dimension, slices: Sequence[Slice]) -> dict[str, Any]:
    most = max((one.figure.saved_fen for one in slices), default=0)
    return {
        "title": str(_("按%(by)s") % {"by": cut.label}),
        "head": _cut_head(cut),
        "widths": [3, 1, 2, 2, 2, 1],
        "rows": [
            [
                one.name,
                count_text(one.figure.count),
                amount_text(from_fen(one.figure.ceiling_fen)),
                amount_text(from_fen(one.figure.deal_fen)),
                amount_text(from_fen(one.figure.saved_fen)),
                one.figure.percent() or "—",
            ]
            for one in slices
        ],
        "bars": [
            {
                "name": one.name[:16],
                "share": max(one.figure.saved_fen * 100 // most, 0) if most > 0 else 0,
                "text": amount_text(from_fen(one.figure.saved_fen)),
            }
            for one in slices[:MOST_BARS]
        ],
    }
