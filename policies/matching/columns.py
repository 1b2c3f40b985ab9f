"""Who is met, near or lacking data, for many rules over a whole snapshot: by columns, or one by one if it must be."""

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from policies.registry.known import RegisteredFacts, Registers, facts_of_many
from policies.registry.snapshot import ENTERPRISE, Snapshot
from policies.rules.columns import RuleMatches, compile_rules, match, supports_columns
from policies.rules.evaluation import assessed_period, evaluate
from policies.rules.facts import Vocabulary
from policies.rules.periods import Period
from policies.rules.syntax import Rule
from policies.rules.verdicts import Verdict, VerdictOutcome
from policies.rules.walking import walk

SLICE: Final = 2000


@dataclass(frozen=True, slots=True)
class Ground:
    """What a run stands on: the snapshot, the day, the words, and what is the same for every enterprise."""

    snapshot: Snapshot
    decided_on: date
    words: Vocabulary
    registers: Registers


@dataclass(frozen=True, slots=True)
class Found:
    """Enterprise ids by what the rule says of them; `amounts` in fen by id; `lacking`: fewest missing values first."""

    period: Period | None
    examined: int
    amounts: Mapping[int, int]
    near: Sequence[int]
    lacking: Sequence[int]
    inputs: str


class EnginesDisagree(RuntimeError):
    """The column engine and the scalar evaluation say different things of one enterprise: nothing is written."""


def find(rules: Sequence[Rule], ground: Ground) -> list[Found]:
    """What each (checked) rule finds, in their order; rules share the conditions they have in common."""
    columnar = [rule for rule in rules if supports_columns(rule, ground.words)]
    found = dict(zip([id(rule) for rule in columnar], _find_columnar(columnar, ground), strict=True))
    return [found.get(id(rule)) or _find_one_by_one(rule, ground) for rule in rules]


def _find_columnar(rules: Sequence[Rule], ground: Ground) -> Iterator[Found]:
    if not rules:
        return
    compiled = compile_rules(rules, decided_on=ground.decided_on, registers=ground.registers, vocabulary=ground.words)
    frame = ground.snapshot.frame(compiled.columns.wanted, ground.decided_on, ground.words)
    ids = frame.get_column(ENTERPRISE)
    for matches in match(compiled, frame, near_misses=True):
        yield _found(matches, frame, ids)


def _found(matches: RuleMatches, frame: pl.DataFrame, ids: pl.Series) -> Found:
    amounts = [0 if fen is None else fen for fen in matches.amounts.to_list()]
    present = [name for name in matches.columns if name in frame.columns]
    lacking = _fewest_gaps_first(matches.verdict.is_null().arg_true(), frame.select(present))
    near = ids.gather(matches.near).to_list() if matches.near is not None else []
    return Found(
        period=matches.period,
        examined=len(ids),
        amounts=dict(zip(ids.gather(matches.rows).to_list(), amounts, strict=True)),
        near=near,
        lacking=ids.gather(lacking).to_list(),
        inputs=_digest(frame.select(ENTERPRISE, *sorted(present))),
    )


def _fewest_gaps_first(rows: pl.Series, facts: pl.DataFrame) -> pl.Series:
    """The rows in order of how many of their facts are missing."""
    if not facts.width or not len(rows):
        return rows
    gaps = facts[rows].select(gaps=pl.sum_horizontal(pl.all().is_null())).get_column("gaps")
    return rows.gather(gaps.arg_sort())


def _digest(frame: pl.DataFrame) -> str:
    content = io.BytesIO()
    frame.write_ipc(content, compat_level=pl.CompatLevel.oldest())
    return hashlib.sha256(content.getvalue()).hexdigest()


def _find_one_by_one(rule: Rule, ground: Ground) -> Found:
    amounts: dict[int, int] = {}
    near: list[int] = []
    lacking: list[tuple[int, int]] = []
    frame = ground.snapshot.frame(
        ground.snapshot.columns_of(facts_named(rule, ground.words)), ground.decided_on, ground.words
    )
    ids = frame.get_column(ENTERPRISE).to_list()
    for pk, verdict in verdicts(rule, ids, ground):
        if verdict.outcome is VerdictOutcome.MET:
            amounts[pk] = verdict.amount_fen or 0
        elif verdict.outcome is VerdictOutcome.UNKNOWN:
            lacking.append((len(verdict.missing), pk))
        elif verdict.near_miss is not None:
            near.append(pk)
    period = assessed_period(rule.assessed, ground.decided_on)
    few = [pk for _count, pk in sorted(lacking)]
    return Found(period, len(ids), amounts, near, few, inputs=_digest(frame))


def facts_named(rule: Rule, words: Vocabulary) -> set[str]:
    """The facts a rule speaks of anywhere: in its conditions, its amount, its channels and its reviews."""
    texts = (getattr(part, name, None) for part, _place in walk(rule) for name in ("code", "of"))
    return {text for text in texts if isinstance(text, str) and text in words}


def verdicts(rule: Rule, ids: Sequence[int], ground: Ground) -> Iterator[tuple[int, Verdict]]:
    """The scalar verdict on each enterprise, with its reasons, on the facts as they stand."""
    codes = facts_named(rule, ground.words)
    for start in range(0, len(ids), SLICE):
        part = ids[start : start + SLICE]
        facts: dict[int, RegisteredFacts] = facts_of_many(part, codes, ground.registers)
        for pk in part:
            yield pk, evaluate(rule, facts[pk], decided_on=ground.decided_on, vocabulary=ground.words)
