"""What changed between the decision and the payment: shown before the lock, and held by it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import F, QuerySet

from cms.kernel.clock import business_now
from cms.kernel.money import to_fen
from cms.kernel.people.models import User
from cms.kernel.states import advance
from policies.applications.models import Application
from policies.applications.reviewing import verdict_for
from policies.disbursement.drift_words import AMOUNT, LOST, NOT_MET, UNKNOWN, Change, changes_told
from policies.disbursement.models import Batch, Payment
from policies.disbursement.states import HoldReason, PaymentState
from policies.grants.falling_due import READ_TOGETHER, as_checked, conditions_now
from policies.grants.instalments import Instalment
from policies.matching.models import Match
from policies.matching.services import drift, verdict_now
from policies.rules.verdicts import Truth, Verdict

# Cheap for a hundred thousand payments: the grant still stands (one that was paid and came back does too), the account
# is still verified, and where the version was matched again since, the new run says the same of the enterprise.
SUSPECTS: Final = """
SELECT * FROM (
SELECT p.id, g.state NOT IN ('ready', 'paid') AS is_withdrawn, CASE WHEN p.is_personal THEN NOT EXISTS (
         SELECT 1 FROM policies_namedperson n WHERE n.id = p.person_id AND n.state = 'verified')
       ELSE NOT EXISTS (
         SELECT 1 FROM policies_bankaccount b JOIN policies_enterprise e ON e.id = b.enterprise_id
          WHERE e.party_id = p.payee_id AND b.number_hash = p.account_hash AND b.state = 'verified')
       END AS has_no_account,
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
LOST_BY: Final = {Truth.FALSE: LOST, Truth.UNKNOWN: UNKNOWN}
ALONE: Final = (HoldReason.NOT_READY.value, HoldReason.NO_ACCOUNT.value)
"""What the note of a payment says by itself, where nothing else changed."""


class Drift(NamedTuple):
    """A payment whose ground has changed, and how; `checked`: what an instalment's condition came to, by its id."""

    payment_id: int
    changes: tuple[Change, ...]
    checked: Mapping[int, Mapping[str, Any]] = {}

    @property
    def why(self) -> str:
        """What changed, in the reader's language."""
        return changes_told(self.changes)


def drifts_of(batch: Batch) -> list[Drift]:
    """The batch's payments that no longer stand on what was decided, evaluated on the facts of this moment."""
    with connection.cursor() as cursor:
        cursor.execute(SUSPECTS, [batch.pk])
        rows = cursor.fetchall()
    matches = Match.objects.select_related("version", "enterprise").in_bulk([row[3] for row in rows if row[4]])
    found = {one.payment_id: one for one in lost_conditions(batch)}
    for payment_id, is_withdrawn, has_no_account, match_id, is_suspect in rows:
        changes: list[Change] = [{"what": HoldReason.NOT_READY.value}] if is_withdrawn else []
        changes += [{"what": HoldReason.NO_ACCOUNT.value}] if has_no_account else []
        changes += _reevaluated(matches[match_id]) if is_suspect else []
        if changes:
            lost = found.get(payment_id, Drift(payment_id, ()))
            found[payment_id] = lost._replace(changes=(*changes, *lost.changes))
    return [found[payment_id] for payment_id in sorted(found)]


def lost_conditions(batch: Batch) -> list[Drift]:
    """The batch's payments of instalments whose condition does not hold any more, or is not known any more.

    What a person let go on is held again only on other facts than those that were looked at.
    """
    rows: QuerySet[Any] = Instalment.objects.exclude(clause=None).filter(
        grant__payments__batch=batch,
        grant__payments__instalment=F("number"),
        grant__payments__payee=F("payee"),
        grant__payments__is_personal=F("is_personal"),
    )
    rows = rows.annotate(of=F("grant__payments__pk"), reviewed_at=F("grant__payments__reviewed_at")).order_by("of")
    rows = rows.select_related("grant__version", "grant__enterprise", "grant__decision__run")
    now, found = business_now(), []
    for one, trace in conditions_now(rows.iterator(chunk_size=READ_TOGETHER)):
        checked = as_checked(trace, now)
        looked_at = one.decided_by_id is not None or (one.reviewed_at is not None and one.reviewed_at >= one.checked_at)
        is_known = looked_at and (one.outcome, one.facts) == (checked["outcome"], checked["facts"])
        if trace.truth is not Truth.TRUE and not is_known:
            names = [fact["name"] for fact in checked["facts"]]
            found.append(Drift(one.of, ({"what": LOST_BY[trace.truth], "facts": names},), {one.pk: checked}))
    return found


def _reevaluated(match: Match) -> list[Change]:
    """What the rule says now on facts that changed; what is only somebody else's doing (awards, pools) is no drift."""
    now = drift(match, _said_now(match))
    if not now["facts"] or match.amount is None:
        return []
    names, before = sorted(now["facts"]), to_fen(match.amount)
    if now["outcome"] != "met":
        return [{"what": NOT_MET, "facts": names}]
    if now["amount_fen"] != before:
        return [{"what": AMOUNT, "facts": names, "before": before, "now": now["amount_fen"] or 0}]
    return []


def _said_now(match: Match) -> Verdict:
    """What the rule says now; of what was applied for, with what the enterprise states of what nobody else does."""
    application = Application.objects.filter(match=match).select_related("version", "enterprise").first()
    return verdict_now(match.version, match.enterprise) if application is None else verdict_for(application)


def hold_drifted(drifted: Sequence[Drift], by: User) -> None:
    """The payments leave their batch and wait, each with what changed; what the condition of an instalment came to now
    is kept with it. Call with them held."""
    changes = {one.payment_id: one.changes for one in drifted}
    for pk, checked in (pair for one in drifted for pair in one.checked.items()):
        Instalment.objects.filter(pk=pk).update(**checked)
    for payment in Payment.objects.filter(pk__in=changes).order_by("pk").select_for_update(no_key=True):
        said = changes[payment.pk]
        note = said[0]["what"] if len(said) == 1 and said[0]["what"] in ALONE else HoldReason.CHANGED
        values = {"batch": None, "note": note, "changes": list(said)}
        advance(payment, PaymentState.HELD, by=by, values=values, event="payment.drifted")
