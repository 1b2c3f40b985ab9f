"""One rule, one enterprise: the verdict with its reasons. UNKNOWN never pays and never rejects."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from policies.rules import conditions as c
from policies.rules.facts import Grain, Label, Vocabulary
from policies.rules.payments import has_plan, payment_plan
from policies.rules.periods import Period, period_of
from policies.rules.scalar.conditions import Conditions
from policies.rules.scalar.ground import Lacking, Looked
from policies.rules.scalar.ranges import range_of
from policies.rules.syntax import AmountIs, Assessed, Channel, Rule
from policies.rules.values import Facts, Missing, Value, fen_half_up
from policies.rules.verdicts import AmountRange, NearMiss, Note, NoteKind, Trace, Truth, Verdict, VerdictOutcome
from policies.rules.vocabulary import VOCABULARY
from policies.rules.wording.reviews import REVIEWS


def assessed_period(assessed: Assessed, decided_on: date) -> Period | None:
    """The period a rule assesses when decided on that day: `lag` periods before the one the day lies in."""
    if assessed.grain is Grain.NONE:
        return None
    return period_of(decided_on, assessed.grain).shifted(-assessed.lag)


def evaluate(
    rule: Rule,
    facts: Facts,
    *,
    decided_on: date,
    assessed: Period | None = None,
    applied_on: date | None = None,
    vocabulary: Vocabulary = VOCABULARY,
    looked: Looked | None = None,
) -> Verdict:
    """The verdict of a checked rule on the facts as of `decided_on`.

    `assessed`: the assessed period; by default the one the rule derives from the day. `looked`: what other rules found
    already on the very same facts and day. A rule that has not passed the
    checker may raise KeyError for a fact that the vocabulary lacks.
    """
    period = assessed or assessed_period(rule.assessed, decided_on)
    ground = Conditions(facts, vocabulary, decided_on, period, applied_on, looked=looked)
    return _Judgement(rule, ground, period).verdict()


class _Judgement:
    """The evaluation of one rule on one ground."""

    def __init__(self, rule: Rule, ground: Conditions, period: Period | None) -> None:
        self.rule, self.ground, self.period = rule, ground, period

    def verdict(self) -> Verdict:
        trace = self.ground.truth(self.rule.who, "/who")
        if trace.truth is Truth.FALSE:
            return self._said(VerdictOutcome.UNMET, trace, near_miss=near_miss(trace))
        self.ground.seen, self.ground.notes, self.ground.keys = [], [], []
        amount, missing = self._amount()
        if trace.truth is Truth.UNKNOWN or missing:
            named = tuple(dict.fromkeys((*trace.missing, *missing)))
            return self._said(VerdictOutcome.UNKNOWN, trace, missing=named, amount_range=self._range(amount))
        if amount is None:
            return self._said(VerdictOutcome.MET, trace)
        fen = fen_half_up(amount)
        if fen <= 0:
            self.ground.notes.append(Note(NoteKind.NOTHING_DUE))
            return self._said(VerdictOutcome.UNMET, trace, unrounded=amount)
        return self._said(VerdictOutcome.MET, trace, amount_fen=fen, unrounded=amount)

    def _amount(self) -> tuple[Fraction | None, tuple[Missing, ...]]:
        if self.rule.amount is None:
            return None, ()
        try:
            return self.ground.number(self.rule.amount), ()
        except Lacking as lacking:
            return None, tuple(dict.fromkeys(lacking.missing))

    def _range(self, amount: Fraction | None) -> AmountRange | None:
        if self.rule.amount is None:
            return None
        if amount is not None:
            fen = max(fen_half_up(amount), 0)
            return AmountRange(fen, fen)
        notes = list(self.ground.notes)
        found = range_of(self.ground, self.rule.amount)
        self.ground.notes = notes
        low = max(fen_half_up(found.low), 0) if found.low is not None else 0
        return AmountRange(low, None if found.high is None else max(fen_half_up(found.high), 0))

    def _said(
        self,
        outcome: VerdictOutcome,
        trace: Trace,
        *,
        amount_fen: int | None = None,
        unrounded: Fraction | None = None,
        missing: tuple[Missing, ...] = (),
        amount_range: AmountRange | None = None,
        near_miss: NearMiss | None = None,
    ) -> Verdict:
        amount_seen = (
            () if outcome is VerdictOutcome.UNMET and unrounded is None else tuple(dict.fromkeys(self.ground.seen))
        )
        notes = tuple(self.ground.notes)
        return Verdict(
            rule_code=self.rule.code,
            outcome=outcome,
            trace=trace,
            period=self.period,
            channel=self._channel(),
            amount_fen=amount_fen,
            unrounded=unrounded,
            amount_range=amount_range,
            missing=missing,
            amount_seen=amount_seen,
            notes=notes,
            reviews=tuple(self._reviews(outcome)),
            needs_decision=self.rule.amount_is is AmountIs.CEILING and outcome is VerdictOutcome.MET,
            near_miss=near_miss,
            steps=tuple(dict.fromkeys(self.ground.steps)) if outcome is VerdictOutcome.MET else (),
            keys=tuple(sorted(set(self.ground.keys))) if outcome is VerdictOutcome.MET else (),
            rank=self._rank() if outcome is VerdictOutcome.MET else None,
            plan=payment_plan(self.rule, amount_fen, self.period) if amount_fen and has_plan(self.rule) else (),
        )

    def _rank(self) -> Fraction | None:
        """The measure of a ranked pool; None, which comes last, when there is none or a fact of it is missing."""
        if self.rule.pool is None or self.rule.pool.rank_by is None:
            return None
        try:
            return self.ground.number(self.rule.pool.rank_by)
        except Lacking:
            return None

    def _channel(self) -> Channel:
        """The first branch that is met, or that may be: unknown goes the careful way."""
        for branch in self.rule.channels.branches:
            if self.ground.truth(branch.when).truth is not Truth.FALSE:
                return branch.then
        return self.rule.channels.usual

    def _reviews(self, outcome: VerdictOutcome) -> Iterable[Label]:
        """Why a person must look at a verdict that is not a refusal."""
        if outcome is VerdictOutcome.UNMET:
            return
        for name in dict.fromkeys(self.ground.reviews_raised):
            yield REVIEWS[name]
        for review in self.rule.reviews:
            if self.ground.truth(review.when).truth is not Truth.FALSE:
                yield review.reason


def near_miss(trace: Trace) -> NearMiss | None:
    """The one failing condition when changing it alone would make the whole true; None when there is none such."""
    flips, leaf = _flips(trace, wanted=True)
    if flips != 1 or leaf is None:
        return None
    return NearMiss(leaf.path, leaf.node, _short_by(leaf.left, leaf.right))


_FAR = 1000


def _flips(trace: Trace, *, wanted: bool) -> tuple[int, Trace | None]:
    """How many leaves must change for the trace to become TRUE (or FALSE), and the first such leaf.

    A leaf that is UNKNOWN cannot be counted on: it is as far as can be. Beyond two nobody counts: that is no near miss.
    """
    if not trace.parts:
        if isinstance(trace.node, (c.AllOf, c.AnyOf, c.NoneOf)):
            return (_FAR if wanted else 0), None
        if trace.truth is Truth.UNKNOWN:
            return _FAR, trace
        return (0, None) if (trace.truth is Truth.TRUE) is wanted else (1, trace)
    inner = wanted != isinstance(trace.node, c.NoneOf)
    every = isinstance(trace.node, c.AllOf) == wanted if not isinstance(trace.node, c.NoneOf) else wanted
    if not every:
        return min((_flips(part, wanted=inner) for part in trace.parts), key=lambda one: one[0])
    total = 0
    first: Trace | None = None
    for part in trace.parts:
        count, leaf = _flips(part, wanted=inner)
        total, first = total + count, first or leaf
        if total > 1:
            break
    return total, first


def _short_by(left: Value | None, right: Value | None) -> Fraction | int | None:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return right - left
    if isinstance(left, date) and isinstance(right, date):
        return (right - left).days
    return None
