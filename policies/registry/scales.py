"""Scale classes by 统计上大中小微型企业划分办法(2017)，国统字〔2017〕213号: limits by industry."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

EMPLOYEES, REVENUE, ASSETS = "employees", "revenue", "assets"
CLASSES: Final = ("Micro", "S", "M", "L")
WAN: Final = 10_000


@dataclass(frozen=True, slots=True)
class Limits:
    """From which value on an indicator is small, medium and large; money in 10,000 yuan."""

    small: int
    medium: int
    large: int

    def class_of(self, value: Decimal | int) -> int:
        """The position in CLASSES."""
        return sum(value >= limit for limit in (self.small, self.medium, self.large))


Indicators = Mapping[str, Limits]

_OTHERS: Final[Indicators] = {EMPLOYEES: Limits(10, 100, 300)}
_FARMING: Final[Indicators] = {REVENUE: Limits(50, 500, 20_000)}
_INDUSTRY: Final[Indicators] = {EMPLOYEES: Limits(20, 300, 1000), REVENUE: Limits(300, 2000, 40_000)}
_BUILDING: Final[Indicators] = {REVENUE: Limits(300, 6000, 80_000), ASSETS: Limits(300, 5000, 80_000)}
_WHOLESALE: Final[Indicators] = {EMPLOYEES: Limits(5, 20, 200), REVENUE: Limits(1000, 5000, 40_000)}
_RETAIL: Final[Indicators] = {EMPLOYEES: Limits(10, 50, 300), REVENUE: Limits(100, 500, 20_000)}
_TRANSPORT: Final[Indicators] = {EMPLOYEES: Limits(20, 300, 1000), REVENUE: Limits(200, 3000, 30_000)}
_STORAGE: Final[Indicators] = {EMPLOYEES: Limits(20, 100, 200), REVENUE: Limits(100, 1000, 30_000)}
_POST: Final[Indicators] = {EMPLOYEES: Limits(20, 300, 1000), REVENUE: Limits(100, 2000, 30_000)}
_LODGING: Final[Indicators] = {EMPLOYEES: Limits(10, 100, 300), REVENUE: Limits(100, 2000, 10_000)}
_TELECOM: Final[Indicators] = {EMPLOYEES: Limits(10, 100, 2000), REVENUE: Limits(100, 1000, 100_000)}
_SOFTWARE: Final[Indicators] = {EMPLOYEES: Limits(10, 100, 300), REVENUE: Limits(50, 1000, 10_000)}
_ESTATE: Final[Indicators] = {REVENUE: Limits(100, 1000, 200_000), ASSETS: Limits(2000, 5000, 10_000)}
_PROPERTY: Final[Indicators] = {EMPLOYEES: Limits(100, 300, 1000), REVENUE: Limits(500, 1000, 5000)}
_LEASING: Final[Indicators] = {EMPLOYEES: Limits(10, 100, 300), ASSETS: Limits(100, 8000, 120_000)}

_BY_PREFIX: Final[Mapping[str, Indicators]] = {
    **{f"{division:02d}": _FARMING for division in range(1, 6)},
    **{f"{division:02d}": _INDUSTRY for division in range(6, 47)},
    **{str(division): _BUILDING for division in range(47, 51)},
    **{str(division): _TRANSPORT for division in range(54, 59)},
    "51": _WHOLESALE, "52": _RETAIL, "59": _STORAGE, "60": _POST, "61": _LODGING, "62": _LODGING,
    "63": _TELECOM, "64": _TELECOM, "65": _SOFTWARE, "701": _ESTATE, "702": _PROPERTY, "71": _LEASING, "72": _LEASING,
}  # fmt: skip


def indicators_of(industry: str) -> Indicators:
    """What decides the class in an industry (GB/T 4754-2017, digits); industries not listed are judged by employees."""
    return _BY_PREFIX.get(industry[:3]) or _BY_PREFIX.get(industry[:2]) or _OTHERS


def scale_class(industry: str, *, employees: int | None, revenue_fen: int | None, assets_fen: int | None) -> str | None:
    """The class, None while the industry or an indicator it needs is not known.

    Large, medium and small need every indicator's limit; one indicator below moves the enterprise down.
    """
    if not industry:
        return None
    wan = {
        EMPLOYEES: employees,
        REVENUE: None if revenue_fen is None else Decimal(revenue_fen) / 100 / WAN,
        ASSETS: None if assets_fen is None else Decimal(assets_fen) / 100 / WAN,
    }
    classes = []
    for indicator, limits in indicators_of(industry).items():
        value = wan[indicator]
        if value is None:
            return None
        classes.append(limits.class_of(value))
    return CLASSES[min(classes)]
