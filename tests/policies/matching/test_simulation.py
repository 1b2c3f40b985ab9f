"""A simulation says of a small registry what the scalar evaluation says of each enterprise; a difference names them."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from cms.kernel.clock import business_today
from policies.matching.columns import Ground
from policies.matching.models import Match, MatchRun
from policies.matching.services import present_ground
from policies.matching.simulation import SHOWN, difference, simulate, simulate_beside
from policies.models import Enterprise
from policies.registry.known import facts_of
from policies.registry.services import state_facts
from policies.rules.clauses import clause
from policies.rules.evaluation import evaluate
from policies.rules.syntax import Rule
from policies.rules.verdicts import Verdict, VerdictOutcome
from policies.rules.yaml_form import rule_from_yaml
from tests.conftest import Clock
from tests.policies.worlds import enterprise

INVESTED = [None, 4_999_999_99, 5_000_000_00, 29_999_999_99, 30_000_000_00, 60_000_000_00, 4_999_999_98, None, 100_00]
NEXT = """
rule: 1
code: NEXT
title: {zh: 新版, en: Next}
who: {all: [project.equipment_investment 以上 3000万元, enterprise.is_private]}
amount: 60万元
"""


@pytest.fixture
def ground(db: None, clock: Clock, settings: Any, tmp_path: Any) -> Ground:
    """Nine enterprises around the thresholds of the technical-renovation clause."""
    settings.SNAPSHOT_ROOT = str(tmp_path)
    clock.set(date(2023, 5, 31))
    for serial, fen in enumerate(INVESTED, 1):
        facts: dict[tuple[str, str], Any] = {
            ("enterprise.industry", ""): "3311" if serial % 2 else "5211",
            ("enterprise.is_private", ""): serial != 6,
            ("enterprise.scale", ""): "S",
        }
        if fen is not None:
            facts["project.equipment_investment", ""] = fen
        state_facts(enterprise=enterprise(serial), facts=facts, source="industry", as_of=date(2023, 5, 1), by=None)
    return present_ground()


def judged(rule: Rule, ground: Ground) -> dict[int, Verdict]:
    """The scalar verdict on everybody."""
    everybody = Enterprise.objects.order_by("pk")
    today = business_today()
    return {one.pk: evaluate(rule, facts_of(one), decided_on=today, vocabulary=ground.words) for one in everybody}


@pytest.mark.parametrize("rule", [clause("c05"), rule_from_yaml(NEXT), clause("c06")], ids=lambda rule: rule.code)
def test_a_simulation_counts_what_the_scalar_evaluation_says(ground: Ground, rule: Rule) -> None:
    found, verdicts = simulate(rule, ground), judged(rule, ground)
    outcomes = Counter(verdict.outcome for verdict in verdicts.values())
    near = {pk for pk, verdict in verdicts.items() if verdict.near_miss is not None}
    met = {pk: verdict.amount_fen for pk, verdict in verdicts.items() if verdict.outcome is VerdictOutcome.MET}
    assert (found.met, found.lacking) == (outcomes[VerdictOutcome.MET], outcomes[VerdictOutcome.UNKNOWN])
    assert (found.examined, found.unmet, found.near) == (9, outcomes[VerdictOutcome.UNMET], len(near))
    assert found.fen == sum(met.values())
    assert (found.smallest, found.largest) == (min(met.values(), default=0), max(met.values(), default=0))
    assert set(found.met_examples) <= set(met)
    assert set(found.near_examples) <= near


def test_the_splits_sum_to_the_whole_and_name_the_codes(ground: Ground) -> None:
    found = simulate(clause("c05"), ground)
    for shares in found.splits.values():
        assert (sum(one.count for one in shares), sum(one.fen for one in shares)) == (found.met, found.fen)
    assert {one.code for one in found.splits["industry"]} == {"33", "52"}
    assert [one.code for one in found.splits["scale"]] == ["S"]


def test_what_is_missing_most_is_named_and_the_examples_are_few(ground: Ground) -> None:
    found = simulate(clause("c05"), ground)
    assert [(one.column, one.count) for one in found.gaps] == [("project.equipment_investment", 2)]
    assert len((*found.met_examples, *found.near_examples, *found.lacking_examples)) <= SHOWN


def test_a_simulation_writes_nothing(ground: Ground) -> None:
    simulate(clause("c05"), ground)
    assert (MatchRun.objects.count(), Match.objects.count()) == (0, 0)


def test_a_difference_names_who_enters_who_leaves_and_whose_amount_changes(ground: Ground) -> None:
    before, after = clause("c05"), rule_from_yaml(NEXT)
    changed = difference(before, after, ground)
    old = {pk: one.amount_fen for pk, one in judged(before, ground).items() if one.outcome is VerdictOutcome.MET}
    new = {pk: one.amount_fen for pk, one in judged(after, ground).items() if one.outcome is VerdictOutcome.MET}
    assert {one.enterprise_id for one in changed.leaving} == set(old) - set(new)
    assert {one.enterprise_id: (one.before, one.after) for one in changed.changing} == {
        pk: (old[pk], new[pk]) for pk in set(old) & set(new) if old[pk] != new[pk]
    }
    assert (changed.enters, changed.leaves, changed.changes, changed.kept) == (0, 3, 1, 1)
    assert (changed.fen_before, changed.fen_after) == (sum(old.values()), sum(new.values()))
    assert simulate_beside(before, after, ground) == (simulate(after, ground), changed)


def test_the_first_version_lets_everybody_enter_and_the_same_rule_changes_nothing(ground: Ground) -> None:
    rule = clause("c05")
    assert difference(None, rule, ground).enters == simulate(rule, ground).met
    assert difference(rule, None, ground).leaves == simulate(rule, ground).met
    assert difference(rule, rule, ground).is_none
