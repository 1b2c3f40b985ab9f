"""From what a person types into the form to the stored value of a fact: with its unit, or refused with a sentence."""

import re
from typing import Any, Final

from django.utils.translation import gettext as _

from cms.kernel.secrets import Secret
from policies.registry.cells import PERSONAL, CellRefused, Stored, plain, stored
from policies.rules.facts import FactDefinition, Kind

MONEY_UNITS: Final = ("万元", "亿元", "千元", "元")
MOST_LINES: Final = 200
_UNIT = re.compile(r"[^\d.,+\-\s]+$")
_COMMAS = re.compile(r"[,，\t]")


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
    """One line of the fact per line of the text, its fields separated by commas in their order."""
    rows = [row for row in text.splitlines() if row.strip()]
    if not rows:
        return None
    if len(rows) > MOST_LINES:
        raise CellRefused(_("最多填写 %(most)s 行") % {"most": MOST_LINES})
    fields = list((definition.fields or {}).items())
    found = []
    for number, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in _COMMAS.split(row)]
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
    return found


def masked(text: str, definition: FactDefinition) -> str:
    """What was typed, as those read it who judge it: of numbers that name a person the last four characters."""
    if definition.kind is not Kind.ITEMS:
        return Secret(text).masked if definition.code in PERSONAL else text
    names = list(definition.fields or {})
    rows = [[cell.strip() for cell in _COMMAS.split(row)] for row in text.splitlines() if row.strip()]
    return "\n".join(
        "，".join(Secret(cell).masked if name in PERSONAL else cell for name, cell in zip(names, row, strict=False))
        for row in rows
    )


def _kept(value: Stored | None) -> Any:
    return value.isoformat() if value is not None and not isinstance(value, (int, str, bool)) else value
