"""What becomes of a ready grant in the end: paid, given back by the bank, never paid, reclaimed; and of its award.

What is on record as an award is what later rules ask about (first ever, once per step, difference to what was paid).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.transaction import atomic

from cms.kernel.clock import business_today
from cms.kernel.money import from_fen, to_fen
from cms.kernel.states import advance, advance_each, locked
from policies.grants.models import Grant
from policies.grants.states import EndReason, GrantState
from policies.registry.models import AwardRecord, AwardRevocation

GIVEN_BACK = "银行退票，款项尚未再次支付"


@atomic
def mark_paid(*, payments: Mapping[int, Sequence[int]]) -> list[Grant]:
    """The bank's statement has settled all `payments` of each grant; the award history knows it from now on.

    `payments`: by grant, the ids of those that were paid. A few statements, however many grants. Raises WrongState.
    """
    grants = _held(payments, "match", "version", "policy", "enterprise__party")
    paid, today = _paid_fen(payments), business_today()
    advance_each(grants, GrantState.PAID, by=None, data=_named(payments))
    awards = [award for one in grants for award in _awards(one, paid[one.pk], today)]
    AwardRecord.objects.bulk_create(awards, batch_size=2000)
    return grants


def _held(payments: Mapping[int, Sequence[int]], *beside: str) -> list[Grant]:
    """The grants, held till commit in the order of their ids."""
    rows = Grant.objects.filter(pk__in=payments).order_by("pk").select_for_update(no_key=True, of=("self",))
    return list(rows.select_related(*beside) if beside else rows)


def _named(payments: Mapping[int, Sequence[int]]) -> dict[int, dict[str, list[int]]]:
    """What the event of each grant names."""
    return {grant: {"payments": sorted(ids)} for grant, ids in payments.items()}


def _awards(grant: Grant, paid_fen: int, today: date) -> list[AwardRecord]:
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
            awarded_on=today,
            amount=from_fen(paid_fen if place == 0 else 0),
            number=grant.enterprise.party.uscc,
            source="finance",
            grant_id=grant.pk,
            keys=grant.match.explanation.get("keys", []) if place == 0 else [],
        )
        for place, step in enumerate(_awarded_steps(grant))
    ]


def _awarded_steps(grant: Grant) -> list[str]:
    steps: list[str] = grant.match.explanation.get("steps") or [grant.policy.code]
    return steps


def _paid_fen(payments: Mapping[int, Sequence[int]]) -> "Counter[int]":
    """What was paid of each grant in the end: not what was stopped or cancelled."""
    wanted = {pk for ids in payments.values() for pk in ids}
    paid: Counter[int] = Counter()
    amounts = Grant.objects.filter(pk__in=payments).values_list("pk", "payments__pk", "payments__amount")
    for grant, payment, amount in amounts.iterator(chunk_size=5000):
        if payment in wanted:
            paid[grant] += to_fen(amount)
    return paid


@atomic
def reclaim_grant(*, grant_id: int, reason: str) -> Grant:
    """All that was paid under the grant has come back: later rules no longer see the award. Raises WrongState."""
    grant = locked(Grant, grant_id)
    advance(grant, GrantState.RECLAIMED, by=None, values={"ended_reason": reason[:300]})
    _revoke([grant], reason)
    return grant


@atomic
def mark_given_back(*, payments: Mapping[int, Sequence[int]]) -> list[Grant]:
    """The bank has returned `payments` of each paid grant: it is ready to be paid again, and until it is, later rules
    do not see the award. Raises WrongState."""
    grants = _held(payments, "match", "policy")
    advance_each(grants, GrantState.READY, by=None, event="grant.given_back", data=_named(payments))
    _revoke(grants, GIVEN_BACK)
    return grants


@atomic
def end_unpaid(*, grant_id: int, reason: str) -> Grant:
    """Every payment of a ready grant was cancelled: it ends, and a later decision may find its enterprise again.

    Raises WrongState.
    """
    grant = locked(Grant, grant_id)
    values = {"ended_reason": reason.strip()[:300] or EndReason.PAYMENTS_CANCELLED}
    advance(grant, GrantState.WITHDRAWN, by=None, values=values)
    return grant


def _revoke(grants: Sequence[Grant], reason: str) -> None:
    """What stands in the award history of the grants is taken out of it, each step of a ladder."""
    standing = AwardRecord.objects.filter(grant_id__in=[grant.pk for grant in grants], revocation=None).order_by("pk")
    revoked_on = business_today()
    AwardRevocation.objects.bulk_create(
        [AwardRevocation(award=one, revoked_on=revoked_on, reason=reason[:300]) for one in standing], batch_size=2000
    )
