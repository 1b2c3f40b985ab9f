"""The errands that tell the grants what the bank's statement settled or gave back, and what was cancelled."""

from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.errands import errand, owe
from cms.kernel.messages.services import notify
from cms.kernel.states import locked
from policies.disbursement.clawbacks import reclaim_if_all_is_back
from policies.disbursement.models import Payment
from policies.disbursement.statements import Statement
from policies.disbursement.states import PAID, AttemptState, PaymentState
from policies.grants.awarding import end_unpaid, mark_given_back, mark_paid
from policies.grants.instalments import Instalment
from policies.grants.models import Grant
from policies.grants.states import PENDING, GrantState, InstalmentState

TOLD_TOGETHER: Final = 1000
"""Each event holds a lock of the server's table until its transaction ends, and that table is for some ten thousand."""


@errand(queue="bank")
def tell_grants(statement_id: int) -> None:
    """Grants whose payments are all settled are paid, those of which the bank gave something back are so no longer; of
    many, some in this transaction and the rest in the next."""
    date = Statement.objects.get(pk=statement_id).date
    _tell_of_returns(Payment.objects.filter(attempts__returned_on=date))
    if _tell(Payment.objects.filter(settled_on=date, state__in=PAID)) == TOLD_TOGETHER:
        owe(tell_grants, statement_id)


@errand(queue="bank")
def tell_grant_of_break(break_id: int) -> None:
    """The grant of a payment that two people found to be paid is paid."""
    payments = Payment.objects.filter(attempts__breaks=break_id)
    _tell_of_returns(payments)
    _tell(payments.filter(state__in=PAID))


@errand()
def tell_grant_of_stop(instalment_id: int) -> None:
    """A grant whose last open instalment was stopped, and of which all else is settled, is paid."""
    _tell(Payment.objects.filter(grant__instalments=instalment_id, state__in=PAID))
    _end_unpaid(Grant.objects.filter(instalments=instalment_id))


@errand()
def tell_grant_of_cancellation(payment_id: int) -> None:
    """A grant whose last open payment was cancelled is paid when all else is settled, and ends when nothing is."""
    _tell(Payment.objects.filter(grant__payments=payment_id, state__in=PAID))
    _end_unpaid(Grant.objects.filter(payments=payment_id))


def _tell(payments: "QuerySet[Payment]") -> int:
    """The first grants of these payments of which nothing is open any more are paid; returns how many.

    Asked from the payments' side: of a day just settled the planner knows nothing, and from the grants' side it may
    look through all of the day's payments for each.
    """
    own = Payment.objects.filter(grant=OuterRef("grant"))
    open_payments = own.exclude(state__in=(*PAID, PaymentState.CANCELLED))
    to_come = instalments_to_come().filter(grant=OuterRef("grant"))
    waiting = payments.filter(~Exists(open_payments), ~Exists(to_come), grant__state=GrantState.READY)
    ids = list(waiting.order_by("grant").values_list("grant", flat=True).distinct()[:TOLD_TOGETHER])
    for grant in Grant.objects.filter(pk__in=ids).order_by("pk").prefetch_related("payments"):
        settled = sorted(payment.pk for payment in grant.payments.all() if payment.state in PAID)
        mark_paid(grant_id=grant.pk, payments=settled)
        reclaim_if_all_is_back(grant.pk)
    return len(ids)


def instalments_to_come() -> "QuerySet[Instalment]":
    """Those that are not decided yet, and those that are due and have no payment yet."""
    made = Payment.objects.filter(grant=OuterRef("grant"), instalment=OuterRef("number"), payee=OuterRef("payee"))
    return Instalment.objects.filter(Q(state__in=PENDING) | Q(~Exists(made), state=InstalmentState.DUE))


def _tell_of_returns(payments: "QuerySet[Payment]") -> None:
    """Of a paid grant the bank gave a payment back that was not made again: it is ready to be paid."""
    back = payments.filter(attempts__state=AttemptState.RETURNED, grant__state=GrantState.PAID)
    back = back.exclude(state__in=(*PAID, PaymentState.FROZEN))
    by_grant: dict[int, list[int]] = {}
    for grant_id, payment_id in back.order_by("grant_id", "pk").values_list("grant_id", "pk").distinct():
        by_grant.setdefault(grant_id, []).append(payment_id)
    for grant_id, ids in by_grant.items():
        mark_given_back(grant_id=grant_id, payments=ids)
        _tell(Payment.objects.filter(grant=grant_id, state__in=PAID))
        _end_unpaid(Grant.objects.filter(pk=grant_id))


def _end_unpaid(grants: "QuerySet[Grant]") -> None:
    """A ready grant all of whose payments were cancelled, and of which nothing is to come, ends; its enterprise hears
    why."""
    for pk in grants.order_by("pk").values_list("pk", flat=True):
        grant = locked(Grant, pk, "enterprise__party", "version")
        payments = list(grant.payments.order_by("pk"))
        is_over = payments and all(payment.state == PaymentState.CANCELLED for payment in payments)
        if grant.state != GrantState.READY or not is_over or instalments_to_come().filter(grant=grant).exists():
            continue
        end_unpaid(grant_id=grant.pk, reason=payments[-1].note)
        notify(
            party=grant.enterprise.party,
            subject=_("“%(policy)s”的支付已撤销"),
            body=_("该事项的支付已经撤销，不再付款。理由：%(reason)s。如有疑问，请联系牵头部门。"),
            link=reverse("policies:benefit", args=[grant.pk]),
            policy=grant.version.title_zh,
            reason=payments[-1].note_told,
        )
