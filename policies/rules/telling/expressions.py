"""Every expression told in one phrase."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from policies.rules import expressions as x
from policies.rules import tables as t
from policies.rules.citing import clause_name
from policies.rules.comparisons import AFTER_THE_NUMBER, WORDS, Word
from policies.rules.conditions import Condition
from policies.rules.facts import FactDefinition, Label, Vocabulary
from policies.rules.nodes import Node
from policies.rules.periods import PeriodRef
from policies.rules.telling.values import plain, pointer_name, share, value_of, yuan
from policies.rules.wording import sentences as s


class Phrases:
    """Tells expressions in one language ("zh" or "en")."""

    TELLERS: ClassVar[dict[type, Callable[[Any, Any], str]]] = {}

    def __init__(self, language: str, vocabulary: Vocabulary, *, cites: bool = True) -> None:
        self.language, self.vocabulary, self.cites = language, vocabulary, cites
        self.line: FactDefinition | None = None
        self.texts: dict[int, tuple[object, str]] = {}

    def once(self, thing: object, tell: Callable[[Any], str]) -> str:
        """What `tell` says of the very same thing; outside of lines it is put into words only once."""
        if self.line is not None:
            return tell(thing)
        known = self.texts.get(id(thing))
        if known is None:
            known = self.texts[id(thing)] = thing, tell(thing)
        return known[1]

    def say(self, phrase: str, **named: object) -> str:
        """A phrase of the table with its places filled."""
        return s.PHRASES[phrase].in_language(self.language).format(**named)

    def word(self, label: Label) -> str:
        return label.in_language(self.language)

    def listed(self, parts: Iterable[str], joint: str = "and") -> str:
        return self.say(joint).join(parts)

    def told(self, node: x.Expression) -> str:
        """The expression as a phrase."""
        return self.TELLERS[type(node)](self, node) + self.cited(node)

    def cited(self, node: Node) -> str:
        """The clause a node comes from, as it stands behind the phrase; empty where none is named."""
        if not node.clause or not self.cites:
            return ""
        return self.say("clause", clause=clause_name(node.clause, self.language))

    def condition(self, node: Condition) -> str:
        """A condition as a phrase; the class that tells conditions does it."""
        raise NotImplementedError

    def name(self, code: str) -> str:
        """The label of a fact, or its code when nobody defined it."""
        return self.word(self.vocabulary[code].label) if code in self.vocabulary else code

    def at(self, ref: PeriodRef | None) -> str:
        return "" if ref is None else pointer_name(ref, self.language)

    def _fact(self, node: x.FactAt) -> str:
        if node.period is None:
            return self.name(node.code)
        return (
            f"{self.name(node.code)}（{self.at(node.period)}）"
            if self.language == "zh"
            else (f"{self.name(node.code)} ({self.at(node.period)})")
        )

    def _field(self, node: x.Field) -> str:
        fields = (self.line.fields or {}) if self.line else {}
        return self.word(fields[node.name].label) if node.name in fields else node.name

    def _shifted(self, node: x.ShiftedDay) -> str:
        english = self.language != "zh"
        names = ("years", "months", "days") if english else ("年", "个月", "日")
        amounts = [
            (value, name) for value, name in zip((node.years, node.months, node.days), names, strict=True) if value
        ]
        told = ""
        for back in (True, False):
            part = [(abs(value), name) for value, name in amounts if (value < 0) is back]
            if part and english:
                told += "".join(f"{value} {name} " for value, name in part) + ("before " if back else "after ")
            elif part:
                told += "".join(f"{value}{name}" for value, name in part) + ("前" if back else "后")
        return self.say("shifted", of=self.told(node.of), by=told.rstrip())

    def _elapsed(self, node: x.Elapsed) -> str:
        unit = self.word(s.UNITS[node.unit])
        return self.say("elapsed", since=self.told(node.since), until=self.told(node.until), unit=unit)

    def _parts(self, node: Any) -> str:
        return self.say(node.TAG, parts=self.listed(self.told(part) for part in node.parts))

    def _subtract(self, node: x.Subtract) -> str:
        first, *others = [self.told(part) for part in node.parts]
        return self.say("subtract", first=first, others=self.listed(others))

    def _product(self, node: x.Multiply | x.Divide) -> str:
        sign = " × " if isinstance(node, x.Multiply) else " ÷ "
        return sign.join(self._bracketed(part) for part in node.parts)

    def _bracketed(self, node: x.Expression) -> str:
        told = self.told(node)
        simple = isinstance(node, (x.Yuan, x.Ratio, x.Number, x.FactAt, x.Field, x.Subtract, x.Growth))
        return told if simple else self.bracketed(told)

    def bracketed(self, told: str) -> str:
        """In brackets, unless it is already."""
        opening, closing = ("（", "）") if self.language == "zh" else ("(", ")")
        depth = 0
        for place, sign in enumerate(told):
            depth += (sign == opening) - (sign == closing)
            if depth == 0:
                return told if place == len(told) - 1 and place else self.say("bracket", parts=told)
        return self.say("bracket", parts=told)

    def _whole_steps(self, node: x.WholeSteps) -> str:
        return self.say("whole_steps", of=self.told(node.of), step=self.told(node.step))

    def _growth(self, node: x.Growth) -> str:
        return self.say("growth", of=self.name(node.of), at=self.at(node.at), base=self.at(node.base))

    def _over_periods(self, node: x.OverPeriods) -> str:
        return self.say(
            f"over_{node.take.value}", of=self.name(node.of), first=self.at(node.first), last=self.at(node.last)
        )

    def _lines(self, node: x.Lines) -> str:
        outer, self.line = self.line, self.vocabulary.get(node.of)
        where = "" if node.where is None else self.say("lines_where", where=self.condition(node.where))
        where = self.bracketed(where) if where and self.language == "zh" else where
        each = "" if node.each is None or node.take is x.LineTake.COUNT else self.told(node.each)
        if node.distinct is not None:
            each += self.say("distinct", field=self._field(x.Field(node.distinct)))
            if node.unused is not None:
                others = self.say("used_by_others") if node.used_by is x.UsedBy.OTHERS else ""
                each += self.say("unused", family=node.unused, field=self._field(x.Field(node.distinct)), others=others)
        self.line = outer
        take = self.word(s.TAKES[node.take])
        told = self.say("lines", of=self.name(node.of), where=where, each=each, take=take)
        return " ".join(told.replace(" of  over lines", " of lines").split()) if self.language != "zh" else told

    def _interest(self, node: x.Accrued) -> str:
        outer, self.line = self.line, self.vocabulary.get(node.of)
        where = "" if node.where is None else self.bracketed(self.condition(node.where))
        balance, rate = self.told(node.balance), self.told(node.rate)
        self.line = outer
        cap = "" if node.principal_cap is None else self.say("interest_cap", cap=self.told(node.principal_cap))
        ends = {"first": self.told(node.first), "last": self.told(node.last)}
        ends |= {"since": self.field_of(node.of, node.since), "until": self.field_of(node.of, node.until)}
        said = self.say(
            "interest", of=self.name(node.of), where=where, balance=balance, rate=rate,
            basis=node.basis.value, cap=cap, **ends,
        )  # fmt: skip
        return " ".join(said.split()) if self.language != "zh" else said

    def _received(self, node: x.Received) -> str:
        within = self.word(s.WITHINS[node.within])
        return self.say("received", family=node.family, within=within, detail=self.award_detail(node))

    def award_detail(self, node: Any) -> str:
        """Of which level and step the awards are that a node speaks of; empty where of any."""
        return "".join(f"·{part}" for part in (self.level(node.level or ""), node.step) if part)

    def level(self, code: str) -> str:
        """A level of government by its name, where it is one of the county's codes."""
        return self.word(s.LEVELS[code]) if code in s.LEVELS else code

    def field_of(self, lines: str, name: str) -> str:
        """The label of a field of such lines, or its code."""
        known = self.vocabulary.get(lines)
        fields = (known.fields or {}) if known is not None else {}
        return self.word(fields[name].label) if name in fields else name

    def _choose(self, node: t.Choose) -> str:
        told = [
            self.say("choose_if", when=self.condition(branch.when), then=self.told(branch.then))
            for branch in node.branches
        ]
        told.append(self.say("choose_else", then=self.told(node.otherwise)))
        return self.bracketed(self.listed(told, "semicolon"))

    def span(self, word: Word, bound: str) -> str:
        """A bound in the word of the text: 500万元以上, 超过10亿元."""
        if self.language != "zh":
            return f"{self.word(s.PLAIN_WORDS[word.operator]).removeprefix('is ')} {bound}"
        text = self.chinese(word)
        return f"{bound}{text}" if text in AFTER_THE_NUMBER else f"{text}{bound}"

    def chinese(self, word: Word, days: bool = False) -> str:
        """The word itself, or a fitting one for a neutral code."""
        neutral = word.text in (operator.value for operator in WORDS.values())
        return (s.DAY_WORDS if days else s.PLAIN_WORDS)[word.operator].zh if neutral else word.text

    def _tiers(self, node: t.Tiers) -> str:
        on = "" if node.on is None else self.say("tiers_on", on=self.told(node.on))
        if node.step is not None:
            on += self.say("tiers_step", step=self.told(node.step))
        bands = [self.say("band", range=self._band(band), then=self.told(band.then)) for band in node.bands]
        mode = self.word(s.TIER_MODES[node.mode])
        return self.say("tiers", of=self.told(node.of), mode=mode, on=on, bands=self.listed(bands, "semicolon"))

    def _band(self, band: t.Band) -> str:
        start = self.span(band.start_is, self.told(band.start))
        if band.until is None:
            return start
        return start + self.say("both") + self.span(band.until_is, self.told(band.until))

    def tests(self, measures: tuple[x.Expression, ...], tests: tuple[t.Test, ...]) -> str:
        """One row of a table."""
        return self.listed(
            (
                f"{self.told(measure)}{'' if self.language == 'zh' else ' '}"
                f"{self.span(test.word, self.told(test.value))}"
                for measure, test in zip(measures, tests, strict=False)
            ),
            "both",
        )

    def _pairs(self, node: t.Pairs) -> str:
        rows = [
            self.say("band", range=self.tests(node.measures, row.tests), then=self.told(row.then)) for row in node.rows
        ]
        return self.say("pairs", hit=self.word(s.HITS[node.hit]), rows=self.listed(rows, "semicolon"))

    def _grid(self, node: t.Grid) -> str:
        rows = []
        for row, line in zip(node.rows, node.cells, strict=False):
            for column, cell in zip(node.columns, line, strict=False):
                both = self._axis(row) + self.say("both") + self._axis(column)
                rows.append(self.say("band", range=both, then=self.told(cell)))
        return self.say(
            "grid", down=self.told(node.down), across=self.told(node.across), rows=self.listed(rows, "semicolon")
        )

    def _axis(self, band: t.AxisBand) -> str:
        codes = [self.listed(band.codes, "or")] if band.codes or band.start is None else []
        start = [] if band.start is None else [self.span(band.start_is, self.told(band.start))]
        return self.listed([*start, *codes], "both")

    def _ladder(self, node: t.Ladder) -> str:
        items = self.vocabulary.get(node.of)
        field = (items.fields or {}).get(node.step_field) if items else None
        steps = [
            self.say("band", range=value_of(field, step.step, self.language), then=self.told(step.amount))
            for step in node.steps
        ]
        mode = self.word(s.LADDER_MODES[node.mode])
        if node.mode is t.LadderMode.HIGHEST_ONLY:
            mode += self.say(f"after_lower_{node.after_lower.value}")
        by = [self.field_of(node.of, name) for name in (node.step_field, node.date_field)]
        named = {"family": node.family, "of": self.name(node.of), "by": self.listed(by), "mode": mode}
        return self.say("ladder", **named, steps=self.listed(steps, "semicolon"))

    def _cap(self, node: t.Cap) -> str:
        scope = self.word(s.CAP_SCOPES[node.scope])
        if node.family is not None and node.scope is not t.CapScope.ITEM:
            scope = self.say("cap_family", family=node.family, scope=scope)
        return self.say("cap", of=self.told(node.of), limit=self.told(node.limit), scope=scope)

    def _series(self, node: x.SeriesOn) -> str:
        return self.say("series", of=self.name(node.of), on=self.told(node.on))

    def kind_of(self, node: x.Expression) -> FactDefinition | None:
        """The definition that says how a compared value is written, where one side is a fact or a field."""
        if isinstance(node, x.FactAt):
            return self.vocabulary.get(node.code)
        if isinstance(node, x.Field) and self.line is not None:
            return (self.line.fields or {}).get(node.name)
        return None


Phrases.TELLERS.update(
    {
        x.Yuan: lambda self, node: yuan(node.value, self.language),
        x.Ratio: lambda _self, node: share(node.value),
        x.Number: lambda _self, node: plain(node.value),
        x.Day: lambda _self, node: node.value.isoformat(),
        x.Code: lambda _self, node: node.value,
        x.FactAt: Phrases._fact,
        x.Field: Phrases._field,
        x.Moment: lambda self, node: self.word(s.MOMENTS[node.name]),
        x.ShiftedDay: Phrases._shifted,
        x.Elapsed: Phrases._elapsed,
        x.Add: Phrases._parts,
        x.Subtract: Phrases._subtract,
        x.Multiply: Phrases._product,
        x.Divide: Phrases._product,
        x.Highest: Phrases._parts,
        x.Lowest: Phrases._parts,
        x.WholeSteps: Phrases._whole_steps,
        x.Growth: Phrases._growth,
        x.OverPeriods: Phrases._over_periods,
        x.Lines: Phrases._lines,
        x.Accrued: Phrases._interest,
        x.SeriesOn: Phrases._series,
        x.Received: Phrases._received,
        t.Choose: Phrases._choose,
        t.Tiers: Phrases._tiers,
        t.Pairs: Phrases._pairs,
        t.Grid: Phrases._grid,
        t.Ladder: Phrases._ladder,
        t.Cap: Phrases._cap,
    }
)
