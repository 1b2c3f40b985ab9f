"""Nothing a rule says goes untold: whatever is changed in it changes what people read and compare before publishing."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from policies.rules import conditions as c
from policies.rules import expressions as x
from policies.rules import syntax
from policies.rules import tables as t
from policies.rules.clauses import clause, clause_names
from policies.rules.comparisons import Word
from policies.rules.explanation import describe
from policies.rules.facts import Grain, Label
from policies.rules.periods import PeriodRef
from policies.rules.syntax import Rule
from tests.policies.rules.drawn import FAMILY, Drawer

NAMES = {"version", "code", "title", "text", "clause"}  # what the rule is called and quotes: compared beside it
CLEAN = c.NoneOf((c.Holds(x.FactAt("credit.abnormal_list")),))


def whole() -> Rule:
    """A rule that sets every member."""
    return replace(
        clause("c05"),
        family="another",
        amount_is=syntax.AmountIs.CEILING,
        channels=syntax.Channels(branches=(syntax.ChannelBranch(CLEAN, syntax.Channel.AT_ONCE),)),
        confirmation=syntax.Confirmation(("enterprise.scale",), date(2023, 12, 31), 15),
        pool=syntax.Pool(Decimal(100), 5, syntax.Shortage.RANKED, x.FactAt("project.equipment_investment")),
        instalments=(syntax.Instalment(Fraction(1, 3)), syntax.Instalment(Fraction(2, 3), 1, CLEAN)),
        funding=(syntax.Funding("city", Fraction(2, 5)), syntax.Funding("county", Fraction(3, 5))),
        payees=(syntax.Payee(share=Fraction(7, 10)), syntax.Payee("person", Fraction(3, 10))),
        exclusive_group="技改",
        within_group=syntax.WithinGroup(syntax.GroupMode.SHARED_CAP, 2, Decimal(500)),
        reviews=(syntax.Review(CLEAN, Label("查信用", "look at the credit")),),
    )


def is_idle(node: Any, name: str) -> bool:
    """Whether the member means nothing beside the others as they are."""
    match node:
        case x.Lines():
            alone = name == "unused" and node.distinct is None
            return alone or (name == "used_by" and not node.unused) or (name == "each" and node.take == "count")
        case t.Ladder():
            return name == "after_lower" and node.mode is not t.LadderMode.HIGHEST_ONLY
        case t.Cap():
            return name == "family" and node.scope is t.CapScope.ITEM
        case t.Band():
            return name == "until_is" and node.until is None
        case t.AxisBand():
            return name == "start_is" and node.start is None
        case syntax.Assessed():
            return name == "lag" and node.grain is Grain.NONE
        case Rule():
            return name == "within_group" and not node.exclusive_group
    return False


def another(value: Any) -> Any:
    """Another value of the same kind; None where there is none to give."""
    match value:
        case Enum():
            kinds = list(type(value))
            return kinds[(kinds.index(value) + 1) % len(kinds)]
        case Label():
            return Label(f"{value.zh}甲", f"{value.en} A")
        case PeriodRef():
            return PeriodRef("2021" if value.text != "2021" else "2020")
        case Word():
            return Word("gt" if value.operator.value != "gt" else "le")
        case str():
            return f"{value}甲"
        case date():
            return value + timedelta(days=1)
    return value + 1 if isinstance(value, (int, Decimal, Fraction)) else None


def variants(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The node with one thing in it changed, for each thing."""
    for field in fields(node):
        name, value, here = field.name, getattr(node, field.name), f"{path}/{field.name}"
        if (name in NAMES and (name != "code" or isinstance(node, Rule))) or is_idle(node, name):
            continue
        if isinstance(value, tuple):
            if len(value) > 1:
                yield f"{here}/-", replace(node, **{name: value[:-1]})
            for place, part in enumerate(value):
                for below, changed in changes_of(part, f"{here}/{place}"):
                    yield below, replace(node, **{name: (*value[:place], changed, *value[place + 1 :])})
            continue
        for below, changed in changes_of(value, here):
            yield below, replace(node, **{name: changed})


def changes_of(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if is_dataclass(value) and not isinstance(value, (Label, PeriodRef, Word)):
        yield from variants(value, path)
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            for below, changed in changes_of(part, f"{path}/{place}"):
                yield below, (*value[:place], changed, *value[place + 1 :])
    elif (changed := another(value)) is not None:
        yield path, changed


def untold(rule: Rule, language: str) -> list[str]:
    """What could be changed in the rule without its being seen."""
    told = [line.text for line in describe(rule, language)]
    return [path for path, changed in variants(rule) if [line.text for line in describe(changed, language)] == told]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_member_of_a_rule_is_told(language: str) -> None:
    assert untold(whole(), language) == []


@pytest.mark.parametrize("name", clause_names())
def test_nothing_of_a_real_clause_can_change_unseen(name: str) -> None:
    assert (untold(clause(name), "zh"), untold(clause(name), "en")) == ([], [])


@pytest.mark.parametrize("seed", range(12))
def test_nothing_of_a_drawn_rule_can_change_unseen(seed: int) -> None:
    assert untold(Drawer(Random(seed)).rule(), "zh") == []


def test_of_which_step_and_level_awards_are_and_what_merged_firms_had_is_told() -> None:
    received = x.Received(FAMILY, step="natl_giant", level="province")
    awarded = c.Awarded(FAMILY, merged=x.Merged.REVIEW)
    rule = replace(clause("c05"), who=awarded, amount=received)
    told = "\n".join(line.text for line in describe(rule))
    assert "历年已享受“奖”·省级·natl_giant的金额" in told
    assert "被合并企业享受过的不算，但转人工复核" in told


def test_what_an_enterprise_confirms_is_told_by_name() -> None:
    told = [line.text for line in describe(clause("c02"))]
    assert "企业确认：企业划型、参保人数、金额、收款账户，2024-12-31截止，到期不确认的视为放弃" in told


def test_a_day_shifted_back_and_forth_is_told_so() -> None:
    shifted = x.ShiftedDay(x.Moment(x.MomentName.DECIDED_ON), -3, 0, 1)
    rule = replace(clause("c05"), who=c.Compare(x.FactAt("enterprise.founded_on"), Word("le"), shifted))
    assert "核定之日之3年前1日后" in "\n".join(line.text for line in describe(rule))
