"""Dispute (an objection to a result, or the complaint after it) and Examination (what a decision waits for)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party
from cms.kernel.states import Stateful
from marketplace.awards.models import Award
from marketplace.disputes.states import DISPUTE_MOVES, LIVE, DisputeKind, DisputeState, ExaminationKind


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

    @property
    def running_examination(self) -> "Examination | None":
        """The examination that its decision waits for; None when none runs."""
        if not self.is_live:
            return None
        return next((one for one in self.examinations.all() if one.ended_on is None), None)

    @property
    def clock_stands(self) -> bool:
        """Whether the time to decide does not run."""
        running = self.running_examination
        return running is not None and bool(running.article)


class Examination(models.Model):
    """An inspection, a test, an appraisal or a review by experts in a complaint.

    Where `article` names one, its days do not count in the time to decide; it is frozen when it begins.
    """

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="examinations")
    kind = models.CharField(_("类别"), max_length=20, choices=ExaminationKind.choices)
    subject = models.CharField(_("委托事项"), max_length=300)
    commissioned_by = models.CharField(_("委托单位"), max_length=100)
    began_on = models.DateField(_("开始日期"))
    ended_on = models.DateField(_("结束日期"), null=True, blank=True)
    article = models.CharField(_("不计入期限的依据"), max_length=100, blank=True)

    objects: "models.Manager[Examination]" = models.Manager()

    class Meta:
        verbose_name = _("检验、检测、鉴定和专家评审")
        verbose_name_plural = _("检验、检测、鉴定和专家评审")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dispute"], condition=models.Q(ended_on=None), name="one_running_examination_per_dispute"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("began_on")),
                name="an_examination_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.began_on}"
