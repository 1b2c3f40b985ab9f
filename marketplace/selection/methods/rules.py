"""The rules of each method as dated data: legal basis, minimum, ties, and what follows too few offers."""

from dataclasses import dataclass
from datetime import date

from marketplace.selection.methods.terms import Method, Quote, TieRule, TooFew

BUSINESS_ENVIRONMENT_43 = "优化营商环境条例（国务院令第722号）第四十三条"
NO_FLOOR_PRICE = "招标投标法实施条例（国务院令第613号）第二十七条"
FIRST_RANKED_WINS = "招标投标法实施条例（国务院令第613号）第五十五条"
LOW_PRICE_EXPLAINED = "政府采购货物和服务招标投标管理办法（财政部令第87号）第六十条"
PRICE_SCORE = "政府采购货物和服务招标投标管理办法（财政部令第87号）第五十五条"
LOCAL_RULE = "本地网上中介服务超市管理办法"
OPENED = date(2022, 1, 1)


@dataclass(frozen=True, slots=True)
class MethodRule:
    """One version of a method's rule; a need freezes the `version` it was posted under.

    The minimum is a number of valid participants; `minimum_public` holds where public funds pay. `until` is the
    exclusive end of effect. `needs_basis` methods may be used only when the notice cites its own legal basis.
    """

    method: Method
    version: str
    name_zh: str
    name_en: str
    basis: tuple[str, ...]
    minimum: int
    minimum_public: int
    ties: tuple[TieRule, ...] = ()
    too_few: TooFew = TooFew.REPOST
    quotes: tuple[Quote, ...] = ()
    needs_basis: bool = False
    effective_on: date = OPENED
    until: date | None = None
    conditions: tuple[str, ...] = ()

    def minimum_for(self, *, public_funds: bool) -> int:
        """Return how many valid participants the method needs."""
        return self.minimum_public if public_funds else self.minimum

    def is_in_force(self, on: date) -> bool:
        """Whether the version applies to a need posted on that day."""
        return self.effective_on <= on and (self.until is None or on < self.until)


BOTH_QUOTES = (Quote.AMOUNT, Quote.DISCOUNT)

METHODS: tuple[MethodRule, ...] = (
    MethodRule(
        Method.DIRECT,
        "direct/1",
        "直接选取",
        "Direct choice",
        (BUSINESS_ENVIRONMENT_43, LOCAL_RULE),
        minimum=1,
        minimum_public=1,
        too_few=TooFew.FAIL,
        quotes=(Quote.AMOUNT,),
        conditions=("market_owner_or_small_amount", "no_approval_service_of_a_public_organ", "reason_published"),
    ),
    MethodRule(
        Method.DRAW,
        "draw/1",
        "随机抽取",
        "Random draw",
        (BUSINESS_ENVIRONMENT_43, LOCAL_RULE),
        minimum=2,
        minimum_public=3,
        conditions=("fixed_price",),
    ),
    MethodRule(
        Method.LOWEST_PRICE,
        "lowest_price/1",
        "竞价选取·最低价",
        "Sealed lowest price",
        (BUSINESS_ENVIRONMENT_43, NO_FLOOR_PRICE, LOW_PRICE_EXPLAINED, LOCAL_RULE),
        minimum=2,
        minimum_public=3,
        ties=(TieRule.EARLIEST, TieRule.DRAW),
        quotes=BOTH_QUOTES,
        conditions=("standard_service", "ceiling", "no_floor_price"),
    ),
    MethodRule(
        Method.REVERSE_AUCTION,
        "reverse_auction/1",
        "竞价选取·多轮",
        "Reverse auction",
        (BUSINESS_ENVIRONMENT_43, NO_FLOOR_PRICE, LOW_PRICE_EXPLAINED, LOCAL_RULE),
        minimum=3,
        minimum_public=3,
        ties=(TieRule.EARLIEST,),
        too_few=TooFew.SEALED,
        quotes=(Quote.AMOUNT,),
        conditions=("standard_service", "ceiling", "no_floor_price"),
    ),
    MethodRule(
        Method.AVERAGE_PRICE,
        "average_price/1",
        "均价选取",
        "Average price",
        (LOCAL_RULE,),
        minimum=5,
        minimum_public=5,
        ties=(TieRule.LOWER_PRICE,),
        quotes=BOTH_QUOTES,
        needs_basis=True,
        conditions=("ceiling",),
    ),
    MethodRule(
        Method.SCORED,
        "scored/1",
        "综合评分",
        "Scored",
        (BUSINESS_ENVIRONMENT_43, PRICE_SCORE, LOCAL_RULE),
        minimum=3,
        minimum_public=3,
        ties=(TieRule.TECHNICAL,),
        quotes=BOTH_QUOTES,
        conditions=("published_criteria", "panel"),
    ),
    MethodRule(
        Method.CREDIT_PREFERRED,
        "credit_preferred/1",
        "信用择优",
        "Credit preferred",
        (BUSINESS_ENVIRONMENT_43, LOCAL_RULE),
        minimum=2,
        minimum_public=2,
        too_few=TooFew.FAIL,
        conditions=("credit_data_mature", "reason_published"),
    ),
    MethodRule(
        Method.INVITED,
        "invited/1",
        "邀请选取",
        "Invited",
        (BUSINESS_ENVIRONMENT_43, PRICE_SCORE, LOCAL_RULE),
        minimum=3,
        minimum_public=3,
        ties=(TieRule.TECHNICAL,),
        too_few=TooFew.WIDEN,
        quotes=BOTH_QUOTES,
        conditions=("few_capable_agencies",),
    ),
    MethodRule(
        Method.SEPARATION,
        "separation/1",
        "评定分离",
        "Evaluation-award separation",
        (FIRST_RANKED_WINS, LOCAL_RULE),
        minimum=3,
        minimum_public=3,
        ties=(TieRule.COMMITTEE,),
        quotes=BOTH_QUOTES,
        needs_basis=True,
        conditions=("panel", "committee", "minutes_signed"),
    ),
)


def rule_for(method: Method, *, on: date) -> MethodRule | None:
    """Return the version in force for a need posted on that day, or None: then the method may not be used."""
    return next((rule for rule in METHODS if rule.method is method and rule.is_in_force(on)), None)


def rule_named(version: str) -> MethodRule:
    """Return the version a need froze. Raises KeyError for an unknown one."""
    return {rule.version: rule for rule in METHODS}[version]
