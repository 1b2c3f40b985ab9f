"""Payments come to be, wait and are held; and the people who may not touch their own."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.errors import SamePersonTwice, WrongState
from cms.kernel.people.models import Membership, MembershipState, User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.disbursement.errors import (
    AccountMustBeCorrected,
    AlreadyInBatch,
    NotSendable,
    OwnEnterprise,
    ReasonMissing,
)
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.receivers import receiver_of
from policies.disbursement.states import AttemptState, HoldReason, PaymentState
from policies.grants.instalments import Instalment
from policies.grants.models import Grant
from policies.grants.naming_persons import verified_persons
from policies.grants.persons import NamedPerson
from policies.grants.states import GrantState, InstalmentState
from policies.registry.models import BankAccount

ACCOUNT_CODES = frozenset({"AC01", "AC04", "AC06", "BE01", "RC01"})


def draft_payments(grants: "QuerySet[Grant]") -> list[Payment]:
    """Each ready grant among `grants` that is paid whole and has no payment yet has one; returns the new ones."""
    with transaction.atomic():
        ready = grants.filter(state=GrantState.READY, payments=None, instalments=None)
        _hold(ready)
        ready = ready.select_related("account__enterprise__party", "policy").order_by("pk")
        drafted = []
        for grant in ready.select_for_update(no_key=True, of=("self",)):
            assert grant.account is not None  # the grant's own check constraint
            drafted.append(_payment(grant, grant.account, grant.account.enterprise.party_id, grant.amount))
        return _kept(drafted)


def draft_instalments(instalments: "QuerySet[Instalment]") -> list[Payment]:
    """Each due instalment among these of a ready grant that has no payment yet has one; returns the new ones.

    What goes to a person waits until somebody has verified who that is.
    """
    with transaction.atomic():
        made = Payment.objects.filter(grant=OuterRef("grant"), instalment=OuterRef("number"), payee=OuterRef("payee"))
        made = made.filter(is_personal=OuterRef("is_personal"))
        due = instalments.filter(~Exists(made), state=InstalmentState.DUE, grant__state=GrantState.READY)
        _hold(Grant.objects.filter(pk__in=due.values("grant")))
        persons = verified_persons(due.filter(is_personal=True).values_list("grant", flat=True))
        due = due.filter(Q(is_personal=False) | Q(grant__in=list(persons)))
        accounts = ("grant__account__enterprise__party", "account__enterprise__party")
        due = due.select_related("grant__policy", *accounts).order_by("grant_id", "pk")
        drafted = []
        for one in due.select_for_update(no_key=True, of=("self", "grant")):
            to = persons[one.grant_id] if one.is_personal else one.account or one.grant.account
            assert to is not None  # the grant's own check constraint
            payment = _payment(one.grant, to, one.payee_id, one.amount, number=one.number)
            payment.line_id = one.sources[0][0]
            payment.sources = one.sources if len(one.sources) > 1 else []
            drafted.append(payment)
        return _kept(drafted)


def _kept(drafted: Sequence[Payment]) -> list[Payment]:
    """The payments are on record; the trail tells of those that wait because there is no account to pay them to."""
    made = Payment.objects.bulk_create(drafted, batch_size=2000)
    for payment in made:
        if payment.state == PaymentState.HELD:
            record("payment.held", about=payment, by=None, reason=payment.note)
    return made


def _hold(grants: "QuerySet[Grant]") -> None:
    """The grants are this transaction's, so that what is asked next sees the payments others have made of them."""
    list(grants.order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk"))


def _payment(grant: Grant, to: BankAccount | NamedPerson, payee_id: int, amount: Money, *, number: int = 1) -> Payment:
    """A payment of the grant, not saved yet, to where it goes now: held if no money may be sent there."""
    is_usable = isinstance(to, NamedPerson) or to.is_usable
    return Payment(
        **receiver_of(to),
        state=PaymentState.DRAFTED if is_usable else PaymentState.HELD,
        note="" if is_usable else HoldReason.NO_ACCOUNT,
        grant=grant,
        instalment=number,
        payee_id=payee_id,
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
    """A held payment, looked at, may be put into a batch again; by somebody else than who sent it to another account.

    Raises OwnEnterprise, SamePersonTwice, WrongState.
    """
    require(by, Act.RECONCILE)
    payment = locked(Payment, payment_id)
    refuse_own_payment(by, payment)
    refuse_unless_at(PaymentState.HELD, payment)
    if payment.redirected_by_id == by.pk:
        raise SamePersonTwice
    values = {"note": "", "batch": None, "reviewed_at": business_now(), "redirected_by": None}
    advance(payment, PaymentState.DRAFTED, by=by, values=values)
    return payment


@transaction.atomic
def redraft_payment(*, payment_id: int, by: User) -> Payment:
    """A payment that certainly was not made waits for a new batch and full approval, to the same account.

    Raises AccountMustBeCorrected when the bank refused the account, OwnEnterprise, WrongState.
    """
    require(by, Act.DRAFT_BATCH)
    payment = locked(Payment, payment_id)
    refuse_own_payment(by, payment)
    refuse_unless_at(PaymentState.FAILED, payment)
    last = last_attempt(payment)
    if last is not None and last.code in ACCOUNT_CODES:
        raise AccountMustBeCorrected(code=last.code)
    advance(payment, PaymentState.DRAFTED, by=by, values={"batch": None, "content_hash": "", "note": ""})
    return payment


def refuse_unless_at(state: PaymentState, payment: Payment) -> None:
    """Raises WrongState unless it is there: another state may lead to the same one, but its money stands elsewhere."""
    if payment.state != state:
        raise WrongState(noun=payment._meta.verbose_name, state=payment.state_label)


def last_attempt(payment: Payment) -> Attempt | None:
    """The latest instruction to the bank, held; None for a payment that was never released."""
    return payment.attempts.select_for_update(no_key=True).order_by("-number").first()
