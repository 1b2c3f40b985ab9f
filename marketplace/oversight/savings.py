"""What filed contracts saved, cut by any of seven dimensions and down to the single contract; parts sum to the whole.

Full years are read from sums by year, also where one value is chosen; what is left over from sums by month; the days at
a period's edges, and cuts by more than two dimensions, from the counted contracts. So the answer costs nearly the same
however many contracts there are. `counting` keeps both; nothing else computes savings.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party
from marketplace.awards.savings import SavingsFigure
from marketplace.catalogue.models import ServiceCategory, ServiceType
from marketplace.contracts.models import Contract
from marketplace.needs.states import Method
from marketplace.oversight.models import CountedContract, SavingsSum
from marketplace.oversight.periods import Period, full_months, full_years, month_of, year_of
from marketplace.owners.models import Owner


class Dimension(models.TextChoices):
    """By what savings are cut; the order is the order in which one usually looks closer."""

    CATEGORY = "category", _("服务类别")
    TYPE = "type", _("服务事项")
    OWNER = "owner", _("业主单位")
    AGENCY = "agency", _("中介机构")
    METHOD = "method", _("选取方式")
    MONTH = "month", _("备案月份")
    YEAR = "year", _("备案年度")


TIMES = frozenset({Dimension.MONTH, Dimension.YEAR})
COLUMNS: Mapping[str, str] = {
    Dimension.CATEGORY: "category",
    Dimension.TYPE: "service_type",
    Dimension.OWNER: "owner",
    Dimension.AGENCY: "agency",
    Dimension.METHOD: "method",
}
BESIDE = (
    "award__party",
    "award__need",
    "procurement__owner__party",
    "procurement__service_type__category",
    "document",
)
NOWHERE = Period(date(1, 1, 2), date(1, 1, 1))


@dataclass(frozen=True, slots=True)
class Slice:
    """The savings of the contracts that share one value of a dimension; `key` is the value in an address."""

    key: str
    name: str
    figure: SavingsFigure


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which contracts are counted: those filed in a period that have the chosen values (a malformed one: none)."""

    period: Period
    values: Mapping[str, str]

    @classmethod
    def of(cls, period: Period, chosen: Mapping[str, str] | None = None) -> "Chosen":
        """The period, narrowed by chosen months and years, and the other chosen values."""
        values = dict(chosen or {})
        for dimension in TIMES:
            if dimension in values:
                period = period.within(_days_of(dimension, values.pop(dimension)))
        numbers = [values[name] for name in (Dimension.OWNER, Dimension.AGENCY) if name in values]
        if not all(number.isdecimal() and len(number) < 10 for number in numbers):
            period, values = NOWHERE, {}
        return cls(period, values)

    def counted(self) -> "QuerySet[CountedContract]":
        """The contracts as they are counted."""
        found = CountedContract.objects.filter(filed_on__range=(self.period.first, self.period.last))
        return found.filter(**{COLUMNS[name]: key for name, key in self.values.items()})


def _days_of(dimension: str, key: str) -> Period:
    try:
        return month_of(date.fromisoformat(f"{key}-01")) if dimension == Dimension.MONTH else year_of(int(key))
    except (ValueError, OverflowError):
        return NOWHERE


def savings(period: Period) -> SavingsFigure:
    """What the contracts filed in the period saved against their ceilings."""
    return savings_of(Chosen.of(period))


def savings_of(chosen: Chosen) -> SavingsFigure:
    """What the chosen contracts saved against their ceilings."""
    return SavingsFigure.total(one for _key, one in _groups(Dimension.MONTH, chosen))


def savings_by(dimension: str, chosen: Chosen) -> list[Slice]:
    """The savings of the chosen contracts by one dimension: months and years in order, others the largest first."""
    sums: dict[str, SavingsFigure] = {}
    for key, figure in _groups(dimension, chosen):
        sums[key] = sums.get(key, SavingsFigure()) + figure
    names = _names(dimension, sums)
    slices = [Slice(key, names.get(key, key), figure) for key, figure in sums.items() if figure.count]
    if dimension in TIMES:
        return sorted(slices, key=lambda one: one.key)
    return sorted(slices, key=lambda one: (-one.figure.saved_fen, one.key))


def contracts_of(chosen: Chosen) -> "QuerySet[Contract]":
    """The single contracts that a figure is made of, the latest first.

    What a page shows beside them is looked up for its few rows only, not joined to all before they are sorted.
    """
    if chosen.period.is_empty:
        return Contract.objects.none()
    begins, ends = chosen.period.moments  # said of both tables, so that either index can lead
    days = (chosen.period.first, chosen.period.last)
    found = Contract.objects.filter(filed_at__gte=begins, filed_at__lt=ends, counted__filed_on__range=days)
    found = found.filter(**{f"counted__{COLUMNS[name]}": key for name, key in chosen.values.items()})
    return found.order_by("-filed_at", "-pk").prefetch_related(*BESIDE)


def name_of(dimension: str, key: str) -> str:
    """A value's name in the reader's language; the key itself where there is none."""
    return _names(dimension, [key]).get(key, key)


def _groups(dimension: str, chosen: Chosen) -> list[tuple[str, SavingsFigure]]:
    """Figures by key, from the sums where they have them; a key may come twice."""
    cut = set(chosen.values) | ({dimension} - TIMES)
    if len(cut) > 2:
        return _of_contracts(dimension, chosen)
    years, rests = full_years(chosen.period) if dimension != Dimension.MONTH else (None, (chosen.period,))
    found = _of_sums(dimension, chosen, years, is_year=True) if years else []
    for rest in rests:
        months, edges = full_months(rest) if len(cut) < 2 else (None, (rest,))
        found += _of_sums(dimension, chosen, months, is_year=False) if months else []
        found += [pair for edge in edges for pair in _of_contracts(dimension, replace(chosen, period=edge))]
    return found


def _of_sums(dimension: str, chosen: Chosen, span: Period, *, is_year: bool) -> list[tuple[str, SavingsFigure]]:
    first, second = [*sorted(set(chosen.values) | ({dimension} - TIMES)), "", ""][:2]
    rows = SavingsSum.objects.filter(
        is_year=is_year, dimension=first, other=second, month__range=(span.first, span.last), count__gt=0
    )
    columns = {first: "key", second: "other_key"}
    for name, value in chosen.values.items():
        rows = rows.filter(**{columns[name]: value})
    place = "month" if dimension in TIMES else columns[dimension]
    return [
        (_key(dimension, row["place"]), _figure(row))
        for row in rows.values(place=F(place)).annotate(
            number=Sum("count"), ceilings=Sum("ceiling_fen"), deals=Sum("deal_fen")
        )
    ]


def _of_contracts(dimension: str, chosen: Chosen) -> list[tuple[str, SavingsFigure]]:
    place: Any = TruncMonth("filed_on") if dimension in TIMES else F(COLUMNS[dimension])
    rows = (
        chosen.counted()
        .values(place=place)
        .annotate(number=Count("pk"), ceilings=Sum("ceiling_fen"), deals=Sum("deal_fen"))
    )
    return [(_key(dimension, row["place"]), _figure(row)) for row in rows]


def _figure(row: Mapping[str, Any]) -> SavingsFigure:
    ceiling_fen = int(row["ceilings"])
    return SavingsFigure(saved_fen=ceiling_fen - int(row["deals"]), ceiling_fen=ceiling_fen, count=row["number"])


def _key(dimension: str, place: object) -> str:
    if isinstance(place, date):
        return f"{place:%Y}" if dimension == Dimension.YEAR else f"{place:%Y-%m}"
    return str(place)


def _names(dimension: str, keys: Iterable[str]) -> dict[str, str]:
    """What people call these values."""
    wanted = [key for key in keys if key.isdecimal() and len(key) < 10]
    match dimension:
        case Dimension.CATEGORY:
            return {one.code: str(one) for one in ServiceCategory.objects.filter(code__in=keys)}
        case Dimension.TYPE:
            return {one.code: str(one) for one in ServiceType.objects.filter(code__in=keys)}
        case Dimension.OWNER:
            return {str(pk): name for pk, name in Owner.objects.filter(pk__in=wanted).values_list("pk", "party__name")}
        case Dimension.AGENCY:
            return {str(pk): name for pk, name in Party.objects.filter(pk__in=wanted).values_list("pk", "name")}
        case Dimension.METHOD:
            return {value: str(label) for value, label in Method.choices}
    return {}
