"""The verdict on one enterprise under one rule, with everything needed to explain it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from policies.rules.conditions import Condition
from policies.rules.facts import Label
from policies.rules.periods import Period
from policies.rules.syntax import Channel
from policies.rules.values import Missing, Seen, Value


class Truth(StrEnum):
    """Kleene's three values."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


class VerdictOutcome(StrEnum):
    """MET: it is due. UNMET: it is not. UNKNOWN: a fact is missing; this never pays and never rejects."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


class Trace(NamedTuple):
    """One condition with what it came to; `left`, `right`: the compared values; `seen`: the facts looked at."""

    path: str
    node: Condition
    truth: Truth
    parts: "tuple[Trace, ...]" = ()
    left: Value | None = None
    right: Value | None = None
    seen: tuple[Seen, ...] = ()
    missing: tuple[Missing, ...] = ()

    def leaves(self) -> "Iterator[Trace]":
        """The conditions that have no parts, in order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


class NoteKind(StrEnum):
    """What happened on the way to an amount."""

    BAND = "band"  # this band of a table was reached
    BELOW_BANDS = "below_bands"
    CAPPED = "capped"  # a cap cut the amount
    NOTHING_DUE = "nothing_due"  # every condition holds, but the amount is 0
    LADDER = "ladder"


@dataclass(frozen=True, slots=True)
class Note:
    """One step on the way to an amount; `number`: the band's number; `before`, `after`: values around a cap."""

    kind: NoteKind
    number: int = 0
    before: Fraction | None = None
    after: Fraction | None = None


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The one condition that fails while all the others hold; `short_by`: how far the compared value is off."""

    path: str
    node: Condition
    short_by: Fraction | int | None = None


@dataclass(frozen=True, slots=True)
class AmountRange:
    """Between what the amount must lie, in fen, were the enterprise eligible; `high` None: no upper end is known."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class PlannedPayment:
    """One payment of an amount: to whom, how much (fen), in which fiscal year, if `when` holds then; by level."""

    payee: str
    fen: int
    years_later: int = 0
    fiscal_year: int | None = None
    when: Condition | None = None
    levels: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """`amount_fen` only with MET; `unrounded` in yuan; `needs_decision`: the amount is a ceiling under which a person
    decides; `reviews`: why a person must look, whatever the outcome; `steps`: the ladder's steps it pays; `keys`: the
    persons, invoices or machines it uses up; `rank`: the measure by which a ranked pool orders the claims;
    `plan`: the payments of the amount, where it is not paid at once and whole to the enterprise."""

    rule_code: str
    outcome: VerdictOutcome
    trace: Trace
    period: Period | None
    channel: Channel
    amount_fen: int | None = None
    unrounded: Fraction | None = None
    amount_range: AmountRange | None = None
    missing: tuple[Missing, ...] = ()
    amount_seen: tuple[Seen, ...] = ()
    notes: tuple[Note, ...] = ()
    reviews: tuple[Label, ...] = ()
    needs_decision: bool = False
    near_miss: NearMiss | None = None
    steps: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    rank: Fraction | None = None
    plan: tuple[PlannedPayment, ...] = ()
