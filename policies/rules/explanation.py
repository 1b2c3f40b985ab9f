"""A rule in plain words, and a verdict with its reasons: which fact, from which department, of which day."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from policies.rules import conditions as c
from policies.rules import expressions as x
from policies.rules.comparisons import AFTER_THE_NUMBER
from policies.rules.facts import Kind, Vocabulary
from policies.rules.syntax import AmountIs, Rule
from policies.rules.telling.terms import Terms
from policies.rules.telling.values import fen, period_name, plain, share, value_of, yuan
from policies.rules.values import Missing, Seen
from policies.rules.verdicts import Note, NoteKind, Trace, Verdict
from policies.rules.vocabulary import DEPARTMENTS, VOCABULARY
from policies.rules.wording import sentences as s

_MARKS = {"true": "✓", "false": "✗", "unknown": "?"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text; `depth`: how far it is set in; `path`: the place in the rule it tells, if one."""

    text: str
    depth: int = 0
    path: str = ""

    def __str__(self) -> str:
        return "  " * self.depth + self.text


class Teller(Terms):
    """Tells conditions, rules and verdicts in one language."""

    CONDITIONS: ClassVar[dict[type, Callable[[Any, Any], str]]] = {}

    def condition(self, node: c.Condition) -> str:
        """A condition in one phrase."""
        return self.once(node, lambda one: self.CONDITIONS[type(one)](self, one) + self.cited(one))

    def lines_of(self, node: c.Condition, depth: int = 0, path: str = "") -> Iterator[Line]:
        """A condition as an outline."""
        here = f"{path}/{node.TAG}"
        if not isinstance(node, (c.AllOf, c.AnyOf, c.NoneOf)):
            yield Line(self.condition(node), depth, here)
            return
        yield Line(self._head(node), depth, here)
        for index, part in enumerate(node.parts):
            yield from self.lines_of(part, depth + 1, f"{here}/{index}")

    def _head(self, node: c.Condition) -> str:
        """What stands above the parts of a group, its clause before the colon."""
        head = self.word(s.GROUPS[node.TAG])
        return f"{head[:-1]}{self.cited(node)}{head[-1]}"

    def _group(self, node: c.AllOf | c.AnyOf | c.NoneOf) -> str:
        joint = "both" if isinstance(node, c.AllOf) else "or"
        parts = [self.condition(part) for part in node.parts]
        told = self.listed(parts, joint)
        if isinstance(node, c.NoneOf):
            return self.say("not_any", parts=told)
        return told if len(parts) == 1 else self.bracketed(told)

    def _compare(self, node: c.Compare) -> str:
        left, right = self.told(node.left), self._side(node.right, node.left)
        days = isinstance(node.right, (x.Day, x.Moment, x.ShiftedDay)) or isinstance(node.left, x.Moment)
        if self.language != "zh":
            return f"{left} {self.word((s.DAY_WORDS if days else s.PLAIN_WORDS)[node.word.operator])} {right}"
        word = self.chinese(node.word, days)
        if word in AFTER_THE_NUMBER:
            return f"{left}在{right}{word}"
        return f"{left}{word}{right}"

    def _side(self, node: x.Expression, other: x.Expression) -> str:
        """A constant in the unit of the fact it is compared with."""
        definition = self.kind_of(other)
        if definition is not None and isinstance(node, (x.Number, x.Code)):
            return value_of(definition, node.value, self.language)
        return self.told(node)

    def _codes(self, of: x.Expression, codes: tuple[str, ...]) -> str:
        definition = self.kind_of(of)
        return self.listed((value_of(definition, code, self.language) for code in codes), "or")

    def _one_of(self, node: c.OneOf) -> str:
        return self.say("one_of", of=self.told(node.of), codes=self._codes(node.of, node.codes))

    def _starts_with(self, node: c.StartsWith) -> str:
        code_set = (
            f"（{node.code_set}）"
            if node.code_set and self.language == "zh"
            else node.code_set and f" ({node.code_set})"
        )
        codes = self.listed((self._prefix(node.of, code) for code in node.codes), "or")
        return self.say("starts_with", of=self.told(node.of), codes=codes, code_set=code_set)

    def _prefix(self, of: x.Expression, code: str) -> str:
        """A prefix by name with the code behind it: two prefixes may lie under one name."""
        told = value_of(self.kind_of(of), code, self.language)
        if code in told:
            return told
        return f"{told}（{code}）" if self.language == "zh" else f"{told} ({code})"

    def _listed(self, node: c.Listed) -> str:
        return self.say("listed", of=self.name(node.on_list), on=self.told(node.on))

    def _catalogued(self, node: c.Catalogued) -> str:
        return self.say("catalogued", of=self.told(node.of), catalogue=self.name(node.catalogue), on=self.told(node.on))

    def _holds(self, node: c.Holds) -> str:
        return self.say("holds", of=self.told(node.of))

    def _known(self, node: c.Known) -> str:
        return self.say("known", facts=self.listed(self.told(fact) for fact in node.facts))

    def _pairs_hold(self, node: c.PairsHold) -> str:
        rows = [self.tests(node.measures, row.tests) for row in node.rows]
        return self.say("pairs_hold", rows=self.listed(rows, "semicolon"))

    def _awarded(self, node: c.Awarded) -> str:
        merged = "" if node.merged is x.Merged.COUNTS else self.say(f"merged_{node.merged.value}")
        within = self.word(s.WITHINS[node.within])
        return self.say("awarded", family=node.family, within=within, detail=self.award_detail(node), merged=merged)

    def _first_ever(self, node: c.FirstEver) -> str:
        by = self.field_of(node.of, node.date_field)
        return self.say("first_ever", of=self.name(node.of), by=by, period=self.at(node.period))

    def _assessing(self, node: c.Assessing) -> str:
        return self.say("assessing", periods=self.listed((self.at(period) for period in node.periods), "or"))

    def rule(self, rule: Rule) -> Iterator[Line]:
        """The whole rule: who, how much, by which channel, on which terms. Nothing it sets goes untold."""
        yield Line(self.say("eligible_if"), 0, "/who")
        if isinstance(rule.who, (c.AllOf, c.AnyOf, c.NoneOf)) and not rule.who.parts:
            yield Line(self.say("nothing"), 1, "/who")
        else:
            yield from self.lines_of(rule.who, 1, "/who")
        yield Line(self.say("amount"), 0, "/amount")
        amount = self.say("no_amount") if rule.amount is None else self.told(rule.amount)
        yield Line(amount + (self.say("ceiling") if rule.amount_is is AmountIs.CEILING else ""), 1, "/amount")
        yield Line(self.say("channel", channel=self.word(s.CHANNELS[rule.channels.usual])), 0, "/channels")
        for branch in rule.channels.branches:
            told = self.say("choose_if", when=self.condition(branch.when), then=self.word(s.CHANNELS[branch.then]))
            yield Line(told, 1, "/channels")
        if rule.exclusive_group:
            cap = rule.within_group.cap
            more = "" if cap is None else self.say("group_cap", cap=yuan(Fraction(cap), self.language))
            more += self.say("group_order", order=rule.within_group.order) if rule.within_group.order else ""
            mode = self.word(s.GROUP_MODES[rule.within_group.mode])
            yield Line(self.say("group", group=rule.exclusive_group, mode=mode) + more, 0, "/exclusive_group")
        yield Line(self.say("terms"), 0)
        for told, path in self.terms(rule):
            yield Line(told, 1, path)

    def verdict(self, verdict: Verdict) -> Iterator[Line]:
        """The verdict, what led to it, and what is missing."""
        yield Line(self.word(s.OUTCOMES[verdict.outcome]))
        yield from self._amount(verdict)
        for missing in verdict.missing:
            yield Line(self.missing(missing), 1)
        if verdict.near_miss is not None:
            near = verdict.near_miss
            # a bound that is to be exceeded and is only reached is short by nothing that can be said
            by = self.say("short_by", by=self._by(near.node, near.short_by)) if near.short_by else ""
            yield Line(self.say("near", condition=self.condition(near.node), by=by), 1, near.path)
        yield from self._plan(verdict)
        if verdict.rank is not None:
            yield Line(self.say("rank", rank=plain(verdict.rank)), 1, "/pool")
        for reason in verdict.reviews:
            yield Line(self.say("review", reason=self.word(reason)), 1)
        yield from self.trace(verdict.trace)

    def _plan(self, verdict: Verdict) -> Iterator[Line]:
        """The payments of the amount, where there are several or another than the enterprise is paid."""
        if verdict.plan:
            yield Line(self.say("plan"), 1, "/amount")
        for one in verdict.plan:
            levels = self.listed(f"{self.level(level)} {fen(part)}" for level, part in one.levels)
            year = (
                self.say("fiscal_year", year=one.fiscal_year)
                if one.fiscal_year is not None
                else self.say("years_later", number=one.years_later)
                if one.years_later
                else self.say("this_year")
            )
            named = {
                "year": year,
                "payee": self.word(s.PAYEES[one.payee]) if one.payee in s.PAYEES else one.payee,
                "amount": fen(one.fen),
                "when": "" if one.when is None else self.say("planned_if", when=self.condition(one.when)),
                "levels": self.say("planned_levels", levels=levels) if levels else "",
            }
            yield Line(self.say("planned", **named), 2, "/amount")

    def _amount(self, verdict: Verdict) -> Iterator[Line]:
        if verdict.amount_fen is not None and verdict.unrounded is not None:
            rounded = verdict.unrounded * 100 != verdict.amount_fen
            more = self.say("unrounded", amount=plain(verdict.unrounded)) if rounded else ""
            yield Line(self.say("paid", amount=fen(verdict.amount_fen)) + more, 1, "/amount")
        if verdict.needs_decision:
            yield Line(self.say("decide"), 1, "/amount")
        if verdict.amount_range is not None:
            low, high = verdict.amount_range.low, verdict.amount_range.high
            told = (
                self.say("range", low=fen(low), high=fen(high))
                if high is not None
                else self.say("range_open", low=fen(low))
            )
            yield Line(told, 1, "/amount")
        for note in verdict.notes:
            yield Line(self._note(note), 1, "/amount")
        for seen in verdict.amount_seen:
            yield Line(self.seen(seen), 2, "/amount")

    def _note(self, note: Note) -> str:
        named = (
            {"before": plain(note.before or 0), "after": plain(note.after or 0)} if note.kind is NoteKind.CAPPED else {}
        )
        return self.word(s.NOTES[note.kind]).format(number=note.number, **named)

    def trace(self, trace: Trace, depth: int = 1) -> Iterator[Line]:
        """Every condition with its mark and the facts it looked at."""
        group = isinstance(trace.node, (c.AllOf, c.AnyOf, c.NoneOf))
        node = trace.node
        told = self._head(node) if group else self.condition(node)
        yield Line(f"{_MARKS[trace.truth.value]} {told}", depth, trace.path)
        for part in trace.parts:
            yield from self.trace(part, depth + 1)
        for seen in trace.seen:
            yield Line(self.once(seen, self.seen), depth + 1, trace.path)
        if not group:
            for missing in trace.missing:
                yield Line(self.missing(missing), depth + 1, trace.path)

    def seen(self, seen: Seen) -> str:
        """A fact with its value, source department and day."""
        definition = self.vocabulary.get(seen.code)
        source = seen.source or (definition.source if definition else "")
        named = (
            DEPARTMENTS[source].in_language(self.language) if source in DEPARTMENTS else source or self.say("no_source")
        )
        as_of = f"{'，' if self.language == 'zh' else ', '}{seen.as_of}" if seen.as_of else ""
        value = value_of(definition, seen.value, self.language)
        return self.say("source", name=self._named(seen.code, seen), value=value, source=named, as_of=as_of)

    def missing(self, missing: Missing) -> str:
        """What is missing and why."""
        return self.say("missing", name=self._named(missing.code, missing), lack=self.word(s.LACKS[missing.lack]))

    def _named(self, code: str, at: Seen | Missing) -> str:
        register, _, family = code.partition(":")
        name = self.say(register, family=family) if register in ("awards", "used") and family else self.name(code)
        if at.period is None:
            return name
        period = period_name(at.period, self.language)
        return f"{name}（{period}）" if self.language == "zh" else f"{name} ({period})"

    def _by(self, node: c.Condition, by: Fraction | int) -> str:
        if isinstance(by, int):
            return self.say("days", number=abs(by))
        if isinstance(node, c.Compare):
            if isinstance(node.right, x.Yuan) or isinstance(node.left, x.Yuan):
                return yuan(abs(by), self.language)
            if isinstance(node.right, x.Ratio) or isinstance(node.left, (x.Growth, x.Ratio)):
                return share(abs(by))
            definition = self.kind_of(node.left)
            if definition is not None and definition.kind is not Kind.FLAG:
                return value_of(definition, abs(by), self.language)
        return plain(abs(by))


def describe(rule: Rule, language: str = "zh", vocabulary: Vocabulary = VOCABULARY) -> list[Line]:
    """The rule in plain words, in "zh" or "en"."""
    return list(Teller(language[:2], vocabulary).rule(rule))


def explain_all(
    verdicts: Iterable[Verdict], language: str = "zh", vocabulary: Vocabulary = VOCABULARY
) -> list[list[Line]]:
    """Each verdict with its reasons; conditions and facts that they share are put into words once."""
    teller = Teller(language[:2], vocabulary)
    return [list(teller.verdict(verdict)) for verdict in verdicts]


def explain(verdict: Verdict, language: str = "zh", vocabulary: Vocabulary = VOCABULARY) -> list[Line]:
    """The verdict with its reasons in plain words, in "zh" or "en"."""
    return list(Teller(language[:2], vocabulary).verdict(verdict))


Teller.CONDITIONS.update(
    {
        c.AllOf: Teller._group,
        c.AnyOf: Teller._group,
        c.NoneOf: Teller._group,
        c.Compare: Teller._compare,
        c.OneOf: Teller._one_of,
        c.StartsWith: Teller._starts_with,
        c.Listed: Teller._listed,
        c.Catalogued: Teller._catalogued,
        c.Holds: Teller._holds,
        c.Known: Teller._known,
        c.PairsHold: Teller._pairs_hold,
        c.Awarded: Teller._awarded,
        c.FirstEver: Teller._first_ever,
        c.Assessing: Teller._assessing,
    }
)
