"""Clause by clause: what the rule asks for under each clause of the text, and how an enterprise stands there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from policies.matching.reasons import Reason, tree_of
from policies.rules import conditions as c
from policies.rules.explanation import Line, Teller, explain
from policies.rules.facts import Vocabulary
from policies.rules.syntax import Rule
from policies.rules.verdicts import Trace, Truth, Verdict, VerdictOutcome
from policies.rules.walking import walk

OPPOSITE = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}
AMOUNT = "/amount"


@dataclass(slots=True)
class Asked:
    """What the rule asks for under one clause: conditions as an outline; `amount`: how the money is reckoned there."""

    conditions: list[list[Line]] = field(default_factory=list)
    amount: str = ""


@dataclass(slots=True)
class ClauseStanding:
    """How an enterprise stands under one clause: each condition with its value, source and day, and the amount.

    `reasons` say whether what the clause asks for is so, also where the rule asks that something be not so. `spared`:
    conditions that do not hold and need not, because another of the same choice does.
    """

    reasons: list[Reason] = field(default_factory=list)
    spared: list[Reason] = field(default_factory=list)
    amount: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """`true`, `false`, `unknown`; empty where the clause asks for nothing or is not needed."""
        found = {reason.verdict for reason in self.reasons}
        return next((truth.value for truth in (Truth.FALSE, Truth.UNKNOWN, Truth.TRUE) if truth.value in found), "")


def asked_by_clause(rule: Rule, language: str, words: Vocabulary) -> dict[str, Asked]:
    """What the rule asks for, by the clauses that its nodes name."""
    teller, found = Teller(language, words, cites=False), dict[str, Asked]()
    for node in _conditions(rule.who):
        if node.clause:
            found.setdefault(node.clause, Asked()).conditions.append(list(teller.lines_of(node)))
    for node, _path in walk(rule.amount) if rule.amount is not None else ():
        clause = getattr(node, "clause", "")
        if clause and not found.setdefault(clause, Asked()).amount:
            found[clause].amount = teller.told(node)
    return found


def _conditions(node: c.Condition) -> Iterator[c.Condition]:
    yield node
    for part in node.parts if isinstance(node, (c.AllOf, c.AnyOf, c.NoneOf)) else ():
        yield from _conditions(part)


def standing_by_clause(
    rule: Rule, verdict: Verdict, language: str, words: Vocabulary
) -> Mapping[str, ClauseStanding]:  # fmt: skip
    """How the verdict of the rule stands, by the clauses that its nodes name."""
    teller, found = Teller(language, words, cites=False), dict[str, ClauseStanding]()
    for trace, is_negated, is_spared in _cited(verdict.trace):
        kept = found.setdefault(trace.node.clause, ClauseStanding())
        (kept.spared if is_spared else kept.reasons).append(_reason(trace, teller, is_negated=is_negated))
    said = [line.text for line in explain(verdict, language, words) if line.path == AMOUNT]
    for node, _path in walk(rule.amount) if rule.amount is not None and verdict.outcome is VerdictOutcome.MET else ():
        if getattr(node, "clause", ""):
            found.setdefault(node.clause, ClauseStanding()).amount = said
    return found


def _cited(trace: Trace, *, is_negated: bool = False, is_spared: bool = False) -> Iterator[tuple[Trace, bool, bool]]:
    """The parts that name a clause; whether the rule wants them false; whether another part makes up for them."""
    if trace.node.clause:
        yield trace, is_negated, is_spared and trace.truth is not Truth.TRUE
    inner = is_negated != isinstance(trace.node, c.NoneOf)
    spared = is_spared or (isinstance(trace.node, c.AnyOf) and not is_negated and trace.truth is Truth.TRUE)
    for part in trace.parts:
        yield from _cited(part, is_negated=inner, is_spared=spared)


def _reason(trace: Trace, teller: Teller, *, is_negated: bool) -> Reason:
    """The condition with its facts; one that the rule wants false is told as its opposite."""
    top = tree_of((line.depth, line.text) for line in teller.trace(trace, 0))[0]
    if not is_negated:
        return top
    opposite = teller.condition(c.NoneOf((replace(trace.node, clause=""),)))
    return Reason(OPPOSITE[trace.truth].value, opposite, top.source)
