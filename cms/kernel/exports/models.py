"""Export: one list that somebody took away as a file."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import business_now
from cms.kernel.jobs.models import Job


class Form(models.TextChoices):
    """What sort of file."""

    XLSX = "xlsx", "XLSX"
    CSV = "csv", "CSV"


class Export(models.Model):
    """Who asked for which list, in which language and form; the file is there once its job is done."""

    report = models.CharField(_("报表"), max_length=60)
    form = models.CharField(_("格式"), max_length=4, choices=Form.choices)
    params = models.JSONField(default=dict)
    language = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exports")
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="export")
    asked_at = models.DateTimeField(_("申请时间"), default=business_now)
    row_count = models.PositiveIntegerField(_("行数"), null=True)
    content = models.FileField(upload_to="exports", max_length=200, blank=True)

    objects: "models.Manager[Export]" = models.Manager()

    class Meta:
        verbose_name = _("报表导出")
        verbose_name_plural = _("报表导出")

    def __str__(self) -> str:
        return f"{self.report}.{self.form}"
