"""A batch's way through three people: the maker locks it, the checker approves it, the releaser lets it go."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.errors import SamePersonTwice
from cms.kernel.money import from_fen, to_fen
from cms.kernel.people.models import User
from cms.kernel.states import advance_all, locked, of_each
from cms.kernel.trail import record
from policies.disbursement.content import batch_hash, contents
from policies.disbursement.drafting import refuse_own_enterprise
from policies.disbursement.drifting import drifts_of, hold_drifted
from policies.disbursement.entries import among
from policies.disbursement.errors import (
    AlreadyInBatch,
    BatchChanged,
    NothingToPay,
    PaymentsStopped,
    ReasonMissing,
    SignaturesMissing,
    WrongStage,
)
from policies.disbursement.models import Approval, Batch, Payment, Slice, StopSwitch
from policies.disbursement.queries import stage_of
from policies.disbursement.states import BatchStage, PaymentState, Step
from policies.disbursement.tiers import countersigns_for

SENT_BACK_BY = {
    BatchStage.DRAFTED: Act.DRAFT_BATCH,
    BatchStage.LOCKED: Act.CHECK_BATCH,
    BatchStage.APPROVED: Act.RELEASE_BATCH,
}
IN_A_BATCH = (PaymentState.DRAFTED, PaymentState.LOCKED, PaymentState.APPROVED)
# Earlier attempts are counted once and for all: a count for each payment would read what this statement itself writes.
QUEUE = """
WITH before AS MATERIALIZED (
  SELECT a.payment_id, count(*) AS attempts
    FROM policies_payment p JOIN policies_attempt a ON a.payment_id = p.id
   WHERE p.batch_id = %(batch)s GROUP BY a.payment_id
)
INSERT INTO policies_attempt (state, payment_id, slice_id, number, end_to_end_id, content_hash, queued_at,
                              code, detail, bank_reference)
SELECT 'queued', p.id, s.id, p.number, 'ZD' || p.id || 'A' || p.number || 'x' || substr(gen_random_uuid()::text, 1, 8),
       p.content_hash, business_now(), '', '', ''
  FROM (SELECT due.id, due.content_hash, 1 + coalesce(before.attempts, 0) AS number,
               (row_number() OVER (ORDER BY due.id) - 1) / %(size)s + 1 AS slice
          FROM policies_payment due LEFT JOIN before ON before.payment_id = due.id
         WHERE due.batch_id = %(batch)s) p
  JOIN policies_slice s ON s.batch_id = %(batch)s AND s.number = p.slice
"""


@transaction.atomic
def draft_batch(*, by: User, title: str, payment_ids: Collection[int] | None = None) -> Batch:
    """A batch holds the given drafted payments, or all that wait.

    Raises NothingToPay, AlreadyInBatch, OwnEnterprise.
    """
    require(by, Act.DRAFT_BATCH)
    waiting = Payment.objects.filter(state=PaymentState.DRAFTED, batch=None, cancel_proposed_by=None)
    if payment_ids is not None:
        waiting = waiting.filter(pk__in=among(list(payment_ids)))
    held = waiting.order_by("pk").select_for_update(no_key=True).values_list("pk", "amount")
    fen = {pk: to_fen(amount) for pk, amount in held}
    if not fen:
        raise NothingToPay
    if payment_ids is not None and len(fen) != len(set(payment_ids)):
        raise AlreadyInBatch(count=len(set(payment_ids)) - len(fen))
    payments, total = Payment.objects.filter(pk__in=among(list(fen))), sum(fen.values())
    refuse_own_enterprise(by, payments)
    batch = Batch.objects.create(
        number=_next_number(),
        title=title.strip()[:200],
        debtor_account=settings.BANK_ACCOUNT,
        drafted_by=by,
        drafted_at=business_now(),
        payment_count=len(fen),
        total=from_fen(total),
    )
    payments.update(batch=batch)
    record("batch.drafted", about=batch, by=by, count=len(fen), total_fen=total)
    return batch


def _next_number() -> str:
    year = business_today().year
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('batch.number'))")
    return f"ZF{year}-{Batch.objects.filter(number__startswith=f'ZF{year}-').count() + 1:04d}"


@transaction.atomic
def lock_batch(*, batch_id: int, by: User) -> Batch:
    """The batch's content is fixed by its hash and waits for the checker.

    Payments whose ground has changed since the decision are held and stay out. Raises NothingToPay when none is left.

    Raises NotAllowed, WrongStage, OwnEnterprise.
    """
    require(by, Act.DRAFT_BATCH)
    batch = _at_stage(batch_id, BatchStage.DRAFTED)
    refuse_own_enterprise(by, batch.payments.all())
    drifted = drifts_of(batch)
    hold_drifted(drifted, by)
    if not batch.payments.exists():
        raise NothingToPay
    found = contents(batch.payments.all())
    digests, total = {content.payment: content.digest for content in found}, sum(one.amount_fen for one in found)
    digest = batch_hash(batch, list(digests.values()), total)
    Batch.objects.filter(pk=batch.pk).update(
        content_hash=digest,
        payment_count=len(found),
        total=from_fen(total),
        countersigns=countersigns_for(total),
    )
    _sign(batch, Step.LOCK, by, digest)
    values = {"content_hash": of_each(digests)}
    told = {"content_hash": digest, "total_fen": total, "held": len(drifted)}
    _move_all(batch, PaymentState.LOCKED, by, expected=len(found), values=values, **told)
    batch.refresh_from_db()
    return batch


@transaction.atomic
def approve_batch(*, batch_id: int, by: User) -> Batch:
    """A second person has checked what was locked.

    Raises NotAllowed, WrongStage, SamePersonTwice, BatchChanged, OwnEnterprise.
    """
    require(by, Act.CHECK_BATCH)
    batch = _at_stage(batch_id, BatchStage.LOCKED)
    count = _step_taken(batch, Step.APPROVE, by)
    _move_all(batch, PaymentState.APPROVED, by, expected=count, content_hash=batch.content_hash)
    return batch


@transaction.atomic
def countersign_batch(*, batch_id: int, by: User) -> Batch:
    """One more finance officer has signed a batch whose total asks for it.

    Raises NotAllowed, WrongStage, SamePersonTwice, BatchChanged, OwnEnterprise.
    """
    require(by, Act.RECONCILE)
    batch = _at_stage(batch_id, BatchStage.APPROVED)
    if not missing_countersigns(batch):
        raise WrongStage(stage=BatchStage.APPROVED.label)
    _step_taken(batch, Step.COUNTERSIGN, by)
    record("batch.countersigned", about=batch, by=by, content_hash=batch.content_hash)
    return batch


def missing_countersigns(batch: Batch) -> int:
    """How many more must countersign before the batch may be released."""
    return max(0, batch.countersigns - batch.approvals.filter(step=Step.COUNTERSIGN).count())


@transaction.atomic
def release_batch(*, batch_id: int, by: User) -> Batch:
    """A third person lets the money go: every payment has one queued attempt, in slices that errands will send.

    Raises NotAllowed, PaymentsStopped, WrongStage, SignaturesMissing, SamePersonTwice, BatchChanged, OwnEnterprise.
    """
    require(by, Act.RELEASE_BATCH)
    refuse_while_stopped()
    batch = _at_stage(batch_id, BatchStage.APPROVED)
    missing = missing_countersigns(batch)
    if missing:
        raise SignaturesMissing(count=missing)
    count = _step_taken(batch, Step.RELEASE, by)
    size = settings.BANK_SLICE_SIZE
    Slice.objects.bulk_create([Slice(batch=batch, number=number) for number in range(1, -(-count // size) + 1)])
    with connection.cursor() as cursor:
        cursor.execute(QUEUE, {"size": size, "batch": batch.pk})
    _move_all(batch, PaymentState.RELEASED, by, expected=count, content_hash=batch.content_hash)
    return batch


@transaction.atomic
def send_back_batch(*, batch_id: int, by: User, reason: str) -> Batch:
    """A batch that is not released is dissolved; its payments wait for another.

    Its maker gives up one still drawn up, its checker one that is locked, its releaser one that is approved. Raises
    NotAllowed, ReasonMissing, WrongStage.
    """
    stage = stage_of(locked(Batch, batch_id))
    require(by, SENT_BACK_BY.get(stage, Act.CHECK_BATCH))
    if not reason.strip():
        raise ReasonMissing
    batch = _at_stage(batch_id, *SENT_BACK_BY)
    Payment.objects.filter(batch=batch).exclude(state__in=IN_A_BATCH).update(batch=None)  # frozen, or gone on since
    Batch.objects.filter(pk=batch.pk).update(dissolved_at=business_now(), dissolved_reason=reason.strip()[:300])
    rows, values, event = Payment.objects.filter(batch=batch), {"batch": None, "content_hash": ""}, "batch.sent_back"
    if stage is BatchStage.DRAFTED:
        record(event, about=batch, by=by, count=rows.update(**values))
    else:
        count = rows.count()
        advance_all(rows, PaymentState.DRAFTED, about=batch, by=by, expected=count, values=values, event=event)
    batch.refresh_from_db()
    return batch


def refuse_while_stopped() -> None:
    """Raises PaymentsStopped when the switch is on; otherwise it stays off until this transaction ends."""
    switch = stop_switch()
    if switch.is_on:
        raise PaymentsStopped(reason=switch.reason)


def stop_switch() -> StopSwitch:
    """The switch, held in share: whoever throws it waits for this transaction, and we for theirs."""
    return StopSwitch.objects.raw("SELECT * FROM policies_stopswitch WHERE id = 1 FOR SHARE")[0]


@transaction.atomic
def throw_stop_switch(*, by: User, reason: str) -> StopSwitch:
    """No claim commits after this one has. Raises ReasonMissing."""
    require(by, Act.THROW_STOP_SWITCH)
    if not reason.strip():
        raise ReasonMissing
    return _turn_switch(True, by, reason.strip()[:300])


@transaction.atomic
def lift_stop_switch(*, by: User) -> StopSwitch:
    """Dispatch goes on; what was queued is sent."""
    require(by, Act.RELEASE_BATCH)
    return _turn_switch(False, by, "")


def _turn_switch(is_on: bool, by: User, reason: str) -> StopSwitch:
    switch = locked(StopSwitch, 1)
    switch.is_on, switch.reason, switch.changed_at = is_on, reason, business_now()
    switch.save()
    record("stop_switch.thrown" if is_on else "stop_switch.lifted", about=switch, by=by)
    return switch


def _at_stage(batch_id: int, *stages: BatchStage) -> Batch:
    """The batch at one of the stages; it and its payments are held till commit. Raises WrongStage, NothingToPay."""
    batch = locked(Batch, batch_id)
    stage = stage_of(batch)
    if stage not in stages:
        raise WrongStage(stage=stage.label)
    if not batch.payments.order_by("pk").select_for_update(no_key=True).values_list("pk"):
        raise NothingToPay
    return batch


def _step_taken(batch: Batch, step: Step, by: User) -> int:
    """The step is signed for content that is still what was locked, by somebody new; returns how many payments."""
    if batch.drafted_by_id == by.pk or batch.approvals.filter(by=by).exists():
        raise SamePersonTwice
    refuse_own_enterprise(by, batch.payments.all())
    found = contents(batch.payments.all())
    total = sum(content.amount_fen for content in found)
    if batch_hash(batch, [content.digest for content in found], total) != batch.content_hash:
        raise BatchChanged
    if any(approval.content_hash != batch.content_hash for approval in batch.approvals.all()):
        raise BatchChanged
    _sign(batch, step, by, batch.content_hash)
    return len(found)


def _sign(batch: Batch, step: Step, by: User, digest: str) -> None:
    Approval.objects.create(batch=batch, step=step, by=by, content_hash=digest, signed_at=business_now())


def _move_all(batch: Batch, to: PaymentState, by: User, *, expected: int, **data: Any) -> None:
    rows = Payment.objects.filter(batch=batch)
    advance_all(rows, to, about=batch, by=by, expected=expected, event=f"batch.{to.value}", **data)
