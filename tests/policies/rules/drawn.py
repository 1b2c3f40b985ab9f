"""Draws rules and enterprises at random, with missing values and values right at the boundaries of the rules."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from policies.rules import conditions as c
from policies.rules import expressions as x
from policies.rules import tables as t
from policies.rules.codes import CodeHistory, Recoding
from policies.rules.comparisons import Word
from policies.rules.facts import Grain, Label
from policies.rules.facts_file import GivenFacts, Span
from policies.rules.periods import Period, PeriodRef, parse_period
from policies.rules.syntax import Assessed, Rule
from policies.rules.values import Award, FactValue, Relation
from policies.rules.vocabulary import CERTIFICATES, SCALES

TODAY = date(2023, 6, 30)
MONEY = [Decimal(text) for text in ("0", "0.01", "0.03", "99.99", "100", "100.01", "20000000", "99999999999.99")]
NEGATIVE = [Decimal(text) for text in ("-0.01", "-100")]
RATIOS = [Decimal(text) for text in ("0", "0.0549", "0.055", "0.0551", "0.2", "1", "0.333333")]
COUNTS = [Decimal(number) for number in (0, 1, 11, 12, 13, 300)]
DAYS = [date(2020, 2, 29), date(2020, 6, 30), date(2020, 7, 1), date(2023, 1, 1), date(2023, 6, 30), date(2022, 12, 31)]
CODES = ["5111", "5200", "6210", "3911", "39"]
WHOLE_CODES = ["5111", "5110", "6210", "3911", "61", "39", "5200", "5100"]
WORDS = ["以上", "超过", "以下", "不足", "等于", "不等于", "ge", "lt"]
YEARLY_MONEY = ["finance.revenue", "ui.paid_actual", "tax.paid"]
PLAIN_MONEY = ["project.equipment_investment", "project.smart_investment"]
FLAGS = ["credit.abnormal_list", "enterprise.is_private", "stat.in_library"]
FAMILY = "奖"


class Drawer:
    """Draws with one source of randomness."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def pick(self, options: Any) -> Any:
        return self.random.choice(options)

    def some(self, draw: Any, least: int, most: int) -> tuple[Any, ...]:
        return tuple(draw() for _ in range(self.random.randint(least, most)))

    def money_fact(self) -> x.FactAt:
        if self.random.random() < 0.5:
            return x.FactAt(self.pick(PLAIN_MONEY))
        return x.FactAt(self.pick(YEARLY_MONEY), PeriodRef(self.pick(["y", "y-1", "2022"])))

    def yuan(self) -> x.Yuan:
        return x.Yuan(self.pick(MONEY))

    def ratio(self) -> x.Ratio:
        return x.Ratio(self.pick(RATIOS))

    def money(self, depth: int) -> Any:
        simple = [self.yuan, self.money_fact, self.received, self.line_sum, self.interest]
        if depth <= 0:
            return self.pick(simple[:2])()
        return self.pick(
            [
                *simple,
                lambda: x.Add(self.some(lambda: self.money(depth - 1), 1, 3)),
                lambda: x.Subtract(self.some(lambda: self.money(depth - 1), 2, 3)),
                lambda: x.Multiply((self.money(depth - 1), self.share(depth - 1))),
                lambda: x.Multiply((self.steps(depth - 1), self.yuan())),
                lambda: x.Divide((self.money(depth - 1), self.count())),
                lambda: x.Highest(self.some(lambda: self.money(depth - 1), 2, 3)),
                lambda: x.Lowest(self.some(lambda: self.money(depth - 1), 2, 3)),
                self.over_periods,
                lambda: t.Choose(self.some(lambda: self.branch(depth - 1), 1, 2), self.money(depth - 1)),
                lambda: self.tiers(depth - 1),
                lambda: self.pairs(depth - 1),
                lambda: self.grid(depth - 1),
                lambda: self.ladder(depth - 1),
                lambda: t.Cap(self.money(depth - 1), self.money(0), self.pick(list(t.CapScope)), FAMILY),
            ]
        )()

    def share(self, depth: int) -> Any:
        return self.pick(
            [
                self.ratio,
                lambda: x.FactAt("ui.layoff_rate", PeriodRef("y-1")),
                self.growth,
                lambda: x.Divide((self.money(depth), self.money(depth))),
            ]
        )()

    def growth(self) -> x.Growth:
        return x.Growth(self.pick(YEARLY_MONEY), PeriodRef("y"), PeriodRef("y-1"))

    def count(self) -> Any:
        return self.pick(
            [
                lambda: x.Number(self.pick(COUNTS)),
                lambda: x.FactAt("ui.paid_in_full_months"),
                lambda: x.Elapsed(self.day(), self.day(), self.pick(list(x.Unit))),
                lambda: x.Lines(
                    "ai.invoices",
                    x.LineTake.COUNT,
                    where=self.pick([None, self.line_condition()]),
                    distinct=self.pick([None, "kind", "incurred_on"]),
                ),
            ]
        )()

    def steps(self, depth: int) -> x.WholeSteps:
        return x.WholeSteps(self.money(depth), self.money(0))

    def over_periods(self) -> x.OverPeriods:
        return x.OverPeriods("finance.revenue", PeriodRef("y-2"), PeriodRef("y"), self.pick(list(x.Gathering)))

    def line_sum(self) -> x.Lines:
        each: Any = self.pick(
            [
                x.Field("amount"),
                x.Lowest((x.Field("amount"), self.yuan())),
                x.Multiply((x.Field("amount"), self.ratio())),
                x.Lowest((x.Field("amount"), self.money_fact())),
                x.Multiply((x.Field("amount"), x.SeriesOn("series.lpr_1y", x.Field("incurred_on")))),
                self.tiers_of_line(),
            ]
        )
        take = self.pick([x.LineTake.SUM, x.LineTake.MAX, x.LineTake.MIN])
        unused = self.pick([None, FAMILY])
        distinct = "kind" if unused else self.pick([None, "kind"])
        where = self.pick([None, self.line_condition()])
        return x.Lines("ai.invoices", take, each, where, distinct, unused, self.pick(list(x.UsedBy)))

    def tiers_of_line(self) -> t.Tiers:
        return t.Tiers(x.Field("amount"), t.TierMode.WHOLE_RATE, self.bands(self.ratio))

    def interest(self) -> x.Accrued:
        rate = self.pick([x.Field("rate"), x.SeriesOn("series.lpr_1y", x.Field("since")), self.ratio()])
        where = c.OneOf(x.Field("loan"), ("one", "two"))
        return x.Accrued(
            "loan.balances",
            x.Field("balance"),
            rate,
            "since",
            "until",
            self.pick([x.Moment(x.MomentName.PERIOD_START), self.day()]),
            self.pick([x.Moment(x.MomentName.PERIOD_END), x.Moment(x.MomentName.DECIDED_ON)]),
            self.pick([None, x.Yuan(Decimal(100)), self.yuan(), self.money_fact()]),
            self.pick([None, where]),
            self.pick(list(x.Basis)),
        )

    def line_condition(self) -> Any:
        return self.pick([c.AllOf, c.AnyOf, c.NoneOf])(
            self.some(
                self.pick(
                    [
                        lambda: c.OneOf(x.Field("kind"), ("model_service",)),
                        lambda: c.Compare(x.Field("incurred_on"), Word("ge"), self.day()),
                        lambda: c.Compare(x.Field("amount"), Word(self.pick(WORDS)), self.yuan()),
                        lambda: c.Compare(x.Field("amount"), Word(self.pick(WORDS)), self.money_fact()),
                        lambda: c.Compare(
                            x.Elapsed(x.FactAt("enterprise.founded_on"), x.Field("incurred_on"), x.Unit.DAYS),
                            Word("ge"),
                            x.Number(Decimal(30)),
                        ),
                    ]
                ),
                1,
                2,
            )
        )

    def received(self) -> x.Received:
        return x.Received(FAMILY, self.pick(list(x.Within)), self.pick([None, "prov_srdi"]), self.pick([None, "city"]))

    def branch(self, depth: int) -> t.Branch:
        return t.Branch(self.condition(depth), self.money(depth))

    def bands(self, value: Any) -> tuple[t.Band, ...]:
        starts = sorted(self.random.sample(MONEY, self.random.randint(1, 3)))
        return tuple(
            t.Band(
                x.Yuan(start), value(), Word(self.pick(["以上", "超过"])), self.pick([None, None, x.Yuan(start + 100)])
            )
            for start in starts
        )

    def tiers(self, depth: int) -> t.Tiers:
        mode = self.pick(list(t.TierMode))
        rate = mode in (t.TierMode.WHOLE_RATE, t.TierMode.MARGINAL_RATE)
        on = None if mode is t.TierMode.MARGINAL_RATE else self.pick([None, self.money(depth)])
        step = x.Yuan(Decimal("0.07")) if mode is t.TierMode.STEP else None
        return t.Tiers(self.money(depth), mode, self.bands(self.ratio if rate else self.yuan), on, step)

    def tests(self) -> tuple[t.Test, ...]:
        return (t.Test(Word(self.pick(WORDS)), self.yuan()), t.Test(Word(self.pick(WORDS)), self.ratio()))

    def pairs(self, depth: int) -> t.Pairs:
        rows = self.some(lambda: t.PairRow(self.tests(), self.yuan()), 1, 3)
        return t.Pairs((self.money(depth), self.share(depth)), rows, self.pick(list(t.Hit)))

    def grid(self, depth: int) -> t.Grid:
        rows = tuple(t.AxisBand(x.Yuan(start), Word(self.pick(["以上", "超过"]))) for start in (MONEY[1], MONEY[4]))
        columns = (t.AxisBand(codes=("51", "6")), t.AxisBand(codes=("5", "39")))
        cells = tuple(tuple(self.yuan() for _ in columns) for _ in rows)
        return t.Grid(self.money(depth), x.FactAt("enterprise.industry"), rows, columns, cells)

    def ladder(self, depth: int) -> t.Ladder:
        names = [name for name in CERTIFICATES if self.random.random() < 0.7] or ["prov_srdi"]
        steps = tuple(t.Step(name, self.pick([self.yuan(), self.yuan(), self.money(depth)])) for name in names)
        mode, after = self.pick(list(t.LadderMode)), self.pick(list(t.AfterLower))
        return t.Ladder(FAMILY, "cert.held", "step", "awarded_on", steps, mode, after)

    def day(self) -> Any:
        return self.pick(
            [
                lambda: x.Day(self.pick(DAYS)),
                lambda: x.FactAt("enterprise.founded_on"),
                lambda: x.Moment(self.pick(list(x.MomentName))),
                lambda: x.ShiftedDay(
                    x.FactAt("enterprise.founded_on"), self.pick([0, 3]), self.pick([0, -1]), self.pick([0, 1])
                ),
            ]
        )()

    def condition(self, depth: int) -> Any:
        if depth > 0 and self.random.random() < 0.6:
            return self.pick([c.AllOf, c.AnyOf, c.NoneOf])(self.some(lambda: self.condition(depth - 1), 1, 3))
        industry = x.FactAt("enterprise.industry")
        return self.pick(
            [
                lambda: c.Compare(self.money(1), Word(self.pick(WORDS)), self.money(0)),
                lambda: c.Compare(self.share(0), Word(self.pick(WORDS)), self.ratio()),
                lambda: c.Compare(self.count(), Word(self.pick(WORDS)), x.Number(self.pick(COUNTS))),
                lambda: c.Compare(self.day(), Word(self.pick(WORDS)), self.day()),
                lambda: c.OneOf(x.FactAt("enterprise.scale"), tuple(self.random.sample(list(SCALES), 2))),
                lambda: c.OneOf(industry, tuple(self.random.sample(WHOLE_CODES, 2))),
                lambda: c.Compare(industry, Word(self.pick(["等于", "不等于"])), x.Code(self.pick(WHOLE_CODES))),
                lambda: c.StartsWith(industry, tuple(self.random.sample(["51", "6", "391", "39"], 2))),
                lambda: c.Listed("list.county_50", self.day()),
                lambda: c.Catalogued(industry, "catalogue.hi_tech_manufacturing", self.day()),
                lambda: c.Holds(x.FactAt(self.pick(FLAGS))),
                lambda: c.Known((x.FactAt("enterprise.scale"), self.money_fact())),
                lambda: c.PairsHold((self.money(0), self.growth()), self.some(lambda: c.PairTests(self.tests()), 1, 3)),
                lambda: c.Awarded(FAMILY, self.pick(list(x.Within)), merged=self.pick(list(x.Merged))),
                lambda: c.FirstEver("cert.held", "awarded_on", PeriodRef("y")),
                lambda: c.Assessing((PeriodRef("2023"),)),
            ]
        )()

    def rule(self) -> Rule:
        amount = self.money(self.random.randint(0, 3)) if self.random.random() < 0.8 else None
        return Rule(
            1,
            f"R{self.random.randint(0, 10**9)}",
            Label("试", "trial"),
            self.condition(self.random.randint(1, 3)),
            amount,
            FAMILY,
            assessed=Assessed(Grain.YEAR),
        )

    def enterprise(self, missing: float) -> GivenFacts:
        """Facts of one enterprise; each is missing with the given chance."""
        facts = GivenFacts()

        def keep(code: str, period: Period | None, options: Any) -> None:
            if self.random.random() >= missing:
                facts.plain[code, period] = FactValue(self.pick(options))

        for code in YEARLY_MONEY:
            for year in ("2023", "2022", "2021"):
                keep(code, parse_period(year), MONEY + NEGATIVE)
        for code in PLAIN_MONEY:
            keep(code, None, MONEY + NEGATIVE)
        for code in FLAGS:
            keep(code, None, [True, False])
        keep("ui.layoff_rate", parse_period("2022"), RATIOS)
        keep("ui.paid_in_full_months", None, COUNTS)
        keep("enterprise.founded_on", None, DAYS)
        keep("enterprise.scale", None, list(SCALES))
        keep("enterprise.industry", None, CODES)
        self._dated(facts, missing)
        return facts

    def _dated(self, facts: GivenFacts, missing: float) -> None:
        if self.random.random() >= missing:
            facts.lines["ai.invoices"] = FactValue(
                self.some(
                    lambda: {
                        "kind": self.pick(["model_service", "other", "model_service", None]),
                        "incurred_on": self.pick(DAYS),
                        "amount": self.pick([*MONEY, None]),
                    },
                    0,
                    3,
                )
            )
        if self.random.random() >= missing:
            facts.lines["loan.balances"] = FactValue(
                self.some(
                    lambda: {
                        "loan": self.pick(["one", "two", None, "one"]),
                        "balance": self.pick([*MONEY, *NEGATIVE, *MONEY, None]),
                        "rate": self.pick([*RATIOS, None]),
                        "since": self.pick([*DAYS, *DAYS, None]),
                        "until": self.pick([*DAYS, None]),
                    },
                    0,
                    4,
                )
            )
        if self.random.random() >= missing:
            facts.lines["cert.held"] = FactValue(
                self.some(lambda: {"step": self.pick(list(CERTIFICATES)), "awarded_on": self.pick([*DAYS, None])}, 0, 2)
            )
        if self.random.random() >= missing:
            facts.paid[FAMILY] = FactValue(
                self.some(
                    lambda: Award(
                        self.pick(MONEY),
                        self.pick(DAYS),
                        self.pick(["", "prov_srdi", "prov_giant", "natl_giant"]),
                        self.pick(["", "city"]),
                        self.pick(["", "2023", "2022"]),
                        self.pick(list(Relation)),
                        self.pick([(), ("model_service",), ("other", "more")]),
                    ),
                    0,
                    3,
                )
            )
        if self.random.random() >= missing:
            facts.lists["list.county_50"] = self.some(
                lambda: self.pick(
                    [Span(None, None), Span(DAYS[3], None), Span(None, DAYS[5]), Span(TODAY, TODAY + timedelta(days=1))]
                ),
                0,
                2,
            )


def world() -> GivenFacts:
    """The catalogue that every drawn enterprise is judged by, and what became of codes."""
    return GivenFacts(
        catalogues={
            "catalogue.hi_tech_manufacturing": (Span(None, None, "39"), Span(DAYS[1], DAYS[3], "5111")),
        },
        figures={
            "series.lpr_1y": (
                Span(DAYS[0], DAYS[2], Decimal("0.0385")),
                Span(DAYS[5], None, Decimal("0.0365")),
                Span(DAYS[3], None, Decimal("0.0355")),
            )
        },
        keys_used={FAMILY: frozenset(("model_service",))},
        history=CodeHistory(
            (
                Recoding("GB/T 4754", "62", "51", date(2020, 1, 1)),
                Recoding("GB/T 4754", "391", "6", TODAY, merges=True),
                Recoding("GB/T 4754", "52", "39", TODAY + timedelta(days=1)),
                Recoding("GB/T 2260", "39", "51", date(2020, 1, 1)),
            )
        ),
    )
