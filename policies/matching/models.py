"""Rounds of match runs over frozen snapshots, and their matches: who qualifies, with facts and reasons as they were."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.money import money_field
from cms.kernel.states import Stateful
from cms.kernel.trail import append_only
from policies.catalogue.models import Version
from policies.catalogue.states import Channel
from policies.matching.states import ROUND_MOVES, RUN_MOVES, RoundState, RunState, Verdict
from policies.registry.models import Enterprise


class MatchRound(Stateful):
    """Some versions judged together on one snapshot, in parts that several workers share.

    `registers`: the catalogues and series as they stood, the same for every part.
    """

    MOVES = ROUND_MOVES
    NOUN = "match_round"

    state = models.CharField(_("状态"), max_length=30, choices=RoundState.choices, default=RoundState.RUNNING)
    snapshot = models.CharField(_("数据快照"), max_length=64)
    decided_on = models.DateField(_("评估日"))
    row_count = models.PositiveIntegerField(_("企业数"))
    part_count = models.PositiveIntegerField(_("分片数"))
    registers = models.JSONField(default=dict)
    started_at = models.DateTimeField(_("开始时间"))
    ended_at = models.DateTimeField(_("结束时间"), null=True)

    objects: "models.Manager[MatchRound]" = models.Manager()

    class Meta:
        verbose_name = _("匹配批次")
        verbose_name_plural = _("匹配批次")

    def __str__(self) -> str:
        return f"#{self.pk}"


class MatchPart(models.Model):
    """Some rows of a round's snapshot; done in one transaction with all it found, or not at all.

    `counts`: by run id, how many are met, near and lacking data, and the amount in fen.
    """

    round = models.ForeignKey(MatchRound, on_delete=models.PROTECT, related_name="parts", db_index=False)
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    length = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)
    took_ms = models.PositiveIntegerField(_("用时（毫秒）"), default=0)
    done_at = models.DateTimeField(null=True)

    objects: "models.Manager[MatchPart]" = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="parts_of_a_round_are_numbered")]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.number}"


class MatchRun(Stateful):
    """One version against all enterprises of one snapshot on one business day. The latest one DONE is in force."""

    MOVES = RUN_MOVES
    NOUN = "match_run"

    state = models.CharField(_("状态"), max_length=30, choices=RunState.choices, default=RunState.RUNNING)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="runs", verbose_name=_("政策版本"))
    round = models.ForeignKey(
        MatchRound, null=True, on_delete=models.PROTECT, related_name="runs", verbose_name=_("匹配批次")
    )
    snapshot = models.CharField(_("数据快照"), max_length=64)
    inputs = models.CharField(max_length=64, blank=True)  # hash of what the rule read: equal inputs, equal results
    decided_on = models.DateField(_("评估日"))
    period = models.CharField(_("所属期"), max_length=7, blank=True)
    examined_count = models.PositiveIntegerField(_("参评企业"), default=0)
    met_count = models.PositiveIntegerField(_("符合"), default=0)
    near_count = models.PositiveIntegerField(_("差一项"), default=0)
    needs_data_count = models.PositiveIntegerField(_("缺数据"), default=0)
    amount = money_field(_("应兑金额"), default=0)
    took_ms = models.PositiveIntegerField(_("用时（毫秒）"), default=0)
    started_at = models.DateTimeField(_("开始时间"))

    objects: "models.Manager[MatchRun]" = models.Manager()

    class Meta:
        verbose_name = _("匹配任务")
        verbose_name_plural = _("匹配任务")
        indexes = [models.Index(fields=["version", "-id"], name="latest_run_of_a_version")]

    def __str__(self) -> str:
        return f"{self.version} #{self.pk}"


class Match(models.Model):
    """What a run says of one enterprise, for good. The run's counts are of all enterprises; of those that are near or
    need data only the most telling are kept.

    `facts` are the values it rests on with source and date; `explanation` is the rule language's trace.
    """

    run = models.ForeignKey(MatchRun, on_delete=models.PROTECT, related_name="matches", db_index=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="matches", db_index=False)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="matches")
    verdict = models.CharField(_("结论"), max_length=10, choices=Verdict.choices)
    amount = money_field(_("金额"), null=True)
    channel = models.CharField(_("兑现方式"), max_length=20, choices=Channel.choices)
    period = models.CharField(_("所属期"), max_length=7, blank=True)
    needs_review = models.BooleanField(_("需人工复核"), default=False)
    facts = models.JSONField(default=list)
    explanation = models.JSONField(default=dict)

    objects: "models.Manager[Match]" = models.Manager()

    class Meta:
        verbose_name = _("匹配结果")
        verbose_name_plural = _("匹配结果")
        constraints = [
            models.UniqueConstraint(fields=["run", "enterprise"], name="one_match_per_run_and_enterprise"),
            models.CheckConstraint(
                condition=~models.Q(verdict=Verdict.MET.value) | models.Q(amount__isnull=False),
                name="who_qualifies_has_an_amount",
            ),
        ]
        indexes = [models.Index(fields=["run", "verdict"], name="matches_of_a_run")]
        triggers = append_only("match")

    def __str__(self) -> str:
        return f"{self.version_id}: {self.enterprise_id} {self.verdict}"
