"""What becomes of a ready grant in the end: paid, given back by the bank, never paid, reclaimed; and of its award.

What is on record as an award is what later rules ask about (first ever, once per step, difference to what was paid).
"""

from collections.abc import Sequence

from django.db.transaction import atomic

from cms.kernel.clock import business_now
from cms.kernel.money import from_fen, to_fen
from cms.kernel.states import advance, locked
from policies.grants.models import Grant
from policies.grants.states import EndReason, GrantState
from policies.registry.models import AwardRecord, AwardRevocation

GIVEN_BACK = "银行退票，款项尚未再次支付"


@atomic
def mark_paid(*, grant_id: int, payments: Sequence[int]) -> Grant:
    """The bank's statement has settled all `payments` of the grant; the award history knows it from now on."""
    grant = locked(Grant, grant_id, "match", "version", "policy", "enterprise__party")
    awards = _awards(grant, _paid_fen(grant, payments))
    advance(grant, GrantState.PAID, by=None, payments=list(payments))
    AwardRecord.objects.bulk_create(awards)
    return grant


def _awards(grant: Grant, paid_fen: int) -> list[AwardRecord]:
    """What later rules will ask about: the family the rule names, each step of a ladder, else the policy itself.

    The amount stands on the first step, so that the sum of a grant's records is what was paid.
    """
    rule = grant.version.rule or {}
    return [
        AwardRecord(
            enterprise_id=grant.enterprise_id,
            family=rule.get("family") or grant.policy.code,
            level=grant.version.level,
            step=step,
            period=grant.period,
            awarded_on=business_now().date(),
            amount=from_fen(paid_fen if place == 0 else 0),
            number=grant.enterprise.party.uscc,
            source="finance",
            grant_id=grant.pk if place == 0 else None,
            keys=grant.match.explanation.get("keys", []) if place == 0 else [],
        )
        for place, step in enumerate(_awarded_steps(grant))
    ]


def _awarded_steps(grant: Grant) -> list[str]:
    steps: list[str] = grant.match.explanation.get("steps") or [grant.policy.code]
    return steps


def _paid_fen(grant: Grant, payments: Sequence[int]) -> int:
    """What was paid of the grant in the end: not what was stopped or cancelled."""
    return sum(to_fen(one.amount) for one in grant.payments.filter(pk__in=payments))


@atomic
def reclaim_grant(*, grant_id: int, reason: str) -> Grant:
    """All that was paid under the grant has come back: later rules no longer see the award. Raises WrongState."""
    grant = locked(Grant, grant_id)
    advance(grant, GrantState.RECLAIMED, by=None, values={"ended_reason": reason[:300]})
    _revoke(grant, reason)
    return grant


@atomic
def mark_given_back(*, grant_id: int, payments: Sequence[int]) -> Grant:
    """The bank has returned `payments` of a paid grant: it is ready to be paid again, and until it is, later rules do
    not see the award. Raises WrongState."""
    grant = locked(Grant, grant_id)
    advance(grant, GrantState.READY, by=None, event="grant.given_back", payments=list(payments))
    _revoke(grant, GIVEN_BACK)
    return grant


@atomic
def end_unpaid(*, grant_id: int, reason: str) -> Grant:
    """Every payment of a ready grant was cancelled: it ends, and a later decision may find its enterprise again.

    Raises WrongState.
    """
    grant = locked(Grant, grant_id)
    values = {"ended_reason": reason.strip()[:300] or EndReason.PAYMENTS_CANCELLED}
    advance(grant, GrantState.WITHDRAWN, by=None, values=values)
    return grant


def _revoke(grant: Grant, reason: str) -> None:
    """What stands in the award history of the grant is taken out of it, each step of a ladder."""
    for own in AwardRecord.objects.filter(grant_id=grant.pk, revocation=None):
        same = AwardRecord.objects.filter(
            enterprise=own.enterprise_id,
            family=own.family,
            level=own.level,
            step__in=_awarded_steps(grant),
            period=own.period,
            awarded_on=own.awarded_on,
            source="finance",
            revocation=None,
        )
        AwardRevocation.objects.bulk_create(
            [AwardRevocation(award=record, revoked_on=business_now().date(), reason=reason[:300]) for record in same]
        )
