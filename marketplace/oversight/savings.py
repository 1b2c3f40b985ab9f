"""What filed contracts saved, cut by any of six dimensions and down to the single contract; parts sum to the whole."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import models
from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce, NullIf, TruncMonth
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.kernel.calendar import until
from cms.kernel.clock import SHANGHAI
from cms.kernel.money import to_fen
from marketplace.awards.savings import SavingsFigure
from marketplace.contracts.models import Contract
from marketplace.needs.states import Method

TYPE = "procurement__service_type"


class Dimension(models.TextChoices):
    """By what savings are cut; the order is the order in which one usually looks closer."""

    CATEGORY = "category", _("服务类别")
    TYPE = "type", _("服务事项")
    OWNER = "owner", _("业主单位")
    AGENCY = "agency", _("中介机构")
    METHOD = "method", _("选取方式")
    MONTH = "month", _("备案月份")


KEYS: Mapping[str, str] = {
    Dimension.CATEGORY: f"{TYPE}__category__code",
    Dimension.TYPE: f"{TYPE}__code",
    Dimension.OWNER: "procurement__owner",
    Dimension.AGENCY: "award__party",
    Dimension.METHOD: "award__need__method",
    Dimension.MONTH: "month",
}
NAMES: Mapping[str, tuple[str, str]] = {
    Dimension.CATEGORY: (f"{TYPE}__category__name", f"{TYPE}__category__name_en"),
    Dimension.TYPE: (f"{TYPE}__name", f"{TYPE}__name_en"),
    Dimension.OWNER: ("procurement__owner__party__name", ""),
    Dimension.AGENCY: ("award__party__name", ""),
}


@dataclass(frozen=True, slots=True)
class Slice:
    """The savings of the contracts that share one value of a dimension; `key` is the value in an address."""

    key: str
    name: str
    figure: SavingsFigure


def narrowed(contracts: "QuerySet[Contract]", chosen: Mapping[str, str]) -> "QuerySet[Contract]":
    """The contracts that have the chosen values, by dimension; none where a value is malformed."""
    found = contracts
    for dimension, key in chosen.items():
        wanted = _wanted(dimension, key)
        if wanted is None:
            return contracts.none()
        found = found.filter(**wanted)
    return found


def _wanted(dimension: str, key: str) -> dict[str, object] | None:
    """What holds for the contracts of one value; None when the key is no such value."""
    if dimension in {Dimension.OWNER, Dimension.AGENCY}:
        return {KEYS[dimension]: int(key)} if key.isdecimal() and len(key) < 10 else None
    if dimension != Dimension.MONTH:
        return {KEYS[dimension]: key}
    try:
        first = date.fromisoformat(f"{key}-01")
        ends = until(first.replace(day=monthrange(first.year, first.month)[1]))
    except (ValueError, OverflowError):
        return None
    return {"filed_at__gte": datetime.combine(first, time(), SHANGHAI), "filed_at__lt": ends}


def savings_of(contracts: "QuerySet[Contract]") -> SavingsFigure:
    """What these contracts saved against their ceilings."""
    row = contracts.order_by().aggregate(count=Count("pk"), ceilings=Sum("ceiling"), deals=Sum("amount"))
    return _figure(row) if row["count"] else SavingsFigure()


def savings_by(dimension: str, contracts: "QuerySet[Contract]") -> list[Slice]:
    """The savings of these contracts by one dimension: months in order, others the largest saving first."""
    found = contracts.order_by().annotate(month=TruncMonth("filed_at", tzinfo=SHANGHAI))
    plain, english = NAMES.get(dimension, (KEYS[dimension], ""))
    wants_english = english and (get_language() or "").startswith("en")
    name = Coalesce(NullIf(F(english), models.Value("")), F(plain)) if wants_english else F(plain)
    rows = (
        found.annotate(key=F(KEYS[dimension]), name=name)
        .values("key", "name")
        .annotate(count=Count("pk"), ceilings=Sum("ceiling"), deals=Sum("amount"))
    )
    slices = [Slice(_key(row["key"]), _name(dimension, row["name"]), _figure(row)) for row in rows]
    if dimension == Dimension.MONTH:
        return sorted(slices, key=lambda one: one.key)
    return sorted(slices, key=lambda one: (-one.figure.saved_fen, one.key))


def _figure(row: Mapping[str, object]) -> SavingsFigure:
    ceiling_fen, deal_fen = to_fen(row["ceilings"]), to_fen(row["deals"])  # type: ignore[arg-type]
    return SavingsFigure(saved_fen=ceiling_fen - deal_fen, ceiling_fen=ceiling_fen, count=int(str(row["count"])))


def _key(value: object) -> str:
    return value.strftime("%Y-%m") if isinstance(value, date) else str(value)


def _name(dimension: str, value: object) -> str:
    return str(Method(str(value)).label) if dimension == Dimension.METHOD else _key(value)
