"""The side column of the workbench: which pages a role works in. A room adds its pages here, one line each."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.kernel.access import PERMISSIONS, Act
from cms.kernel.people.models import Membership


@dataclass(frozen=True, slots=True)
class Link:
    """A page: its name in the URL tables, its icon in the sprite, its label, and the act that opens its door."""

    page: str
    icon: str
    label: Promise
    act: Act

    @property
    def address(self) -> str:
        """Where the page is."""
        return reverse(self.page)


ASKED, LATE = Act.DECIDE_APPLICATION, Act.SEE_OVERDUE_APPLICATIONS
GROUPS: tuple[tuple[Promise, tuple[Link, ...]], ...] = (
    (
        _("政策"),
        (
            Link("wagtailadmin_home", "edit", _("政策编写"), Act.WRITE_POLICY),
            Link("policies:imports", "upload", _("部门数据导入"), Act.IMPORT_FACTS),
            Link("policies:enterprises", "building", _("企业库"), Act.SEE_REGISTRY),
            Link("policies:gaps", "alert-triangle", _("数据缺口"), Act.SEE_REGISTRY),
            Link("policies:all_matches", "list-check", _("匹配结果"), Act.SEE_MATCHES),
            Link("policies:application_queue", "clipboard-list", pgettext_lazy("menu", "申报审核"), ASKED),
            Link("policies:scoring", "list-check", pgettext_lazy("menu", "申报件评审"), Act.SCORE_APPLICATION),
            Link("policies:overdue_applications", "alert-triangle", pgettext_lazy("menu", "超期申报件"), LATE),
            Link("policies:decisions", "checklist", pgettext_lazy("menu", "兑付名单"), Act.DECIDE_GRANT),
            Link("policies:contacts", "phone", _("待联系企业"), Act.DECIDE_GRANT),
            Link("policies:objections", "gavel", pgettext_lazy("menu", "异议处理"), Act.DECIDE_OBJECTION),
            Link("policies:source_keys", "key", _("部门推送密钥"), Act.ISSUE_SOURCE_KEY),
            Link("policies:complaints", "message", pgettext_lazy("menu", "投诉办理"), Act.HANDLE_COMPLAINT),
            Link("policies:reports", "flag", pgettext_lazy("menu", "举报办理"), Act.HANDLE_REPORT),
            Link("policies:benefits", "cash", _("我的权益"), Act.SEE_OWN_BENEFITS),
            Link("policies:checkup", "list-check", _("政策体检"), Act.SEE_OWN_BENEFITS),
            Link("policies:eligibility_subscriptions", "bell", _("订阅提醒"), Act.SEE_OWN_BENEFITS),
            Link("policies:own_applications", "clipboard-list", _("我的申报"), Act.APPLY_FOR_BENEFIT),
            Link("policies:own_payments", "cash", _("到账情况"), Act.SEE_OWN_BENEFITS),
            Link("policies:own_facts", "database", _("本企业数据"), Act.SEE_OWN_BENEFITS),
        ),
    ),
    (
        _("资金"),
        (
            Link("policies:batches", "checklist", pgettext_lazy("menu", "支付批次"), Act.SEE_PAYMENTS),
            Link("policies:payments", "list-details", _("支付明细"), Act.SEE_PAYMENTS),
            Link("figures:payments", "report-analytics", _("兑付分析"), Act.SEE_PAYMENTS),
            Link("kernel:exports", "download", _("报表导出"), Act.SEE_JOBS),
            Link("policies:reconciliation", "scale", _("对账"), Act.SEE_PAYMENTS),
            Link("policies:budget_lines", "wallet", _("预算"), Act.SEE_PAYMENTS),
        ),
    ),
    (
        _("中介超市"),
        (
            Link("marketplace:my_needs", "clipboard-list", _("我的采购需求"), Act.SEE_OWN_NEEDS),
            Link("marketplace:my_awards", "award", _("选取结果与合同"), Act.AWARD_NEED),
            Link("marketplace:my_owner", "building", _("业主单位信息"), Act.APPLY_AS_OWNER),
            Link("marketplace:my_bids", "gavel", _("我的报价"), Act.SUBMIT_BID),
            Link("marketplace:my_results", "award", _("我的选取结果"), Act.SUBMIT_BID),
            Link("marketplace:my_agency", "certificate", _("入驻与资质"), Act.APPLY_AS_AGENCY),
            Link("marketplace:admission_queue", "checklist", _("机构入驻审核"), Act.REVIEW_ADMISSION),
            Link("marketplace:owner_queue", "building-community", _("业主入驻审核"), Act.REVIEW_ADMISSION),
            Link("marketplace:draws", "dice-5", pgettext_lazy("menu", "公开抽取"), Act.SUPERVISE_MARKET),
            Link("marketplace:panels", "users", pgettext_lazy("menu", "评审小组"), Act.SUPERVISE_MARKET),
            Link("marketplace:experts", "user-check", pgettext_lazy("menu", "专家库"), Act.SUPERVISE_MARKET),
            Link("marketplace:method_changes", "refresh", _("选取方式变更"), Act.SUPERVISE_MARKET),
            Link("marketplace:subscriptions", "bell", _("需求订阅"), Act.SUBMIT_BID),
            Link("marketplace:catalogue", "list-details", pgettext_lazy("menu", "服务事项目录"), Act.MANAGE_CATALOGUE),
            Link("marketplace:need_templates", "file-text", _("需求模板"), Act.MANAGE_CATALOGUE),
            Link("marketplace:openings", "key", pgettext_lazy("menu", "参与开启"), Act.OPEN_BIDS),
            Link("marketplace:my_seats", "list-check", _("我的评审"), Act.SCORE_OFFERS),
            Link("marketplace:my_recusals", "user-check", pgettext_lazy("menu", "我的回避单位"), Act.SCORE_OFFERS),
            Link("marketplace:alarms", "alert-triangle", pgettext_lazy("menu", "逾期报警"), Act.SUPERVISE_MARKET),
            Link("marketplace:complaints", "gavel", pgettext_lazy("menu", "投诉处理"), Act.SUPERVISE_MARKET),
            Link("marketplace:own_objections", "gavel", pgettext_lazy("menu", "异议答复"), Act.ANSWER_OBJECTION),
            Link("marketplace:my_disputes", "gavel", _("我的异议与投诉"), Act.RAISE_DISPUTE),
            Link("marketplace:my_credit", "star", _("我的信用"), Act.RAISE_DISPUTE),
            Link("marketplace:credit_cases", "star", pgettext_lazy("menu", "信用扣分"), Act.SUPERVISE_MARKET),
            Link("marketplace:guarantees", "shield-check", pgettext_lazy("menu", "保函与保证金"), Act.KEEP_GUARANTEES),
            Link("marketplace:old_deposits", "wallet", pgettext_lazy("menu", "沉淀保证金"), Act.SUPERVISE_MARKET),
            Link("marketplace:clues", "flag", pgettext_lazy("menu", "线索"), Act.SUPERVISE_MARKET),
            Link("marketplace:cases", "folder", pgettext_lazy("menu", "核查件"), Act.SUPERVISE_MARKET),
            Link("marketplace:questions", "help-circle", _("监督询问"), Act.ANSWER_SUPERVISION),
            Link("marketplace:contracts", "file-check", _("已备案合同"), Act.SUPERVISE_MARKET),
            Link("marketplace:trades", "report-money", pgettext_lazy("menu", "登记交易数据"), Act.ENTER_TRADE),
        ),
    ),
    (
        _("管理"),
        (
            Link("workbench:find", "search", _("轨迹查询"), Act.SEE_TRAIL),
            Link("workbench:refused", "shield-check", pgettext_lazy("menu", "拒收的外来报文"), Act.SEE_REFUSED),
            Link("kernel:claims", "user-check", _("单位经办人核验"), Act.APPROVE_MEMBERSHIP),
            Link("kernel:officers", "users", pgettext_lazy("menu", "用户与角色"), Act.MANAGE_PEOPLE),
            Link("wagtailadmin_home", "building-community", _("部门与登记簿"), Act.MANAGE_PEOPLE),
            Link("kernel:parked_errands", "alert-triangle", pgettext_lazy("menu", "中止的后台任务"), Act.RESUME_ERRAND),
        ),
    ),
    (
        _("个人"),
        (
            Link("kernel:inbox", "bell", _("消息"), Act.USE_WORKBENCH),
            Link("kernel:my_roles", "users", _("我的身份"), Act.USE_WORKBENCH),
        ),
    ),
)  # fmt: skip


def side_groups(membership: Membership | None) -> list[tuple[Promise, list[Link]]]:
    """The groups with the pages that this membership's role may enter; empty groups are left out."""
    if membership is None:
        return []
    groups = []
    for heading, links in GROUPS:
        allowed = [link for link in links if membership.role in PERMISSIONS[link.act]]
        if allowed:
            groups.append((heading, allowed))
    return groups
