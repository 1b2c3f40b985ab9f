"""Release: what was published about a procurement when something happened to it; never changed afterwards."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Event
from cms.kernel.trail import append_only
from marketplace.needs.models import Procurement


class Release(models.Model):
    """One OCDS release. Its number is its place in the feed: who has read up to a number has missed nothing before."""

    number = models.BigAutoField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="+", verbose_name=_("事件"))
    procurement = models.ForeignKey(
        Procurement, on_delete=models.PROTECT, related_name="releases", verbose_name=_("采购项目")
    )
    tag = models.CharField(_("类型"), max_length=30)
    happened_at = models.DateTimeField(_("业务时间"))
    body = models.JSONField(_("内容"))

    objects: "models.Manager[Release]" = models.Manager()

    class Meta:
        verbose_name = _("开放数据发布")
        verbose_name_plural = _("开放数据发布")
        indexes = [models.Index(fields=["happened_at"], name="releases_by_moment")]
        triggers = append_only("release")

    def __str__(self) -> str:
        return f"{self.procurement_id} {self.tag}"
