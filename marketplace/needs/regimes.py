"""What each regime asks of a posting beyond its method, as dated rows: methods, days of notice, fewest bidders.

Most needs run under the county's own rules, which add nothing. The clocks of objections and complaints under each
regime stand in `needs.legal_clocks`.
"""

from dataclasses import dataclass, replace
from datetime import date

from marketplace.needs.errors import MethodNotOfRegime
from marketplace.needs.rules import OPENED_ON, MethodRule
from marketplace.needs.states import Method, Regime

HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class RegimeTerms:
    """How a need is posted under a regime from a day on.

    `methods`: those the regime knows. `notice_days`: calendar days from posting to closing; `change_days`: from the
    last change of the notice to closing. `minimum`: valid bidders without whom nobody wins.
    """

    regime: Regime
    effective_on: date
    legal_basis: str
    methods: tuple[Method, ...]
    notice_days: int
    change_days: int
    minimum: int


REGIME_TERMS: tuple[RegimeTerms, ...] = (
    RegimeTerms(
        Regime.TENDER,
        OPENED_ON,
        "招标投标法第十条、第二十三条、第二十四条、第二十八条",
        (Method.LOWEST_PRICE, Method.SCORED, Method.INVITED, Method.SEPARATION),
        notice_days=20,
        change_days=15,
        minimum=3,
    ),
    RegimeTerms(
        Regime.GOVERNMENT,
        OPENED_ON,
        "政府采购法第二十六条、第三十五条、第三十六条；政府采购货物和服务招标投标管理办法第二十七条",
        (Method.LOWEST_PRICE, Method.SCORED, Method.INVITED),
        notice_days=20,
        change_days=15,
        minimum=3,
    ),
)


def under_regime(rule: MethodRule, regime: str, on: date) -> MethodRule:
    """The method's rule as it runs under the regime on that day. Raises MethodNotOfRegime."""
    rows = [row for row in REGIME_TERMS if row.regime == regime and row.effective_on <= on]
    if not rows:
        return rule
    terms = max(rows, key=lambda row: row.effective_on)
    if rule.method not in terms.methods:
        raise MethodNotOfRegime(regime=Regime(regime).label, method=Method(rule.method).label)
    return replace(
        rule,
        legal_basis=f"{terms.legal_basis}；{rule.legal_basis}",
        notice_hours=max(rule.notice_hours, terms.notice_days * HOURS_A_DAY),
        change_hours=terms.change_days * HOURS_A_DAY,
        minimum_public=max(rule.minimum_public, terms.minimum),
        minimum_other=max(rule.minimum_other, terms.minimum),
    )
