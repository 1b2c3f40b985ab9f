"""Errands of disbursement: send what was released, ask about what is unknown, fetch statements."""

import datetime as dt
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, Max, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import business_today
from cms.kernel.dues import DueToday, due_when
from cms.kernel.errands import Errand, Work, errand, name_of, owe
from cms.kernel.errors import Refused
from cms.kernel.messages.services import notify
from cms.kernel.refusals import refuse_message
from policies.disbursement.clawbacks import Clawback
from policies.disbursement.dispatch import ask_about, askable, claim_slice, doubt_the_silent, send_claimed
from policies.disbursement.drafting import draft_instalments, draft_payments
from policies.disbursement.errors import StatementIncomplete
from policies.disbursement.gateways.choice import gateway
from policies.disbursement.gateways.protocol import UnreadableStatement
from policies.disbursement.inbox import BankNotice
from policies.disbursement.models import Attempt, Slice
from policies.disbursement.settlement import import_statement
from policies.disbursement.statements import Statement
from policies.disbursement.states import AttemptState
from policies.grants.instalments import Instalment
from policies.grants.models import Grant


@errand()
def draft_notice_payments(notice_id: int) -> None:
    """Every grant that the notice left ready has its payment."""
    draft_payments(Grant.objects.filter(decision__notice=notice_id))


@errand()
def draft_decision_payments(decision_id: int) -> None:
    """Every grant of a finished decision that needed no further notice has its payment."""
    draft_payments(Grant.objects.filter(decision=decision_id))


@errand()
def draft_grant_payment(grant_id: int) -> None:
    """The ready grant has its payment."""
    draft_payments(Grant.objects.filter(pk=grant_id))


@errand()
def draft_due_instalments(decision_id: int) -> None:
    """Every due instalment of the decision's ready grants has its payment."""
    draft_instalments(Instalment.objects.filter(grant__decision=decision_id))


@errand()
def draft_due_instalment(instalment_id: int) -> None:
    """The due instalment has its payment."""
    draft_instalments(Instalment.objects.filter(pk=instalment_id))


@errand()
def draft_person_payments(person_id: int) -> None:
    """What is due to the person has its payment."""
    draft_instalments(Instalment.objects.filter(grant__persons=person_id, is_personal=True))


@errand()
def ask_for_money_back(clawback_id: int) -> None:
    """The payee has been told what to give back, why, and under which reference."""
    asked = Clawback.objects.select_related("payment__payee").get(pk=clawback_id)
    notify(
        party=asked.payment.payee,
        subject=_("请退回惠企资金 %(amount)s 元"),
        body=_(
            "经复核，贵单位收到的惠企资金应予退回 %(amount)s 元，理由：%(reason)s。"
            "转账时请在附言中注明编号 %(reference)s。"
        ),
        link=reverse("policies:own_payment", args=[asked.payment_id]),
        amount=f"{asked.amount.amount:,.2f}",
        reason=asked.reason,
        reference=asked.reference,
    )


@errand(queue="bank")
def send_batch(batch_id: int) -> None:
    """Each slice of the released batch is owed to the bank."""
    for slice_id in Slice.objects.filter(batch_id=batch_id).order_by("number").values_list("pk", flat=True):
        owe(send_slice, slice_id)


@errand(queue="bank")
def resume_sending(_switch_id: int) -> None:
    """Every slice with something still queued is owed again."""
    queued = Slice.objects.filter(attempts__state=AttemptState.QUEUED).distinct().order_by("pk")
    for slice_id in queued.values_list("pk", flat=True):
        owe(send_slice, slice_id)


@errand(outward=True, queue="bank")
def send_slice(slice_id: int) -> None:
    """The slice's attempts are claimed, handed to the bank, and its answers recorded."""
    send_claimed(claim_slice(slice_id), gateway())


@errand(outward=True, queue="bank")
def ask_about_slice(slice_id: int) -> None:
    """The bank is asked what became of the slice's unknown attempts."""
    ask_about(slice_id, gateway())


@errand(outward=True, queue="bank")
def ask_about_notice(notice_id: int) -> None:
    """The bank hinted at something; what became of that attempt is asked, not believed."""
    key = BankNotice.objects.values_list("end_to_end_id", flat=True).get(pk=notice_id)
    slice_id = askable().filter(end_to_end_id=key).values_list("slice_id", flat=True).first()
    if slice_id is not None:
        ask_about(slice_id, gateway())


@errand(outward=True, queue="bank")
def fetch_statements(first_day: int) -> None:
    """The statements from the day (proleptic ordinal) to yesterday are imported, as far as the bank has closed them.

    An unsound statement is refused, kept as a refused message, and this errand fails.
    """
    date = dt.date.fromordinal(first_day)
    while date < business_today() and _fetch_statement(date):
        date += timedelta(days=1)


def _fetch_statement(date: dt.date) -> bool:
    try:
        import_statement(gateway().statement(settings.BANK_ACCOUNT, date))
    except StatementIncomplete:
        return False
    except (Refused, UnreadableStatement) as refusal:
        reason = f"{date}: {type(refusal).__name__}: {refusal}"
        refuse_message(boundary="bank.statement", reason=reason, body=reason.encode())
        raise
    return True


def asked_every() -> timedelta:
    """How long the bank is left in peace about the same thing."""
    return timedelta(seconds=settings.BANK_ASKED_EVERY_SECONDS)


@due_when(lambda: Exists(_unsure_attempts()))
def look_after_attempts() -> None:
    """Silent attempts become unknown; the bank is asked about unknown ones now and then. Part of the tick."""
    doubt_the_silent()
    since = timezone.now() - asked_every()
    unasked = askable().filter(Q(asked_at=None) | Q(asked_at__lt=since)).order_by("slice_id")
    for slice_id in unasked.values_list("slice_id", flat=True).distinct():
        _owe_once(ask_about_slice, slice_id)


@due_when(lambda: Exists(Attempt.objects.all()) & ~Exists(_recent_statements()))
def want_statements() -> None:
    """Every closed day since the first instruction is owed to us by the bank. Part of the tick."""
    last = Statement.objects.filter(bank_account=settings.BANK_ACCOUNT).aggregate(day=Max("date"))["day"]
    first = Attempt.objects.aggregate(day=Min("value_date"))["day"] if last is None else None
    day = last + timedelta(days=1) if last is not None else first
    if day is not None and day < business_today():
        _owe_once(fetch_statements, day.toordinal())


def _unsure_attempts() -> "QuerySet[Attempt]":
    return Attempt.objects.filter(state__in=[AttemptState.SUBMITTING, AttemptState.UNKNOWN])


def _recent_statements() -> "QuerySet[Statement]":
    """The statement of yesterday: the youngest that can be wanted."""
    return Statement.objects.filter(bank_account=settings.BANK_ACCOUNT, date__gte=DueToday() - timedelta(days=1))


def _owe_once(work: Work, subject_id: int) -> None:
    """Owe it unless it is owed already or was done a moment ago."""
    since = timezone.now() - asked_every()
    same = Errand.objects.filter(task=name_of(work), subject_id=subject_id)
    if not same.filter(Q(done_at=None, parked_at=None) | Q(done_at__gt=since)).exists():
        owe(work, subject_id)
