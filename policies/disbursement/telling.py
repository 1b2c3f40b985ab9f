"""The errands that tell the grants what the bank's statement settled or gave back, and what was cancelled."""

from collections.abc import Iterable
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.errands import errand, owe
from cms.kernel.messages.services import notify
from policies.disbursement.clawbacks import reclaim_where_all_is_back
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
    is_more = _tell_of_returns(Payment.objects.filter(attempts__returned_on=date))
    if not is_more:
        is_more = _tell(Payment.objects.filter(settled_on=date, state__in=PAID)) == TOLD_TOGETHER
    if is_more:
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
    look through all of the day's payments for each. Asked again once the grants are held.
    """
    own = Payment.objects.filter(grant=OuterRef("grant"))
    open_payments = own.exclude(state__in=(*PAID, PaymentState.CANCELLED))
    to_come = instalments_to_come().filter(grant=OuterRef("grant"))
    waiting = payments.filter(~Exists(open_payments), ~Exists(to_come), grant__state=GrantState.READY)
    ids = list(waiting.order_by("grant").values_list("grant", flat=True).distinct()[:TOLD_TOGETHER])
    if not ids:
        return 0
    _hold(Grant.objects.filter(pk__in=ids))
    still = waiting.filter(grant__in=ids).order_by().values_list("grant", flat=True)
    settled = Payment.objects.filter(grant__in=list(still), state__in=PAID).order_by("grant_id", "pk")
    paid = _by_grant(settled.values_list("grant_id", "pk"))
    mark_paid(payments=paid)
    reclaim_where_all_is_back(paid)
    return len(ids)


def instalments_to_come() -> "QuerySet[Instalment]":
    """Those that are not decided yet, and those that are due and have no payment yet."""
    made = Payment.objects.filter(grant=OuterRef("grant"), instalment=OuterRef("number"), payee=OuterRef("payee"))
    made = made.filter(is_personal=OuterRef("is_personal"))
    return Instalment.objects.filter(Q(state__in=PENDING) | Q(~Exists(made), state=InstalmentState.DUE))


def _hold(grants: "QuerySet[Grant]") -> None:
    """The grants are this transaction's: what is asked next is asked of rows that nobody moves any more."""
    list(grants.order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk"))


def _by_grant(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """The payments of each grant, in the order given."""
    found: dict[int, list[int]] = {}
    for grant_id, payment_id in pairs:
        found.setdefault(grant_id, []).append(payment_id)
    return found


def _tell_of_returns(payments: "QuerySet[Payment]") -> bool:
    """Of a paid grant the bank gave a payment back that was not made again: it is ready to be paid.

    Of the first such grants; returns whether there are probably more.
    """
    back = payments.filter(attempts__state=AttemptState.RETURNED, grant__state=GrantState.PAID)
    back = back.exclude(state__in=(*PAID, PaymentState.FROZEN))
    ids = list(back.order_by("grant").values_list("grant", flat=True).distinct()[:TOLD_TOGETHER])
    if not ids:
        return False
    _hold(Grant.objects.filter(pk__in=ids))
    of_held = back.filter(grant__in=ids).order_by("grant_id", "pk")
    given_back = _by_grant(of_held.values_list("grant_id", "pk").distinct())
    mark_given_back(payments=given_back)
    _tell(Payment.objects.filter(grant__in=list(given_back), state__in=PAID))
    _end_unpaid(Grant.objects.filter(pk__in=list(given_back)))
    # one whose returned payment was cancelled meanwhile is paid again at once: those alone make no further part
    is_any_left = Grant.objects.filter(pk__in=ids).exclude(state=GrantState.PAID).exists()
    return len(ids) == TOLD_TOGETHER and is_any_left


def _end_unpaid(grants: "QuerySet[Grant]") -> None:
    """A ready grant all of whose payments were cancelled, and of which nothing is to come, ends; its enterprise hears
    why."""
    _hold(grants)
    own = Payment.objects.filter(grant=OuterRef("pk"))
    over = grants.filter(Exists(own), ~Exists(own.exclude(state=PaymentState.CANCELLED)), state=GrantState.READY)
    over = over.filter(~Exists(instalments_to_come().filter(grant=OuterRef("pk"))))
    for grant in over.order_by("pk").select_related("enterprise__party", "version").prefetch_related("payments"):
        last = max(grant.payments.all(), key=lambda payment: payment.pk)
        end_unpaid(grant_id=grant.pk, reason=last.note)
        notify(
            party=grant.enterprise.party,
            subject=_("“%(policy)s”的支付已撤销"),
            body=_("该事项的支付已经撤销，不再付款。理由：%(reason)s。如有疑问，请联系牵头部门。"),
            link=reverse("policies:benefit", args=[grant.pk]),
            policy=grant.version.title_zh,
            reason=last.note_told,
        )
