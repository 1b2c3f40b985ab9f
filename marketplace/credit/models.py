"""CreditCase: a fact that may cost an agency points, from its finding to the decision on an appeal."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party
from cms.kernel.states import Stateful
from marketplace.credit.rules import Reason
from marketplace.credit.states import CREDIT_MOVES, CreditState


class CreditCase(Stateful):
    """One fact about one party; its points count while it is decided and not revoked, and fade."""

    MOVES = CREDIT_MOVES
    NOUN = "credit_case"
    TONES = {
        "found": "warning",
        "interviewed": "info",
        "decided": "danger",
        "dropped": "neutral",
        "appealed": "warning",
        "confirmed": "danger",
        "revoked": "success",
    }

    state = models.CharField(_("状态"), max_length=30, choices=CreditState.choices, default=CreditState.FOUND)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="credit_cases", verbose_name=_("机构"))
    reason = models.CharField(_("事由"), max_length=20, choices=Reason.choices)
    points = models.PositiveSmallIntegerField(_("扣分"))
    facts = models.CharField(_("事实"), max_length=1000)
    source = models.CharField(_("来源"), max_length=60, blank=True)
    found_at = models.DateTimeField(_("发现时间"))
    interviewed_at = models.DateTimeField(_("约谈时间"), null=True, blank=True)
    interview_note = models.CharField(_("约谈记录"), max_length=2000, blank=True)
    reply_due_on = models.DateField(_("答复期限"), null=True, blank=True)
    reply = models.TextField(_("陈述申辩"), max_length=5000, blank=True)
    replied_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.CharField(_("决定理由"), max_length=1000, blank=True)
    appeal_due_on = models.DateField(_("申诉期限"), null=True, blank=True)
    appeal = models.TextField(_("申诉理由"), max_length=5000, blank=True)
    appeal_decision = models.CharField(_("复核意见"), max_length=1000, blank=True)

    objects: "models.Manager[CreditCase]" = models.Manager()

    class Meta:
        verbose_name = _("信用扣分")
        verbose_name_plural = _("信用扣分")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "source"], condition=~models.Q(source=""), name="one_credit_case_per_source"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["decided", "appealed", "confirmed", "revoked"])
                | models.Q(interviewed_at__isnull=False, decided_at__isnull=False),
                name="no_points_without_an_interview",
            ),
        ]
        indexes = [models.Index(fields=["party", "decided_at"], name="credit_by_party_and_day")]

    def __str__(self) -> str:
        return f"{self.party} {self.get_reason_display()}"
