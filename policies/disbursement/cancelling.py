"""A payment that will never be made: one person asks, another agrees, and its money is available again."""

from django.db import transaction

from cms.kernel.access import Act, require
from cms.kernel.errors import SamePersonTwice
from cms.kernel.money import to_fen
from cms.kernel.people.models import User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.budgets.services import Posting, post
from policies.budgets.states import TransferKind
from policies.disbursement.drafting import refuse_own_payment
from policies.disbursement.errors import AlreadyInBatch, NoCancellationProposed, ReasonMissing
from policies.disbursement.models import Payment
from policies.disbursement.redirecting import restoring
from policies.disbursement.sources import spread
from policies.disbursement.states import CANCELLABLE, PaymentState


@transaction.atomic
def propose_cancellation(*, payment_id: int, by: User, reason: str) -> Payment:
    """A maker asks that the payment, which waits for a batch or for another account, never be made.

    Raises ReasonMissing, AlreadyInBatch, OwnEnterprise.
    """
    require(by, Act.DRAFT_BATCH)
    payment = locked(Payment, payment_id)
    refuse_own_payment(by, payment)
    if not reason.strip():
        raise ReasonMissing
    if payment.state not in CANCELLABLE or payment.batch_id is not None:
        raise AlreadyInBatch(count=1)
    Payment.objects.filter(pk=payment.pk).update(cancel_proposed_by=by, note=reason.strip()[:300])
    record("payment.cancellation_proposed", about=payment, by=by)
    payment.refresh_from_db()
    return payment


@transaction.atomic
def confirm_cancellation(*, payment_id: int, by: User) -> Payment:
    """A checker agrees: the payment is cancelled, and what was reserved for it, or the bank gave back, is available.

    Raises NoCancellationProposed, SamePersonTwice, OwnEnterprise, AlreadyInBatch, WrongState.
    """
    require(by, Act.CHECK_BATCH)
    payment = locked(Payment, payment_id)
    refuse_own_payment(by, payment)
    _refuse_unless_proposed(payment)
    if payment.cancel_proposed_by_id == by.pk:
        raise SamePersonTwice
    if payment.state not in CANCELLABLE or payment.batch_id is not None:
        raise AlreadyInBatch(count=1)
    key, about = f"payment:{payment.pk}:cancel", f"payment:{payment.pk}"
    whole = Posting(TransferKind.RELEASE, payment.line_id, to_fen(payment.amount), key, about)
    post(restoring(payment) + spread(whole, payment.sources))
    advance(payment, PaymentState.CANCELLED, by=by)
    return payment


@transaction.atomic
def decline_cancellation(*, payment_id: int, by: User, reason: str) -> Payment:
    """A finance officer does not agree, or who asked takes it back: the payment goes on from where it was.

    Raises ReasonMissing, OwnEnterprise, NoCancellationProposed.
    """
    require(by, Act.RECONCILE)
    payment = locked(Payment, payment_id)
    refuse_own_payment(by, payment)
    if not reason.strip():
        raise ReasonMissing
    _refuse_unless_proposed(payment)
    Payment.objects.filter(pk=payment.pk).update(cancel_proposed_by=None, note=reason.strip()[:300])
    record("payment.cancellation_declined", about=payment, by=by)
    payment.refresh_from_db()
    return payment


def _refuse_unless_proposed(payment: Payment) -> None:
    if payment.cancel_proposed_by_id is None or payment.state == PaymentState.CANCELLED:
        raise NoCancellationProposed
