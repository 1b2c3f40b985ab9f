"""Who is met, near or lacking data, for many rules over rows of a snapshot: by columns, or one by one if it must be."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

import polars as pl

from policies.matching.rows import rows_of
from policies.registry.known import RegisteredFacts, Registers, facts_of_many
from policies.registry.snapshot import Snapshot, Window
from policies.rules.columnar.compiling import CompiledRule, CompiledRules
from policies.rules.columns import NotInColumns, RuleMatches, compile_rules, match
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
    """What a rule says of some rows of the snapshot, by their numbers; `fen`: the amount of each of `met`.

    `lacking`: fewest missing values first; `columns`: what the verdicts rest on.
    """

    period: Period | None
    examined: int
    met: pl.Series
    fen: tuple[int, ...]
    near: pl.Series
    lacking: pl.Series
    columns: tuple[str, ...]


class EnginesDisagree(RuntimeError):
    """The column engine and the scalar evaluation say different things of one enterprise: nothing is written."""


@dataclass
class Together:
    """Rules compiled together for one ground; each knows the snapshot columns its verdict rests on."""

    rules: Sequence[Rule]
    ground: Ground
    compiled: CompiledRules = field(init=False)
    by_rule: list[CompiledRule | None] = field(init=False)

    def __post_init__(self) -> None:
        columnar = self.rules
        try:
            self.compiled = self._compile(columnar)
        except NotInColumns:
            columnar = [rule for rule in self.rules if self._fits(rule)]
            self.compiled = self._compile(columnar)
        done = {id(rule): one for rule, one in zip(columnar, self.compiled.rules, strict=True)}
        self.by_rule = [done.get(id(rule)) for rule in self.rules]

    def _compile(self, rules: Sequence[Rule]) -> CompiledRules:
        return compile_rules(
            rules,
            decided_on=self.ground.decided_on,
            registers=self.ground.registers,
            vocabulary=self.ground.words,
        )

    def _fits(self, rule: Rule) -> bool:
        try:
            self._compile([rule])
        except NotInColumns:
            return False
        return True

    def columns(self, index: int) -> tuple[str, ...]:
        """The columns that the verdict of one of the rules rests on."""
        compiled, snapshot = self.by_rule[index], self.ground.snapshot
        if compiled is not None:
            return compiled.columns
        return tuple(columns_named(self.rules[index], snapshot.columns_of(self.ground.words), self.ground.words))

    def find(self, start: int = 0, length: int | None = None) -> list[Found]:
        """What each rule finds in these rows of the snapshot, in their order."""
        ground = self.ground
        columnar: Iterator[Found] = iter(())
        if self.compiled.rules:
            wanted = self.compiled.columns.wanted
            frame = ground.snapshot.frame(wanted, ground.decided_on, ground.words, start=start, length=length)
            matches = match(self.compiled, frame, near_misses=True)
            columnar = (_found(one, rule, frame, start) for one, rule in zip(matches, self.compiled.rules, strict=True))
        return [
            next(columnar) if compiled is not None else self._one_by_one(index, start, length)
            for index, compiled in enumerate(self.by_rule)
        ]

    def _one_by_one(self, index: int, start: int, length: int | None) -> Found:
        end = self.ground.snapshot.rows if length is None else min(start + length, self.ground.snapshot.rows)
        met: dict[int, int] = {}
        near: list[int] = []
        lacking: list[tuple[int, int]] = []
        rows = pl.Series(range(start, end), dtype=pl.UInt32)
        within = self.ground.snapshot.window(start, end - start)
        for number, (_pk, said) in enumerate(self.verdicts(index, rows, within), start):
            if said.outcome is VerdictOutcome.MET:
                met[number] = said.amount_fen or 0
            elif said.outcome is VerdictOutcome.UNKNOWN:
                lacking.append((len(said.missing), number))
            elif said.near_miss is not None:
                near.append(number)
        numbers = ([*met], near, [number for _count, number in sorted(lacking)])
        found, nearly, without = (pl.Series(one, dtype=pl.UInt32) for one in numbers)
        period = assessed_period(self.rules[index].assessed, self.ground.decided_on)
        return Found(period, end - start, found, tuple(met.values()), nearly, without, self.columns(index))

    @cached_property
    def everybody(self) -> Window:
        """All rows of the snapshot."""
        return self.ground.snapshot.window()

    def verdicts(self, index: int, rows: pl.Series, within: Window | None = None) -> Iterator[tuple[int, Verdict]]:
        """The scalar verdict on the enterprise of each row with its id and reasons, in the order of the rows.

        `within`: a window in which all of them lie, so that no more than that is read.
        """
        ground, rule, columns, window = self.ground, self.rules[index], self.columns(index), within or self.everybody
        for start in range(0, len(rows), SLICE):
            some = rows_of(window, rows.slice(start, SLICE), columns, ground.words, ground.registers)
            for pk, facts in some.facts():
                yield pk, evaluate(rule, facts, decided_on=ground.decided_on, vocabulary=ground.words)


def find(rules: Sequence[Rule], ground: Ground) -> list[Found]:
    """What each (checked) rule finds, in their order; rules share the conditions they have in common."""
    return Together(rules, ground).find()


def _found(matches: RuleMatches, rule: CompiledRule, frame: pl.DataFrame, start: int) -> Found:
    present = [name for name in matches.columns if name in frame.columns]
    lacking = _fewest_gaps_first(matches.verdict.is_null().arg_true(), frame.select(present))
    near = matches.near if matches.near is not None else matches.rows.clear()
    return Found(
        period=matches.period,
        examined=frame.height,
        met=matches.rows + start,
        fen=tuple(0 if fen is None else fen for fen in matches.amounts),
        near=near + start,
        lacking=lacking + start,
        columns=rule.columns,
    )


def _fewest_gaps_first(rows: pl.Series, facts: pl.DataFrame) -> pl.Series:
    """The rows in order of how many of their facts are missing."""
    if not facts.width or not len(rows):
        return rows
    gaps = facts[rows].select(gaps=pl.sum_horizontal(pl.all().is_null())).get_column("gaps")
    return pl.DataFrame({"rows": rows, "gaps": gaps}).sort("gaps", "rows").get_column("rows")


def columns_named(rule: Rule, columns: Iterable[str], words: Vocabulary) -> list[str]:
    """Those of the columns whose fact, list or family of awards the rule speaks of anywhere."""
    named: set[Any] = facts_named(rule, words)
    for part, _place in walk(rule):
        named |= {f"awards:{getattr(part, 'family', '')}", getattr(part, "on_list", None)}
    return [name for name in columns if name.partition("[")[0] in named]


def facts_named(rule: Rule, words: Vocabulary) -> set[str]:
    """The facts a rule speaks of anywhere: in its conditions, its amount, its channels and its reviews."""
    texts = (getattr(part, name, None) for part, _place in walk(rule) for name in ("code", "of"))
    return {text for text in texts if isinstance(text, str) and text in words}


def verdicts(rule: Rule, ids: Sequence[int], ground: Ground) -> Iterator[tuple[int, Verdict]]:
    """The scalar verdict on each enterprise, with its reasons, on the facts as they stand now."""
    codes: Collection[str] = facts_named(rule, ground.words)
    for start in range(0, len(ids), SLICE):
        part = ids[start : start + SLICE]
        facts: Mapping[int, RegisteredFacts] = facts_of_many(part, codes, ground.registers)
        for pk in part:
            yield pk, evaluate(rule, facts[pk], decided_on=ground.decided_on, vocabulary=ground.words)
