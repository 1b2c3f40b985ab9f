"""Every legal moment after an award, as (moment, event) pairs: one pure function from the facts of a need."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.calendar import until
from marketplace.needs.legal_clocks import RegimeRule


class Due(models.TextChoices):
    """What is due; its absence at that moment raises an alarm, except where it merely ends a period."""

    OBJECTIONS_END = "objections_end", _("异议期届满")
    ANSWER = "answer", _("答复异议")
    ACCEPTANCE = "acceptance", _("决定是否受理投诉")
    DECISION = "decision", _("作出投诉处理决定")
    SIGNING = "signing", _("签订合同")
    FILING = "filing", _("合同备案公开")
    BOND_RETURN = "bond_return", _("退还投标保证金")
    DELIVERY = "delivery", _("按期验收")


ONLY_TOLD = frozenset({Due.OBJECTIONS_END})
"""What merely ends a period: it is worked out, and raises no alarm."""

OF_SUPERVISION = frozenset({Due.ACCEPTANCE, Due.DECISION})
"""What supervision does, not the owner."""


@dataclass(frozen=True, slots=True)
class DisputeFacts:
    """What a dispute says about clocks: days, None while it has not come so far."""

    is_complaint: bool
    raised_on: date
    accepted_on: date | None = None
    ended_on: date | None = None
    suspends: bool = False
    examined: Sequence[tuple[date, date | None]] = ()  # days that do not count in the decision; no last day: they run


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """What the clocks of an awarded need depend on; days in Asia/Shanghai."""

    rule: RegimeRule
    awarded_on: date
    is_ended: bool = False
    signed_on: date | None = None
    filed_on: date | None = None
    deliver_by: date | None = None
    delivered_on: date | None = None
    holds_bonds: bool = False
    disputes: Sequence[DisputeFacts] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something is due by the end of a day: `at` is the first moment after it."""

    at: datetime
    event: Due


def moments(facts: NeedFacts, today: date) -> list[Moment]:
    """The outstanding moments of a need, in order; none once its award was given up or taken back."""
    if facts.is_ended:
        return []
    rule = facts.rule
    due: list[tuple[date, Due]] = []
    if not facts.disputes and facts.filed_on is None:
        due.append((rule.objection.due(facts.awarded_on), Due.OBJECTIONS_END))
    due += [pair for dispute in facts.disputes for pair in _of_dispute(rule, dispute)]
    if facts.signed_on is None:
        last = rule.signing.due(facts.awarded_on) + timedelta(days=suspended_days(facts, today))
        due.append((last, Due.SIGNING))
    elif facts.filed_on is None:
        due.append((rule.publication.due(facts.signed_on), Due.FILING))
    if facts.signed_on is not None and facts.holds_bonds:
        due.append((rule.bond_return.due(facts.signed_on), Due.BOND_RETURN))
    if facts.deliver_by is not None and facts.delivered_on is None:
        due.append((facts.deliver_by, Due.DELIVERY))
    return sorted((Moment(until(day), event) for day, event in due), key=lambda one: (one.at, one.event))


def _of_dispute(rule: RegimeRule, dispute: DisputeFacts) -> list[tuple[date, Due]]:
    if dispute.ended_on is not None:
        return []
    if not dispute.is_complaint:
        return [(rule.answer.due(dispute.raised_on), Due.ANSWER)]
    if dispute.accepted_on is None:
        return [(rule.acceptance.due(dispute.raised_on), Due.ACCEPTANCE)]
    last = rule.decision.due_when_stood(dispute.accepted_on, dispute.examined)
    return [(last, Due.DECISION)] if last else []


def suspended_days(facts: NeedFacts, today: date) -> int:
    """For how many days the result stood suspended so far; days under several disputes count once."""
    days: set[date] = set()
    for dispute in facts.disputes:
        if dispute.suspends:
            last = dispute.ended_on or today
            days |= {dispute.raised_on + timedelta(days=n) for n in range((last - dispute.raised_on).days)}
    return len(days)
