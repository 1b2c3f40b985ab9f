"""The errand that tells the grants what the bank's statement settled."""

from django.db.models import QuerySet

from cms.kernel.errands import errand
from policies.disbursement.clawbacks import reclaim_if_all_is_back
from policies.disbursement.figures import PAID
from policies.disbursement.models import Payment
from policies.disbursement.statements import Statement
from policies.disbursement.states import PaymentState
from policies.grants.models import Grant
from policies.grants.services import mark_paid
from policies.grants.states import PENDING, GrantState, InstalmentState


@errand(queue="bank")
def tell_grants(statement_id: int) -> None:
    """Grants whose payments are all settled are paid."""
    date = Statement.objects.get(pk=statement_id).date
    _tell(Payment.objects.filter(settled_on=date, state__in=PAID))


@errand(queue="bank")
def tell_grant_of_break(break_id: int) -> None:
    """The grant of a payment that two people found to be paid is paid."""
    _tell(Payment.objects.filter(attempts__breaks=break_id, state__in=PAID))


@errand()
def tell_grant_of_stop(instalment_id: int) -> None:
    """A grant whose last open instalment was stopped, and of which all else is settled, is paid."""
    _tell(Payment.objects.filter(grant__instalments=instalment_id, state__in=PAID))


@errand()
def tell_grant_of_cancellation(payment_id: int) -> None:
    """A grant whose last open payment was cancelled, and of which all else is settled, is paid."""
    _tell(Payment.objects.filter(grant__payments=payment_id, state__in=PAID))


def _tell(payments: "QuerySet[Payment]") -> None:
    waiting = Grant.objects.filter(pk__in=payments.values("grant"), state=GrantState.READY).order_by("pk")
    for grant in waiting.exclude(instalments__state__in=PENDING).prefetch_related("payments", "instalments"):
        due = [payment for payment in grant.payments.all() if payment.state != PaymentState.CANCELLED]
        made = {(payment.instalment, payment.payee_id) for payment in grant.payments.all()}
        called = {(one.number, one.payee_id) for one in grant.instalments.all() if one.state == InstalmentState.DUE}
        if called <= made and all(payment.state in PAID for payment in due):
            mark_paid(grant_id=grant.pk, payments=[payment.pk for payment in due])
            reclaim_if_all_is_back(grant.pk)
