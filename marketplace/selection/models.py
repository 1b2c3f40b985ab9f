"""Evaluation (what a method found), Draw (announced, then held) and PriceJudgement (an abnormally low price)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party
from cms.kernel.states import Stateful
from cms.kernel.trail import append_only
from marketplace.needs.models import Need
from marketplace.selection.states import DRAW_MOVES, DrawState


class Evaluation(models.Model):
    """The answer of the need's method at one moment, as published; the latest of a need is in force."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="evaluations", verbose_name=_("采购需求"))
    outcome = models.CharField(_("结果"), max_length=30)
    winner = models.ForeignKey(
        Party, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("拟中选机构")
    )
    result = models.JSONField(_("评选结果"))
    evaluated_at = models.DateTimeField(_("评选时间"))

    objects: "models.Manager[Evaluation]" = models.Manager()

    class Meta:
        verbose_name = _("评选")
        verbose_name_plural = _("评选")
        ordering = ["need", "-pk"]
        triggers = append_only("evaluation")

    def __str__(self) -> str:
        return f"{self.need}: {self.outcome}"


class Draw(Stateful):
    """A verifiable draw: the announcement first, the number and the code after; `record` is what is published."""

    MOVES = DRAW_MOVES
    NOUN = "draw"
    TONES = {DrawState.HELD.value: "success"}

    state = models.CharField(_("状态"), max_length=30, choices=DrawState.choices, default=DrawState.ANNOUNCED)
    need = models.OneToOneField(Need, on_delete=models.PROTECT, related_name="draw", verbose_name=_("采购需求"))
    announced_at = models.DateTimeField(_("公告时间"))
    drawn_at = models.DateTimeField(_("公开号码产生时间"))
    record = models.JSONField(_("抽取记录"))
    public_number = models.CharField(_("公开号码"), max_length=100, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects: "models.Manager[Draw]" = models.Manager()

    class Meta:
        verbose_name = _("公开抽取")
        verbose_name_plural = _("公开抽取")

    def __str__(self) -> str:
        return self.need.code


class PriceJudgement(models.Model):
    """What was decided about an abnormally low price, after its bidder was asked."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="price_judgements")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    is_accepted = models.BooleanField(_("理由成立"))
    grounds = models.CharField(_("审查意见"), max_length=500)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    objects: "models.Manager[PriceJudgement]" = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "party"], name="a_low_price_is_judged_once")]
        triggers = append_only("price_judgement")

    def __str__(self) -> str:
        return f"{self.need}: {self.party}"
