"""Procurement (what an owner wants to buy, counted once), Need (one posting of it), Bar (who may not take part)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.files.models import StoredFile
from cms.kernel.models import Party
from cms.kernel.money import money_field, yuan
from cms.kernel.states import Stateful
from cms.kernel.trail import append_only
from marketplace.catalogue.models import ServiceType
from marketplace.needs.particulars import Particulars
from marketplace.needs.states import (
    METHOD_CHANGE_MOVES,
    NEED_MOVES,
    BarReason,
    Method,
    MethodChangeState,
    NeedState,
    Quote,
    Regime,
    Tie,
)
from marketplace.owners.models import Owner


class Procurement(models.Model):
    """What an owner sets out to buy; however often it is posted, it is one procurement."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="procurements", verbose_name=_("业主单位"))
    service_type = models.ForeignKey(
        ServiceType, on_delete=models.PROTECT, related_name="procurements", verbose_name=_("服务事项")
    )
    title = models.CharField(_("项目名称"), max_length=200)
    year = models.PositiveSmallIntegerField(_("年度"))
    number = models.PositiveIntegerField(_("序号"))

    objects: "models.Manager[Procurement]" = models.Manager()

    class Meta:
        verbose_name = _("采购项目")
        verbose_name_plural = _("采购项目")
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="procurements_of_a_year_are_numbered")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def code(self) -> str:
        """The number on every paper of it: ZJ2023-0042."""
        return f"ZJ{self.year}-{self.number:04d}"


class Need(Stateful):
    """One posting of a procurement; what its notice fixed is frozen in `rules` when it is posted."""

    MOVES = NEED_MOVES
    NOUN = "need"

    procurement = models.ForeignKey(
        Procurement, on_delete=models.PROTECT, related_name="needs", verbose_name=_("采购项目")
    )
    round = models.PositiveSmallIntegerField(_("第几次发布"), default=1)
    state = models.CharField(_("状态"), max_length=30, choices=NeedState.choices, default=NeedState.DRAFT)
    description = models.TextField(_("服务内容与要求"), max_length=10_000)
    ceiling: Money = money_field(_("最高限价"))
    method = models.CharField(_("选取方式"), max_length=30, choices=Method.choices)
    quote = models.CharField(_("报价方式"), max_length=10, choices=Quote.choices, default=Quote.AMOUNT)
    regime = models.CharField(_("适用制度"), max_length=20, choices=Regime.choices, default=Regime.MARKET)
    uses_public_funds = models.BooleanField(_("使用财政性资金"), default=True)
    service_days = models.PositiveSmallIntegerField(_("服务期限（天）"), default=30)
    closes_at = models.DateTimeField(_("报价截止时间"))
    opens_at = models.DateTimeField(_("开启时间"))
    posted_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    recusal_declared = models.BooleanField(_("已作回避承诺"), default=False)
    splitting_note = models.CharField(_("同类项目分次采购说明"), max_length=500, blank=True)
    review_note = models.CharField(_("重新发布前的条款复核"), max_length=500, blank=True)
    # For how many days after the opening a bid holds: published with the notice.
    bid_valid_days = models.PositiveSmallIntegerField(_("报价有效期（天）"), default=90)
    # How many of its openers have to agree before it is opened; 0 for a need without openers.
    openers_needed = models.PositiveSmallIntegerField(_("须到场开启人数"), default=0)
    serves_approval = models.BooleanField(_("属于行政审批委托的技术性服务"), default=False)
    particulars = models.JSONField(_("选取方式专用条款"), default=dict)
    rules = models.JSONField(_("适用规则"), default=dict)
    # By the finding's name: rule, article, sentence and the owner's reason for keeping it; published with the notice.
    fairness = models.JSONField(_("公平竞争审查"), default=dict)
    ended_reason = models.CharField(_("流选或取消原因"), max_length=500, blank=True)

    objects: "models.Manager[Need]" = models.Manager()

    class Meta:
        verbose_name = _("采购需求")
        verbose_name_plural = _("采购需求")
        constraints = [
            models.UniqueConstraint(fields=["procurement", "round"], name="postings_of_a_procurement_are_numbered"),
            models.UniqueConstraint(
                fields=["procurement"],
                condition=~models.Q(state__in=[NeedState.FAILED.value, NeedState.CANCELLED.value]),
                name="one_live_posting_per_procurement",
            ),
            models.CheckConstraint(condition=models.Q(ceiling__gt=yuan(0)), name="a_ceiling_is_positive"),
            models.CheckConstraint(
                condition=models.Q(opens_at__gte=models.F("closes_at")), name="a_need_opens_after_it_closes"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[NeedState.DRAFT.value, NeedState.CANCELLED.value])
                | models.Q(posted_at__isnull=False, closes_at__gt=models.F("posted_at")),
                name="a_posted_need_has_time_to_bid",
            ),
            models.CheckConstraint(condition=models.Q(bid_valid_days__gt=0), name="bids_hold_for_a_time"),
        ]
        indexes = [models.Index(fields=["state", "closes_at"]), models.Index(fields=["state", "opens_at"])]

    def __str__(self) -> str:
        return f"{self.code} {self.procurement.title}"

    @property
    def code(self) -> str:
        """The posting's number: the procurement's, and which posting it is: ZJ2023-0042-1."""
        return f"{self.procurement.code}-{self.round}"

    @property
    def title(self) -> str:
        """The procurement's title."""
        return self.procurement.title

    @property
    def owner(self) -> Owner:
        """Who asks."""
        return self.procurement.owner

    @property
    def service_type(self) -> ServiceType:
        """What is asked for."""
        return self.procurement.service_type

    @property
    def special(self) -> Particulars:
        """What its notice fixes for its method alone."""
        return Particulars.read(self.particulars)

    @property
    def tie_label(self) -> str:
        """Its tie rule in the reader's language; empty for a need of older rules."""
        return str(dict(Tie.choices).get(str(self.rules.get("tie", "")), ""))

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it: it was posted once."""
        return self.posted_at is not None


class Invitation(models.Model):
    """A party the owner names for a direct choice, or invites; where any is, nobody else may offer."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("采购需求"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("受邀单位"))

    objects: "models.Manager[Invitation]" = models.Manager()

    class Meta:
        verbose_name = _("邀请")
        verbose_name_plural = _("邀请")
        constraints = [models.UniqueConstraint(fields=["need", "party"], name="a_party_is_invited_once")]

    def __str__(self) -> str:
        return f"{self.party} → {self.need}"


class Question(models.Model):
    """A question about a posted need, without its asker, and the owner's answer; both public.

    An objection to the documents (招标文件异议) is one whose answer has a legal day, and may keep the need shut.
    """

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="questions", verbose_name=_("采购需求"))
    text = models.TextField(_("提问内容"), max_length=500)
    asked_at = models.DateTimeField(_("提出时间"))
    answer = models.TextField(_("答复"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    is_objection = models.BooleanField(_("对采购文件的异议"), default=False)
    due_on = models.DateField(_("答复期限"), null=True, blank=True)
    # Nothing is opened until it is answered.
    suspends = models.BooleanField(_("暂停采购活动"), default=False)
    # When its lateness was put before the supervisors.
    escalated_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: "models.Manager[Question]" = models.Manager()

    class Meta:
        verbose_name = _("澄清")
        verbose_name_plural = _("澄清")
        ordering = ["need", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_objection=False, suspends=False, due_on=None)
                | models.Q(is_objection=True, due_on__isnull=False),
                name="an_objection_to_documents_has_its_day",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                name="objections_unanswered",
                condition=models.Q(is_objection=True, answered_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.text[:40]


class Amendment(models.Model):
    """A change of a posted need: what is different from then on; the notice as first posted stays as it was."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="amendments", verbose_name=_("采购需求"))
    text = models.TextField(_("变更内容"), max_length=2000)
    closes_at = models.DateTimeField(_("变更后的报价截止时间"))
    amended_at = models.DateTimeField(_("变更时间"))

    objects: "models.Manager[Amendment]" = models.Manager()

    class Meta:
        verbose_name = _("变更公告")
        verbose_name_plural = _("变更公告")
        ordering = ["need", "pk"]
        triggers = append_only("amendment")

    def __str__(self) -> str:
        return self.text[:40]


class MethodChange(Stateful):
    """After a second failure another method is used, once the supervisor has approved of it."""

    MOVES = METHOD_CHANGE_MOVES
    NOUN = "method_change"
    TONES = {MethodChangeState.APPROVED.value: "success", MethodChangeState.REFUSED.value: "danger"}

    state = models.CharField(
        _("状态"), max_length=30, choices=MethodChangeState.choices, default=MethodChangeState.REQUESTED
    )
    need = models.OneToOneField(
        Need, on_delete=models.PROTECT, related_name="method_change", verbose_name=_("采购需求")
    )
    method_before = models.CharField(_("原选取方式"), max_length=30, choices=Method.choices)
    reason = models.CharField(_("变更理由"), max_length=500)
    requested_at = models.DateTimeField(_("申请时间"))
    note = models.CharField(_("审批意见"), max_length=500, blank=True)

    objects: "models.Manager[MethodChange]" = models.Manager()

    class Meta:
        verbose_name = _("选取方式变更")
        verbose_name_plural = _("选取方式变更")

    def __str__(self) -> str:
        return str(self.need)


class Subscription(models.Model):
    """A party that wants to hear of every need of a service type."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("单位"))
    service_type = models.ForeignKey(
        ServiceType, on_delete=models.PROTECT, related_name="subscriptions", verbose_name=_("服务事项")
    )

    objects: "models.Manager[Subscription]" = models.Manager()

    class Meta:
        verbose_name = _("需求订阅")
        verbose_name_plural = _("需求订阅")
        constraints = [models.UniqueConstraint(fields=["party", "service_type"], name="a_type_is_subscribed_to_once")]

    def __str__(self) -> str:
        return f"{self.party} · {self.service_type}"


class NeedTemplate(models.Model):
    """What a need of a service type usually says, to begin a draft with."""

    service_type = models.OneToOneField(
        ServiceType, on_delete=models.PROTECT, related_name="template", verbose_name=_("服务事项")
    )
    description = models.TextField(_("服务内容与要求"), max_length=10_000)
    criteria = models.TextField(_("评分项"), max_length=1000, blank=True)
    service_days = models.PositiveSmallIntegerField(_("服务期限（天）"), default=30)

    objects: "models.Manager[NeedTemplate]" = models.Manager()

    class Meta:
        verbose_name = _("需求模板")
        verbose_name_plural = _("需求模板")

    def __str__(self) -> str:
        return str(self.service_type)


class NeedDocument(models.Model):
    """A paper that belongs to a need's notice; public once the need is posted."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="documents", verbose_name=_("采购需求"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("文件"))

    objects: "models.Manager[NeedDocument]" = models.Manager()

    class Meta:
        verbose_name = _("需求附件")
        verbose_name_plural = _("需求附件")
        constraints = [models.UniqueConstraint(fields=["need", "file"], name="a_document_is_attached_once")]

    def __str__(self) -> str:
        return self.file.name


class Bar(models.Model):
    """A party that may not take part in a procurement, and why (回避)."""

    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="bars")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("单位"))
    reason = models.CharField(_("原因"), max_length=30, choices=BarReason.choices)

    objects: "models.Manager[Bar]" = models.Manager()

    class Meta:
        verbose_name = _("回避单位")
        verbose_name_plural = _("回避单位")
        constraints = [models.UniqueConstraint(fields=["procurement", "party", "reason"], name="a_bar_is_stated_once")]

    def __str__(self) -> str:
        return f"{self.party} ✕ {self.procurement}"
