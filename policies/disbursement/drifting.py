"""What changed between the decision and the payment: shown before the lock, and held by it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from django.db import connection

from cms.kernel.money import from_fen, to_fen
from cms.kernel.people.models import User
from cms.kernel.states import advance
from policies.disbursement.models import Batch, Payment
from policies.disbursement.states import PaymentState
from policies.matching.models import Match
from policies.matching.services import drift
from policies.registry.kinds import vocabulary

# Cheap for a hundred thousand payments: the grant still stands (one that was paid and came back does too), the account
# is still verified, and where the version was matched again since, the new run says the same of the enterprise.
SUSPECTS: Final = """
SELECT * FROM (
SELECT p.id, g.state NOT IN ('ready', 'paid') AS is_withdrawn, NOT EXISTS (
         SELECT 1 FROM policies_bankaccount b JOIN policies_enterprise e ON e.id = b.enterprise_id
          WHERE e.party_id = p.payee_id AND b.number_hash = p.account_hash AND b.state = 'verified') AS has_no_account,
       g.match_id,
       latest.id IS NOT NULL AND latest.id > m.run_id AND latest.period = m.period
         AND (p.reviewed_at IS NULL OR p.reviewed_at < latest.started_at)
         AND NOT EXISTS (SELECT 1 FROM policies_match n WHERE n.run_id = latest.id
                            AND n.enterprise_id = g.enterprise_id AND n.verdict = 'met' AND n.amount = m.amount)
         AS is_suspect
  FROM policies_payment p
  JOIN policies_grant g ON g.id = p.grant_id
  JOIN policies_match m ON m.id = g.match_id
  LEFT JOIN (SELECT DISTINCT ON (version_id) id, version_id, period, started_at FROM policies_matchrun
              WHERE state = 'done' ORDER BY version_id, id DESC) latest ON latest.version_id = g.version_id
 WHERE p.batch_id = %s
) looked_at WHERE is_withdrawn OR has_no_account OR is_suspect ORDER BY id
"""
NOT_READY: Final = "兑付事项状态已变化"
NO_ACCOUNT: Final = "收款账户已失效或未核实"
NOT_MET: Final = "数据更新后不再符合条件"


class Drift(NamedTuple):
    """A payment whose ground has changed, and how."""

    payment_id: int
    why: str


def drifts_of(batch: Batch) -> list[Drift]:
    """The batch's payments that no longer stand on what was decided, evaluated on the facts of this moment."""
    with connection.cursor() as cursor:
        cursor.execute(SUSPECTS, [batch.pk])
        rows = cursor.fetchall()
    matches = Match.objects.select_related("version", "enterprise").in_bulk([row[3] for row in rows if row[4]])
    found = []
    for payment_id, is_withdrawn, has_no_account, match_id, is_suspect in rows:
        reasons = [NOT_READY] if is_withdrawn else []
        reasons += [NO_ACCOUNT] if has_no_account else []
        reasons += _reevaluated(matches[match_id]) if is_suspect else []
        if reasons:
            found.append(Drift(payment_id, "；".join(reasons)))
    return found


def _reevaluated(match: Match) -> list[str]:
    """What the rule says now on facts that changed; what is only somebody else's doing (awards, pools) is no drift."""
    now = drift(match)
    if not now["facts"] or match.amount is None:
        return []
    names = "、".join(_named(name) for name in sorted(now["facts"]))
    if now["outcome"] != "met":
        return [f"{NOT_MET}（{names}）"]
    if now["amount_fen"] != to_fen(match.amount):
        return [f"应兑金额由 {match.amount.amount:,} 元变为 {from_fen(now['amount_fen'] or 0).amount:,} 元（{names}）"]
    return []


def _named(fact: str) -> str:
    """A fact as a note to officers names it: its Chinese label and the period it is about."""
    code, _bracket, period = fact.partition("[")
    definition = vocabulary().get(code)
    label = definition.label.zh if definition else code
    return f"{label}（{period.removesuffix(']')}）" if period else label


def hold_drifted(drifted: Sequence[Drift], by: User) -> None:
    """The payments leave their batch and wait, each with what changed. Call with them held."""
    why = {one.payment_id: one.why for one in drifted}
    for payment in Payment.objects.filter(pk__in=why).order_by("pk").select_for_update(no_key=True):
        values = {"batch": None, "note": why[payment.pk][:300]}
        advance(payment, PaymentState.HELD, by=by, values=values, event="payment.drifted")
