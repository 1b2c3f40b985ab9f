"""Pages of the registry and of matching: each opens for its roles, shows what is there, and mends what is wrong."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

from cms.kernel.errands import run_due
from cms.kernel.models import Message, User
from cms.kernel.roles import Role
from policies.catalogue.documents import PolicyDocument
from policies.catalogue.services import draft_policy, publish_version
from policies.catalogue.states import BenefitClass
from policies.models import Fact, FactImport
from policies.registry import importing
from policies.registry.accounts import give_account
from policies.registry.mapping import FileMapping
from policies.registry.progress import Progress, forget_progress, progress_of, report_rows
from policies.registry.services import check_import, load_import, queue_import
from policies.registry.trying import ask_to_try
from tests.conftest import Clock
from tests.policies.worlds import csv_file, department, enterprise, officer, uscc

pytestmark = pytest.mark.django_db
ROWS = [
    ["统一社会信用代码", "企业名称", "2022年营业收入（万元）"],
    [uscc(1), "甲有限公司", "10"],
    [uscc(2), "乙有限公司", "多"],
]


@pytest.fixture(autouse=True)
def february(clock: Clock, tmp_path: Path) -> Any:
    clock.set(date(2023, 2, 1))
    with override_settings(SNAPSHOT_ROOT=str(tmp_path)):
        yield


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="cms.kernel.people.login.EmailOrMobileBackend")
    return client


def upload(client: Client, name: str = "a.csv", content: bytes | None = None, as_of: str = "2023-01-31") -> Any:
    file = SimpleUploadedFile(name, csv_file(ROWS, "gb18030").getvalue() if content is None else content)
    return client.post(reverse("policies:imports"), {"source": "statistics", "as_of": as_of, "file": file}, follow=True)


def test_an_officer_uploads_maps_tries_and_lets_in_a_file() -> None:
    client = client_of(officer(Role.REVIEWER))
    page = upload(client)
    one = FactImport.objects.get()
    assert "2022年营业收入（万元）" in page.content.decode()
    said = {"target_0": "uscc", "target_1": "name", "target_2": "finance.revenue", "period_2": "2022", "unit_2": "万元"}
    page = client.post(reverse("policies:import", args=[one.pk]), said, follow=True)
    assert page.redirect_chain
    assert "正在试算" in page.content.decode()
    assert "列对应" not in page.content.decode()
    polled = reverse("policies:import", args=[one.pk]) + "?part=progress"
    assert "HX-Refresh" not in client.get(polled).headers
    run_due()
    assert client.get(polled).headers["HX-Refresh"] == "true"
    page = client.get(reverse("policies:import", args=[one.pk]))
    assert "下载退回清单" in page.content.decode()
    assert "前几行识别结果" in page.content.decode()
    assert Fact.objects.count() == 0
    rejects = client.get(reverse("policies:import_rejects", args=[one.pk]))
    assert "不是数字" in b"".join(rejects.streaming_content).decode("utf-8-sig")
    client.post(reverse("policies:let_in", args=[one.pk]))
    assert client.get(reverse("policies:import", args=[one.pk]) + "?part=progress").status_code == 200
    run_due()
    assert Fact.objects.get().scaled == 10_000_000
    assert "已入库" in client.get(reverse("policies:import", args=[one.pk])).content.decode()


def test_the_page_of_a_file_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    by = officer(Role.REVIEWER)
    client = client_of(by)
    upload(client)
    one = FactImport.objects.get()
    polled, seen = reverse("policies:import", args=[one.pk]) + "?part=progress", []

    def told(rows: int) -> None:
        report_rows(one, rows)
        seen.append(client.get(polled).content.decode())

    monkeypatch.setattr(importing, "CHUNK", 1)
    ask_to_try(import_id=one.pk, by=by, mapping=FileMapping.from_json(one.mapping))
    check_import(import_id=one.pk, by=None, watch=lambda rows: report_rows(one, rows))
    assert progress_of(one) == Progress(2, 0)
    queue_import(import_id=one.pk, by=by)
    load_import(one.pk, told)
    assert ["1 / 2" in seen[0], "2 / 2" in seen[1]] == [True, True]
    forget_progress(one)
    assert progress_of(one) is None


def test_a_worker_leaves_no_word_of_how_far_it_was() -> None:
    by = officer(Role.REVIEWER)
    client = client_of(by)
    upload(client)
    one = FactImport.objects.get()
    report_rows(one, 1)
    ask_to_try(import_id=one.pk, by=by, mapping=FileMapping.from_json(one.mapping))
    run_due()
    assert progress_of(one) is None
    client.post(reverse("policies:let_in", args=[one.pk]))
    report_rows(one, 1)
    run_due()
    assert (FactImport.objects.get().state, progress_of(one)) == ("imported", None)


def test_a_file_is_let_in_from_a_terminal_once_and_tried_alone_where_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by, file = officer(Role.REVIEWER), tmp_path / "统计.csv"
    file.write_bytes(csv_file(ROWS, "gb18030").getvalue())
    said = ["import_file", str(file), "--source", "statistics", "--by", str(by.email)]
    call_command(*said, "--as-of", "2023-01-30", "--dry-run")
    assert ("2 行，退回 1 行" in capsys.readouterr().out, Fact.objects.count()) == (True, 0)
    call_command(*said, "--as-of", "2023-01-31")
    assert ("新增企业 1 家" in capsys.readouterr().out, Fact.objects.count()) == (True, 1)
    run_due()
    assert Fact.objects.count() == 1
    for more, refused in (("2023-01-31", "导入"), ("2099-01-01", "数据日期")):
        with pytest.raises(CommandError, match=refused):
            call_command(*said, "--as-of", more)
    with pytest.raises(CommandError, match="没有登录邮箱"):
        call_command(*said[:-1], "nobody@example.cn", "--as-of", "2023-01-29")
    assert Fact.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "as_of", "sentence"),
    [
        ("a.xlsx", b"PK no", "2023-01-31", "不是有效的 XLSX"),
        ("a.csv", "统一社会信用代码".encode("utf-16"), "2023-01-31", "无法识别文件编码"),
        ("a.pdf", b"%PDF", "2023-01-31", "只能导入 CSV 或 XLSX"),
        ("a.csv", None, "2023-03-01", "晚于今天"),
        ("a.csv", b"", "2023-01-31", "空"),
    ],
)
def test_a_bad_file_is_told_on_the_form_and_nothing_is_kept(
    name: str, content: bytes | None, as_of: str, sentence: str
) -> None:
    page = upload(client_of(officer(Role.EDITOR)), name, content, as_of)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert FactImport.objects.count() == 0


def test_a_mapping_that_cannot_be_is_told_at_its_column() -> None:
    client = client_of(officer(Role.EDITOR))
    upload(client)
    one = FactImport.objects.get()
    said = {"target_0": "uscc", "target_2": "finance.revenue", "period_2": "2022Q1"}
    page = client.post(reverse("policies:import", args=[one.pk]), said)
    assert page.status_code == 422
    assert "周期不符" in page.content.decode()


def test_a_file_that_cannot_be_tried_is_told_to_who_asked_and_may_be_tried_again(clock: Clock) -> None:
    by = officer(Role.REVIEWER)
    client = client_of(by)
    upload(client)
    one = FactImport.objects.get()
    said = {"target_0": "uscc", "target_1": "name", "target_2": "finance.revenue", "period_2": "2022", "unit_2": "万元"}
    client.post(reverse("policies:import", args=[one.pk]), said)
    good = Path(one.file.path).read_bytes()
    Path(one.file.path).write_bytes("统一社会信用代码".encode("utf-16"))
    run_due()
    assert Message.objects.get(user=by).params["name"] == "a.csv"
    page = client.get(reverse("policies:import", args=[one.pk])).content.decode()
    assert "试算未完成" in page
    assert "列对应" in page
    one.refresh_from_db()
    assert (one.state, one.row_count) == ("received", 0)
    Path(one.file.path).write_bytes(good)
    client.post(reverse("policies:import", args=[one.pk]), said)
    run_due()
    one.refresh_from_db()
    assert (one.state, one.row_count) == ("checked", 2)


def test_a_file_withdrawn_before_it_was_tried_stays_withdrawn() -> None:
    client = client_of(officer(Role.REVIEWER))
    upload(client)
    one = FactImport.objects.get()
    said = {"target_0": "uscc", "target_1": "name", "target_2": "finance.revenue", "period_2": "2022", "unit_2": "万元"}
    client.post(reverse("policies:import", args=[one.pk]), said)
    client.post(reverse("policies:cancel_import", args=[one.pk]))
    run_due()
    one.refresh_from_db()
    assert (one.state, one.row_count) == ("cancelled", 0)
    assert client.post(reverse("policies:import", args=[one.pk]), said).status_code == 422


def test_a_withdrawn_file_may_be_uploaded_again() -> None:
    client = client_of(officer(Role.EDITOR))
    upload(client)
    assert "不能重复导入" in upload(client).content.decode()
    client.post(reverse("policies:cancel_import", args=[FactImport.objects.get().pk]))
    assert upload(client).status_code == 200


def test_an_enterprise_page_shows_facts_with_source_and_day() -> None:
    one = enterprise(1, "甲有限公司", credit__abnormal_list=False, enterprise__scale="S")
    client = client_of(officer(Role.AUDITOR))
    assert "甲有限公司" in client.get(reverse("policies:enterprises") + "?q=甲").content.decode()
    page = client.get(reverse("policies:enterprise", args=[one.pk])).content.decode()
    assert "列入经营异常名录" in page
    assert "市场监督管理局" in page
    gaps = client.get(reverse("policies:gaps") + "?of=account").content.decode()
    assert "甲有限公司" in gaps
    assert "甲有限公司" not in client.get(reverse("policies:gaps")).content.decode()


def test_an_officer_verifies_an_account_that_the_enterprise_gave() -> None:
    one = enterprise(1, "甲有限公司")
    clerk = officer(Role.ENTERPRISE, one.party)
    account = give_account(
        enterprise=one, account_name="甲有限公司", bank_name="农商行", number="6222020200112233", by=clerk
    )
    client = client_of(officer(Role.REVIEWER))
    assert "核实启用" in client.get(reverse("policies:enterprise", args=[one.pk])).content.decode()
    client.post(reverse("policies:verify_account", args=[account.pk]))
    account.refresh_from_db()
    assert account.state == "verified"
    page = client.get(reverse("policies:enterprise", args=[one.pk])).content.decode()
    assert "核实启用" not in page.replace("账户已核实启用", "")
    assert "6222020200112233" not in page


def test_the_match_pages_show_whom_a_version_finds_and_why() -> None:
    one = enterprise(1, "甲有限公司", enterprise__is_private=True)
    policy = draft_policy(code="p", title_zh="民营企业奖补", lead_department=department(), by=None)
    rule = {
        "rule": 1,
        "code": "p",
        "title": {"zh": "奖补", "en": "x"},
        "who": {"all": [{"holds": "enterprise.is_private"}]},
        "amount": {"yuan": "5000"},
    }
    document = PolicyDocument(
        title_zh="民营企业奖补", valid_from=date(2023, 1, 1), rule=rule, benefit_class=BenefitClass.RELIEF
    )
    version = publish_version(policy_id=policy.pk, by=None, document=document)
    client = client_of(officer(Role.REVIEWER))
    assert "尚未匹配" in client.get(reverse("policies:matches", args=[version.pk])).content.decode()
    run_due()
    for address in (
        reverse("policies:all_matches"),
        reverse("policies:matches", args=[version.pk]),
        reverse("policies:matches_of_enterprise", args=[one.pk]),
    ):
        assert "5,000.00" in client.get(address).content.decode()
    for other in ("near", "needs_data", "nonsense"):
        assert client.get(reverse("policies:matches", args=[version.pk]) + f"?of={other}").status_code == 200


@pytest.mark.parametrize(
    ("page", "role"), [("imports", Role.MAKER), ("enterprises", Role.AGENCY), ("all_matches", Role.OWNER)]
)
def test_a_page_is_closed_to_other_roles_and_asks_strangers_to_log_in(page: str, role: Role) -> None:
    assert client_of(officer(role)).get(reverse(f"policies:{page}")).status_code == 403
    assert Client().get(reverse(f"policies:{page}")).status_code == 302
