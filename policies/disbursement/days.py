"""The close of a bank day: nothing unexplained, opening plus entries is closing, and what was settled is filed."""

from typing import Final

from django.conf import settings
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.people.models import User
from cms.kernel.states import advance_all
from cms.kernel.trail import append_only, record
from policies.budgets.queries import ledger_faults
from policies.disbursement.entries import among
from policies.disbursement.errors import (
    BreaksOpen,
    DayClosedAlready,
    DayUnexplained,
    EarlierDayOpen,
    LedgerUnsound,
)
from policies.disbursement.models import Attempt, Payment
from policies.disbursement.statements import Statement
from policies.disbursement.states import ON_THE_WIRE, PaymentState
from policies.disbursement.tallies import tally_faults

SUMS: Final = """
SELECT coalesce(sum(CASE WHEN l.is_debit THEN -l.amount_fen ELSE l.amount_fen END), 0)::bigint,
       count(*) FILTER (WHERE b.id IS NULL AND c.id IS NULL AND (l.is_debit OR l.kind <> 'funding')
                          AND (p.id IS NULL OR p.amount * 100 <> l.amount_fen))
  FROM policies_statementline l
  LEFT JOIN policies_break b ON b.line_id = l.id
  LEFT JOIN policies_clawback c ON c.line_id = l.id
  LEFT JOIN policies_attempt a ON a.end_to_end_id = l.end_to_end_id AND l.end_to_end_id <> ''
  LEFT JOIN policies_payment p ON p.id = a.payment_id
 WHERE l.statement_id = %s
"""


class DayClose(models.Model):
    """One day of one bank account, closed by one officer; append-only, once a day, in order."""

    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="close")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("办理人")
    )
    closed_at = models.DateTimeField(_("日结时间"))
    filed_count = models.PositiveIntegerField(_("归档笔数"))

    objects: "models.Manager[DayClose]" = models.Manager()

    class Meta:
        verbose_name = _("日结")
        verbose_name_plural = _("日结")
        triggers = append_only("day_close")

    def __str__(self) -> str:
        return str(self.statement)


@transaction.atomic
def close_day(*, statement_id: int, by: User) -> DayClose:
    """The day is closed and its settled payments are filed.

    Only with no break open, no attempt of the day in doubt, every earlier day closed, opening plus entries the
    closing balance, and a sound ledger that holds what it is kept for. Raises DayClosedAlready, EarlierDayOpen,
    BreaksOpen, DayUnexplained, LedgerUnsound.
    """
    require(by, Act.RECONCILE)
    statement = Statement.objects.get(pk=statement_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('statement'), hashtext(%s))", [statement.bank_account])
    _refuse_open(statement)
    settled = Payment.objects.filter(
        state=PaymentState.SETTLED,
        settled_on=statement.date,
        attempts__settled_on=statement.date,
        attempts__slice__batch__debtor_account=statement.bank_account,
    )
    ids = sorted(set(settled.select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True)))
    if ids:
        rows = Payment.objects.filter(pk__in=among(ids))
        advance_all(rows, PaymentState.CLOSED, about=statement, by=by, expected=len(ids))
    closed = DayClose.objects.create(statement=statement, closed_by=by, closed_at=business_now(), filed_count=len(ids))
    record("day.closed", about=statement, by=by, filed=len(ids), closing_fen=statement.closing_fen)
    return closed


def _refuse_open(statement: Statement) -> None:
    if DayClose.objects.filter(statement=statement).exists():
        raise DayClosedAlready(date=statement.date.isoformat())
    same = Statement.objects.filter(bank_account=statement.bank_account)
    earlier = same.filter(date__lt=statement.date, close=None).order_by("date").first()
    if earlier is not None:
        raise EarlierDayOpen(date=earlier.date.isoformat())
    open_count = statement.breaks.filter(closed_at=None).count()
    if open_count:
        raise BreaksOpen(count=open_count)
    account = statement.bank_account
    doubtful = Attempt.objects.filter(
        value_date=statement.date, state__in=ON_THE_WIRE, slice__batch__debtor_account=account
    )
    with connection.cursor() as cursor:
        cursor.execute(SUMS, [statement.pk])
        moved, unmatched = cursor.fetchone()
    if doubtful.exists() or unmatched or statement.opening_fen + moved != statement.closing_fen:
        raise DayUnexplained(date=statement.date.isoformat())
    if ledger_faults() or tally_faults():
        raise LedgerUnsound
