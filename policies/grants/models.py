"""Decision (one act of a department on a run's matches), Grant (what an enterprise is to receive), Contact with it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.money import money_field
from cms.kernel.states import Stateful
from cms.kernel.trail import append_only
from policies.budgets.models import BudgetLine
from policies.catalogue.models import Policy, Version
from policies.grants.states import (
    AMOUNT_FINAL,
    DEAD,
    DECISION_MOVES,
    GRANT_MOVES,
    DecisionState,
    EndReason,
    GrantState,
    Means,
    Outcome,
)
from policies.matching.models import Match, MatchRun
from policies.registry.models import BankAccount, Enterprise, ScaleClass


class Decision(Stateful):
    """A department's second confirmation of a run's matches: its grants are asked, shared and noticed together.

    `decided_by` is None where the rule itself decided at the enterprise's click (即申即享).
    """

    MOVES = DECISION_MOVES
    NOUN = "decision"

    state = models.CharField(_("状态"), max_length=30, choices=DecisionState.choices, default=DecisionState.ASKING)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("政策版本"))
    run = models.ForeignKey(MatchRun, on_delete=models.PROTECT, related_name="decisions")
    budget_line = models.ForeignKey(
        BudgetLine, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("预算项目")
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("确认时间"))
    confirm_until = models.DateTimeField(_("企业确认截止"))
    demand = money_field(_("应兑金额合计"), default=0)
    fixed_amount = money_field(_("核定金额合计"), null=True)

    objects: "models.Manager[Decision]" = models.Manager()

    class Meta:
        verbose_name = _("兑付名单")
        verbose_name_plural = _("兑付名单")
        indexes = [models.Index(fields=["state", "confirm_until"], name="decisions_to_close")]

    def __str__(self) -> str:
        return f"{self.version} #{self.pk}"


class Exclusion(models.Model):
    """A match the department left out of a decision, and why."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="exclusions")
    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("剔除理由"), max_length=300)

    objects: "models.Manager[Exclusion]" = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "match"], name="a_match_is_left_out_once")]

    def __str__(self) -> str:
        return self.reason


class Grant(Stateful):
    """What one enterprise is to receive under one benefit family for one period.

    `entitled` is what the rule gives; `amount` is what is granted and reserved once shares are fixed (null before).
    `exclusive_key` is the place it takes in an exclusive group (empty: none); who is paid a difference names the grant
    that it `tops_up` instead. `scope_key` says within what the benefit is given once: an enterprise, a step, a project,
    a person. The enterprise is asked at `asked_at` to confirm before `confirm_until`; `listed_until` is the end of the
    days for which its name stood on a published list of the silent.
    """

    MOVES = GRANT_MOVES
    NOUN = "grant"

    state = models.CharField(_("状态"), max_length=30, choices=GrantState.choices, default=GrantState.DECIDED)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="grants")
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="grants", verbose_name=_("政策"))
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="grants")
    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="grants")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="grants", verbose_name=_("企业"))
    budget_line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="grants")
    scope_key = models.CharField(max_length=80)
    period = models.CharField(_("所属期"), max_length=7, blank=True)
    exclusive_key = models.CharField(max_length=120, blank=True)
    tops_up = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="topped_up_by")
    entitled = money_field(_("应兑金额"))
    amount = money_field(_("核定金额"), null=True)
    account = models.ForeignKey(
        BankAccount, null=True, on_delete=models.PROTECT, related_name="grants", verbose_name=_("收款账户")
    )
    confirmed_scale = models.CharField(_("确认划型"), max_length=5, choices=ScaleClass.choices, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("确认时间"), null=True)
    asked_at = models.DateTimeField(_("通知确认时间"), null=True)
    confirm_until = models.DateTimeField(_("企业确认截止"), null=True)
    listed_until = models.DateTimeField(_("未确认名单公告截止"), null=True)
    rank = models.PositiveIntegerField(_("名次"), null=True)  # where the best are served first and money is short
    ended_reason = models.CharField(_("终止原因"), max_length=300, blank=True)

    objects: "models.Manager[Grant]" = models.Manager()

    class Meta:
        verbose_name = _("兑付事项")
        verbose_name_plural = _("兑付事项")
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "scope_key", "period"],
                condition=~models.Q(state__in=[state.value for state in DEAD]),
                name="one_live_grant_per_benefit_scope_and_period",
            ),
            models.UniqueConstraint(
                fields=["exclusive_key"],
                condition=~models.Q(exclusive_key="") & ~models.Q(state__in=[state.value for state in DEAD]),
                name="one_live_grant_per_exclusive_group",
            ),
            models.UniqueConstraint(
                fields=["tops_up"],
                condition=~models.Q(state__in=[state.value for state in DEAD]),
                name="a_grant_is_topped_up_once",
            ),
            models.UniqueConstraint(
                fields=["match"],
                condition=~models.Q(state__in=[state.value for state in DEAD]),
                name="one_live_grant_per_match",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[state.value for state in AMOUNT_FINAL])
                | models.Q(amount__isnull=False, account__isnull=False),
                name="what_is_fixed_or_paid_has_an_amount_and_an_account",
            ),
        ]
        indexes = [
            models.Index(fields=["decision", "state"], name="grants_of_a_decision"),
            models.Index(fields=["enterprise", "-id"], name="grants_of_an_enterprise"),
            models.Index(
                fields=["confirm_until"],
                condition=models.Q(state=GrantState.DECIDED.value),
                name="grants_asked_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy}: {self.enterprise}"

    @property
    def end_told(self) -> str:
        """Why it ended: what a person wrote, or the house's own reason in the reader's language."""
        return str(dict(EndReason.choices).get(self.ended_reason, self.ended_reason))

    @property
    def is_confirmed_and_fixed(self) -> bool:
        """Whether amount and account stand, so that nothing but a notice keeps it from being paid."""
        return self.amount is not None and self.account_id is not None

    @property
    def may_confirm_until(self) -> datetime | None:
        """The end of the days in which the enterprise may still confirm: a published list runs its whole days."""
        moments = [moment for moment in (self.confirm_until, self.listed_until) if moment is not None]
        return max(moments, default=None)


class Contact(models.Model):
    """One recorded attempt to reach a silent enterprise: by an officer, or a reminder of the house (`by` is null).

    `due_at` is the moment for which the schedule demanded a reminder, null for a person's contact.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="contacts")
    means = models.CharField(_("联系方式"), max_length=10, choices=Means.choices)
    outcome = models.CharField(_("联系结果"), max_length=20, choices=Outcome.choices)
    note = models.CharField(_("备注"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("联系时间"))
    made_on = models.DateField(_("联系日期"))
    due_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects: "models.Manager[Contact]" = models.Manager()

    class Meta:
        verbose_name = _("联系记录")
        verbose_name_plural = _("联系记录")
        constraints = [models.UniqueConstraint(fields=["grant", "due_at"], name="a_reminder_is_sent_once")]
        triggers = append_only("contact")

    def __str__(self) -> str:
        return f"{self.made_on} {self.get_means_display()} {self.get_outcome_display()}"
