"""Where batches and payments stand, who may see them, and what waits for whom."""

from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from cms.kernel.access import Act, may
from cms.kernel.money import to_fen
from cms.kernel.people.models import Membership, MembershipState, User
from cms.kernel.roles import Role
from cms.kernel.states import Vanished
from policies.disbursement.models import Approval, Attempt, Batch, Payment
from policies.disbursement.statements import Break, Statement, StatementLine
from policies.disbursement.states import AttemptState, BatchStage, PaymentState, Step

UNFINISHED = (PaymentState.RELEASED,)


def staged_batches() -> "QuerySet[Any]":
    """Every batch with its `stage`, from its signatures and its payments."""
    signed = {step: Exists(Approval.objects.filter(batch=OuterRef("pk"), step=step)) for step in Step}
    under_way = Exists(Payment.objects.filter(batch=OuterRef("pk"), state__in=UNFINISHED))
    stage = Case(
        When(dissolved_at__isnull=False, then=Value(BatchStage.DISSOLVED.value)),
        When(signed[Step.RELEASE] & under_way, then=Value(BatchStage.RELEASED.value)),
        When(signed[Step.RELEASE], then=Value(BatchStage.FINISHED.value)),
        When(signed[Step.APPROVE], then=Value(BatchStage.APPROVED.value)),
        When(signed[Step.LOCK], then=Value(BatchStage.LOCKED.value)),
        default=Value(BatchStage.DRAFTED.value),
        output_field=CharField(),
    )
    return Batch.objects.annotate(stage=stage)


def stage_of(batch: Batch) -> BatchStage:
    """Where the batch stands at this moment."""
    return BatchStage(staged_batches().values_list("stage", flat=True).get(pk=batch.pk))


def batches_at(*stages: BatchStage) -> "QuerySet[Any]":
    """The batches that stand at one of the stages, newest first, each with its `stage`."""
    return staged_batches().filter(stage__in=stages).select_related("drafted_by").order_by("-pk")


def batches_to_countersign(user: User) -> "QuerySet[Any]":
    """Approved batches that need more signatures than they have, and that the person has not signed yet."""
    signed = Count("approvals", filter=Q(approvals__step=Step.COUNTERSIGN), distinct=True)
    open_ones = batches_at(BatchStage.APPROVED).annotate(countersigned=signed)
    open_ones = open_ones.filter(countersigns__gt=F("countersigned"))
    mine: QuerySet[Any] = open_ones.exclude(approvals__by=user).exclude(drafted_by=user)
    return mine


def waiting_payments() -> "QuerySet[Payment]":
    """Drafted payments that stand in no batch."""
    return Payment.objects.filter(state=PaymentState.DRAFTED, batch=None, cancel_proposed_by=None).order_by("pk")


def batch_for(user: User, batch_id: int) -> Batch:
    """The batch, for those who may see payments. Raises Vanished for everybody else."""
    batch = Batch.objects.select_related("drafted_by").filter(pk=batch_id).first()
    if batch is None or not may(user, Act.SEE_PAYMENTS):
        raise Vanished
    return batch


def visible_payments(user: User) -> "QuerySet[Payment]":
    """Every payment for finance, supervisors and auditors; their own enterprises' for everybody else."""
    payments = Payment.objects.select_related("payee", "batch", "grant__policy", "line").order_by("-pk")
    if may(user, Act.SEE_PAYMENTS):
        return payments
    own = Membership.objects.filter(user=user, state=MembershipState.ACTIVE, role=Role.ENTERPRISE)
    return payments.filter(payee__in=own.values("party"))


def payment_for(user: User, payment_id: int) -> Payment:
    """The payment, when the person may see it. Raises Vanished."""
    payment = visible_payments(user).filter(pk=payment_id).first()
    if payment is None:
        raise Vanished
    return payment


def open_breaks() -> "QuerySet[Break]":
    """Breaks nobody has closed yet, oldest first."""
    rows = Break.objects.filter(closed_at=None).select_related(
        "statement", "attempt__payment", "attempt__slice__batch", "line", "proposed_by", "evidence", "clawback"
    )
    return rows.order_by("found_at", "pk")


def statements_with_breaks() -> "QuerySet[Statement]":
    """Statements, newest first, each with `open_count` of unexplained breaks and its day's close, if it has one."""
    counted = Statement.objects.annotate(open_count=Count("breaks", filter=Q(breaks__closed_at=None)))
    return counted.select_related("close__closed_by").order_by("-date")


def searched_payments(user: User, *, state: str = "", words: str = "") -> "QuerySet[Payment]":
    """Visible payments in a state, by payee's name, code, or end-to-end id."""
    payments = visible_payments(user)
    if state:
        payments = payments.filter(state=state)
    if words:
        named = Q(payee_name__icontains=words) | Q(payee__uscc=words) | Q(attempts__end_to_end_id=words)
        payments = payments.filter(named).distinct()
    return payments


def attempts_of(payment: Payment) -> "QuerySet[Attempt]":
    """Every instruction to the bank for the payment, oldest first."""
    return (
        payment.attempts.select_related("slice__batch").prefetch_related("slice__batch__approvals__by").order_by("pk")
    )


def account_told(payment: Payment) -> str:
    """The account the money goes to, masked; once it was paid, the one on the bank's statement: an earlier instruction
    may have come through after the payment was sent elsewhere."""
    own = f"{payment.bank_name} {payment.account}".strip()
    settled = payment.attempts.filter(state=AttemptState.SETTLED).values("end_to_end_id")
    lines = StatementLine.objects.filter(end_to_end_id__in=settled, is_debit=True, amount_fen=to_fen(payment.amount))
    told = list(lines.order_by("pk").values_list("counterparty_hash", "counterparty_tail"))
    if not told or any(number == payment.account_hash for number, _tail in told):
        return own
    return _("尾号 %(tail)s（以银行对账单为准）") % {"tail": told[0][1] or "—"}


def what_blocks(payment: Payment) -> PaymentState | None:
    """The state in which the payment waits for somebody, or None when nothing is to be done."""
    state = PaymentState(payment.state)
    return None if state in (PaymentState.SETTLED, PaymentState.CLOSED, PaymentState.CANCELLED) else state
