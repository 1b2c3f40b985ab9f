"""Many rules, all enterprises at once: each distinct condition is evaluated once, exactly, in three values.

Nothing runs when this module is imported. Polars must not be used in a process that forks afterwards.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from policies.rules.columnar.compiling import NOTHING_REGISTERED, CompiledRule, CompiledRules, compile_rules
from policies.rules.columnar.ground import LARGEST_IN_LINE, MOST_LINES, Gathering, Registers, column_type
from policies.rules.columnar.quantities import NotInColumns
from policies.rules.facts import Vocabulary
from policies.rules.periods import Period, column_name
from policies.rules.syntax import Rule
from policies.rules.vocabulary import VOCABULARY

__all__ = [
    "NOTHING_REGISTERED",
    "CompiledRule",
    "CompiledRules",
    "FactOutOfRange",
    "NotInColumns",
    "Registers",
    "RuleMatches",
    "column_name",
    "column_type",
    "compile_rules",
    "match",
    "missing_columns",
    "supports_columns",
    "why_not_in_columns",
]


HERE = pl.col("_here")  # true in every row: makes a constant as long as the frame


class FactOutOfRange(ValueError):
    """A snapshot column holds a number too large to stay exact; the import should have refused it."""


@dataclass(frozen=True)
class RuleMatches:
    """What one rule comes to for every row of a snapshot.

    `verdict`: true (met), false (unmet), null (unknown). `rows`: the numbers of the rows that are met, ascending;
    `amounts`: their amounts in fen (null for a rule without an amount). `near`: the rows that are unmet by a single
    condition, when asked for. `columns`: the snapshot columns the rule reads.
    """

    rule: Rule
    period: Period | None
    verdict: pl.Series
    rows: pl.Series
    amounts: pl.Series
    near: pl.Series | None
    columns: tuple[str, ...]

    def amount_fen(self) -> pl.Series:
        """The amounts as a column as long as the snapshot, null where nothing is due."""
        return (
            pl.Series("amount_fen", [None], dtype=pl.Int64)
            .new_from_index(0, len(self.verdict))
            .scatter(self.rows, self.amounts)
        )


def supports_columns(rule: Rule, vocabulary: Vocabulary = VOCABULARY) -> bool:
    """Whether the column engine can do the whole (checked) rule; others are evaluated enterprise by enterprise."""
    return why_not_in_columns(rule, vocabulary) is None


def why_not_in_columns(rule: Rule, vocabulary: Vocabulary = VOCABULARY) -> str | None:
    """In Chinese, why a (checked) rule cannot be done in columns; None when it can."""
    try:
        compile_rules([rule], decided_on=date(2023, 6, 30), vocabulary=vocabulary)
    except NotInColumns as reason:
        return str(reason)
    return None


def match(
    compiled: CompiledRules, frame: pl.DataFrame | pl.LazyFrame, *, near_misses: bool | Collection[int] = False
) -> list[RuleMatches]:
    """The matches of every compiled rule, in their order; a column the frame lacks counts as missing for everybody.

    `near_misses`: of all rules, of none, or of those at these places.
    Raises FactOutOfRange, and Polars' own errors when a column cannot be read as the type of its fact.
    """
    base = _base(compiled, frame)
    judged = (
        _stepped(base, compiled.columns.steps)
        .with_columns(**{name: HERE & condition for name, condition in compiled.conditions.items()})
        .select(*compiled.conditions, HERE)
    )
    names = [f"{index}" for index in range(len(compiled.rules))]
    who = {name: HERE & rule.who for name, rule in zip(names, compiled.rules, strict=True)}
    verdicts = judged.with_columns(**who).select(names)
    asked = range(len(names)) if near_misses is True else near_misses or ()
    flips = {names[place]: HERE & (compiled.rules[place].flips == 1) for place in asked}
    far = judged.with_columns(**flips).select(list(flips)).to_dict()
    return [
        _matches(rule, base, verdicts.get_column(name), far.get(name))
        for name, rule in zip(names, compiled.rules, strict=True)
    ]


def _everywhere(expression: pl.Expr) -> pl.Expr:
    """The expression as long as the frame, also when it comes down to a constant."""
    return pl.when(HERE).then(expression)


def _stepped(frame: pl.DataFrame, steps: Mapping[str, pl.Expr | Gathering]) -> pl.DataFrame:
    """The frame with the steps as columns, in their order."""
    for name, step in steps.items():
        if isinstance(step, pl.Expr):
            frame = frame.with_columns(_everywhere(step).alias(name))
        else:
            frame = step.added(frame)
    return frame


def _base(compiled: CompiledRules, frame: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    """The wanted columns in their types, those that are lacking as nulls."""
    schema = frame.collect_schema()
    present = [name for name in compiled.columns.wanted if name in schema]
    lazy = (
        frame.lazy().select(*present, pl.lit(True).alias("_here"))
        if present
        else frame.lazy().with_columns(pl.lit(True).alias("_here")).select("_here")
    )
    taken = lazy.collect()
    others = [
        pl.col(name).cast(kind)
        for name, kind in compiled.columns.wanted.items()
        if name in schema and schema[name] != kind
    ]
    lacking = [
        pl.lit(None, dtype=kind).alias(name) for name, kind in compiled.columns.wanted.items() if name not in schema
    ]
    base = taken.with_columns(*others, *lacking)
    _refuse_out_of_range(compiled, base)
    return base


def _refuse_out_of_range(compiled: CompiledRules, base: pl.DataFrame) -> None:
    checks = {name: pl.col(name).abs().max() > bound for name, bound in compiled.columns.bounds.items()}
    for name, kind in compiled.columns.wanted.items():
        if isinstance(kind, pl.List) and isinstance(kind.inner, pl.Struct):
            numbers = [field.name for field in kind.inner.fields if field.dtype == pl.Int64]
            most = [pl.col(name).explode().struct.field(field).abs().max() > LARGEST_IN_LINE for field in numbers]
            checks[name] = pl.any_horizontal(pl.col(name).list.len().max() > MOST_LINES, *most)
    if checks and base.height:
        found = base.select(**checks)
        for name in checks:
            if found.get_column(name)[0]:
                raise FactOutOfRange(name)


def _matches(rule: CompiledRule, base: pl.DataFrame, verdict: pl.Series, flips: pl.Series | None) -> RuleMatches:
    """Adds the amounts: an unknown amount makes the verdict unknown, an amount of 0 makes it unmet."""
    near = None if flips is None else (flips & ~verdict).arg_true()
    rows = verdict.arg_true()
    if rule.fen is None:
        amounts = pl.Series("amount_fen", [None], dtype=pl.Int64).new_from_index(0, len(rows))
    else:
        passing = base.select("_here", *rule.amount_columns)[rows]
        amounts = (
            _stepped(passing, rule.amount_steps).with_columns(amount_fen=_everywhere(rule.fen)).get_column("amount_fen")
        )
        unknown, nothing = amounts.is_null(), (amounts <= 0).fill_null(value=False)
        if unknown.any() or nothing.any():
            verdict = verdict.scatter(rows.filter(unknown), None).scatter(rows.filter(nothing), False)
            rows, amounts = rows.filter(~unknown & ~nothing), amounts.filter(~unknown & ~nothing)
    columns = tuple(dict.fromkeys((*rule.who_columns, *rule.amount_columns)))
    return RuleMatches(rule.rule, rule.period, verdict.alias(rule.rule.code), rows, amounts, near, columns)


def missing_columns(matches: RuleMatches, frame: pl.DataFrame, rows: pl.Series | Sequence[int]) -> pl.DataFrame:
    """For chosen rows, true at every column the rule reads that is empty there: what may be asked for."""
    present = [name for name in matches.columns if name in frame.columns]
    empty = frame.select(pl.col(name).is_null() for name in present)[rows] if present else pl.DataFrame()
    return empty.with_columns(pl.lit(True).alias(name) for name in matches.columns if name not in present)
