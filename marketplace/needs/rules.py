"""What the law and the county's rules ask of a posting, as dated rows; the row in force is frozen on the need.

Sources: 优化营商环境条例 art. 43 (choice of intermediaries by competition), 招标投标法实施条例 arts. 27 and 55, and the
county's own rules for the intermediary supermarket (minimum numbers, notice periods), which a county may change.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused
from marketplace.needs.states import Method


class MethodNotOffered(Refused):
    """The county offers no such method on that day."""

    sentence = _("选取方式“%(method)s”目前未在中介超市开通，请选择其他方式。")
    status = 422


@dataclass(frozen=True, slots=True)
class MethodRule:
    """How one method runs from a day on; counts of bidders, hours of notice; codes as in selection.methods."""

    method: Method
    effective_on: date
    legal_basis: str
    minimum_public: int
    minimum_other: int
    tie: str
    too_few: str
    takes_price: bool = True
    is_offered: bool = True
    notice_hours: int = 24

    def minimum(self, *, uses_public_funds: bool) -> int:
        """How many valid bidders are needed."""
        return self.minimum_public if uses_public_funds else self.minimum_other

    def frozen(self, *, uses_public_funds: bool) -> dict[str, object]:
        """What a need keeps of it for good."""
        rule = asdict(self) | {"method": str(self.method), "effective_on": self.effective_on.isoformat()}
        return rule | {"minimum": self.minimum(uses_public_funds=uses_public_funds)}


OPENED_ON = date(2022, 1, 1)
MARKET_RULES = "县级网上中介服务超市管理办法"

METHOD_RULES: tuple[MethodRule, ...] = (
    MethodRule(
        Method.LOWEST_PRICE, OPENED_ON, f"{MARKET_RULES}；招标投标法实施条例第二十七条", 3, 2, "earliest", "repost"
    ),
    MethodRule(Method.DRAW, OPENED_ON, MARKET_RULES, 3, 2, "draw", "repost", takes_price=False),
    MethodRule(Method.AVERAGE_PRICE, OPENED_ON, MARKET_RULES, 5, 5, "lower_price", "repost", is_offered=False),
    MethodRule(Method.DIRECT, OPENED_ON, "优化营商环境条例第四十三条", 1, 1, "earliest", "fail", is_offered=False),
    MethodRule(Method.REVERSE_AUCTION, OPENED_ON, MARKET_RULES, 3, 3, "earliest", "sealed", is_offered=False),
    MethodRule(Method.SCORED, OPENED_ON, MARKET_RULES, 3, 3, "technical", "repost", is_offered=False),
    MethodRule(Method.CREDIT_PREFERRED, OPENED_ON, MARKET_RULES, 2, 2, "draw", "fail", is_offered=False),
    MethodRule(Method.INVITED, OPENED_ON, MARKET_RULES, 3, 3, "technical", "widen", is_offered=False),
    MethodRule(
        Method.SEPARATION, OPENED_ON, "招标投标法实施条例第五十五条", 3, 3, "committee", "repost", is_offered=False
    ),
)

SPLITTING_LIMIT_FEN: Mapping[date, int] = {OPENED_ON: 100_000_000}
"""Fen per owner, category and year from which procurements would have to be bought together; by effective day."""


def rule_for(method: str, on: date) -> MethodRule:
    """The rule of `method` in force on a day. Raises MethodNotOffered when there is none, or it is not offered."""
    rules = [rule for rule in METHOD_RULES if rule.method == method and rule.effective_on <= on]
    rule = max(rules, key=lambda row: row.effective_on, default=None)
    if rule is None or not rule.is_offered:
        label = dict(Method.choices).get(method, method)
        raise MethodNotOffered(method=label)
    return rule


def offered_methods(on: date) -> list[Method]:
    """The methods an owner may choose on a day."""
    return [rule.method for rule in METHOD_RULES if rule.is_offered and rule.effective_on <= on]


def splitting_limit_fen(on: date) -> int:
    """The limit in force on a day, in fen."""
    return SPLITTING_LIMIT_FEN[max(day for day in SPLITTING_LIMIT_FEN if day <= on)]
