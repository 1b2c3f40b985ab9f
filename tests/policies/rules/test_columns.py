"""The column engine says the same as the scalar evaluation, to the fen."""

from datetime import date

import polars as pl
import pytest

from policies.rules.clauses import clause, clause_names
from policies.rules.columns import FactOutOfRange, compile_rules, match, supports_columns
from policies.rules.verdicts import VerdictOutcome
from tests.policies.rules.case_files import Case, all_cases
from tests.policies.rules.snapshots import WorldOf, snapshot_of
from tests.policies.rules.test_clauses import verdict_on

TRUTH = {VerdictOutcome.MET: True, VerdictOutcome.UNMET: False, VerdictOutcome.UNKNOWN: None}


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_columns_give_the_vectors_of_the_clauses(case: Case) -> None:
    assert supports_columns(case.rule)
    assessed = {case.rule.code: case.assessed} if case.assessed else None
    compiled = compile_rules(
        [case.rule], decided_on=case.on, applied_on=case.applied_on, assessed=assessed, registers=WorldOf(case.facts)
    )
    [found] = match(compiled, snapshot_of([case.facts], compiled), near_misses=True)
    verdict = verdict_on(case)
    assert found.verdict.to_list() == [TRUTH[verdict.outcome]]
    assert found.amount_fen().to_list() == [verdict.amount_fen]
    assert found.near is not None
    assert (len(found.near) == 1) is (verdict.near_miss is not None)


def test_no_clause_is_left_to_the_scalar_evaluation() -> None:
    assert [name for name in clause_names() if not supports_columns(clause(name))] == []


def test_rules_that_share_a_condition_evaluate_it_once() -> None:
    compiled = compile_rules([clause("c01"), clause("c02")], decided_on=date(2024, 6, 30))
    apart = [compile_rules([clause(name)], decided_on=date(2024, 6, 30)) for name in ("c01", "c02")]
    assert len(compiled.conditions) < sum(len(one.conditions) for one in apart)


def test_a_number_too_large_to_stay_exact_is_refused() -> None:
    compiled = compile_rules([clause("c05")], decided_on=date(2023, 6, 30))
    with pytest.raises(FactOutOfRange, match=r"project.equipment_investment"):
        match(compiled, pl.DataFrame({"project.equipment_investment": [10**17]}))


def test_an_empty_snapshot_matches_nobody_and_does_not_fail() -> None:
    compiled = compile_rules([clause("c05"), clause("c23b")], decided_on=date(2023, 6, 30))
    for found in match(
        compiled,
        pl.DataFrame({"project.equipment_investment": []}, schema_overrides={"project.equipment_investment": pl.Int64}),
    ):
        assert len(found.verdict) == len(found.rows) == 0


def test_a_snapshot_without_the_columns_leaves_everybody_unknown() -> None:
    compiled = compile_rules([clause("c05")], decided_on=date(2023, 6, 30))
    [found] = match(compiled, pl.DataFrame({"something": [1, 2, 3]}).lazy())
    assert found.verdict.to_list() == [None, None, None]
