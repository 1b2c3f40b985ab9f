"""Changes to the working calendar, kept for good with who proposed and who decided."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Stateful
from cms.kernel.workdays.states import CHANGE_MOVES, ChangeState


class DayChange(Stateful):
    """A day that is to be worked, free, or again as the published tables have it."""

    MOVES = CHANGE_MOVES
    NOUN = "day_change"

    state = models.CharField(_("状态"), max_length=30, choices=ChangeState.choices, default=ChangeState.PROPOSED)
    day = models.DateField(_("日期"))
    is_working = models.BooleanField(_("是否工作日"), null=True)  # null: as the published tables have it
    reason = models.CharField(_("依据"), max_length=200)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    proposed_at = models.DateTimeField(_("提出时间"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("复核人")
    )
    decided_at = models.DateTimeField(_("复核时间"), null=True)

    objects: "models.Manager[DayChange]" = models.Manager()

    class Meta:
        verbose_name = _("工作日调整")
        verbose_name_plural = _("工作日调整")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["day"], condition=models.Q(state=ChangeState.PROPOSED.value), name="one_open_change_per_day"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("proposed_by")),
                name="two_people_change_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"

    @property
    def told(self) -> str:
        """What the day is to be."""
        if self.is_working is None:
            return str(_("按国务院公布的安排"))
        return str(_("上班") if self.is_working else _("休息"))
