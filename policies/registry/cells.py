"""From the text of a cell to the stored value of a fact: full-width signs, units, dates, codes; or why it cannot be."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, TypeAlias

from django.utils.translation import gettext as _

from cms.kernel.secrets import keyed_hash
from policies.rules.facts import NUMERIC, FactDefinition, Kind

Stored: TypeAlias = int | str | bool | date

BLANK: Final = frozenset({"", "-", "--", "—", "——", "/", "\\", "N/A", "n/a", "NULL", "null", "空", "暂无"})
YES: Final = frozenset({"是", "有", "1", "Y", "y", "YES", "yes", "TRUE", "true", "True", "√", "已列入", "符合"})
NO: Final = frozenset({"否", "无", "0", "N", "n", "NO", "no", "FALSE", "false", "False", "×", "未列入", "不符合"})
UNITS: Final[Mapping[str, Decimal]] = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "亿元": Decimal(100_000_000),
    "万元/亩": Decimal(10_000),
    "%": Decimal("0.01"),
    "‰": Decimal("0.001"),
}
_LONGEST_FIRST: Final = sorted(UNITS.items(), key=lambda unit: -len(unit[0]))
LARGEST: Final = 9 * 10**17  # of a stored whole number; a bigint holds a little more
LONGEST: Final = 200
PERSONAL: Final = frozenset({"person"})
"""Fields of dated lines that name a natural person: kept as a keyed hash, by which one is known again and not named."""
_HASHED: Final = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,18})(\.\d{1,12})?")
_DATES = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?"),
    re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})"),
    re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_CODE = re.compile(r"[A-Z]?\d{1,12}")


class CellRefused(ValueError):
    """The cell cannot be taken; says why to the department's clerk."""


def plain(text: str) -> str:
    """The text with full-width letters, digits and signs made half-width, and no space around it.

    Raises CellRefused for control characters, lone surrogates and formulas.
    """
    if text.isascii():
        clean = text.strip()
        if not clean.isprintable():
            raise CellRefused(_("含有不可见的控制字符"))
    else:
        clean = unicodedata.normalize("NFKC", text).strip()
        if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in clean):
            raise CellRefused(_("含有不可见的控制字符"))
    if clean[:1] in {"=", "@"}:
        raise CellRefused(_("单元格是公式，请粘贴为数值"))
    return clean


def number(text: str) -> Decimal:
    """The number a cell shows, thousands commas allowed; never from a scientific or otherwise special notation."""
    found = _NUMBER.fullmatch(text)
    if not found:
        raise CellRefused(_("“%(text)s”不是数字") % {"text": text[:40]})
    return Decimal(found[1] + found[2].replace(",", "") + (found[3] or ""))


def _scaled(text: str, definition: FactDefinition, factor: Decimal) -> int:
    for unit, of_unit in _LONGEST_FIRST:
        if text.endswith(unit):
            text, factor = text.removesuffix(unit).rstrip(), of_unit
            break
    exact = (number(text) * factor).scaleb(definition.places)
    whole = exact.to_integral_value(ROUND_HALF_UP)
    if whole != exact and definition.kind in {Kind.MONEY, Kind.COUNT}:
        raise CellRefused(
            _("“%(text)s”不足一分，请核对单位") % {"text": text}
            if definition.kind is Kind.MONEY
            else _("“%(text)s”应为整数") % {"text": text}
        )
    if abs(whole) > LARGEST:
        raise CellRefused(_("“%(text)s”超出可登记的范围，请核对单位") % {"text": text})
    return int(whole)


def day(text: str) -> date:
    """The date a cell shows, between 1900 and 2200."""
    for shape in _DATES:
        if found := shape.fullmatch(text):
            try:
                read = date(*(int(part) for part in found.groups()))
            except ValueError:
                break
            if 1900 <= read.year <= 2200:
                return read
            break
    raise CellRefused(_("“%(text)s”不是有效日期，请写成 2023-06-30 的形式") % {"text": text[:40]})


def flag(text: str) -> bool:
    """Yes or no."""
    if text in YES:
        return True
    if text in NO:
        return False
    raise CellRefused(_("“%(text)s”应填“是”或“否”") % {"text": text[:40]})


def _code(text: str, definition: FactDefinition) -> str:
    for code, label in (definition.choices or {}).items():
        if text in {code, label.zh, label.en} or f"{label.zh}企业" == text:
            return code
    if definition.choices:
        shown = "、".join(label.zh for label in definition.choices.values())
        raise CellRefused(_("“%(text)s”不在可选值（%(known)s）之内") % {"text": text[:40], "known": shown})
    if not _CODE.fullmatch(text):
        raise CellRefused(_("“%(text)s”不是有效代码") % {"text": text[:40]})
    return text.lstrip("ABCDEFGHIJKLMNOPQRST") if "4754" in definition.code_set else text


def words(text: str) -> str:
    """A text short enough to be kept."""
    if len(text) > LONGEST:
        raise CellRefused(_("文字超过 %(limit)s 个字") % {"limit": LONGEST})
    return text


def _person(text: str) -> str:
    """The keyed hash of a person's number; a hash that comes back from what was kept stays what it is."""
    return text if _HASHED.fullmatch(text) else keyed_hash(text.upper())


def stored(text: str, definition: FactDefinition, factor: Decimal = Decimal(1)) -> Stored | None:
    """The value as it is stored, None for a cell left blank; numbers are multiplied by `factor`. Raises CellRefused."""
    clean = plain(text)
    if clean in BLANK:
        return None
    if definition.code in PERSONAL:
        return _person(words(clean))
    if definition.kind in NUMERIC:
        return _scaled(clean, definition, factor)
    if definition.kind is Kind.CODE:
        return _code(clean, definition)
    return READERS.get(definition.kind, words)(clean)


READERS: Final[Mapping[Kind, Callable[[str], Stored]]] = {Kind.FLAG: flag, Kind.LIST: flag, Kind.DATE: day}
