"""What contracts saved, split by month and by category, for charts."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth
from django.utils.timezone import localtime

from cms.kernel.clock import SHANGHAI
from cms.kernel.money import to_fen
from marketplace.awards.savings import SavingsFigure
from marketplace.catalogue.models import ServiceCategory
from marketplace.oversight.figures import Period, contracts_filed

CATEGORY: Final = "procurement__service_type__category"


@dataclass(frozen=True, slots=True)
class Saved:
    """What one group of contracts saved."""

    name: Any
    figure: SavingsFigure


def savings_by_month(period: Period) -> list[Saved]:
    """By month of filing (its first day, in Asia/Shanghai), in order."""
    months = contracts_filed(period).annotate(month=TruncMonth("filed_at", tzinfo=SHANGHAI))
    return [Saved(first_day(row["month"]), _figure(row)) for row in _sums(months, "month")]


def savings_by_category(period: Period) -> list[Saved]:
    """By category of service, in the catalogue's order."""
    sums = {row[CATEGORY]: _figure(row) for row in _sums(contracts_filed(period), CATEGORY)}
    return [Saved(str(category), sums[category.pk]) for category in ServiceCategory.objects.filter(pk__in=sums)]


def first_day(month: Any) -> date:
    """The day of a truncated moment."""
    day: date = localtime(month, SHANGHAI).date()
    return day


def _sums(contracts: Any, column: str) -> Any:
    sums = {"count": Count("pk"), "ceilings": Sum("ceiling"), "deals": Sum("amount")}
    return contracts.order_by().values(column).annotate(**sums).order_by(column)


def _figure(row: dict[str, Any]) -> SavingsFigure:
    ceiling_fen, deal_fen = to_fen(row["ceilings"]), to_fen(row["deals"])
    return SavingsFigure(saved_fen=ceiling_fen - deal_fen, ceiling_fen=ceiling_fen, count=row["count"])
