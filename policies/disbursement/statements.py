"""What the bank says happened: statements, their lines, and the breaks between the bank's books and ours."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.files.models import StoredFile
from cms.kernel.secrets import EncryptedTextField
from cms.kernel.states import Stateful
from cms.kernel.trail import append_only
from policies.disbursement.models import Attempt, only_along, refuse_update
from policies.disbursement.states import (
    BREAK_MOVES,
    BROUGHT_MOVES,
    BreakKind,
    BreakState,
    BroughtState,
    Remedy,
)


class Statement(models.Model):
    """One complete day of one bank account. Amounts in fen, as the bank gave them."""

    bank_account = models.CharField(_("账户"), max_length=64)
    date = models.DateField(_("日期"))
    opening_fen = models.BigIntegerField(_("期初余额"))
    closing_fen = models.BigIntegerField(_("期末余额"))
    line_count = models.PositiveIntegerField(_("笔数"))
    content_hash = models.CharField(max_length=64)
    imported_at = models.DateTimeField(_("导入时间"))

    objects: "models.Manager[Statement]" = models.Manager()

    class Meta:
        verbose_name = _("银行对账单")
        verbose_name_plural = _("银行对账单")
        ordering = ["-date"]
        constraints = [
            models.UniqueConstraint(fields=["bank_account", "date"], name="one_statement_per_account_and_day")
        ]
        triggers = append_only("statement")

    def __str__(self) -> str:
        return f"{self.bank_account} {self.date}"


class StatementLine(models.Model):
    """One entry of a statement; the counterparty's account is kept as a keyed hash and its last four digits."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    bank_account = models.CharField(max_length=64)
    reference = models.CharField(_("流水号"), max_length=80)
    kind = models.CharField(_("类型"), max_length=20)
    is_debit = models.BooleanField(_("支出"))
    amount_fen = models.BigIntegerField(_("金额"))
    end_to_end_id = models.CharField(_("端到端标识"), max_length=35, blank=True)
    counterparty_name = models.CharField(_("对方户名"), max_length=200, blank=True)
    counterparty_hash = models.CharField(max_length=64, blank=True)
    counterparty_tail = models.CharField(_("对方账号尾号"), max_length=4, blank=True)
    reason = models.CharField(_("原因"), max_length=80, blank=True)

    objects: "models.Manager[StatementLine]" = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bank_account", "reference"], name="an_entry_is_on_one_statement")
        ]
        indexes = [models.Index(fields=["end_to_end_id"], name="statement_lines_of_an_attempt")]
        triggers = append_only("statement_line")

    def __str__(self) -> str:
        return self.reference


class BroughtStatement(Stateful):
    """A statement that one person brought as a file, and what another sees of it before confirming it. Amounts in fen.

    `body` is the file as it came, in base64, encrypted: it holds account numbers. Nothing but its state changes.
    """

    MOVES = BROUGHT_MOVES
    NOUN = "brought_statement"

    state = models.CharField(_("状态"), max_length=30, choices=BroughtState.choices, default=BroughtState.BROUGHT)
    bank_account = models.CharField(_("账户"), max_length=64)
    date = models.DateField(_("日期"))
    opening_fen = models.BigIntegerField(_("期初余额"))
    closing_fen = models.BigIntegerField(_("期末余额"))
    paid_fen = models.BigIntegerField(_("支出合计"))
    received_fen = models.BigIntegerField(_("收入合计"))
    line_count = models.PositiveIntegerField(_("笔数"))
    content_hash = models.CharField(_("内容摘要"), max_length=64)
    body = EncryptedTextField()
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("导入人")
    )
    brought_at = models.DateTimeField(_("提交时间"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("确认人")
    )
    decided_at = models.DateTimeField(_("确认时间"), null=True)
    reason = models.CharField(_("退回原因"), max_length=300, blank=True)
    statement = models.OneToOneField(Statement, null=True, on_delete=models.PROTECT, related_name="brought")

    objects: "models.Manager[BroughtStatement]" = models.Manager()

    class Meta:
        verbose_name = _("待确认的对账单")
        verbose_name_plural = _("待确认的对账单")
        constraints = [
            models.UniqueConstraint(
                fields=["bank_account", "date"],
                condition=models.Q(state=BroughtState.BROUGHT.value),
                name="one_brought_statement_of_a_day_waits",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=BroughtState.CONFIRMED.value)
                | models.Q(decided_by__isnull=False, statement__isnull=False)
                & ~models.Q(decided_by=models.F("brought_by")),
                name="a_brought_statement_is_confirmed_by_another_person",
            ),
        ]
        triggers = [
            only_along(BROUGHT_MOVES, "brought_statement_moves"),
            refuse_update(
                "brought_statement_is_fixed",
                "((OLD.bank_account, OLD.date, OLD.content_hash, OLD.body, OLD.brought_by_id)"
                " IS DISTINCT FROM (NEW.bank_account, NEW.date, NEW.content_hash, NEW.body, NEW.brought_by_id))",
                "a brought statement is not changed",
            ),
            pgtrigger.Protect(name="brought_statement_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.bank_account} {self.date}"


class Break(Stateful):
    """A difference between our books and the bank's; one person explains it, another confirms."""

    MOVES = BREAK_MOVES
    NOUN = "break"

    state = models.CharField(_("状态"), max_length=30, choices=BreakState.choices, default=BreakState.OPEN)
    kind = models.CharField(_("差异类型"), max_length=20, choices=BreakKind.choices)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="breaks")
    line = models.OneToOneField(StatementLine, null=True, on_delete=models.PROTECT, related_name="difference")
    attempt = models.ForeignKey(Attempt, null=True, on_delete=models.PROTECT, related_name="breaks")
    amount_fen = models.BigIntegerField(_("金额"))
    found_at = models.DateTimeField(_("发现时间"))
    explanation = models.CharField(_("处理说明"), max_length=300, blank=True)
    remedy = models.CharField(_("处理方式"), max_length=20, choices=Remedy.choices, blank=True)
    clawback = models.ForeignKey(
        "policies.Clawback", null=True, on_delete=models.PROTECT, related_name="breaks", verbose_name=_("追缴事项")
    )
    evidence = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("佐证材料")
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(_("核销时间"), null=True)

    objects: "models.Manager[Break]" = models.Manager()

    class Meta:
        verbose_name = _("对账差异")
        verbose_name_plural = _("对账差异")
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "statement"],
                condition=models.Q(kind=BreakKind.OURS_NOT_THEIRS.value),
                name="an_absence_is_noted_once",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None)
                | models.Q(proposed_by__isnull=False) & ~models.Q(confirmed_by=models.F("proposed_by")),
                name="a_break_is_closed_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.statement}"
