"""The lists that finance, supervision and audit take away as files; account numbers masked."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act
from cms.kernel.clock import SHANGHAI
from cms.kernel.exports.reports import Column, Report
from cms.kernel.money import from_fen
from cms.kernel.people.models import User
from policies.budgets.models import Transfer
from policies.disbursement.models import Payment
from policies.disbursement.queries import staged_batches, visible_payments
from policies.disbursement.sources import bearers_told, with_bearers
from policies.disbursement.states import BatchStage
from policies.grants.models import Grant
from policies.notices.models import NoticeLine


def within(rows: "QuerySet[Any]", column: str, params: Mapping[str, str], *, is_moment: bool = True) -> "QuerySet[Any]":
    """The rows whose column lies from the first to the last day asked for, both counted."""
    if first := params.get("first"):
        begins = date.fromisoformat(first)
        rows = rows.filter(**{f"{column}__gte": _midnight(begins) if is_moment else begins})
    if last := params.get("last"):
        after = date.fromisoformat(last) + timedelta(days=1)
        rows = rows.filter(**{f"{column}__lt": _midnight(after) if is_moment else after})
    return rows


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def grants(_user: User, params: Mapping[str, str]) -> "QuerySet[Grant]":
    """Grants decided within the days."""
    rows = Grant.objects.select_related(
        "enterprise__party", "version", "policy__lead_department", "decision", "account"
    )
    return within(rows.order_by("pk"), "decision__decided_at", params)


def payments(user: User, params: Mapping[str, str]) -> "QuerySet[Payment]":
    """Payments drafted within the days."""
    rows = visible_payments(user).select_related("grant__version", "grant__policy__lead_department")
    return within(with_bearers(rows.order_by("pk")), "drafted_at", params)


def batches(_user: User, params: Mapping[str, str]) -> "QuerySet[Any]":
    """Batches drafted within the days, each with its stage."""
    rows = staged_batches().select_related("drafted_by").order_by("pk")
    return within(rows, "drafted_at", params)


def notice_lines(_user: User, params: Mapping[str, str]) -> "QuerySet[NoticeLine]":
    """Lines of notices opened within the days."""
    rows = NoticeLine.objects.select_related("notice__decision__version__policy__lead_department", "grant")
    return within(rows.order_by("notice_id", "pk"), "notice__opens_on", params, is_moment=False)


def journal(_user: User, params: Mapping[str, str]) -> "QuerySet[Transfer]":
    """Transfers of the ledger within the days, each a voucher of two sides."""
    rows = Transfer.objects.select_related("source__line__department", "target__line", "source", "target")
    return within(rows.order_by("pk"), "happened_at", params)


def subject(kind: str) -> str:
    """The subject (code and name) of the finance system for an account of ours."""
    return str(settings.LEDGER_SUBJECTS.get(kind, kind))


GRANTS = Report(
    name="grants",
    title=_("兑付事项"),
    about=_("每家企业每项政策的应兑、核定金额和状态"),
    act=Act.SEE_PAYMENTS,
    rows=grants,
    columns=(
        Column(_("编号"), lambda one: one.pk),
        Column(_("政策"), lambda one: one.version.title_zh),
        Column(_("牵头部门"), lambda one: str(one.policy.lead_department)),
        Column(_("企业名称"), lambda one: one.enterprise.party.name),
        Column(_("统一社会信用代码"), lambda one: one.enterprise.party.uscc),
        Column(_("所属期"), lambda one: one.period),
        Column(_("应兑金额（元）"), lambda one: one.entitled),
        Column(_("核定金额（元）"), lambda one: one.amount),
        Column(_("状态"), lambda one: one.state_label),
        Column(_("确认时间"), lambda one: one.confirmed_at),
        Column(_("收款账户"), lambda one: str(one.account.number) if one.account else ""),
        Column(_("终止原因"), lambda one: one.end_told),
    ),
)
PAYMENTS = Report(
    name="payments",
    title=_("支付明细"),
    about=_("每笔支付的收款单位、批次、状态和到账日期"),
    act=Act.SEE_PAYMENTS,
    rows=payments,
    columns=(
        Column(_("编号"), lambda one: one.pk),
        Column(_("收款单位"), lambda one: one.payee_name),
        Column(_("统一社会信用代码"), lambda one: one.payee.uscc),
        Column(_("政策"), lambda one: one.grant.version.title_zh),
        Column(_("预算项目"), bearers_told),
        Column(_("批次"), lambda one: one.batch.number if one.batch else ""),
        Column(_("金额（元）"), lambda one: one.amount),
        Column(_("状态"), lambda one: one.state_label),
        Column(_("开户行"), lambda one: one.bank_name),
        Column(_("账号"), lambda one: str(one.account)),
        Column(_("编制时间"), lambda one: one.drafted_at),
        Column(_("到账日期"), lambda one: one.settled_on),
        Column(_("说明"), lambda one: one.note_told),
    ),
)
BATCHES = Report(
    name="batches",
    title=_("支付批次"),
    about=_("每个批次的笔数、合计和所处环节"),
    act=Act.SEE_PAYMENTS,
    rows=batches,
    columns=(
        Column(_("批次号"), lambda one: one.number),
        Column(_("批次名称"), lambda one: one.title),
        Column(_("资金经办人"), lambda one: str(one.drafted_by)),
        Column(_("编制时间"), lambda one: one.drafted_at),
        Column(_("笔数"), lambda one: one.payment_count),
        Column(_("合计金额（元）"), lambda one: one.total),
        Column(_("环节"), lambda one: BatchStage(one.stage).label),
        Column(_("内容摘要"), lambda one: one.content_hash),
    ),
)
NOTICES = Report(
    name="notices",
    title=_("公示明细"),
    about=_("每次公示的企业、金额和起止日期"),
    act=Act.SEE_MATCHES,
    rows=notice_lines,
    columns=(
        Column(_("政策"), lambda one: one.notice.decision.version.title_zh),
        Column(_("牵头部门"), lambda one: str(one.notice.decision.version.policy.lead_department)),
        Column(_("第几次公示"), lambda one: one.notice.number),
        Column(_("公示开始"), lambda one: one.notice.opens_on),
        Column(_("公示截止"), lambda one: one.notice.last_day),
        Column(_("企业名称"), lambda one: one.name),
        Column(_("拟兑付金额（元）"), lambda one: one.amount),
        Column(_("原公示金额（元）"), lambda one: one.former_amount),
        Column(_("状态"), lambda one: one.grant.state_label),
    ),
)
JOURNAL = Report(
    name="journal",
    title=_("财务凭证"),
    about=_("账本每笔转账的借贷双方和科目，供财务系统导入"),
    act=Act.SEE_PAYMENTS,
    rows=journal,
    columns=(
        Column(_("凭证日期"), lambda one: localtime(one.happened_at).date()),
        Column(_("凭证号"), lambda one: f"{localtime(one.happened_at):%Y%m}-{one.pk:08d}"),
        Column(_("摘要"), lambda one: one.get_kind_display()),
        Column(_("预算编号"), lambda one: one.source.line.code if one.source.line else one.source.bank_account[-4:]),
        Column(_("预算项目"), lambda one: str(one.source.line or "")),
        Column(_("借方科目"), lambda one: subject(one.target.kind)),
        Column(_("贷方科目"), lambda one: subject(one.source.kind)),
        Column(_("金额（元）"), lambda one: from_fen(one.amount_fen)),
        Column(_("关联事项"), lambda one: one.about),
        Column(_("唯一标识"), lambda one: one.key),
    ),
)
REPORTS = (GRANTS, PAYMENTS, BATCHES, NOTICES, JOURNAL)
