"""What citizens see: home, library and policy, in both languages, light enough for a poor line."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from policies.catalogue.services import expire_due_policies
from policies.catalogue.states import Channel
from tests.cms.pages.worlds import World
from tests.conftest import Clock

LIMIT = 150_000
MOST_QUERIES = 30


def read(client: Client, address: str, language: str = "zh-hans") -> str:
    answer = client.get(address, headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert len(answer.content) < LIMIT
    return answer.content.decode()


def test_the_home_page_leads_to_what_is_new(world: World, client: Client) -> None:
    world.published()
    page = read(client, "/")
    assert "查一查我能享受什么" in page
    assert 'href="/policies/tech/"' in page


def test_an_empty_house_has_a_home_and_a_library(world: World, client: Client) -> None:
    assert "还没有发布的政策" in read(client, "/")
    assert "没有找到符合条件的政策" in read(client, "/policies/")
    assert "还没有资讯" in read(client, "/news/")


def test_the_policy_page_tells_the_rule_in_plain_words_in_both_languages(world: World, client: Client) -> None:
    world.published()
    chinese, english = read(client, "/policies/tech/"), read(client, "/policies/tech/", "en")
    assert "5万元" in chinese
    assert "7 个工作日" in chinese
    assert "Technical renovation grant" in english
    assert "Private enterprises registered" in english


def test_who_claims_by_a_click_is_not_told_to_confirm_again(world: World, client: Client) -> None:
    asked_later = "确认金额和收款账户"
    world.published(channel=Channel.AT_ONCE)
    told = read(client, "/policies/tech/")
    assert "点击即为确认" in told
    assert asked_later not in told
    world.published(code="late", slug="late", channel=Channel.WITHIN_DAYS)
    assert asked_later in read(client, "/policies/late/")


def test_the_page_tells_the_frozen_rule_not_the_draft(world: World, client: Client) -> None:
    page = world.published()
    page.rule = None
    page.save()
    assert "5万元" in read(client, "/policies/tech/")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"技术改造奖补", "环境影响评价补贴"}),
        ("q=环评", {"环境影响评价补贴"}),
        ("q=技改", {"技术改造奖补"}),
        ("channel=on_application", {"环境影响评价补贴"}),
        ("kind=relief", set()),
        ("state=in_force", {"技术改造奖补", "环境影响评价补贴"}),
        ("state=over", set()),
        ("q=环评&channel=no_application", set()),
        ("after=broken&sort=nothing&department=x", {"技术改造奖补", "环境影响评价补贴"}),
    ],
)
def test_the_library_is_searched_and_filtered_by_its_address(
    world: World, client: Client, query: str, titles: set[str]
) -> None:
    world.published()
    world.published(code="eia", title="环境影响评价补贴", title_en="", channel="on_application", body="编制费。")
    page = read(client, f"/policies/?{query}")
    assert {title for title in ("技术改造奖补", "环境影响评价补贴") if title in page} == titles


def test_an_expired_policy_stays_readable_and_says_so(world: World, client: Client, clock: Clock) -> None:
    world.published(last_day=date(2023, 3, 31))
    clock.set(date(2023, 4, 1))
    expire_due_policies()
    assert "本政策已失效" in read(client, "/policies/tech/")
    assert "技术改造奖补" not in read(client, "/policies/?state=in_force")
    assert "技术改造奖补" in read(client, "/policies/?state=over")


def test_a_draft_is_nowhere_in_public(world: World, client: Client) -> None:
    world.submitted()
    assert client.get("/policies/tech/").status_code == 404
    assert "技术改造奖补" not in read(client, "/policies/?q=技改")


def queries(client: Client, address: str) -> int:
    """How often the page asks the database, once what is kept between requests is warm."""
    read(client, address)
    with CaptureQueriesContext(connection) as asked:
        read(client, address)
    return len(asked)


def test_a_page_asks_the_database_little_and_no_more_when_there_is_more_to_show(world: World, client: Client) -> None:
    pages = ["/", "/policies/", "/policies/tech/", "/policy-calendar/", "/dashboard/"]
    world.published()
    few = {address: queries(client, address) for address in pages}
    for number in range(2):
        world.published(code=f"more{number}", title=f"第{number}项补贴", title_en="")
    many = {address: queries(client, address) for address in pages}
    assert [address for address in pages if many[address] > min(few[address] + 1, MOST_QUERIES)] == []
