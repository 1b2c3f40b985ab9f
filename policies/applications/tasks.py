"""What events of applications owe: the enterprise, the departments, the reviewers and the supervisors are told."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import PERMISSIONS, Act
from cms.kernel.errands import errand
from cms.kernel.messages.services import notify
from cms.kernel.models import Membership, Party, User
from cms.kernel.people.models import MembershipState
from cms.kernel.workdays.recounting import touched_since
from policies.applications.models import Application, Opinion, Score
from policies.applications.recounting import recount_applications
from policies.applications.reviewing import opinions_of
from policies.applications.states import ApplicationState

TOLD: dict[str, tuple[str | Promise, str | Promise]] = {
    ApplicationState.RETURNED: (
        _("申报件需要补正：%(policy)s"),
        _("贵单位申报的“%(policy)s”已退回补正，请于 %(until)s 前按逐项说明修改后重新提交。"),
    ),
    ApplicationState.REFUSED: (
        _("申报未获核准：%(policy)s"),
        _("贵单位申报的“%(policy)s”未获核准，理由：%(reason)s。如有疑问，请咨询%(department)s（%(contact)s）。"),
    ),
    ApplicationState.GRANTED: (
        _("申报已核准：%(policy)s"),
        _("贵单位申报的“%(policy)s”已核准，金额 %(amount)s 元，后续确认、公示和拨付进度可在“我的权益”查看。"),
    ),
    ApplicationState.WITHDRAWN: (
        _("申报件已结束：%(policy)s"),
        _("贵单位申报的“%(policy)s”未在期限内补正，视为撤回；仍在受理期内的可以重新申报。"),
    ),
}


@errand()
def tell_applicant(application_id: int) -> None:
    """The enterprise has a message that says where its application stands and what to do."""
    application = Application.objects.select_related(
        "enterprise__party", "version__policy__lead_department", "grant"
    ).get(pk=application_id)
    if application.state not in TOLD:
        return
    subject, body = TOLD[application.state]
    until, grant, policy = application.correct_until, application.grant, application.version.policy
    notify(
        party=application.enterprise.party,
        subject=subject,
        body=body,
        link=reverse("policies:application", args=[application.pk]),
        policy=application.version.title_zh,
        until=f"{localtime(until):%Y-%m-%d %H:%M}" if until else "",
        reason=application.reason,
        department=policy.lead_department.name,
        contact=policy.contact or "12345",
        amount=f"{grant.entitled.amount:,.2f}" if grant else "",
    )


@errand()
def ask_co_departments(application_id: int) -> None:
    """Everybody who gives opinions for a co-department knows that one is wanted, and until when."""
    application = _with_names(application_id)
    for opinion in opinions_of(application):
        _tell(
            application,
            people(Act.GIVE_OPINION, opinion.department),
            _("请对申报件出具意见：%(policy)s"),
            _("“%(enterprise)s”申报“%(policy)s”，请于 %(until)s 前出具部门意见。"),
            until=opinion.answer_until,
        )


@errand()
def remind_deciders(application_id: int) -> None:
    """The lead department's reviewers know that their days are nearly over."""
    application = _with_names(application_id)
    _tell(
        application,
        people(Act.DECIDE_APPLICATION, application.version.policy.lead_department),
        _("申报件即将到期：%(policy)s"),
        _("“%(enterprise)s”申报“%(policy)s”，办理期限至 %(until)s，请及时办理。"),
    )


@errand()
def escalate(application_id: int) -> None:
    """The supervisors know that a department is late, and on what."""
    application = _with_names(application_id)
    _tell(
        application,
        people(Act.SEE_OVERDUE_APPLICATIONS),
        _("申报件超期未办：%(department)s"),
        _("“%(enterprise)s”申报“%(policy)s”，办理期限 %(until)s 已过，请督促%(department)s办理。"),
        page=reverse("policies:overdue_applications"),
    )


@errand()
def report_silence(opinion_id: int) -> None:
    """The supervisors, the lead department and the co-department know that its opinion is late."""
    opinion = Opinion.objects.select_related("department").get(pk=opinion_id)
    application = _with_names(opinion.application_id)
    if opinion.given_at is not None or opinion.round != application.round:
        return
    for told, page in (
        (people(Act.SEE_OVERDUE_APPLICATIONS), reverse("policies:overdue_applications")),
        (people(Act.DECIDE_APPLICATION, application.version.policy.lead_department), ""),
        (people(Act.GIVE_OPINION, opinion.department), ""),
    ):
        _tell(
            application,
            told,
            _("部门意见逾期未出具：%(department)s"),
            _("“%(enterprise)s”申报“%(policy)s”，%(department)s应于 %(until)s 前出具意见，至今未出具，请督促办理。"),
            page=page,
            department=opinion.department,
            until=opinion.answer_until,
        )


@errand()
def ask_to_score_again(score_id: int) -> None:
    """The reviewer knows that points were given back, and why."""
    score = Score.objects.select_related("application__version", "reviewer").get(pk=score_id)
    if score.given_at is not None:
        return
    notify(
        user=score.reviewer,
        subject=_("请重新评分：%(policy)s"),
        body=_("您对“%(policy)s”一件申报件的评分被退回，理由：%(reason)s。请重新评分。"),
        link=reverse("policies:score_application", args=[score.pk]),
        policy=score.application.version.title_zh,
        reason=score.given_back_reason,
    )


@errand()
def ask_reviewers(version_id: int) -> None:
    """Every named reviewer knows that there are applications to score."""
    owing = Score.objects.filter(application__version=version_id, given_at=None).select_related("application__version")
    for score in owing.order_by("reviewer", "pk").distinct("reviewer"):
        notify(
            user=score.reviewer,
            subject=_("请评审申报件：%(policy)s"),
            body=_("您被指定为“%(policy)s”的评审专家，请独立评分。"),
            link=reverse("policies:scoring"),
            policy=score.application.version.title_zh,
        )


@errand()
def recount_application_days(change_id: int) -> None:
    """The clocks of applications under way run by the calendar as it is now."""
    recount_applications(since=touched_since(change_id))


def people(act: Act, party: Party | None = None) -> QuerySet[User]:
    """Who may do the act (for the party)."""
    held = Membership.objects.filter(state=MembershipState.ACTIVE, role__in=PERMISSIONS[act])
    held = held.filter(party=party) if party is not None else held
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


def _with_names(application_id: int) -> Application:
    beside = ("enterprise__party", "version__policy__lead_department")
    return Application.objects.select_related(*beside).get(pk=application_id)


def _tell(
    application: Application,
    told: QuerySet[User],
    subject: str | Promise,
    body: str | Promise,
    page: str = "",
    department: Party | None = None,
    until: datetime | None = None,
) -> None:
    until = until or application.decide_until
    if application.state != ApplicationState.SUBMITTED or until is None:
        return
    for person in told:
        notify(
            user=person,
            subject=subject,
            body=body,
            link=page or reverse("policies:review_application", args=[application.pk]),
            policy=application.version.title_zh,
            enterprise=application.enterprise.party.name,
            department=(department or application.version.policy.lead_department).name,
            until=f"{localtime(until):%Y-%m-%d %H:%M}",
        )
