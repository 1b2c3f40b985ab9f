"""A payment goes to another account of its payee: after the bank refused or returned it, or while it is held.

The account was given by one person and verified by another; what goes to it is approved anew, in a new batch.
"""

from django.db import transaction
from django.db.models import QuerySet

from cms.kernel.access import Act, require
from cms.kernel.money import to_fen
from cms.kernel.people.models import User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.budgets.queries import transfers_about
from policies.budgets.services import Posting, post
from policies.budgets.states import TransferKind
from policies.disbursement.drafting import last_attempt, refuse_own_payment, refuse_unless_at
from policies.disbursement.errors import AccountUnusable, CancellationProposed
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.receivers import receiver_of
from policies.disbursement.sources import spread
from policies.disbursement.states import AttemptState, PaymentState
from policies.grants.persons import NamedPerson
from policies.grants.states import PersonState
from policies.registry.models import BankAccount
from policies.registry.states import AccountState


@transaction.atomic
def start_correction(*, payment_id: int, by: User) -> Payment:
    """A failed or returned payment waits for the payee's new account. Raises OwnEnterprise, WrongState."""
    require(by, Act.DRAFT_BATCH)
    payment = locked(Payment, payment_id)
    refuse_own_payment(by, payment)
    advance(payment, PaymentState.CORRECTING, by=by, values={"batch": None, "content_hash": ""})
    return payment


@transaction.atomic
def correct_account(*, payment_id: int, account_id: int, by: User) -> Payment:
    """The payment goes to another verified account of the same payee and waits for a new batch.

    What the bank returned is reserved again. Raises AccountUnusable, CancellationProposed, OwnEnterprise, WrongState.
    """
    require(by, Act.DRAFT_BATCH)
    payment = locked(Payment, payment_id, "payee")
    refuse_own_payment(by, payment)
    account = _other_account(payment, account_id)
    refuse_unless_at(PaymentState.CORRECTING, payment)
    if payment.cancel_proposed_by_id is not None:
        raise CancellationProposed
    post(restoring(payment))
    advance(payment, PaymentState.DRAFTED, by=by, values=receiver_of(account) | {"note": ""}, account=account.pk)
    return payment


def restoring(payment: Payment) -> list[Posting]:
    """The moves by which what the bank gave back of the payment is reserved again; none where nothing was given back
    or that was done: its money is reserved already."""
    last = last_attempt(payment)
    if last is None or last.state != AttemptState.RETURNED or is_restored(last):
        return []
    key, about = restoring_key(last), f"payment:{payment.pk}"
    return spread(Posting(TransferKind.RESTORE, payment.line_id, to_fen(payment.amount), key, about), payment.sources)


def restoring_key(attempt: Attempt) -> str:
    """The ledger's key of the move by which what a returned attempt paid is reserved again."""
    return f"attempt:{attempt.pk}:restore"


def is_restored(attempt: Attempt) -> bool:
    """Whether the money of a returned attempt is reserved again, on whichever lines."""
    restored = transfers_about(f"payment:{attempt.payment_id}").filter(kind=TransferKind.RESTORE)
    return restored.filter(key__startswith=restoring_key(attempt)).exists()


def _other_account(payment: Payment, account_id: int) -> BankAccount | NamedPerson:
    """The payee's account, or the person of its grant, if money may be sent there. Raises AccountUnusable."""
    account = usable_accounts_of(payment).filter(pk=account_id).first()
    if account is None:
        raise AccountUnusable
    return account


def usable_accounts_of(payment: Payment) -> "QuerySet[BankAccount] | QuerySet[NamedPerson]":
    """The payee's verified accounts in its registered name, whatever that was when the payment was drafted; the
    verified person of its grant, where a person is paid."""
    if payment.is_personal:
        return NamedPerson.objects.filter(grant=payment.grant_id, state=PersonState.VERIFIED)
    return BankAccount.objects.filter(
        enterprise__party=payment.payee_id, state=AccountState.VERIFIED, account_name=payment.payee.name
    )


@transaction.atomic
def redirect_payment(*, payment_id: int, account_id: int, by: User) -> Payment:
    """A held payment goes to another usable account of the same payee, and stays held until somebody else resumes it.

    Its money stays reserved. Raises AccountUnusable, OwnEnterprise, WrongState.
    """
    require(by, Act.DRAFT_BATCH)
    payment = locked(Payment, payment_id, "payee")
    refuse_own_payment(by, payment)
    refuse_unless_at(PaymentState.HELD, payment)
    account = _other_account(payment, account_id)
    values = receiver_of(account) | {"batch": None, "content_hash": "", "redirected_by": by}
    Payment.objects.filter(pk=payment.pk).update(**values)
    record("payment.redirected", about=payment, by=by, account=account.pk)
    payment.refresh_from_db()
    return payment
