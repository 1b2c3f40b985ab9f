"""What a method found, and what it needs on the way: draws, low prices explained, an auction, a panel, a choice."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.files.models import StoredFile
from cms.kernel.models import Party
from cms.kernel.money import money_field
from cms.kernel.states import Stateful
from cms.kernel.trail import append_only
from marketplace.bidding.models import OpenedBid
from marketplace.needs.models import Need
from marketplace.selection.states import (
    AUCTION_MOVES,
    DRAW_MOVES,
    PANEL_MOVES,
    SEAT_MOVES,
    AuctionState,
    CommitteeMethod,
    DrawPurpose,
    DrawState,
    PanelState,
    SeatState,
)


class Evaluation(models.Model):
    """The answer of the need's method at one moment, as published; the latest of a need is in force."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="evaluations", verbose_name=_("采购需求"))
    outcome = models.CharField(_("结果"), max_length=30)
    winner = models.ForeignKey(
        Party, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("拟中选机构")
    )
    result = models.JSONField(_("评选结果"))
    # What the method took from outside the bids, by label: credit points, final prices of an auction in fen.
    inputs = models.JSONField(_("评选依据"), default=dict)
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
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="draws", verbose_name=_("采购需求"))
    purpose = models.CharField(_("用途"), max_length=20, choices=DrawPurpose.choices, default=DrawPurpose.ORDER)
    name = models.CharField(_("名称"), max_length=60, unique=True)
    announced_at = models.DateTimeField(_("公告时间"))
    drawn_at = models.DateTimeField(_("公开号码产生时间"))
    record = models.JSONField(_("抽取记录"))
    public_number = models.CharField(_("公开号码"), max_length=100, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects: "models.Manager[Draw]" = models.Manager()

    class Meta:
        verbose_name = _("公开抽取")
        verbose_name_plural = _("公开抽取")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "purpose"],
                condition=~models.Q(purpose=DrawPurpose.TIE.value),
                name="a_need_draws_once_for_each_purpose",
            )
        ]

    def __str__(self) -> str:
        return self.name


class PriceQuestion(models.Model):
    """A bidder asked to justify an abnormally low price, by when, and what it answered."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="price_questions", verbose_name=_("采购需求"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("报价单位"))
    asked_at = models.DateTimeField(_("要求说明时间"))
    answer_until = models.DateTimeField(_("说明期限"))
    answer = models.TextField(_("书面说明"), max_length=2000, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("证明材料")
    )
    answered_at = models.DateTimeField(_("说明提交时间"), null=True, blank=True)

    objects: "models.Manager[PriceQuestion]" = models.Manager()

    class Meta:
        verbose_name = _("低价说明")
        verbose_name_plural = _("低价说明")
        constraints = [models.UniqueConstraint(fields=["need", "party"], name="a_low_price_is_asked_about_once")]

    def __str__(self) -> str:
        return f"{self.party} · {self.need}"


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


class Auction(Stateful):
    """The turns of a reverse auction after its opening offers are known; whose turn it is stands here."""

    MOVES = AUCTION_MOVES
    NOUN = "auction"
    TONES = {AuctionState.ENDED.value: "success"}

    state = models.CharField(_("状态"), max_length=30, choices=AuctionState.choices, default=AuctionState.RUNNING)
    need = models.OneToOneField(Need, on_delete=models.PROTECT, related_name="auction", verbose_name=_("采购需求"))
    started_at = models.DateTimeField(_("开始时间"))
    turn = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("轮到的机构"))
    round = models.PositiveIntegerField(_("轮次"), default=1)
    at_most: Money | None = money_field(_("本轮报价上限"), null=True, blank=True)
    turn_until = models.DateTimeField(_("本轮截止时间"), null=True)

    objects: "models.Manager[Auction]" = models.Manager()

    class Meta:
        verbose_name = _("多轮竞价")
        verbose_name_plural = _("多轮竞价")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=AuctionState.ENDED.value)
                | models.Q(turn__isnull=False, turn_until__isnull=False, at_most__isnull=False),
                name="a_running_auction_waits_for_somebody",
            )
        ]
        indexes = [models.Index(fields=["state", "turn_until"])]

    def __str__(self) -> str:
        return self.need.code


class AuctionMove(models.Model):
    """What a bidder did at its turn: undercut, or pass (no price); a turn that ran out is a pass by nobody."""

    auction = models.ForeignKey(Auction, on_delete=models.PROTECT, related_name="moves")
    sequence = models.PositiveIntegerField()
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("报价单位"))
    round = models.PositiveIntegerField(_("轮次"))
    price: Money | None = money_field(_("报价"), null=True, blank=True)
    made_at = models.DateTimeField(_("时间"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects: "models.Manager[AuctionMove]" = models.Manager()

    class Meta:
        ordering = ["auction", "sequence"]
        constraints = [models.UniqueConstraint(fields=["auction", "sequence"], name="moves_of_an_auction_are_numbered")]
        triggers = append_only("auction_move")

    def __str__(self) -> str:
        return f"{self.auction}: {self.sequence}"


class Panel(Stateful):
    """The experts who score the offers of one need, and how far they are."""

    MOVES = PANEL_MOVES
    NOUN = "panel"
    TONES = {PanelState.SETTLED.value: "success"}

    state = models.CharField(_("状态"), max_length=30, choices=PanelState.choices, default=PanelState.SEATING)
    need = models.OneToOneField(Need, on_delete=models.PROTECT, related_name="panel", verbose_name=_("采购需求"))
    minutes = models.TextField(_("合议纪要"), max_length=2000, blank=True)
    # How many experts were to be drawn from the register; null where they were named because it has too few.
    size = models.PositiveSmallIntegerField(_("抽取人数"), null=True, blank=True)
    sign_until = models.DateTimeField(_("签署期限"), null=True, blank=True)

    objects: "models.Manager[Panel]" = models.Manager()

    class Meta:
        verbose_name = _("评审小组")
        verbose_name_plural = _("评审小组")

    def __str__(self) -> str:
        return self.need.code


class Seat(Stateful):
    """One expert's seat: declared or recused before any offer is seen, then signed or dissented."""

    MOVES = SEAT_MOVES
    NOUN = "seat"

    state = models.CharField(_("状态"), max_length=30, choices=SeatState.choices, default=SeatState.SEATED)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="seats", verbose_name=_("评审小组"))
    expert = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("评审专家")
    )
    reason = models.CharField(_("回避事由"), max_length=300, blank=True)
    signed_at = models.DateTimeField(_("签署时间"), null=True, blank=True)
    dissent = models.CharField(_("不同意见"), max_length=1000, blank=True)
    # Signed by nobody: silence until the panel's `sign_until` counts as agreement by law.
    is_deemed = models.BooleanField(_("逾期视为同意"), default=False)

    objects: "models.Manager[Seat]" = models.Manager()

    class Meta:
        verbose_name = _("评审席位")
        verbose_name_plural = _("评审席位")
        constraints = [models.UniqueConstraint(fields=["panel", "expert"], name="an_expert_sits_once")]

    def __str__(self) -> str:
        return f"{self.panel}: {self.expert}"


class ScoreSheet(models.Model):
    """The points one expert gave one offer, by criterion, alone."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="sheets")
    bid = models.ForeignKey(OpenedBid, on_delete=models.PROTECT, related_name="+")
    points = models.JSONField(_("各项得分"))
    remark = models.CharField(_("评分理由"), max_length=500, blank=True)
    scored_at = models.DateTimeField(_("评分时间"))

    objects: "models.Manager[ScoreSheet]" = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "bid"], name="an_expert_scores_an_offer_once")]
        triggers = append_only("score_sheet")

    def __str__(self) -> str:
        return f"{self.seat} · {self.bid_id}"


class AgreedScore(models.Model):
    """The points the panel agreed on for one offer, after its members scored it alone."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="agreed")
    bid = models.ForeignKey(OpenedBid, on_delete=models.PROTECT, related_name="+")
    points = models.JSONField(_("各项得分"))

    objects: "models.Manager[AgreedScore]" = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["panel", "bid"], name="an_offer_has_one_agreed_score")]

    def __str__(self) -> str:
        return f"{self.panel} · {self.bid_id}"


class Choice(models.Model):
    """Whom the owner picked from a short list, or its award committee decided on, and why; never changed."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="choices", verbose_name=_("采购需求"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("选定机构"))
    reason = models.CharField(_("理由"), max_length=500)
    how = models.CharField(_("定标方法"), max_length=20, choices=CommitteeMethod.choices, blank=True)
    votes = models.JSONField(_("定标委员会成员及意见"), default=list)
    minutes = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("签字的会议记录")
    )
    made_at = models.DateTimeField(_("选定时间"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: "models.Manager[Choice]" = models.Manager()

    class Meta:
        verbose_name = _("选定")
        verbose_name_plural = _("选定")
        constraints = [models.UniqueConstraint(fields=["need", "party"], name="a_party_is_chosen_once_in_a_need")]
        triggers = append_only("choice")

    def __str__(self) -> str:
        return f"{self.need}: {self.party}"
