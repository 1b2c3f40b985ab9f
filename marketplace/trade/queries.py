"""The figures of public resource trading, from its records."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from marketplace.trade.models import TradeRecord
from marketplace.trade.rates import KINDS, TradeFigure


def trades_between(first: date = date.min, last: date = date.max) -> "QuerySet[TradeRecord]":
    """The trades closed from `first` to `last`, both counted, newest first."""
    return TradeRecord.objects.filter(closed_on__range=(first, last)).order_by("-closed_on", "-pk")


def trade_figures(first: date, last: date) -> dict[str, TradeFigure]:
    """By kind, the figure of the trades closed from `first` to `last`; a kind without trades is there with zeros."""
    rows = (
        TradeRecord.objects.filter(closed_on__range=(first, last))
        .values("kind")
        .annotate(count=Count("pk"), bases=Sum("base"), deals=Sum("deal"), areas=Sum("area_m2"))
    )
    sums: dict[str, Mapping[str, object]] = {row["kind"]: row for row in rows}
    return {code: _figure(code, sums.get(code)) for code in KINDS}


def _figure(code: str, row: Mapping[str, object] | None) -> TradeFigure:
    kind = KINDS[code]
    if row is None:
        return TradeFigure(kind.side)
    return TradeFigure(
        kind.side,
        count=int(str(row["count"])),
        base_fen=_fen(row["bases"]),
        deal_fen=_fen(row["deals"]),
        area_m2=Decimal(str(row["areas"])) if row["areas"] is not None else None,
    )


def _fen(amount: object) -> int:
    return int(Decimal(str(amount)) * 100)
