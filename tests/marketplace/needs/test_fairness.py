"""The fair-competition check: what is marked, under which article, and what plain notices may say."""

from datetime import date

import pytest

from marketplace.needs.fairness import RULES, findings

BEFORE, SINCE = date(2024, 7, 31), date(2024, 8, 1)
MARKED = {
    "local_bidders": ("投标人须为本县注册的企业。", "本县注册的企业"),
    "local_branch": ("中选后应在云川设立分公司。", "设立分公司"),
    "local_record": ("具有本市同类业绩的加 5 分。", "本市同类业绩"),
    "brand": ("须采用某某牌型号的仪器，指定品牌为华测。", "须采用某某牌型号"),
    "ownership": ("优先选择国有企业。", "优先选择国有"),
    "size": ("注册资本不低于 500 万元。", "注册资本"),
    "floor_price": ("报价不得低于限价的 80%。", "报价不得低于"),
    "closed_list": ("仅限已入我局备选库的机构参加。", "备选库"),
}
PLAIN = """完成 3 平方公里地形图测绘，提交纸质和电子成果各一套。项目负责人应具有注册测绘师资格。
本项目位于县城南片区，踏勘时间另行通知。报价包含全部税费，高于最高限价的无效。"""


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_each_rule_marks_the_words_it_is_about(code: str) -> None:
    text, marked = MARKED[code]
    [found] = [one for one in findings([PLAIN, text], on=SINCE) if one.rule.code == code]
    assert (found.marked, found.sentence) == (marked, text)
    assert found.article


def test_a_plain_notice_is_not_marked() -> None:
    assert findings([PLAIN], on=SINCE) == []


@pytest.mark.parametrize(
    "title",
    [
        "云川文化旅游发展有限公司第一批国有资产处置评估服务",
        "云川县应急管理局国有资产评估",
        "国有土地使用权出让评估",
        "应付国资监管费用审计",
    ],
)
def test_what_a_need_is_about_is_no_demand_on_its_bidders(title: str) -> None:
    assert findings([title], on=SINCE) == []


def test_an_article_is_cited_from_the_day_it_took_effect() -> None:
    text = MARKED["local_bidders"][0]
    assert "公平竞争审查条例" not in findings([text], on=BEFORE)[0].article
    assert "公平竞争审查条例第九条" in findings([text], on=SINCE)[0].article


def test_a_finding_keeps_its_name_until_its_sentence_changes() -> None:
    first, again = findings(["须为本县企业。"], on=SINCE), findings(["另起一段。须为本县企业。"], on=SINCE)
    changed = findings(["须为本县机构。"], on=SINCE)
    assert first[0].key == again[0].key != changed[0].key
