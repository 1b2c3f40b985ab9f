"""What costs how many points, how they fade, below which score one is suspended, and how the score weighs in draws.

The rows are the county's own (县级网上中介服务超市管理办法); a county changes them here, and a case keeps its points.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

FULL_SCORE = 100
REPLY_WORKING_DAYS = 5
APPEAL_WORKING_DAYS = 10
FULL_DAYS = 183
"""For so many days points count in full, for as many again by half, then no more."""


class Reason(models.TextChoices):
    """What costs points."""

    GAVE_UP = "gave_up", _("无正当理由放弃中选")
    LATE_SIGNING = "late_signing", _("逾期不签订合同")
    LATE_DELIVERY = "late_delivery", _("逾期交付成果")
    POOR_QUALITY = "poor_quality", _("成果质量不合格")
    FALSE_PAPERS = "false_papers", _("提供虚假材料")
    COLLUSION = "collusion", _("经查实串通报价")
    NO_ANSWER = "no_answer", _("逾期不答复监督询问")


POINTS: Mapping[str, int] = {
    Reason.GAVE_UP: 10,
    Reason.LATE_SIGNING: 5,
    Reason.LATE_DELIVERY: 5,
    Reason.POOR_QUALITY: 10,
    Reason.FALSE_PAPERS: 40,
    Reason.COLLUSION: 60,
    Reason.NO_ANSWER: 3,
}
SUSPENDED_BELOW = 60
WEIGHTS: tuple[tuple[int, int], ...] = ((90, 3), (75, 2), (SUSPENDED_BELOW, 1))
"""From which score on an agency has how many labels in a weighted draw; below the last it has none."""


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken on a day."""

    points: int
    on: date


def counted(deduction: Deduction, today: date) -> Fraction:
    """How many of the points count today: all, half, or none any more."""
    age = today - deduction.on
    if age < timedelta(0) or age >= timedelta(days=2 * FULL_DAYS):
        return Fraction(0)
    return Fraction(deduction.points) if age < timedelta(days=FULL_DAYS) else Fraction(deduction.points, 2)


def score(deductions: list[Deduction], today: date) -> Fraction:
    """The score today, never below zero."""
    return max(FULL_SCORE - sum((counted(one, today) for one in deductions), Fraction(0)), Fraction(0))


def decimal_of(points: Fraction) -> Decimal:
    """The score in hundredths, which is exact: points are whole and fade by half."""
    return (Decimal(points.numerator) / points.denominator).quantize(Decimal("0.01"))


def weight(points: Fraction) -> int:
    """How many labels a score gives in a weighted draw."""
    return next((labels for least, labels in WEIGHTS if points >= least), 0)
