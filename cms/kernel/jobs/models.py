"""Job: one piece of long work and how far it is."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """The life of a job."""

    RUNNING = "running", _("进行中")
    DONE = "done", _("已完成")
    FAILED = "failed", _("失败")
    CANCELLED = "cancelled", _("已取消")


class Job(models.Model):
    """Long work somebody asked for; progress is written outside the work's own transactions."""

    title = models.CharField(_("任务"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=JobState.choices, default=JobState.RUNNING)
    total = models.PositiveBigIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)
    result_url = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects: "models.Manager[Job]" = models.Manager()

    class Meta:
        verbose_name = _("后台任务")

    def __str__(self) -> str:
        return self.title

    @property
    def percent(self) -> int:
        """How far the job is, 0 to 100."""
        if self.state == JobState.DONE:
            return 100
        return min(self.done * 100 // self.total, 99) if self.total else 0

    @property
    def is_running(self) -> bool:
        """Whether there is still something to wait for."""
        return self.state == JobState.RUNNING
