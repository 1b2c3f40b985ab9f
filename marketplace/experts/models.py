"""Expert (who may be drawn for a panel, and for what) and Recusal (whose offers the expert never judges)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party
from cms.kernel.states import Stateful
from marketplace.catalogue.models import ServiceCategory
from marketplace.experts.states import EXPERT_MOVES, ExpertState


class Expert(Stateful):
    """A person on the register; `number` is what stands for the expert in a public draw."""

    MOVES = EXPERT_MOVES
    NOUN = "expert"
    TONES = {ExpertState.LISTED.value: "success", ExpertState.RESTING.value: "neutral"}

    state = models.CharField(_("状态"), max_length=30, choices=ExpertState.choices, default=ExpertState.LISTED)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="expert", verbose_name=_("专家")
    )
    number = models.CharField(_("专家编号"), max_length=10, unique=True)
    employer = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("工作单位")
    )
    title = models.CharField(_("职称"), max_length=60, blank=True)
    specialities = models.ManyToManyField(ServiceCategory, related_name="experts", verbose_name=_("评审专业"))
    listed_at = models.DateTimeField(_("登记入库时间"))

    objects: "models.Manager[Expert]" = models.Manager()

    class Meta:
        verbose_name = _("评审专家")
        verbose_name_plural = _("评审专家")

    def __str__(self) -> str:
        return f"{self.number} {self.user}"


class Recusal(models.Model):
    """A party whose needs and offers the expert does not judge, and why (shareholding, family, former work)."""

    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="recusals", verbose_name=_("专家"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("回避单位"))
    reason = models.CharField(_("回避事由"), max_length=200)
    stated_at = models.DateTimeField(_("登记时间"))

    objects: "models.Manager[Recusal]" = models.Manager()

    class Meta:
        verbose_name = _("专家回避")
        verbose_name_plural = _("专家回避")
        constraints = [models.UniqueConstraint(fields=["expert", "party"], name="a_recusal_is_stated_once")]

    def __str__(self) -> str:
        return f"{self.expert} ✕ {self.party}"
