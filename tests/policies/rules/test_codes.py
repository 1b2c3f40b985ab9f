"""A rule's prefixes follow places and industries that were renamed or merged, on the day it is evaluated."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from policies.rules.codes import CodeHistory, Recoding, covering, present
from policies.rules.columnar.tables import lies_under
from policies.rules.evaluation import evaluate
from policies.rules.facts_file import GivenFacts
from policies.rules.values import FactValue
from policies.rules.verdicts import VerdictOutcome
from policies.rules.yaml_form import rule_from_yaml

DAY = date(2019, 7, 2)
RENAMED = Recoding("GB/T 2260", "341822", "341882", DAY)
MERGED = Recoding("GB/T 2260", "341881", "341882", DAY, merges=True)
SIGNS = "12"
NAMES = st.text(SIGNS, min_size=1, max_size=4)
some = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def in_county(prefix: str) -> object:
    return rule_from_yaml(
        "{rule: 1, code: R, title: {zh: 甲, en: A}, "
        f'who: {{starts_with: {{of: enterprise.region, codes: ["{prefix}"], code_set: GB/T 2260}}}}}}'
    )


def is_in(prefix: str, code: str, on: date = DAY, *changes: Recoding) -> bool:
    facts = GivenFacts(history=CodeHistory(changes or (RENAMED, MERGED)))
    facts.plain["enterprise.region", None] = FactValue(code)
    return evaluate(in_county(prefix), facts, decided_on=on).outcome is VerdictOutcome.MET  # type: ignore[arg-type]


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


def goes_astray(known: dict[str, str]) -> bool:
    """Whether a change leads into itself or in a ring: no register of codes says so."""
    into_itself = any(new.startswith(old) or old.startswith(new) for old, new in known.items())
    return into_itself or any(present(code, known).startswith(tuple(known)) for code in known)
