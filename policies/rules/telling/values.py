"""Values as people write them: 500万元, 5.5%, 上年度, 2023年一季度."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from policies.rules.facts import FactDefinition, Grain, Kind, Label
from policies.rules.periods import Period, PeriodRef, parse_period
from policies.rules.wording.sentences import PHRASES

_QUARTERS = "一二三四"
_UNITS = {Grain.YEAR: Label("年度", "year"), Grain.QUARTER: Label("季度", "quarter"), Grain.MONTH: Label("月", "month")}


def plain(number: Fraction | Decimal | int, places: int = 6) -> str:
    """The number in full, without trailing zeros; an endless one to so many places, with an ellipsis."""
    exact = number if isinstance(number, Fraction) else Fraction(number)
    scaled = exact * 10**places
    whole, sign = abs(scaled.numerator) // scaled.denominator, "-" if exact < 0 else ""
    digits = str(whole).rjust(places + 1, "0")
    fraction = digits[-places:].rstrip("0")
    endless = "…" if scaled.denominator != 1 else ""
    head = f"{int(digits[:-places]):,}"
    return f"{sign}{head}{'.' if fraction or endless else ''}{fraction}{endless}"


def yuan(amount: Fraction | Decimal, language: str) -> str:
    """An amount of yuan, in 万 or 亿 where that is exact."""
    if language.startswith("en"):
        return f"{plain(amount)} yuan"
    for size, unit in ((10**8, "亿元"), (10**4, "万元")):
        part = Fraction(amount) / size
        if part and abs(part) >= 1 and part.denominator in (1, 2, 4, 5, 10, 20, 25, 50, 100):
            return f"{plain(part).replace(',', '')}{unit}"
    return f"{plain(amount)}元"


def fen(amount: int) -> str:
    """An amount of fen as yuan with two places."""
    return f"{amount // 100:,}.{amount % 100:02d}"


def share(ratio: Fraction | Decimal) -> str:
    """A ratio as percent."""
    return f"{plain(Fraction(ratio) * 100)}%"


def period_name(period: Period, language: str) -> str:
    """A fixed period."""
    if language.startswith("en"):
        return str(period)
    if period.grain is Grain.QUARTER:
        return f"{period.year}年{_QUARTERS[period.index - 1]}季度"
    return f"{period.year}年{period.index}月" if period.grain is Grain.MONTH else f"{period.year}年"


def pointer_name(ref: PeriodRef, language: str) -> str:
    """A pointer from the assessed period: 考核年度, 上年度, 上年同季."""
    if ref.is_fixed:
        return period_name(parse_period(ref.text), language)
    base = _base_name(ref, language)
    if "." not in ref.text:
        return base
    part = ref.text.partition(".")[2]
    if language.startswith("en"):
        return f"{part.upper()} of {base}"
    return base + (f"{_QUARTERS[int(part[1:]) - 1]}季度" if part[0] == "q" else f"{int(part[1:])}月")


def _base_name(ref: PeriodRef, language: str) -> str:
    grain, back = ref.needs, -ref.offset
    unit = _UNITS[grain]
    if language.startswith("en"):
        if back == 0:
            return f"the assessed {unit.en}"
        return f"the {unit.en} before" if back == 1 else f"{abs(back)} {unit.en}s {'before' if back > 0 else 'after'}"
    if back == 0:
        return f"考核{unit.zh}"
    yearly = {Grain.QUARTER: 4, Grain.MONTH: 12}.get(grain)
    if back == yearly:
        return "上年同季" if grain is Grain.QUARTER else "上年同月"
    if back == 1:
        return {Grain.YEAR: "上年度", Grain.QUARTER: "上季度", Grain.MONTH: "上月"}[grain]
    return f"{'前' if back > 0 else '后'}{abs(back)}个{unit.zh}"


def value_of(definition: FactDefinition | None, value: Any, language: str) -> str:
    """The value of a fact with its unit, or of a code with its name."""
    if isinstance(value, bool):
        return PHRASES["yes" if value else "no"].in_language(language)
    if isinstance(value, date):
        return value.isoformat()
    if definition is not None and definition.kind in (Kind.ITEMS, Kind.CATALOGUE) and isinstance(value, int):
        return PHRASES["lines_count"].in_language(language).format(number=value)
    if isinstance(value, (Fraction, Decimal, int)):
        return _quantity(definition, value, language)
    name = definition.name_of(value) if definition is not None else None
    return str(value) if name is None else name.in_language(language)


def _quantity(definition: FactDefinition | None, value: Fraction | Decimal | int, language: str) -> str:
    if definition is None:
        return plain(value)
    if definition.kind is Kind.MONEY:
        return yuan(Fraction(value), language)
    if definition.kind in (Kind.RATIO, Kind.SERIES):
        return share(Fraction(value))
    unit = definition.unit.in_language(language)
    return f"{plain(value)} {unit}".strip() if language.startswith("en") else f"{plain(value)}{unit}"
