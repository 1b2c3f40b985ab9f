"""Two people's ways out of a difference between our books and the bank's; what it froze goes on from there."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from django.db import transaction

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.errors import SamePersonTwice
from cms.kernel.files.models import StoredFile
from cms.kernel.money import to_fen
from cms.kernel.people.models import User
from cms.kernel.states import advance, locked
from policies.budgets.services import post, post_suspense
from policies.budgets.states import TransferKind
from policies.disbursement.clawbacks import Clawback, demands_that_fit, open_demands, recover
from policies.disbursement.dispatch import held, move, postings, reject
from policies.disbursement.drafting import refuse_own_payment
from policies.disbursement.errors import (
    NoCompleteStatement,
    OnTheStatement,
    PaidElsewhere,
    ReasonMissing,
    RemedyUnfit,
)
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.redirecting import is_restored, restoring
from policies.disbursement.statements import Break, Statement, StatementLine
from policies.disbursement.states import (
    LIVE,
    ON_THE_WIRE,
    REMEDIES,
    AttemptState,
    BreakKind,
    BreakState,
    PaymentState,
    Remedy,
)


@transaction.atomic
def propose_explanation(
    *,
    break_id: int,
    by: User,
    explanation: str,
    remedy: str = "",
    evidence: StoredFile | None = None,
    clawback_id: int | None = None,
) -> Break:
    """One officer says what a break is and what is to follow from it; without a remedy, the usual one of its kind.

    A stray credit may be called what a demand (`clawback_id`) of just its amount waits for.
    Raises ReasonMissing, RemedyUnfit, OwnEnterprise, WrongState.
    """
    require(by, Act.RECONCILE)
    found = locked(Break, break_id)
    _refuse_own(found, by)
    if not explanation.strip():
        raise ReasonMissing
    fitting = remedies_for(found)
    chosen = remedy or fitting[0]
    if chosen not in fitting:
        raise RemedyUnfit
    asked = _demand_of(found, chosen, clawback_id)
    if asked is not None:
        refuse_own_payment(by, asked.payment)
    values = {
        "proposed_by": by,
        "clawback": asked,
        "explanation": explanation.strip()[:300],
        "remedy": chosen,
        "evidence": evidence,
    }
    advance(found, BreakState.PROPOSED, by=by, values=values, remedy=str(chosen))
    return found


def _demand_of(found: Break, remedy: str, clawback_id: int | None) -> Clawback | None:
    """The demand that a stray credit is to answer, None under another remedy. Raises RemedyUnfit when none fits."""
    if remedy != Remedy.CLAWBACK:
        return None
    fitting = {one.pk: one for one in demands_that_fit(found.line)}
    if clawback_id not in fitting:
        raise RemedyUnfit
    return fitting[clawback_id]


def remedies_for(found: Break, demands: Sequence[Clawback] | None = None) -> tuple[Remedy, ...]:
    """What may follow from the break, the usual first: a payment that it holds up is never just noted.

    `demands`: those that fit it, where the caller knows them.
    """
    possible = REMEDIES[BreakKind(found.kind)]
    attempt = found.attempt
    if attempt is not None and attempt.state in (AttemptState.QUEUED, *ON_THE_WIRE):
        return tuple(remedy for remedy in possible if remedy is not Remedy.NOTED)
    if not (demands_that_fit(found.line) if demands is None else demands):
        return tuple(remedy for remedy in possible if remedy is not Remedy.CLAWBACK)
    return possible


@transaction.atomic
def decline_explanation(*, break_id: int, by: User, reason: str) -> Break:
    """Another officer does not agree: the break is open again.

    Raises ReasonMissing, SamePersonTwice, OwnEnterprise, WrongState.
    """
    require(by, Act.RECONCILE)
    found = locked(Break, break_id)
    _refuse_own(found, by)
    if found.proposed_by_id == by.pk:
        raise SamePersonTwice
    if not reason.strip():
        raise ReasonMissing
    values = {"proposed_by": None, "clawback": None, "explanation": reason.strip()[:300], "remedy": ""}
    advance(found, BreakState.OPEN, by=by, values=values, event="break.declined")
    return found


@transaction.atomic
def confirm_explanation(*, break_id: int, by: User) -> Break:
    """Another officer agrees: the break is closed, its remedy is done, and a payment it froze goes on.

    Raises SamePersonTwice, OwnEnterprise, NoCompleteStatement, OnTheStatement, PaidElsewhere, RemedyUnfit, WrongState.
    """
    require(by, Act.RECONCILE)
    attempt_id = Break.objects.filter(pk=break_id).values_list("attempt_id", flat=True).first()
    attempts = held(Attempt.objects.filter(pk=attempt_id)) if attempt_id else []
    found = locked(Break, break_id)
    _refuse_own(found, by)
    if found.proposed_by_id == by.pk:
        raise SamePersonTwice
    values = {"confirmed_by": by, "closed_at": business_now()}
    remedy = found.remedy
    advance(found, BreakState.EXPLAINED, by=by, values=values, remedy=remedy)
    _empty_suspense(found)
    _receive(found, by)
    for attempt in attempts:
        DONE.get(remedy, _nothing)(found, attempt, by)
        _thaw(attempt.payment_id, by)
    return found


def _refuse_own(found: Break, by: User) -> None:
    if found.attempt is not None:
        refuse_own_payment(by, found.attempt.payment)


def _receive(found: Break, by: User) -> None:
    """A stray credit that two people attributed to a demand is its recovery. Raises RemedyUnfit, OwnEnterprise."""
    if found.remedy != Remedy.CLAWBACK:
        return
    if found.line is None or found.clawback_id is None or not open_demands().filter(pk=found.clawback_id).exists():
        raise RemedyUnfit
    asked = locked(Clawback, found.clawback_id, "payment__line")
    refuse_own_payment(by, asked.payment)
    recover(asked, found.line, by=by)


def _empty_suspense(found: Break) -> None:
    if found.line is not None:
        post_suspense(
            TransferKind.EXPLAIN,
            bank_account=found.line.bank_account,
            amount_fen=found.amount_fen,
            key=f"statement_line:{found.line_id}:explain",
            about=f"break:{found.pk}",
        )


def _nothing(found: Break, attempt: Attempt, by: User) -> None:
    """The explanation is all."""


def _unpaid(found: Break, attempt: Attempt, by: User) -> None:
    """The complete statement lacks it: it was not paid, its money is reserved again."""
    if attempt.state in ON_THE_WIRE:
        refuse_unless_proven_unpaid(attempt)
        reject([attempt], attempt.slice.batch, by=by)


def _recovered(found: Break, attempt: Attempt, by: User) -> None:
    """What moved wrongly came back: an attempt that never paid what it should is over."""
    if attempt.state == AttemptState.QUEUED:
        move([attempt], AttemptState.CANCELLED, found, by=by)
    elif attempt.state in ON_THE_WIRE:
        reject([attempt], attempt.slice.batch, by=by)


def _paid(found: Break, attempt: Attempt, by: User) -> None:
    """The bank did pay this payment: its money is paid in our ledger too, from wherever it stood.

    What came back of a later attempt and was not reserved anew is taken up first: else others' reservation would pay.
    """
    payment = attempt.payment
    if found.line is None or payment.state != PaymentState.FROZEN or found.amount_fen != to_fen(payment.amount):
        raise RemedyUnfit
    settling = postings(TransferKind.SETTLE, [attempt], "settle")
    if attempt.state == AttemptState.REJECTED:
        if payment.attempts.filter(state__in=LIVE).exists():
            raise PaidElsewhere
        settling = restoring(payment) + postings(TransferKind.FLIGHT, [attempt], "late_flight") + settling
    elif attempt.state not in ON_THE_WIRE:
        raise RemedyUnfit
    post(settling)
    move([attempt], AttemptState.SETTLED, found, by=by, settled_on=found.statement.date)


DONE: Final[Mapping[str, Callable[[Break, Attempt, User], None]]] = {
    Remedy.UNPAID: _unpaid,
    Remedy.RECOVERED: _recovered,
    Remedy.PAID: _paid,
}


def _thaw(payment_id: int, by: User) -> None:
    """A frozen payment about which nothing is open any more stands where its attempts say."""
    payment = locked(Payment, payment_id)
    if payment.state != PaymentState.FROZEN or Break.objects.filter(attempt__payment=payment, closed_at=None).exists():
        return
    attempts = list(payment.attempts.order_by("number"))
    states = {attempt.state for attempt in attempts}
    paid_on = [attempt.settled_on for attempt in attempts if attempt.state == AttemptState.SETTLED]
    if paid_on:
        advance(payment, PaymentState.SETTLED, by=by, values={"settled_on": paid_on[-1]})
    elif states & set(LIVE):
        advance(payment, PaymentState.RELEASED, by=by)
    elif attempts and attempts[-1].state == AttemptState.RETURNED and not is_restored(attempts[-1]):
        advance(payment, PaymentState.RETURNED, by=by)
    elif attempts and attempts[-1].state == AttemptState.REJECTED:
        advance(payment, PaymentState.FAILED, by=by)
    else:
        advance(payment, PaymentState.HELD, by=by)


def refuse_unless_proven_unpaid(attempt: Attempt) -> None:
    """Raises NoCompleteStatement or OnTheStatement unless the statements we have prove that it was not paid."""
    account, day = attempt.slice.batch.debtor_account, attempt.value_date
    if day is None or not Statement.objects.filter(bank_account=account, date=day).exists():
        raise NoCompleteStatement
    lines = StatementLine.objects.filter(bank_account=account, end_to_end_id=attempt.end_to_end_id)
    if lines.filter(is_debit=True).exists():
        raise OnTheStatement
