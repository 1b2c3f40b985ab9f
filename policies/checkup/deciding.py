"""Which fact to ask a visitor for next, so that as few questions as possible decide as many policies as possible.

Every policy is judged in three values on the answers given so far. One that is met or not met stays so whatever is
answered later (a missing fact never pays and never rejects), so it is decided and asks for nothing more. What the open
ones name as missing are the only facts worth asking for: facts of decided policies, or of branches that no longer
matter, are not among them; nor are those of a policy whose amount can only be 0 any more.

The choice is greedy. For each candidate, each answer that can make a difference (both values of a flag, every choice of
a code, the numbers and days that the rules compare it with, and just beside them) is tried on the open policies that
name the fact; the fact whose answers decide most policies on average is asked for. Ties: the fact that stands nearer to
a verdict (one over the number of facts its policy still lacks, summed), then the order of the vocabulary. Greedy is not
optimal: the fewest questions for a set of rules is a hard problem, and the difference here is a question or two.

A visitor may skip a question; the fact then stays missing and is not asked for again. This module knows no Django.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, TypeAlias

from policies.rules import expressions as x
from policies.rules.evaluation import evaluate
from policies.rules.facts import NUMERIC, FactDefinition, Kind, Vocabulary
from policies.rules.facts_file import GivenFacts, Span
from policies.rules.periods import Period, parse_period
from policies.rules.syntax import Rule
from policies.rules.values import FactValue, Lack, Missing
from policies.rules.verdicts import Verdict, VerdictOutcome
from policies.rules.walking import walk

AWARDS: Final = "awards:"
ASKED_FOR: Final = frozenset({Lack.ABSENT, Lack.STALE})
ASKABLE: Final = NUMERIC | {Kind.TEXT, Kind.FLAG, Kind.DATE, Kind.CODE, Kind.LIST, Kind.ITEMS}
SOURCE: Final = "enterprise"
MOST_TRIED: Final = 6
CONSTANTS: Final[Mapping[Kind, Any]] = {
    Kind.MONEY: x.Yuan,
    Kind.RATIO: x.Ratio,
    Kind.NUMBER: x.Number,
    Kind.COUNT: x.Number,
    Kind.DATE: x.Day,
}
AMOUNTS: Final = (Decimal(10), Decimal(1_000_000))
ELSEWHERE: Final = "~"  # a code that no rule names
Answer: TypeAlias = Decimal | int | str | date | bool | tuple[()] | None
"""What was answered for a fact. An empty tuple: there are no lines, no awards. None: skipped."""
Answers: TypeAlias = Mapping[str, Answer]


class VisitorFacts(GivenFacts):
    """Answers and what the county knows for everybody; nobody's keys are used up but those on record."""

    def used(self, family: str) -> FactValue | Missing:
        """What awards of the family to anybody were paid for."""
        return FactValue(self.keys_used.get(family, frozenset()))


@dataclass(frozen=True, slots=True)
class Ground:
    """What every judgement rests on: the day, the vocabulary, and the county's catalogues, series, used keys and
    changes of codes."""

    on: date
    words: Vocabulary
    county: GivenFacts = field(default_factory=GivenFacts)

    def facts(self, answers: Answers) -> VisitorFacts:
        """The answers as facts of the day."""
        county = self.county
        facts = VisitorFacts(
            catalogues=county.catalogues, figures=county.figures, keys_used=county.keys_used, history=county.history
        )
        for name, answer in answers.items():
            if answer is not None:
                self._put(facts, name, answer)
        return facts

    def _put(self, facts: VisitorFacts, name: str, answer: Any) -> None:
        code, period = split_name(name)
        value = FactValue(answer, SOURCE, self.on)
        if code.startswith(AWARDS):
            facts.paid[code.removeprefix(AWARDS)] = value
            return
        kind = self.words[code].kind
        if kind is Kind.LIST:
            facts.lists[code] = (Span(None, None),) if answer else ()
        elif kind is Kind.ITEMS:
            facts.lines[code] = value
        else:
            facts.plain[code, period] = value

    def judge(self, rule: Rule, facts: VisitorFacts) -> Verdict:
        """What the rule says on the facts; one that is open, but whose amount can only be 0, is not met."""
        verdict = evaluate(rule, facts, decided_on=self.on, vocabulary=self.words)
        most = verdict.amount_range.high if verdict.amount_range else None
        if verdict.outcome is VerdictOutcome.UNKNOWN and most == 0:
            return replace(verdict, outcome=VerdictOutcome.UNMET, missing=())
        return verdict


def split_name(name: str) -> tuple[str, Period | None]:
    """`finance.revenue[2022]` as code and period. NotAPeriod for what names none."""
    code, _, rest = name.partition("[")
    return code, parse_period(rest.removesuffix("]")) if rest else None


def is_askable(missing: Missing, answers: Answers, words: Vocabulary) -> bool:
    """Whether a visitor can be asked for the fact: not yet asked, and about the enterprise, not about the world."""
    if missing.lack not in ASKED_FOR or missing.name in answers:
        return False
    definition = words.get(missing.code)
    return missing.code.startswith(AWARDS) or (definition is not None and definition.kind in ASKABLE)


@dataclass(frozen=True, slots=True)
class Judged:
    """One rule on the answers so far; `asks`: the facts that may still decide it, by name."""

    rule: Rule
    verdict: Verdict
    asks: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether an answer can still decide it."""
        return bool(self.asks)


def judge(rules: Sequence[Rule], answers: Answers, ground: Ground) -> list[Judged]:
    """Every rule on the answers so far, in their order."""
    facts = ground.facts(answers)
    found = []
    for rule in rules:
        verdict = ground.judge(rule, facts)
        asks = [one.name for one in verdict.missing if is_askable(one, answers, ground.words)]
        found.append(Judged(rule, verdict, tuple(dict.fromkeys(asks))))
    return found


def next_fact(judged: Sequence[Judged], answers: Answers, ground: Ground) -> str | None:
    """The name of the fact to ask for next; None when nothing that can be asked decides anything any more."""
    naming: dict[str, list[Judged]] = {}
    for one in judged:
        for name in one.asks:
            naming.setdefault(name, []).append(one)
    order = {code: place for place, code in enumerate(ground.words)}
    ranked = sorted(naming, key=lambda name: (-len(naming[name]), order.get(split_name(name)[0], len(order)), name))
    best: tuple[float, float] = (-1.0, -1.0)
    chosen = None
    for name in ranked:
        if len(naming[name]) < best[0]:  # it cannot decide more policies than name it
            break
        nearness = sum(1 / len(one.asks) for one in naming[name])
        score = decided_on_average(name, naming[name], answers, ground), nearness
        if score > best:
            best, chosen = score, name
    return chosen


def decided_on_average(name: str, naming: Sequence[Judged], answers: Answers, ground: Ground) -> float:
    """How many of the policies an answer decides, averaged over the answers that can make a difference."""
    tried = possible_answers(name, [one.rule for one in naming], ground.words)
    decided = 0
    for answer in tried:
        facts = ground.facts({**answers, name: answer})
        for one in naming:
            decided += ground.judge(one.rule, facts).outcome is not VerdictOutcome.UNKNOWN
    return decided / len(tried)


def possible_answers(name: str, rules: Sequence[Rule], words: Vocabulary) -> list[Answer]:
    """Answers that can make a difference to the rules; at least one."""
    code = name.partition("[")[0]
    definition = words.get(code)
    if definition is None or definition.kind is Kind.ITEMS:
        return [(), None]  # none, or some: which ones a visitor is not asked
    if definition.kind in (Kind.FLAG, Kind.LIST):
        return [True, False]
    if definition.choices:
        return list(definition.choices)
    kind = CONSTANTS.get(definition.kind, x.Code)
    constants = list(dict.fromkeys(one for rule in rules for one in _compared_with(rule, code, kind)))
    if definition.kind in (Kind.CODE, Kind.TEXT):
        return [*[one for one in constants if isinstance(one, str)][: MOST_TRIED - 1], ELSEWHERE]
    return _spread(list(_beside(constants, definition)))


def _compared_with(rule: Rule, code: str, kind: type[Any]) -> Iterator[Any]:
    """The constants of the kind that stand in the same condition or table as the fact."""
    for node, _path in walk(rule):
        if not _speaks_of(node, code):
            continue
        for part, _place in walk(node):
            if isinstance(part, kind):
                yield part.value
            if kind is x.Code:
                yield from getattr(part, "codes", ())


SIDES: Final = ("left", "right", "of", "over", "measures", "down", "across")


def _speaks_of(node: Any, code: str) -> bool:
    """Whether the node is a condition or a table one of whose own sides is about the fact."""
    sides = [getattr(node, name, None) for name in SIDES]
    flat = [one for side in sides for one in (side if isinstance(side, tuple) else (side,))]
    return any(
        getattr(part, "code", getattr(part, "of", None)) == code
        for side in flat
        if side is not None and not isinstance(side, str)
        for part, _place in walk(side)
    )


def _beside(constants: Sequence[Any], definition: FactDefinition) -> Iterator[Decimal | int | date]:
    """Each number or day that the fact is compared with, and just before and after it."""
    if definition.kind is Kind.DATE:
        for day in constants:
            if isinstance(day, date):
                yield from (day - timedelta(days=1), day + timedelta(days=1))
        return
    yield _number(Decimal(0), definition)
    if not constants:  # what only an amount is counted from: nothing, little, much
        yield from (_number(size, definition) for size in AMOUNTS)
    step = Decimal(1).scaleb(-definition.places)
    for number in constants:
        if isinstance(number, Decimal):
            yield from (_number(number - step, definition), _number(number + step, definition))


def _number(value: Decimal, definition: FactDefinition) -> Decimal | int:
    return int(value) if definition.kind is Kind.COUNT else value


def _spread(values: list[Any]) -> list[Answer]:
    """At most MOST_TRIED of them, from the smallest to the largest."""
    ordered = sorted(set(values)) or [None]
    if len(ordered) <= MOST_TRIED:
        return ordered
    return [ordered[place * (len(ordered) - 1) // (MOST_TRIED - 1)] for place in range(MOST_TRIED)]
