"""What law and county say of panels, as dated data: how small, how long a tie counts, when silence is agreement."""

from dataclasses import dataclass
from datetime import date, timedelta

SMALLEST_PANEL = 3
LOOK_BACK = timedelta(days=3 * 365)
"""How long a labour tie counts after it ended (政府采购评审专家管理办法 art. 16: three years)."""


@dataclass(frozen=True, slots=True)
class SignatureRule:
    """After so many working days, the day of the consensus not counted, who has not signed nor dissented has agreed.

    That silence is agreement is the law's; how long one waits for it is the county's own.
    """

    effective_on: date
    days: int
    basis: str


SIGNATURE_RULES = (
    SignatureRule(
        date(2022, 1, 1),
        days=2,
        basis="招标投标法实施条例第五十三条；政府采购货物和服务招标投标管理办法第六十一条",
    ),
)


def signature_rule(on: date) -> SignatureRule:
    """The rule in force on a day."""
    return max((rule for rule in SIGNATURE_RULES if rule.effective_on <= on), key=lambda rule: rule.effective_on)
