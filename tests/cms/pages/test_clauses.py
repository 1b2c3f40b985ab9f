"""Beside each clause of a policy's text stands what the rule asks for there, and how the reader's enterprise does."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from cms.pages.models import PolicyPage
from policies.catalogue.errors import RuleFaulty
from policies.catalogue.models import Version
from tests.cms.pages.worlds import RULE, World
from tests.policies.grants.worlds import person_of
from tests.policies.worlds import enterprise

ADDRESS = "/policies/tech/"
INVESTED = {
    "compare": {"left": {"fact": "project.equipment_investment"}, "is": "以上", "right": {"yuan": "5000000"}},
    "clause": "第一条",
}
PRIVATE = {"holds": "enterprise.is_private", "clause": "第二条（一）"}
IN_LIBRARY = {"holds": "stat.in_library", "clause": "第二条（二）"}
HONEST = {"none": [{"holds": "credit.serious_dishonest", "clause": "第三条"}]}
CITED: dict[str, Any] = {
    **RULE,
    "rule": 3,
    "who": {"all": [INVESTED, {"any": [PRIVATE, IN_LIBRARY]}, HONEST]},
    "amount": {"yuan": "50000", "clause": "第四条"},
}
BODY = """# 标准
第一条 设备投入五百万元以上。
第二条 下列之一：
（一）民营；
（二）在库。
第三条 失信的除外。
第四条 五万元。"""
NOTE = re.compile(r'<aside class="clause(?: clause--(\w+))?"[^>]*aria-label="([^"]+)">(.*?)</aside>', re.DOTALL)


@pytest.fixture(autouse=True)
def snapshots(tmp_path: Path):
    with override_settings(SNAPSHOT_ROOT=str(tmp_path), MEDIA_ROOT=str(tmp_path)):
        yield


def notes(client: Client, **more: Any) -> dict[str, tuple[str, str]]:
    """What stands beside each clause: the verdict and the words."""
    page = client.get(ADDRESS, **more).content.decode()
    return {name: (verdict, re.sub(r"<[^>]+>|\s+", " ", said)) for verdict, name, said in NOTE.findall(page)}


def test_the_signed_in_enterprise_sees_clause_by_clause_how_it_stands(world: World, client: Client) -> None:
    world.published(rule=CITED, body=BODY)
    firm = enterprise(
        1, project__equipment_investment=400_000_000, enterprise__is_private=True, stat__in_library=False,
        credit__serious_dishonest=False,
    )  # fmt: skip
    client.force_login(person_of(firm))
    found = notes(client)
    assert {name: verdict for name, (verdict, _said) in found.items()} == {
        "第一条": "false", "第二条（一）": "true", "第二条（二）": "", "第三条": "true", "第四条": "",
    }  # fmt: skip
    assert "设备投资：400万元（市场监督管理局，2023-01-03）" in found["第一条"][1]
    assert "已满足其他一项" in found["第二条（二）"][1]
    assert "本企业符合" in found["第三条"][1]


def test_an_enterprise_that_lacks_data_is_told_where_and_one_that_qualifies_its_amount(
    world: World, client: Client
) -> None:
    world.published(rule=CITED, body=BODY)
    facts = {"project__equipment_investment": 500_000_000, "enterprise__is_private": True}
    client.force_login(person_of(enterprise(1, **facts)))
    assert notes(client)["第三条"][0] == "unknown"
    client.force_login(person_of(enterprise(2, credit__serious_dishonest=False, **facts)))
    assert "50,000.00元" in notes(client)["第四条"][1]


def test_a_visitor_sees_what_is_compared_beside_the_clause_and_nothing_of_anybody(world: World, client: Client) -> None:
    world.published(rule=CITED, body=BODY)
    found = notes(client)
    assert {verdict for verdict, _said in found.values()} == {""}
    assert "系统这样比对" in found["第一条"][1]
    assert "设备投资在500万元以上" in found["第一条"][1]


def test_it_stands_right_behind_the_block_of_its_clause(world: World, client: Client) -> None:
    world.published(rule=CITED, body=BODY)
    page = client.get(ADDRESS).content.decode()
    places = [
        page.index(words) for words in ("第一条 设备", 'aria-label="第一条"', "第二条 下列", 'aria-label="第三条"')
    ]
    assert places == sorted(places)


def test_in_english_it_stands_beside_the_same_block_or_at_the_end(world: World, client: Client) -> None:
    english = "\n".join(["# Standard", *(f"Article {number}." for number in range(1, 7))])
    world.published(rule=CITED, body=BODY, body_en=english)
    page = client.get(ADDRESS, headers={"Accept-Language": "en"}).content.decode()
    assert page.index("Article 1.") < page.index('aria-label="Article 1"') < page.index("Article 2.")


def test_a_clause_that_the_text_lacks_is_refused_at_publishing_with_its_place(world: World) -> None:
    with pytest.raises(RuleFaulty) as refused:
        world.published(rule=CITED, body=BODY.replace("第三条", "第五条"))
    assert [(one.code, one.path) for one in refused.value.problems] == [
        ("clause_not_in_text", "/who/all/2/none/0/clause")
    ]
    assert Version.objects.count() == 0
    assert not PolicyPage.objects.filter(live=True).exists()
