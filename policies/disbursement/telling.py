"""The errand that tells the grants what the bank's statement settled."""

from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from cms.kernel.errands import errand, owe
from policies.disbursement.clawbacks import reclaim_if_all_is_back
from policies.disbursement.figures import PAID
from policies.disbursement.models import Payment
from policies.disbursement.statements import Statement
from policies.disbursement.states import PaymentState
from policies.grants.instalments import Instalment
from policies.grants.models import Grant
from policies.grants.services import mark_paid
from policies.grants.states import PENDING, GrantState, InstalmentState

TOLD_TOGETHER: Final = 1000
"""Each event holds a lock of the server's table until its transaction ends, and that table is for some ten thousand."""


@errand(queue="bank")
def tell_grants(statement_id: int) -> None:
    """Grants whose payments are all settled are paid; of many, some in this transaction and the rest in the next."""
    date = Statement.objects.get(pk=statement_id).date
    if _tell(Payment.objects.filter(settled_on=date, state__in=PAID)) == TOLD_TOGETHER:
        owe(tell_grants, statement_id)


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


def _tell(payments: "QuerySet[Payment]") -> int:
    """The first grants of these payments of which nothing is open any more are paid; returns how many.

    Asked from the payments' side: of a day just settled the planner knows nothing, and from the grants' side it may
    look through all of the day's payments for each.
    """
    own = Payment.objects.filter(grant=OuterRef("grant"))
    open_payments = own.exclude(state__in=(*PAID, PaymentState.CANCELLED))
    made = Payment.objects.filter(grant=OuterRef("grant"), instalment=OuterRef("number"), payee=OuterRef("payee"))
    planned = Instalment.objects.filter(grant=OuterRef("grant"))
    called = planned.filter(~Exists(made), state=InstalmentState.DUE)
    pending = planned.filter(state__in=PENDING)
    waiting = payments.filter(~Exists(open_payments), ~Exists(called), ~Exists(pending), grant__state=GrantState.READY)
    ids = list(waiting.order_by("grant").values_list("grant", flat=True).distinct()[:TOLD_TOGETHER])
    for grant in Grant.objects.filter(pk__in=ids).order_by("pk").prefetch_related("payments"):
        settled = sorted(payment.pk for payment in grant.payments.all() if payment.state in PAID)
        mark_paid(grant_id=grant.pk, payments=settled)
        reclaim_if_all_is_back(grant.pk)
    return len(ids)
