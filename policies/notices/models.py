"""Notice (names and amounts shown in public), its lines, objections to a line; and published lists of the silent."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.money import money_field
from cms.kernel.secrets import EncryptedTextField
from cms.kernel.states import Stateful
from cms.kernel.trail import append_only
from policies.grants.models import Decision, Grant
from policies.notices.states import NOTICE_MOVES, OBJECTION_MOVES, NoticeReason, NoticeState, ObjectionState


class Notice(Stateful):
    """A public notice of a decision: from `opens_on` to `last_day`, both shown; `closes_at` is the midnight after.

    The first shows every grant; a later one those whose amount changed since, or that came late, and says why.
    `is_whole`: it shows all that is under way, and the decision moves on with it.
    """

    MOVES = NOTICE_MOVES
    NOUN = "notice"

    state = models.CharField(_("状态"), max_length=30, choices=NoticeState.choices, default=NoticeState.OPEN)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="notices", related_query_name="notice"
    )
    number = models.PositiveSmallIntegerField(_("第几次公示"), default=1)
    is_whole = models.BooleanField(_("整批公示"), default=True)
    reason = models.CharField(_("再次公示的原因"), max_length=300, blank=True)
    opens_on = models.DateField(_("公示开始"))
    last_day = models.DateField(_("公示截止"))
    closes_at = models.DateTimeField(_("截止时间"))

    objects: "models.Manager[Notice]" = models.Manager()

    class Meta:
        verbose_name = _("公示")
        verbose_name_plural = _("公示")
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="notices_of_a_decision_are_numbered")
        ]
        indexes = [models.Index(fields=["state", "closes_at"], name="notices_to_close")]

    @property
    def reason_told(self) -> str:
        """Why it is shown again: the house's own reason in the reader's language, or what a person wrote."""
        return str(dict(NoticeReason.choices).get(self.reason, self.reason))

    def __str__(self) -> str:
        return str(self.decision.version)


class NoticeLine(models.Model):
    """What the notice says of one enterprise, as it was shown: name and amount, never an account.

    `former_amount` is what an earlier notice showed.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="lines")
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="notice_lines")
    name = models.CharField(_("企业名称"), max_length=200)
    amount = money_field(_("拟兑付金额"))
    former_amount = money_field(_("原公示金额"), null=True)

    objects: "models.Manager[NoticeLine]" = models.Manager()

    class Meta:
        verbose_name = _("公示明细")
        constraints = [models.UniqueConstraint(fields=["notice", "grant"], name="a_grant_stands_once_in_a_notice")]
        triggers = append_only("notice_line")

    def __str__(self) -> str:
        return self.name


class Objection(Stateful):
    """A named person's objection to one line; while it is open only that grant waits."""

    MOVES = OBJECTION_MOVES
    NOUN = "objection"

    state = models.CharField(_("状态"), max_length=30, choices=ObjectionState.choices, default=ObjectionState.RECEIVED)
    line = models.ForeignKey(NoticeLine, on_delete=models.PROTECT, related_name="objections")
    name = EncryptedTextField(_("异议人"))
    contact = EncryptedTextField(_("联系方式"))
    grounds = models.TextField(_("异议理由"))
    evidence = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(_("提出时间"))
    answer = models.TextField(_("处理意见"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("处理时间"), null=True)

    objects: "models.Manager[Objection]" = models.Manager()

    class Meta:
        verbose_name = _("异议")
        verbose_name_plural = _("异议")

    def __str__(self) -> str:
        return f"{self.line} #{self.pk}"


class SilentList(models.Model):
    """A published list of enterprises that were contacted and stay silent; after its days they lapse."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="silent_lists")
    published_on = models.DateField(_("公告日期"))
    last_day = models.DateField(_("公告截止"))
    closes_at = models.DateTimeField(_("截止时间"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: "models.Manager[SilentList]" = models.Manager()

    class Meta:
        verbose_name = _("未确认企业公告")
        verbose_name_plural = _("未确认企业公告")
        triggers = append_only("silent_list")

    def __str__(self) -> str:
        return f"{self.decision} {self.published_on}"


class SilentLine(models.Model):
    """One name on a list of the silent."""

    silent_list = models.ForeignKey(SilentList, on_delete=models.PROTECT, related_name="lines")
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="silent_lines")
    name = models.CharField(_("企业名称"), max_length=200)

    objects: "models.Manager[SilentLine]" = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["silent_list", "grant"], name="a_name_stands_once_on_a_list")]
        triggers = append_only("silent_line")

    def __str__(self) -> str:
        return self.name
