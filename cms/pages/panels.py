"""How the editor of a policy page is laid out."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface

from cms.pages.comparing import CasesPanel, DirectPublishingPanel, RulePanel

TEXT = (
    FieldPanel("title"),
    FieldPanel("title_en"),
    MultiFieldPanel([FieldPanel("summary"), FieldPanel("summary_en")], heading=_("一句话说明")),
    FieldPanel("body"),
    FieldPanel("body_en"),
    FieldPanel("attachments"),
)
BESIDE = (FieldPanel("interpretation"), FieldPanel("interpretation_en"), FieldPanel("questions"))
PARTICULARS = (
    FieldRowPanel([FieldPanel("code"), FieldPanel("document_number")]),
    FieldRowPanel([FieldPanel("lead_department"), FieldPanel("contact")]),
    FieldRowPanel([FieldPanel("benefit_class"), FieldPanel("level"), FieldPanel("channel")]),
    FieldRowPanel([FieldPanel("valid_from"), FieldPanel("last_day")]),
    FieldRowPanel([FieldPanel("online_at"), FieldPanel("offline_at")]),
    FieldPanel("slug"),
)
APPLICATION = (
    FieldRowPanel([FieldPanel("apply_from"), FieldPanel("apply_until")]),
    FieldPanel("decide_days"),
    FieldPanel("co_departments", widget=CheckboxSelectMultiple),
    FieldPanel("evidence"),
)
RULE = (RulePanel("rule"), CasesPanel("cases"), DirectPublishingPanel("changes_seen"))
BENEFIT = (
    FieldRowPanel([FieldPanel("budget_line"), FieldPanel("shortage_rule")]),
    FieldRowPanel([FieldPanel("once_per"), FieldPanel("exclusive_group")]),
    FieldRowPanel([FieldPanel("notice_days"), FieldPanel("notice_unit")]),
    FieldRowPanel([FieldPanel("confirm_days"), FieldPanel("confirm_unit")]),
    FieldRowPanel([FieldPanel("order"), FieldPanel("lapse_rule")]),
)
POLICY_EDITOR = TabbedInterface(
    [
        ObjectList(TEXT, heading=_("政策文本")),
        ObjectList(BESIDE, heading=_("解读与问答")),
        ObjectList(PARTICULARS, heading=_("基本信息")),
        ObjectList(BENEFIT, heading=_("兑现参数")),
        ObjectList(APPLICATION, heading=_("申报与办理")),
        ObjectList(RULE, heading=_("兑现规则")),
    ]
)
