"""Code sets (regions, industries, banks) by edition, and what became of codes from one edition to the next."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.display import told


class CodeSet(models.TextChoices):
    """The code sets that facts and rules name; the values are the numbers of the standards."""

    REGION = "GB/T 2260", _("行政区划代码（GB/T 2260）")
    INDUSTRY = "GB/T 4754", _("国民经济行业分类（GB/T 4754）")
    BANK = "CNAPS", _("支付系统行号（CNAPS）")  # the clearing centre's register of banks that take part in payments


class CodeEdition(models.Model):
    """A code set as it was published for a year; in force from a day until the next edition's. `source`: where from."""

    code_set = models.CharField(_("代码集"), max_length=20, choices=CodeSet.choices)
    year = models.PositiveSmallIntegerField(_("版本年份"))
    in_force_from = models.DateField(_("启用日期"))
    source = models.CharField(_("来源"), max_length=200, blank=True)

    objects: "models.Manager[CodeEdition]" = models.Manager()

    class Meta:
        verbose_name = _("代码集版本")
        verbose_name_plural = _("代码集版本")
        ordering = ["code_set", "-year"]
        constraints = [models.UniqueConstraint(fields=["code_set", "year"], name="one_edition_per_code_set_and_year")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As rules name it: GB/T 4754-2017."""
        return f"{self.code_set}-{self.year}"


class CodeEntry(models.Model):
    """One code of an edition; a code lies under those that it begins with."""

    edition = models.ForeignKey(
        CodeEdition, on_delete=models.PROTECT, related_name="entries", verbose_name=_("代码集版本")
    )
    code = models.CharField(_("代码"), max_length=12)
    name_zh = models.CharField(_("名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)

    objects: "models.Manager[CodeEntry]" = models.Manager()

    class Meta:
        verbose_name = _("代码")
        verbose_name_plural = _("代码")
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="one_entry_per_edition_and_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def name(self) -> str:
        """In the reader's language; the Chinese name where there is no other."""
        return told(self.name_zh, self.name_en)


class Fate(models.TextChoices):
    """What became of a code."""

    RENAMED = "renamed", _("更名或换码")  # the same thing under another code
    MERGED = "merged", _("并入")  # all of it is part of the other now
    SPLIT = "split", _("析出")  # a part of it is the other now


class CodeChange(models.Model):
    """From a day on, what bore one code bears another; a split has a row for each part."""

    code_set = models.CharField(_("代码集"), max_length=20, choices=CodeSet.choices)
    old = models.CharField(_("原代码"), max_length=12)
    new = models.CharField(_("新代码"), max_length=12)
    fate = models.CharField(_("变更情形"), max_length=10, choices=Fate.choices)
    changed_on = models.DateField(_("变更日期"))
    document = models.CharField(_("依据"), max_length=200, blank=True)

    objects: "models.Manager[CodeChange]" = models.Manager()

    class Meta:
        verbose_name = _("代码变更")
        verbose_name_plural = _("代码变更")
        ordering = ["-changed_on", "code_set", "old"]
        constraints = [
            models.UniqueConstraint(fields=["code_set", "old", "new"], name="one_change_per_pair_of_codes"),
            models.CheckConstraint(condition=~models.Q(old=models.F("new")), name="a_change_leads_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
