"""The errand that tells the grants what the bank's statement settled."""

from django.db.models import QuerySet

from cms.kernel.errands import errand
from policies.disbursement.figures import PAID
from policies.disbursement.models import Payment
from policies.disbursement.statements import Statement
from policies.disbursement.states import PaymentState
from policies.grants.models import Grant
from policies.grants.services import mark_paid
from policies.grants.states import GrantState


@errand()
def tell_grants(statement_id: int) -> None:
    """Grants whose payments are all settled are paid."""
    date = Statement.objects.get(pk=statement_id).date
    _tell(Payment.objects.filter(settled_on=date, state__in=PAID))


@errand()
def tell_grant_of_break(break_id: int) -> None:
    """The grant of a payment that two people found to be paid is paid."""
    _tell(Payment.objects.filter(attempts__breaks=break_id, state__in=PAID))


def _tell(payments: "QuerySet[Payment]") -> None:
    waiting = Grant.objects.filter(pk__in=payments.values("grant"), state=GrantState.READY).order_by("pk")
    for grant in waiting.prefetch_related("payments"):
        due = [payment for payment in grant.payments.all() if payment.state != PaymentState.CANCELLED]
        if all(payment.state in PAID for payment in due):
            mark_paid(grant_id=grant.pk, payments=[payment.pk for payment in due])
