"""What a trade saved or gained: exact fen, exact rates, and percentages as the county prints them."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Self


class Side(StrEnum):
    """Whether the public side pays (and saves against a ceiling) or receives (and gains over a reserve)."""

    BUY = "buy"
    SELL = "sell"


class SidesDiffer(ValueError):
    """A saving and a gain have no common sum."""


@dataclass(frozen=True, slots=True)
class TradeKind:
    """One of the six kinds of public resource trading, and how its figures are printed."""

    code: str
    label_zh: str
    label_en: str
    side: Side
    percent_places: int = 2
    has_area: bool = False


KINDS: dict[str, TradeKind] = {
    kind.code: kind
    for kind in (
        TradeKind("construction", "建设工程招标", "Construction", Side.BUY),
        TradeKind("government_procurement", "政府采购", "Government procurement", Side.BUY),
        TradeKind("property_rights", "产权交易", "Property rights", Side.SELL),
        TradeKind("rural_property_rights", "农村产权", "Rural property rights", Side.SELL),
        # Land gains are so small beside its prices that two places would print 0.01 for 0.006.
        TradeKind("land", "土地交易", "Land", Side.SELL, percent_places=3, has_area=True),
        TradeKind("other", "其他交易", "Other trades", Side.BUY),
    )
}


def percent(part: int, whole: int, places: int = 2) -> str | None:
    """Return part / whole in percent, half-up at `places` decimals (`"18.13"`), or None when the whole is zero.

    Half-up means away from zero, as money is rounded: -0.125 % prints as "-0.13".
    """
    if whole == 0:
        return None
    scaled = Fraction(part * 100 * 10**places, whole)
    units = int(abs(scaled) + Fraction(1, 2))
    return str(Decimal(units if scaled >= 0 else -units).scaleb(-places))


@dataclass(frozen=True, slots=True)
class TradeFigure:
    """The sum of some trades on one side: how many, the ceilings or reserves, the deals.

    Figures add up: the sum of figures is the figure of the sums, whatever the grouping, because only parts are
    kept and every rate is computed from them. Amounts are integer fen; the area is in square metres.
    """

    side: Side
    count: int = 0
    base_fen: int = 0
    deal_fen: int = 0
    area_m2: Decimal | None = None

    @property
    def difference_fen(self) -> int:
        """Saving = ceiling - deal when buying; gain = deal - reserve when selling."""
        return self.base_fen - self.deal_fen if self.side is Side.BUY else self.deal_fen - self.base_fen

    @property
    def rate(self) -> Fraction | None:
        """The difference over the ceiling or reserve, exact; None where nothing was at stake."""
        return Fraction(self.difference_fen, self.base_fen) if self.base_fen else None

    def percent(self, places: int = 2) -> str | None:
        """Return the rate in percent as printed."""
        return percent(self.difference_fen, self.base_fen, places)

    def __add__(self, other: Self) -> Self:
        """Return the figure of both; raises SidesDiffer for a saving and a gain."""
        if self.side is not other.side:
            raise SidesDiffer(f"{self.side} + {other.side}")
        areas = [area for area in (self.area_m2, other.area_m2) if area is not None]
        return replace(
            self,
            count=self.count + other.count,
            base_fen=self.base_fen + other.base_fen,
            deal_fen=self.deal_fen + other.deal_fen,
            area_m2=sum(areas, Decimal(0)) if areas else None,
        )
