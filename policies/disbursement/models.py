"""Payments, the attempts to make them, the batches in which people approve them, and the switch that stops them all."""

from collections.abc import Sequence

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.money import money_field
from cms.kernel.people.models import Party
from cms.kernel.secrets import EncryptedTextField
from cms.kernel.states import Moves, Stateful
from cms.kernel.trail import append_only
from policies.budgets.models import ADDS_UP, BudgetLine
from policies.disbursement.drift_words import changes_told
from policies.disbursement.states import (
    ATTEMPT_MOVES,
    EDITABLE,
    LIVE,
    ON_THE_WIRE,
    PAYMENT_MOVES,
    REDIRECTABLE,
    UNDER_WAY,
    WAITING,
    AttemptState,
    HoldReason,
    PaymentState,
    Step,
)
from policies.grants.models import Grant
from policies.grants.persons import NamedPerson

RECEIVER = ("payee_name", "account", "bank_code", "person_id")
CONTENT = ("grant_id", "instalment", "payee_id", "is_personal", *RECEIVER, "amount", "purpose", "line_id", "sources")


def only_along(moves: Moves, name: str) -> pgtrigger.Trigger:
    """A trigger by which the database refuses any move of `state` that the table does not have."""
    pairs = ", ".join(f"('{a}', '{b}')" for a, targets in sorted(moves.items()) for b in sorted(targets))
    return refuse_update(
        name, f"OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN ({pairs})", "no move of this kind"
    )


def content_is_fixed(name: str) -> pgtrigger.Trigger:
    """A trigger by which the database refuses to change what a payment says once it has been locked: where it goes may
    change while it is held or corrected, all else only while it is drafted."""
    editable, redirectable = (
        ", ".join(f"'{state.value}'" for state in states) for states in (EDITABLE, (*EDITABLE, *REDIRECTABLE))
    )
    fixed = [column for column in CONTENT if column not in RECEIVER]
    is_changed = f"OLD.state NOT IN ({redirectable}) AND {_differ(CONTENT)}"
    is_changed += f" OR OLD.state NOT IN ({editable}) AND {_differ(fixed)}"
    return refuse_update(name, is_changed, "a locked payment is not changed")


def _differ(columns: Sequence[str]) -> str:
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("NEW", "OLD"))
    return f"({new}) IS DISTINCT FROM ({old})"


def refuse_update(name: str, is_wrong: str, sentence: str) -> pgtrigger.Trigger:
    """A trigger that refuses an UPDATE when a row's OLD and NEW form are wrong together.

    The condition is the trigger's own: the server judges it row by row as it writes, and the function is called for
    a wrong row only. (Over transition tables, whose plan is kept from an earlier, smaller statement, 100,000 rows
    were joined with themselves for a quarter of an hour.)
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(is_wrong),
        func=f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';",
    )


class StopSwitch(models.Model):
    """One row: whether all dispatch is stopped. Every claim reads it under a share lock."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    is_on = models.BooleanField(_("停付"), default=False)
    reason = models.CharField(_("原因"), max_length=300, blank=True)
    changed_at = models.DateTimeField(null=True)

    objects: "models.Manager[StopSwitch]" = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_stop_switch")]

    def __str__(self) -> str:
        return str(self.is_on)


class Batch(models.Model):
    """Payments that are approved together. Where it stands is derived from its approvals and payments."""

    number = models.CharField(_("批次号"), max_length=20, unique=True)
    title = models.CharField(_("批次名称"), max_length=200)
    debtor_account = models.CharField(_("付款账户"), max_length=64)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("资金经办人")
    )
    drafted_at = models.DateTimeField(_("编制时间"))
    payment_count = models.PositiveIntegerField(_("笔数"), default=0)
    total = money_field(_("合计金额"), default=0)
    content_hash = models.CharField(_("内容摘要"), max_length=64, blank=True)
    countersigns = models.PositiveSmallIntegerField(_("须会签人数"), default=0)  # by the tiers at the lock
    dissolved_at = models.DateTimeField(_("退回时间"), null=True)
    dissolved_reason = models.CharField(_("退回原因"), max_length=300, blank=True)

    objects: "models.Manager[Batch]" = models.Manager()

    class Meta:
        verbose_name = _("支付批次")
        verbose_name_plural = _("支付批次")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.number


class Approval(models.Model):
    """One person's signature under one step of a batch, over the content they saw. Nobody signs a batch twice."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="approvals")
    step = models.CharField(_("环节"), max_length=20, choices=Step.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("办理人")
    )
    content_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField(_("办理时间"))

    objects: "models.Manager[Approval]" = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "by"], name="nobody_signs_a_batch_twice"),
            models.UniqueConstraint(
                fields=["batch", "step"],
                condition=~models.Q(step=Step.COUNTERSIGN.value),
                name="a_step_is_signed_once",
            ),
        ]
        triggers = append_only("approval")

    def __str__(self) -> str:
        return f"{self.batch} {self.get_step_display()}"


class Payment(Stateful):
    """One instalment of a grant to one payee, with the account it goes to as it was when drafted."""

    MOVES = PAYMENT_MOVES
    NOUN = "payment"

    state = models.CharField(_("状态"), max_length=30, choices=PaymentState.choices, default=PaymentState.DRAFTED)
    grant = models.ForeignKey(
        Grant, on_delete=models.PROTECT, related_name="payments", verbose_name=_("兑付事项"), db_index=False
    )
    instalment = models.PositiveSmallIntegerField(_("期次"), default=1)
    payee = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="payments", verbose_name=_("收款单位"))
    # the name as pages show it: a person's is masked here and sealed with the person
    payee_name = models.CharField(_("户名"), max_length=200)
    is_personal = models.BooleanField(_("支付给个人"), default=False)
    person = models.ForeignKey(
        NamedPerson,
        null=True,
        on_delete=models.PROTECT,
        related_name="payments",
        verbose_name=_("个人收款人"),
        db_index=False,
    )
    account = EncryptedTextField(_("账号"))
    account_hash = models.CharField(max_length=64)
    bank_name = models.CharField(_("开户行"), max_length=200, blank=True)
    bank_code = models.CharField(_("联行号"), max_length=12, blank=True)
    amount = money_field(_("金额"))
    purpose = models.CharField(_("用途"), max_length=140)
    line = models.ForeignKey(
        BudgetLine, on_delete=models.PROTECT, related_name="payments", verbose_name=_("预算项目"), db_index=False
    )
    sources = models.JSONField(default=list)  # [[line, fen], …] where several lines bear it; empty: `line` bears all
    batch = models.ForeignKey(
        Batch, null=True, on_delete=models.PROTECT, related_name="payments", verbose_name=_("批次"), db_index=False
    )
    content_hash = models.CharField(max_length=64, blank=True)
    drafted_at = models.DateTimeField(_("编制时间"))
    settled_on = models.DateField(_("到账日期"), null=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    changes = models.JSONField(default=list)  # what had changed before the lock, where the note is CHANGED
    reviewed_at = models.DateTimeField(null=True)  # somebody looked at what had changed, and let it go on
    cancel_proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # who sent it to another account while it was held: somebody else lets it go on
    redirected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects: "models.Manager[Payment]" = models.Manager()

    class Meta:
        verbose_name = _("支付事项")
        verbose_name_plural = _("支付事项")
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "instalment", "payee", "is_personal"],
                name="one_payment_per_grant_instalment_and_payee",
            ),
            models.CheckConstraint(
                condition=models.Q(is_personal=True, person__isnull=False)
                | models.Q(is_personal=False, person__isnull=True),
                name="a_personal_payment_names_its_person",
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="a_payment_pays_something"),
            models.CheckConstraint(condition=ADDS_UP, name="the_lines_of_a_payment_bear_all_of_it"),
        ]
        # Every move of a payment writes every index anew: few, and none for what has not happened yet.
        indexes = [
            models.Index(fields=["batch", "state"], name="payments_of_a_batch"),
            models.Index(
                fields=["state"],
                condition=models.Q(state__in=[state.value for state in WAITING]),
                name="payments_that_wait",
            ),
            models.Index(
                fields=["settled_on"], condition=models.Q(settled_on__isnull=False), name="payments_settled_on"
            ),
        ]
        triggers = [
            only_along(PAYMENT_MOVES, "payment_moves"),
            content_is_fixed("payment_content_is_fixed"),
            pgtrigger.Protect(name="payment_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.payee_name} {self.amount}"

    @property
    def note_told(self) -> str:
        """Why it waits or was cancelled: what a person wrote, or the house's own reason in the reader's language."""
        if self.note == HoldReason.CHANGED:
            return changes_told(self.changes)
        return str(dict(HoldReason.choices).get(self.note, self.note))


class Slice(models.Model):
    """Some of a batch's attempts: claimed in one transaction and sent by one errand."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="slices")
    number = models.PositiveIntegerField()

    objects: "models.Manager[Slice]" = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="slices_of_a_batch_are_numbered")]

    def __str__(self) -> str:
        return f"{self.batch}/{self.number}"


class Attempt(Stateful):
    """One instruction to the bank. Its end-to-end id is the idempotency key and is on disk before anything leaves."""

    MOVES = ATTEMPT_MOVES
    NOUN = "attempt"

    state = models.CharField(_("状态"), max_length=30, choices=AttemptState.choices, default=AttemptState.QUEUED)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="attempts", db_index=False)
    slice = models.ForeignKey(Slice, on_delete=models.PROTECT, related_name="attempts", db_index=False)
    number = models.PositiveSmallIntegerField(_("次数"))
    end_to_end_id = models.CharField(_("端到端标识"), max_length=35)
    content_hash = models.CharField(max_length=64)
    value_date = models.DateField(_("起息日"), null=True)
    queued_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)  # real time: the sweeper's measure
    answered_at = models.DateTimeField(null=True)  # real time
    asked_at = models.DateTimeField(null=True)  # real time
    code = models.CharField(_("银行代码"), max_length=20, blank=True)
    detail = models.CharField(_("银行说明"), max_length=200, blank=True)
    bank_reference = models.CharField(_("银行流水号"), max_length=80, blank=True)
    settled_on = models.DateField(_("入账日期"), null=True)
    returned_on = models.DateField(_("退票日期"), null=True)

    objects: "models.Manager[Attempt]" = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["end_to_end_id"], name="an_end_to_end_id_is_used_once"),
            models.UniqueConstraint(fields=["payment", "number"], name="attempts_of_a_payment_are_numbered"),
            models.UniqueConstraint(
                fields=["payment"],
                condition=models.Q(state__in=[state.value for state in LIVE]),
                name="one_live_attempt_per_payment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["slice", "state"],
                condition=models.Q(state__in=[state.value for state in UNDER_WAY]),
                name="attempts_under_way",
            ),
            models.Index(
                fields=["value_date"],
                condition=models.Q(state__in=[state.value for state in ON_THE_WIRE]),
                name="attempts_on_the_wire",
            ),
            models.Index(
                fields=["claimed_at"],
                condition=models.Q(state__in=[AttemptState.SUBMITTING.value, AttemptState.UNKNOWN.value]),
                name="attempts_to_look_after",
            ),
        ]
        triggers = [
            only_along(ATTEMPT_MOVES, "attempt_moves"),
            pgtrigger.Protect(name="attempt_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.end_to_end_id
