"""The code sets of the demo county: what the house brings along, its own townships, and what became of old ones."""

import csv
from datetime import date
from typing import Final

from cms.demo.director.town import Town
from cms.demo.generator.catalogue import DATA
from cms.kernel.roles import Role
from policies.registry.code_sets import enter_carried, enter_change, enter_edition
from policies.registry.codes import CodeSet, Fate

FORMER: Final = (("341826108", "南关镇"), ("341826203", "老庵乡"), ("341826301", "青岭林场"))
"""Places of the county that an earlier edition names and the present one does not."""


def enter_codes(town: Town) -> None:
    """An editor entered the editions and their history, by the same acts as `manage.py import_codes`."""
    editor = town.officer(Role.EDITOR)
    enter_carried(editor)
    present = [("341826", "云川县"), *((place.code[:9], place.name) for place in town.county.places)]
    for year, rows in ((2019, [*present, *FORMER]), (2023, present)):
        enter_edition(
            code_set=CodeSet.REGION, year=year, in_force_from=date(year, 1, 1), rows=rows,
            source=f"云川县行政区划代码（{year}年版）", by=editor,
        )  # fmt: skip
    for old, new, fate, day, document in _rows("region_changes.csv"):
        enter_change(
            code_set=CodeSet.REGION, old=old, new=new, fate=Fate(fate), changed_on=date.fromisoformat(day),
            document=document, by=editor,
        )  # fmt: skip


def _rows(name: str) -> list[list[str]]:
    """The rows of a file of the demo's data, without its head."""
    return list(csv.reader((DATA / name).read_text(encoding="utf-8").splitlines()))[1:]
