"""What changed between the decision and the payment: shown before the lock, and held by it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import F, QuerySet

from cms.kernel.clock import business_now
from cms.kernel.money import from_fen, to_fen
from cms.kernel.people.models import User
from cms.kernel.states import advance
from policies.applications.models import Application
from policies.applications.reviewing import verdict_for
from policies.disbursement.models import Batch, Payment
from policies.disbursement.states import HoldReason, PaymentState
from policies.grants.falling_due import READ_TOGETHER, as_checked, conditions_now
from policies.grants.instalments import Instalment
from policies.matching.models import Match
from policies.matching.services import drift, verdict_now
from policies.registry.kinds import vocabulary
from policies.rules.facts import Vocabulary
from policies.rules.verdicts import Truth, Verdict

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
CODES: Final = {NOT_READY: HoldReason.NOT_READY, NO_ACCOUNT: HoldReason.NO_ACCOUNT}  # told in the reader's language
NOT_MET: Final = "数据更新后不再符合条件"
LOST: Final = {Truth.FALSE: "本期兑付条件不再成立", Truth.UNKNOWN: "本期兑付条件所需数据缺失"}


class Drift(NamedTuple):
    """A payment whose ground has changed, and how; `checked`: what an instalment's condition came to, by its id."""

    payment_id: int
    why: str
    checked: Mapping[int, Mapping[str, Any]] = {}


def drifts_of(batch: Batch) -> list[Drift]:
    """The batch's payments that no longer stand on what was decided, evaluated on the facts of this moment."""
    with connection.cursor() as cursor:
        cursor.execute(SUSPECTS, [batch.pk])
        rows = cursor.fetchall()
    matches = Match.objects.select_related("version", "enterprise").in_bulk([row[3] for row in rows if row[4]])
    found = {one.payment_id: one for one in lost_conditions(batch)}
    for payment_id, is_withdrawn, has_no_account, match_id, is_suspect in rows:
        reasons = [NOT_READY] if is_withdrawn else []
        reasons += [NO_ACCOUNT] if has_no_account else []
        reasons += _reevaluated(matches[match_id]) if is_suspect else []
        if reasons:
            lost = found.get(payment_id, Drift(payment_id, ""))
            found[payment_id] = lost._replace(why="；".join([*reasons, lost.why] if lost.why else reasons))
    return [found[payment_id] for payment_id in sorted(found)]


def lost_conditions(batch: Batch) -> list[Drift]:
    """The batch's payments of instalments whose condition does not hold any more, or is not known any more.

    What a person let go on is held again only on other facts than those that were looked at.
    """
    rows: QuerySet[Any] = Instalment.objects.exclude(clause=None).filter(
        grant__payments__batch=batch, grant__payments__instalment=F("number"), grant__payments__payee=F("payee")
    )
    rows = rows.annotate(of=F("grant__payments__pk"), reviewed_at=F("grant__payments__reviewed_at")).order_by("of")
    rows = rows.select_related("grant__version", "grant__enterprise", "grant__decision__run")
    now, words, found = business_now(), vocabulary(), []
    for one, trace in conditions_now(rows.iterator(chunk_size=READ_TOGETHER)):
        checked = as_checked(trace, now)
        looked_at = one.decided_by_id is not None or (one.reviewed_at is not None and one.reviewed_at >= one.checked_at)
        is_known = looked_at and (one.outcome, one.facts) == (checked["outcome"], checked["facts"])
        if trace.truth is not Truth.TRUE and not is_known:
            names = "、".join(_named(fact["name"], words) for fact in checked["facts"])
            found.append(Drift(one.of, LOST[trace.truth] + (f"（{names}）" if names else ""), {one.pk: checked}))
    return found


def _reevaluated(match: Match) -> list[str]:
    """What the rule says now on facts that changed; what is only somebody else's doing (awards, pools) is no drift."""
    now = drift(match, _said_now(match))
    if not now["facts"] or match.amount is None:
        return []
    words = vocabulary()
    names = "、".join(_named(name, words) for name in sorted(now["facts"]))
    if now["outcome"] != "met":
        return [f"{NOT_MET}（{names}）"]
    if now["amount_fen"] != to_fen(match.amount):
        return [f"应兑金额由 {match.amount.amount:,} 元变为 {from_fen(now['amount_fen'] or 0).amount:,} 元（{names}）"]
    return []


def _said_now(match: Match) -> Verdict:
    """What the rule says now; of what was applied for, with what the enterprise states of what nobody else does."""
    application = Application.objects.filter(match=match).select_related("version", "enterprise").first()
    return verdict_now(match.version, match.enterprise) if application is None else verdict_for(application)


def _named(fact: str, words: Vocabulary) -> str:
    """A fact as a note to officers names it: its Chinese label and the period it is about."""
    code, _bracket, period = fact.partition("[")
    definition = words.get(code)
    label = definition.label.zh if definition else code
    return f"{label}（{period.removesuffix(']')}）" if period else label


def hold_drifted(drifted: Sequence[Drift], by: User) -> None:
    """The payments leave their batch and wait, each with what changed; what the condition of an instalment came to now
    is kept with it. Call with them held."""
    why = {one.payment_id: one.why for one in drifted}
    for pk, checked in (pair for one in drifted for pair in one.checked.items()):
        Instalment.objects.filter(pk=pk).update(**checked)
    for payment in Payment.objects.filter(pk__in=why).order_by("pk").select_for_update(no_key=True):
        note = CODES.get(why[payment.pk], why[payment.pk])
        values = {"batch": None, "note": note[:300]}
        advance(payment, PaymentState.HELD, by=by, values=values, event="payment.drifted")
