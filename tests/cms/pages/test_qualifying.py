"""A policy's page tells the reader's own enterprise clause by clause; the library knows to whom a policy is open."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client, override_settings
from wagtail.documents import get_document_model

from cms.kernel.models import User
from cms.pages.blocks import escaped
from cms.pages.models import PolicyPage
from tests.cms.pages.worlds import RULE, World
from tests.policies.grants.worlds import person_of
from tests.policies.worlds import enterprise

PRIVATE = {"holds": "enterprise.is_private"}
HONEST = {"none": [{"holds": "credit.serious_dishonest"}]}
ADDRESS = "/policies/tech/"


@pytest.fixture(autouse=True)
def snapshots(tmp_path: Path):
    with override_settings(SNAPSHOT_ROOT=str(tmp_path), MEDIA_ROOT=str(tmp_path)):
        yield


def published(world: World, **changes: object) -> PolicyPage:
    who = {"all": [PRIVATE, HONEST]}
    return world.published(**{"rule": {**RULE, "who": who}} | changes)


def an_enterprises_person(**facts: object) -> User:
    return person_of(enterprise(1, "云川精工有限公司", **facts))


def test_each_condition_is_told_with_value_source_and_day(world: World, client: Client) -> None:
    published(world)
    client.force_login(an_enterprises_person(enterprise__is_private=True))
    page = client.get(ADDRESS).content.decode()
    assert "我符不符合" in page
    assert "云川精工有限公司" in page
    assert "市场监督管理局" in page
    assert "2023-01-03" in page
    assert "缺少“严重违法失信”（信用办公室）" in page
    assert "符合时提醒我" in page


def test_who_acts_for_no_enterprise_is_told_how_to_see_it(world: World, client: Client) -> None:
    published(world)
    assert "登录企业账号" in client.get(ADDRESS).content.decode()
    client.force_login(world.editor)
    assert "以企业经办身份登录后" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("industry=C", True),
        ("industry=J", False),
        ("scale=S", True),
        ("scale=L", False),
        ("until=30", False),
        ("until=90", True),
        ("until=open", False),
        ("industry=C&scale=L", False),
        ("industry=Z&scale=&until=7", True),
    ],
)
def test_the_library_is_filtered_by_industry_scale_and_end(
    world: World, client: Client, query: str, found: bool
) -> None:
    of = {"fact": "enterprise.industry"}
    who = {"all": [{"starts_with": {"of": of, "codes": ["35"], "code_set": "GB/T 4754-2017"}},
                   {"one_of": {"of": {"fact": "enterprise.scale"}, "codes": ["S", "M"]}}]}  # fmt: skip
    published(world, rule={**RULE, "who": who}, last_day=date(2023, 4, 15))
    assert ("技术改造奖补" in client.get(f"/policies/?{query}").content.decode()) is found


def test_a_policy_of_text_alone_is_open_to_all(world: World, client: Client) -> None:
    world.published(rule=None)
    assert "技术改造奖补" in client.get("/policies/?industry=J&scale=L").content.decode()


def test_attachments_interpretation_and_questions_stand_on_the_page(world: World, client: Client) -> None:
    page = published(world)
    paper = get_document_model().objects.create(title="申报指南", file=ContentFile(b"1", name="guide.pdf"))
    page.attachments = [{"type": "attachment", "value": {"file": paper.pk, "name": ""}}]
    page.interpretation = [{"type": "paragraph", "value": f"<p>{escaped('设备以发票为准。')}</p>"}]
    page.questions = [{"type": "question", "value": {"question": "多久到账？", "answer": "<p>三十日内。</p>"}}]
    page.save()
    shown = client.get(ADDRESS).content.decode()
    for words in ("申报指南", "设备以发票为准。", "多久到账？", "三十日内。"):
        assert words in shown


def test_the_short_address_leads_to_the_page_and_is_drawn(world: World, client: Client) -> None:
    published(world)
    assert client.get("/p/tech/").headers["Location"].endswith(ADDRESS)
    drawn = client.get("/p/tech/code.svg")
    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert drawn.content.startswith(b"<svg")
    assert client.get("/p/nothing/").status_code == 404
