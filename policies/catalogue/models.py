"""Policies, one per benefit family, and their published versions: frozen for good, one of them live."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.calendar import DayUnit
from cms.kernel.display import told
from cms.kernel.models import Party
from cms.kernel.states import Stateful
from policies.budgets.models import BudgetLine
from policies.catalogue.documents import DECIDE_DAYS
from policies.catalogue.states import (
    VERSION_MOVES,
    BenefitClass,
    Channel,
    LapseRule,
    Level,
    OncePer,
    Order,
    ShortageRule,
    VersionState,
)


class Policy(models.Model):
    """One benefit family, whatever the language or number of its pages; grants and award history are counted by it."""

    code = models.CharField(_("政策编码"), max_length=60, unique=True)
    title_zh = models.CharField(_("政策名称"), max_length=200)
    title_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    lead_department = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="led_policies", verbose_name=_("牵头部门")
    )
    co_departments = models.ManyToManyField(
        Party, related_name="supported_policies", blank=True, verbose_name=_("配合部门")
    )
    benefit_class = models.CharField(_("政策类型"), max_length=20, choices=BenefitClass.choices)
    level = models.CharField(_("政策层级"), max_length=20, choices=Level.choices)
    channel = models.CharField(_("兑现方式"), max_length=20, choices=Channel.choices)
    document_number = models.CharField(_("文号"), max_length=100, blank=True)
    contact = models.CharField(_("咨询电话"), max_length=100, blank=True)
    created_at = models.DateTimeField(_("登记时间"))

    objects: "models.Manager[Policy]" = models.Manager()

    class Meta:
        verbose_name = _("政策")
        verbose_name_plural = _("政策")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name in the reader's language; the Chinese one where there is no other."""
        return told(self.title_zh, self.title_en)


class Version(Stateful):
    """What was published of a policy, frozen: text, rule and parameters. Only its state moves.

    `rule` is the canonical JSON of the rule language, null for a policy of text alone. Days: `valid_from` and
    `last_day` are both within the validity. `confirm_days` are counted in `confirm_unit` from the decision. The rule's
    usual channel is always `channel`. `evidence`: the papers an application wants (policies.catalogue.evidence).
    """

    MOVES = VERSION_MOVES
    NOUN = "version"

    state = models.CharField(_("状态"), max_length=30, choices=VersionState.choices)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions", verbose_name=_("政策"))
    number = models.PositiveIntegerField(_("版本号"))
    title_zh = models.CharField(_("政策名称"), max_length=200)
    title_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    text = models.TextField(_("政策正文"), blank=True)
    text_hash = models.CharField(max_length=64)
    rule = models.JSONField(_("规则"), null=True)
    rule_hash = models.CharField(max_length=64, blank=True)
    cases = models.JSONField(_("案例"), default=list, blank=True)  # what the rule was proven on when it was frozen
    benefit_class = models.CharField(_("政策类型"), max_length=20, choices=BenefitClass.choices)
    level = models.CharField(_("政策层级"), max_length=20, choices=Level.choices)
    channel = models.CharField(_("兑现方式"), max_length=20, choices=Channel.choices)
    valid_from = models.DateField(_("生效日期"))
    last_day = models.DateField(_("有效期至"), null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(_("公示天数"), default=7)
    notice_unit = models.CharField(_("公示计日方式"), max_length=10, choices=DayUnit.choices, default=DayUnit.WORKING)
    confirm_days = models.PositiveSmallIntegerField(_("确认期限"), default=15)
    confirm_unit = models.CharField(_("确认计日方式"), max_length=10, choices=DayUnit.choices, default=DayUnit.CALENDAR)
    lapse_rule = models.CharField(_("逾期未确认"), max_length=10, choices=LapseRule.choices, default=LapseRule.LAPSE)
    order = models.CharField(_("确认与公示顺序"), max_length=20, choices=Order.choices, default=Order.CONFIRM_FIRST)
    budget_line = models.ForeignKey(
        BudgetLine, null=True, on_delete=models.PROTECT, related_name="versions", verbose_name=_("预算项目")
    )
    shortage_rule = models.CharField(_("资金不足时"), max_length=20, choices=ShortageRule.choices, blank=True)
    exclusive_group = models.CharField(_("互斥组"), max_length=60, blank=True)
    once_per = models.CharField(
        _("享受次数"), max_length=20, choices=OncePer.choices, default=OncePer.ENTERPRISE_PERIOD
    )
    decide_days = models.PositiveSmallIntegerField(_("办理时限（工作日）"), default=DECIDE_DAYS)
    apply_from = models.DateField(_("申报开始"), null=True, blank=True)
    apply_until = models.DateField(_("申报截止"), null=True, blank=True)
    evidence = models.JSONField(_("申报材料"), default=list, blank=True)
    published_at = models.DateTimeField(_("发布时间"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by", verbose_name=_("替代的版本")
    )

    objects: "models.Manager[Version]" = models.Manager()

    class Meta:
        verbose_name = _("政策版本")
        verbose_name_plural = _("政策版本")
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="versions_of_a_policy_are_numbered"),
            models.UniqueConstraint(
                fields=["policy"],
                condition=models.Q(state=VersionState.LIVE.value),
                name="one_live_version_per_policy",
            ),
            models.CheckConstraint(
                condition=models.Q(last_day=None) | models.Q(last_day__gte=models.F("valid_from")),
                name="a_version_ends_after_it_begins",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="version_is_frozen", exclude=["state"]),
            pgtrigger.Protect(name="version_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="version_no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'append-only table: TRUNCATE is refused';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title_zh} v{self.number}"

    @property
    def title(self) -> str:
        """The name in the reader's language; the Chinese one where there is no other."""
        return told(self.title_zh, self.title_en)

    @property
    def is_executable(self) -> bool:
        """Whether it carries a rule that can be matched."""
        return self.rule is not None
