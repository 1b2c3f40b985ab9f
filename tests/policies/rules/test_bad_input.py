"""A rule that cannot be right is refused with the place and a remedy: it never crashes and never matches."""

from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from policies.rules.checking import check, errors_of
from policies.rules.clauses import clause
from policies.rules.evaluation import evaluate
from policies.rules.facts_file import facts_from_json
from policies.rules.problems import FaultyRule, Severity
from policies.rules.reading import rule_from_json
from policies.rules.verdicts import VerdictOutcome
from policies.rules.yaml_form import rule_from_yaml
from tests.policies.rules.drawn import TODAY

HELD: dict[str, Any] = {"holds": "stat.in_library"}


def rule(who: Any, amount: Any = None) -> dict[str, Any]:
    return {"rule": 1, "code": "X", "title": {"zh": "试", "en": "trial"}, "who": who, "amount": amount or {"yuan": "1"}}


def compare(left: Any, right: Any) -> dict[str, Any]:
    return {"compare": {"left": left, "is": "以上", "right": right}}


def nested(depth: int) -> dict[str, Any]:
    return {"all": [nested(depth - 1)]} if depth else HELD


def faults(document: dict[str, Any]) -> list[tuple[str, str]]:
    """What is wrong and where, whether it is found in reading or in checking."""
    try:
        return [(one.code, one.path) for one in errors_of(rule_from_json(document))]
    except FaultyRule as faulty:
        return [(one.code, one.path) for one in faulty.problems]


REVENUE = {"fact": "finance.revenue[2022]"}
BAD = {
    "an unknown fact": (rule({"holds": "no.such"}), "unknown_fact", "/who/holds"),
    "mixed units": (rule(compare(REVENUE, {"ratio": "0.1"})), "mixed_kinds", "/who/compare"),
    "a share where money is due": (rule(HELD, {"ratio": "0.1"}), "wrong_kind", "/amount"),
    "nested 50 deep": (rule(nested(50)), "too_deep", "/who" + "/all/0" * 24),
    "10,000 conditions wide": (rule({"all": [HELD] * 10_000}), "too_wide", "/who/all"),
    "a date that does not exist": (
        rule(compare({"day": "decided_on"}, {"date": "2023-02-29"})), "not_a_date", "/who/compare/right/date"
    ),
    "a table with no rows": (
        rule(HELD, {"tiers": {"of": REVENUE, "mode": "fixed", "bands": []}}), "empty_table", "/amount/tiers/bands"
    ),
    "interest on lines that are no lines": (
        rule(HELD, {"interest": {"of": "finance.revenue", "balance": {"field": "x"}, "rate": {"ratio": "0.03"},
             "since": "a", "until": "b", "first": {"day": "decided_on"}, "last": {"day": "decided_on"}}}),
        "wrong_kind", "/amount/interest/of",
    ),
    "used up by nobody can say what": (
        rule(HELD, {"multiply": [{"yuan": "1"}, {"lines": {"of": "hr.hires", "take": "count", "unused": "奖"}}]}),
        "missing_key", "/amount/multiply/1/lines",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_it_is_refused_at_its_place(name: str) -> None:
    document, code, path = BAD[name]
    assert (code, path) in faults(document)


@pytest.mark.parametrize("name", BAD)
def test_every_fault_says_what_to_do_in_both_languages(name: str) -> None:
    with pytest.raises(FaultyRule) as refused:
        raise FaultyRule(errors_of(rule_from_json(BAD[name][0])))
    for one in refused.value.problems:
        assert all((one.message.zh, one.message.en, one.remedy.zh, one.remedy.en))


def test_a_divisor_that_may_be_zero_is_pointed_out_and_never_pays() -> None:
    document = rule(HELD, {"multiply": [{"yuan": "100"}, {"divide": [REVENUE, {"fact": "finance.assets[2022]"}]}]})
    read = rule_from_json(document)
    [warning] = [one for one in check(read) if one.code == "may_divide_by_zero"]
    assert (warning.severity, warning.path) == (Severity.WARNING, "/amount/multiply/1/divide")
    given = {"stat.in_library": True, "finance.revenue[2022]": "5", "finance.assets[2022]": "0"}
    verdict = evaluate(read, facts_from_json({"facts": given}), decided_on=TODAY)
    assert verdict.outcome is VerdictOutcome.UNKNOWN
    assert [str(missing.lack) for missing in verdict.missing] == ["zero_divisor"]


def test_yaml_that_is_no_rule_is_refused_not_run() -> None:
    for text in ("", "- 1", "rule: 1", "!!python/object/apply:os.system ['true']", "a: &a [*a]", "who: {all: [" * 2000):
        with pytest.raises(FaultyRule):
            rule_from_yaml(text)


def test_the_command_ends_with_two_and_names_file_place_reason_and_remedy(tmp_path: Any) -> None:
    bad, facts = tmp_path / "rule.yaml", tmp_path / "facts.json"
    bad.write_text("rule: 1\ncode: X\ntitle: {zh: 试, en: trial}\nwho: no.such 以上 5\namount: 1元\n", encoding="utf-8")
    facts.write_text('{"facts": {}}', encoding="utf-8")
    with pytest.raises(CommandError, match=r"rule\.yaml#/who/compare/left/fact: .*unknown_fact") as refused:
        call_command("evaluate", str(bad), str(facts))
    assert refused.value.returncode == 2


def test_a_rule_that_passed_the_check_matches_nobody_of_whom_nothing_is_known() -> None:
    verdict = evaluate(clause("c05"), facts_from_json({}), decided_on=TODAY)
    assert verdict.outcome is VerdictOutcome.UNKNOWN
    assert verdict.amount_fen is None
