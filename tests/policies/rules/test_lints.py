"""Every lint of the newer nodes points at its place, says what to do in both languages, and spares a sound rule."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from policies.rules import expressions as x
from policies.rules import tables as t
from policies.rules.checking import check
from policies.rules.clauses import clause, clause_names
from policies.rules.comparisons import Word
from policies.rules.evaluation import evaluate
from policies.rules.facts_file import GivenFacts
from policies.rules.problems import Severity
from policies.rules.reading import rule_from_json
from policies.rules.syntax import Rule
from policies.rules.values import FactValue
from policies.rules.vocabulary import VOCABULARY

HELD: dict[str, Any] = {"holds": "stat.in_library"}
YUAN = {"yuan": "1000"}
DAYS = {"first": {"date": "2023-01-01"}, "last": {"date": "2023-12-31"}}
ERROR, WARNING = Severity.ERROR, Severity.WARNING
FALLING = {"band_order", "band_overlap", "band_gap", "band_falls", "band_ends"}


def rule(amount: Any = None, **more: Any) -> dict[str, Any]:
    said = {"rule": 2, "code": "X", "title": {"zh": "试", "en": "trial"}, "assessed": {"grain": "year"}, "family": "奖"}
    return said | {"budget_line": "b", "who": HELD, "amount": amount or YUAN} | more


def lines(**more: Any) -> dict[str, Any]:
    return {"multiply": [YUAN, {"lines": {"of": "hr.hires", "take": "count"} | more}]}


def ladder(*steps: str, **more: Any) -> dict[str, Any]:
    listed = [{"step": step, "amount": {"yuan": str(100 * number)}} for number, step in enumerate(steps, 1)]
    of = {"family": "奖", "of": "cert.held", "step_field": "step", "date_field": "awarded_on"}
    return {"ladder": of | {"steps": listed, "mode": "stack"} | more}


def interest(**more: Any) -> dict[str, Any]:
    loan = {"of": "loan.balances", "balance": {"field": "balance"}, "rate": {"ratio": "0.03"}}
    return {"interest": loan | {"since": "since", "until": "until"} | DAYS | more}


HIRED = {"compare": {"left": {"field": "hired_on"}, "is": "不早于", "right": {"day": "period_start"}}}
RANK = {"fact": "project.total_investment"}
BAND = "/amount/tiers/bands/0/then"


def tiers(mode: str, then: dict[str, str]) -> dict[str, Any]:
    return {"tiers": {"of": RANK, "mode": mode, "bands": [{"from": YUAN, "then": then}]}}


def ended() -> dict[str, Any]:
    band = {"from": YUAN, "from_is": "以上", "until": {"yuan": "5000"}, "until_is": "不足", "then": YUAN}
    return {"tiers": {"of": RANK, "mode": "fixed", "bands": [band]}}


def grid(*starts: str, codes: tuple[str, ...] = ("51", "39")) -> dict[str, Any]:
    rows = [{"from": {"yuan": start}, "from_is": "以上"} for start in starts]
    columns = [{"codes": [code]} for code in codes]
    cells = [[YUAN for _ in columns] for _ in rows]
    across = {"fact": "enterprise.industry"}
    return {"grid": {"down": RANK, "across": across, "rows": rows, "columns": columns, "cells": cells}}


def cap(limit: dict[str, str]) -> dict[str, Any]:
    return {"cap": {"of": {"multiply": [{"ratio": "0.1"}, RANK]}, "limit": limit}}


def grown(by: dict[str, str]) -> dict[str, Any]:
    growth = {"growth": {"of": "finance.revenue", "at": "y", "base": "y-1"}}
    return {"compare": {"left": growth, "is": "以上", "right": by}}


FOUND = {
    "lines of all years": (rule(lines(distinct="person")), "lines_of_all_times", "/amount/multiply/1/lines", WARNING),
    "a person twice": (rule(lines(where=HIRED)), "person_may_repeat", "/amount/multiply/1/lines", WARNING),
    "an amount of what is counted": (
        rule(lines(where=HIRED, distinct="person", each={"field": "insured_months"})),
        "idle_each", "/amount/multiply/1/lines/each", WARNING,
    ),
    "used by whom, of nothing": (
        rule(lines(where=HIRED, distinct="person", used_by="others")),
        "idle_used_by", "/amount/multiply/1/lines/used_by", WARNING,
    ),
    "a step twice": (rule(ladder("hi_tech", "hi_tech")), "ladder_step_twice", "/amount/ladder/steps/1/step", ERROR),
    "lower steps in a stack": (
        rule(ladder("sme_tech", "hi_tech", after_lower="nothing")),
        "idle_after_lower", "/amount/ladder/after_lower", WARNING,
    ),
    "a table that ends": (rule(ended()), "band_ends", "/amount/tiers/bands/0/until", WARNING),
    "starts out of order": (rule(grid("200", "100")), "axis_order", "/amount/grid/rows/1", ERROR),
    "a code under an earlier one": (
        rule(grid("100", "200", codes=("5", "51"))), "axis_shadowed", "/amount/grid/columns/1/codes", WARNING
    ),
    "a pool without money": (rule(pool={"limit": "0", "shortage": "pro_rata"}), "pool_empty", "/pool/limit", ERROR),
    "a pool without places": (
        rule(pool={"places": 0, "shortage": "ranked", "rank_by": RANK}), "pool_empty", "/pool/places", ERROR
    ),
    "an amount below nothing": (rule({"yuan": "-5"}), "negative_amount", "/amount/yuan", ERROR),
    "a band below nothing": (rule(tiers("fixed", {"yuan": "-5"})), "negative_amount", f"{BAND}/yuan", ERROR),
    "an amount of nothing": (rule({"yuan": "0"}), "nothing_to_pay", "/amount", ERROR),
    "a cap of nothing": (rule(cap({"yuan": "0"})), "cap_of_nothing", "/amount/cap/limit", ERROR),
    "a cap below nothing": (rule(cap({"yuan": "-1"})), "cap_of_nothing", "/amount/cap/limit", ERROR),
    "an amount finer than a fen": (rule({"yuan": "0.005"}), "finer_than_fen", "/amount/yuan", WARNING),
    "a pool finer than a fen": (
        rule(pool={"limit": "0.005", "shortage": "pro_rata"}), "pool_finer_than_fen", "/pool/limit", ERROR
    ),
    "a band of more than the whole": (
        rule(tiers("whole_rate", {"ratio": "1.5"})), "rate_above_whole", BAND, WARNING
    ),
    "a band without its percent sign": (
        rule(tiers("whole_rate", {"number": "15"})), "percent_forgotten", BAND, WARNING
    ),
    "rates that come to more than the whole": (
        rule({"multiply": [{"ratio": "1.5"}, {"ratio": "0.9"}, RANK]}), "rate_above_whole", "/amount/multiply", WARNING
    ),
    "a factor without its percent sign": (
        rule({"multiply": [{"number": "50"}, RANK]}), "percent_forgotten", "/amount/multiply/0", WARNING
    ),
    "growth without its percent sign": (
        rule(who=grown({"number": "20"})), "percent_forgotten", "/who/compare/right", WARNING
    ),
    "a pool of everything": (rule(pool={"shortage": "first_come"}), "pool_without_end", "/pool", WARNING),
    "a pool without a rule": (rule(pool={"limit": "5"}), "no_shortage_rule", "/pool", ERROR),
    "a rank nobody uses": (
        rule(pool={"limit": "5", "shortage": "pro_rata", "rank_by": RANK}), "idle_rank", "/pool/rank_by", WARNING
    ),
    "places pro rata": (rule(pool={"places": 5, "shortage": "pro_rata"}), "places_pro_rata", "/pool/places", WARNING),
    "ranked by nothing": (rule(pool={"places": 5, "shortage": "ranked"}), "no_rank", "/pool", WARNING),
    "a year that was": (
        rule(instalments=[{"share": "1", "years_later": -1}]), "instalment_year", "/instalments/0/years_later", ERROR
    ),
    "years out of order": (
        rule(instalments=[{"share": "0.5", "years_later": 2}, {"share": "0.5", "years_later": 1}]),
        "instalment_order", "/instalments/1/years_later", WARNING,
    ),
    "a first part on a condition": (
        rule(instalments=[{"share": "1", "when": HELD}]), "first_instalment_if", "/instalments/0/when", WARNING
    ),
    "a part of nothing": (
        rule(instalments=[{"share": "1"}, {"share": "0", "years_later": 1}]),
        "share_of_nothing", "/instalments/1/share", WARNING,
    ),
    "a level twice": (
        rule(funding=[{"level": "县级", "share": "0.5"}, {"level": "县级", "share": "0.5"}]),
        "named_twice", "/funding/1/level", ERROR,
    ),
    "a level without a name": (rule(funding=[{"level": " ", "share": "1"}]), "not_named", "/funding/0/level", ERROR),
    "a payee twice": (
        rule(payees=[{"who": "bank", "share": "0.5"}, {"who": "bank", "share": "0.5"}]),
        "named_twice", "/payees/1/who", ERROR,
    ),
    "no days to confirm": (
        rule(confirmation={"fields": ["amount"], "days": 0}), "confirmation_days", "/confirmation/days", ERROR
    ),
    "a shared cap without its amount": (
        rule(exclusive_group="组", within_group={"mode": "shared_cap"}), "no_group_cap", "/within_group", ERROR
    ),
    "a cap nobody asks for": (
        rule(exclusive_group="组", within_group={"cap": "5"}), "idle_group_cap", "/within_group/cap", WARNING
    ),
    "terms of no group": (rule(within_group={"mode": "order", "order": 1}), "no_group_name", "/within_group", WARNING),
    "interest backwards": (
        rule(interest(first={"date": "2023-12-31"}, last={"date": "2023-01-01"})),
        "interest_days", "/amount/interest/last", ERROR,
    ),
    "a rate without its percent": (
        rule(interest(rate={"ratio": "3.45"})), "interest_rate_high", "/amount/interest/rate", WARNING
    ),
    "a rate of nothing": (rule(interest(rate={"ratio": "0"})), "interest_nothing", "/amount/interest/rate", ERROR),
    "a principal of nothing": (
        rule(interest(principal_cap={"yuan": "0"})), "interest_nothing", "/amount/interest/principal_cap", ERROR
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_it_is_pointed_out_at_its_place_with_a_remedy(name: str) -> None:
    document, code, path, severity = FOUND[name]
    found = {(one.code, one.path): one for one in check(rule_from_json(document))}
    assert (code, path) in found
    one = found[code, path]
    assert one.severity is severity
    assert all((one.message.zh, one.message.en, one.remedy.zh, one.remedy.en))
    assert "{" not in one.message.zh + one.message.en + one.remedy.zh + one.remedy.en


@pytest.mark.parametrize("amount", [lines(where=HIRED, distinct="person"), ladder("sme_tech", "hi_tech"), interest()])
def test_a_sound_rule_is_left_alone(amount: dict[str, Any]) -> None:
    assert check(rule_from_json(rule(amount))) == []


@pytest.mark.parametrize("name", clause_names())
def test_no_real_clause_has_an_error(name: str) -> None:
    assert [one.code for one in check(clause(name)) if one.severity is ERROR] == []


def drawn_tiers(random: Random) -> t.Tiers:
    """Bands in order, with and without ends, that may gap, overlap, fall or jump."""
    mode = random.choice([t.TierMode.FIXED, t.TierMode.WHOLE_RATE, t.TierMode.MARGINAL_RATE])
    starts = sorted(random.sample(range(1, 40), random.randint(1, 4)))
    bands = []
    for place, start in enumerate(starts):
        value = Decimal(random.randint(0, 6)) / 10
        then = x.Yuan(value * 100) if mode is t.TierMode.FIXED else x.Ratio(value)
        following = starts[place + 1] if place + 1 < len(starts) else 41
        end = random.choice([None, None, x.Yuan(Decimal(random.choice([following, following, following - 1, 45])))])
        words = Word(random.choice(["以上", "超过"])), Word(random.choice(["以下", "不足"]))
        bands.append(t.Band(x.Yuan(Decimal(start)), then, words[0], end, words[1]))
    return t.Tiers(x.FactAt("project.total_investment"), mode, tuple(bands))


@pytest.mark.parametrize("seed", range(20))
def test_a_table_that_the_lints_leave_alone_never_gives_less_for_more(seed: int) -> None:
    random, silent = Random(seed), 0
    for _draw in range(30):
        node = drawn_tiers(random)
        drawn = replace(rule_from_json(rule()), amount=node)
        if {one.code for one in check(drawn, VOCABULARY)} & FALLING:
            continue
        silent += 1
        paid = [amount_at(drawn, number) for number in sorted(points(node))]
        assert paid == sorted(paid), node
    assert silent


def points(node: t.Tiers) -> set[Decimal]:
    """Both sides of every bound, and the bounds."""
    bounds = [one.value for band in node.bands for one in (band.start, band.until) if isinstance(one, x.Yuan)]
    return {bound + step for bound in bounds for step in (Decimal("-0.01"), Decimal(0), Decimal("0.01"), Decimal(3))}


def amount_at(drawn: Rule, measure: Decimal) -> int:
    plain = {("stat.in_library", None): FactValue(True), ("project.total_investment", None): FactValue(measure)}
    return evaluate(drawn, GivenFacts(plain=plain), decided_on=date(2023, 6, 30)).amount_fen or 0
