"""A rule's prefixes follow places and industries that were renamed or merged, on the day it is evaluated."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from policies.rules.codes import CodeHistory, Recoding, covering, meaning, present
from policies.rules.columnar.tables import lies_under
from policies.rules.evaluation import evaluate
from policies.rules.facts_file import GivenFacts
from policies.rules.prefixes import rests_on_codes
from policies.rules.syntax import Rule
from policies.rules.values import FactValue
from policies.rules.verdicts import VerdictOutcome
from policies.rules.vocabulary import VOCABULARY
from policies.rules.yaml_form import rule_from_yaml

DAY = date(2019, 7, 2)
RENAMED = Recoding("GB/T 2260", "341822", "341882", DAY)
MERGED = Recoding("GB/T 2260", "341881", "341882", DAY, merges=True)
SIGNS = "12"
NAMES = st.text(SIGNS, min_size=1, max_size=4)
some = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def asking(who: str) -> Rule:
    return rule_from_yaml(f"{{rule: 1, code: R, title: {{zh: 甲, en: A}}, who: {who}}}")


def is_met(who: str, code: str, on: date, *changes: Recoding) -> bool:
    facts = GivenFacts(history=CodeHistory(changes or (RENAMED, MERGED)))
    facts.plain["enterprise.region", None] = FactValue(code)
    return evaluate(asking(who), facts, decided_on=on).outcome is VerdictOutcome.MET


def is_in(prefix: str, code: str, on: date = DAY, *changes: Recoding) -> bool:
    who = f'{{starts_with: {{of: enterprise.region, codes: ["{prefix}"], code_set: GB/T 2260}}}}'
    return is_met(who, code, on, *changes)


def is_one_of(listed: str, code: str, on: date = DAY, *changes: Recoding) -> bool:
    return is_met(f'{{one_of: {{of: enterprise.region, codes: ["{listed}"]}}}}', code, on, *changes)


@pytest.mark.parametrize(
    ("prefix", "code", "before", "since"),
    [
        ("341822", "341822100000", True, True),
        ("341822", "341882100000", False, True),
        ("341882", "341822100000", False, True),
        ("341822100", "341882100000", False, True),
        ("3418", "341822100000", True, True),
        ("341882", "341881003000", False, True),
        ("341881", "341881003000", True, True),
        ("341881", "341882100000", False, False),
    ],
)
def test_a_renamed_place_is_the_same_and_a_merged_one_lies_in_the_other_from_the_day_on(
    prefix: str, code: str, before: bool, since: bool
) -> None:
    assert (is_in(prefix, code, DAY - timedelta(days=1)), is_in(prefix, code)) == (before, since)


def test_what_moved_to_another_city_is_no_longer_covered_by_the_old_one() -> None:
    moved = Recoding("GB/T 2260", "341421", "340124", DAY)
    assert not is_in("3414", "341421100000", DAY, moved)
    assert is_in("3401", "341421100000", DAY, moved)
    assert is_in("3414", "341402100000", DAY, moved)


def test_a_change_of_another_code_set_says_nothing() -> None:
    assert not is_in("341822", "341882100000", DAY, replace(RENAMED, code_set="GB/T 4754"))


@pytest.mark.parametrize(
    ("listed", "code", "before", "since"),
    [
        ("341822", "341822", True, True),
        ("341822", "341882", False, True),
        ("341882", "341822", False, True),
        ("341822100000", "341882100000", False, True),
        ("341882", "341881", False, True),
        ("341881", "341881", True, True),
        ("341881", "341882", False, False),
        ("341882", "341882100000", False, False),
    ],
)
def test_a_listed_code_follows_its_place_whole_code_for_whole_code(
    listed: str, code: str, before: bool, since: bool
) -> None:
    assert (is_one_of(listed, code, DAY - timedelta(days=1)), is_one_of(listed, code)) == (before, since)
    alike = f'{{compare: {{left: enterprise.region, is: 等于, right: {{code: "{listed}"}}}}}}'
    assert is_met(alike, code, DAY) is since
    assert is_met(alike.replace("等于", "不等于"), code, DAY) is not since


def test_a_listed_code_of_no_code_set_or_of_another_stays_what_it_is() -> None:
    assert not is_one_of("341822", "341882", DAY, replace(RENAMED, code_set="GB/T 4754"))
    history = CodeHistory((RENAMED,))
    assert history.meant("", DAY, ("341822",)) == {"341822"}


@pytest.mark.parametrize(
    ("who", "rests"),
    [
        ('{one_of: {of: enterprise.region, codes: ["341822"]}}', True),
        ('{compare: {left: enterprise.industry, is: 等于, right: {code: "5111"}}}', True),
        ("{one_of: {of: enterprise.scale, codes: [S]}}", False),
        ("stat.in_library", False),
    ],
)
def test_a_rule_is_judged_anew_when_codes_change_only_if_it_rests_on_them(who: str, rests: bool) -> None:
    assert rests_on_codes(asking(who), VOCABULARY) is rests


changes = st.lists(
    st.tuples(st.text(SIGNS, min_size=2, max_size=4), st.text(SIGNS, min_size=2, max_size=4), st.booleans()).filter(
        lambda one: one[0] != one[1]
    ),
    max_size=4,
    unique_by=lambda one: one[0],
)


@some
@given(st.lists(NAMES, min_size=1, max_size=2), changes, st.integers(0, 2**32))
def test_the_fewest_prefixes_say_what_following_every_change_says(
    prefixes: list[str], drawn: list[tuple[str, str, bool]], seed: int
) -> None:
    made = [Recoding("S", old, new, DAY, merges) for old, new, merges in drawn]
    every = {one.old: one.new for one in made}
    assume(not goes_astray(every))
    renamed = {one.old: one.new for one in made if not one.merges}
    wanted = tuple(present(prefix, renamed) for prefix in prefixes)
    dice = Random(seed)
    codes = ["".join(dice.choice(SIGNS) for _ in range(7)) for _ in range(60)]
    said = [present(code, renamed).startswith(wanted) or present(code, every).startswith(wanted) for code in codes]
    cover = covering(prefixes, made)
    assert [cover.holds(code) for code in codes] == said
    column = pl.DataFrame({"code": [*codes, None]}).select(lies_under(pl.col("code"), cover)).to_series()
    assert column.to_list() == [*said, None]


@some
@given(st.lists(NAMES, min_size=1, max_size=3), changes, st.integers(0, 2**32))
def test_the_codes_meant_are_all_that_become_one_of_the_listed(
    listed: list[str], drawn: list[tuple[str, str, bool]], seed: int
) -> None:
    made = [Recoding("S", old, new, DAY, merges) for old, new, merges in drawn]
    every = {one.old: one.new for one in made}
    assume(not goes_astray(every))
    renamed = {one.old: one.new for one in made if not one.merges}
    wanted = {present(code, renamed) for code in listed}
    dice = Random(seed)
    codes = ["".join(dice.choice(SIGNS) for _ in range(dice.randint(1, 5))) for _ in range(200)]
    said = [present(code, renamed) in wanted or present(code, every) in wanted for code in codes]
    meant = meaning(listed, made)
    assert [code in meant for code in codes] == said


def goes_astray(known: dict[str, str]) -> bool:
    """Whether a change leads into itself or in a ring: no register of codes says so."""
    into_itself = any(new.startswith(old) or old.startswith(new) for old, new in known.items())
    return into_itself or any(present(code, known).startswith(tuple(known)) for code in known)
