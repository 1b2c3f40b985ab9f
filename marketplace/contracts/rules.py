"""How long a one-sided notice waits before it ends a contract, as dated rows; the county's own within the code."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """A notice takes effect after so many calendar days at least, the day of the notice not counted.

    The code lets the notice itself set a period (民法典 565); the least is the county's own, so that the other side has
    time to object.
    """

    effective_on: date
    days: int
    basis: str


NOTICE_RULES = (NoticeRule(date(2022, 1, 1), days=15, basis="民法典第五百六十五条；县级网上中介服务超市管理办法"),)


def notice_rule(on: date) -> NoticeRule:
    """The rule in force on a day."""
    return max((rule for rule in NOTICE_RULES if rule.effective_on <= on), key=lambda rule: rule.effective_on)
