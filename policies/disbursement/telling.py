"""The errand that tells the grants what the bank's statement settled."""

from cms.kernel.errands import errand
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
    settled = Payment.objects.filter(settled_on=date, state=PaymentState.SETTLED)
    waiting = Grant.objects.filter(pk__in=settled.values("grant"), state=GrantState.READY).order_by("pk")
    for grant in waiting.prefetch_related("payments"):
        payments = [payment for payment in grant.payments.all() if payment.state != PaymentState.CANCELLED]
        if all(payment.state in (PaymentState.SETTLED, PaymentState.CLOSED) for payment in payments):
            mark_paid(grant_id=grant.pk, payments=[payment.pk for payment in payments])
