"""Chinese pages are found by the words people type."""

import pytest

from cms.pages.models import PolicyPage
from cms.search.words import index_words, pairs, query_words
from tests.cms.pages.conftest import world
from tests.cms.pages.worlds import World

__all__ = ["world"]

PAGES = {
    "rd": ("研发费用后补助", "对企业研究开发投入按比例给予补助。", "R&D expense subsidy"),
    "eia": ("环境影响评价编制费补贴", "委托中介机构编制环境影响评价文件的企业。", "EIA subsidy"),
    "jobs": ("失业保险稳岗返还", "不裁员、少裁员的参保企业，返还失业保险费。", "Unemployment insurance refund"),
    "tech": ("工业企业技术改造奖补", "设备投资满500万元的规模以上工业企业。", "Technical renovation"),
}


@pytest.fixture
def pages(world: World) -> None:
    for code, (title, body, title_en) in PAGES.items():
        world.draft(code=code, title=title, body=body, title_en=title_en, summary="", body_en="")


def found(words: str) -> set[str]:
    return {page.code for page in PolicyPage.objects.search(words)}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("研发", {"rd"}),
        ("研发费用", {"rd"}),
        ("环评", {"eia"}),
        ("环境影响评价", {"eia"}),
        ("稳岗", {"jobs"}),
        ("失业保险", {"jobs"}),
        ("技改", {"tech"}),
        ("规上企业", {"tech"}),
        ("企业 裁员", {"jobs"}),
        ("renovation", {"tech"}),
        ("Refund", {"jobs"}),
        ("养老", set()),
    ],
)
def test_a_saved_page_is_found(pages: None, words: str, codes: set[str]) -> None:
    assert found(words) == codes


def test_nothing_searchable_finds_nothing_and_breaks_nothing(pages: None) -> None:
    for words in ("？！", "'); DROP", "&|!:*", "\\", "的" * 500):
        assert isinstance(found(words), set)


def test_a_title_counts_more_than_the_body(pages: None, world: World) -> None:
    world.draft(code="body", title="综合奖补", body="支持开展研发费用核算。")
    assert next(page.code for page in PolicyPage.objects.search("研发费用")) == "rd"


def test_text_is_cut_into_words_and_pairs() -> None:
    assert query_words("研发费用补助 ABC") == ["研发", "费用", "补助", "abc"]
    assert pairs("环评费") == ["环评", "评费"]
    assert {"研发", "发费", "abc.1"} <= set(index_words("研发费 ABC.1"))
