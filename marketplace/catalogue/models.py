"""The service catalogue: categories, types, and the department competent for each type."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party


def in_readers_language(name: str, name_en: str) -> str:
    """`name_en` for readers of English when there is one, else the Chinese name."""
    return name_en if name_en and (get_language() or "").startswith("en") else name


class ServiceCategory(models.Model):
    """A group of service types, such as engineering construction."""

    code = models.CharField(_("代码"), max_length=10, unique=True)
    name = models.CharField(_("类别名称"), max_length=60, unique=True)
    name_en = models.CharField(_("英文名称"), max_length=100, blank=True)

    objects: "models.Manager[ServiceCategory]" = models.Manager()

    class Meta:
        verbose_name = _("服务类别")
        verbose_name_plural = _("服务类别")
        ordering = ["code"]

    def __str__(self) -> str:
        return in_readers_language(self.name, self.name_en)


class ServiceType(models.Model):
    """One kind of service; `department` reviews who may offer it, and without one nothing can be admitted or posted."""

    category = models.ForeignKey(
        ServiceCategory, on_delete=models.PROTECT, related_name="service_types", verbose_name=_("服务类别")
    )
    code = models.CharField(_("代码"), max_length=10, unique=True)
    name = models.CharField(_("服务事项"), max_length=60, unique=True)
    name_en = models.CharField(_("英文名称"), max_length=120, blank=True)
    department = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("行业主管部门")
    )

    objects: "models.Manager[ServiceType]" = models.Manager()

    class Meta:
        verbose_name = _("服务事项")
        verbose_name_plural = _("服务事项")
        ordering = ["code"]

    def __str__(self) -> str:
        return in_readers_language(self.name, self.name_en)
