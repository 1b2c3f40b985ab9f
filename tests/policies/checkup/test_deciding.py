"""The questionnaire asks for what decides most, never twice, never in vain, and ends where all answers would end."""

from datetime import date
from decimal import Decimal
from itertools import product
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from policies.checkup.deciding import Answers, Ground, judge, next_fact, possible_answers
from policies.rules import conditions as c
from policies.rules import expressions as x
from policies.rules.comparisons import Word
from policies.rules.facts import Grain, Label
from policies.rules.periods import PeriodRef
from policies.rules.syntax import Assessed, Rule
from policies.rules.verdicts import VerdictOutcome
from policies.rules.vocabulary import VOCABULARY

GROUND = Ground(date(2023, 6, 30), VOCABULARY)
FLAGS = ("enterprise.is_private", "stat.in_library", "credit.abnormal_list", "enterprise.is_labour_dispatch")
SUMS = ("rd.year", "finance.revenue", "tax.paid")
SCALE = "enterprise.scale"
HUNDRED = x.Yuan(Decimal(100))
VALUES: dict[str, list[Any]] = (
    {code: [True, False] for code in FLAGS}
    | {f"{code}[2022]": [Decimal(0), Decimal(100), Decimal(150)] for code in SUMS}
    | {SCALE: ["S", "L"]}
)


def fact(name: str) -> x.FactAt:
    code, _, period = name.partition("[")
    return x.FactAt(code, PeriodRef("y") if period else None)


def leaf(name: str) -> c.Condition:
    if name in FLAGS:
        return c.Holds(fact(name))
    return c.OneOf(fact(name), ("S", "M")) if name == SCALE else c.Compare(fact(name), Word("以上"), HUNDRED)


def rule(who: c.Condition, amount: x.Expression | None = None) -> Rule:
    return Rule(1, "R", Label("甲", "A"), who, amount, assessed=Assessed(Grain.YEAR, 1))


class Drawer:
    """Draws rules that speak of each fact at most once, so that three values see whatever can matter."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def tree(self, names: list[str]) -> c.Condition:
        if len(names) == 1:
            return leaf(names[0])
        cut = self.random.randint(1, len(names) - 1)
        group = self.random.choice([c.AllOf, c.AnyOf, c.NoneOf])
        return group((self.tree(names[:cut]), self.tree(names[cut:])))

    def rule(self) -> Rule:
        names = self.random.sample(sorted(VALUES), self.random.randint(1, 4))
        last = names[-1]
        if len(names) > 1 and last.endswith("]") and self.random.random() < 0.5:
            return rule(self.tree(names[:-1]), x.Multiply((fact(last), x.Ratio(Decimal("0.1")))))
        return rule(self.tree(names), self.random.choice([None, x.Yuan(Decimal(50))]))

    def rules(self) -> list[Rule]:
        return [self.rule() for _ in range(self.random.randint(1, 6))]

    def truth(self) -> dict[str, Any]:
        return {name: self.random.choice(values) for name, values in VALUES.items()}


def sitting(rules: list[Rule], truth: Answers) -> tuple[list[str], dict[str, Any]]:
    """What was asked, in order, and all answers, when everything is answered truly."""
    answers: dict[str, Any] = {}
    asked: list[str] = []
    while name := next_fact(judge(rules, answers, GROUND), answers, GROUND):
        assert len(asked) <= len(VALUES)
        asked.append(name)
        answers[name] = truth[name]
    return asked, answers


def ends(rules: list[Rule], answers: Answers) -> list[tuple[VerdictOutcome, int | None]]:
    return [(one.verdict.outcome, one.verdict.amount_fen) for one in judge(rules, answers, GROUND)]


@settings(max_examples=50)
@given(st.randoms(use_true_random=False))
def test_it_ends_with_the_verdicts_of_answering_everything_and_asks_nothing_twice(random: Random) -> None:
    rules, truth = Drawer(random).rules(), Drawer(random).truth()
    asked, answers = sitting(rules, truth)
    assert len(asked) == len(set(asked))
    assert ends(rules, answers) == ends(rules, truth)


@settings(max_examples=30)
@given(st.randoms(use_true_random=False))
def test_whatever_it_asks_can_still_change_a_verdict(random: Random) -> None:
    rules, truth = Drawer(random).rules(), Drawer(random).truth()
    answers: dict[str, Any] = {}
    while name := next_fact(judge(rules, answers, GROUND), answers, GROUND):
        assert any(matters(one, name, answers) for one in rules)
        answers[name] = truth[name]


def matters(one: Rule, name: str, answers: Answers) -> bool:
    """Whether, whatever else comes out, two answers to this question can end differently."""
    others = [other for other in VALUES if other not in answers and other != name and other in str(judged_by(one))]
    for rest in product(*(VALUES[other] for other in others)):
        known = {**answers, **dict(zip(others, rest, strict=True))}
        if len({str(ends([one], {**known, name: value})) for value in VALUES[name]}) > 1:
            return True
    return False


def judged_by(one: Rule) -> list[str]:
    """The names of the facts a rule speaks of."""
    return [name for name in VALUES if name.partition("[")[0] in str(one)]


@settings(max_examples=30)
@given(st.randoms(use_true_random=False))
def test_what_is_decided_stays_decided(random: Random) -> None:
    rules, truth = Drawer(random).rules(), Drawer(random).truth()
    answers: dict[str, Any] = {}
    before: dict[int, Any] = {}
    while name := next_fact(judge(rules, answers, GROUND), answers, GROUND):
        answers[name] = truth[name]
        decided = {place: one.verdict.outcome for place, one in enumerate(judge(rules, answers, GROUND))
                   if not one.is_open}  # fmt: skip
        assert before.items() <= decided.items()
        before = decided


def test_it_asks_first_for_what_decides_most() -> None:
    private, listed = leaf("enterprise.is_private"), leaf("credit.abnormal_list")
    rules = [rule(private), rule(private), rule(listed)]
    assert next_fact(judge(rules, {}, GROUND), {}, GROUND) == "enterprise.is_private"


def test_whether_one_qualifies_is_asked_before_how_much() -> None:
    amount = x.Multiply((fact("rd.year[2022]"), x.Ratio(Decimal("0.1"))))
    rules = [rule(leaf("stat.in_library"), amount)]
    assert next_fact(judge(rules, {}, GROUND), {}, GROUND) == "stat.in_library"


def test_a_fact_of_a_branch_that_no_longer_matters_is_not_asked_for() -> None:
    rules = [rule(c.AnyOf((leaf("enterprise.is_private"), leaf("stat.in_library"))))]
    answers = {"enterprise.is_private": True}
    assert next_fact(judge(rules, answers, GROUND), answers, GROUND) is None


def test_what_was_skipped_stays_missing_and_is_not_asked_for_again() -> None:
    rules = [rule(leaf("enterprise.is_private"))]
    judged = judge(rules, {"enterprise.is_private": None}, GROUND)
    assert judged[0].verdict.outcome is VerdictOutcome.UNKNOWN
    assert next_fact(judged, {"enterprise.is_private": None}, GROUND) is None


def test_the_numbers_tried_lie_on_both_sides_of_what_the_rule_asks() -> None:
    tried = possible_answers("rd.year[2022]", [rule(leaf("rd.year[2022]"))], VOCABULARY)
    assert tried == [Decimal(0), Decimal("99.99"), Decimal("100.01")]
