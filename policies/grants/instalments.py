"""Grants that are not paid at once and whole: instalments by fiscal year and payee, each borne by budget lines."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.money import money_field
from cms.kernel.people.models import Party
from cms.kernel.states import Stateful
from policies.budgets.models import ADDS_UP
from policies.catalogue.models import Policy
from policies.grants.models import Grant
from policies.grants.states import HOLDS_MONEY, INSTALMENT_MOVES, PAYEE_MOVES, InstalmentState, PayeeState
from policies.registry.models import BankAccount, Enterprise


class Instalment(Stateful):
    """What one payee is to receive of a grant in one fiscal year, and which budget lines bear it.

    `sources` are pairs of line and fen that sum to the amount. What `is_personal` goes to the person named for the
    grant; its payee is the enterprise that answers for that person. `clause` is its place among the rule's instalments,
    null where nothing has to hold when it falls due. A grant that is paid at once and whole has none.
    """

    MOVES = INSTALMENT_MOVES
    NOUN = "instalment"

    state = models.CharField(_("状态"), max_length=30, choices=InstalmentState.choices, default=InstalmentState.PLANNED)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="instalments", verbose_name=_("兑付事项"))
    number = models.PositiveSmallIntegerField(_("期次"))
    payee = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="instalments", verbose_name=_("收款单位"))
    account = models.ForeignKey(BankAccount, null=True, on_delete=models.PROTECT, related_name="+")  # null: the grant's
    is_personal = models.BooleanField(_("支付给个人"), default=False)  # to the person named for the grant, by its payee
    amount = money_field(_("金额"))
    sources = models.JSONField(default=list)
    fiscal_year = models.PositiveSmallIntegerField(_("预算年度"))
    due_on = models.DateField(_("到期日"))
    clause = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(_("到期核验"), max_length=10, blank=True)  # what its condition came to when it fell due
    checked_at = models.DateTimeField(_("核验时间"), null=True)
    facts = models.JSONField(default=list)  # what its condition rested on then, with source and day
    reason = models.CharField(_("说明"), max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects: "models.Manager[Instalment]" = models.Manager()

    class Meta:
        verbose_name = _("分期")
        verbose_name_plural = _("分期")
        ordering = ["grant", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "number", "payee", "is_personal"], name="an_instalment_is_planned_once_a_payee"
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="an_instalment_pays_something"),
            models.CheckConstraint(condition=ADDS_UP, name="the_lines_of_an_instalment_bear_all_of_it"),
            models.CheckConstraint(
                condition=~models.Q(state__in=[state.value for state in HOLDS_MONEY]) | ~models.Q(sources=[]),
                name="an_instalment_that_holds_money_names_its_lines",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=models.Q(state__in=[InstalmentState.PLANNED.value, InstalmentState.CARRIED.value]),
                name="instalments_to_fall_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.grant} #{self.number}"


class NamedPayee(Stateful):
    """Whom a policy's rule means by a payee that is not the enterprise: a township, the lending bank.

    One reviewer of the department names it, another confirms it; until then the one before is paid, or nobody.
    """

    MOVES = PAYEE_MOVES
    NOUN = "named_payee"

    state = models.CharField(_("状态"), max_length=30, choices=PayeeState.choices, default=PayeeState.NAMED)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="named_payees")
    who = models.CharField(_("规则中的受益人"), max_length=60)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="+", verbose_name=_("收款单位"))
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("指定人")
    )
    named_at = models.DateTimeField(_("登记时间"))
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("复核时间"), null=True)

    objects: "models.Manager[NamedPayee]" = models.Manager()

    class Meta:
        verbose_name = _("其他受益人")
        verbose_name_plural = _("其他受益人")
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "who", "state"],
                condition=~models.Q(state=PayeeState.RETIRED.value),
                name="a_payee_of_a_policy_is_named_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PayeeState.CONFIRMED.value)
                | models.Q(confirmed_by__isnull=False) & ~models.Q(confirmed_by=models.F("named_by")),
                name="a_named_payee_is_confirmed_by_another",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="named_payee_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "((OLD.policy_id, OLD.who, OLD.enterprise_id, OLD.named_by_id)"
                    " IS DISTINCT FROM (NEW.policy_id, NEW.who, NEW.enterprise_id, NEW.named_by_id))"
                ),
                func="RAISE EXCEPTION 'a named payee is not changed' USING ERRCODE = 'check_violation';",
            ),
            pgtrigger.Protect(name="named_payee_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.enterprise}"
