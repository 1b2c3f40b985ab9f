"""What was paid, cut along five dimensions one after another; the rows of every cut add up to what was cut."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, F, Func, QuerySet, Sum
from django.db.models.functions import Left, TruncMonth
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.figures.charts import MOST_POLICIES, month_label, place, yuan_of
from cms.figures.sections import UNKNOWN, section_key, section_name
from cms.kernel.charts import Chart, Kind, Series, Unit
from cms.kernel.forms import row_number
from cms.kernel.models import Party
from cms.kernel.money import to_fen
from marketplace.oversight.periods import Period
from policies.catalogue.models import Policy
from policies.disbursement.figures import settled_payments
from policies.disbursement.models import Payment

Payments = QuerySet[Payment]
NOWHERE: Final = "-"
"""How an address calls the group of what is not known."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to cut: `key` is the column or SQL expression of a row's group, `merge` makes coarser groups of what SQL
    finds, and `name` says a group in the reader's words."""

    label: Promise
    key: str | Func
    name: Callable[[str], str]
    merge: Callable[[str], str] = str
    kind: Kind = Kind.SIDEWAYS


@dataclass(frozen=True, slots=True)
class Row:
    """One group: how an address calls it, its name, its number of payments and their sum in fen."""

    key: str
    name: str
    count: int
    fen: int


def _policy(key: str) -> str:
    found = Policy.objects.filter(pk=row_number(key)).first()
    return str(found or key)


def _department(key: str) -> str:
    found = Party.objects.filter(pk=row_number(key)).first()
    return str(found or key)


DIMENSIONS: Final[Mapping[str, Dimension]] = {
    "month": Dimension(
        _("月份"),
        TruncMonth("settled_on"),
        lambda key: key,
        merge=lambda found: month_label(date.fromisoformat(found)),
        kind=Kind.BAR,
    ),
    "policy": Dimension(_("政策"), "grant__policy", _policy),
    "department": Dimension(_("牵头部门"), "grant__policy__lead_department", _department),
    "industry": Dimension(_("行业门类"), "grant__enterprise__industry", section_name, merge=section_key),
    "region": Dimension(_("乡镇（园区）"), Left("grant__enterprise__operating_region", 9), place),
}


def cut(payments: Payments, by: str) -> list[Row]:
    """The payments by the groups of a dimension: months in order, else the largest sum first."""
    dimension = DIMENSIONS[by]
    found = payments.order_by().annotate(cut_by=expression(dimension.key)).values_list("cut_by")
    sums: dict[str, tuple[int, int]] = {}
    for value, count, total in found.annotate(count=Count("pk"), total=Sum("amount")):
        key = group_of(dimension, value)
        before = sums.get(key, (0, 0))
        sums[key] = (before[0] + count, before[1] + to_fen(total))
    rows = sorted((Row(key, name_of(by, key), *both) for key, both in sums.items()), key=lambda row: row.key)
    return rows if by == "month" else sorted(rows, key=lambda row: -row.fen)


def group_of(dimension: Dimension, value: object) -> str:
    """The group to which a value of the database belongs, as an address calls it."""
    text = "" if value is None else str(value)
    return (dimension.merge(text) if text else "") or NOWHERE


def name_of(by: str, key: str) -> str:
    """A group in the reader's words."""
    return str(UNKNOWN) if key == NOWHERE else DIMENSIONS[by].name(key)


def expression(key: str | Func) -> F | Func:
    """The SQL expression of a dimension's key."""
    return F(key) if isinstance(key, str) else key


def narrowed(payments: Payments, chosen: Mapping[str, str]) -> Payments:
    """The payments of the chosen groups, one dimension after another; an unknown group holds nothing."""
    for by, key in chosen.items():
        payments = _of_group(payments, DIMENSIONS[by], key)
    return payments


def _of_group(payments: Payments, dimension: Dimension, key: str) -> Payments:
    found = payments.order_by().annotate(cut_by=expression(dimension.key))
    values = [v for v in set(found.values_list("cut_by", flat=True)) if group_of(dimension, v) == key]
    return payments.annotate(cut_by=expression(dimension.key)).filter(cut_by__in=values)


def total_of(payments: Payments) -> Row:
    """All of them as one row."""
    sums = payments.aggregate(count=Count("pk"), total=Sum("amount"))
    return Row("", "", sums["count"], to_fen(sums["total"]) if sums["total"] is not None else 0)


def chart_of(by: str, rows: Sequence[Row]) -> Chart:
    """The cut drawn; the table beneath it is the page's own."""
    dimension = DIMENSIONS[by]
    shown = rows if by == "month" else rows[:MOST_POLICIES]
    return Chart(
        title=_("按%(dimension)s兑付金额") % {"dimension": dimension.label},
        categories=[row.name for row in shown],
        series=[
            Series(_("到账金额"), [yuan_of(row.fen) for row in shown]),
            *([Series(_("笔数"), [row.count for row in shown], unit=Unit.COUNT, line=True)] if by == "month" else []),
        ],
        kind=dimension.kind,
        axis=dimension.label,
    )


def paid_within(period: Period) -> Payments:
    """What the bank's statements show as paid within the days."""
    return settled_payments(period.first, period.last)
