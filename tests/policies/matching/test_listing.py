"""Everybody who is near or lacks data can be taken away as a file, not only those that a run keeps."""

import csv
import io

import pytest
from django.test import Client

from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed
from cms.kernel.exports.models import Export
from cms.kernel.exports.services import start_export
from cms.kernel.roles import Role
from policies.matching import rounds
from policies.models import Version
from tests.policies.checkup.worlds import HONEST, PRIVATE, in_force
from tests.policies.grants.conftest import february
from tests.policies.officers import a_person
from tests.policies.worlds import enterprise, officer

__all__ = ["february"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]


def a_version() -> Version:
    """Three firms lack their credit, one is dishonest only, one qualifies."""
    for serial in (1, 2, 3):
        enterprise(serial, enterprise__is_private=True)
    enterprise(4, enterprise__is_private=True, credit__serious_dishonest=True)
    enterprise(5, enterprise__is_private=True, credit__serious_dishonest=False)
    made = in_force("credit", PRIVATE, HONEST, title="诚信奖补")
    run_due()
    return made


def rows(params: dict[str, str], by=None) -> list[list[str]]:
    asked = start_export(report="near_and_lacking", form="csv", by=by or officer(Role.REVIEWER), params=params)
    run_due()
    content = Export.objects.get(pk=asked.pk).content.open("rb").read().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))[1:]


def test_the_file_has_all_of_them_where_the_run_keeps_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "LACKING_KEPT", 1)
    version = a_version()
    found = rows({"version": str(version.pk)})
    assert version.matches.filter(verdict="needs_data").count() == 1
    assert [row[2] for row in found] == ["差一项", "缺数据", "缺数据", "缺数据"]
    assert "严重违法失信" in found[0][3]
    assert {(row[4], row[5]) for row in found[1:]} == {("严重违法失信", "信用办公室")}


def test_the_page_asks_for_one_of_the_two(client: Client) -> None:
    version = a_version()
    client.force_login(officer(Role.REVIEWER))
    assert "导出全部 3 家" in client.get(f"/matches/{version.pk}/?of=needs_data").content.decode()
    answer = client.post(f"/matches/{version.pk}/export/", {"of": "near"})
    run_due()
    assert answer.status_code == 302
    assert Export.objects.get().row_count == 1


def test_a_list_of_no_version_is_refused_and_nothing_is_made() -> None:
    start_export(report="near_and_lacking", form="csv", by=officer(Role.REVIEWER), params={"version": "x"})
    run_due()
    assert not Export.objects.exclude(content="").exists()
    with pytest.raises(NotAllowed):
        start_export(report="near_and_lacking", form="csv", by=a_person(Role.ENTERPRISE), params={})
