"""Code sets kept as registers: editions entered from official files, and what became of codes."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.resources import files
from typing import Final

from django.db import transaction

from cms.kernel.access import Act, require
from cms.kernel.models import User
from cms.kernel.trail import record
from policies.registry.codes import CodeChange, CodeEdition, CodeEntry, CodeSet, Fate
from policies.registry.errors import CodesFaulty
from policies.rules.codes import present

CARRIED: Final = (
    (CodeSet.INDUSTRY, 2017, date(2017, 10, 1), "gb_t_4754_2017.csv"),
    (CodeSet.REGION, 2020, date(2020, 12, 31), "gb_t_2260_2020.csv"),
)
"""What the house brings along: sections and divisions of industries, provinces and the prefecture of the county.

The full official files are entered by `manage.py import_codes`.
"""


@transaction.atomic
def enter_edition(
    *, code_set: str, year: int, in_force_from: date, rows: Iterable[Sequence[str]], source: str, by: User | None
) -> CodeEdition:
    """The codes and names of `rows` stand in the edition; entering it again adds what is new and corrects names.

    Raises NotAllowed, CodesFaulty for a row that is no code with a name, or bears a code twice.
    """
    if by is not None:
        require(by, Act.KEEP_REGISTERS)
    names = _names(rows)
    edition, _is_new = CodeEdition.objects.update_or_create(
        code_set=code_set, year=year, defaults={"in_force_from": in_force_from, "source": source[:200]}
    )
    CodeEntry.objects.bulk_create(
        [CodeEntry(edition=edition, code=code, name_zh=name) for code, name in names.items()],
        update_conflicts=True,
        unique_fields=["edition", "code"],
        update_fields=["name_zh"],
        batch_size=2000,
    )
    record("code_edition.entered", about=edition, by=by, edition=edition.name, codes=len(names))
    return edition


def _names(rows: Iterable[Sequence[str]]) -> dict[str, str]:
    names: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        code, name = (cell.strip() for cell in (*row, "", "")[:2])
        if not code or not name or len(code) > 12 or not code.isalnum() or not code.isascii() or len(name) > 120:
            raise CodesFaulty(row=number, shown="，".join(row)[:60])
        if code in names:
            raise CodesFaulty(row=number, shown=code)
        names[code] = name
    return names


@transaction.atomic
def enter_change(
    *, code_set: str, old: str, new: str, fate: Fate, changed_on: date, document: str, by: User | None
) -> CodeChange:
    """From that day on what bore the old code bears the new one; entering it again corrects it.

    Raises NotAllowed, CodesFaulty when both are the same.
    """
    if by is not None:
        require(by, Act.KEEP_REGISTERS)
    if old == new:
        raise CodesFaulty(row=1, shown=old)
    values = {"fate": fate, "changed_on": changed_on, "document": document[:200]}
    change, _is_new = CodeChange.objects.update_or_create(code_set=code_set, old=old, new=new, defaults=values)
    record("code_change.entered", about=change, by=by, code_set=code_set, old=old, new=new, fate=str(fate))
    return change


def enter_carried(by: User | None = None) -> None:
    """The editions and changes that the house brings along stand in the registers."""
    for code_set, year, since, name in CARRIED:
        rows = [row[:2] for row in _carried(name)]
        enter_edition(code_set=code_set, year=year, in_force_from=since, rows=rows, source=name, by=by)
    for old, new, fate, day, document in _carried("gb_t_2260_changes.csv"):
        enter_change(
            code_set=CodeSet.REGION, old=old, new=new, fate=Fate(fate), changed_on=date.fromisoformat(day),
            document=document, by=by,
        )  # fmt: skip


def _carried(name: str) -> list[list[str]]:
    text = files("policies.registry").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]


def present_code(code_set: str, code: str, on: date | None = None) -> str:
    """The code that what bore `code` bears today (or on a day); a place that was split keeps its old one.

    A change of a district carries everything under it.
    """
    changes = CodeChange.objects.filter(code_set=code_set).exclude(fate=Fate.SPLIT)
    if on is not None:
        changes = changes.filter(changed_on__lte=on)
    return present(code, {change.old: change.new for change in changes})
