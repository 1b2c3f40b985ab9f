"""What the law and the county's rules ask of each method, as dated rows; the row in force is frozen on the need.

This is the only place where minimum, tie, too-few and legal basis of a method stand. The arithmetic in
`selection.methods` takes them as arguments. The county's own numbers (minimum, notice, amounts) are its to change:
by a new row with its day, never by changing one under which something was posted.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused
from marketplace.credit.rules import credit_rule
from marketplace.needs.states import Method, Quote, Tie, TooFew


class MethodNotOffered(Refused):
    """The county offers no such method on that day."""

    sentence = _("选取方式“%(method)s”目前未在中介超市开通，请选择其他方式。")
    status = 422


@dataclass(frozen=True, slots=True)
class MethodRule:
    """How one method runs from a day on; counts of valid bidders, hours of notice.

    `ties` are those a notice may choose from, the first unless it says otherwise; `quotes` what may be offered.
    `change_hours`: from the last change of a notice to closing; 0: the whole notice period again. `names` is how many
    agencies the owner has to name (direct, invited). `needs_basis`: the notice cites its own legal basis. `has_panel`:
    experts score. `until` is the exclusive end of effect.
    """

    method: Method
    effective_on: date
    legal_basis: str
    minimum_public: int
    minimum_other: int
    ties: tuple[str, ...]
    too_few: str
    quotes: tuple[str, ...] = (Quote.AMOUNT, Quote.DISCOUNT)
    takes_price: bool = True
    is_offered: bool = True
    notice_hours: int = 24
    change_hours: int = 0
    names: int = 0
    needs_basis: bool = False
    has_panel: bool = False
    asks_low_prices: bool = False
    until: date | None = None

    @property
    def tie(self) -> str:
        """The tie rule of a notice that says nothing else."""
        return self.ties[0] if self.ties else ""

    def minimum(self, *, uses_public_funds: bool) -> int:
        """How many valid bidders are needed."""
        return self.minimum_public if uses_public_funds else self.minimum_other

    def is_in_force(self, on: date) -> bool:
        """Whether the row holds for a need posted on that day."""
        return self.effective_on <= on and (self.until is None or on < self.until)

    def frozen(self, *, uses_public_funds: bool, on: date, tie: str = "") -> dict[str, object]:
        """What a need posted on that day keeps of it for good."""
        days = {"effective_on": self.effective_on.isoformat(), "until": self.until and self.until.isoformat()}
        rule = asdict(self) | days | {"method": str(self.method), "tie": tie or self.tie}
        steps = [list(step) for step in credit_rule(on).weights]
        weights = {"credit_weights": steps} if self.method == Method.CREDIT_PREFERRED else {}
        return rule | weights | {"minimum": self.minimum(uses_public_funds=uses_public_funds)}


OPENED_ON = date(2022, 1, 1)
LOCAL = "县级网上中介服务超市管理办法"
COMPETITION = "优化营商环境条例第四十三条"
NO_FLOOR = "招标投标法实施条例第二十七条"
FIRST_WINS = "招标投标法实施条例第五十五条"
LOW_PRICES = "政府采购货物和服务招标投标管理办法第六十条"
PRICE_SCORE = "政府采购货物和服务招标投标管理办法第五十五条"
AMOUNT_ONLY = (Quote.AMOUNT,)


def _cited(*sources: str) -> str:
    return "；".join(sources)


METHOD_RULES: tuple[MethodRule, ...] = (
    MethodRule(
        Method.LOWEST_PRICE,
        OPENED_ON,
        _cited(LOCAL, COMPETITION, NO_FLOOR, LOW_PRICES),
        minimum_public=3,
        minimum_other=2,
        ties=(Tie.EARLIEST, Tie.DRAW),
        too_few=TooFew.REPOST,
        asks_low_prices=True,
    ),
    MethodRule(
        Method.DRAW,
        OPENED_ON,
        _cited(LOCAL, COMPETITION),
        minimum_public=3,
        minimum_other=2,
        ties=(Tie.DRAW,),
        too_few=TooFew.REPOST,
        quotes=AMOUNT_ONLY,
        takes_price=False,
    ),
    MethodRule(
        Method.REVERSE_AUCTION,
        OPENED_ON,
        _cited(LOCAL, COMPETITION, NO_FLOOR, LOW_PRICES),
        minimum_public=3,
        minimum_other=3,
        ties=(Tie.EARLIEST,),
        too_few=TooFew.SEALED,
        quotes=AMOUNT_ONLY,
        asks_low_prices=True,
    ),
    MethodRule(
        Method.AVERAGE_PRICE,
        OPENED_ON,
        LOCAL,
        minimum_public=5,
        minimum_other=5,
        ties=(Tie.LOWER_PRICE,),
        too_few=TooFew.REPOST,
        needs_basis=True,
    ),
    MethodRule(
        Method.SCORED,
        OPENED_ON,
        _cited(LOCAL, COMPETITION, PRICE_SCORE, LOW_PRICES),
        minimum_public=3,
        minimum_other=3,
        ties=(Tie.TECHNICAL,),
        too_few=TooFew.REPOST,
        has_panel=True,
        asks_low_prices=True,
    ),
    MethodRule(
        Method.CREDIT_PREFERRED,
        OPENED_ON,
        _cited(LOCAL, COMPETITION),
        minimum_public=2,
        minimum_other=2,
        ties=(Tie.DRAW,),
        too_few=TooFew.FAIL,
        quotes=AMOUNT_ONLY,
        takes_price=False,
    ),
    MethodRule(
        Method.INVITED,
        OPENED_ON,
        _cited(LOCAL, COMPETITION, PRICE_SCORE, LOW_PRICES),
        minimum_public=3,
        minimum_other=3,
        ties=(Tie.TECHNICAL,),
        too_few=TooFew.WIDEN,
        names=3,
        has_panel=True,
        asks_low_prices=True,
    ),
    MethodRule(
        Method.SEPARATION,
        OPENED_ON,
        _cited(LOCAL, FIRST_WINS, LOW_PRICES),
        minimum_public=3,
        minimum_other=3,
        ties=(Tie.COMMITTEE,),
        too_few=TooFew.REPOST,
        needs_basis=True,
        has_panel=True,
        asks_low_prices=True,
    ),
    MethodRule(
        Method.DIRECT,
        OPENED_ON,
        _cited(LOCAL, COMPETITION),
        minimum_public=1,
        minimum_other=1,
        ties=(Tie.EARLIEST,),
        too_few=TooFew.FAIL,
        quotes=AMOUNT_ONLY,
        names=1,
    ),
)

PAPER_SIZES_MB = (0, 1, 4, 16)
"""How large the files of one bid may be together, as a notice chooses; 0: no files. Each bid takes that much room."""

SPLITTING_LIMIT_FEN: Mapping[date, int] = {OPENED_ON: 100_000_000}
"""Fen per owner, category and year from which procurements would have to be bought together; by effective day."""

SMALL_AMOUNT_FEN: Mapping[date, int] = {OPENED_ON: 3_000_000}
"""Fen below which an owner with public funds may choose directly; by effective day. The county's own line."""

TENDER_LINE_FEN: Mapping[date, int] = {OPENED_ON: 100_000_000}
"""Fen from which services for construction are tendered by law (必须招标的工程项目规定 art. 5: 1,000,000 yuan)."""


@dataclass(frozen=True, slots=True)
class OpenerRule:
    """From which ceiling (fen) on named people open a need together, how many are named, and when they are late.

    More than half of those named have to agree. The county's own rule: the law says nothing of openers.
    """

    effective_on: date
    line_fen: int
    least: int = 3
    most: int = 7
    least_parties: int = 2
    late_after_hours: int = 24

    def needed(self, count: int) -> int:
        """How many of `count` named openers have to agree."""
        return count // 2 + 1


OPENER_RULES = (OpenerRule(OPENED_ON, line_fen=100_000_000),)


def opener_rule(on: date) -> OpenerRule:
    """The rule of openers in force on a day."""
    return max((rule for rule in OPENER_RULES if rule.effective_on <= on), key=lambda rule: rule.effective_on)


def rule_for(method: str, on: date) -> MethodRule:
    """The rule of `method` in force on a day. Raises MethodNotOffered when there is none, or it is not offered."""
    rules = [rule for rule in METHOD_RULES if rule.method == method and rule.is_in_force(on)]
    rule = max(rules, key=lambda row: row.effective_on, default=None)
    if rule is None or not rule.is_offered:
        label = dict(Method.choices).get(method, method)
        raise MethodNotOffered(method=label)
    return rule


def offered_methods(on: date) -> list[Method]:
    """The methods an owner may choose on a day."""
    return [rule.method for rule in METHOD_RULES if rule.is_offered and rule.is_in_force(on)]


def in_force_fen(line: Mapping[date, int], on: date) -> int:
    """A dated amount as it holds on a day, in fen."""
    return line[max(day for day in line if day <= on)]
