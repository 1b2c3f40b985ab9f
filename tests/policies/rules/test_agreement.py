"""What must be true of every rule and every enterprise, tried on thousands drawn at random."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.rules import conditions as c
from policies.rules.checking import errors_of
from policies.rules.columns import NotInColumns, compile_rules, match
from policies.rules.evaluation import evaluate
from policies.rules.explanation import describe, explain
from policies.rules.facts_file import GivenFacts
from policies.rules.periods import PeriodRef
from policies.rules.reading import rule_from_json, rule_from_text
from policies.rules.verdicts import VerdictOutcome
from policies.rules.writing import canonical_text, content_hash, to_json
from policies.rules.yaml_form import rule_from_yaml, rule_to_yaml
from tests.policies.rules.drawn import TODAY, Drawer, world
from tests.policies.rules.snapshots import WorldOf, snapshot_of

TRUTH = {VerdictOutcome.MET: True, VerdictOutcome.UNMET: False, VerdictOutcome.UNKNOWN: None}
SEEDS = st.integers(0, 2**32)
RULES, ENTERPRISES = 4, 50
options = {"deadline": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}
many, quick = settings(max_examples=60, **options), settings(max_examples=25, **options)  # type: ignore[arg-type]

few = settings(max_examples=12, **options)  # type: ignore[arg-type]


@many
@given(SEEDS)
def test_columns_and_scalar_evaluation_agree_on_any_rule_and_any_enterprise(seed: int) -> None:
    """60 draws of 4 rules × 50 enterprises: 12,000 pairs."""
    drawer = Drawer(Random(seed))
    rules = [rule for rule in (drawer.rule() for _ in range(RULES)) if in_columns(rule)]
    enterprises = [drawer.enterprise(drawer.pick([0, 0.1, 0.5])) for _ in range(ENTERPRISES)]
    for enterprise in enterprises:
        in_the_world(enterprise)
    compiled = compile_rules(rules, decided_on=TODAY, registers=WorldOf(world()))
    snapshot = snapshot_of(enterprises, compiled)
    for rule, found in zip(rules, match(compiled, snapshot, near_misses=True), strict=True):
        verdicts = [evaluate(rule, enterprise, decided_on=TODAY) for enterprise in enterprises]
        assert found.verdict.to_list() == [TRUTH[verdict.outcome] for verdict in verdicts]
        assert found.amount_fen().to_list() == [verdict.amount_fen for verdict in verdicts]
        assert found.near is not None
        assert found.near.to_list() == [row for row, verdict in enumerate(verdicts) if verdict.near_miss is not None]


@pytest.mark.parametrize("what", ["ladder", "interest", "line_sum"])
@few
@given(SEEDS)
def test_what_is_laid_out_line_by_line_agrees_in_every_mode(what: str, seed: int) -> None:
    drawer = Drawer(Random(seed))
    draw = {"ladder": lambda: drawer.ladder(1), "interest": drawer.interest, "line_sum": drawer.line_sum}[what]
    everybody = c.Assessing((PeriodRef("2023"),))
    rules = [replace(drawer.rule(), who=everybody, amount=draw()) for _ in range(RULES)]
    rules = [rule for rule in rules if in_columns(rule)]
    enterprises = [in_the_world(drawer.enterprise(drawer.pick([0, 0.1]))) for _ in range(ENTERPRISES)]
    compiled = compile_rules(rules, decided_on=TODAY, registers=WorldOf(world()))
    for rule, found in zip(rules, match(compiled, snapshot_of(enterprises, compiled)), strict=True):
        verdicts = [evaluate(rule, enterprise, decided_on=TODAY) for enterprise in enterprises]
        assert found.verdict.to_list() == [TRUTH[verdict.outcome] for verdict in verdicts]
        assert found.amount_fen().to_list() == [verdict.amount_fen for verdict in verdicts]


def in_the_world(enterprise: GivenFacts) -> GivenFacts:
    """What is the same for everybody is known of this one too."""
    there = world()
    enterprise.catalogues, enterprise.figures, enterprise.keys_used = there.catalogues, there.figures, there.keys_used
    enterprise.history = there.history
    return enterprise


def in_columns(rule: object) -> bool:
    try:
        compile_rules([rule], decided_on=TODAY, registers=WorldOf(world()))  # type: ignore[list-item]
    except NotInColumns:
        return False
    return True


def test_few_rules_are_beyond_the_column_engine() -> None:
    drawer = Drawer(Random(7))
    assert sum(in_columns(drawer.rule()) for _ in range(300)) > 250


@quick
@given(SEEDS)
def test_writing_and_reading_a_rule_gives_the_same_rule_and_hash(seed: int) -> None:
    rule = Drawer(Random(seed)).rule()
    assert rule_from_json(to_json(rule)) == rule
    assert rule_from_yaml(rule_to_yaml(rule)) == rule
    again = rule_from_text(canonical_text(rule))
    assert content_hash(again) == content_hash(rule)


@quick
@given(SEEDS)
def test_a_missing_fact_never_decides_and_the_range_holds_whatever_it_turns_out_to_be(seed: int) -> None:
    drawer = Drawer(Random(seed))
    rule, whole = drawer.rule(), in_the_world(drawer.enterprise(0))
    part = in_the_world(drawer.enterprise(0))
    part.plain = {key: value for key, value in whole.plain.items() if drawer.random.random() < 0.6}
    part.lines, part.paid, part.lists = whole.lines, whole.paid, whole.lists
    partly, fully = evaluate(rule, part, decided_on=TODAY), evaluate(rule, whole, decided_on=TODAY)
    if partly.outcome is not VerdictOutcome.UNKNOWN:
        assert (partly.outcome, partly.amount_fen) == (fully.outcome, fully.amount_fen)
        return
    assert partly.missing
    if fully.amount_fen is not None and partly.amount_range is not None:
        assert partly.amount_range.low <= fully.amount_fen
        assert partly.amount_range.high is None or fully.amount_fen <= partly.amount_range.high


@quick
@given(SEEDS)
def test_every_rule_and_verdict_can_be_told_in_both_languages(seed: int) -> None:
    drawer = Drawer(Random(seed))
    rule = drawer.rule()
    verdict = evaluate(rule, drawer.enterprise(0.3), decided_on=TODAY)
    for language in ("zh", "en"):
        told = [str(line) for line in (*describe(rule, language), *explain(verdict, language))]
        assert all(line.strip() and "None" not in line.replace("None of these", "") for line in told)


@quick
@given(SEEDS)
def test_drawn_rules_pass_the_check_of_kinds(seed: int) -> None:
    rule = Drawer(Random(seed)).rule()
    of_nothing = {"nothing_to_pay", "cap_of_nothing", "interest_nothing"}
    ignored = of_nothing | {"band_overlap", "band_gap", "never_true", "pairs_overlap", "wrong_kind", "mixed_kinds"}
    assert [problem for problem in errors_of(rule) if problem.code not in ignored] == []
