"""From what a person types into the form to the stored value of a fact: with its unit, or refused with a sentence."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from cms.kernel.display import amount_text, is_chinese, trimmed
from cms.kernel.rows import Rows
from cms.kernel.secrets import Secret
from policies.registry.cells import BLANK, PERSONAL, CellRefused, Stored, plain, stored
from policies.rules.facts import NUMERIC, FactDefinition, Kind
from policies.rules.telling.values import value_of as told_value

MONEY_UNITS: Final = ("万元", "亿元", "千元", "元")
MOST_LINES: Final = 200
_UNIT = re.compile(r"[^\d.,+\-\s]+$")
_COMMAS = re.compile(r"[,，\t]")
_HEADED: Final[Mapping[Kind, str]] = {Kind.MONEY: "元", Kind.RATIO: "%"}
"""The unit that a head gives to a number typed without one, where a number needs one."""


def typed(text: str, definition: FactDefinition) -> Any:
    """The stored value, None for a blank; dates as text, lines as a list. Raises CellRefused."""
    if definition.kind is Kind.ITEMS:
        return typed_lines(text, definition)
    return _kept(one_value(text, definition))


def one_value(text: str, definition: FactDefinition) -> Stored | None:
    """The stored value of one field. Money names its unit, because 5000 may be 5,000 yuan or 50 million."""
    clean = plain(text)
    named = _UNIT.search(clean)
    unit = named[0].strip() if named else ""
    kind = definition.kind
    if kind is Kind.MONEY and clean:
        if unit not in MONEY_UNITS:
            raise CellRefused(_("请写明金额单位（元、万元或亿元），例如“320万元”"))
    elif kind is Kind.RATIO and unit and unit not in {"%", "‰"}:
        raise CellRefused(_("“%(text)s”应填百分比，例如“5.5%%”") % {"text": clean[:40]})
    elif kind in (Kind.COUNT, Kind.NUMBER) and unit:
        wanted = definition.unit.zh
        if unit != wanted:
            raise CellRefused(_("单位“%(unit)s”不符，应为“%(wanted)s”") % {"unit": unit[:10], "wanted": wanted or "—"})
        clean = clean.removesuffix(unit).strip()
    return stored(clean, definition)


def typed_lines(text: str, definition: FactDefinition) -> list[dict[str, Any]] | None:
    """One line of the fact per line of the text, its cells in the order of the fields; None for none.

    Raises CellRefused naming the line.
    """
    fields, found = list((definition.fields or {}).items()), []
    rows = cells_of(text, definition)
    if len(rows) > MOST_LINES:
        raise CellRefused(_("最多填写 %(most)s 行") % {"most": MOST_LINES})
    for number, cells in enumerate(rows, 1):
        if len(cells) != len(fields):
            raise CellRefused(
                _("第 %(row)s 行应有 %(wanted)s 列，实为 %(found)s 列")
                % {"row": number, "wanted": len(fields), "found": len(cells)}
            )
        try:
            values = {name: _kept(one_value(cell, field)) for (name, field), cell in zip(fields, cells, strict=True)}
        except CellRefused as fault:
            raise CellRefused(_("第 %(row)s 行：%(fault)s") % {"row": number, "fault": fault}) from fault
        found.append({name: value for name, value in values.items() if value is not None})
    return found or None


def cells_of(text: str, definition: FactDefinition) -> list[list[str]]:
    """The cells of each line that is not empty: between tabs, as rows of fields leave them, or between commas."""
    width = len(definition.fields or {})
    return [[cell.strip() for cell in _cells(row, width)] for row in text.split("\n") if row.strip()]


def _cells(row: str, width: int) -> list[str]:
    cells = row.split("\t")
    return cells if len(cells) == width else _COMMAS.split(row)


def text_of(rows: Rows, definition: FactDefinition) -> str:
    """Rows of fields as the text that is kept: a line each, its cells between tabs, each number with its unit.

    The cells were judged by `cell_value`, which refuses tabs and ends of line within them.
    """
    fields = list((definition.fields or {}).values())
    lines = ([_with_unit(cell, one) for cell, one in zip(row, fields, strict=True)] for row in rows)
    return "\n".join("\t".join(line) for line in lines)


def cell_value(text: str, definition: FactDefinition) -> Stored | None:
    """The stored value of a cell under a head that names the unit: bare money is in yuan, a bare rate in percent.

    Raises CellRefused.
    """
    named = _UNIT.search(plain(text))
    if definition.kind is Kind.MONEY and named and named[0].strip() not in MONEY_UNITS:
        raise CellRefused(_("“%(text)s”不是金额，应填数字，可带单位（元、万元、亿元）") % {"text": text[:40]})
    return one_value(_with_unit(text, definition), definition)


def shown_cell(text: str, definition: FactDefinition) -> str:
    """A cell as it stands in its field again: days and codes in the form a field can hold, numbers without the unit
    of the head; what cannot be read stays as it was typed."""
    try:
        clean = plain(text)
        if definition.kind is Kind.DATE or definition.kind is Kind.CODE:
            return str(_kept(stored(clean, definition)) or "")
        if definition.kind is Kind.FLAG and clean not in BLANK:
            return "是" if stored(clean, definition) else "否"
    except CellRefused:
        return text
    unit = _HEADED.get(definition.kind, definition.unit.zh if definition.kind in NUMERIC else "")
    named = _UNIT.search(clean)
    return clean.removesuffix(unit).rstrip() if unit and named and named[0].strip() == unit else text


def told_cell(text: str, definition: FactDefinition) -> str:
    """A cell as those read it who judge it, under a head that names the unit; of a person's number the last four
    characters."""
    if definition.code in PERSONAL:
        return Secret(text).masked
    try:
        value = one_value(text, definition)
    except CellRefused:
        return text
    if value is None or isinstance(value, date):
        return "" if value is None else value.isoformat()
    if definition.kind is Kind.MONEY:
        return amount_text(Decimal(value).scaleb(-definition.places))
    if definition.kind in NUMERIC:
        return trimmed(Decimal(value).scaleb((2 if definition.kind is Kind.RATIO else 0) - definition.places))
    return told_value(definition, value, "zh" if is_chinese() else "en")


def masked(text: str, definition: FactDefinition) -> str:
    """What was typed, as those read it who judge it: of a number that names a person the last four characters."""
    return Secret(text).masked if definition.code in PERSONAL else text


def _with_unit(text: str, definition: FactDefinition) -> str:
    clean = plain(text)
    unit = _HEADED.get(definition.kind, "")
    return text if not unit or clean in BLANK or _UNIT.search(clean) else f"{text.strip()}{unit}"


def _kept(value: Stored | None) -> Any:
    return value.isoformat() if value is not None and not isinstance(value, (int, str, bool)) else value
