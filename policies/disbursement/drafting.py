"""Payments come to be, wait, are held, corrected and cancelled; and the people who may not touch their own."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.errors import SamePersonTwice, WrongState
from cms.kernel.money import to_fen
from cms.kernel.people.models import Membership, MembershipState, User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.budgets.services import Posting, post
from policies.budgets.states import TransferKind
from policies.disbursement.errors import (
    AccountMustBeCorrected,
    AccountUnusable,
    AlreadyInBatch,
    NoCancellationProposed,
    NotSendable,
    OwnEnterprise,
    ReasonMissing,
)
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.sources import spread
from policies.disbursement.states import AttemptState, PaymentState
from policies.grants.instalments import Instalment
from policies.grants.models import Grant
from policies.grants.states import GrantState, InstalmentState
from policies.registry.models import BankAccount
from policies.registry.states import AccountState

ACCOUNT_CODES = frozenset({"AC01", "AC04", "AC06", "BE01", "RC01"})


def draft_payments(grants: "QuerySet[Grant]") -> list[Payment]:
    """Each ready grant among `grants` that is paid whole and has no payment yet has one; returns the new ones."""
    with transaction.atomic():
        ready = grants.filter(state=GrantState.READY, payments=None, instalments=None)
        _hold(ready)
        ready = ready.select_related("enterprise__party", "account", "policy").order_by("pk")
        drafted = []
        for grant in ready.select_for_update(no_key=True, of=("self",)):
            assert grant.account is not None  # the grant's own check constraint
            drafted.append(_payment(grant, grant.account, grant.enterprise.party_id, grant.amount))
        return Payment.objects.bulk_create(drafted, batch_size=2000)


def draft_instalments(instalments: "QuerySet[Instalment]") -> list[Payment]:
    """Each due instalment among these of a ready grant that has no payment yet has one; returns the new ones."""
    with transaction.atomic():
        made = Payment.objects.filter(grant=OuterRef("grant"), instalment=OuterRef("number"), payee=OuterRef("payee"))
        due = instalments.filter(~Exists(made), state=InstalmentState.DUE, grant__state=GrantState.READY)
        _hold(Grant.objects.filter(pk__in=due.values("grant")))
        due = due.select_related("grant__account", "grant__policy", "account").order_by("grant_id", "pk")
        drafted = []
        for one in due.select_for_update(no_key=True, of=("self", "grant")):
            account = one.account or one.grant.account
            assert account is not None  # the grant's own check constraint
            payment = _payment(one.grant, account, one.payee_id, one.amount, number=one.number)
            payment.line_id = one.sources[0][0]
            payment.sources = one.sources if len(one.sources) > 1 else []
            drafted.append(payment)
        return Payment.objects.bulk_create(drafted, batch_size=2000)


def _hold(grants: "QuerySet[Grant]") -> None:
    """The grants are this transaction's, so that what is asked next sees the payments others have made of them."""
    list(grants.order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk"))


def _payment(grant: Grant, account: BankAccount, payee_id: int, amount: Money, *, number: int = 1) -> Payment:
    """A payment of the grant, not saved yet, to the account as it is now."""
    return Payment(
        grant=grant,
        instalment=number,
        payee_id=payee_id,
        payee_name=account.account_name,
        account=account.number,
        account_hash=account.number_hash,
        bank_name=account.bank_name,
        bank_code=account.bank_code,
        amount=amount,
        purpose=f"惠企资金 {grant.policy.code} {grant.period}".strip()[:140],
        line_id=grant.budget_line_id,
        drafted_at=business_now(),
    )


def refuse_own_enterprise(by: User, payments: "QuerySet[Payment]") -> None:
    """Raises OwnEnterprise when one of the payments goes to a party for which `by` acts, or is made of its grant."""
    own = Membership.objects.filter(user=by, state=MembershipState.ACTIVE).values("party_id")
    if payments.filter(Q(payee_id__in=own) | Q(grant__enterprise__party_id__in=own)).exists():
        raise OwnEnterprise


def refuse_own_payment(by: User, payment: Payment) -> None:
    """Raises OwnEnterprise when the payment goes to a party for which `by` acts, or is made of its grant."""
    refuse_own_enterprise(by, Payment.objects.filter(pk=payment.pk))


@transaction.atomic
def hold_payment(*, payment_id: int, by: User, reason: str) -> Payment:
    """The payment waits, for a reason. One that is queued is taken from the queue; one that has left is refused.

    Raises ReasonMissing, NotSendable, OwnEnterprise, WrongState.
    """
    require(by, Act.RECONCILE)
    payment = locked(Payment, payment_id)
    refuse_own_payment(by, payment)
    if not reason.strip():
        raise ReasonMissing
    if payment.state == PaymentState.RELEASED:
        attempt = payment.attempts.select_for_update(no_key=True).filter(state=AttemptState.QUEUED).first()
        if attempt is None:
            raise NotSendable
        advance(attempt, AttemptState.CANCELLED, by=by)
    elif payment.batch_id is not None:
        raise AlreadyInBatch(count=1)
    advance(payment, PaymentState.HELD, by=by, values={"note": reason.strip()[:300]})
    return payment


@transaction.atomic
def resume_payment(*, payment_id: int, by: User) -> Payment:
    """A held payment, looked at, may be put into a batch again. Raises OwnEnterprise, WrongState."""
    require(by, Act.RECONCILE)
    payment = locked(Payment, payment_id)
    refuse_own_payment(by, payment)
    advance(payment, PaymentState.DRAFTED, by=by, values={"note": "", "batch": None, "reviewed_at": business_now()})
    return payment


@transaction.atomic
def redraft_payment(*, payment_id: int, by: User) -> Payment:
    """A payment that certainly was not made waits for a new batch and full approval, to the same account.

    Raises AccountMustBeCorrected when the bank refused the account, OwnEnterprise, WrongState.
    """
    require(by, Act.DRAFT_BATCH)
    payment = locked(Payment, payment_id)
    refuse_own_payment(by, payment)
    _refuse_unless_at(PaymentState.FAILED, payment)
    code = _last_attempt(payment).code
    if code in ACCOUNT_CODES:
        raise AccountMustBeCorrected(code=code)
    advance(payment, PaymentState.DRAFTED, by=by, values={"batch": None, "content_hash": "", "note": ""})
    return payment


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

    What the bank returned is reserved again. Raises AccountUnusable, OwnEnterprise, WrongState.
    """
    require(by, Act.DRAFT_BATCH)
    payment = locked(Payment, payment_id)
    refuse_own_payment(by, payment)
    account = BankAccount.objects.filter(
        pk=account_id, enterprise__party_id=payment.payee_id, state=AccountState.VERIFIED
    ).first()
    if account is None or account.account_name != payment.payee_name:
        raise AccountUnusable
    _refuse_unless_at(PaymentState.CORRECTING, payment)
    last = _last_attempt(payment)
    if last.state == AttemptState.RETURNED:
        key, about = f"attempt:{last.pk}:restore", f"payment:{payment.pk}"
        whole = Posting(TransferKind.RESTORE, payment.line_id, to_fen(payment.amount), key, about)
        post(spread(whole, payment.sources))
    values = {
        "account": account.number,
        "account_hash": account.number_hash,
        "bank_name": account.bank_name,
        "bank_code": account.bank_code,
        "note": "",
    }
    advance(payment, PaymentState.DRAFTED, by=by, values=values, account=account.pk)
    return payment


def _refuse_unless_at(state: PaymentState, payment: Payment) -> None:
    """Raises WrongState: another state may lead to the same one, but its money stands elsewhere."""
    if payment.state != state:
        raise WrongState(noun=payment._meta.verbose_name, state=payment.state_label)


def _last_attempt(payment: Payment) -> Attempt:
    return payment.attempts.select_for_update(no_key=True).order_by("-number")[0]


@transaction.atomic
def propose_cancellation(*, payment_id: int, by: User, reason: str) -> Payment:
    """A maker asks that the payment never be made. Raises ReasonMissing, AlreadyInBatch, OwnEnterprise."""
    require(by, Act.DRAFT_BATCH)
    payment = locked(Payment, payment_id)
    refuse_own_payment(by, payment)
    if not reason.strip():
        raise ReasonMissing
    if payment.state != PaymentState.DRAFTED or payment.batch_id is not None:
        raise AlreadyInBatch(count=1)
    Payment.objects.filter(pk=payment.pk).update(cancel_proposed_by=by, note=reason.strip()[:300])
    record("payment.cancellation_proposed", about=payment, by=by)
    payment.refresh_from_db()
    return payment


@transaction.atomic
def confirm_cancellation(*, payment_id: int, by: User) -> Payment:
    """A checker agrees: the payment is cancelled and its reservation is available again.

    Raises SamePersonTwice, OwnEnterprise, AlreadyInBatch, WrongState.
    """
    require(by, Act.CHECK_BATCH)
    payment = locked(Payment, payment_id)
    refuse_own_payment(by, payment)
    if payment.cancel_proposed_by_id is None or payment.batch_id is not None:
        raise AlreadyInBatch(count=1)
    if payment.cancel_proposed_by_id == by.pk:
        raise SamePersonTwice
    key, about = f"payment:{payment.pk}:cancel", f"payment:{payment.pk}"
    post(spread(Posting(TransferKind.RELEASE, payment.line_id, to_fen(payment.amount), key, about), payment.sources))
    advance(payment, PaymentState.CANCELLED, by=by)
    return payment


@transaction.atomic
def decline_cancellation(*, payment_id: int, by: User, reason: str) -> Payment:
    """A finance officer does not agree, or who asked takes it back: the payment waits for a batch again.

    Raises ReasonMissing, OwnEnterprise, NoCancellationProposed.
    """
    require(by, Act.RECONCILE)
    payment = locked(Payment, payment_id)
    refuse_own_payment(by, payment)
    if not reason.strip():
        raise ReasonMissing
    if payment.cancel_proposed_by_id is None or payment.state == PaymentState.CANCELLED:
        raise NoCancellationProposed
    Payment.objects.filter(pk=payment.pk).update(cancel_proposed_by=None, note=reason.strip()[:300])
    record("payment.cancellation_declined", about=payment, by=by)
    payment.refresh_from_db()
    return payment
