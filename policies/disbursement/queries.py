"""Where batches and payments stand, who may see them, and what waits for whom."""

from django.db.models import Count, F, Q, QuerySet

from cms.kernel.access import Act, may
from cms.kernel.people.models import Membership, MembershipState, User
from cms.kernel.roles import Role
from cms.kernel.states import Vanished
from policies.disbursement.models import Attempt, Batch, Payment
from policies.disbursement.statements import Break, Statement
from policies.disbursement.states import BatchStage, PaymentState, Step

UNFINISHED = (PaymentState.RELEASED,)


def stage_of(batch: Batch) -> BatchStage:
    """The batch's stage, from its signatures and its payments."""
    if batch.dissolved_at is not None:
        return BatchStage.DISSOLVED
    signed = set(batch.approvals.values_list("step", flat=True))
    if Step.RELEASE in signed:
        under_way = batch.payments.filter(state__in=UNFINISHED).exists()
        return BatchStage.RELEASED if under_way else BatchStage.FINISHED
    if Step.APPROVE in signed:
        return BatchStage.APPROVED
    return BatchStage.LOCKED if Step.LOCK in signed else BatchStage.DRAFTED


def batches_at(*stages: BatchStage) -> "QuerySet[Batch]":
    """The batches that stand at one of the stages, newest first."""
    signed = {step: Count("approvals", filter=Q(approvals__step=step), distinct=True) for step in Step}
    rows = Batch.objects.annotate(
        locks=signed[Step.LOCK],
        approves=signed[Step.APPROVE],
        releases=signed[Step.RELEASE],
        under_way=Count("payments", filter=Q(payments__state__in=UNFINISHED), distinct=True),
    )
    conditions = {
        BatchStage.DISSOLVED: Q(dissolved_at__isnull=False),
        BatchStage.DRAFTED: Q(dissolved_at=None, locks=0),
        BatchStage.LOCKED: Q(dissolved_at=None, locks=1, approves=0),
        BatchStage.APPROVED: Q(dissolved_at=None, approves=1, releases=0),
        BatchStage.RELEASED: Q(releases=1, under_way__gt=0),
        BatchStage.FINISHED: Q(releases=1, under_way=0),
    }
    wanted = Q(pk=None)
    for stage in stages:
        wanted |= conditions[stage]
    return rows.filter(wanted).select_related("drafted_by").order_by("-pk")


def batches_to_countersign(user: User) -> "QuerySet[Batch]":
    """Approved batches that need more signatures than they have, and that the person has not signed yet."""
    signed = Count("approvals", filter=Q(approvals__step=Step.COUNTERSIGN), distinct=True)
    open_ones = batches_at(BatchStage.APPROVED).annotate(countersigned=signed)
    return open_ones.filter(countersigns__gt=F("countersigned")).exclude(approvals__by=user).exclude(drafted_by=user)


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


def what_blocks(payment: Payment) -> PaymentState | None:
    """The state in which the payment waits for somebody, or None when nothing is to be done."""
    state = PaymentState(payment.state)
    return None if state in (PaymentState.SETTLED, PaymentState.CLOSED, PaymentState.CANCELLED) else state
