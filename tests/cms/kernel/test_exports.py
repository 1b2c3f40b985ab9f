"""Files handed out: nothing a stranger typed becomes a formula, progress is seen, and only who asked takes it away."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from openpyxl.cell import WriteOnlyCell

from cms.kernel.access import Act
from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed
from cms.kernel.exports import reports, services, sheets
from cms.kernel.exports.models import Export
from cms.kernel.exports.reports import Column, Report, offer
from cms.kernel.exports.services import start_export
from cms.kernel.exports.sheets import Cell, sheet_of
from cms.kernel.jobs.models import JobState
from cms.kernel.jobs.services import cancel_job
from cms.kernel.models import Event, Party, User
from cms.kernel.money import yuan
from cms.kernel.roles import Role
from cms.kernel.states import Vanished
from tests.policies.officers import a_party, a_person

EVIL = ('=HYPERLINK("http://evil.example","x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", " =1+1")
PARTIES = Report(
    name="parties",
    title="单位",
    about="单位名单",
    act=Act.SEE_PAYMENTS,
    rows=lambda _user, params: Party.objects.filter(name__contains=params.get("first", "")).order_by("pk"),
    columns=(Column("名称", lambda one: one.name), Column("代码", lambda one: one.uscc)),
)


def written(form: str, *rows: Sequence[Cell]) -> io.BytesIO:
    """A file with these rows below a head."""
    target = io.BytesIO()
    sheet = sheet_of(form, target, ["甲", "乙"])
    for row in rows:
        sheet.write(row)
    sheet.close()
    target.seek(0)
    return target


@pytest.mark.parametrize("text", EVIL)
def test_no_text_becomes_a_formula_in_a_spreadsheet(text: str) -> None:
    cell = openpyxl.load_workbook(written("xlsx", [text, "b"])).active["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert str(cell.value).strip() == text.strip()


def test_without_the_type_of_text_the_formula_would_live(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "xlsx_cell", lambda page, value: WriteOnlyCell(page, value=value))
    assert openpyxl.load_workbook(written("xlsx", [EVIL[0], "b"])).active["A2"].data_type == "f"


@pytest.mark.parametrize("text", EVIL)
def test_no_text_becomes_a_formula_in_a_csv(text: str) -> None:
    rows = list(csv.reader(io.StringIO(written("csv", [text, "b"]).getvalue().decode("utf-8-sig"), newline="")))
    assert rows[1] == [f"'{text}", "b"]


def test_numbers_of_the_house_stay_numbers_and_moments_are_told_in_our_zone() -> None:
    sheet = openpyxl.load_workbook(written("xlsx", [yuan("-12.50"), 3], [Decimal("0.10"), date(2023, 5, 1)])).active
    assert (sheet["A2"].value, sheet["B2"].value, sheet["B3"].value) == (-12.5, 3, "2023-05-01")
    assert written("csv", [yuan("-12.50"), None]).getvalue().decode("utf-8-sig").splitlines()[1] == "-12.50,"


def test_what_a_spreadsheet_cannot_hold_is_left_out() -> None:
    assert openpyxl.load_workbook(written("xlsx", ["a\x00\x0bb", ""])).active["A2"].value == "ab"


@pytest.fixture
def offered(db: None, tmp_path: Path) -> Iterator[User]:
    """One list on offer, four parties on it, and an officer who may take it away."""
    before = list(reports._offered.values())
    officer = a_person(Role.MAKER)
    for number in range(4):
        a_party(f"直达{number}公司")
    offer([PARTIES])
    with override_settings(MEDIA_ROOT=str(tmp_path)):
        yield officer
    offer(before)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="cms.kernel.people.login.EmailOrMobileBackend")
    return client


def test_a_list_is_asked_for_made_and_taken_away_by_its_officer_alone(offered: User) -> None:
    client = browser(offered)
    page = client.post(reverse("kernel:exports"), {"take": "parties:xlsx"}, follow=True)
    assert "单位" in page.text
    run_due()
    export = Export.objects.get()
    assert (export.job.state, export.row_count) == (JobState.DONE, Party.objects.count())
    address = reverse("kernel:export_file", args=[export.pk])
    taken = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(address).streaming_content))).active  # type: ignore[attr-defined]
    assert "直达0公司" in [row[0].value for row in taken.iter_rows()]
    assert browser(a_person(Role.CHECKER)).get(address).status_code == 404
    assert set(Event.objects.filter(subject_type="kernel.export").values_list("name", flat=True)) == {
        "export.asked",
        "export.made",
    }


def test_who_may_not_see_a_list_cannot_ask_for_it(offered: User) -> None:
    with pytest.raises(NotAllowed):
        start_export(report="parties", form="csv", by=a_person(Role.EDITOR))
    with pytest.raises(Vanished):
        start_export(report="nothing", form="csv", by=offered)
    assert Export.objects.count() == 0


def test_a_cancelled_export_leaves_no_file(offered: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "CHUNK", 1)
    export = start_export(report="parties", form="csv", by=offered)
    cancel_job(export.job_id, by=offered)
    run_due()
    export.refresh_from_db()
    assert (export.job.state, bool(export.content), export.row_count) == (JobState.CANCELLED, False, None)


def test_a_list_that_cannot_be_made_ends_its_job_and_leaves_no_file(
    offered: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = start_export(report="parties", form="csv", by=offered)
    monkeypatch.setattr(services, "sheet_of", lambda *_given: 1 / 0)
    run_due()
    export.refresh_from_db()
    assert (export.job.state, export.content.name) == (JobState.FAILED, "")
    assert "重新导出" in export.job.note


def test_two_workers_at_one_list_keep_one_file(offered: User, monkeypatch: pytest.MonkeyPatch) -> None:
    export, write = start_export(report="parties", form="csv", by=offered), services._write

    def meanwhile_another(*given: Any) -> int:
        monkeypatch.setattr(services, "_write", write)
        services.make_export(export.pk)
        monkeypatch.setattr(services, "report_progress", lambda *_given, **_more: None)  # the job is over
        return write(*given)

    monkeypatch.setattr(services, "_write", meanwhile_another)
    services.make_export(export.pk)
    export.refresh_from_db()
    assert Event.objects.filter(name="export.made").count() == 1
    kept = list((Path(settings.MEDIA_ROOT) / "exports").glob(f"parties-{export.pk}*"))
    assert [path.name for path in kept] == [Path(export.content.name).name]


def test_every_list_of_the_house_is_offered() -> None:
    assert set(reports._offered) >= {"grants", "payments", "batches", "notices", "journal"}
