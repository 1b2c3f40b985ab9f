"""NeedClock (when to look at a need again) and Alarm (a legal moment that was let pass)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.clocks.moments import Due
from marketplace.needs.models import Need


class NeedClock(models.Model):
    """When an awarded need is to be looked at next; null once nothing is outstanding."""

    need = models.OneToOneField(Need, on_delete=models.PROTECT, primary_key=True, related_name="clock")
    next_check = models.DateTimeField(_("下次检查"), null=True, blank=True)

    objects: "models.Manager[NeedClock]" = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["next_check"], name="need_clocks_due", condition=models.Q(next_check__isnull=False))
        ]

    def __str__(self) -> str:
        return str(self.next_check)


class Alarm(models.Model):
    """Something was not done by its legal moment; it stands until it is done."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="alarms", verbose_name=_("采购需求"))
    event = models.CharField(_("逾期事项"), max_length=20, choices=Due.choices)
    due_at = models.DateTimeField(_("期限"))
    raised_at = models.DateTimeField(_("报警时间"))
    ended_at = models.DateTimeField(_("解除时间"), null=True, blank=True)

    objects: "models.Manager[Alarm]" = models.Manager()

    class Meta:
        verbose_name = _("逾期报警")
        verbose_name_plural = _("逾期报警")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "event"],
                condition=models.Q(ended_at=None),
                name="one_standing_alarm_per_event",
            )
        ]
        indexes = [models.Index(fields=["ended_at", "due_at"], name="alarms_standing_first")]

    def __str__(self) -> str:
        return f"{self.need_id} {self.event}"
