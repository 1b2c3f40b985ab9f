"""Who may do what: one table of role × action, and the doors (for views) and demands (for services) that read it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import NotAllowed, Refused
from cms.kernel.people.models import Membership, MembershipState, Party, User
from cms.kernel.reading import once
from cms.kernel.roles import Role

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


class Act(models.TextChoices):
    """Every action that needs a role; its label is what the person reads in docs/ROLES.md."""

    # kernel
    USE_WORKBENCH = "use_workbench", _("使用工作台")
    SEE_TRAIL = "see_trail", _("查看办理轨迹")
    APPROVE_MEMBERSHIP = "approve_membership", _("核验单位经办人身份")
    MANAGE_PEOPLE = "manage_people", _("管理用户与角色")
    CONTEST_COLLEAGUE = "contest_colleague", _("对本单位其他经办人的身份提出异议")
    SEE_JOBS = "see_jobs", _("查看后台任务进度")
    RESUME_ERRAND = "resume_errand", _("恢复中止的后台任务")
    SEE_REFUSED = "see_refused", _("查看被拒收的外来报文")
    KEEP_CALENDAR = "keep_calendar", _("调整工作日历（须两人办理）")
    # policies: registry, catalogue, matching
    IMPORT_FACTS = "import_facts", _("导入部门数据")
    ISSUE_SOURCE_KEY = "issue_source_key", _("签发部门推送密钥")
    SEE_REGISTRY = "see_registry", _("查看企业库")
    KEEP_REGISTERS = "keep_registers", _("维护数据目录、名单、代码目录和外部数列")
    WRITE_POLICY = "write_policy", _("编写政策与规则")
    REVIEW_POLICY = "review_policy", _("审核政策")
    PUBLISH_POLICY = "publish_policy", _("发布政策")
    SEE_MATCHES = "see_matches", _("查看匹配结果")
    CANCEL_MATCHING = "cancel_matching", _("取消进行中的匹配")
    # policies: grants, notices
    DECIDE_GRANT = "decide_grant", _("部门确认兑付名单")
    PUBLISH_NOTICE = "publish_notice", _("发布公示")
    DECIDE_OBJECTION = "decide_objection", _("处理异议")
    HANDLE_COMPLAINT = "handle_complaint", _("办理投诉")
    HANDLE_REPORT = "handle_report", _("办理举报")
    SEE_OWN_BENEFITS = "see_own_benefits", _("查看本企业可享政策")
    CONFIRM_GRANT = "confirm_grant", _("企业确认金额与账户")
    # policies: applications
    APPLY_FOR_BENEFIT = "apply_for_benefit", _("申报惠企政策")
    DECIDE_APPLICATION = "decide_application", _("审核企业申报件")
    GIVE_OPINION = "give_opinion", _("出具配合部门意见")
    SCORE_APPLICATION = "score_application", _("评审申报件")
    SEE_OVERDUE_APPLICATIONS = "see_overdue_applications", _("查看超期申报件")
    # policies: budgets, disbursement
    MANAGE_BUDGET = "manage_budget", _("下达与调整预算")
    DRAFT_BATCH = "draft_batch", _("编制支付批次")
    CHECK_BATCH = "check_batch", _("复核支付批次")
    RELEASE_BATCH = "release_batch", _("签发支付批次")
    THROW_STOP_SWITCH = "throw_stop_switch", _("紧急停付")
    IMPORT_STATEMENT = "import_statement", _("导入银行对账单")
    RECONCILE = "reconcile", _("对账与差错处理")
    SEE_PAYMENTS = "see_payments", _("查看支付明细")
    # marketplace: admission
    APPLY_AS_AGENCY = "apply_as_agency", _("申请入驻（中介机构）")
    APPLY_AS_OWNER = "apply_as_owner", _("申请入驻（业主单位）")
    REVIEW_ADMISSION = "review_admission", _("审核入驻申请")
    MANAGE_CATALOGUE = "manage_catalogue", _("维护服务事项目录")
    # marketplace: needs to contracts
    POST_NEED = "post_need", _("发布采购需求")
    SEE_OWN_NEEDS = "see_own_needs", _("查看本单位采购需求")
    SUBMIT_BID = "submit_bid", _("提交报价")
    OPEN_BIDS = "open_bids", _("到场同意开启大额项目报价")
    SEE_BID_PAPERS = "see_bid_papers", _("查看项目的全部报价文件")
    READ_BID_PAPER = "read_bid_paper", _("下载有权查看的报价文件（专家匿名）")
    AWARD_NEED = "award_need", _("确定中选机构")
    SCORE_OFFERS = "score_offers", _("评审打分")
    FILE_CONTRACT = "file_contract", _("合同备案")
    ENTER_TRADE = "enter_trade", _("登记交易数据")
    # marketplace: oversight
    SUPERVISE_MARKET = "supervise_market", _("监督中介超市")
    RAISE_DISPUTE = "raise_dispute", _("提出异议、投诉与申诉")
    ANSWER_OBJECTION = "answer_objection", _("答复异议")
    SEE_DISPUTES = "see_disputes", _("查看异议与投诉")
    SEE_CREDIT = "see_credit", _("查看信用扣分")
    RATE_CONTRACT = "rate_contract", _("履约评价")
    END_CONTRACT = "end_contract", _("提出或答复合同提前终止")
    KEEP_GUARANTEES = "keep_guarantees", _("登记与退还保函")
    ANSWER_SUPERVISION = "answer_supervision", _("答复监督询问")
    SEE_ALL = "see_all", _("查看全部业务")


OFFICERS = frozenset(
    {Role.EDITOR, Role.REVIEWER, Role.MAKER, Role.CHECKER, Role.RELEASER, Role.SUPERVISOR, Role.AUDITOR}
)
FINANCE = frozenset({Role.MAKER, Role.CHECKER, Role.RELEASER})

PERMISSIONS: dict[Act, frozenset[Role]] = {
    # kernel
    Act.USE_WORKBENCH: frozenset(Role),
    Act.SEE_TRAIL: frozenset({Role.SUPERVISOR, Role.AUDITOR}),
    Act.APPROVE_MEMBERSHIP: frozenset({Role.ADMINISTRATOR}),
    Act.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Act.CONTEST_COLLEAGUE: frozenset({Role.ENTERPRISE, Role.AGENCY, Role.OWNER}),
    Act.RESUME_ERRAND: frozenset({Role.ADMINISTRATOR}),
    Act.SEE_JOBS: OFFICERS | {Role.ADMINISTRATOR},
    Act.SEE_REFUSED: FINANCE | {Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR},
    Act.KEEP_CALENDAR: frozenset({Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR}),
    # policies: registry, catalogue, matching
    Act.IMPORT_FACTS: frozenset({Role.REVIEWER, Role.EDITOR}),
    Act.ISSUE_SOURCE_KEY: frozenset({Role.ADMINISTRATOR}),
    Act.SEE_REGISTRY: OFFICERS,
    Act.KEEP_REGISTERS: frozenset({Role.EDITOR, Role.ADMINISTRATOR}),
    Act.WRITE_POLICY: frozenset({Role.EDITOR}),
    Act.REVIEW_POLICY: frozenset({Role.REVIEWER}),
    Act.PUBLISH_POLICY: frozenset({Role.EDITOR, Role.REVIEWER}),
    Act.SEE_MATCHES: OFFICERS,
    Act.CANCEL_MATCHING: frozenset({Role.EDITOR, Role.REVIEWER}),
    # policies: grants, notices
    Act.DECIDE_GRANT: frozenset({Role.REVIEWER}),
    Act.PUBLISH_NOTICE: frozenset({Role.REVIEWER}),
    Act.DECIDE_OBJECTION: frozenset({Role.REVIEWER}),
    Act.HANDLE_COMPLAINT: frozenset({Role.REVIEWER}),
    Act.HANDLE_REPORT: frozenset({Role.SUPERVISOR}),
    Act.SEE_OWN_BENEFITS: frozenset({Role.ENTERPRISE}),
    Act.CONFIRM_GRANT: frozenset({Role.ENTERPRISE}),
    # policies: applications
    Act.APPLY_FOR_BENEFIT: frozenset({Role.ENTERPRISE}),
    Act.DECIDE_APPLICATION: frozenset({Role.REVIEWER}),
    Act.GIVE_OPINION: frozenset({Role.REVIEWER}),
    Act.SCORE_APPLICATION: frozenset({Role.EXPERT}),
    Act.SEE_OVERDUE_APPLICATIONS: frozenset({Role.SUPERVISOR, Role.AUDITOR}),
    # policies: budgets, disbursement
    Act.MANAGE_BUDGET: frozenset({Role.MAKER}),
    Act.DRAFT_BATCH: frozenset({Role.MAKER}),
    Act.CHECK_BATCH: frozenset({Role.CHECKER}),
    Act.RELEASE_BATCH: frozenset({Role.RELEASER}),
    Act.THROW_STOP_SWITCH: FINANCE | {Role.SUPERVISOR},
    Act.IMPORT_STATEMENT: frozenset({Role.MAKER, Role.CHECKER}),
    Act.RECONCILE: FINANCE,
    Act.SEE_PAYMENTS: FINANCE | {Role.SUPERVISOR, Role.AUDITOR},
    # marketplace: admission
    Act.APPLY_AS_AGENCY: frozenset({Role.AGENCY}),
    Act.APPLY_AS_OWNER: frozenset({Role.OWNER}),
    Act.REVIEW_ADMISSION: frozenset({Role.REVIEWER}),
    Act.MANAGE_CATALOGUE: frozenset({Role.ADMINISTRATOR}),
    # marketplace: needs to contracts
    Act.POST_NEED: frozenset({Role.OWNER}),
    Act.SEE_OWN_NEEDS: frozenset({Role.OWNER}),
    Act.SUBMIT_BID: frozenset({Role.AGENCY}),
    Act.OPEN_BIDS: frozenset({Role.OWNER, Role.REVIEWER, Role.SUPERVISOR, Role.AUDITOR}),
    Act.SEE_BID_PAPERS: frozenset({Role.OWNER, Role.SUPERVISOR, Role.AUDITOR}),
    Act.READ_BID_PAPER: frozenset({Role.AGENCY, Role.OWNER, Role.EXPERT, Role.SUPERVISOR, Role.AUDITOR}),
    Act.AWARD_NEED: frozenset({Role.OWNER}),
    Act.SCORE_OFFERS: frozenset({Role.EXPERT}),
    Act.FILE_CONTRACT: frozenset({Role.OWNER}),
    Act.ENTER_TRADE: frozenset({Role.SUPERVISOR}),
    # marketplace: oversight
    Act.SUPERVISE_MARKET: frozenset({Role.SUPERVISOR}),
    Act.RAISE_DISPUTE: frozenset({Role.AGENCY}),
    Act.ANSWER_OBJECTION: frozenset({Role.OWNER}),
    Act.SEE_DISPUTES: frozenset({Role.AGENCY, Role.OWNER, Role.SUPERVISOR, Role.AUDITOR}),
    Act.SEE_CREDIT: frozenset({Role.AGENCY, Role.SUPERVISOR, Role.AUDITOR}),
    Act.RATE_CONTRACT: frozenset({Role.AGENCY, Role.OWNER}),
    Act.END_CONTRACT: frozenset({Role.AGENCY, Role.OWNER}),
    Act.KEEP_GUARANTEES: frozenset({Role.OWNER}),
    Act.ANSWER_SUPERVISION: frozenset({Role.AGENCY, Role.OWNER}),
    Act.SEE_ALL: frozenset({Role.SUPERVISOR, Role.AUDITOR}),
}

GUARDED: frozenset[Act] = frozenset(
    {
        # who may do what, and on what word
        Act.APPROVE_MEMBERSHIP,
        Act.MANAGE_PEOPLE,
        Act.ISSUE_SOURCE_KEY,
        Act.IMPORT_FACTS,
        # what is published pays without an application
        Act.PUBLISH_POLICY,
        # money
        Act.DECIDE_GRANT,
        Act.DECIDE_OBJECTION,
        Act.DECIDE_APPLICATION,
        Act.MANAGE_BUDGET,
        Act.DRAFT_BATCH,
        Act.CHECK_BATCH,
        Act.RELEASE_BATCH,
        Act.THROW_STOP_SWITCH,
        Act.IMPORT_STATEMENT,
        Act.RECONCILE,
        # seals and supervision
        Act.OPEN_BIDS,
        Act.REVIEW_ADMISSION,
        Act.SUPERVISE_MARKET,
        Act.HANDLE_REPORT,
    }
)
"""Acts that move money, open seals or decide who may: whoever does them shows a second factor beside the password,
where the settings require one (`SECOND_FACTOR_REQUIRED`)."""


class HouseRequest(HttpRequest):
    """A request that went through a door: the person, and the membership they act under."""

    user: User
    membership: Membership


class PersonRequest(HttpRequest):
    """A request of somebody who is logged in, whatever their roles."""

    user: User


class Anyone:
    """What `door` says of a view that needs a login but no role."""


def memberships(user: object, act: Act, party: Party | None = None) -> QuerySet[Membership]:
    """The active memberships by which `user` may do `act` (for `party`, when given)."""
    if not isinstance(user, User) or not user.is_active:
        return Membership.objects.none()
    held = Membership.objects.filter(user=user, state=MembershipState.ACTIVE, role__in=PERMISSIONS[act])
    held = held.select_related("party").order_by("pk")
    return held.filter(party=party) if party is not None else held


def may(user: object, act: Act, party: Party | None = None) -> bool:
    """Whether `user` may do `act` (for `party`, when given)."""
    return memberships(user, act, party).exists()


def is_offered(request: HttpRequest, act: Act) -> bool:
    """Whether a public page shows the way to `act`: to those who may do it, and to strangers, who log in first."""
    return not request.user.is_authenticated or may(request.user, act)


def holds(user: object, act: Act) -> bool:
    """Whether a page that is being read shows `user` what belongs to `act`: their roles are asked for once a page."""
    return isinstance(user, User) and user.is_active and not PERMISSIONS[act].isdisjoint(_roles_of(user.pk))


@once
def _roles_of(user_id: int) -> frozenset[str]:
    held = Membership.objects.filter(user=user_id, state=MembershipState.ACTIVE)
    return frozenset(held.values_list("role", flat=True))


def require(user: object, act: Act, party: Party | None = None) -> Membership:
    """The membership by which `user` may do `act`; raises NotAllowed when there is none."""
    held = memberships(user, act, party).first()
    if held is None:
        raise NotAllowed
    return held


def acting_membership(request: HttpRequest, act: Act) -> Membership | None:
    """The membership the person chose to act under when it allows `act`, else the first that does."""
    held = memberships(request.user, act)
    chosen = request.session.get("membership")
    return (held.filter(pk=chosen).first() if chosen else None) or held.first()


class SignedOut(Refused):
    """Something was sent after the session had ended: going to the login page would throw away what was typed."""

    sentence = _("登录已过期，刚才提交的内容还没有办理。")
    who_can = _("请在新窗口重新登录，再返回填写的页面提交一次，已填写的内容还在。")
    status = 401


def ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Strangers who want to read are sent to log in and come back; raises SignedOut for what was sent."""
    if request.method not in {"GET", "HEAD"}:
        raise SignedOut
    return redirect_to_login(request.get_full_path())


def door(
    act: Act,
) -> Callable[[Callable[Concatenate[HouseRequest, P], R]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """A view that only those who may `act` enter; strangers are sent to log in, others get NotAllowed."""

    def guard(
        view: Callable[Concatenate[HouseRequest, P], R],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            membership = acting_membership(request, act)
            if membership is None:
                raise NotAllowed
            entered = cast(HouseRequest, request)
            entered.membership = membership
            return view(entered, *args, **kwargs)

        cast(Any, guarded).door = act
        return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", guarded)

    return guard


def public(view: Callable[Concatenate[HttpRequest, P], R]) -> Callable[Concatenate[HttpRequest, P], R]:
    """A view that everybody may enter, said aloud."""
    cast(Any, view).door = None
    return view


def signed_in(
    view: Callable[Concatenate[PersonRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A view for everybody who is logged in; strangers are sent to log in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        return view(cast(PersonRequest, request), *args, **kwargs)

    cast(Any, guarded).door = Anyone
    return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", guarded)
