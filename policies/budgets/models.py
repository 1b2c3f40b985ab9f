"""Budget lines and the double-entry ledger whose balances only the posting trigger writes."""

import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.display import bracketed_text
from cms.kernel.people.models import Party
from cms.kernel.trail import append_only
from policies.budgets.states import CONTRA, AccountKind, FundingLevel, TransferKind

# One posting per INSERT statement, however many transfers it holds: accounts locked in one order, entries
# numbered per account, balances moved once. A trigger per row would be quadratic in one transaction.
POST = """
PERFORM 1 FROM policies_account
  WHERE id IN (SELECT source_id FROM posted UNION SELECT target_id FROM posted)
  ORDER BY id FOR NO KEY UPDATE;
IF EXISTS (
  SELECT 1 FROM (SELECT DISTINCT source_id, target_id FROM posted) p
    JOIN policies_account s ON s.id = p.source_id JOIN policies_account t ON t.id = p.target_id
  WHERE s.line_id IS DISTINCT FROM t.line_id OR s.bank_account <> t.bank_account
) THEN RAISE EXCEPTION 'a transfer stays within one budget line or bank account' USING ERRCODE = 'check_violation';
END IF;
IF EXISTS (SELECT 1 FROM posted WHERE reversal_of_id IS NOT NULL) AND EXISTS (
  SELECT 1 FROM posted p JOIN policies_transfer r ON r.id = p.reversal_of_id
  WHERE p.source_id <> r.target_id OR p.target_id <> r.source_id OR p.amount_fen <> r.amount_fen
) THEN RAISE EXCEPTION 'a reversal undoes the whole of its transfer' USING ERRCODE = 'check_violation';
END IF;
INSERT INTO policies_entry (transfer_id, account_id, delta_fen, version, balance_after_fen)
SELECT m.transfer_id, m.account_id, m.delta_fen,
       a.version + row_number() OVER running, a.balance_fen + sum(m.delta_fen) OVER running
  FROM (SELECT id AS transfer_id, source_id AS account_id, -amount_fen AS delta_fen FROM posted
        UNION ALL SELECT id, target_id, amount_fen FROM posted) m
  JOIN policies_account a ON a.id = m.account_id
WINDOW running AS (PARTITION BY m.account_id ORDER BY m.transfer_id ROWS UNBOUNDED PRECEDING);
UPDATE policies_account a SET balance_fen = a.balance_fen + m.delta_fen, version = a.version + m.entries
  FROM (SELECT account_id, sum(delta_fen) AS delta_fen, count(*) AS entries
          FROM (SELECT source_id AS account_id, -amount_fen AS delta_fen FROM posted
                UNION ALL SELECT target_id, amount_fen FROM posted) e GROUP BY account_id) m
 WHERE a.id = m.account_id;
RETURN NULL;
"""
ONLY_BY_POSTING = """
IF pg_trigger_depth() < 2 THEN
  RAISE EXCEPTION '% is written by the posting trigger only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NULL;
"""
OPENS_EMPTY = """
IF NEW.balance_fen <> 0 OR NEW.version <> 0 THEN
  RAISE EXCEPTION 'an account opens empty' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


# What several lines bear together: pairs of a line, each once, and positive whole fen that sum to the amount; none: one
# line bears all.
ADDS_UP = models.expressions.RawSQL(
    "sources = '[]'::jsonb OR policies_adds_up(sources, amount)", (), output_field=models.BooleanField()
)


def only_by_posting(name: str, operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    """A trigger by which the database refuses `operation` unless the posting trigger does it."""
    return pgtrigger.Trigger(
        name=name, level=pgtrigger.Statement, when=pgtrigger.Before, operation=operation, func=ONLY_BY_POSTING
    )


class BudgetLine(models.Model):
    """Money of one level of government, appropriated for one purpose in one fiscal year; its accounts say what is left.

    The lines of one purpose bear the same code, whatever their year and level.
    """

    fiscal_year = models.PositiveSmallIntegerField(_("预算年度"), validators=[MinValueValidator(2000)])
    code = models.CharField(_("预算编号"), max_length=40)
    name = models.CharField(_("预算名称"), max_length=200)
    level = models.CharField(_("资金层级"), max_length=10, choices=FundingLevel.choices, default=FundingLevel.COUNTY)
    department = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="budget_lines", verbose_name=_("主管部门")
    )
    opened_at = models.DateTimeField(_("设立时间"))

    objects: "models.Manager[BudgetLine]" = models.Manager()

    class Meta:
        verbose_name = _("预算项目")
        verbose_name_plural = _("预算项目")
        ordering = ["-fiscal_year", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "code", "level"], name="a_budget_code_is_used_once_a_year_and_level"
            )
        ]

    def __str__(self) -> str:
        level = "" if self.level == FundingLevel.COUNTY else bracketed_text(str(self.get_level_display()))
        return f"{self.fiscal_year} {self.name}{level}"


class Account(models.Model):
    """One place where a line's (or a bank account's) money stands. The balance is the fold of its entries."""

    line = models.ForeignKey(BudgetLine, null=True, on_delete=models.PROTECT, related_name="accounts")
    bank_account = models.CharField(max_length=64, blank=True)
    kind = models.CharField(_("科目"), max_length=20, choices=AccountKind.choices)
    balance_fen = models.BigIntegerField(default=0)
    version = models.BigIntegerField(default=0)

    objects: "models.Manager[Account]" = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "kind"], condition=models.Q(bank_account=""), name="one_account_per_line_and_kind"
            ),
            models.UniqueConstraint(
                fields=["bank_account", "kind"],
                condition=models.Q(line=None),
                name="one_account_per_bank_account_and_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(line=None) & ~models.Q(bank_account="")
                | models.Q(line__isnull=False) & models.Q(bank_account=""),
                name="an_account_has_one_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(balance_fen__gte=0) | models.Q(kind__in=[kind.value for kind in CONTRA]),
                name="nothing_negative_but_the_contra_accounts",
            ),
        ]
        triggers = [
            only_by_posting("account_balance_is_a_fold", pgtrigger.Update),
            pgtrigger.Trigger(
                name="account_opens_empty", when=pgtrigger.Before, operation=pgtrigger.Insert, func=OPENS_EMPTY
            ),
            pgtrigger.Protect(name="account_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.line or self.bank_account} {self.get_kind_display()}"


class Transfer(models.Model):
    """A positive amount moved once from one account to another. Append-only; undone only by one reversal."""

    key = models.CharField(max_length=120)
    kind = models.CharField(_("事由"), max_length=20, choices=TransferKind.choices)
    source = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    amount_fen = models.BigIntegerField()
    about = models.CharField(max_length=80)
    reversal_of = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversal")
    happened_at = models.DateTimeField(_("业务时间"))

    objects: "models.Manager[Transfer]" = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["about"], name="transfers_about_a_thing")]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="a_key_moves_money_once"),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="a_transfer_moves_something"),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")), name="a_transfer_has_two_different_ends"
            ),
        ]
        triggers = [
            *append_only("transfer"),
            pgtrigger.Trigger(
                name="transfer_post",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="posted"),
                func=POST,
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Entry(models.Model):
    """One side of a transfer on one account, with the balance after it."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="entries", db_index=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="entries", db_index=False)
    delta_fen = models.BigIntegerField()
    version = models.BigIntegerField()
    balance_after_fen = models.BigIntegerField()

    objects: "models.Manager[Entry]" = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "version"], name="entries_of_an_account_are_numbered"),
        ]
        triggers = [*append_only("entry"), only_by_posting("entry_by_posting", pgtrigger.Insert)]

    def __str__(self) -> str:
        return f"{self.account_id}#{self.version}"
