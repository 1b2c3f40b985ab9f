"""Dispute: an objection to a result, or the complaint that follows it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party
from cms.kernel.states import Stateful
from marketplace.awards.models import Award
from marketplace.disputes.states import DISPUTE_MOVES, LIVE, DisputeKind, DisputeState


class Dispute(Stateful):
    """What a bidder says against a result; the rule it runs under is frozen on it."""

    MOVES = DISPUTE_MOVES
    NOUN = "dispute"
    TONES = {"received": "warning", "accepted": "info", "upheld": "danger", "dismissed": "neutral"}

    state = models.CharField(_("状态"), max_length=30, choices=DisputeState.choices, default=DisputeState.RECEIVED)
    kind = models.CharField(_("类型"), max_length=20, choices=DisputeKind.choices)
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="disputes", verbose_name=_("中选结果"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("提出单位"))
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(_("提出时间"))
    grounds = models.TextField(_("事实与理由"), max_length=5000)
    evidence = models.ForeignKey(
        "kernel.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("证据")
    )
    objection = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="complaints", verbose_name=_("原异议")
    )
    due_on = models.DateField(_("办理期限"))
    suspends = models.BooleanField(_("暂停采购活动"), default=False)
    accepted_at = models.DateTimeField(_("受理时间"), null=True, blank=True)
    answer = models.TextField(_("答复（处理决定）"), max_length=5000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    rule = models.JSONField(_("适用规则"), default=dict)

    objects: "models.Manager[Dispute]" = models.Manager()

    class Meta:
        verbose_name = _("异议与投诉")
        verbose_name_plural = _("异议与投诉")
        constraints = [
            models.UniqueConstraint(
                fields=["award", "party", "kind"],
                condition=models.Q(state__in=sorted(state.value for state in LIVE)),
                name="one_live_dispute_of_a_kind_per_party_and_award",
            )
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="disputes_by_due_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_live(self) -> bool:
        """Whether somebody still has to act."""
        return self.state in LIVE
