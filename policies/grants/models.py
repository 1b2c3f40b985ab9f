"""Decision (one act of a department on the matches of a run) and Grant (what one enterprise is to receive)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.money import money_field
from cms.kernel.states import Stateful
from policies.budgets.models import BudgetLine
from policies.catalogue.models import Policy, Version
from policies.grants.states import AMOUNT_FINAL, DEAD, DECISION_MOVES, GRANT_MOVES, DecisionState, GrantState
from policies.matching.models import Match, MatchRun
from policies.registry.models import BankAccount, Enterprise, ScaleClass


class Decision(Stateful):
    """A department's second confirmation of a run's matches: its grants are asked, shared and noticed together."""

    MOVES = DECISION_MOVES
    NOUN = "decision"

    state = models.CharField(_("状态"), max_length=30, choices=DecisionState.choices, default=DecisionState.ASKING)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("政策版本"))
    run = models.ForeignKey(MatchRun, on_delete=models.PROTECT, related_name="decisions")
    budget_line = models.ForeignKey(
        BudgetLine, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("预算项目")
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
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

    `entitled` is what the rule gives; `amount` is what is granted once shares are fixed (null before).
    `scope_key` says within what the benefit is given once: an enterprise, a step, a project, a person.
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
    entitled = money_field(_("应兑金额"))
    amount = money_field(_("核定金额"), null=True)
    account = models.ForeignKey(
        BankAccount, null=True, on_delete=models.PROTECT, related_name="grants", verbose_name=_("收款账户")
    )
    confirmed_scale = models.CharField(_("确认划型"), max_length=5, choices=ScaleClass.choices, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("确认时间"), null=True)
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
                fields=["match"],
                condition=~models.Q(state__in=[state.value for state in DEAD]),
                name="one_live_grant_per_match",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[state.value for state in AMOUNT_FINAL])
                | models.Q(amount__isnull=False, account__isnull=False),
                name="what_is_shown_or_paid_has_an_amount_and_an_account",
            ),
        ]
        indexes = [
            models.Index(fields=["decision", "state"], name="grants_of_a_decision"),
            models.Index(fields=["enterprise", "-id"], name="grants_of_an_enterprise"),
        ]

    def __str__(self) -> str:
        return f"{self.policy}: {self.enterprise}"
