"""The policy page: one page per benefit family, its Chinese and its English, its parameters and its rule."""

from typing import Any, ClassVar, Self, cast

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.fields import StreamField
from wagtail.log_actions import LogContext
from wagtail.models import Page, Revision

from cms.kernel.calendar import DayUnit
from cms.kernel.clock import business_now
from cms.kernel.models import Party
from cms.pages.blocks import AttachmentsStream, QuestionsStream, TextStream
from cms.pages.clauses import passages
from cms.pages.editing import PolicyPageForm
from cms.pages.errors import NoAliases, StillOnline
from cms.pages.panels import POLICY_EDITOR
from cms.pages.publishing import Stored, acting_user, freeze, goes_off, goes_public, withdraw
from cms.pages.qualifying import qualifying_context
from cms.pages.reading import policy_context
from policies.budgets.models import BudgetLine
from policies.catalogue.documents import DECIDE_DAYS
from policies.catalogue.models import Policy
from policies.catalogue.states import BenefitClass, Channel, LapseRule, Level, OncePer, Order, ShortageRule

CODE = RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9-]*$", _("政策编码由字母、数字和短横线组成。"))


class PolicyPage(Page):
    """What an enterprise reads of a policy, and what is frozen of it when it goes public.

    Days: `valid_from` and `last_day` both lie within the validity. `online_at` and `offline_at` are moments of the
    business clock; the page's own tick acts on them, never Wagtail's command, which reads the wall clock.
    """

    live_revision: Any

    code = models.CharField(_("政策编码"), max_length=60, validators=[CODE])
    family = models.OneToOneField(
        Policy, null=True, editable=False, on_delete=models.PROTECT, related_name="page", verbose_name=_("政策")
    )
    title_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    summary = models.TextField(_("一句话说明"), max_length=400, blank=True)
    summary_en = models.TextField(_("一句话说明（英文）"), max_length=800, blank=True)
    body = StreamField(TextStream(), verbose_name=_("政策正文"), blank=True)
    body_en = StreamField(TextStream(), verbose_name=_("政策正文（英文）"), blank=True)
    interpretation = StreamField(TextStream(), verbose_name=_("政策解读"), blank=True)
    interpretation_en = StreamField(TextStream(), verbose_name=_("政策解读（英文）"), blank=True)
    questions = StreamField(QuestionsStream(), verbose_name=_("常见问题"), blank=True)
    attachments = StreamField(AttachmentsStream(), verbose_name=_("附件"), blank=True)
    document_number = models.CharField(_("文号"), max_length=100, blank=True)
    lead_department = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"is_department": True},
        verbose_name=_("牵头部门"),
    )
    contact = models.CharField(_("咨询电话"), max_length=100, blank=True)
    benefit_class = models.CharField(
        _("政策类型"), max_length=20, choices=BenefitClass.choices, default=BenefitClass.SUBSIDY
    )
    level = models.CharField(_("政策层级"), max_length=20, choices=Level.choices, default=Level.COUNTY)
    channel = models.CharField(_("兑现方式"), max_length=20, choices=Channel.choices, default=Channel.NO_APPLICATION)
    valid_from = models.DateField(_("生效日期"))
    last_day = models.DateField(_("有效期至"), null=True, blank=True, help_text=_("长期有效的留空。"))
    online_at = models.DateTimeField(_("定时上线"), null=True, blank=True, help_text=_("审核通过后到时自动上线。"))
    offline_at = models.DateTimeField(_("定时下线"), null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(_("公示天数"), default=7)
    notice_unit = models.CharField(_("公示计日方式"), max_length=10, choices=DayUnit.choices, default=DayUnit.WORKING)
    confirm_days = models.PositiveSmallIntegerField(_("确认期限（天）"), default=15)
    confirm_unit = models.CharField(_("确认计日方式"), max_length=10, choices=DayUnit.choices, default=DayUnit.CALENDAR)
    lapse_rule = models.CharField(_("逾期未确认"), max_length=10, choices=LapseRule.choices, default=LapseRule.LAPSE)
    order = models.CharField(_("确认与公示顺序"), max_length=20, choices=Order.choices, default=Order.CONFIRM_FIRST)
    budget_line = models.ForeignKey(
        BudgetLine, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("预算项目")
    )
    shortage_rule = models.CharField(_("资金不足时"), max_length=20, choices=ShortageRule.choices, blank=True)
    exclusive_group = models.CharField(_("互斥组"), max_length=60, blank=True)
    once_per = models.CharField(
        _("享受次数"), max_length=20, choices=OncePer.choices, default=OncePer.ENTERPRISE_PERIOD
    )
    co_departments = ParentalManyToManyField(
        Party,
        related_name="+",
        blank=True,
        limit_choices_to={"is_department": True},
        verbose_name=_("配合部门"),
        help_text=_("企业申报时由其出具意见。"),
    )
    decide_days = models.PositiveSmallIntegerField(
        _("办理时限（工作日）"), default=DECIDE_DAYS, help_text=_("自企业提交之日的次日起算，用于限时即享和申报。")
    )
    apply_from = models.DateField(_("申报开始"), null=True, blank=True, help_text=_("留空则与有效期相同。"))
    apply_until = models.DateField(_("申报截止"), null=True, blank=True, help_text=_("当日有效；留空则与有效期相同。"))
    evidence = models.TextField(
        _("申报材料"),
        blank=True,
        max_length=4000,
        help_text=_(
            "每行一项，英文名称写在竖线之后，如“设备购置发票 | Purchase invoices”；名称末尾写“（可选）”的可以不交。"
        ),
    )
    rule = models.JSONField(_("兑现规则"), null=True, blank=True)
    cases = models.JSONField(_("案例"), default=list, blank=True)

    parent_page_types: ClassVar[list[str]] = ["pages.PolicyIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy: ClassVar[list[str]] = ["family", "code"]
    template = "pages/policy.html"
    base_form_class = PolicyPageForm
    edit_handler = POLICY_EDITOR

    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("title_en", boost=2),
        index.SearchField("summary", boost=1.5),
        index.SearchField("summary_en"),
        index.SearchField("document_number", boost=2),
        index.SearchField("body"),
        index.SearchField("body_en"),
        index.SearchField("interpretation"),
        index.SearchField("interpretation_en"),
        index.SearchField("questions"),
        index.FilterField("benefit_class"),
        index.FilterField("channel"),
        index.FilterField("level"),
        index.FilterField("lead_department"),
    ]

    class Meta:
        verbose_name = _("政策页面")
        verbose_name_plural = _("政策页面")

    def clean(self) -> None:
        """The parts agree with one another."""
        super().clean()
        if self.last_day and self.valid_from and self.last_day < self.valid_from:
            raise ValidationError({"last_day": _("有效期至不能早于生效日期。")})
        if self.offline_at and self.online_at and self.offline_at <= self.online_at:
            raise ValidationError({"offline_at": _("定时下线须晚于定时上线。")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The text and what was frozen of it, in the reader's language."""
        context = cast(dict[str, Any], super().get_context(request, *args, **kwargs)) | policy_context(self)
        context |= qualifying_context(request, context["version"])
        return context | {"passages": passages(self, context["version"], context.get("finding"))}

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """The row is written, and with it, or not at all, what the catalogue must know (cms.pages.publishing).

        A new row is a draft whoever made it: Wagtail's create view and its copies would begin public. Raises Refused;
        then nothing was written.
        """
        fields = kwargs.get("update_fields")
        if self.alias_of_id is not None:
            raise NoAliases
        if self.pk is None:
            self.live, self.live_revision, self.has_unpublished_changes = False, None, True
        if fields is None or "live" in fields or "live_revision" in fields:
            before = self.stored()
            if goes_public(before, self):
                freeze(self)
            elif goes_off(before, self):
                withdraw(self)
        return super().save(*args, **kwargs)

    def stored(self) -> Stored:
        """How the page stands in the database, its row held until the transaction ends."""
        rows = Page.objects.select_for_update(no_key=True).filter(pk=self.pk) if self.pk else Page.objects.none()
        found = rows.values_list("live", "live_revision_id").first()
        return Stored(*found) if found else Stored()

    @transaction.atomic
    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> Any:
        """The revision is public, with everything Wagtail does about it, or nothing is."""
        with LogContext(user=user or acting_user()):
            return super().publish(revision, user=user, **kwargs)

    @transaction.atomic
    def unpublish(self, *, user: Any = None, **kwargs: Any) -> Any:
        """The page is off, with everything Wagtail does about it, or nothing is."""
        with LogContext(user=user or acting_user()):
            return super().unpublish(user=user, **kwargs)

    def copy(self, *args: Any, **kwargs: Any) -> "PolicyPage":
        """A draft with the same words and no code: a copy is another policy, never a second door to this one."""
        copied: PolicyPage = super().copy(*args, **kwargs | {"keep_live": False, "copy_revisions": False})
        return copied

    def create_alias(self, *args: Any, **kwargs: Any) -> "PolicyPage":
        """Refused with NoAliases."""
        raise NoAliases

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """The page as the revision says, its family and its public revision as they are.

        A revision whose `online_at` has not come on the business clock shows Wagtail a `go_live_at` as far ahead of the
        wall clock, so that every door of Wagtail schedules it instead of publishing it.
        """
        page: Self = super().with_content_json(content)
        page.family_id = self.family_id
        page.live_revision_id = self.live_revision_id
        page.expire_at = None
        page.go_live_at = None
        if page.online_at is not None:
            ahead = page.online_at - business_now()
            page.go_live_at = timezone.now() + ahead if ahead.total_seconds() > 0 else None
        return page


@receiver(pre_delete, sender=PolicyPage, dispatch_uid="a_public_policy_is_first_taken_off")
def keep_what_is_public(instance: PolicyPage, **kwargs: Any) -> None:
    """A policy page that is public cannot be deleted by any way. Raises StillOnline."""
    if Page.objects.filter(pk=instance.pk, live=True).exists():
        raise StillOnline(page=instance.title)
