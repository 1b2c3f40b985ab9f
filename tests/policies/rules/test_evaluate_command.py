"""A rule can be tried from the command line with no database."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from policies.rules.clauses import clause_text

FACTS = {
    "on": "2023-05-31",
    "facts": {"project.equipment_investment": {"value": "29999999.99", "source": "industry", "as_of": "2023-05-01"}},
}


@pytest.fixture
def rule_file(tmp_path: Path) -> Path:
    path = tmp_path / "rule.yaml"
    path.write_text(clause_text("c05"), encoding="utf-8")
    return path


def facts_file(folder: Path, facts: object) -> Path:
    path = folder / "facts.json"
    path.write_text(facts if isinstance(facts, str) else json.dumps(facts), encoding="utf-8")
    return path


def test_the_verdict_is_told_with_the_source_and_day_of_each_fact(
    rule_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("evaluate", str(rule_file), str(facts_file(tmp_path, FACTS)))
    told = capsys.readouterr().out
    assert "金额：450,000.00元（未取整：449,999.99985元）" in told
    assert "29,999,999.99元（工业和信息化局，2023-05-01）" in told


def test_the_verdict_is_also_given_as_json(rule_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("evaluate", str(rule_file), str(facts_file(tmp_path, FACTS)), "--json")
    verdict = json.loads(capsys.readouterr().out)
    assert (verdict["outcome"], verdict["amount"], verdict["amount_fen"]) == ("met", "450000.00", 45_000_000)
    assert verdict["unrounded"] == "449999.99985"
    [leaf] = verdict["trace"]["parts"]
    investment = {"fact": "project.equipment_investment", "value": "29999999.99", "source": "industry"}
    assert leaf["facts"] == [investment | {"as_of": "2023-05-01"}]
    assert (leaf["truth"], leaf["left"], leaf["right"]) == ("true", "29999999.99", "5000000")


def test_an_unknown_verdict_is_no_error_and_names_what_is_missing(
    rule_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("evaluate", str(rule_file), str(facts_file(tmp_path, {})), "--on", "2023-05-31", "--json")
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["outcome"] == "unknown"
    assert verdict["missing"] == [{"fact": "project.equipment_investment", "lack": "absent"}]


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"facts": {"project.equipment": 1}}, "#/facts/project.equipment"),
        ({"facts": {"enterprise.scale": "XXL"}}, "#/facts/enterprise.scale"),
        ({"facts": {"project.equipment_investment": "1e308"}}, "#/facts/project.equipment_investment"),
        ({"facts": {"enterprise.founded_on": "2023-02-30"}}, "#/facts/enterprise.founded_on"),
        ({"facts": {"finance.revenue[2023Q1]": "1"}}, "#/facts/finance.revenue[2023Q1]"),
        ('{"facts": {"project.equipment_investment": NaN}}', "#/facts/project.equipment_investment"),
        ("not json", "#/:"),
        ('{"facts": {}, "facts": {"enterprise.scale": "S"}}', "key twice: facts"),
    ],
)
def test_a_faulty_facts_file_ends_with_code_2_and_the_place(
    rule_file: Path, tmp_path: Path, facts: object, place: str
) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("evaluate", str(rule_file), str(facts_file(tmp_path, facts)))
    assert refused.value.returncode == 2
    assert place in str(refused.value)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("500万元\namount", "500万元元\namount"), "#/who/all/0"),
        (
            ("project.equipment_investment 以上 500万元", "project.equipment 以上 500万元"),
            "#/who/all/0/compare/left/fact",
        ),
        (("limit: 100万元", "limit: 100"), "#/amount/cap"),
        (("mode: whole_rate", "mode: whole"), "#/amount/cap/of/tiers/mode"),
        (("rule: 1", "rule: 9"), "#/rule"),
    ],
)
def test_a_faulty_rule_ends_with_code_2_and_the_place(tmp_path: Path, change: tuple[str, str], place: str) -> None:
    rule = tmp_path / "rule.yaml"
    rule.write_text(clause_text("c05").replace(*change), encoding="utf-8")
    assert rule.read_text(encoding="utf-8") != clause_text("c05")
    with pytest.raises(CommandError) as refused:
        call_command("evaluate", str(rule), str(facts_file(tmp_path, FACTS)))
    assert refused.value.returncode == 2
    assert place in str(refused.value)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00rule"])
def test_a_rule_file_that_is_not_there_or_no_text_ends_with_code_2(tmp_path: Path, content: bytes | None) -> None:
    rule = tmp_path / "rule.yaml"
    if content is not None:
        rule.write_bytes(content)
    with pytest.raises(CommandError, match=r"rule\.yaml：") as refused:
        call_command("evaluate", str(rule), str(facts_file(tmp_path, FACTS)))
    assert refused.value.returncode == 2


def test_a_rule_in_json_that_names_a_key_twice_is_refused(tmp_path: Path) -> None:
    rule = tmp_path / "rule.json"
    rule.write_text('{"rule": 2, "code": "a", "code": "b"}', encoding="utf-8")
    with pytest.raises(CommandError, match="key twice: code"):
        call_command("evaluate", str(rule), str(facts_file(tmp_path, FACTS)))


LISTED = """
rule: 1
code: R
title: {zh: 甲, en: A}
who: {one_of: {of: enterprise.region, codes: ["341822"]}}
"""


def test_a_facts_file_says_what_became_of_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule = tmp_path / "listed.yaml"
    rule.write_text(LISTED, encoding="utf-8")
    change = {"code_set": "GB/T 2260", "old": "341822", "new": "341882", "on": "2019-07-02"}
    facts = {"facts": {"enterprise.region": "341882"}, "recodings": [change]}
    for on, outcome in (("2019-07-01", "unmet"), ("2019-07-02", "met")):
        call_command("evaluate", str(rule), str(facts_file(tmp_path, facts)), "--on", on, "--json")
        assert json.loads(capsys.readouterr().out)["outcome"] == outcome


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"code_set": "GB/T 2260", "old": "341822", "new": "341822", "on": "2019-07-02"}, "/recodings/0"),
        ({"code_set": "GB/T 2260", "old": 341822, "new": "341882", "on": "2019-07-02"}, "/recodings/0"),
        ({"code_set": "GB/T 2260", "old": "341822", "new": "341882", "on": "2019-02-30"}, "/recodings/0/on"),
        ({"old": "341822", "new": "341882", "on": "2019-07-02", "why": "更名"}, "/recodings/0/why"),
        ("341822", "/recodings/0"),
    ],
)
def test_a_faulty_change_of_codes_is_named_at_its_place(tmp_path: Path, change: object, place: str) -> None:
    rule = tmp_path / "listed.yaml"
    rule.write_text(LISTED, encoding="utf-8")
    with pytest.raises(CommandError, match=f"#{place}: ") as refused:
        call_command("evaluate", str(rule), str(facts_file(tmp_path, {"recodings": [change]})))
    assert refused.value.returncode == 2
