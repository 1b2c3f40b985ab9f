"""Clauses: found in a text, named by a rule's nodes, kept in every form of the rule, and judging nothing."""

from datetime import date

import polars as pl
import pytest

from policies.rules.checking import check
from policies.rules.citing import Clauses, Paragraph, cited_in, clause_name, clauses_in, number_of
from policies.rules.columns import compile_rules, match
from policies.rules.evaluation import evaluate
from policies.rules.explanation import describe, explain
from policies.rules.facts_file import facts_from_json
from policies.rules.problems import FaultyRule
from policies.rules.reading import rule_from_text
from policies.rules.sharing import Common
from policies.rules.verdict_json import verdict_to_json
from policies.rules.writing import canonical_text, content_hash
from policies.rules.yaml_form import rule_from_yaml, rule_to_yaml

TODAY = date(2023, 6, 30)
CITED = """
rule: 3
code: CITED
title: {zh: 试, en: Trial}
who:
  all:
    - {compare: project.equipment_investment 以上 500万元, clause: 第一条}
    - {holds: stat.in_library, clause: 第二条（一）}
    - clause: 第三条
      none: [credit.serious_dishonest]
amount:
  clause: 第一条
  cap:
    of: {yuan: 5万元, clause: 第四条}
    limit: 100万元
"""
PLAIN = (
    CITED.replace("{compare: ", "").replace(", clause: 第一条}", "").replace("{holds: ", "")
    .replace(", clause: 第二条（一）}", "").replace("clause: 第三条\n      none", "none")
    .replace("  clause: 第一条\n", "").replace("{yuan: 5万元, clause: 第四条}", "5万元")
)  # fmt: skip
TEXT = (
    "# 支持对象",
    "第一条　设备投入达到标准的企业。",
    "（一）一般；",
    "(二)重点。",
    "其余从宽。",
    "第十二条 公示。",
    "1.甲",
    "1.5%以内",
)


def text_of(*lines: str) -> Clauses:
    return clauses_in(Paragraph(at, line.removeprefix("# "), line.startswith("# ")) for at, line in enumerate(lines))


def test_clauses_are_named_by_their_place_in_the_text() -> None:
    names = [clause.name for clause in text_of(*TEXT).found]
    nested = ["第一条", "第一条（一）", "第一条（二）", "第一条第二款", "第十二条", "第十二条1", "第十二条第二款"]
    assert names == ["支持对象", *nested]
    assert [one.name for one in text_of("前言。", "一、总则", "（一）目的", "二、标准").found] == [
        "第1段", "一", "一、（一）", "二"
    ]  # fmt: skip


@pytest.mark.parametrize("spelt", ["第一条（二）", "第1条第（二）项", "第一条第二项", "一（2）", " 第一条 (二) "])
def test_a_clause_is_found_however_it_is_spelt(spelt: str) -> None:
    found = text_of(*TEXT).find(spelt)
    assert found is not None
    assert found.block == 3


def test_a_subparagraph_is_not_an_item() -> None:
    clauses = text_of(*TEXT)
    assert [clauses.find(name) and clauses.find(name).block for name in ("第一条第二款", "第一条第一款", "第九条")] == [  # type: ignore[union-attr]
        4, 1, None
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("numeral", "number"), [("十", 10), ("二十三", 23), ("一百零二", 102), ("7", 7), ("一百一十", 110)]
)
def test_chinese_numerals_are_read(numeral: str, number: int) -> None:
    assert number_of(numeral) == number


@pytest.mark.parametrize(
    ("name", "english"),
    [("第三条（一）", "Article 3 (1)"), ("第十二条第二款", "Article 12, paragraph 2"), ("一、（二）", "Section 1 (2)"),
     ("第2段", "Paragraph 2"), ("标准", "标准")],
)  # fmt: skip
def test_a_clause_is_called_by_its_number_in_english(name: str, english: str) -> None:
    assert (clause_name(name, "en"), clause_name(name, "zh-hans")) == (english, name)


def test_every_form_of_a_rule_keeps_its_clauses() -> None:
    rule = rule_from_yaml(CITED)
    assert cited_in(rule) == ["第一条", "第二条（一）", "第三条", "第四条"]
    for again in (rule_from_yaml(rule_to_yaml(rule)), rule_from_text(canonical_text(rule))):
        assert canonical_text(again) == canonical_text(rule)
        assert cited_in(again) == cited_in(rule)


def test_clauses_are_part_of_what_is_sealed_and_of_no_judgement() -> None:
    cited, plain = rule_from_yaml(CITED), rule_from_yaml(PLAIN)
    assert (cited.who, cited.amount) == (plain.who, plain.amount)
    assert content_hash(cited) != content_hash(plain)
    given = facts_from_json({"facts": {"project.equipment_investment": "5000000", "stat.in_library": True,
                                       "credit.serious_dishonest": False}})  # fmt: skip
    verdicts = [evaluate(rule, given, decided_on=TODAY) for rule in (cited, plain)]
    assert verdicts[0].amount_fen == verdicts[1].amount_fen == 5_000_000
    assert len(compile_rules([cited, plain], decided_on=TODAY).conditions) == 3
    frame = pl.DataFrame({"project.equipment_investment": [500_000_000], "stat.in_library": [True],
                          "credit.serious_dishonest": [False]})  # fmt: skip
    assert [found.rows.to_list() for found in match(compile_rules([cited, plain], decided_on=TODAY), frame)] == [
        [0],
        [0],
    ]


def test_rules_that_share_a_condition_each_tell_their_own_clause() -> None:
    one, other = rule_from_yaml(CITED), rule_from_yaml(CITED.replace("第二条（一）", "第九条"))
    given = facts_from_json({"facts": {"stat.in_library": True}})
    told = [verdict.trace.parts[1].node.clause for verdict in Common([one, other]).verdicts(given, decided_on=TODAY)]
    assert told == ["第二条（一）", "第九条"]


def test_a_rule_of_an_older_version_names_no_clauses() -> None:
    with pytest.raises(FaultyRule) as refused:
        rule_from_yaml(CITED.replace("rule: 3", "rule: 2"))
    assert {problem.code for problem in refused.value.problems} == {"newer_key"}
    assert refused.value.problems[0].path == "/who/all/0/clause"


@pytest.mark.parametrize("clause", ["7", "[第一条]", "'" + "条" * 61 + "'", '"a\\0"'])
def test_what_is_no_name_of_a_clause_is_refused_at_its_place(clause: str) -> None:
    with pytest.raises(FaultyRule) as refused:
        rule_from_yaml(CITED.replace("clause: 第三条\n", f"clause: {clause}\n").replace("clause: 7", "clause: {a: 1}"))
    assert refused.value.problems[0].path == "/who/all/2/clause"


def test_the_clause_stands_behind_what_it_says_in_both_languages() -> None:
    rule = rule_from_yaml(CITED)
    told = [str(line).strip() for line in describe(rule)]
    assert "设备投资在500万元以上〔第一条〕" in told
    assert "没有以下任何一种情形〔第三条〕：" in told
    assert "5万元〔第四条〕，最高不超过100万元〔第一条〕" in told
    assert "In the statistical register: yes [Article 2 (1)]" in [str(line).strip() for line in describe(rule, "en")]
    verdict = evaluate(rule, facts_from_json({"facts": {}}), decided_on=TODAY)
    assert any("〔第一条〕" in str(line) for line in explain(verdict))
    assert verdict_to_json(verdict)["trace"]["parts"][0]["clause"] == "第一条"


def test_a_clause_that_the_text_lacks_is_warned_of_at_its_place() -> None:
    rule = rule_from_yaml(CITED)
    lost = [
        one
        for one in check(rule, clauses=text_of("第一条 甲", "第二条 乙", "（一）丙", "第三条 丁"))
        if "clause" in one.code
    ]
    assert [(one.path, one.severity.value) for one in lost] == [("/amount/cap/of/clause", "warning")]
    assert "第四条" in lost[0].message.zh
    assert not [one for one in check(rule) if "clause" in one.code]
