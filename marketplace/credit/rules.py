"""What costs how many points, how they fade, below which score one is suspended, and how the score weighs in draws.

The row is the county's own (县级网上中介服务超市管理办法): a county adds another with its day. A case keeps its points.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

FULL_SCORE = 100


class Reason(models.TextChoices):
    """What costs points."""

    GAVE_UP = "gave_up", _("无正当理由放弃中选")
    LATE_SIGNING = "late_signing", _("逾期不签订合同")
    LATE_DELIVERY = "late_delivery", _("逾期交付成果")
    POOR_QUALITY = "poor_quality", _("成果质量不合格")
    BREACH = "breach", _("违约致合同解除")
    FALSE_PAPERS = "false_papers", _("提供虚假材料")
    COLLUSION = "collusion", _("经查实串通报价")
    NO_ANSWER = "no_answer", _("逾期不答复监督询问")


@dataclass(frozen=True, slots=True)
class CreditRule:
    """What holds from a day on. `full_days`: so long points count in full, as long again by half, then no more.

    Days of reply and appeal are working days. `weights`: from which score on an agency has how many labels in a
    weighted draw; below the last it has none.
    """

    effective_on: date
    points: Mapping[str, int]
    reply_days: int
    appeal_days: int
    full_days: int
    suspended_below: int
    weights: tuple[tuple[int, int], ...]


CREDIT_RULES = (
    CreditRule(
        date(2022, 1, 1),
        points={
            Reason.GAVE_UP: 10,
            Reason.LATE_SIGNING: 5,
            Reason.LATE_DELIVERY: 5,
            Reason.POOR_QUALITY: 10,
            Reason.BREACH: 20,
            Reason.FALSE_PAPERS: 40,
            Reason.COLLUSION: 60,
            Reason.NO_ANSWER: 3,
        },
        reply_days=5,
        appeal_days=10,
        full_days=183,
        suspended_below=60,
        weights=((90, 3), (75, 2), (60, 1)),
    ),
)


def credit_rule(on: date) -> CreditRule:
    """The rule in force on a day; the earliest where none was yet."""
    rows = sorted(CREDIT_RULES, key=lambda rule: rule.effective_on)
    return next((rule for rule in reversed(rows) if rule.effective_on <= on), rows[0])


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken on a day; they fade by the rule of that day."""

    points: int
    on: date


def counted(deduction: Deduction, today: date) -> Fraction:
    """How many of the points count today: all, half, or none any more."""
    age, full = today - deduction.on, timedelta(days=credit_rule(deduction.on).full_days)
    if age < timedelta(0) or age >= 2 * full:
        return Fraction(0)
    return Fraction(deduction.points) if age < full else Fraction(deduction.points, 2)


def score(deductions: list[Deduction], today: date) -> Fraction:
    """The score today, never below zero."""
    return max(FULL_SCORE - sum((counted(one, today) for one in deductions), Fraction(0)), Fraction(0))


def decimal_of(points: Fraction) -> Decimal:
    """The score in hundredths, which is exact: points are whole and fade by half."""
    return (Decimal(points.numerator) / points.denominator).quantize(Decimal("0.01"))


def weight(points: Fraction, on: date) -> int:
    """How many labels a score gives in a weighted draw of a day."""
    return next((labels for least, labels in credit_rule(on).weights if points >= least), 0)
