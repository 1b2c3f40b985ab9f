"""Department files: received once, tried, let in; what cannot be taken is sent back with the reason."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from openpyxl import Workbook

from cms.kernel.errors import FieldsRefused, NotAllowed, Refused, WrongState
from cms.kernel.models import Event
from cms.kernel.roles import Role
from cms.kernel.secrets import keyed_hash
from policies.models import AwardRecord, BankAccount, CurrentFact, Enterprise, Fact, FactImport, ListMembership
from policies.registry import errors
from policies.registry.mapping import Column, FileMapping
from policies.registry.services import check_import, load_import, queue_import, receive_file
from tests.conftest import Clock
from tests.policies.worlds import csv_file, enterprise, imported, officer, uscc

pytestmark = pytest.mark.django_db

HEADER = ["统一社会信用代码", "企业名称", "2022年营业收入（万元）", "所属行业"]


@pytest.fixture(autouse=True)
def opening(clock: Clock) -> None:
    clock.set(date(2023, 2, 1))


def value_of(serial: int, code: str, period: str = "") -> object:
    current = CurrentFact.objects.filter(enterprise__party__uscc=uscc(serial), kind__code=code, period=period)
    return current.get().fact.stored if current else None


def receive(content: io.BytesIO, name: str = "data.csv") -> FactImport:
    return receive_file(source="statistics", name=name, content=content, as_of=date(2023, 1, 31), by=None)


def rejects_of(one: FactImport) -> str:
    with one.rejects.open("rb") as file:
        return file.read().decode("utf-8-sig")


def test_a_gb18030_file_brings_enterprises_and_facts_with_source_day_and_batch() -> None:
    one = imported([HEADER, [uscc(1), "云川县精工机械有限公司", "1,234.5".replace(",", ""), "C3484"]])
    assert (one.row_count, one.rejected_count, one.new_enterprise_count, one.fact_count) == (1, 0, 1, 2)
    fact = Fact.objects.get(kind__code="finance.revenue")
    assert (fact.scaled, fact.period, fact.source, fact.batch_id) == (1_234_500_000, "2022", "statistics", one.pk)
    assert Enterprise.objects.get().industry == "3484"
    assert Event.objects.filter(name="facts.imported", subject_id=one.pk).count() == 1


def test_a_row_that_cannot_be_taken_is_sent_back_whole_and_the_others_stand() -> None:
    wrong = uscc(2)[:-1] + ("0" if uscc(2)[-1] != "0" else "1")
    good, bad = [uscc(1), "甲", "10", "3484"], [uscc(3), "丙", "很多", "3484"]
    one = imported([HEADER, good, [wrong, "乙", "10", "3484"], bad])
    assert (one.row_count, one.rejected_count, one.fact_count) == (3, 2, 2)
    told = rejects_of(one)
    assert "统一社会信用代码" in told
    assert "不是数字" in told
    assert Enterprise.objects.count() == 1


def test_an_unknown_enterprise_without_a_name_and_a_row_given_twice_are_sent_back() -> None:
    enterprise(1)
    header = ["统一社会信用代码", "2022年营业收入（元）"]
    one = imported([header, [uscc(1), "10"], [uscc(1), "20"], [uscc(9), "30"]])
    assert (one.rejected_count, value_of(1, "finance.revenue", "2022")) == (2, 1000)
    assert "与第 2 行重复" in rejects_of(one)


def test_a_correction_is_a_new_fact_that_names_the_one_it_supersedes() -> None:
    header = ["统一社会信用代码", "企业名称", "2022年营业收入（元）"]
    imported([header, [uscc(1), "甲", "10"]])
    first = Fact.objects.get()
    imported([header, [uscc(1), "甲", "12"]], as_of=date(2023, 1, 20))
    second = Fact.objects.exclude(pk=first.pk).get()
    assert second.supersedes_id == first.pk
    assert value_of(1, "finance.revenue", "2022") == 1200


def test_the_same_word_of_the_same_day_is_not_said_twice() -> None:
    header = ["统一社会信用代码", "企业名称", "2022年营业收入（元）"]
    imported([header, [uscc(1), "甲", "10"]])
    again = imported([header, [uscc(1), "甲", "10"], [uscc(2), "乙", "11"]])
    assert (again.fact_count, again.unchanged_count) == (1, 1)


def test_of_a_complete_list_everybody_else_has_none() -> None:
    enterprise(1)
    enterprise(2)
    mapping = {
        "columns": [
            {"header": "统一社会信用代码", "target": "uscc"},
            {"header": "严重违法失信", "target": "credit.serious_dishonest"},
        ],
        "complete": ["credit.serious_dishonest"],
    }
    imported([["统一社会信用代码", "严重违法失信"], [uscc(1), "是"]], source="credit", mapping=mapping)
    assert (value_of(1, "credit.serious_dishonest"), value_of(2, "credit.serious_dishonest")) == (True, False)


def test_persons_in_lines_are_known_again_by_a_keyed_hash_and_named_nowhere() -> None:
    enterprise(1)
    enterprise(2)
    targets = ("uscc", "hr.hires/person", "hr.hires/hired_on")
    header = ["统一社会信用代码", "人员", "招用日期"]
    columns = [{"header": name, "target": target} for name, target in zip(header, targets, strict=True)]
    rows = [[uscc(1), "34082619900101123X", "2022-11-03"], [uscc(2), "34082619900101123x", "2022-12-05"]]
    imported([header, *rows], source="social", mapping={"columns": columns})
    first, second = (value_of(serial, "hr.hires")[0]["person"] for serial in (1, 2))
    assert first == second == keyed_hash("34082619900101123X")
    imported([header, [uscc(1), first, "2022-11-03"]], source="social", mapping={"columns": columns})
    assert value_of(1, "hr.hires")[0]["person"] == first


def test_dated_lines_of_one_enterprise_become_one_fact() -> None:
    enterprise(1)
    mapping = {
        "columns": [
            {"header": "统一社会信用代码", "target": "uscc"},
            {"header": "认定类型", "target": "cert.held/step"},
            {"header": "认定日期", "target": "cert.held/awarded_on"},
        ]
    }
    rows = [["统一社会信用代码", "认定类型", "认定日期"]]
    rows += [[uscc(1), "高新技术企业", "2021-11-03"], [uscc(1), "省级专精特新中小企业", "2022/5/6"]]
    imported(rows, source="industry", mapping=mapping)
    assert value_of(1, "cert.held") == [
        {"step": "hi_tech", "awarded_on": "2021-11-03"},
        {"step": "prov_srdi", "awarded_on": "2022-05-06"},
    ]


def test_awards_accounts_and_lists_come_by_file_too() -> None:
    enterprise(1, "甲有限公司")
    enterprise(2, "乙有限公司")
    header = ["统一社会信用代码", "户名", "开户行", "账号"]
    right = [uscc(1), "甲有限公司", "云川农商行", "6222020200112233"]
    wrong = [uscc(2), "丁有限公司", "云川农商行", "6222020200112244"]
    imported([header, right, wrong], source="social")
    account = BankAccount.objects.get()
    assert (account.state, account.number.masked) == ("unverified", "•••• 2233")
    assert (value_of(1, "bank.account_on_file"), value_of(2, "bank.account_on_file")) == (None, None)
    targets = {"代码": "uscc", "族": "award.family", "金额": "award.amount", "日期": "award.awarded_on"}
    mapping = {"columns": [{"header": header, "target": target} for header, target in targets.items()]}
    imported([list(targets), [uscc(1), "首次进规", "100000", "2015-06-01"]], source="finance", mapping=mapping)
    assert AwardRecord.objects.get().awarded_on == date(2015, 6, 1)
    imported([["统一社会信用代码", "长兴50强企业"], [uscc(1), "是"]], source="industry")
    imported([["统一社会信用代码", "长兴50强企业"], [uscc(1), "否"]], source="industry", as_of=date(2023, 1, 31))
    assert ListMembership.objects.get().valid_until == date(2023, 1, 31)


def test_a_list_that_comes_in_late_takes_off_nobody_who_came_on_it_since() -> None:
    enterprise(1, "甲有限公司")
    enterprise(2, "乙有限公司")
    header, complete = ["统一社会信用代码", "长兴50强企业"], {"complete": ["list.county_50"]}
    columns = [{"header": header[0], "target": "uscc"}, {"header": header[1], "target": "list.county_50"}]
    imported([header, [uscc(1), "是"]], source="industry", as_of=date(2023, 1, 31))
    imported(
        [header, [uscc(2), "是"]], source="industry", as_of=date(2023, 1, 2), mapping={"columns": columns} | complete
    )
    standing = ListMembership.objects.filter(valid_until=None).order_by("enterprise__party__uscc")
    assert [entry.enterprise.uscc for entry in standing] == [uscc(1), uscc(2)]


def test_trying_a_file_writes_nothing_but_its_counts() -> None:
    one = receive(csv_file([HEADER, [uscc(1), "甲", "10", "3484"], [uscc(2), "乙", "x", "3484"]]))
    one, tally = check_import(import_id=one.pk, by=None)
    assert (one.state, one.row_count, one.rejected_count, tally.new_enterprises) == ("checked", 2, 1, 1)
    assert (Enterprise.objects.count(), Fact.objects.count()) == (0, 0)
    assert tally.preview[0]["finance.revenue[2022]"] == "10000000"


def test_the_same_file_twice_is_refused() -> None:
    rows = [HEADER, [uscc(1), "甲", "10", "3484"]]
    receive(csv_file(rows))
    with pytest.raises(errors.FileReceivedBefore):
        receive(csv_file(rows), "renamed.csv")
    assert FactImport.objects.count() == 1


def test_an_unchanged_list_of_a_later_day_is_news_and_keeps_its_facts_fresh() -> None:
    rows = [["统一社会信用代码", "企业名称", "严重违法失信"], [uscc(1), "甲", "否"]]
    imported(rows, source="credit", as_of=date(2023, 1, 1))
    imported(rows, source="credit", as_of=date(2023, 2, 1))
    assert CurrentFact.objects.get().as_of == date(2023, 2, 1)


def workbook(rows: list[list[object]]) -> io.BytesIO:
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content


def bomb() -> io.BytesIO:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 40_000_000)
    return content


def test_an_xlsx_file_is_read_as_its_clerk_sees_it() -> None:
    one = receive(workbook([HEADER, [uscc(1), "甲", 10.1, "3484"], [uscc(2), "乙", "=1+1", "3484"]]), "data.xlsx")
    check_import(import_id=one.pk, by=None)
    queue_import(import_id=one.pk, by=None)
    one = load_import(one.pk)
    assert value_of(1, "finance.revenue", "2022") == 10_100_000
    assert "公式" in rejects_of(one)


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (io.BytesIO(b"PK\x03\x04 not a zip"), "a.xlsx", errors.NotASpreadsheet),
        (io.BytesIO(b"\xd0\xcf\x11\xe0 old"), "a.xlsx", errors.NotASpreadsheet),
        (bomb(), "a.xlsx", errors.SpreadsheetBomb),
        (io.BytesIO("统一社会信用代码,企业名称\n".encode("utf-16")), "a.csv", errors.WrongEncoding),
        (io.BytesIO(b"uscc,name\n\x00\x01,\xff\n"), "a.csv", errors.WrongEncoding),
        (io.BytesIO("統一社會信用代碼,企業名稱\n1,2\n".encode("big5")), "a.csv", errors.NoUsccColumn),
        (io.BytesIO(b"%PDF-1.7"), "a.pdf", errors.UnknownFileType),
        (io.BytesIO("统一社会信用代码,企业名称\n".encode()), "a.csv", errors.NoRows),
        (io.BytesIO(b""), "a.csv", errors.NoRows),
        (io.BytesIO((",".join(f"c{n}" for n in range(1000)) + "\n1").encode()), "a.csv", errors.TooManyColumns),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused(
    content: io.BytesIO, name: str, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        receive(content, name)
    assert FactImport.objects.count() == 0


@override_settings(UPLOAD_LIMIT_BYTES=1024)
def test_a_file_above_the_limit_is_refused() -> None:
    with pytest.raises(errors.FileTooLarge):
        receive(io.BytesIO(b"x" * 2048))


def test_a_mapping_that_cannot_be_is_refused_at_its_column() -> None:
    one = receive(csv_file([HEADER, [uscc(1), "甲", "10", "3484"]]))
    bad = FileMapping(
        (Column(HEADER[0], "uscc"), Column(HEADER[2], "finance.revenue", "2022Q1"), Column(HEADER[3], "no.such_fact"))
    )
    with pytest.raises(FieldsRefused) as refused:
        check_import(import_id=one.pk, by=None, mapping=bad)
    assert set(refused.value.fields) == {HEADER[2], HEADER[3]}
    one.refresh_from_db()
    assert one.state == "received"


def test_a_file_with_no_good_row_is_not_let_in_and_an_untried_one_neither() -> None:
    one = receive(csv_file([HEADER, ["123", "甲", "10", "3484"]]))
    check_import(import_id=one.pk, by=None)
    with pytest.raises(errors.NothingToImport):
        queue_import(import_id=one.pk, by=None)
    untried = receive(csv_file([HEADER, [uscc(1), "甲", "10", "3484"]]))
    with pytest.raises(WrongState):
        queue_import(import_id=untried.pk, by=None)


def test_only_who_may_import_can_and_only_once() -> None:
    rows = [HEADER, [uscc(1), "甲", "10", "3484"]]
    upload = SimpleUploadedFile("a.csv", csv_file(rows).getvalue())
    with pytest.raises(NotAllowed):
        receive_file(source="tax", name="a.csv", content=upload, as_of=date(2023, 1, 1), by=officer(Role.MAKER))
    one = imported(rows)
    assert load_import(one.pk).fact_count == one.fact_count
    assert Fact.objects.count() == one.fact_count
