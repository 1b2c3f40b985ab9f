"""What somebody typed stays a text in every table that is taken away."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cms.kernel.exports.tables import Table, csv_text, workbook
from cms.kernel.papers import typeset

TYPED = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "普通", "a\x00b"]


def test_no_text_becomes_a_formula_in_a_workbook() -> None:
    table = Table("表", ["文字", "数"], [[text, Decimal("1.50")] for text in TYPED])
    page = load_workbook(BytesIO(workbook([table])))["表"]
    assert {cell.data_type for cell in page["A"]} == {"s"}
    assert page["A2"].value == "=1+1"
    assert [cell.value for cell in page["B"]][1:] == [1.5] * len(TYPED)


def test_no_text_becomes_a_formula_in_csv() -> None:
    lines = csv_text(["文字", "数"], [[text, -1] for text in TYPED[:4]]).splitlines()
    assert lines == ["文字,数", "'=1+1,-1", "'+1,-1", "'-1,-1", "'@SUM(A1),-1"]
    assert csv_text(["x"], [[None], ["a\x00b"]]) == 'x\n""\nab\n'


@pytest.mark.parametrize("typed", ['#eval("1")', "$x$", "*强调*", "]]"])
def test_a_paper_takes_words_as_words(typed: str, tmp_path: Path) -> None:
    template = tmp_path / "a.typ"
    template.write_text("#let told = json(bytes(sys.inputs.data))\n#set document(title: told.name)\n#told.name\n")
    assert typeset(template.name, {"name": typed}, root=template.parent).startswith(b"%PDF-")
