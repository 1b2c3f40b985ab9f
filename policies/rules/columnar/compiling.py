"""Many rules compiled together, so that a condition which several of them have is evaluated once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from policies.rules import conditions as c
from policies.rules.codes import UNCHANGED
from policies.rules.columnar.conditions import Conditions, both, either, neither
from policies.rules.columnar.ground import Columns, Gathering, Registers
from policies.rules.columnar.quantities import fen_half_up
from policies.rules.evaluation import assessed_period
from policies.rules.expressions import Moment, MomentName, Within
from policies.rules.facts import Vocabulary
from policies.rules.facts_file import Span
from policies.rules.periods import Period
from policies.rules.syntax import Rule
from policies.rules.tables import Cap, Ladder
from policies.rules.values import FactValue, Missing
from policies.rules.vocabulary import VOCABULARY
from policies.rules.walking import periods_in, walk
from policies.rules.writing import judged_text

FAR = 100  # as many changes as this, or more, are too many to call a near miss
_GROUPS = {c.AllOf: both, c.AnyOf: either, c.NoneOf: neither}


class NothingRegistered:
    """Registers without entries: every catalogue and series is missing, no code ever changed."""

    history = UNCHANGED

    def catalogue(self, code: str, on: date) -> FactValue | Missing:
        return Missing(code)

    def series(self, code: str, on: date) -> FactValue | Missing:
        return Missing(code)

    def used(self, family: str) -> FactValue | Missing:
        return Missing(f"used:{family}")

    def spans(self, code: str) -> Sequence[Span]:
        return ()


NOTHING_REGISTERED = NothingRegistered()


@dataclass(frozen=True)
class CompiledRule:
    """One rule as columns over the shared conditions: `who`; `flips`: how many conditions must change for it to be
    true; `fen`: the amount of those that pass. `who_columns`, `amount_columns`: the snapshot columns each reads;
    `other_columns`: those that channels and reviews look at."""

    rule: Rule
    period: Period | None
    who: pl.Expr
    flips: pl.Expr
    fen: pl.Expr | None
    who_columns: tuple[str, ...]
    amount_columns: tuple[str, ...]
    amount_steps: Mapping[str, pl.Expr | Gathering]
    other_columns: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every snapshot column that the verdict rests on, each once."""
        return tuple(dict.fromkeys((*self.who_columns, *self.amount_columns, *self.other_columns)))


@dataclass
class CompiledRules:
    """Rules compiled together; valid for the days and registers they were compiled with."""

    rules: list[CompiledRule] = field(default_factory=list)
    conditions: dict[str, pl.Expr] = field(default_factory=dict)
    columns: Columns = field(default_factory=Columns)


def compile_rules(
    rules: Sequence[Rule],
    *,
    decided_on: date,
    applied_on: date | None = None,
    assessed: Mapping[str, Period] | None = None,
    registers: Registers = NOTHING_REGISTERED,
    vocabulary: Vocabulary = VOCABULARY,
) -> CompiledRules:
    """The (checked) rules as columns; NotInColumns when one of them is beyond the engine (see `supports_columns`).

    `assessed`: the assessed period by rule code where it is not the one the rule derives from the day.
    """
    compiled = CompiledRules()
    for rule in rules:
        period = (assessed or {}).get(rule.code) or assessed_period(rule.assessed, decided_on)
        for_who, for_amount = Columns(), Columns()
        terrain = Conditions(vocabulary, registers, decided_on, applied_on, period, for_who)
        sharing = _Sharing(compiled, terrain)
        who, flips = sharing.combined(rule.who), sharing.flips(rule.who, wanted=True)
        terrain = Conditions(vocabulary, registers, decided_on, applied_on, period, for_amount)
        fen = None if rule.amount is None else fen_half_up(terrain.number(rule.amount))
        others = Columns()
        terrain = Conditions(vocabulary, registers, decided_on, applied_on, period, others)
        for when in (*(part.when for part in rule.channels.branches), *(part.when for part in rule.reviews)):
            terrain.truth(when)
        compiled.columns.steps.update(for_who.steps)
        for columns in (for_who, for_amount):
            compiled.columns.wanted.update(columns.wanted)
            compiled.columns.bounds.update(columns.bounds)
        names = tuple(for_who.wanted), tuple(for_amount.wanted)
        compiled.rules.append(
            CompiledRule(rule, period, who, flips, fen, *names, for_amount.steps, tuple(others.wanted))
        )
    return compiled


class _Sharing:
    """Compiles the conditions of one rule into the pool that all rules share."""

    def __init__(self, compiled: CompiledRules, terrain: Conditions) -> None:
        self.compiled, self.terrain = compiled, terrain
        self.names: dict[int, str] = {}

    def combined(self, node: c.Condition) -> pl.Expr:
        """The condition as a combination of shared ones."""
        if isinstance(node, (c.AllOf, c.AnyOf, c.NoneOf)):
            return _GROUPS[type(node)]([self.combined(part) for part in node.parts])
        return pl.col(self._shared(node))

    def flips(self, node: c.Condition, *, wanted: bool) -> pl.Expr:
        """How many leaves must change for the condition to be as wanted; an unknown one is FAR."""
        if not isinstance(node, (c.AllOf, c.AnyOf, c.NoneOf)):
            leaf = pl.col(self._shared(node))
            return ((~leaf) if wanted else leaf).cast(pl.UInt16).fill_null(FAR)
        if not node.parts:
            return pl.lit(FAR if wanted else 0, dtype=pl.UInt16)
        inner = wanted != isinstance(node, c.NoneOf)
        every = wanted if isinstance(node, c.NoneOf) else isinstance(node, c.AllOf) == wanted
        found = [self.flips(part, wanted=inner) for part in node.parts]
        return pl.sum_horizontal(found) if every else pl.min_horizontal(found)

    def _shared(self, node: c.Condition) -> str:
        """The name under which the condition is evaluated once."""
        if id(node) not in self.names:
            period = self.terrain.assessed if depends_on_period(node) else None
            name = f"?{judged_text(node)}@{period or ''}"
            self.compiled.conditions[name] = self.terrain.truth(node)
            self.names[id(node)] = name
        return self.names[id(node)]


def depends_on_period(node: c.Condition) -> bool:
    """Whether the condition speaks of the assessed period at all; those that do not are shared by all rules."""
    if any(not ref.is_fixed for ref in periods_in(node)):
        return True
    for part, _ in walk(node):
        if isinstance(part, Moment) and part.name in (MomentName.PERIOD_START, MomentName.PERIOD_END):
            return True
        if isinstance(part, (c.Assessing, Ladder, Cap)) or getattr(part, "within", Within.EVER) is not Within.EVER:
            return True
    return False
