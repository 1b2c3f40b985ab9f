"""Code sets: editions entered again and again, codes told by name, and places that were renamed found again."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation

from cms.kernel.errors import NotAllowed
from cms.kernel.roles import Role
from policies.models import CodeEdition, CodeEntry
from policies.registry.code_sets import enter_carried, enter_change, enter_edition, present_code
from policies.registry.codes import CodeSet, Fate
from policies.registry.errors import CodesFaulty
from policies.registry.naming import names_of_codes
from tests.policies.worlds import officer

pytestmark = pytest.mark.django_db
DAY = date(2023, 1, 1)


def change(old: str, new: str, on: date, fate: Fate = Fate.RENAMED) -> None:
    enter_change(code_set=CodeSet.REGION, old=old, new=new, fate=fate, changed_on=on, document="民政部公告", by=None)


def test_what_the_house_brings_along_is_entered_once() -> None:
    enter_carried()
    count = CodeEntry.objects.count()
    call_command("import_codes")
    assert (CodeEntry.objects.count(), CodeEdition.objects.count()) == (count, 2)
    assert count > 150
    with translation.override("zh-hans"):
        assert names_of_codes(CodeSet.REGION, ["341881", "990000"]) == {"341881": "宁国市", "990000": "990000"}


def test_a_place_that_was_renamed_or_merged_is_found_under_its_present_code() -> None:
    change("341822", "341882", date(2019, 7, 2))
    change("341882", "341890", date(2024, 1, 1), Fate.MERGED)
    change("341400", "340100", date(2011, 8, 22), Fate.SPLIT)
    assert present_code(CodeSet.REGION, "341822100000") == "341890100000"
    assert present_code(CodeSet.REGION, "341822100000", date(2020, 1, 1)) == "341882100000"
    assert present_code(CodeSet.REGION, "341822", date(2019, 7, 1)) == "341822"
    assert present_code(CodeSet.REGION, "341400") == "341400"


def test_codes_that_change_in_a_ring_end_somewhere() -> None:
    change("110001", "110002", DAY)
    change("110002", "110001", DAY)
    assert present_code(CodeSet.REGION, "110001") in {"110001", "110002"}


@pytest.mark.parametrize("rows", [[["341822", ""]], [["34 18", "名"]], [["3418", "名"], ["3418", "名"]], [[]]])
def test_a_faulty_row_is_refused_and_nothing_stands(rows: list[list[str]]) -> None:
    with pytest.raises(CodesFaulty):
        enter_edition(code_set=CodeSet.REGION, year=2023, in_force_from=DAY, rows=rows, source="f", by=None)
    assert not CodeEdition.objects.exists()


def test_only_who_keeps_registers_enters_codes() -> None:
    with pytest.raises(NotAllowed):
        enter_edition(
            code_set=CodeSet.REGION, year=2023, in_force_from=DAY, rows=[], source="f", by=officer(Role.AUDITOR)
        )


def test_an_official_file_is_entered_by_the_command(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("代码,名称\n341826,云川县\n", encoding="utf-8-sig")
    call_command("import_codes", str(path), "--set", "GB/T 2260", "--year", "2023", "--since", "2023-01-01")
    assert names_of_codes(CodeSet.REGION, ["341826"]) == {"341826": "云川县"}
    with pytest.raises(CommandError):
        call_command("import_codes", str(tmp_path / "none.csv"), "--set", "GB/T 2260", "--year", "1", "--since", "x")
