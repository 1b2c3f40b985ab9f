"""Rules that share conditions say of an enterprise just what each of them says alone."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.rules import conditions as c
from policies.rules.evaluation import evaluate
from policies.rules.explanation import explain, explain_all
from policies.rules.expressions import FactAt
from policies.rules.facts import Grain
from policies.rules.scalar.conditions import Conditions
from policies.rules.sharing import Common
from policies.rules.syntax import Assessed, Rule
from tests.policies.rules.drawn import FLAGS, TODAY, Drawer
from tests.policies.rules.test_agreement import in_the_world

some = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def related(drawer: Drawer) -> list[Rule]:
    """Rules with conditions in common, some of which assess another period."""
    rules = [drawer.rule() for _ in range(4)]
    mixed = [replace(rule, who=c.AllOf((rule.who, drawer.pick(rules).who))) for rule in rules]
    return [*rules, *mixed, *(replace(rule, assessed=Assessed(Grain.YEAR, 1)) for rule in mixed)]


@some
@given(st.integers(0, 2**32))
def test_what_is_looked_at_once_for_all_rules_is_what_each_says_alone(seed: int) -> None:
    drawer = Drawer(Random(seed))
    rules = related(drawer)
    common = Common(rules)
    for _ in range(8):
        facts = in_the_world(drawer.enterprise(drawer.pick([0, 0.1, 0.5])))
        alone = [evaluate(rule, facts, decided_on=TODAY) for rule in rules]
        assert common.verdicts(facts, decided_on=TODAY) == alone
        assert explain_all(alone) == [explain(one) for one in alone]


def test_equal_conditions_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []
    leaf = Conditions._leaf
    monkeypatch.setattr(Conditions, "_leaf", lambda self, node, path: looked.append(node) or leaf(self, node, path))
    twice = c.AllOf((c.Holds(FactAt(FLAGS[0])), c.AnyOf((c.Holds(FactAt(FLAGS[0])), c.Holds(FactAt(FLAGS[1]))))))
    rule = replace(Drawer(Random(1)).rule(), who=twice, amount=None)
    facts = in_the_world(Drawer(Random(2)).enterprise(0))
    Common([rule, replace(rule, code="R")]).verdicts(facts, decided_on=TODAY)
    assert len(looked) == 2
    evaluate(rule, facts, decided_on=TODAY)
    assert len(looked) == 5
