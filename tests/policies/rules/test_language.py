"""Reading, writing and checking rules: what is not in the language is refused at its place."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from policies.rules.checking import check, errors_of
from policies.rules.clauses import clause, clause_names, clause_text
from policies.rules.comparisons import Word
from policies.rules.evaluation import evaluate
from policies.rules.explanation import describe, explain
from policies.rules.facts_file import GivenFacts
from policies.rules.payments import payment_plan
from policies.rules.problems import FaultyRule, Severity
from policies.rules.reading import rule_from_json, rule_from_text
from policies.rules.scalar.conditions import both, either, negated, neither
from policies.rules.schema import published_schema, rule_schema
from policies.rules.syntax import Funding, Rule, WithinGroup
from policies.rules.verdicts import Truth, VerdictOutcome
from policies.rules.writing import canonical_text, content_hash, to_json
from policies.rules.yaml_form import rule_from_yaml
from tests.policies.rules.case_files import declared
from tests.policies.rules.drawn import TODAY

# ruff: noqa: E501 - the tables of faulty rules are easier to read one to a line

HEAD = "rule: 1\ncode: T\ntitle: {zh: 试, en: trial}\nbudget_line: b\nassessed: {grain: year}\n"


def rule(body: str) -> Rule:
    return rule_from_yaml(HEAD + body)


def codes(body: str) -> list[str]:
    return [problem.code for problem in check(rule(body))]


@pytest.mark.parametrize("name", clause_names())
def test_the_published_schema_accepts_every_clause(name: str) -> None:
    assert list(Draft202012Validator(published_schema(1)).iter_errors(to_json(clause(name)))) == []


def test_a_document_of_the_first_version_is_read_but_not_with_what_it_did_not_know() -> None:
    head, body = "code: T\ntitle: {zh: 试, en: trial}\nexclusive_group: 组\n", "who: stat.in_library\n"
    terms = "within_group: {mode: shared_cap, cap: 500000}\n"
    assert rule_from_yaml("rule: 1\n" + head + body).within_group == WithinGroup()
    assert rule_from_yaml("rule: 2\n" + head + body + terms).within_group.cap == 500_000
    with pytest.raises(FaultyRule) as refused:
        rule_from_yaml("rule: 1\n" + head + body + terms)
    assert [(one.code, one.path) for one in refused.value.problems] == [("newer_key", "/within_group")]
    both = rule_schema()["properties"].keys() - published_schema(1)["properties"].keys()
    assert both == {"within_group"}


SHARED = "code: T\ntitle: {zh: 试, en: trial}\nwho: stat.in_library\namount: 100元\nfunding:\n"


def shared(version: int, *shares: str) -> Rule:
    levels = "".join(f"  - {{level: 第{number}级, share: {share}}}\n" for number, share in enumerate(shares, 1))
    return rule_from_yaml(f"rule: {version}\n" + SHARED + levels)


def test_a_third_is_written_as_a_fraction_and_the_fen_are_dealt_without_a_rest() -> None:
    rule = shared(4, "1/3", "1/3", "1/3")
    assert errors_of(rule) == []
    [planned] = payment_plan(rule, 10_000, None)
    assert [fen for _level, fen in planned.levels] == [3_334, 3_333, 3_333]
    assert [one.code for one in errors_of(shared(4, "1/3", "1/3", "33.33%"))] == ["shares_not_whole"]


@given(st.integers(0, 10**6), st.integers(1, 10**6 - 1), st.integers(1, 10**11))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_a_share_has_one_written_form_and_its_parts_sum_to_the_amount(top: int, bottom: int, fen: int) -> None:
    share = Fraction(min(top, bottom), bottom)
    rule = replace(shared(4, "1"), funding=(Funding("县级", share), Funding("市级", 1 - share)))
    written = to_json(rule)
    assert rule_from_json(written) == rule
    assert list(Draft202012Validator(published_schema()).iter_errors(written)) == []
    [planned] = payment_plan(rule, fen, None)
    assert sum(part for _level, part in planned.levels) == fen


def test_a_fraction_that_is_a_decimal_is_written_as_one_and_older_versions_know_none() -> None:
    assert [one["share"] for one in to_json(shared(4, "2/5", "60%"))["funding"]] == ["0.4", "0.6"]
    assert content_hash(shared(3, "40%", "60%")) == content_hash(shared(3, "0.4", "0.60"))
    with pytest.raises(FaultyRule) as refused:
        shared(3, "1/3", "2/3")
    assert [(one.code, one.path) for one in refused.value.problems] == [
        ("newer_key", "/funding/0/share"), ("newer_key", "/funding/1/share")
    ]  # fmt: skip
    for wrong in ("1/0", "-1/3", "1/3/3", "1.5/3", "1/１"):
        with pytest.raises(FaultyRule):
            shared(4, wrong, "1")


def test_the_published_schema_is_the_one_the_tree_implies() -> None:
    assert published_schema() == json.loads(json.dumps(rule_schema()))


@pytest.mark.parametrize("name", clause_names())
def test_no_clause_has_an_error(name: str) -> None:
    assert [problem for problem in check(clause(name)) if problem.severity is Severity.ERROR] == []


def test_the_hash_does_not_depend_on_order_or_spelling() -> None:
    one = rule("who: {holds: stat.in_library}\namount: 5万元\n")
    other = rule("amount: {yuan: '50000.00'}\nwho: stat.in_library\n")
    assert content_hash(one) == content_hash(other)
    assert content_hash(one) != content_hash(declared(one, {"/amount/yuan": "50000.01"}))


TRUTHS = list(Truth)


@pytest.mark.parametrize(("a", "b", "c"), list(product(TRUTHS, TRUTHS, TRUTHS)))
def test_the_laws_of_kleene_hold(a: Truth, b: Truth, c: Truth) -> None:
    assert both([a, b]) is both([b, a])
    assert both([a, both([b, c])]) is both([a, b, c])
    assert both([a, either([b, c])]) is either([both([a, b]), both([a, c])])
    assert negated(both([a, b])) is either([negated(a), negated(b)])
    assert neither([a, b]) is both([negated(a), negated(b)])
    assert negated(negated(a)) is a


@pytest.mark.parametrize(("right", "by"), [("5元", ""), ("8元", "，相差3元")])
def test_a_near_miss_says_by_how_much_unless_a_strict_bound_is_just_reached(right: str, by: str) -> None:
    strict = rule(f"who: {{compare: {{left: 5元, is: 超过, right: {right}}}}}\namount: 1元\n")
    told = [str(line).strip() for line in explain(evaluate(strict, GivenFacts(), decided_on=TODAY))]
    near = next(line for line in told if line.startswith("只差一项"))
    assert near.endswith(by)
    assert ("相差" in near) is bool(by)


@pytest.mark.parametrize("group", ["all", "any", "none"])
def test_an_empty_rule_matches_nobody(group: str) -> None:
    empty = rule(f"who: {{{group}: []}}\namount: 1元\n")
    assert evaluate(empty, GivenFacts(), decided_on=TODAY).outcome is VerdictOutcome.UNMET
    assert [problem.code for problem in check(empty)] == ["matches_nobody"]
    assert "不匹配任何企业" in "".join(str(line) for line in describe(empty))


@pytest.mark.parametrize(
    ("word", "below", "at", "above"),
    [
        ("以上", False, True, True),
        ("超过", False, False, True),
        ("以下", True, True, False),
        ("不足", True, False, False),
    ],
)
def test_words_of_comparison_include_or_exclude_their_number(word: str, below: bool, at: bool, above: bool) -> None:
    assert [Word(word).operator.holds(number, 10) for number in (9, 10, 11)] == [below, at, above]


FAULTY = {
    "who: {al: []}": ("unknown_node", "/who/al"),
    "who: {all: []}\nwhat: 1": ("unknown_key", "/what"),
    "who: {all: {}}": ("not_a_list", "/who/all"),
    "who: {compare: {left: 5元, is: 约, right: 5元}}": ("not_a_word", "/who/compare/is"),
    "who: {compare: {left: 5元, is: ge}}": ("missing_key", "/who/compare"),
    "who: {compare: {left: {date: 2023-02-30}, is: ge, right: 2023-01-01}}": ("not_a_date", "/who/compare/left/date"),
    "who: {holds: 'stat.in_library[x]'}": ("not_a_period", "/who/holds"),
    "who: stat.in_library\namount: {yuan: '1e3'}": None,
    "who: stat.in_library\namount: {yuan: '1e308'}": ("not_a_number", "/amount/yuan"),
    "who: stat.in_library\namount: {yuan: 'NaN'}": ("not_a_number", "/amount/yuan"),
    "who: stat.in_library\namount: {yuan: true}": ("not_a_number", "/amount/yuan"),
    "who: stat.in_library\namount: {ladder: {family: a, of: cert.held, step_field: step, date_field: awarded_on, steps: []}}": (
        "missing_key",
        "/amount/ladder",
    ),
    "who: stat.in_library\nwho: stat.in_library": ("not_yaml", ""),
    "who: &a stat.in_library\namount: *a": ("not_yaml", ""),
    "who: [": ("not_yaml", ""),
}


@pytest.mark.parametrize(("body", "problem"), FAULTY.items())
def test_what_is_not_in_the_language_is_refused_at_its_place(body: str, problem: tuple[str, str] | None) -> None:
    if problem is None:
        rule(body)
        return
    with pytest.raises(FaultyRule) as refused:
        rule(body)
    assert problem in [(fault.code, fault.path) for fault in refused.value.problems]
    assert all(fault.remedy.zh and fault.remedy.en and fault.message.en for fault in refused.value.problems)


def nested(depth: int) -> Any:
    who: Any = {"holds": "stat.in_library"}
    for _ in range(depth):
        who = {"all": [who]}
    return {**to_json(rule("who: stat.in_library")), "who": who}


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (nested(50), "too_deep"),
        ({**nested(0), "who": {"any": [{"holds": "stat.in_library"}] * 10_000}}, "too_wide"),
        ({**nested(0), "who": {"any": [{"any": [{"holds": "stat.in_library"}] * 400}] * 20}}, "too_big"),
        ([], "not_an_object"),
        (None, "not_an_object"),
        ({**nested(0), "text": "\ud800"}, "not_clean"),
        ({**nested(0), "code": "a\0b"}, "not_clean"),
    ],
)
def test_hostile_documents_are_refused_with_a_place(document: Any, code: str) -> None:
    with pytest.raises(FaultyRule) as refused:
        rule_from_json(document)
    assert [fault.code for fault in refused.value.problems] == [code]


def test_text_nested_beyond_the_parser_is_refused() -> None:
    for text in ("[" * 100_000, '{"rule":1,"who":' * 5_000):
        with pytest.raises(FaultyRule):
            rule_from_text(text)
        with pytest.raises(FaultyRule):
            rule_from_yaml(text[:3_000])


KINDS = {
    "who: stat.in_librar_": "unknown_fact",
    "who: finance.revenue[y] 以上 5": "mixed_kinds",
    "who: {compare: {left: finance.revenue, is: ge, right: 5元}}": "period_missing",
    "who: {holds: 'stat.in_library[y]'}": "period_not_wanted",
    "who: 'finance.revenue[y.q1] 以上 5元'": "wrong_grain",
    "who: 'output.quarter[q] 以上 5元'": "period_too_fine",
    "who: {holds: enterprise.scale}": "wrong_kind",
    "who: {one_of: {of: enterprise.scale, codes: [XL]}}": "unknown_code",
    "who: {all: [stat.in_library, {any: []}]}": "empty_group",
    "who: stat.in_library\namount: 5%": "wrong_kind",
    "who: stat.in_library\namount: {multiply: [5元, 5元]}": "wrong_product",
    "who: stat.in_library\namount: {divide: [5, 5元]}": "wrong_product",
    "who: stat.in_library\namount: {subtract: [5元]}": "too_few_parts",
    "who: stat.in_library\namount: {tiers: {of: 'finance.revenue[y]', mode: whole_rate, bands: []}}": "empty_table",
    "who: stat.in_library\namount: {tiers: {of: 'finance.revenue[y]', mode: step, bands: [{from: 1元, then: 1元}]}}": "step_missing",
    "who: stat.in_library\namount: {tiers: {of: 'finance.revenue[y]', mode: whole_rate, bands: [{from: 1元, then: 1元}]}}": "wrong_kind",
    "who: stat.in_library\namount: {tiers: {of: 'finance.revenue[y]', mode: fixed, bands: [{from: 'tax.paid[y]', then: 1元}]}}": "not_constant",
    "who: stat.in_library\namount: {whole_steps: {of: 'finance.revenue[y]', step: 0元}}": "step_not_positive",
    "who: stat.in_library\namount: .amount": "field_outside_lines",
    "who: stat.in_library\namount: {lines: {of: ai.invoices, take: sum, each: .price}}": "unknown_field",
    "who: stat.in_library\namount: {cap: {of: 5元, limit: 1元, scope: lifetime}}": "cap_without_family",
    "who: stat.in_library\namount: {over_periods: {of: finance.revenue, first: y, last: y-2}}": "wrong_order",
    "who: {pairs_hold: {measures: ['finance.revenue[y]'], rows: [{tests: []}]}}": "ragged_table",
    "who: stat.in_library\nfunding: [{level: city, share: '0.5'}]": "shares_not_whole",
}


@pytest.mark.parametrize(("body", "code"), KINDS.items())
def test_what_cannot_be_right_is_an_error(body: str, code: str) -> None:
    assert code in codes(body)


BANDS = "who: stat.in_library\namount: {{tiers: {{of: 'finance.revenue[y]', mode: {mode}, bands: [{bands}]}}}}"
LINTS = {
    BANDS.format(mode="fixed", bands="{from: 1元, then: 1元, until: 5元}, {from: 4元, then: 2元}"): "band_overlap",
    BANDS.format(mode="fixed", bands="{from: 1元, then: 1元, until: 5元}, {from: 6元, then: 2元}"): "band_gap",
    BANDS.format(
        mode="fixed", bands="{from: 1元, then: 1元, until: 5元}, {from: 5元, from_is: 超过, then: 2元}"
    ): "band_gap",
    BANDS.format(mode="fixed", bands="{from: 9元, then: 1元}, {from: 4元, then: 2元}"): "band_order",
    BANDS.format(mode="fixed", bands="{from: 1元, then: 3元}, {from: 4元, then: 2元}"): "band_falls",
    BANDS.format(mode="whole_rate", bands="{from: 1元, then: 1%}, {from: 4元, then: 2%}"): "band_cliff",
    "who: {all: ['finance.revenue[y] 超过 5元', 'finance.revenue[y] 不超过 5元']}": "never_true",
    "who: {all: [stat.in_library, stat.in_library]}": "same_condition_twice",
    "who: 'tax.paid[y] 以上 5元'": "tax_linked",
    "who: {starts_with: {of: enterprise.registered_region, codes: ['35']}}": "place_linked",
    "who: {compare: {left: {growth: {of: ui.layoff_rate, at: y, base: y-1}}, is: 以下, right: 5%}}": "growth_of_ratio",
    "who: stat.in_library\npool: {limit: 5}": "no_shortage_rule",
    "who: stat.in_library\npool: {places: 5, shortage: ranked}": "no_rank",
    "who: {awarded: {family: a}}": "no_family",
    "who: stat.in_library\nconfirmation: {fields: [scale]}": "no_confirmation_end",
    "who: {compare: {left: {divide: ['tax.paid[y]', 'finance.revenue[y]']}, is: ge, right: 5%}}": "may_divide_by_zero",
    "who: stat.in_library\namount: {pairs: {measures: ['finance.revenue[y]'], hit: first, rows: "
    "[{tests: [{is: 以上, value: 1元}], then: 1元}, {tests: [{is: 超过, value: 1元}], then: 2元}]}}": "pairs_unreachable",
    "who: stat.in_library\namount: {pairs: {measures: ['finance.revenue[y]'], hit: unique, rows: "
    "[{tests: [{is: 以上, value: 1元}], then: 1元}, {tests: [{is: 以下, value: 1元}], then: 2元}]}}": "pairs_overlap",
    "who: stat.in_library\nfamily: a\namount: {ladder: {family: a, of: cert.held, step_field: step, date_field: awarded_on, "
    "mode: stack, steps: [{step: natl_giant, amount: 5元}, {step: prov_srdi, amount: 4元}]}}": "ladder_falls",
}


@pytest.mark.parametrize(("body", "code"), LINTS.items())
def test_what_should_be_looked_at_is_pointed_out(body: str, code: str) -> None:
    assert code in codes(body)


def test_a_rule_with_an_amount_and_no_budget_line_is_pointed_out() -> None:
    bare = rule_from_yaml(HEAD.replace("budget_line: b\n", "") + "who: stat.in_library\namount: 1元\n")
    assert [problem.code for problem in check(bare)] == ["no_budget_line"]


def test_the_language_knows_no_django() -> None:
    """In a fresh interpreter without settings: everything of it is imported and a rule evaluated."""
    program = (
        "import pkgutil, sys, policies.rules as rules\n"
        "for module in pkgutil.walk_packages(rules.__path__, 'policies.rules.'): __import__(module.name)\n"
        "from policies.rules.clauses import clause; clause('c01')\n"
        "sys.exit([name for name in sys.modules if name.partition('.')[0] in ('django', 'cms', 'wagtail')][:3] or 0)\n"
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO")}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_clause_reads_the_same_as_canonical_text() -> None:
    for name in clause_names():
        assert rule_from_text(canonical_text(clause(name))) == rule_from_yaml(clause_text(name))
