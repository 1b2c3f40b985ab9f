"""How amounts, rates, dates and account numbers are written for people, in Chinese and in English."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, TypeAlias

from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from djmoney.money import Money

NOTHING: Final = "—"
WAN: Final = Decimal(10_000)
YI: Final = Decimal(100_000_000)
MILLION: Final = Decimal(1_000_000)
BILLION: Final = Decimal(1_000_000_000)
CENT: Final = Decimal("0.01")

Amount: TypeAlias = Money | Decimal | int


def is_chinese() -> bool:
    """Whether the page now being written is in Chinese."""
    return (get_language() or "zh-hans").startswith("zh")


def as_decimal(amount: Amount) -> Decimal:
    """The yuan of an amount, exactly."""
    return amount.amount if isinstance(amount, Money) else Decimal(amount)


def amount_text(amount: Amount) -> str:
    """Yuan with two decimals and thousands separators, no unit: ``2,471,400.00``."""
    return f"{as_decimal(amount).quantize(CENT, ROUND_HALF_UP):,.2f}"


def money_text(amount: Amount) -> str:
    """The full amount with its unit: ``2,471,400.00元`` or ``¥2,471,400.00``."""
    if is_chinese():
        return f"{amount_text(amount)}元"
    text = amount_text(amount)
    return f"-¥{text[1:]}" if text.startswith("-") else f"¥{text}"


def short_parts(amount: Amount) -> tuple[str, str]:
    """The number and the unit of the short form, rounded half-up to two decimals: ``("247.14", "万元")``.

    A unit is taken once the amount, as the next smaller unit would show it, reaches one of it.
    """
    yuan = as_decimal(amount)
    shown = WAN if is_chinese() else MILLION
    steps = ((YI, "亿元"), (WAN, "万元")) if is_chinese() else ((BILLION, " billion"), (MILLION, " million"))
    for size, unit in steps:
        grain = CENT if size == shown else shown / 100
        if abs((yuan / grain).quantize(Decimal(1), ROUND_HALF_UP) * grain) >= size:
            return trimmed((yuan / size).quantize(CENT, ROUND_HALF_UP)), unit
    return amount_text(yuan), "元" if is_chinese() else ""


def short_money_text(amount: Amount) -> str:
    """The short form as one text: ``247.14万元`` or ``¥2.47 million``."""
    number, unit = short_parts(amount)
    if is_chinese():
        return f"{number}{unit}"
    return f"-¥{number[1:]}{unit}" if number.startswith("-") else f"¥{number}{unit}"


def trimmed(number: Decimal) -> str:
    """A number with thousands separators and no trailing zeros: ``1,000`` and ``247.1``."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def count_text(number: int) -> str:
    """A count with thousands separators: ``20,000``."""
    return f"{number:,d}"


def percent_text(rate: Decimal, places: int = 2) -> str:
    """A ratio as a percentage, rounded half-up: ``0.18131`` is ``18.13%``."""
    step = Decimal(1).scaleb(-places)
    return f"{(Decimal(rate) * 100).quantize(step, ROUND_HALF_UP)}%"


def as_day(value: date) -> date:
    """The calendar day of a date or of an aware moment, in Asia/Shanghai."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def day_text(value: date) -> str:
    """A day in full: ``2026年11月21日`` or ``21 November 2026``."""
    day = as_day(value)
    return f"{day.year}年{day.month}月{day.day}日" if is_chinese() else formats.date_format(day, "j F Y")


def moment_text(value: datetime) -> str:
    """A moment to the minute, in Asia/Shanghai: ``2026年11月21日 14:05``."""
    local = timezone.localtime(value)
    return f"{day_text(local)} {local:%H:%M}"


def period_text(start: date | None, until: date | None) -> str:
    """A period whose end is exclusive, shown with its last day: ``2023年1月1日至2023年6月30日``."""
    if start is None and until is None:
        return NOTHING
    if until is None:
        return _("%(start)s起") % {"start": day_text(as_day(start))} if start else NOTHING
    last = day_text(as_day(until) - timedelta(days=1))
    if start is None:
        return _("截至%(last)s") % {"last": last}
    return _("%(start)s至%(last)s") % {"start": day_text(as_day(start)), "last": last}


def span_text(span: timedelta) -> str:
    """A length of time in its two largest useful units: ``3天4小时``, ``25分钟``."""
    minutes = int(abs(span).total_seconds() // 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = []
    if days:
        parts.append(ngettext("%(n)d天", "%(n)d天", days) % {"n": days})
    if hours and days < 10:
        parts.append(ngettext("%(n)d小时", "%(n)d小时", hours) % {"n": hours})
    if minutes and not days:
        parts.append(ngettext("%(n)d分钟", "%(n)d分钟", minutes) % {"n": minutes})
    return ("" if is_chinese() else " ").join(parts) or _("不到1分钟")


def colon_text(name: str) -> str:
    """A name before what it names: ``号码：`` or ``Number: ``."""
    return f"{name}：" if is_chinese() else f"{name}: "


def bracketed_text(note: str) -> str:
    """A note behind what it notes: ``（甲级）`` or `` (Grade A)``."""
    return f"（{note}）" if is_chinese() else f" ({note})"


def told(chinese: str, english: str) -> str:
    """What is written in both languages, in the reader's; in Chinese where there is no English."""
    return chinese if is_chinese() or not english else english


def comma_text() -> str:
    """What stands between the items of a list."""
    return "、" if is_chinese() else ", "


def semicolon_text() -> str:
    """What stands between the sentences of a list."""
    return "；" if is_chinese() else "; "


def masked_text(number: str, shown: int = 4) -> str:
    """An account or identity number with only its last digits readable: ``•••• •••• 1234``."""
    digits = number.replace(" ", "")
    if len(digits) <= shown:
        return "•" * len(digits)
    return f"•••• •••• {digits[-shown:]}"
